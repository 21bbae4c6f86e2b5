#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/view_plan.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

/* What a plan may become, and what it may not (TP-1, TP-5, bad input). */

enum { SAVED = 10 };

#define FOR_ANNA "'audience':{'kind':'person','id':'" ANNA "'}"
#define FOR_STUDIO "'audience':{'kind':'group','id':'" STUDIO "'}"

static struct view_day day;

static void
check_log(struct centre *centre, int64_t after, const char *want)
{
    char log[2000];
    centre_log(centre, after, log, sizeof log);
    CHECK_STR(log, want);
}

static int64_t
newest(struct centre *centre)
{
    struct store *store = NULL;
    int64_t seq = 0;
    if (store_open(&store, &centre->folder, STORE_READ) == RESULT_OK)
        seq = store_seq(store);
    store_close(store);
    return seq;
}

static void
see_day(struct centre *centre, const char *person, const char *date)
{
    struct store *store = NULL;
    int32_t civil = 0;
    day.count = 0;
    if (civil_parse_date(date, &civil) != RESULT_OK ||
        store_open(&store, &centre->folder, STORE_READ) != RESULT_OK ||
        view_day(store, person, civil, &day) != RESULT_OK)
        day.count = -1;
    store_close(store);
}

static const struct view_item *
called(const char *title)
{
    static const struct view_item none;
    for (int i = 0; i < day.count; i++)
        if (text_equal(day.items[i].what.text, title))
            return &day.items[i];
    return &none;
}

/* A command about an item, with the newest number of the log as `seen`. */
static const char *
edit_why(struct centre *centre, const char *verb, const char *item,
         const char *rest)
{
    char text[3000];
    text_format(text, sizeof text, "{'do':'%s','item':'%s','seen':%lld,%s}",
                verb, item, (long long)newest(centre), rest);
    return centre_why(centre, text);
}

#define NEW(rest)                                                              \
    "{'do':'item_save','body':{" FOR_ANNA ",'date':'2026-11-27'," rest "}}"

TEST(a_new_thing_stands_in_the_day)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, NEW("'title':'Bada','start':'09:00','end':'10:00',"
                             "'why':'Vattnet är varmt','energy':'gives'")));
    check_log(&c, SAVED, "item_saved");
    see_day(&c, ANNA, "2026-11-27");
    REQUIRE(day.count == 1);
    CHECK_STR(day.items[0].what.text, "Bada");
    CHECK_STR(day.items[0].why, "Vattnet är varmt");
    CHECK(day.items[0].change == CHANGE_NONE);
    centre_close(&c);
}

TEST(what_may_not_be_is_refused_with_its_field)
{
    static const struct {
        const char *ask, *why;
    } wrong[] = {
        {NEW("'start':'09:00'"), "invalid title"},
        {NEW("'title':'12345678901234567890123456789012345678901'"),
         "invalid title"},
        {NEW("'title':'A','start':'09:00','end':'09:04'"), "invalid end"},
        {NEW("'title':'A','start':'09:00','end':'09:00'"), "invalid end"},
        {NEW("'title':'A','start':'09:00','end':'17:01'"), "invalid end"},
        {NEW("'title':'A','start':'25:00'"), "invalid start"},
        {NEW("'title':'A','start':'nio'"), "invalid start"},
        {NEW("'title':'A','end':'10:00'"), "invalid start"},
        {NEW("'title':'A','weekday':2"), "invalid date"},
        {NEW("'title':'A','options':[{'text':'En'}]"), "invalid options"},
        {NEW("'title':'A','how':[{'text':''}]"), "invalid how"},
        {NEW("'title':'A','how':[{'text':'1234567890123456789012345678901'}]"),
         "invalid how"},
        {NEW("'title':'A','notices':[7]"), "invalid notices"},
        {NEW("'title':'A','with':['a','b','c','d','e']"), "invalid with"},
        {NEW("'title':'A','energy':'much'"), "invalid energy"},
        {"{'do':'item_save','body':{" FOR_ANNA ",'title':'A',"
         "'date':'2026-11-23'}}",
         "invalid date"},
        {"{'do':'item_save','body':{" FOR_ANNA ",'title':'A',"
         "'weekday':2,'from':'2026-12-02','to':'2026-12-01'}}",
         "invalid to"},
        {"{'do':'item_save','body':{'audience':{'kind':'person','id':'" MARIA
         "'},'title':'A','date':'2026-11-27'}}",
         "absent audience"},
        {"{'do':'item_save','body':{'title':'A','date':'2026-11-27'}}",
         "invalid audience"},
        {"{'do':'item_save','body':[]}", "invalid body"},
        {"{'do':'item_save'}", "invalid body"}};
    struct centre c;
    REQUIRE(centre_open(&c));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK_STR(centre_why(&c, wrong[i].ask), wrong[i].why);
    CHECK(centre_ask(&c, NEW("'title':'A','start':'09:00','end':'09:05'")));
    CHECK(centre_ask(&c, NEW("'title':'B','start':'10:00','end':'18:00'")));
    check_log(&c, SAVED, "item_saved item_saved");
    centre_close(&c);
}

