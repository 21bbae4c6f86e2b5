/* What was planned for somebody, what happened, and what staff noted. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_stored.h"
#include "firmware/store/view_timeline.h"
#include "ui/staff/review/review.h"
#include "ui/staff/review/stored.h"

enum {
    ITEMS_MAX = 400,
    SIGNALS_MAX = 300,
    NOTES_MAX = 100,
    ENTRIES_MAX = 4000,
    PIECE_DAYS = 92,
    DAY_SAYS = 900
};

static void
say_plan(struct visit *visit, json_t *parts, const char *person)
{
    int count = 0;
    struct stored_item *items = calloc(ITEMS_MAX, sizeof *items);
    json_t *rows = stored_part(parts, word(visit->lang, "Planen, bara din"));
    if (items != NULL && view_stored_items(visit->store, person, items,
                                           ITEMS_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char when[REVIEW_DAY_SIZE + CIVIL_TIME_SIZE];
            char at[CIVIL_TIME_SIZE];
            char says[VIEW_TEXT_SIZE + VIEW_NAME_SIZE];
            if (items[i].date == INT32_MIN)
                text_format(when, sizeof when, "%s",
                            word_weekday(visit->lang, items[i].weekday));
            else
                people_day_words(visit->lang, items[i].date, when);
            if (items[i].start >= 0) {
                civil_format_time(items[i].start % 1440, at);
                text_append(when, sizeof when, " %s", at);
            }
            text_format(says, sizeof says, "%s%s%s", items[i].title,
                        items[i].place[0] == '\0' ? "" : ", ", items[i].place);
            stored_row(rows, when, says);
        }
    free(items);
}

static void
say_signal(struct visit *visit, json_t *rows, const struct stored_signal *one)
{
    struct view_signal_end end;
    char when[REVIEW_DAY_SIZE], day[PEOPLE_DAY_SIZE], at[CIVIL_TIME_SIZE];
    struct civil civil = civil_from_utc(one->at);
    people_day_words(visit->lang, civil.day, day);
    civil_format_time(civil.minute, at);
    text_format(when, sizeof when, "%s %s", day, at);
    stored_row(rows, when,
               one->place[0] == '\0' ? word(visit->lang, "Inte känt")
                                     : one->place);
    if (view_signal_end(visit->store, one->id, &end) != RESULT_OK)
        return;
    stored_row(rows, word(visit->lang, "Så var det för dig"), end.inside);
    stored_row(rows, word(visit->lang, "Så såg personalen det"), end.outside);
}

static void
say_signals(struct visit *visit, json_t *parts, const char *person)
{
    int count = 0;
    struct stored_signal *all = calloc(SIGNALS_MAX, sizeof *all);
    json_t *rows = stored_part(parts, word(visit->lang, "Signaler"));
    if (all != NULL && view_stored_signals(visit->store, person, all,
                                           SIGNALS_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++)
            say_signal(visit, rows, &all[i]);
    free(all);
}

static void
say_notes(struct visit *visit, json_t *parts, const char *person)
{
    int count = 0;
    struct review_note *notes = calloc(NOTES_MAX, sizeof *notes);
    json_t *rows = stored_part(parts, word(visit->lang, "Till journalen"));
    if (notes != NULL && view_journal(visit->store, person, notes, NOTES_MAX,
                                      &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char day[PEOPLE_DAY_SIZE];
            people_day_words(visit->lang, notes[i].day, day);
            stored_row(rows, day, notes[i].text);
        }
    free(notes);
}

/* --- day by day --- */

static void
say_entry(struct visit *visit, const struct timeline_entry *entry,
          char says[DAY_SAYS])
{
    char at[CIVIL_TIME_SIZE];
    civil_format_time(civil_from_utc(entry->at).minute, at);
    /* A day that does not fit in a cell of the paper is cut at an entry. */
    if (strlen(says) + VIEW_TEXT_SIZE + 60 > DAY_SAYS)
        return;
    text_append(says, DAY_SAYS, "%s%s %s", says[0] == '\0' ? "" : " · ", at,
                review_kind_words(visit->lang, entry->kind));
    if (entry->kind == EVENT_DAY_NOTED)
        text_append(
            says, DAY_SAYS, ": %s",
            review_code_words(visit->lang, attend_code_parse(entry->what)));
    else if (entry->what[0] != '\0')
        text_append(says, DAY_SAYS, ": %s", entry->what);
}

static void
say_entries(struct visit *visit, json_t *rows, const struct timeline *timeline)
{
    char says[DAY_SAYS] = "";
    char words[PEOPLE_DAY_SIZE];
    for (int i = 0; i < timeline->count; i++) {
        const struct timeline_entry *entry = &timeline->entries[i];
        say_entry(visit, entry, says);
        if (i + 1 < timeline->count &&
            timeline->entries[i + 1].day == entry->day)
            continue;
        people_day_words(visit->lang, entry->day, words);
        stored_row(rows, words, says);
        says[0] = '\0';
    }
}

static void
say_days(struct visit *visit, json_t *parts, const char *person, int days)
{
    struct timeline timeline = {.max = ENTRIES_MAX};
    json_t *rows = stored_part(parts, word(visit->lang, "Dag för dag"));
    timeline.entries = calloc(ENTRIES_MAX, sizeof *timeline.entries);
    if (timeline.entries == NULL)
        return;
    for (int32_t from = visit->today - days + 1; from <= visit->today;
         from += PIECE_DAYS) {
        int32_t to = from + PIECE_DAYS - 1;
        if (view_timeline(visit->store, person, from,
                          to < visit->today ? to : visit->today,
                          &timeline) == RESULT_OK)
            say_entries(visit, rows, &timeline);
    }
    free(timeline.entries);
}

/* The log's own count, so that it can be told whether all of it is seen. */
static void
say_count(struct visit *visit, json_t *parts, const char *person)
{
    int64_t events = 0;
    int64_t first = 0;
    char number[32];
    json_t *rows = stored_part(parts, word(visit->lang, "I loggen"));
    if (view_stored_events(visit->store, person, &events, &first) != RESULT_OK)
        return;
    text_format(number, sizeof number, "%lld", (long long)events);
    stored_row(rows, word(visit->lang, "Händelser om dig, utom avbockade steg"),
               number);
    if (first > 0)
        stored_day(visit, rows, word(visit->lang, "Den första"),
                   civil_from_utc(first).day);
}

void
stored_days(struct visit *visit, json_t *parts, const char *person, int days)
{
    say_plan(visit, parts, person);
    say_signals(visit, parts, person);
    say_notes(visit, parts, person);
    say_days(visit, parts, person, days);
    say_count(visit, parts, person);
}
