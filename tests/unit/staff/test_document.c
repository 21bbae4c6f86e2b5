#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/staff/plan/document.h"

/* A plan on paper: what troskel-paper is given. */

static int asked;

static enum result
picture_of(void *user, const char *id, unsigned char **bytes, size_t *length)
{
    (void)user;
    asked++;
    if (strcmp(id, "1F3A8") != 0)
        return RESULT_ABSENT;
    *bytes = malloc(3);
    if (*bytes == NULL)
        return RESULT_FULL;
    memcpy(*bytes, "png", 3);
    *length = 3;
    return RESULT_OK;
}

static struct document
document_of(void)
{
    asked = 0;
    return (struct document){.lang = "sv",
                             .centre = "Verkstan",
                             .name = "Alva",
                             .picture = "",
                             .made = "2026-11-27T09:20:00.000Z",
                             .picture_of = picture_of};
}

static struct view_day days[7];

static void
fill_days(void)
{
    memset(days, 0, sizeof days);
    for (int d = 0; d < 7; d++) {
        days[d].date = civil_day_of(2026, 11, 23) + d;
        days[d].count = d < 5 ? 2 : 0;
        for (int i = 0; i < 2; i++) {
            struct view_item *item = &days[d].items[i];
            item->start = 540 + 60 * i;
            item->end = 600 + 60 * i;
            text_copy(item->what.text, sizeof item->what.text,
                      i == 0 ? "Måla" : "Fika");
            text_copy(item->what.picture, sizeof item->what.picture,
                      i == 0 ? "1F3A8" : "gone");
            text_copy(item->where.text, sizeof item->where.text, "Ateljén");
        }
    }
}

static const json_t *
block(const json_t *document, size_t at, const char *kind)
{
    return json_object_get(
        json_array_get(json_object_get(document, "content"), at), kind);
}

TEST(a_day_has_a_row_for_each_thing_and_its_end)
{
    struct document document = document_of();
    fill_days();
    json_t *json = document_day(&document, &days[0]);
    const json_t *rows = json_object_get(block(json, 1, "table"), "rows");
    REQUIRE(json_array_size(rows) == 2);
    const json_t *row = json_array_get(rows, 0);
    CHECK_STR(json_string_value(json_array_get(row, 0)), "09:00–10:00");
    CHECK_STR(
        json_string_value(json_object_get(json_array_get(row, 1), "picture")),
        "1F3A8");
    CHECK_STR(json_string_value(block(json, 2, "text")), "Dagen är slut här");
    json_decref(json);
}

TEST(a_picture_is_carried_once_and_a_missing_one_not_at_all)
{
    struct document document = document_of();
    fill_days();
    json_t *json = document_week(&document, days, 7);
    const json_t *pictures = json_object_get(json, "pictures");
    CHECK_INT((int)json_object_size(pictures), 1);
    CHECK_STR(json_string_value(json_object_get(pictures, "1F3A8")), "cG5n");
    json_decref(json);
}

TEST(a_week_has_five_columns_unless_something_is_at_the_weekend)
{
    struct document document = document_of();
    fill_days();
    json_t *json = document_week(&document, days, 7);
    const json_t *head = json_object_get(block(json, 1, "table"), "head");
    CHECK_INT((int)json_array_size(head), 5);
    json_decref(json);
    days[6].count = 1;
    json = document_week(&document, days, 7);
    head = json_object_get(block(json, 1, "table"), "head");
    CHECK_INT((int)json_array_size(head), 7);
    json_decref(json);
}

TEST(an_empty_day_is_a_page_that_says_so)
{
    struct document document = document_of();
    fill_days();
    json_t *json = document_day(&document, &days[6]);
    CHECK_STR(json_string_value(block(json, 1, "text")), "Inget är planerat.");
    json_decref(json);
    json = document_cards(&document, &days[6]);
    CHECK_INT(
        (int)json_array_size(json_object_get(block(json, 1, "cards"), "items")),
        1);
    json_decref(json);
}

TEST(a_journey_leaves_out_what_was_not_said)
{
    struct document document = document_of();
    struct journey journey = {.what = "Taxi",
                              .picture = "",
                              .when = "14:30",
                              .who = "",
                              .where = "",
                              .note = ""};
    json_t *json =
        document_journey(&document, civil_day_of(2026, 11, 27), &journey);
    CHECK_STR(json_string_value(block(json, 2, "text")), "Taxi");
    CHECK_STR(json_string_value(block(json, 3, "text")), "14:30");
    CHECK_INT((int)json_array_size(json_object_get(json, "content")), 4);
    json_decref(json);
}
