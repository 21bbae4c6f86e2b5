#include "firmware/exchange/export.h"

#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/exchange/calendar.h"
#include "firmware/exchange/csv.h"
#include "tests/test.h"

static char *text;
static size_t size;

static FILE *
begin(void)
{
    text = NULL;
    return open_memstream(&text, &size);
}

static void
end(FILE *out)
{
    (void)fclose(out);
}

TEST(a_cell_that_a_spreadsheet_would_run_is_guarded)
{
    FILE *out = begin();
    export_cell(out, "=cmd|' /C calc'!A0", false);
    export_cell(out, "-1", false);
    export_cell(out, "+46", false);
    export_cell(out, "@x", true);
    export_cell(out, "räv", false);
    export_cell(out, "a;b \"c\"\nd", true);
    end(out);
    CHECK_STR(text, "\"'=cmd|' /C calc'!A0\";\"'-1\";\"'+46\";\"'@x\"\r\n"
                    "räv;\"a;b \"\"c\"\"\nd\"\r\n");
    free(text);
}

static struct view_person person;
static struct view_group group;

static struct export_people
people(const char *lang)
{
    memset(&person, 0, sizeof person);
    memset(&group, 0, sizeof group);
    (void)text_copy(group.id, sizeof group.id, "g");
    (void)text_copy(group.name, sizeof group.name, "Ateljén");
    (void)text_copy(person.id, sizeof person.id, "p");
    (void)text_copy(person.symbol, sizeof person.symbol, "räv");
    (void)text_copy(person.name, sizeof person.name, "Anna");
    (void)text_copy(person.group, sizeof person.group, "g");
    (void)text_copy(person.lang, sizeof person.lang, "nb");
    person.mode = MODE_MENU;
    person.time = TIME_DOTS_DIGITAL;
    person.how_many = 3;
    return (struct export_people){.people = &person,
                                  .person_count = 1,
                                  .groups = &group,
                                  .group_count = 1,
                                  .lang = lang};
}

TEST(people_go_out_as_they_come_in)
{
    static struct csv_row row;
    struct csv csv;
    FILE *out = begin();
    struct export_people from = people("sv");
    CHECK_INT(export_people_csv(&from, out), RESULT_OK);
    end(out);
    REQUIRE(csv_open(&csv, text, size) == RESULT_OK);
    CHECK_INT(csv.encoding, ENCODING_UTF8_BOM);
    CHECK_INT(csv.separator, ';');
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_STR(row.cells[0], "Symbol");
    CHECK_STR(row.cells[9], "Tid");
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_STR(row.cells[2], "Ateljén");
    CHECK_STR(row.cells[4], "meny");
    CHECK_STR(row.cells[9], "prickar+digital");
    CHECK_STR(row.cells[11], "3");
    free(text);
}

TEST(people_go_out_in_the_readers_language)
{
    FILE *out = begin();
    struct export_people from = people("en");
    CHECK_INT(export_people_csv(&from, out), RESULT_OK);
    end(out);
    CHECK(strstr(text, "First name;Group;Language") != NULL);
    CHECK(strstr(text, "dots+digital") != NULL);
    free(text);
    json_t *json = export_people_json(&from);
    CHECK_STR(
        json_string_value(json_object_get(json_array_get(json, 0), "time")),
        "dots+digital");
    json_decref(json);
}

static void
happen(struct export_presence *presence, enum event_kind kind, int minute)
{
    struct event event = {.kind = kind};
    event.at.utc_ms = civil_to_utc(civil_day_of(2026, 11, 24), minute, NULL);
    (void)text_copy(event.about, sizeof event.about, "p");
    CHECK_INT(export_presence_event(presence, &event), RESULT_OK);
}

