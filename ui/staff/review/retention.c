/* How long what is kept, what is held, and the purge: counted, approved,
 * carried out by core, remembered without names. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/review/review.h"
#include "ui/staff/when.h"

enum { PURGES_MAX = 20, HOLDS_MAX = 200, COUNT_MS = 120000 };

static void
put_length(struct visit *visit, enum purpose purpose, int length)
{
    const char *lang = visit->lang;
    char number[16];
    char label[160];
    text_format(number, sizeof number, "%d", length);
    text_format(label, sizeof label,
                purpose == PURPOSE_TECHNICAL ? word(lang, "%s, dagar")
                                             : word(lang, "%s, månader"),
                review_purpose_words(lang, purpose));
    field_line(visit, &(struct field){.name = purpose_name(purpose),
                                      .label = label,
                                      .value = length > 0 ? number : "",
                                      .type = "number"});
}

static void
put_table(struct visit *visit, const struct retention *retention)
{
    const char *lang = visit->lang;
    struct retention proposed;
    bool set = false;
    for (int i = 0; i < PURPOSE_COUNT; i++)
        set = set || retention->length[i] > 0;
    (void)retention_pack("se", &proposed);
    html_element(&visit->html, "p", "hint",
                 set ? word(lang, "Ett tomt fält betyder att inget gallras.")
                     : word(lang, "Inget är bestämt än, så inget gallras. "
                                  "Förslaget gäller Sverige."));
    field_form(visit, "/review/retention");
    html_put(&visit->html, "<div class=\"lengths\">");
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        char was[32];
        put_length(visit, (enum purpose)i,
                   set ? retention->length[i] : proposed.length[i]);
        text_format(was, sizeof was, "was-%s", purpose_name((enum purpose)i));
        field_hidden_number(visit, was, retention->length[i]);
    }
    html_put(&visit->html, "</div>");
    field_button(visit, word(lang, "Spara"), "main");
    field_form_end(visit);
}

static int64_t
put_row(struct html *html, const char *words, const json_t *count)
{
    int64_t number = json_integer_value(count);
    html_put(html, "<tr><th scope=\"row\">");
    html_text(html, words);
    html_put(html, "</th><td class=\"number\">");
    html_number(html, number);
    html_put(html, "</td></tr>");
    return number;
}

/* What was counted; NULL: nobody asked. */
static void
put_due(struct visit *visit, const struct retention *retention,
        const json_t *due)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    const json_t *events = json_object_get(due, "events");
    int64_t total = 0;
    html_element(html, "h2", NULL, word(lang, "Att gallra nu"));
    if (due == NULL) {
        html_put(html, "<p>");
        review_link(visit, "/review/retention?count=1",
                    word(lang, "Räkna, utan att ta bort"));
        html_put(html, "</p>");
        return;
    }
    html_put(html, "<table><tbody>");
    for (int i = 0; i < PURPOSE_COUNT; i++)
        if (retention->length[i] > 0)
            total +=
                put_row(html, review_purpose_words(lang, (enum purpose)i),
                        json_object_get(events, purpose_name((enum purpose)i)));
    put_row(html, word(lang, "Undantaget och sparas"),
            json_object_get(due, "held"));
    put_row(html, word(lang, "Lämnas över först"),
            json_object_get(due, "waiting"));
    html_put(html, "</tbody></table>");
    field_problem(visit, "total");
    if (total == 0)
        return;
    html_element(html, "p", "hint",
                 word(lang, "Det tas bort när ingen är här, och går inte att "
                            "få tillbaka."));
    field_form(visit, "/review/retention/purge");
    field_hidden_number(visit, "total", total);
    field_button(visit, word(lang, "Godkänn gallringen"), "grave");
    field_form_end(visit);
}

static const char *
state_words(const char *lang, const struct review_purge *purge)
{
    return purge->state == PURGE_CLEAN   ? word(lang, "Klar")
           : purge->state == PURGE_TAKEN ? word(lang, "Städas")
                                         : word(lang, "Väntar tills ingen är "
                                                      "här");
}

static void
put_protocol(struct visit *visit)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    struct review_purge *purges = calloc(PURGES_MAX, sizeof *purges);
    int count = 0;
    if (purges == NULL ||
        view_purges(visit->store, purges, PURGES_MAX, &count) != RESULT_OK)
        count = 0;
    html_element(html, "h2", NULL, word(lang, "Protokoll"));
    if (count == 0)
        html_element(html, "p", "empty",
                     word(lang, "Ingen gallring är gjord."));
    else
        html_put(html, "<table><tbody>");
    for (int i = 0; i < count; i++) {
        char when[WHEN_SIZE];
        when_was(lang, visit->now, purges[i].at, when);
        html_put(html, "<tr><th scope=\"row\">");
        html_text(html, when);
        html_put(html, "</th>");
        html_element(html, "td", NULL, purges[i].who);
        html_put(html, "<td class=\"number\">");
        html_number(html, purges[i].gone);
        html_put(html, "</td>");
        html_element(html, "td", NULL, state_words(lang, &purges[i]));
        html_put(html, "</tr>");
    }
    if (count > 0)
        html_put(html, "</tbody></table>");
    free(purges);
}

