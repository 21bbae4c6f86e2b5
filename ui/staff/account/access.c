/* Who looked at whom: every look is in the log, and somebody goes through a
 * sample of them each month. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_access.h"
#include "ui/staff/account/account.h"
#include "ui/staff/field.h"
#include "ui/staff/shell.h"
#include "ui/staff/when.h"

enum { SAMPLE = 20, PAGE = 50, LOOKERS_MAX = 60, REVIEWS_MAX = 24 };

struct room {
    int32_t first; /* of the month */
    int64_t from, until;
    char month[CIVIL_DATE_SIZE]; /* "2026-11" */
    struct view_look looks[PAGE];
    struct view_looker lookers[LOOKERS_MAX];
    struct view_review reviews[REVIEWS_MAX];
};

static int32_t
next_month(int32_t first, int step)
{
    struct civil_ymd ymd = civil_ymd_of(first);
    int month = ymd.month + step;
    int year = ymd.year;
    if (month > 12)
        year++, month = 1;
    if (month < 1)
        year--, month = 12;
    return civil_day_of(year, month, 1);
}

static struct room *
open_room(struct visit *visit)
{
    struct room *room = calloc(1, sizeof *room);
    bool moved;
    if (room == NULL) {
        visit_status(visit, 503);
        return NULL;
    }
    struct civil_ymd ymd = civil_ymd_of(visit->path.date);
    visit->room = room;
    room->first = civil_day_of(ymd.year, ymd.month, 1);
    room->from = civil_to_utc(room->first, 0, &moved);
    room->until = civil_to_utc(next_month(room->first, 1), 0, &moved);
    civil_format_date(room->first, room->month);
    room->month[7] = '\0';
    return room;
}

static void
put_month_link(struct visit *visit, int32_t first, const char *words)
{
    char date[CIVIL_DATE_SIZE];
    char path[40];
    civil_format_date(first, date);
    date[7] = '\0';
    text_format(path, sizeof path, "/access/%s", date);
    html_put(&visit->html, "<a class=\"button quiet\"");
    html_attribute(&visit->html, "href", path);
    html_put(&visit->html, ">");
    html_text(&visit->html, words);
    html_put(&visit->html, "</a>");
}

static void
put_head(struct visit *visit, const char *name, const char *const *columns)
{
    shell_wide(visit, name);
    html_put(&visit->html, "<thead><tr>");
    for (; *columns != NULL; columns++) {
        html_put(&visit->html, "<th scope=\"col\">");
        html_text(&visit->html, word(visit->lang, *columns));
        html_put(&visit->html, "</th>");
    }
    html_put(&visit->html, "</tr></thead><tbody>");
}

static void
put_link(struct html *html, const char *path, const char *words)
{
    html_put(html, "<td><a");
    html_attribute(html, "href", path);
    html_put(html, ">");
    html_text(html, text_empty(words) ? "–" : words);
    html_put(html, "</a></td>");
}

/* The room that a page stands in; the first that fits, from the longest. */
static const char *
what_words(const char *lang, const char *what)
{
    static const struct {
        const char *what, *words;
    } known[] = {{"people-wellbeing", WORD("Trivselsplan")},
                 {"people-help", WORD("Så hjälper du mig")},
                 {"people-settings", WORD("Inställningar")},
                 {"people", WORD("Personens sida")},
                 {"signal", WORD("Kortet vid en signal")},
                 {"plan", WORD("Planera")},
                 {"presence", WORD("Närvaro")},
                 {"review-sheet", WORD("Närvaro")},
                 {"review", WORD("Följa upp")}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strncmp(known[i].what, what, strlen(known[i].what)) == 0)
            return word(lang, known[i].words);
    return what;
}

