#include "tests/fuzz/exchange/targets.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/exchange/calendar.h"
#include "firmware/exchange/csv.h"
#include "firmware/exchange/people.h"
#include "firmware/exchange/week.h"

enum { TODAY = 20779 }; /* 2026-11-22 */

static void
promise(bool holds)
{
    if (!holds)
        abort();
}

static struct view_group groups[2];
static struct view_person people[2];

static struct import_context
centre(void)
{
    static const char *const names[] = {"Ateljén", "Trädgården"};
    static const char *const symbols[] = {"räv", "båt"};
    for (int i = 0; i < 2; i++) {
        uuid_from_name(groups[i].id, "group", names[i]);
        (void)text_copy(groups[i].name, VIEW_NAME_SIZE, names[i]);
        uuid_from_name(people[i].id, "person", symbols[i]);
        (void)text_copy(people[i].symbol, VIEW_NAME_SIZE, symbols[i]);
        (void)text_copy(people[i].group, UUID_SIZE, groups[i].id);
    }
    return (struct import_context){.lang = "sv",
                                   .zone = "Europe/Stockholm",
                                   .source = "fil",
                                   .today = TODAY,
                                   .groups = groups,
                                   .group_count = 2,
                                   .people = people,
                                   .person_count = 2};
}

/* Every event has its kind, its body and whole texts: it can be written. */
static void
promise_events(const json_t *events)
{
    size_t i;
    json_t *event;
    promise(json_is_array(events));
    json_array_foreach(events, i, event)
    {
        char *text = json_dumps(event, JSON_COMPACT);
        promise(json_is_string(json_object_get(event, "kind")));
        promise(json_is_object(json_object_get(event, "body")));
        promise(text != NULL && text_is_utf8(text, strlen(text)));
        free(text);
    }
}

/* All or nothing: a batch exactly when no line was refused. */
static void
judge(enum result result, struct report *report, json_t *events)
{
    promise((result == RESULT_OK) == (events != NULL));
    promise((result == RESULT_OK) == !report_refused(report));
    if (events != NULL)
        promise_events(events);
    json_t *json = report_json(report);
    promise(json != NULL);
    json_decref(json);
    json_decref(events);
    report_finish(report);
}

void
target_csv(const char *bytes, size_t length)
{
    static struct csv_row row;
    struct csv csv;
    enum result result = csv_open(&csv, bytes, length);
    while (result == RESULT_OK) {
        result = csv_next(&csv, &row);
        promise(row.count <= CSV_COLUMNS_MAX && row.line >= 1);
        for (int i = 0; i < row.count; i++)
            promise(text_is_utf8(row.cells[i], strlen(row.cells[i])) &&
                    strlen(row.cells[i]) <= CSV_CELL_MAX);
    }
    promise(csv.rows <= CSV_ROWS_MAX);
    promise((result == RESULT_INVALID) == (csv.why != CSV_FINE));
}

void
target_encoding(const char *bytes, size_t length)
{
    size_t skip;
    char out[8192];
    enum encoding encoding = encoding_detect(bytes, length, &skip);
    promise(skip <= length);
    for (size_t room = 0; room <= sizeof out; room = room * 4 + 1) {
        enum result result =
            encoding_decode(encoding, bytes + skip, length - skip, out, room);
        if (result == RESULT_OK)
            promise(text_is_utf8(out, strlen(out)) && strlen(out) < room);
    }
}

void
target_people(const char *bytes, size_t length)
{
    struct import_context context = centre();
    struct report report;
    json_t *events = NULL;
    report_init(&report, "sv");
    enum result result =
        people_import(&context, bytes, length, &report, &events);
    judge(result, &report, events);
}

void
target_week(const char *bytes, size_t length)
{
    struct import_context context = centre();
    struct report report;
    json_t *events = NULL;
    report_init(&report, "da");
    enum result result = week_import(&context, bytes, length, &report, &events);
    judge(result, &report, events);
}

void
target_calendar(const char *bytes, size_t length)
{
    struct import_context context = centre();
    struct import_audience whose = {.whom = IMPORT_PERSON};
    struct report report;
    json_t *events = NULL;
    (void)text_copy(whose.id, UUID_SIZE, people[0].id);
    report_init(&report, "en");
    enum result result =
        calendar_import(&context, &whose, bytes, length, &report, &events);
    judge(result, &report, events);
}

void
targets_end(void)
{
    calendar_forget();
}
