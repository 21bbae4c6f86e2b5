#include "ui/staff/plan/pictures.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/draft.h"
#include "ui/staff/plan/plan.h"

static void
put_hit(struct visit *visit, const char *row, const char *id, const char *name)
{
    struct html *html = &visit->html;
    char value[VIEW_PICTURE_SIZE + 24];
    text_format(value, sizeof value, "%s:%s", row, id);
    html_put(html, "<li><button class=\"hit\" name=\"take\"");
    html_attribute(html, "value", value);
    html_put(html, ">");
    shell_picture(html, id, 64, "");
    html_put(html, "<span>");
    html_text(html, name);
    html_put(html, "</span></button></li>");
}

static int
put_own(struct visit *visit, const char *query, const char *row, int max)
{
    enum { OWN_MAX = 8 };
    struct view_picture own[OWN_MAX];
    int count = 0;
    if (view_picture_search(visit->store, visit->lang, query, own,
                            max < OWN_MAX ? max : OWN_MAX, &count) != RESULT_OK)
        return 0;
    for (int i = 0; i < count; i++)
        put_hit(visit, row, own[i].id, own[i].name);
    return count;
}

static int
put_library(struct visit *visit, const char *query, const char *row, int max)
{
    struct library_use uses[LIBRARY_USES_MAX];
    struct library_hit hits[LIBRARY_HITS_MAX];
    struct library_hit first = {.id = ""};
    int used = 0;
    int count = 0;
    int put = 0;
    if (visit->library == NULL)
        return 0;
    if (view_picture_uses(visit->store, uses, LIBRARY_USES_MAX, &used) !=
        RESULT_OK)
        used = 0;
    /* "Fika med gruppen" is about fika: what the title names comes first. */
    if (library_match(visit->library, visit->lang, query, &first) ==
            RESULT_OK &&
        put < max) {
        put_hit(visit, row, first.id, first.name);
        put++;
    }
    if (library_search_used(visit->library, visit->lang, query, uses, used,
                            hits, LIBRARY_HITS_MAX, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count && put < max; i++) {
        if (text_equal(hits[i].id, first.id))
            continue;
        put_hit(visit, row, hits[i].id, hits[i].name);
        put++;
    }
    return put;
}

void
pictures_put(struct visit *visit, const char *query, const char *row, int max)
{
    if (text_empty(query))
        return;
    html_put(&visit->html, "<ul class=\"hits\">");
    int count = put_own(visit, query, row, max);
    if (count < max)
        count += put_library(visit, query, row, max - count);
    html_put(&visit->html, "</ul>");
    if (count == 0)
        html_element(&visit->html, "p", "hint",
                     word(visit->lang, "Ingen bild hittades. Ett annat ord, "
                                       "eller ett eget foto under Bilder."));
}

/* A piece of the editor's page, for the script that asks while one types. */
void
plan_pictures_draw(struct visit *visit)
{
    struct draft_row row;
    char query[VIEW_TEXT_SIZE];
    const char *name = form_text(&visit->query, "row");
    text_copy(query, sizeof query, form_typed(&visit->query, "q"));
    text_trim(query);
    if (!draft_row_of(name, &row) || query[0] == '\0') {
        visit_status(visit, 204);
        return;
    }
    pictures_put(visit, query, name,
                 form_has(&visit->query, "many", "1") ? PICTURES_MANY
                                                      : PICTURES_FEW);
}
