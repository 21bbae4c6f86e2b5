/* One person's days, looked back on with them: by day, week, quarter. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_timeline.h"
#include "ui/staff/review/review.h"

enum { ENTRIES_MAX = 400 };

struct span {
    int32_t from, to;
    int days; /* 1, 7, 91 */
    const char *word;
};

static struct span
span_of(struct visit *visit)
{
    const char *word = form_typed(&visit->query, "span");
    int32_t from = visit->today;
    struct span span = {.days = 7, .word = "week"};
    if (civil_parse_date(form_typed(&visit->query, "from"), &from) != RESULT_OK)
        from = visit->today;
    if (text_equal(word, "day"))
        span = (struct span){.days = 1, .word = "day"};
    else if (text_equal(word, "quarter"))
        span = (struct span){.days = 91, .word = "quarter"};
    if (span.days > 1)
        from -= civil_weekday(from) - 1;
    if (span.days > 7 && text_empty(form_typed(&visit->query, "from")))
        from -= 84;
    span.from = from;
    span.to = from + span.days - 1;
    return span;
}

/* As long a span as is shown now, or another. */
static void
put_span(struct visit *visit, const char *person, int32_t from,
         const char *span, const char *words, const struct span *shown)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    struct html *html = &visit->html;
    civil_format_date(from, date);
    text_format(path, sizeof path, "/review/person/%s?from=%s&span=%s", person,
                date, span);
    html_put(html, "<a class=\"button\"");
    html_attribute(html, "href", path);
    html_put(html,
             text_equal(shown->word, span) ? " aria-current=\"true\">" : ">");
    html_text(html, words);
    html_put(html, "</a>");
}

static void
put_way(struct visit *visit, const char *person, int32_t from, const char *span,
        const char *words)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    civil_format_date(from, date);
    text_format(path, sizeof path, "/review/person/%s?from=%s&span=%s", person,
                date, span);
    review_link(visit, path, words);
}

static void
put_ways(struct visit *visit, const char *person, const struct span *span)
{
    const char *lang = visit->lang;
    char path[VISIT_PATH_SIZE];
    html_put(&visit->html, "<p class=\"ways\">");
    put_way(visit, person, span->from - span->days, span->word,
            word(lang, "Tidigare"));
    if (span->to < visit->today)
        put_way(visit, person, span->from + span->days, span->word,
                word(lang, "Senare"));
    put_span(visit, person, visit->today, "day", word(lang, "Dag"), span);
    put_span(visit, person, visit->today, "week", word(lang, "Vecka"), span);
    put_span(visit, person, visit->today - 90, "quarter", word(lang, "Kvartal"),
             span);
    text_format(path, sizeof path, "/review/mine/%s", person);
    review_link(visit, path, word(lang, "Visa mina uppgifter"));
    html_put(&visit->html, "</p>");
}

static void
put_entry(struct visit *visit, const struct timeline_entry *entry)
{
    struct html *html = &visit->html;
    char time[CIVIL_TIME_SIZE];
    civil_format_time(civil_from_utc(entry->at).minute, time);
    html_put(html, "<li>");
    html_element(html, "span", "at", time);
    html_put(html, "<span>");
    html_element(html, "b", NULL, review_kind_words(visit->lang, entry->kind));
    if (entry->kind == EVENT_DAY_NOTED) {
        html_put(html, " ");
        html_text(html, review_code_words(visit->lang,
                                          attend_code_parse(entry->what)));
    } else if (entry->what[0] != '\0') {
        html_put(html, " ");
        html_element(html, "span", NULL, entry->what);
    } else if (entry->option == -2) {
        html_put(html, " ");
        html_text(html, word(visit->lang, "något annat"));
    } else if (entry->option == -3) {
        html_put(html, " ");
        html_text(html, word(visit->lang, "inget just nu"));
    }
    if (entry->who[0] != '\0') {
        html_put(html, " <span class=\"hint\">");
        html_text(html, entry->who);
        html_put(html, "</span>");
    }
    html_put(html, "</span></li>");
}

static void
put_days(struct visit *visit, const struct timeline *timeline)
{
    struct html *html = &visit->html;
    int32_t day = INT32_MIN;
    char words[REVIEW_DAY_SIZE];
    for (int i = 0; i < timeline->count; i++) {
        if (timeline->entries[i].day != day) {
            if (day != INT32_MIN)
                html_put(html, "</ul>");
            day = timeline->entries[i].day;
            review_day_words(visit->lang, day, words);
            html_element(html, "h2", NULL, words);
            html_put(html, "<ul class=\"timeline\">");
        }
        put_entry(visit, &timeline->entries[i]);
    }
    if (day != INT32_MIN)
        html_put(html, "</ul>");
}

/* A quarter is read by weeks: days here, steps that were done, signals. What
 * was skipped or never asked is no number. */
