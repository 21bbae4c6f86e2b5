#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/staff/plan/draft.h"

/* What was typed, as the body that core is asked to save. */

static struct form form;

static json_t *
typed(const char *pairs)
{
    static char bytes[2000];
    text_copy(bytes, sizeof bytes, pairs);
    if (form_read_pairs(&form, bytes, strlen(bytes)) != RESULT_OK)
        return NULL;
    return draft_from_form(&form);
}

static void
check_words(const json_t *draft, const char *field, const char *want)
{
    char words[300];
    draft_words(draft, field, words, sizeof words);
    CHECK_STR(words, want);
}

TEST(what_was_typed_becomes_a_body)
{
    json_t *draft = typed("title=+M%C3%A5la+&start=9.15&end=1000&place=Ute&"
                          "with=Maria&with=Bo,+Idris+,&date=2026-11-27&"
                          "notices=5&notices=15&how-1=Pensel&csrf=x");
    REQUIRE(draft != NULL);
    check_words(draft, "title", "Måla");
    check_words(draft, "start", "09:15");
    check_words(draft, "end", "10:00");
    check_words(draft, "with", "Maria, Bo, Idris");
    check_words(draft, "notices", "15, 5");
    CHECK(json_object_get(draft, "csrf") == NULL);
    draft_finish(draft);
    CHECK_INT((int)json_array_size(json_object_get(draft, "how")), 1);
    CHECK(json_object_get(draft, "options") == NULL);
    json_decref(draft);
}

TEST(a_time_that_is_none_is_kept_as_it_was_typed)
{
    json_t *draft = typed("title=A&start=kvart+%C3%B6ver");
    REQUIRE(draft != NULL);
    check_words(draft, "start", "kvart över");
    json_decref(draft);
}

TEST(what_comes_every_week_has_no_date)
{
    json_t *draft = typed("title=A&date=2026-11-27&weekday=5&to=2026-12-24");
    REQUIRE(draft != NULL);
    CHECK(json_object_get(draft, "date") == NULL);
    CHECK_INT((int)json_integer_value(json_object_get(draft, "weekday")), 5);
    check_words(draft, "to", "2026-12-24");
    json_decref(draft);
}

TEST(a_step_goes_before_the_one_before_it)
{
    struct draft_row row;
    json_t *draft = typed("title=A&how-0=Ett&how-1=Tv%C3%A5&how-2=Tre");
    REQUIRE(draft != NULL && draft_row_of("how-2", &row));
    draft_raise(draft, &row);
    check_words(draft, "how", "Ett, Tre, Två");
    REQUIRE(draft_row_of("how-0", &row));
    draft_raise(draft, &row);
    check_words(draft, "how", "Ett, Tre, Två");
    json_decref(draft);
}

TEST(no_picture_is_a_choice_too)
{
    struct draft_row row;
    json_t *draft = typed("title=A&option-0=Te&option-picture-0=1F375&"
                          "option-1=Kaffe");
    REQUIRE(draft != NULL && draft_row_of("option-0", &row));
    CHECK_STR(draft_picture(draft, &row), "1F375");
    draft_set_picture(draft, &row, "none");
    draft_finish(draft);
    CHECK_STR(draft_picture(draft, &row), "");
    check_words(draft, "options", "Te, Kaffe");
    json_decref(draft);
}

TEST(only_rows_that_there_are_have_names)
{
    struct draft_row row;
    char name[16];
    CHECK(draft_row_of("title", &row) && row.list == NULL);
    CHECK(draft_row_of("how-7", &row));
    draft_row_name(&row, name);
    CHECK_STR(name, "how-7");
    CHECK(!draft_row_of("how-8", &row));
    CHECK(!draft_row_of("option-4", &row));
    CHECK(!draft_row_of("option-10", &row));
    CHECK(!draft_row_of("x-1", &row));
    CHECK(!draft_row_of("", &row));
    CHECK(!draft_row_of(NULL, &row));
}
