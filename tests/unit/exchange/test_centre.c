#include "firmware/exchange/centre.h"

#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/exchange/calendar.h"
#include "firmware/exchange/people.h"
#include "tests/test.h"
#include "tests/unit/exchange/help.h"

static struct store *store;
static struct centre centre;
static struct report report;

/* Takes the events into the store as core's batch would. */
static bool
keep(json_t *events)
{
    size_t i;
    json_t *entry;
    bool fine = store_begin(store) == RESULT_OK;
    json_array_foreach(events, i, entry)
    {
        struct event event = {.kind =
                                  event_kind_parse(help_text(entry, "kind")),
                              .through = THROUGH_COMMAND,
                              .body = json_object_get(entry, "body")};
        (void)text_copy(event.about, sizeof event.about,
                        help_text(entry, "about"));
        fine = fine && store_append(store, &event) == RESULT_OK;
    }
    json_decref(events);
    return store_commit(store) == RESULT_OK && fine;
}

static bool
begin(void)
{
    struct folder folder;
    char id[UUID_SIZE];
    json_t *events = json_array();
    uuid_from_name(id, "centre", "Verkstan");
    import_add(events, "centre_saved", id,
               json_pack("{s:s, s:s, s:s}", "name", "Verkstan", "lang", "sv",
                         "zone", "Europe/Stockholm"));
    return folder_make(test_folder(), true) == RESULT_OK &&
           folder_open(&folder, test_folder()) == RESULT_OK &&
           store_open(&store, &folder, STORE_CREATE) == RESULT_OK &&
           keep(events);
}

static bool
open_centre(const char *path)
{
    report_init(&report, "sv");
    return centre_open(&centre, store, NULL, "boot", 20779, path) == RESULT_OK;
}

static void
close_centre(void)
{
    centre_close(&centre);
    report_finish(&report);
}

static bool
import_people(const char *text)
{
    json_t *events = NULL;
    bool fine = open_centre("/x/personer.csv") &&
                people_import(&centre.context, text, strlen(text), &report,
                              &events) == RESULT_OK &&
                keep(events);
    close_centre();
    return fine;
}

static bool
import_calendar(const char *inside)
{
    char text[1024];
    json_t *events = NULL;
    struct import_audience all = {.whom = IMPORT_ALL};
    (void)text_format(text, sizeof text,
                      "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", inside);
    bool fine = open_centre("/x/alla.ics") &&
                calendar_import(&centre.context, &all, text, strlen(text),
                                &report, &events) == RESULT_OK &&
                keep(events);
    close_centre();
    calendar_forget();
    return fine;
}

TEST(a_second_table_changes_only_what_it_speaks_of)
{
    REQUIRE(begin());
    CHECK(import_people("Symbol;Förnamn;Grupp;Visning;Kommentar\n"
                        "räv;Anna;Ateljén;meny;hörlurar\n"));
    CHECK(import_people("Symbol;Tid\nräv;skiva\n"));
    REQUIRE(open_centre("x"));
    CHECK_INT(centre.context.person_count, 1);
    CHECK_STR(centre.source, "x");
    const struct view_person *anna = &centre.people[0];
    CHECK_STR(anna->name, "Anna");
    CHECK_INT(anna->mode, MODE_MENU);
    CHECK_INT(anna->time, TIME_DISC);
    json_t *body = centre.context.body(&centre, anna->id);
    CHECK_STR(help_text(body, "note"), "hörlurar");
    json_decref(body);
    close_centre();
    store_close(store);
}

TEST(an_event_that_left_the_calendar_leaves_the_day)
{
    const char *fika = "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Fika\r\n"
                       "DTSTART:20261123T090000\r\nEND:VEVENT\r\n";
    struct view_day day;
    char id[UUID_SIZE];
    REQUIRE(begin());
    CHECK(import_people("Symbol;Förnamn\nräv;Anna\n"));
    CHECK(view_find_person(store, "räv", id) == RESULT_OK);
    CHECK(import_calendar(fika));
    CHECK_INT(view_day(store, id, 20780, &day), RESULT_OK);
    CHECK_INT(day.count, 1);
    CHECK_INT(day.items[0].start, 540);
    CHECK(import_calendar(""));
    CHECK_INT(view_day(store, id, 20780, &day), RESULT_OK);
    CHECK_INT(day.count, 0);
    store_close(store);
}

TEST(a_file_that_is_too_large_or_not_there_is_told)
{
    char *bytes;
    size_t length;
    CHECK_INT(centre_read_file("tests/unit/exchange/data/personer.csv", 100,
                               &bytes, &length),
              RESULT_FULL);
    CHECK_INT(
        centre_read_file("tests/unit/exchange/data/none", 100, &bytes, &length),
        RESULT_ABSENT);
    CHECK_INT(centre_read_file("tests/unit/exchange/data/personer.csv", 611,
                               &bytes, &length),
              RESULT_OK);
    CHECK_INT(length, 611);
    free(bytes);
}