static void
put_weeks(struct visit *visit, const struct timeline *timeline,
          const struct span *span)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    shell_wide(visit, word(lang, "Kvartal"));
    html_put(html, "<thead><tr>");
    html_element(html, "th", NULL, word(lang, "Vecka"));
    html_element(html, "th", "number", word(lang, "Dagar här"));
    html_element(html, "th", "number", word(lang, "Klart"));
    html_element(html, "th", "number", word(lang, "Signaler"));
    html_put(html, "</tr></thead><tbody>");
    for (int32_t monday = span->from; monday <= span->to; monday += 7) {
        int here = 0, done = 0, signals = 0;
        int32_t last = INT32_MIN;
        for (int i = 0; i < timeline->count; i++) {
            const struct timeline_entry *entry = &timeline->entries[i];
            if (entry->day < monday || entry->day > monday + 6)
                continue;
            here += entry->kind == EVENT_ARRIVED && entry->day != last;
            if (entry->kind == EVENT_ARRIVED)
                last = entry->day;
            done += entry->kind == EVENT_DONE;
            done -= entry->kind == EVENT_UNDONE;
            signals += entry->kind == EVENT_SIGNAL_RAISED;
        }
        html_put(html, "<tr><th scope=\"row\">");
        html_number(html, civil_week(monday));
        html_put(html, "</th><td class=\"number\">");
        html_number(html, here);
        html_put(html, "</td><td class=\"number\">");
        html_number(html, done > 0 ? done : 0);
        html_put(html, "</td><td class=\"number\">");
        html_number(html, signals);
        html_put(html, "</td></tr>");
    }
    shell_wide_end(visit);
}

static void
put_note(struct visit *visit, const char *person, int32_t day)
{
    const char *lang = visit->lang;
    char date[CIVIL_DATE_SIZE];
    html_put(&visit->html, "<details><summary>");
    html_text(&visit->html, word(lang, "Anteckna till journalen"));
    html_put(&visit->html, "</summary>");
    field_form(visit, "/review/journal");
    field_hidden(visit, "person", person);
    civil_format_date(day <= visit->today ? day : visit->today, date);
    field_line(visit, &(struct field){.name = "date",
                                      .label = word(lang, "Dag"),
                                      .value = date,
                                      .type = "date",
                                      .needed = true});
    field_lines(visit,
                &(struct field){.name = "text",
                                .label = word(lang, "Vad hände?"),
                                .hint = word(lang, "Kort och neutralt, det "
                                                   "som behövs."),
                                .most = 1000,
                                .needed = true},
                4);
    field_button(visit, word(lang, "Spara"), "main");
    field_form_end(visit);
    html_put(&visit->html, "</details>");
}

void
days_draw(struct visit *visit)
{
    struct view_person person;
    struct span span = span_of(visit);
    bool quarter = span.days > 7;
    struct timeline timeline = {.max = quarter ? 6000 : ENTRIES_MAX};
    timeline.entries = calloc((size_t)timeline.max, sizeof *timeline.entries);
    visit->room = timeline.entries;
    if (timeline.entries == NULL ||
        view_person(visit->store, visit->boot_id, visit->path.id[0], &person) !=
            RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    enum result result =
        view_timeline(visit->store, person.id, span.from, span.to, &timeline);
    if (result != RESULT_OK && result != RESULT_ABSENT) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = person.name,
                                      .nav = NAV_REVIEW,
                                      .style = "review.css"});
    put_ways(visit, person.id, &span);
    if (quarter)
        put_weeks(visit, &timeline, &span);
    else
        put_days(visit, &timeline);
    if (timeline.count == 0 && !quarter)
        html_element(&visit->html, "p", "empty",
                     word(visit->lang, "Inget är sparat om de här dagarna."));
    if (timeline.left_out > 0)
        html_element(&visit->html, "p", "hint",
                     word(visit->lang, "Allt får inte plats. Välj färre "
                                       "dagar."));
    put_note(visit, person.id, span.to);
    out_form(visit, "person", person.id, span.from, span.to);
    shell_close(visit);
}

json_t *
person_table(struct visit *visit, const char *id, int32_t from, int32_t to)
{
    const char *lang = visit->lang;
    struct view_person person;
    struct timeline timeline = {.max = 6000};
    timeline.entries = calloc((size_t)timeline.max, sizeof *timeline.entries);
    if (timeline.entries == NULL ||
        view_person(visit->store, visit->boot_id, id, &person) != RESULT_OK ||
        view_timeline(visit->store, id, from, to, &timeline) == RESULT_IO) {
        free(timeline.entries);
        return NULL;
    }
    json_t *rows = json_array();
    for (int i = 0; i < timeline.count; i++) {
        const struct timeline_entry *entry = &timeline.entries[i];
        char date[CIVIL_DATE_SIZE];
        char time[CIVIL_TIME_SIZE];
        civil_format_date(entry->day, date);
        civil_format_time(civil_from_utc(entry->at).minute, time);
        json_array_append_new(
            rows,
            json_pack(
                "[s,s,s,s,s]", date, time, review_kind_words(lang, entry->kind),
                entry->kind == EVENT_DAY_NOTED
                    ? review_code_words(lang, attend_code_parse(entry->what))
                    : entry->what,
                entry->who));
    }
    free(timeline.entries);
    return json_pack("{s:s,s:[s,s,s,s,s],s:o}", "name", person.name, "head",
                     word(lang, "Dag"), word(lang, "När"), word(lang, "Vad"),
                     word(lang, "Om"), word(lang, "Av"), "rows", rows);
}
