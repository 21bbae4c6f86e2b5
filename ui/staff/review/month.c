/* A month of the house: time that worked, and what signals have in common. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_visits.h"
#include "ui/staff/review/chart.h"
#include "ui/staff/review/few.h"
#include "ui/staff/review/pattern.h"
#include "ui/staff/review/review.h"

enum { SIGNALS_MAX = 2000 };

struct month {
    struct pattern pattern;
    int people; /* who were here at least once */
    struct attend_sum sum;
};

static int32_t
last_day(int32_t month)
{
    return review_month_before(month, -1) - 1;
}

/* The thing that was on, or was the last before; and when anything began or
 * ended last. */
static void
look_before(struct visit *visit, const struct review_signal *signal,
            struct view_day *day, struct pattern_signal *out)
{
    struct civil at = civil_from_utc(signal->at);
    int newest = -1;
    out->before = NULL;
    out->since_change = -1;
    if (signal->person[0] == '\0' ||
        view_day(visit->store, signal->person, at.day, day) != RESULT_OK)
        return;
    for (int i = 0; i < day->count; i++) {
        const struct view_item *item = &day->items[i];
        if (item->start < 0 || item->start > at.minute)
            continue;
        out->before = item->what.text;
        newest = item->start > newest ? item->start : newest;
        if (item->end >= 0 && item->end <= at.minute && item->end > newest)
            newest = item->end;
    }
    if (newest >= 0)
        out->since_change = at.minute - newest;
}

static enum result
read_signals(struct visit *visit, int32_t month, struct pattern *pattern)
{
    int count = 0;
    struct review_signal *signals = calloc(SIGNALS_MAX, sizeof *signals);
    struct view_day *day = malloc(sizeof *day);
    enum result result =
        signals == NULL || day == NULL
            ? RESULT_FULL
            : view_span_signals(visit->store, month, last_day(month), signals,
                                SIGNALS_MAX, &count);
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        struct civil at = civil_from_utc(signals[i].at);
        struct pattern_signal signal = {.minute = at.minute,
                                        .weekday = civil_weekday(at.day),
                                        .place = signals[i].place};
        look_before(visit, &signals[i], day, &signal);
        pattern_add(pattern, &signal);
    }
    pattern_end(pattern);
    free(signals);
    free(day);
    return result;
}

static enum result
read_presence(struct visit *visit, int32_t month, struct month *out)
{
    int count = 0;
    struct view_month *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    struct review_sheet *sheet = malloc(sizeof *sheet);
    enum result result = people == NULL || sheet == NULL
                             ? RESULT_FULL
                             : view_month(visit->store, month, last_day(month),
                                          people, VIEW_PEOPLE_MAX, &count);
    out->people = count;
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        result = view_sheet(visit->store, people[i].person, month, visit->today,
                            sheet);
        out->sum.planned += sheet->sum.planned;
        out->sum.present += sheet->sum.present;
        out->sum.rest += sheet->sum.rest;
        out->sum.days += sheet->sum.days;
        out->sum.unknown += sheet->sum.unknown;
    }
    free(people);
    free(sheet);
    return result;
}

static enum result
read_month(struct visit *visit, int32_t month, struct month *out)
{
    *out = (struct month){.people = 0};
    enum result result = read_presence(visit, month, out);
    return result == RESULT_OK ? read_signals(visit, month, &out->pattern)
                               : result;
}

/* --- what is drawn --- */

static void
put_number(struct visit *visit, const char *words, const char *number)
{
    html_put(&visit->html, "<div><dt>");
    html_text(&visit->html, words);
    html_put(&visit->html, "</dt><dd>");
    html_text(&visit->html, number);
    html_put(&visit->html, "</dd></div>");
}

static void
put_time(struct visit *visit, const struct month *month)
{
    char text[REVIEW_DAY_SIZE];
    const char *lang = visit->lang;
    html_element(&visit->html, "h2", NULL, word(lang, "Tid som fungerade"));
    html_put(&visit->html, "<dl class=\"numbers\">");
    review_minutes(month->sum.planned, text);
    put_number(visit, word(lang, "Planerat"), text);
    review_minutes(month->sum.present, text);
    put_number(visit, word(lang, "Här"), text);
    review_minutes(month->sum.rest, text);
    put_number(visit, word(lang, "Planerad vila"), text);
    text_format(text, sizeof text, "%d", month->sum.unknown);
    put_number(visit, word(lang, "Dagar som ingen vet"), text);
    html_put(&visit->html, "</dl>");
}

