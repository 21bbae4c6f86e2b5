/* What of a plan can be printed, and the PDF of it (troskel-paper). */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/document.h"
#include "ui/staff/plan/plan.h"

enum { WAIT_MS = 25000 };

static void
put_kind(struct visit *visit, const struct plan_of *of, const char *date,
         const char *kind, const char *label, const char *hint)
{
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "%s/paper/%s?as=%s", of->base, date, kind);
    html_put(&visit->html, "<li><span class=\"name\">");
    plan_link(&visit->html, path, NULL, label);
    html_put(&visit->html, "</span><span class=\"hint\">");
    html_text(&visit->html, hint);
    html_put(&visit->html, "</span></li>");
}

static void
put_journey(struct visit *visit, const struct plan_of *of, const char *date)
{
    char path[VISIT_PATH_SIZE];
    const char *lang = visit->lang;
    text_format(path, sizeof path, "%s/paper/%s", of->base, date);
    html_put(&visit->html, "<section><h2>");
    html_text(&visit->html, word(lang, "Resekort"));
    html_put(&visit->html, "</h2><form method=\"get\"");
    html_attribute(&visit->html, "action", path);
    html_put(&visit->html, ">");
    field_hidden(visit, "as", "journey");
    field_line(visit, &(struct field){.name = "what",
                                      .label = word(lang, "Vad kommer?"),
                                      .value = word(lang, "Taxi"),
                                      .most = 40});
    field_line(visit, &(struct field){.name = "when",
                                      .label = word(lang, "När?"),
                                      .type = "time"});
    field_line(visit, &(struct field){.name = "where",
                                      .label = word(lang, "Varifrån?"),
                                      .most = 40});
    field_line(visit, &(struct field){.name = "who",
                                      .label = word(lang, "Vem möter?"),
                                      .most = 40});
    field_line(visit, &(struct field){.name = "note",
                                      .label = word(lang, "Något mer"),
                                      .most = 60});
    field_button(visit, word(lang, "Gör kortet"), "main");
    html_put(&visit->html, "</form></section>");
}

void
plan_print_draw(struct visit *visit)
{
    struct plan_of of;
    char date[CIVIL_DATE_SIZE];
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE + 8];
    char words[PLAN_DAY_SIZE];
    const char *lang = visit->lang;
    if (!plan_of_visit(visit, &of))
        return;
    civil_format_date(visit->path.date, date);
    plan_day_words(lang, visit->path.date, words);
    text_format(title, sizeof title, "%s, %s", of.name, words);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .narrow = true});
    plan_ways(visit, &of, "print", visit->path.date, 0);
    html_put(&visit->html, "<ul class=\"plans\">");
    put_kind(visit, &of, date, "day", word(lang, "Dagen"),
             word(lang, "En sida, i samma ordning som på skärmen"));
    put_kind(visit, &of, date, "week", word(lang, "Veckan"),
             word(lang, "Liggande, en kolumn för varje dag"));
    put_kind(visit, &of, date, "cards", word(lang, "Kort"),
             word(lang, "Dagens saker att klippa ut"));
    html_put(&visit->html, "</ul>");
    put_journey(visit, &of, date);
    shell_close(visit);
}

/* --- the PDF --- */

static enum result
picture_of(void *user, const char *id, unsigned char **bytes, size_t *length)
{
    struct visit *visit = user;
    if (view_picture_is_own(id))
        return view_photo(visit->store, id, bytes, length);
    return visit->library == NULL
               ? RESULT_ABSENT
               : library_png(visit->library, id, bytes, length);
}

static void
printed(struct visit *visit, int status, const unsigned char *bytes,
        size_t length)
{
    if (status != 0 || length == 0) {
        visit_status(visit, 503);
        return;
    }
    visit_bytes(visit, "application/pdf", NULL, bytes, length);
}

static json_t *
read_week(struct visit *visit, struct document *document,
          const struct view_whom *whom)
{
    struct view_day *days = calloc(7, sizeof *days);
    int32_t monday = plan_monday(visit->path.date);
    json_t *json = NULL;
    int read = 0;
    while (days != NULL && read < 7 &&
           view_whom_day(visit->store, whom, monday + read, &days[read]) ==
               RESULT_OK)
        read++;
    if (read == 7)
        json = document_week(document, days, 7);
    free(days);
    return json;
}

static json_t *
read_one_day(struct visit *visit, struct document *document,
             const struct view_whom *whom, bool cards)
{
    struct view_day *day = malloc(sizeof *day);
    json_t *json = NULL;
    if (day != NULL &&
        view_whom_day(visit->store, whom, visit->path.date, day) == RESULT_OK)
        json =
            cards ? document_cards(document, day) : document_day(document, day);
    free(day);
    return json;
}

/* The picture is the one that the words name. */
static json_t *
read_journey(struct visit *visit, struct document *document)
{
    struct library_hit hit = {.id = ""};
    char what[VIEW_NAME_SIZE];
    char who[VIEW_NAME_SIZE], where[VIEW_NAME_SIZE], note[VIEW_TEXT_SIZE];
    text_copy(what, sizeof what, form_typed(&visit->query, "what"));
    text_copy(who, sizeof who, form_typed(&visit->query, "who"));
    text_copy(where, sizeof where, form_typed(&visit->query, "where"));
    text_copy(note, sizeof note, form_typed(&visit->query, "note"));
    text_trim(what);
    if (what[0] == '\0')
        text_copy(what, sizeof what, word(visit->lang, "Taxi"));
    if (visit->library != NULL &&
        library_match(visit->library, visit->lang, what, &hit) != RESULT_OK)
        hit.id[0] = '\0';
    struct journey journey = {.what = what,
                              .picture = hit.id,
                              .when = form_typed(&visit->query, "when"),
                              .who = who,
                              .where = where,
                              .note = note};
    return document_journey(document, visit->path.date, &journey);
}

void
plan_print_pdf_draw(struct visit *visit)
{
    struct plan_of of;
    char made[CIVIL_STAMP_SIZE];
    if (!plan_of_visit(visit, &of))
        return;
    civil_format_utc(visit->now.utc_ms, made);
    struct document document = {.lang = visit->lang,
                                .centre = visit->centre->name,
                                .name = of.name,
                                .picture = of.picture,
                                .made = made,
                                .picture_of = picture_of,
                                .user = visit};
    const char *as = form_typed(&visit->query, "as");
    json_t *json =
        text_equal(as, "week") ? read_week(visit, &document, &of.whom)
        : text_equal(as, "journey")
            ? read_journey(visit, &document)
            : read_one_day(visit, &document, &of.whom, text_equal(as, "cards"));
    char *text = json == NULL ? NULL : json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (text == NULL) {
        visit_status(visit, 503);
        return;
    }
    visit_spawn(visit, &(struct visit_job){.argv = {"troskel-paper", NULL},
                                           .bytes = text,
                                           .length = strlen(text),
                                           .wait_ms = WAIT_MS,
                                           .after = printed});
    free(text);
}
