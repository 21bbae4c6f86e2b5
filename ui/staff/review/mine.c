/* "Visa mina uppgifter": what is stored about somebody, in words, with
 * who looked; on the page and on paper. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_timeline.h"
#include "ui/staff/review/review.h"
#include "ui/staff/when.h"

enum { LOOKS_MAX = 100, DAYS = 91, WAIT_MS = 25000 };

struct mine {
    struct view_person person;
    struct timeline days, looks;
    struct review_sheet sheet;
};

static bool
read_mine(struct visit *visit, struct mine *mine)
{
    const char *id = visit->path.id[0];
    mine->days.max = 3000;
    mine->looks.max = LOOKS_MAX;
    struct timeline_entry *room =
        calloc(3000 + LOOKS_MAX, sizeof *mine->days.entries);
    visit->room = room;
    if (room == NULL)
        return false;
    mine->days.entries = room;
    mine->looks.entries = room + mine->days.max;
    return view_person(visit->store, visit->boot_id, id, &mine->person) ==
               RESULT_OK &&
           view_timeline(visit->store, id, visit->today - DAYS, visit->today,
                         &mine->days) != RESULT_IO &&
           view_who_touched(visit->store, id, &mine->looks) == RESULT_OK;
}

static int
count_of(const struct timeline *timeline, enum event_kind kind)
{
    int count = 0;
    for (int i = 0; i < timeline->count; i++)
        count += timeline->entries[i].kind == kind;
    return count;
}

struct fact {
    const char *words;
    char says[VIEW_TEXT_SIZE];
};

static int
facts_of(struct visit *visit, const struct mine *mine, struct fact out[10])
{
    const char *lang = visit->lang;
    int count = 0;
    const struct {
        const char *words;
        int number;
    } numbers[] = {
        {word(lang, "Dagar här, tre månader"),
         count_of(&mine->days, EVENT_ARRIVED)},
        {word(lang, "Klart, tre månader"), count_of(&mine->days, EVENT_DONE)},
        {word(lang, "Signaler, tre månader"),
         count_of(&mine->days, EVENT_SIGNAL_RAISED)}};
    out[count].words = word(lang, "Namn");
    text_copy(out[count++].says, VIEW_TEXT_SIZE, mine->person.name);
    out[count].words = word(lang, "Symbol");
    text_copy(out[count++].says, VIEW_TEXT_SIZE, mine->person.symbol);
    for (int i = 0; i < mine->person.strategy_count && count < 6; i++) {
        out[count].words = word(lang, "Mina strategier");
        text_copy(out[count++].says, VIEW_TEXT_SIZE,
                  mine->person.strategies[i].text);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        out[count].words = numbers[i].words;
        text_format(out[count++].says, VIEW_TEXT_SIZE, "%d", numbers[i].number);
    }
    return count;
}

void
mine_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    static struct mine mine;
    struct fact facts[10];
    char path[VISIT_PATH_SIZE];
    if (!read_mine(visit, &mine)) {
        visit_status(visit, 404);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(lang, "Mina uppgifter"),
                                      .nav = NAV_REVIEW,
                                      .style = "review.css",
                                      .narrow = true});
    html_put(html, "<p class=\"lead\">");
    shell_picture(html, mine.person.picture, 64, mine.person.symbol);
    html_element(html, "b", NULL, mine.person.name);
    html_put(html, "</p>");
    html_element(html, "p", NULL,
                 word(lang, "Det här finns sparat om dig. Något som är fel "
                            "rättas med en ny anteckning."));
    html_put(html, "<table><tbody>");
    int count = facts_of(visit, &mine, facts);
    for (int i = 0; i < count; i++) {
        html_put(html, "<tr><th scope=\"row\">");
        html_text(html, facts[i].words);
        html_put(html, "</th>");
        html_element(html, "td", NULL, facts[i].says);
        html_put(html, "</tr>");
    }
    html_put(html, "</tbody></table>");
    html_element(html, "h2", NULL, word(lang, "Vem har läst eller ändrat"));
    html_put(html, "<ul class=\"timeline\">");
    for (int i = 0; i < mine.looks.count; i++) {
        char when[WHEN_SIZE];
        when_was(lang, visit->now, mine.looks.entries[i].at, when);
        html_put(html, "<li>");
        html_element(html, "span", "at", when);
        html_put(html, "<span>");
        html_element(html, "b", NULL, mine.looks.entries[i].who);
        html_put(html, " ");
        html_text(html, review_kind_words(lang, mine.looks.entries[i].kind));
        html_put(html, "</span></li>");
    }
    html_put(html, "</ul><p class=\"ways\">");
    text_format(path, sizeof path, "/review/mine/%s/pdf", mine.person.id);
    review_link(visit, path, word(lang, "Skriv ut"));
    html_put(html, "</p>");
    shell_close(visit);
}

/* --- on paper --- */

static json_t *
table_block(const char *one, const char *two, const char *three, json_t *rows)
{
    json_t *head = json_pack("[s,s]", one, two);
    if (three != NULL)
        json_array_append_new(head, json_string(three));
    return json_pack("{s:{s:o,s:o}}", "table", "head", head, "rows", rows);
}

static json_t *
looks_rows(struct visit *visit, const struct timeline *looks)
{
    json_t *rows = json_array();
    for (int i = 0; i < looks->count; i++) {
        char when[WHEN_SIZE];
        when_was(visit->lang, visit->now, looks->entries[i].at, when);
        json_array_append_new(
            rows,
            json_pack("[s,s,s]", when, looks->entries[i].who,
                      review_kind_words(visit->lang, looks->entries[i].kind)));
    }
    return rows;
}

static void
printed(struct visit *visit, int status, const unsigned char *bytes,
        size_t length)
{
    if (status != 0 || length == 0)
        visit_status(visit, 503);
    else
        visit_bytes(visit, "application/pdf", NULL, bytes, length);
}

void
mine_pdf_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    static struct mine mine;
    struct fact facts[10];
    char footer[2 * VIEW_NAME_SIZE];
    char day[WHEN_SIZE];
    if (!read_mine(visit, &mine)) {
        visit_status(visit, 404);
        return;
    }
    json_t *rows = json_array();
    int count = facts_of(visit, &mine, facts);
    for (int i = 0; i < count; i++)
        json_array_append_new(
            rows, json_pack("[s,s]", facts[i].words, facts[i].says));
    when_today(lang, visit->now, day);
    text_format(footer, sizeof footer, "%s · %s", visit->centre->name, day);
    json_t *content = json_pack(
        "[{s:s},{s:s},o,{s:s}]", "title", word(lang, "Mina uppgifter"), "text",
        word(lang, "Det här finns sparat om dig. Något som är fel rättas med "
                   "en ny anteckning."),
        table_block(word(lang, "Vad"), word(lang, "Sparat"), NULL, rows),
        "heading", word(lang, "Vem har läst eller ändrat"));
    if (mine.looks.count > 0)
        json_array_append_new(content,
                              table_block(word(lang, "När"), word(lang, "Av"),
                                          word(lang, "Vad"),
                                          looks_rows(visit, &mine.looks)));
    json_t *document =
        json_pack("{s:s,s:s,s:s,s:s,s:o}", "name", mine.person.name, "lang",
                  lang, "footer", footer, "page",
                  word(lang, "Sida {page} av {pages}"), "content", content);
    char *text = document == NULL ? NULL : json_dumps(document, JSON_COMPACT);
    json_decref(document);
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