static void
put_looks(struct visit *visit, const struct room *room, int count)
{
    static const char *const columns[] = {WORD("När"), WORD("Vem"),
                                          WORD("Om vem"), WORD("Vad"), NULL};
    struct html *html = &visit->html;
    put_head(visit, word(visit->lang, "Vem som läste om vem"), columns);
    for (int i = 0; i < count; i++) {
        const struct view_look *look = &room->looks[i];
        char at[CIVIL_STAMP_SIZE + 8];
        char path[120];
        char date[CIVIL_DATE_SIZE];
        char stamp[CIVIL_TIME_SIZE];
        struct civil when = civil_from_utc(look->at_utc_ms);
        civil_format_date(when.day, date);
        civil_format_time(when.minute, stamp);
        text_format(at, sizeof at, "%s %s", date, stamp);
        html_put(html, "<tr><td>");
        html_text(html, at);
        html_put(html, "</td>");
        text_format(path, sizeof path, "/access/%s/looks?who=%s", room->month,
                    look->who);
        put_link(html, path, look->who_name);
        text_format(path, sizeof path, "/access/%s/looks?person=%s",
                    room->month, look->person);
        put_link(html, path, look->person_name);
        html_put(html, "<td>");
        html_text(html, what_words(visit->lang, look->what));
        html_put(html, "</td></tr>");
    }
    shell_wide_end(visit);
}

static void
put_lookers(struct visit *visit, struct room *room)
{
    static const char *const columns[] = {WORD("Vem"), WORD("Gånger"),
                                          WORD("Personer"), NULL};
    struct html *html = &visit->html;
    int count = 0;
    if (view_lookers(visit->store, room->from, room->until, room->lookers,
                     LOOKERS_MAX, &count) != RESULT_OK ||
        count == 0)
        return;
    html_element(html, "h2", NULL, word(visit->lang, "Vem har sett vad"));
    put_head(visit, word(visit->lang, "Vem har sett vad"), columns);
    for (int i = 0; i < count; i++) {
        char path[120];
        text_format(path, sizeof path, "/access/%s/looks?who=%s", room->month,
                    room->lookers[i].who);
        html_put(html, "<tr>");
        put_link(html, path, room->lookers[i].who_name);
        html_put(html, "<td>");
        html_number(html, room->lookers[i].looks);
        html_put(html, "</td><td>");
        html_number(html, room->lookers[i].people);
        html_put(html, "</td></tr>");
    }
    shell_wide_end(visit);
}

static void
put_reviews(struct visit *visit, struct room *room)
{
    struct html *html = &visit->html;
    int count = 0;
    if (view_reviews(visit->store, room->reviews, REVIEWS_MAX, &count) !=
            RESULT_OK ||
        count == 0)
        return;
    html_element(html, "h2", NULL, word(visit->lang, "Genomgångna månader"));
    html_put(html, "<ul class=\"list\">");
    for (int i = 0; i < count; i++) {
        const struct view_review *review = &room->reviews[i];
        char date[CIVIL_DATE_SIZE];
        char at[WHEN_SIZE];
        civil_format_date(review->month, date);
        date[7] = '\0';
        when_was(visit->lang, visit->now, review->at_utc_ms, at);
        html_put(html, "<li>");
        html_element(html, "b", NULL, date);
        html_element(html, "span", NULL, review->who_name);
        html_element(html, "span", "hint", at);
        html_element(html, "span", NULL, review->note);
        html_put(html, "</li>");
    }
    html_put(html, "</ul>");
}

static void
put_form(struct visit *visit, const struct room *room, int sample, int total)
{
    char path[40];
    text_format(path, sizeof path, "/access/%s", room->month);
    field_form(visit, path);
    field_hidden_number(visit, "looks", total);
    field_hidden_number(visit, "sample", sample);
    field_lines(visit,
                &(struct field){.name = "note",
                                .label = word(visit->lang, "Anteckning"),
                                .hint = word(visit->lang,
                                             "Vad som kontrollerades och vad "
                                             "det ledde till."),
                                .most = 500},
                3);
    field_button(visit, word(visit->lang, "Månaden är genomgången"), "main");
    field_form_end(visit);
}

static void
put_sample(struct visit *visit, struct room *room)
{
    struct html *html = &visit->html;
    struct view_look_ask ask = {.from = room->from, .until = room->until};
    int count = 0;
    int total = 0;
    if (view_looks(visit->store, &ask, room->looks, 0, &count, &total) !=
            RESULT_OK ||
        view_look_sample(visit->store, room->from, room->until, SAMPLE,
                         room->looks, &count) != RESULT_OK)
        return;
    html_element(html, "h2", NULL, word(visit->lang, "Stickprov"));
    if (total == 0) {
        html_element(html, "p", "hint",
                     word(visit->lang, "Ingen har öppnat en persons sida den "
                                       "här månaden."));
        return;
    }
    html_element(html, "p", "hint",
                 word(visit->lang, "Hade den som tittade skäl till det? "
                                   "Urvalet är jämnt spritt över månaden."));
    put_looks(visit, room, count);
    put_form(visit, room, count, total);
}