TEST(two_things_at_once_are_saved_only_knowingly)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, NEW("'title':'A','start':'09:00','end':'10:00'")));
    CHECK_STR(centre_why(&c, NEW("'title':'B','start':'09:59','end':'11:00'")),
              "refused aware");
    CHECK(centre_ask(&c, NEW("'title':'B','start':'10:00','end':'11:00'")));
    CHECK(centre_ask(&c, "{'do':'item_save','aware':true,'body':{" FOR_STUDIO
                         ",'date':'2026-11-27','title':'C','start':'09:30',"
                         "'end':'09:45'}}"));
    /* Cilla is of another group: nobody has both. */
    CHECK(centre_ask(
        &c, "{'do':'item_save','body':{'audience':{'kind':'person','id':'" CILLA
            "'},'date':'2026-11-27','title':'D','start':'09:00',"
            "'end':'10:00'}}"));
    centre_close(&c);
}

TEST(the_second_of_two_editors_is_told)
{
    struct centre c;
    char text[400];
    REQUIRE(centre_open(&c));
    long long seen = (long long)newest(&c);
    CHECK(centre_ask(&c, "{'do':'change','item':'" FIKA "','date':'2026-11-24',"
                         "'change':'place','place':'Köket'}"));
    text_format(text, sizeof text,
                "{'do':'item_save','item':'" FIKA "','seen':%lld,'body':{"
                "'audience':{'kind':'all'},'date':'2026-11-24','title':'Te',"
                "'start':'10:15','end':'10:45'}}",
                seen);
    CHECK_STR(centre_why(&c, text), "changed seen");
    CHECK_STR(centre_why(&c, "{'do':'item_remove','item':'" FIKA "'}"),
              "invalid seen");
    check_log(&c, SAVED, "item_changed");
    centre_close(&c);
}

#define FIKA_BODY                                                              \
    "'audience':{'kind':'all'},'date':'2026-11-24','start':'10:15',"           \
    "'end':'10:45','origin':'staff','notices':[15,5],"

TEST(a_day_that_is_out_is_never_edited_in_silence)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", FIKA,
                       "'reason':'Kaffet är slut','body':{" FIKA_BODY
                       "'title':'Te','picture':'1F375','place':'Köket'}"),
              "");
    check_log(&c, SAVED, "item_changed");
    see_day(&c, ANNA, "2026-11-24");
    const struct view_item *te = called("Te");
    CHECK(te->change == CHANGE_REPLACED);
    CHECK_STR(te->old_what.text, "Fika");
    CHECK_STR(te->what.picture, "1F375");
    CHECK_STR(te->where.text, "Köket");
    CHECK_STR(te->change_reason, "Kaffet är slut");
    CHECK_INT(te->start, 615);
    /* The same again says nothing new. */
    CHECK_STR(edit_why(&c, "item_save", FIKA,
                       "'reason':'Kaffet är slut','body':{" FIKA_BODY
                       "'title':'Te','picture':'1F375','place':'Köket'}"),
              "");
    check_log(&c, SAVED, "item_changed");
    centre_close(&c);
}

TEST(a_change_that_nobody_saw_is_taken_back_without_a_card)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(
        edit_why(&c, "item_save", FIKA, "'body':{" FIKA_BODY "'title':'Te'}"),
        "");
    CHECK_STR(
        edit_why(&c, "item_save", FIKA, "'body':{" FIKA_BODY "'title':'Fika'}"),
        "");
    check_log(&c, SAVED, "item_changed change_withdrawn");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Fika")->change == CHANGE_NONE);
    CHECK_STR(
        edit_why(&c, "item_save", FIKA, "'body':{" FIKA_BODY "'title':'Te'}"),
        "");
    CHECK(centre_ask(&c, "{'do':'change_seen','about':'" ANNA "','item':'" FIKA
                         "','date':'2026-11-24'}"));
    CHECK_STR(
        edit_why(&c, "item_save", FIKA, "'body':{" FIKA_BODY "'title':'Fika'}"),
        "");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Fika")->change == CHANGE_REPLACED);
    CHECK(!called("Fika")->change_seen);
    centre_close(&c);
}

