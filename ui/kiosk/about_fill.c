#include "ui/kiosk/about_fill.h"

#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/exchange/credits.h"

void
about_fill(struct about *about, struct store *store, const char *lang)
{
    /* Held for as long as it takes: a kiosk keeps no credits in mind. */
    struct credits *credits = calloc(1, sizeof *credits);
    about->count = 0;
    if (credits == NULL)
        return;
    credits_read(credits, credits_path());
    if (store != NULL && credits_add_store(credits, store, lang) != RESULT_OK)
        log_warn("the credits of the centre's own pictures were not read");
    for (int i = 0; i < credits->count && i < ABOUT_ROWS_MAX; i++) {
        const struct credits_row *from = &credits->rows[i];
        struct about_row *row = &about->rows[about->count++];
        (void)text_format(row->title, sizeof row->title, "%s%s%s", from->what,
                          from->version[0] == '\0' ? "" : " ", from->version);
        (void)text_format(row->text, sizeof row->text, "%s · %s",
                          credits_licence(from->licence, lang),
                          credits_author(from->author, lang));
    }
    free(credits);
}
