#include "firmware/exchange/credits.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view.h"

const char *
credits_path(void)
{
    static const char *const places[] = {"../share/troskel/credits.tsv",
                                         "../credits.tsv"};
    static char found[PATH_MAX];
    const char *given = getenv("TROSKEL_CREDITS");
    char self[PATH_MAX];
    if (!text_empty(given))
        return given;
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        slash[1] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (text_format(found, sizeof found, "%s%s", self, places[i]) &&
            access(found, R_OK) == 0)
            break;
    return found;
}

static char *
next_cell(char **rest)
{
    char *cell = strsep(rest, "\t\n");
    return cell == NULL ? strchr("", '\0') : cell;
}

/* what, version, licence, author, where, used for: parted by tabs. */
static void
read_row(struct credits *credits, char *text)
{
    char *rest = text;
    if (text[0] == '#' || text[0] == '\n' || text[0] == '\0' ||
        credits->count == CREDITS_MAX)
        return;
    struct credits_row *row = &credits->rows[credits->count++];
    *row = (struct credits_row){.own = false};
    (void)text_copy(row->what, sizeof row->what, next_cell(&rest));
    (void)text_copy(row->version, sizeof row->version, next_cell(&rest));
    (void)text_copy(row->licence, sizeof row->licence, next_cell(&rest));
    (void)text_copy(row->author, sizeof row->author, next_cell(&rest));
    (void)text_copy(row->source, sizeof row->source, next_cell(&rest));
    (void)text_copy(row->used_for, sizeof row->used_for, next_cell(&rest));
}

void
credits_read(struct credits *credits, const char *path)
{
    char line[2048];
    credits->count = 0;
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        read_row(credits, line);
    if (file != NULL)
        (void)fclose(file);
}

enum result
credits_add_store(struct credits *credits, struct store *store,
                  const char *lang)
{
    static struct view_credit own[CREDITS_MAX];
    int count = 0;
    enum result result = view_picture_credits(store, own, CREDITS_MAX, &count);
    for (int i = 0; i < count && credits->count < CREDITS_MAX; i++) {
        struct credits_row *row = &credits->rows[credits->count++];
        *row = (struct credits_row){.own = true, .pictures = own[i].pictures};
        (void)text_copy(row->what, sizeof row->what,
                        own[i].pack[0] != '\0'
                            ? own[i].pack
                            : word(lang, WORD("Centrets egna foton")));
        (void)text_copy(row->licence, sizeof row->licence, own[i].licence);
        (void)text_copy(row->author, sizeof row->author, own[i].author);
        if (own[i].pack[0] != '\0')
            (void)text_copy(row->source, sizeof row->source, own[i].source);
    }
    return result;
}

/* --- for people --- */

const char *
credits_licence(const char *licence, const char *lang)
{
    return text_equal(licence, "own photo")
               ? word(lang, WORD("Centrets eget foto"))
               : licence;
}

const char *
credits_author(const char *author, const char *lang)
{
    return text_equal(author, "unknown")
               ? word(lang, WORD("Av någon på centret"))
               : author;
}
