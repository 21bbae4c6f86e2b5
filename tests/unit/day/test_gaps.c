#include "firmware/base/text.h"
#include "firmware/core/plan_gaps.h"
#include "tests/test.h"

/* What a plan does not say yet (TP-1, TP-11), and calm notices of a day. */

static struct view_item
whole(const char *title, int start, int end)
{
    struct view_item item = {.start = start, .end = end, .chosen = -1};
    text_copy(item.what.text, sizeof item.what.text, title);
    text_copy(item.what.picture, sizeof item.what.picture, "1F3A8");
    text_copy(item.where.text, sizeof item.where.text, "Ateljén");
    text_copy(item.with[0].text, sizeof item.with[0].text, "Maria");
    item.with_count = 1;
    text_copy(item.why, sizeof item.why, "Det är fint");
    item.how_count = 1;
    text_copy(item.how[0].card.text, sizeof item.how[0].card.text, "Måla");
    text_copy(item.how[0].card.picture, sizeof item.how[0].card.picture, "1");
    return item;
}

static bool
lacks(const struct view_item *item, enum plan_question question)
{
    return (gaps_missing(item, false) >> question & 1u) != 0;
}

TEST(what_is_answered_is_missing_nowhere)
{
    struct view_item item = whole("Måla", 540, 600);
    CHECK_INT((int)gaps_missing(&item, true), 0);
    CHECK((gaps_answered(&item, true) >> QUESTION_LEARN & 1u) == 0);
    text_copy(item.bring, sizeof item.bring, "Förkläde");
    CHECK_INT((int)gaps_answered(&item, true), 511);
}

TEST(each_question_that_is_not_answered_is_named)
{
    struct view_item item = whole("Måla", 540, -1);
    CHECK(lacks(&item, QUESTION_HOW_LONG));
    CHECK(!lacks(&item, QUESTION_WHEN));
    item.start = -1;
    CHECK(lacks(&item, QUESTION_WHEN));
    item.all_day = true;
    CHECK(!lacks(&item, QUESTION_WHEN));
    CHECK(!lacks(&item, QUESTION_HOW_LONG));
    item.where.text[0] = '\0';
    item.with_count = 0;
    item.why[0] = '\0';
    item.how_count = 0;
    CHECK(lacks(&item, QUESTION_WHERE) && lacks(&item, QUESTION_WITH) &&
          lacks(&item, QUESTION_WHY) && lacks(&item, QUESTION_HOW));
    item.option_count = 2; /* a choice says how: by choosing */
    CHECK(!lacks(&item, QUESTION_HOW));
    CHECK(!lacks(&item, QUESTION_LEARN));
}

static struct view_day day;
static struct plan_note notes[PLAN_NOTES_MAX];

static int
count_of(enum plan_notice kind, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++)
        found += notes[i].kind == kind;
    return found;
}

TEST(a_day_without_anything_is_said)
{
    day.count = 0;
    CHECK_INT(gaps_notes(&day, -1, -1, notes, PLAN_NOTES_MAX), 1);
    CHECK(notes[0].kind == NOTICE_EMPTY);
}

TEST(what_overlaps_is_said_once_and_what_follows_is_not)
{
    day = (struct view_day){.count = 4};
    day.items[0] = whole("A", 540, 660);
    day.items[1] = whole("B", 600, 620);
    day.items[2] = whole("C", 640, 650);
    day.items[3] = whole("D", 660, 700);
    int count = gaps_notes(&day, -1, -1, notes, PLAN_NOTES_MAX);
    CHECK_INT(count, 2);
    CHECK_INT(count_of(NOTICE_OVERLAP, count), 2);
    CHECK_INT(notes[1].item, 2);
    CHECK_INT(notes[1].other, 0);
    day.items[0].state = STATE_CANCELLED;
    CHECK_INT(gaps_notes(&day, -1, -1, notes, PLAN_NOTES_MAX), 0);
}

TEST(what_is_outside_the_opening_hours_is_said)
{
    day = (struct view_day){.count = 2};
    day.items[0] = whole("A", 470, 500);
    day.items[1] = whole("B", 900, 961);
    int count = gaps_notes(&day, 480, 960, notes, PLAN_NOTES_MAX);
    CHECK_INT(count_of(NOTICE_HOURS, count), 2);
    CHECK_INT(gaps_notes(&day, 470, 961, notes, PLAN_NOTES_MAX), 0);
}

TEST(a_missing_picture_is_said_but_not_of_what_is_not_known_yet)
{
    day = (struct view_day){.count = 1};
    day.items[0] = whole("A", 540, 600);
    day.items[0].how[0].card.picture[0] = '\0';
    int count = gaps_notes(&day, -1, -1, notes, PLAN_NOTES_MAX);
    CHECK_INT(count_of(NOTICE_NO_PICTURE, count), 1);
    text_copy(day.items[0].known_when, sizeof day.items[0].known_when,
              "På fredag");
    CHECK_INT(gaps_notes(&day, -1, -1, notes, PLAN_NOTES_MAX), 0);
}

TEST(one_change_at_a_time_is_hinted_at_when_three_are_made)
{
    struct view_item item = whole("Rita", 540, 600);
    item.change = CHANGE_REPLACED;
    text_copy(item.old_what.text, sizeof item.old_what.text, "Måla");
    text_copy(item.old_where.text, sizeof item.old_where.text, "Köket");
    text_copy(item.old_with.text, sizeof item.old_with.text, "Maria");
    CHECK_INT(gaps_changed_at_once(&item), 2);
    text_copy(item.old_with.text, sizeof item.old_with.text, "Idris");
    CHECK_INT(gaps_changed_at_once(&item), 3);
    day = (struct view_day){.count = 1};
    day.items[0] = item;
    int count = gaps_notes(&day, -1, -1, notes, PLAN_NOTES_MAX);
    CHECK_INT(count_of(NOTICE_AT_ONCE, count), 1);
}

TEST(two_groups_in_one_room_are_found)
{
    const struct plan_use uses[] = {{"Ateljén", "Köket", "Baka", 540, 600},
                                    {"Ateljén", "Köket", "Fika", 560, 570},
                                    {"Trädgården", "Köket", "Te", 600, 620},
                                    {"Packningen", "Köket", "Lunch", 590, 620},
                                    {"Packningen", "", "Ute", 540, 700}};
    CHECK_INT(gaps_same_room(uses, 5, 0), 3);
    CHECK_INT(gaps_same_room(uses, 5, 2), 3);
    CHECK_INT(gaps_same_room(uses, 5, 3), -1);
    CHECK_INT(gaps_same_room(uses, 5, 4), -1);
}