static void
put_cell(struct html *html, int count, bool shown, const char *few)
{
    html_put(html, "<td class=\"number\">");
    if (shown)
        html_number(html, count);
    else
        html_text(html, few);
    html_put(html, "</td>");
}

static void
put_counts(struct visit *visit, const char *id, const char *title,
           const char *of, struct chart_bar *bars, int count)
{
    struct html *html = &visit->html;
    const char *few = word(visit->lang, "under 5");
    int counts[PATTERN_NAMES_MAX + 8];
    bool shown[PATTERN_NAMES_MAX + 8];
    for (int i = 0; i < count; i++)
        counts[i] = bars[i].count;
    few_hide(counts, count, shown);
    for (int i = 0; i < count; i++)
        bars[i].hidden = !shown[i];
    html_put(html, "<section class=\"counted\">");
    html_element(html, "h3", NULL, title);
    html_put(html, "<div class=\"beside\">");
    chart_bars(html, &(struct chart){
                         .id = id,
                         .title = title,
                         .describes = word(
                             visit->lang, "Samma tal står i tabellen bredvid."),
                         .few = "<5",
                         .brief = count == 7 ? 3 : 0,
                         .bars = bars,
                         .count = count});
    html_put(html, "<table><thead><tr>");
    html_element(html, "th", NULL, of);
    html_element(html, "th", "number", word(visit->lang, "Signaler"));
    html_put(html, "</tr></thead><tbody>");
    for (int i = 0; i < count; i++) {
        if (counts[i] == 0)
            continue;
        html_put(html, "<tr>");
        html_element(html, "td", NULL, bars[i].label);
        put_cell(html, counts[i], shown[i], few);
        html_put(html, "</tr>");
    }
    html_put(html, "</tbody></table></div></section>");
}

/* The hours that anything happened in, and those between them. */
static void
put_hours(struct visit *visit, const struct pattern *pattern)
{
    struct chart_bar bars[24];
    char labels[24][8];
    int first = 0;
    int last = 23;
    int count = 0;
    while (first < 23 && pattern->hours[first] == 0)
        first++;
    while (last > first && pattern->hours[last] == 0)
        last--;
    /* The whole of the house's day, so that what is quiet is seen too. */
    if (visit->centre->opens >= 0 && visit->centre->closes > 0) {
        int opens = visit->centre->opens / 60;
        int closes = (visit->centre->closes - 1) / 60 % 24;
        first = opens < first ? opens : first;
        last = closes > last ? closes : last;
    }
    for (int hour = first; hour <= last; hour++) {
        text_format(labels[count], sizeof labels[count], "%02d", hour);
        bars[count] =
            (struct chart_bar){labels[count], pattern->hours[hour], false};
        count++;
    }
    put_counts(visit, "hours", word(visit->lang, "När på dagen"),
               word(visit->lang, "Timme"), bars, count);
}

static void
put_weekdays(struct visit *visit, const struct pattern *pattern)
{
    struct chart_bar bars[7];
    for (int i = 0; i < 7; i++)
        bars[i] = (struct chart_bar){word_weekday(visit->lang, i + 1),
                                     pattern->weekdays[i], false};
    put_counts(visit, "weekdays", word(visit->lang, "Vilken dag"),
               word(visit->lang, "Dag"), bars, 7);
}

static void
put_names(struct visit *visit, const char *title, const char *of,
          const struct pattern_names *names, int unknown)
{
    struct html *html = &visit->html;
    int counts[PATTERN_NAMES_MAX + 2];
    bool shown[PATTERN_NAMES_MAX + 2];
    const char *few = word(visit->lang, "under 5");
    int count = names->count;
    for (int i = 0; i < count; i++)
        counts[i] = names->at[i].count;
    counts[count] = unknown;
    few_hide(counts, count + 1, shown);
    html_put(html, "<section class=\"counted\">");
    html_element(html, "h3", NULL, title);
    html_put(html, "<table><thead><tr>");
    html_element(html, "th", NULL, of);
    html_element(html, "th", "number", word(visit->lang, "Signaler"));
    html_put(html, "</tr></thead><tbody>");
    for (int i = 0; i <= count; i++) {
        if (counts[i] == 0)
            continue;
        html_put(html, "<tr>");
        html_element(html, "td", NULL,
                     i < count ? names->at[i].name
                               : word(visit->lang, "Inte känt"));
        put_cell(html, counts[i], shown[i], few);
        html_put(html, "</tr>");
    }
    html_put(html, "</tbody></table></section>");
}