TEST(the_word_of_a_change_follows_from_what_is_another)
{
    static const struct {
        const char *body;
        enum view_change change;
    } cases[] = {
        {"'body':{'audience':{'kind':'all'},'date':'2026-11-24',"
         "'start':'10:30','end':'11:00','title':'Fika'}",
         CHANGE_TIME},
        {"'body':{" FIKA_BODY "'title':'Fika','place':'Ute'}", CHANGE_PLACE},
        {"'body':{" FIKA_BODY "'title':'Fika','with':['Maria']}",
         CHANGE_PERSON},
        {"'body':{" FIKA_BODY "'title':'Fika','picture':'1F375'}",
         CHANGE_REPLACED}};
    struct centre c;
    REQUIRE(centre_open(&c));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_STR(edit_why(&c, "item_save", FIKA, cases[i].body), "");
        see_day(&c, BO, "2026-11-24");
        CHECK_INT(called("Fika")->change, cases[i].change);
    }
    centre_close(&c);
}

TEST(a_time_or_place_is_not_taken_away_on_a_day_that_is_out)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", FIKA,
                       "'body':{'audience':{'kind':'all'},"
                       "'date':'2026-11-24','title':'Fika'}"),
              "invalid start");
    check_log(&c, SAVED, "");
    centre_close(&c);
}

TEST(an_answer_that_the_day_does_not_show_needs_no_card)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", FIKA,
                       "'body':{" FIKA_BODY
                       "'title':'Fika','why':'Det är gott'}"),
              "");
    check_log(&c, SAVED, "item_saved");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Fika")->change == CHANGE_NONE);
    CHECK_STR(called("Fika")->why, "Det är gott");
    centre_close(&c);
}

TEST(what_is_cancelled_says_what_comes_instead)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_remove", FIKA, "'reason':''"),
              "refused instead");
    CHECK_STR(edit_why(&c, "item_remove", FIKA, "'instead':{'title':''}"),
              "invalid instead");
    CHECK_STR(edit_why(&c, "item_remove", FIKA,
                       "'instead':{'title':'Vila','picture':'1F6CB'}"),
              "");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Vila")->change == CHANGE_REPLACED);
    CHECK_STR(edit_why(&c, "item_remove", FIKA, "'instead':'nothing'"), "");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Fika")->state == STATE_CANCELLED);
    check_log(&c, SAVED, "item_changed item_changed");
    centre_close(&c);
}

TEST(a_new_thing_on_a_day_that_is_out_is_told)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    /* The plan was made today, and nobody has been here: it is being laid. */
    CHECK(centre_ask(&c, "{'do':'item_save','body':{" FOR_ANNA
                         ",'date':'2026-11-24','title':'Bada'}}"));
    check_log(&c, SAVED, "item_saved");
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK(centre_ask(&c, "{'do':'item_save','body':{" FOR_ANNA
                         ",'date':'2026-11-24','title':'Gå ut'}}"));
    check_log(&c, SAVED, "item_saved arrived item_changed item_saved");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Gå ut")->change == CHANGE_ADDED);
    CHECK(called("Bada")->change == CHANGE_NONE);
    centre_close(&c);
}

TEST(the_next_day_of_a_plan_that_stood_is_told_too)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(clock_test_advance(c.clock, INT64_C(6) * 24 * 3600 * 1000) ==
            RESULT_OK);
    /* It is Monday; tomorrow the studio paints, as it did last week. */
    CHECK(centre_ask(&c, "{'do':'item_save','body':{" FOR_STUDIO
                         ",'date':'2026-12-01','title':'Film',"
                         "'start':'13:00'}}"));
    check_log(&c, SAVED, "item_changed item_saved");
    see_day(&c, BO, "2026-12-01");
    CHECK(called("Film")->change == CHANGE_ADDED);
    centre_close(&c);
}