void
access_draw(struct visit *visit)
{
    struct room *room = open_room(visit);
    char title[120];
    if (room == NULL)
        return;
    text_format(title, sizeof title, "%s %s",
                word(visit->lang, "Vem har sett vad"), room->month);
    shell_open(visit, &(struct shell){.title = title, .nav = NAV_MORE});
    html_put(&visit->html, "<p class=\"ways\">");
    put_month_link(visit, next_month(room->first, -1),
                   word(visit->lang, "Månaden före"));
    if (next_month(room->first, 1) <= visit->today)
        put_month_link(visit, next_month(room->first, 1),
                       word(visit->lang, "Månaden efter"));
    html_put(&visit->html, "</p>");
    put_sample(visit, room);
    put_lookers(visit, room);
    put_reviews(visit, room);
    shell_close(visit);
}

void
access_post(struct visit *visit)
{
    struct room *room = open_room(visit);
    char note[2004];
    char date[CIVIL_DATE_SIZE];
    long looks = 0;
    long sample = 0;
    if (room == NULL || !visit_text(visit, "note", 500, note, sizeof note))
        return;
    (void)form_number(&visit->form, "looks", 0, 100000000L, &looks);
    (void)form_number(&visit->form, "sample", 0, 1000, &sample);
    civil_format_date(room->first, date);
    json_t *command = visit_command(visit, "access_reviewed");
    json_object_set_new(command, "month", json_string(date));
    json_object_set_new(command, "looks", json_integer(looks));
    json_object_set_new(command, "sample", json_integer(sample));
    if (note[0] != '\0')
        json_object_set_new(command, "note", json_string(note));
    text_format(visit->then, sizeof visit->then, "/access/%s?saved=1",
                room->month);
    visit_ask(visit, command, NULL);
}

/* --- every look of one account, or at one person --- */

static const char *
id_in(const struct visit *visit, const char *name)
{
    unsigned char bytes[UUID_BYTES];
    const char *id = form_text(&visit->query, name);
    return id != NULL && uuid_parse(id, bytes) ? id : NULL;
}

static void
put_pages(struct visit *visit, const struct room *room,
          const struct view_look_ask *ask, int total)
{
    struct html *html = &visit->html;
    char path[200];
    for (int step = -1; step <= 1; step += 2) {
        int skip = ask->skip + step * PAGE;
        if (skip < 0 || skip >= total)
            continue;
        text_format(path, sizeof path, "/access/%s/looks?%s=%s&skip=%d",
                    room->month, ask->who != NULL ? "who" : "person",
                    ask->who != NULL      ? ask->who
                    : ask->person != NULL ? ask->person
                                          : "",
                    skip);
        html_put(html, "<a class=\"button quiet\"");
        html_attribute(html, "href", path);
        html_put(html, ">");
        html_text(html, step < 0 ? word(visit->lang, "Senare")
                                 : word(visit->lang, "Tidigare"));
        html_put(html, "</a>");
    }
}

void
access_looks_draw(struct visit *visit)
{
    struct room *room = open_room(visit);
    long skip = 0;
    int count = 0;
    int total = 0;
    if (room == NULL)
        return;
    (void)form_number(&visit->query, "skip", 0, 100000000L, &skip);
    struct view_look_ask ask = {.from = room->from,
                                .until = room->until,
                                .who = id_in(visit, "who"),
                                .person = id_in(visit, "person"),
                                .skip = (int)skip};
    if (view_looks(visit->store, &ask, room->looks, PAGE, &count, &total) !=
        RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = count == 0 ? room->month
                                               : ask.person != NULL
                                                   ? room->looks[0].person_name
                                                   : room->looks[0].who_name,
                                      .nav = NAV_MORE});
    put_looks(visit, room, count);
    html_put(&visit->html, "<p class=\"ways\">");
    put_pages(visit, room, &ask, total);
    put_month_link(visit, room->first, word(visit->lang, "Hela månaden"));
    html_put(&visit->html, "</p>");
    shell_close(visit);
}
