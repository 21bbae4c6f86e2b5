/* What is served as it is: our own files, compiled in, and pictures. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/exchange/credits.h"
#include "ui/staff/account/account.h"
#include "ui/staff/account/whose.h"
#include "ui/staff/files.h"

static const char *
type_of(const char *name)
{
    static const struct {
        const char *end, *type;
    } types[] = {{".css", "text/css; charset=utf-8"},
                 {".mjs", "text/javascript; charset=utf-8"},
                 {".svg", "image/svg+xml"}};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof types / sizeof types[0]; i++)
        if (text_equal(types[i].end, dot))
            return types[i].type;
    return "application/octet-stream";
}

void
file_draw(struct visit *visit)
{
    for (const struct file *file = files; file->name != NULL; file++) {
        if (!text_equal(file->name, visit->path.key))
            continue;
        visit_bytes(visit, type_of(file->name), NULL, file->bytes,
                    file->length);
        visit->cache = "no-cache";
        visit->tagged = true;
        return;
    }
    visit_status(visit, 404);
}

/* Photos first: their consent is looked up anew for every request. */
void
picture_draw(struct visit *visit)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    const char *picture = visit->path.key;
    enum result result =
        view_picture_is_own(picture)
            ? view_photo(visit->store, picture, &bytes, &length)
        : visit->library == NULL
            ? RESULT_ABSENT
            : library_png(visit->library, picture, &bytes, &length);
    if (result == RESULT_OK) {
        visit_bytes(visit, "image/png", NULL, bytes, length);
        visit->cache = "private, no-cache";
        visit->tagged = true;
    } else {
        visit_status(visit, 404);
    }
    free(bytes);
}

/* What the box carries is shown also before there is a database. */
void
credits_draw(struct visit *visit)
{
    struct credits *credits = calloc(1, sizeof *credits);
    visit->room = credits;
    if (credits == NULL) {
        visit_status(visit, 503);
        return;
    }
    credits_read(credits, credits_path());
    if (visit->store != NULL &&
        credits_add_store(credits, visit->store, visit->lang) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    whose_page(&visit->html, visit->lang, credits);
}