TEST(a_visit_is_one_row_and_an_undone_one_is_none)
{
    static struct export_presence presence;
    FILE *out = begin();
    struct export_people from = people("sv");
    REQUIRE(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    export_presence_init(&presence, &from, out);
    happen(&presence, EVENT_ARRIVED, 500);
    happen(&presence, EVENT_ARRIVAL_UNDONE, 501);
    happen(&presence, EVENT_ARRIVED, 540);
    happen(&presence, EVENT_LEFT, 600);
    happen(&presence, EVENT_DEPARTURE_UNDONE, 601);
    happen(&presence, EVENT_LEFT, 690);
    happen(&presence, EVENT_ARRIVED, 720);
    CHECK_INT(export_presence_end(&presence), RESULT_OK);
    end(out);
    CHECK_STR(text, "\xEF\xBB\xBF"
                    "Datum;Symbol;Namn;Kom;Gick;Minuter\r\n"
                    "2026-11-24;räv;Anna;09:00;11:30;150\r\n"
                    "2026-11-24;räv;Anna;12:00;;\r\n");
    free(text);
}

TEST(an_event_is_one_row_with_its_body)
{
    struct event event = {.seq = 7, .kind = EVENT_ARRIVED};
    FILE *out = begin();
    event.body = json_pack("{s:s}", "x", "y");
    export_events_head(out, "sv");
    export_event_csv(out, &event);
    end(out);
    CHECK(strstr(text, "7;1970-01-01T00:00:00.000Z;") != NULL);
    CHECK(strstr(text, "\"{\"\"x\"\":\"\"y\"\"}\"") != NULL);
    json_t *json = export_event_json(&event);
    CHECK_STR(json_string_value(json_object_get(json, "kind")), "arrived");
    json_decref(json);
    json_decref(event.body);
    free(text);
}

static struct view_day day;

static void
make_day(void)
{
    memset(&day, 0, sizeof day);
    struct view_item *item = &day.items[0];
    day.count = 2;
    (void)text_copy(item->id, sizeof item->id, "i1");
    item->date = civil_day_of(2026, 11, 24);
    item->start = 1200;
    item->end = 1530;
    (void)text_copy(item->what.text, VIEW_TEXT_SIZE,
                    "Måla; rita, klippa och klistra med alla som vill vara "
                    "med i ateljén på övervåningen idag");
    (void)text_copy(item->where.text, VIEW_TEXT_SIZE, "Ateljén");
    day.items[1] = *item;
    (void)text_copy(day.items[1].id, UUID_SIZE, "i2");
    day.items[1].all_day = true;
}

TEST(a_day_goes_out_as_rfc_5545_says)
{
    FILE *out = begin();
    make_day();
    CHECK_INT(export_days_ics(&day, 1, "Europe/Stockholm", 0, out), RESULT_OK);
    end(out);
    CHECK(strstr(text, "DTSTART;TZID=Europe/Stockholm:20261124T200000\r\n") !=
          NULL);
    CHECK(strstr(text, "DTEND;TZID=Europe/Stockholm:20261125T013000\r\n") !=
          NULL);
    CHECK(strstr(text, "DTSTART;VALUE=DATE:20261124\r\n") != NULL);
    CHECK(strstr(text, "BEGIN:VTIMEZONE") != NULL);
    CHECK(strstr(text, "TZID:Europe/Stockholm\r\n") != NULL);
    CHECK(strstr(text, "M\xC3\xA5la\\; rita\\, ") != NULL);
    for (const char *at = text; *at != '\0'; at += 2) {
        const char *line = strstr(at, "\r\n");
        REQUIRE(line != NULL);
        CHECK(line - at <= 75);
        at = line;
    }
    free(text);
    calendar_forget();
}

TEST(a_day_that_went_out_comes_in_again)
{
    struct import_context context = {
        .lang = "sv", .zone = "Europe/Stockholm", .source = "egen"};
    struct import_audience all = {.whom = IMPORT_ALL};
    struct report report;
    json_t *events;
    FILE *out = begin();
    make_day();
    CHECK_INT(export_days_ics(&day, 1, "Europe/Stockholm", 0, out), RESULT_OK);
    end(out);
    context.today = civil_day_of(2026, 11, 22);
    report_init(&report, "sv");
    CHECK_INT(calendar_import(&context, &all, text, size, &report, &events),
              RESULT_OK);
    CHECK_INT(json_array_size(events), 2);
    const json_t *body = json_object_get(json_array_get(events, 0), "body");
    CHECK_STR(json_string_value(json_object_get(body, "end")), "25:30");
    json_decref(events);
    report_finish(&report);
    free(text);
    calendar_forget();
}

TEST(a_zone_that_the_machine_does_not_know_gives_no_calendar)
{
    FILE *out = begin();
    make_day();
    CHECK_INT(export_days_ics(&day, 1, "Europe/Nowhere", 0, out),
              RESULT_ABSENT);
    end(out);
    free(text);
}