static void
put_pattern(struct visit *visit, const struct pattern *pattern)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    html_element(html, "h2", NULL, word(lang, "Signaler"));
    html_element(html, "p", "lead", word(lang, "Vad i miljön kan vi ändra?"));
    if (pattern->total < REVIEW_LEAST) {
        html_element(html, "p", "empty",
                     pattern->total == 0
                         ? word(lang, "Inga signaler den här månaden.")
                         : word(lang, "Färre än fem signaler visas inte "
                                      "uppdelade."));
        return;
    }
    put_hours(visit, pattern);
    put_weekdays(visit, pattern);
    put_names(visit, word(lang, "Var"), word(lang, "Plats"), &pattern->places,
              0);
    put_names(visit, word(lang, "Vad som pågick innan"),
              word(lang, "Aktivitet"), &pattern->before,
              pattern->unknown_before);
    html_put(html, "<p>");
    html_text(html, word(lang, "Inom 15 minuter efter en övergång:"));
    html_put(html, " <b>");
    if (pattern->transitions == 0 || pattern->transitions >= REVIEW_LEAST)
        html_number(html, pattern->transitions);
    else
        html_text(html, word(lang, "under 5"));
    html_put(html, "</b></p>");
}

static void
put_ways(struct visit *visit, int32_t month)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    html_put(&visit->html, "<p class=\"ways\">");
    civil_format_date(review_month_before(month, 1), date);
    text_format(path, sizeof path, "/review/month/%.7s", date);
    review_link(visit, path, word(visit->lang, "Månaden innan"));
    if (last_day(month) < visit->today) {
        civil_format_date(review_month_before(month, -1), date);
        text_format(path, sizeof path, "/review/month/%.7s", date);
        review_link(visit, path, word(visit->lang, "Månaden efter"));
    }
    html_put(&visit->html, "</p>");
}

void
month_draw(struct visit *visit)
{
    static struct month month; /* large, and a page is drawn at a time */
    char title[REVIEW_DAY_SIZE];
    int32_t of = visit->path.date;
    if (read_month(visit, of, &month) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    review_month_words(visit->lang, of, title);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_REVIEW,
                                      .style = "review.css"});
    put_ways(visit, of);
    if (month.people < REVIEW_LEAST) {
        html_element(&visit->html, "p", "empty",
                     word(visit->lang, "En månad med färre än fem personer "
                                       "visas inte sammanlagd."));
    } else {
        put_time(visit, &month);
        put_pattern(visit, &month.pattern);
        out_form(visit, "month", NULL, of, of);
    }
    shell_close(visit);
}

static void
add_rows(struct visit *visit, json_t *rows, const char *of, const char *names[],
         const int *counts, int count)
{
    bool shown[PATTERN_NAMES_MAX + 2];
    few_hide(counts, count, shown);
    for (int i = 0; i < count; i++) {
        if (counts[i] == 0)
            continue;
        json_array_append_new(
            rows,
            json_pack("[s,s,o]", of, names[i],
                      shown[i] ? json_integer(counts[i])
                               : json_string(word(visit->lang, "under 5"))));
    }
}

static void
add_names(struct visit *visit, json_t *rows, const char *of,
          const struct pattern_names *from)
{
    const char *names[PATTERN_NAMES_MAX];
    int counts[PATTERN_NAMES_MAX];
    for (int i = 0; i < from->count; i++) {
        names[i] = from->at[i].name;
        counts[i] = from->at[i].count;
    }
    add_rows(visit, rows, of, names, counts, from->count);
}

json_t *
month_table(struct visit *visit, int32_t of)
{
    static struct month month;
    static char labels[24][8];
    const char *names[24];
    const char *lang = visit->lang;
    char title[REVIEW_DAY_SIZE];
    if (read_month(visit, of, &month) != RESULT_OK)
        return NULL;
    review_month_words(lang, of, title);
    json_t *rows = json_array();
    if (month.people >= REVIEW_LEAST && month.pattern.total >= REVIEW_LEAST) {
        for (int i = 0; i < 24; i++) {
            text_format(labels[i], sizeof labels[i], "%02d", i);
            names[i] = labels[i];
        }
        add_rows(visit, rows, word(lang, "Timme"), names, month.pattern.hours,
                 24);
        for (int i = 0; i < 7; i++)
            names[i] = word_weekday(lang, i + 1);
        add_rows(visit, rows, word(lang, "Dag"), names, month.pattern.weekdays,
                 7);
        add_names(visit, rows, word(lang, "Plats"), &month.pattern.places);
        add_names(visit, rows, word(lang, "Aktivitet"), &month.pattern.before);
    }
    return json_pack("{s:s,s:[s,s,s],s:o}", "name", title, "head",
                     word(lang, "Efter"), word(lang, "Vad"),
                     word(lang, "Signaler"), "rows", rows);
}
