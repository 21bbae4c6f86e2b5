#include "ui/kiosk/paint_font.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { PATH_SIZE = 1024 };

/* In the order of preference; the first is the one that is always there. */
static const struct {
    const char *regular, *bold;
} faces[FONT_FACES] = {
    {"Andika-Regular.ttf", "Andika-Bold.ttf"},
    {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"},
    {"NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"},
    {"NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"},
    {"NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf"},
    {"NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf"}};

static const char *const system_folders[] = {"/usr/share/fonts/truetype/andika",
                                             "/usr/share/fonts/truetype/noto"};

static bool
map_file(struct font_file *file, const char *folder, const char *name)
{
    char path[PATH_SIZE];
    struct stat about;
    if (!text_format(path, sizeof path, "%s/%s", folder, name))
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    void *bytes = MAP_FAILED;
    if (fstat(fd, &about) == 0 && about.st_size > 0)
        bytes =
            mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED)
        return false;
    file->bytes = bytes;
    file->length = (size_t)about.st_size;
    return true;
}

/* ../share/troskel/fonts as seen from the program. */
static bool
own_folder(char folder[PATH_SIZE])
{
    char program[PATH_SIZE / 2];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    return text_format(folder, PATH_SIZE, "%s/../share/troskel/fonts", program);
}

static void
seek_file(struct font_file *file, const char *name)
{
    char folder[PATH_SIZE];
    const char *given = getenv("TROSKEL_FONTS");
    file->sought = true;
    if (given != NULL && map_file(file, given, name))
        return;
    if (own_folder(folder) && map_file(file, folder, name))
        return;
    for (size_t i = 0; i < sizeof system_folders / sizeof *system_folders; i++)
        if (map_file(file, system_folders[i], name))
            return;
}

static struct font_file *
file_of(struct fonts *fonts, int face, enum draw_weight weight)
{
    struct font_file *file = &fonts->files[face][weight == DRAW_BOLD];
    if (!file->sought)
        seek_file(file,
                  weight == DRAW_BOLD ? faces[face].bold : faces[face].regular);
    return file;
}

enum result
fonts_init(struct fonts *fonts)
{
    memset(fonts, 0, sizeof *fonts);
    if (TTF_Init() != 0) {
        log_warn("fonts: %s", TTF_GetError());
        return RESULT_IO;
    }
    if (file_of(fonts, 0, DRAW_REGULAR)->bytes == NULL ||
        file_of(fonts, 0, DRAW_BOLD)->bytes == NULL) {
        log_warn("fonts: Andika is not installed (fonts-sil-andika)");
        fonts_finish(fonts);
        return RESULT_ABSENT;
    }
    return RESULT_OK;
}

static void
close_file(const struct font_file *file)
{
    void *map;
    memcpy(&map, &file->bytes, sizeof map);
    if (map != NULL)
        munmap(map, file->length);
}

void
fonts_finish(struct fonts *fonts)
{
    for (int i = 0; i < FONT_OPEN_MAX; i++)
        if (fonts->open[i].font != NULL)
            TTF_CloseFont(fonts->open[i].font);
    for (int i = 0; i < FONT_FACES; i++)
        for (int j = 0; j < 2; j++)
            close_file(&fonts->files[i][j]);
    memset(fonts, 0, sizeof *fonts);
    TTF_Quit();
}

static TTF_Font *
open_font(const struct font_file *file, int px)
{
    if (file->bytes == NULL)
        return NULL;
    SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes, (int)file->length);
    TTF_Font *font = bytes == NULL ? NULL : TTF_OpenFontRW(bytes, 1, px);
    if (font == NULL)
        log_warn("fonts: %s", TTF_GetError());
    else
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    return font;
}

TTF_Font *
fonts_get(struct fonts *fonts, int face, int px, enum draw_weight weight)
{
    struct font_open *oldest = &fonts->open[0];
    if (px < 1)
        px = 1;
    for (int i = 0; i < FONT_OPEN_MAX; i++) {
        struct font_open *open = &fonts->open[i];
        if (open->font != NULL && open->face == face && open->px == px &&
            open->weight == weight) {
            open->used = ++fonts->uses;
            return open->font;
        }
        if (open->used < oldest->used)
            oldest = open;
    }
    TTF_Font *font = open_font(file_of(fonts, face, weight), px);
    if (font == NULL)
        return NULL;
    if (oldest->font != NULL)
        TTF_CloseFont(oldest->font);
    *oldest = (struct font_open){font, face, px, weight, ++fonts->uses};
    return font;
}

int
fonts_face_for(struct fonts *fonts, uint32_t letter, int px,
               enum draw_weight weight)
{
    for (int face = 0; face < FONT_FACES; face++) {
        TTF_Font *font = fonts_get(fonts, face, px, weight);
        if (font != NULL && TTF_GlyphIsProvided32(font, letter))
            return face;
    }
    return 0;
}