#define PAINT_BODY                                                             \
    FOR_STUDIO ",'weekday':2,'start':'09:00','end':'10:15','with':['Maria'],"  \
               "'picture':'1F3A8','origin':'template',"                        \
               "'how':[{'text':'Förkläde'},{'text':'Pensel'}],"

TEST(one_day_of_what_comes_every_week_is_a_change_of_that_day)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", PAINT,
                       "'scope':'once','date':'2026-12-08','body':{" PAINT_BODY
                       "'title':'Måla','place':'Ute','why':'Det är ljust'}"),
              "");
    check_log(&c, SAVED, "item_changed");
    see_day(&c, BO, "2026-12-08");
    CHECK(called("Måla")->change == CHANGE_PLACE);
    CHECK_STR(called("Måla")->why, "Det är ljust");
    see_day(&c, BO, "2026-12-15");
    CHECK(called("Måla")->change == CHANGE_NONE);
    CHECK_STR(called("Måla")->where.text, "Ateljén");
    CHECK_STR(edit_why(&c, "item_save", PAINT,
                       "'scope':'once','date':'2026-12-09','body':{" PAINT_BODY
                       "'title':'Rita','place':'Ute'}"),
              "invalid date");
    centre_close(&c);
}

TEST(details_of_one_day_are_laid_over_it_without_a_card)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", PAINT,
                       "'scope':'once','date':'2026-12-08','body':{" FOR_STUDIO
                       ",'weekday':2,'start':'09:00','end':'10:15',"
                       "'with':['Maria'],'picture':'1F3A8','title':'Måla',"
                       "'place':'Ateljén','how':[{'text':'Papper'}]}"),
              "");
    see_day(&c, BO, "2026-12-08");
    CHECK(called("Måla")->change == CHANGE_NONE);
    CHECK_INT(called("Måla")->how_count, 1);
    CHECK_STR(called("Måla")->how[0].card.text, "Papper");
    see_day(&c, BO, "2026-12-01");
    CHECK_INT(called("Måla")->how_count, 2);
    centre_close(&c);
}

TEST(from_a_day_on_the_days_that_have_been_stay_what_they_were)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", PAINT,
                       "'date':'2026-12-01','body':{" PAINT_BODY
                       "'title':'Rita','place':'Ateljén'}"),
              "");
    check_log(&c, SAVED, "item_saved item_saved");
    see_day(&c, BO, "2026-11-24");
    CHECK_STR(called("Måla")->what.text, "Måla");
    see_day(&c, BO, "2026-12-01");
    CHECK_STR(called("Rita")->what.text, "Rita");
    CHECK_INT(day.count, 1);
    see_day(&c, BO, "2026-12-08");
    CHECK_INT(day.count, 1);
    centre_close(&c);
}

TEST(from_today_on_today_shows_a_change)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_save", PAINT,
                       "'body':{" PAINT_BODY
                       "'title':'Rita','place':'Ateljén'}"),
              "");
    check_log(&c, SAVED, "item_changed item_saved item_saved");
    see_day(&c, BO, "2026-11-24");
    CHECK(called("Rita")->change == CHANGE_REPLACED);
    CHECK_STR(called("Rita")->old_what.text, "Måla");
    see_day(&c, BO, "2026-12-01");
    CHECK(called("Rita")->change == CHANGE_NONE);
    see_day(&c, BO, "2026-11-17");
    CHECK_STR(called("Måla")->what.text, "Måla");
    centre_close(&c);
}

TEST(what_came_every_week_ends_and_what_was_stays)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_remove", PAINT, "'date':'2026-12-08'"), "");
    see_day(&c, BO, "2026-12-01");
    CHECK_STR(called("Måla")->what.text, "Måla");
    see_day(&c, BO, "2026-12-08");
    CHECK_INT(day.count, 0);
    CHECK_STR(edit_why(&c, "item_remove", PAINT, "'date':'2026-11-24'"),
              "refused instead");
    centre_close(&c);
}

TEST(a_day_that_has_been_is_not_planned_anew)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(clock_test_advance(c.clock, INT64_C(24) * 3600 * 1000) ==
            RESULT_OK);
    CHECK_STR(
        edit_why(&c, "item_save", FIKA, "'body':{" FIKA_BODY "'title':'Te'}"),
        "invalid date");
    CHECK_STR(edit_why(&c, "item_remove", FIKA, "'instead':'nothing'"),
              "invalid date");
    centre_close(&c);
}