static void
put_holds(struct visit *visit)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    int count = 0;
    struct review_held *held = calloc(HOLDS_MAX, sizeof *held);
    const struct choice why[] = {
        {.value = "archive", .words = word(lang, "Lämnas över till arkiv")},
        {.value = "legal", .words = word(lang, "Behövs i ett ärende")}};
    if (held == NULL ||
        view_holds(visit->store, held, HOLDS_MAX, &count) != RESULT_OK)
        count = 0;
    html_element(html, "h2", NULL, word(lang, "Undantag"));
    html_put(html, "<ul class=\"list\">");
    for (int i = 0; i < count; i++) {
        char path[VISIT_PATH_SIZE];
        text_format(path, sizeof path, "/review/retention/lift/%s",
                    held[i].person);
        html_put(html, "<li><span>");
        html_element(html, "b", NULL, held[i].name);
        html_put(html, " ");
        html_element(html, "span", "hint",
                     why[held[i].kind == HOLD_LEGAL].words);
        html_put(html, "</span>");
        field_act(visit, path, word(lang, "Ta bort undantaget"), "quiet", NULL,
                  NULL);
        html_put(html, "</li>");
    }
    html_put(html, "</ul>");
    free(held);
    field_form(visit, "/review/retention/hold");
    html_put(html, "<div class=\"row\">");
    field_line(visit, &(struct field){.name = "person",
                                      .label = word(lang, "Namn eller symbol"),
                                      .most = 40,
                                      .needed = true});
    field_select(visit,
                 &(struct field){.name = "why", .label = word(lang, "Varför?")},
                 why, 2);
    html_put(html, "</div>");
    field_button(visit, word(lang, "Lägg till undantag"), "quiet");
    field_form_end(visit);
}

static void
put_page(struct visit *visit, const json_t *due)
{
    struct retention retention;
    if (view_retention(visit->store, &retention) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){
                          .title = word(visit->lang, "Hur länge det sparas"),
                          .nav = NAV_REVIEW,
                          .style = "review.css",
                          .narrow = true});
    put_table(visit, &retention);
    put_due(visit, &retention, due);
    put_holds(visit);
    put_protocol(visit);
    shell_close(visit);
}

static void
counted(struct visit *visit, int status, const unsigned char *bytes,
        size_t length)
{
    json_t *due =
        status == 0 ? json_loadb((const char *)bytes, length, 0, NULL) : NULL;
    if (due == NULL)
        visit_status(visit, 503);
    else
        put_page(visit, due);
    json_decref(due);
}

/* Ten years of a log are counted in seconds: another program does it, so that
 * no signal waits meanwhile. What was sent and refused shows the count too:
 * it may have been another number. */
void
retention_draw(struct visit *visit)
{
    if (visit->get && !text_equal(form_typed(&visit->query, "count"), "1")) {
        put_page(visit, NULL);
        return;
    }
    visit_spawn(visit, &(struct visit_job){
                           .argv = {"troskel", "retention", "--dir",
                                    visit->folder->path, "--json", NULL},
                           .wait_ms = COUNT_MS,
                           .after = counted});
}

void
retention_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "retention");
    json_t *was = json_object();
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        const char *name = purpose_name((enum purpose)i);
        char field[32];
        long length = 0;
        text_format(field, sizeof field, "was-%s", name);
        if (!text_empty(form_typed(&visit->form, name)) &&
            !form_number(&visit->form, name, 0, RETENTION_MOST, &length)) {
            json_decref(command);
            json_decref(was);
            visit_wrong(visit, name,
                        word(visit->lang, "Skriv ett tal från 0 till 1200."));
            return;
        }
        json_object_set_new(command, name, json_integer(length));
        length = 0;
        (void)form_number(&visit->form, field, 0, RETENTION_MOST, &length);
        json_object_set_new(was, name, json_integer(length));
    }
    json_object_set_new(command, "was", was);
    text_copy(visit->then, sizeof visit->then, "/review/retention?saved=1");
    visit_ask(visit, command, NULL);
}

void
purge_post(struct visit *visit)
{
    long total = 0;
    if (!form_number(&visit->form, "total", 1, 100000000, &total)) {
        visit_wrong(visit, "total", word(visit->lang, "Räkna en gång till."));
        return;
    }
    json_t *command = visit_command(visit, "purge");
    json_object_set_new(command, "total", json_integer(total));
    text_copy(visit->then, sizeof visit->then, "/review/retention?saved=1");
    visit_ask(visit, command, NULL);
}

void
hold_post(struct visit *visit)
{
    char typed[VIEW_NAME_SIZE];
    char person[UUID_SIZE];
    if (!visit_needed(visit, "person", 40, typed, sizeof typed))
        return;
    if (view_find_person(visit->store, typed, person) != RESULT_OK) {
        visit_wrong(visit, "person", word(visit->lang, "Ingen heter så."));
        return;
    }
    json_t *command = visit_command(visit, "hold");
    json_object_set_new(command, "about", json_string(person));
    json_object_set_new(command, "why",
                        json_string(form_typed(&visit->form, "why")));
    text_copy(visit->then, sizeof visit->then, "/review/retention?saved=1");
    visit_ask(visit, command, NULL);
}

void
hold_lift_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "hold_lift");
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    text_copy(visit->then, sizeof visit->then, "/review/retention?saved=1");
    visit_ask(visit, command, NULL);
}
