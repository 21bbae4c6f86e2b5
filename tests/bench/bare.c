/*
 * The limit: the two screens of a scene drawn by SDL2, SDL2_ttf and libpng and
 * nothing else, in a window's own shared memory. No database, no layout, no
 * words: what is left is what any program on this machine has to pay.
 *
 *   bench-bare SCENE FONT         pictures are PNG
 *   bench-bare SCENE FONT raw     pictures are raw pixels of the right size
 *   bench-bare SCENE FONT make    writes those
 *
 * A scene is lines of `SCREEN X Y W H PX PICTURE LABEL`, tab between them, as
 * tests/bench/scene makes them from what troskel-kiosk says of its screens;
 * PICTURE is a file, `-` for none, or `.` for words without a box. A touch on screen 0 shows screen 1, and back.
 */
#include <SDL.h>
#include <SDL_ttf.h>
#include <fcntl.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ELEMENTS_MAX = 64, SIZES_MAX = 8, WIDTH = 1280, HEIGHT = 800 };

struct element {
    int screen, px;
    SDL_Rect rect;
    char picture[200], label[80];
    SDL_Surface *surface;
};

static struct element elements[ELEMENTS_MAX];
static int count;
static const char *font_file;
static struct {
    int px;
    TTF_Font *font;
} fonts[SIZES_MAX];
static SDL_Window *window;

static void
fail(const char *what)
{
    (void)fprintf(stderr, "bench-bare: %s\n", what);
    exit(1);
}

static void
read_scene(const char *path)
{
    char line[512];
    FILE *in = fopen(path, "re");
    if (in == NULL)
        fail(path);
    while (fgets(line, sizeof line, in) != NULL && count < ELEMENTS_MAX) {
        struct element *e = &elements[count];
        SDL_Rect *r = &e->rect;
        if (sscanf(line, "%d\t%d\t%d\t%d\t%d\t%d\t%199[^\t]\t%79[^\n]",
                   &e->screen, &r->x, &r->y, &r->w, &r->h, &e->px, e->picture,
                   e->label) == 8)
            count++;
    }
    (void)fclose(in);
}

/* The picture stands in the upper part, the label beneath it. */
static SDL_Rect
room(const struct element *e)
{
    int side = e->rect.h - e->px * 5 / 2;
    if (side > e->rect.w * 4 / 5)
        side = e->rect.w * 4 / 5;
    return (SDL_Rect){e->rect.x + (e->rect.w - side) / 2, e->rect.y + e->px / 2,
                      side, side};
}

static void
raw_name(const struct element *e, int side, char out[240])
{
    (void)snprintf(out, 240, "%s.%d.raw", e->picture, side);
}

static SDL_Surface *
decode(const char *path, int side)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_file(&image, path))
        fail(path);
    image.format = PNG_FORMAT_BGRA;
    SDL_Surface *whole = SDL_CreateRGBSurfaceWithFormat(
        0, (int)image.width, (int)image.height, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_Surface *small = SDL_CreateRGBSurfaceWithFormat(
        0, side, side, 32, SDL_PIXELFORMAT_ARGB8888);
    if (whole == NULL || small == NULL ||
        !png_image_finish_read(&image, NULL, whole->pixels, whole->pitch, NULL))
        fail(path);
    if (SDL_SoftStretchLinear(whole, NULL, small, NULL) != 0)
        fail(SDL_GetError());
    SDL_FreeSurface(whole);
    return small;
}