static void
two_things(struct centre *c, char first[UUID_SIZE], char second[UUID_SIZE])
{
    CHECK(centre_ask(c, NEW("'title':'A','start':'09:00','end':'09:30'")));
    CHECK(centre_ask(c, NEW("'title':'B','start':'09:40','end':'10:40'")));
    see_day(c, ANNA, "2026-11-27");
    text_copy(first, UUID_SIZE, called("A")->id);
    text_copy(second, UUID_SIZE, called("B")->id);
}

TEST(two_neighbours_exchange_their_places)
{
    struct centre c;
    char a[UUID_SIZE];
    char b[UUID_SIZE];
    char rest[200];
    REQUIRE(centre_open(&c));
    two_things(&c, a, b);
    text_format(rest, sizeof rest, "'date':'2026-11-27','beside':'%s'", a);
    CHECK_STR(edit_why(&c, "item_move", b, rest), "");
    see_day(&c, ANNA, "2026-11-27");
    CHECK_INT(called("B")->start, 540);
    CHECK_INT(called("B")->end, 600);
    CHECK_INT(called("A")->start, 610);
    CHECK_INT(called("A")->end, 640);
    centre_close(&c);
}

TEST(those_without_a_time_exchange_their_order)
{
    struct centre c;
    char rest[200];
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, NEW("'title':'A'")));
    CHECK(centre_ask(&c, NEW("'title':'B'")));
    see_day(&c, ANNA, "2026-11-27");
    CHECK_STR(day.items[0].what.text, "A");
    text_format(rest, sizeof rest, "'date':'2026-11-27','beside':'%s'",
                called("A")->id);
    CHECK_STR(edit_why(&c, "item_move", called("B")->id, rest), "");
    see_day(&c, ANNA, "2026-11-27");
    CHECK_STR(day.items[0].what.text, "B");
    centre_close(&c);
}

TEST(a_thing_moves_to_another_day_and_to_another_person)
{
    struct centre c;
    char a[UUID_SIZE];
    char b[UUID_SIZE];
    REQUIRE(centre_open(&c));
    two_things(&c, a, b);
    CHECK_STR(
        edit_why(&c, "item_move", a, "'to_date':'2026-11-30','start':'13:00'"),
        "");
    see_day(&c, ANNA, "2026-11-30");
    CHECK_INT(called("A")->start, 780);
    CHECK_INT(called("A")->end, 810);
    CHECK_STR(edit_why(&c, "item_move", a,
                       "'audience':{'kind':'person','id':'" BO "'}"),
              "");
    see_day(&c, ANNA, "2026-11-30");
    CHECK_INT(day.count, 0);
    see_day(&c, BO, "2026-11-30");
    CHECK_INT(day.count, 1);
    centre_close(&c);
}

TEST(what_moves_from_a_day_that_is_out_is_seen_to_go)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(edit_why(&c, "item_move", FIKA,
                       "'to_date':'2026-11-26','reason':'Vi bakar först'"),
              "");
    see_day(&c, ANNA, "2026-11-24");
    CHECK(called("Fika")->state == STATE_CANCELLED);
    CHECK_STR(called("Fika")->change_reason, "Vi bakar först");
    see_day(&c, ANNA, "2026-11-26");
    CHECK(called("Fika")->state == STATE_PLANNED);
    centre_close(&c);
}

TEST(a_week_that_is_used_again_begins_untouched)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'done','about':'" ANNA "','item':'" PAINT
                         "','date':'2026-11-24','step':1}"));
    CHECK(centre_ask(&c, "{'do':'choose','about':'" ANNA "','item':'" PICK
                         "','date':'2026-11-24','option':1}"));
    CHECK(centre_ask(&c, "{'do':'done','about':'" BO "','item':'" PAINT
                         "','date':'2026-11-24'}"));
    CHECK(centre_ask(&c, "{'do':'week_reset','about':'" ANNA
                         "','date':'2026-11-23'}"));
    see_day(&c, ANNA, "2026-11-24");
    CHECK(!called("Måla")->how[1].done);
    CHECK_INT(called("Välj")->chosen, -1);
    see_day(&c, BO, "2026-11-24");
    CHECK(called("Måla")->state == STATE_DONE);
    CHECK_STR(centre_why(&c, "{'do':'week_reset','about':'" ANNA
                             "','date':'2026-11-23','to':'2026-12-24'}"),
              "invalid to");
    centre_close(&c);
}