static SDL_Surface *
map_raw(const struct element *e, int side)
{
    char path[240];
    raw_name(e, side, path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    void *pixels = fd < 0 ? MAP_FAILED
                          : mmap(NULL, (size_t)side * (size_t)side * 4,
                                 PROT_READ, MAP_PRIVATE, fd, 0);
    if (pixels == MAP_FAILED)
        fail(path);
    close(fd);
    return SDL_CreateRGBSurfaceWithFormatFrom(pixels, side, side, 32, side * 4,
                                              SDL_PIXELFORMAT_ARGB8888);
}

/* A picture that stands there twice is loaded once. */
static void
load(int screen, bool raw)
{
    for (int i = 0; i < count; i++) {
        struct element *e = &elements[i];
        int side = room(e).w;
        if (e->screen != screen || e->picture[0] != '/')
            continue;
        for (int j = 0; j < i && e->surface == NULL; j++)
            if (elements[j].surface != NULL && elements[j].surface->w == side &&
                strcmp(elements[j].picture, e->picture) == 0)
                e->surface = elements[j].surface;
        if (e->surface == NULL)
            e->surface = raw ? map_raw(e, side) : decode(e->picture, side);
    }
}

static void
write_raw(void)
{
    char path[240];
    for (int i = 0; i < count; i++) {
        const SDL_Surface *s = elements[i].surface;
        if (s == NULL)
            continue;
        raw_name(&elements[i], s->w, path);
        FILE *out = fopen(path, "we");
        if (out == NULL || fwrite(s->pixels, (size_t)s->pitch, (size_t)s->h,
                                  out) != (size_t)s->h)
            fail(path);
        (void)fclose(out);
    }
}

static TTF_Font *
font_of(int px)
{
    int i = 0;
    while (i < SIZES_MAX - 1 && fonts[i].px != 0 && fonts[i].px != px)
        i++;
    if (fonts[i].px != px) {
        fonts[i].px = px;
        fonts[i].font = TTF_OpenFont(font_file, px);
    }
    if (fonts[i].font == NULL)
        fail(font_file);
    return fonts[i].font;
}

static void
draw_label(SDL_Surface *to, const struct element *e)
{
    SDL_Surface *text = TTF_RenderUTF8_Blended(font_of(e->px), e->label,
                                               (SDL_Color){22, 52, 58, 255});
    if (text == NULL)
        return;
    SDL_Rect at = {e->rect.x + (e->rect.w - text->w) / 2,
                   e->rect.y + e->rect.h - e->px * 7 / 4, text->w, text->h};
    SDL_BlitSurface(text, NULL, to, &at);
    SDL_FreeSurface(text);
}

static void
draw_element(SDL_Surface *to, const struct element *e, bool pressed)
{
    const SDL_Rect in = {e->rect.x + 2, e->rect.y + 2, e->rect.w - 4,
                         e->rect.h - 4};
    if (e->picture[0] != '.') {
        SDL_FillRect(to, &e->rect, SDL_MapRGB(to->format, 104, 134, 126));
        SDL_FillRect(to, &in,
                     pressed ? SDL_MapRGB(to->format, 206, 220, 214)
                             : SDL_MapRGB(to->format, 251, 249, 240));
    }
    SDL_Rect at = room(e);
    if (e->surface != NULL)
        SDL_BlitSurface(e->surface, NULL, to, &at);
    draw_label(to, e);
}

static void
show(int screen)
{
    SDL_Surface *to = SDL_GetWindowSurface(window);
    if (to == NULL)
        fail(SDL_GetError());
    SDL_FillRect(to, NULL, SDL_MapRGB(to->format, 243, 239, 228));
    for (int i = 0; i < count; i++)
        if (elements[i].screen == screen)
            draw_element(to, &elements[i], false);
    SDL_UpdateWindowSurface(window);
}

static void
press(int screen, int x, int y)
{
    const SDL_Point at = {x, y};
    SDL_Surface *to = SDL_GetWindowSurface(window);
    for (int i = 0; i < count; i++)
        if (elements[i].screen == screen &&
            SDL_PointInRect(&at, &elements[i].rect)) {
            draw_element(to, &elements[i], true);
            SDL_UpdateWindowSurfaceRects(window, &elements[i].rect, 1);
        }
}

static void
run(void)
{
    int screen = 0;
    SDL_Event event;
    while (SDL_WaitEvent(&event) && event.type != SDL_QUIT)
        if (event.type == SDL_MOUSEBUTTONDOWN)
            press(screen, event.button.x, event.button.y);
        else if (event.type == SDL_MOUSEBUTTONUP)
            show(screen = !screen);
        else if (event.type == SDL_WINDOWEVENT &&
                 event.window.event == SDL_WINDOWEVENT_EXPOSED)
            show(screen);
}

int
main(int argc, char *argv[])
{
    if (argc < 3)
        fail("usage: bench-bare SCENE FONT [raw|make]");
    bool raw = argc > 3 && strcmp(argv[3], "raw") == 0;
    font_file = argv[2];
    read_scene(argv[1]);
    if (argc > 3 && !raw) {
        load(0, false);
        load(1, false);
        write_raw();
        return 0;
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        fail(SDL_GetError());
    window =
        SDL_CreateWindow("bare", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_BORDERLESS);
    if (window == NULL)
        fail(SDL_GetError());
    SDL_StopTextInput();
    load(0, raw);
    show(0);
    load(1, raw); /* while nobody waits */
    run();
    return 0;
}
