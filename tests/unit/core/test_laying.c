#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/view_plan.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

/* Many things at once, and all of them back again (other-systems 18, 19). */

static struct view_day day;

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

static void
last_laying(struct centre *centre, struct view_laying *out)
{
    struct store *store = NULL;
    *out = (struct view_laying){.items = -1};
    if (store_open(&store, &centre->folder, STORE_READ) == RESULT_OK &&
        view_last_laying(store, out) != RESULT_OK)
        out->items = -1;
    store_close(store);
}

static const char *
undo(struct centre *centre)
{
    char text[200];
    struct view_laying laying;
    last_laying(centre, &laying);
    text_format(text, sizeof text, "{'do':'lay_undo','laying':'%s'}",
                laying.id);
    return centre_why(centre, text);
}

#define TO_THREE                                                               \
    "'to':[{'kind':'person','id':'" ANNA "'},{'kind':'person','id':'" BO       \
    "'},{'kind':'person','id':'" CILLA "'}]"
#define STEPS                                                                  \
    "'items':[{'item':'" PAINT "','date':'2026-11-24'},"                       \
    "{'item':'" FIKA "','date':'2026-11-24'}]"
#define TWO_DAYS "'days':['2026-12-03','2026-12-04']"

TEST(steps_times_people_times_days_are_laid_out_as_one)
{
    struct centre c;
    struct view_laying laying;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'lay'," STEPS "," TO_THREE "," TWO_DAYS "}"));
    last_laying(&c, &laying);
    CHECK_INT(laying.items, 12);
    see_day(&c, CILLA, "2026-12-04");
    REQUIRE(day.count == 2);
    CHECK_STR(day.items[0].what.text, "Måla");
    CHECK_INT(day.items[0].how_count, 2);
    CHECK_STR(day.items[1].what.text, "Fika");
    centre_close(&c);
}

TEST(one_touch_takes_all_of_it_back)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'lay'," STEPS "," TO_THREE "," TWO_DAYS "}"));
    CHECK_STR(undo(&c), "");
    see_day(&c, ANNA, "2026-12-03");
    CHECK_INT(day.count, 0);
    see_day(&c, CILLA, "2026-12-04");
    CHECK_INT(day.count, 0);
    CHECK_STR(undo(&c), ""); /* twice is as once */
    CHECK_STR(centre_why(&c, "{'do':'lay_undo','laying':'x'}"),
              "absent laying");
    centre_close(&c);
}

TEST(what_somebody_changed_or_began_since_is_not_taken_from_them)
{
    struct centre c;
    char text[300];
    char item[UUID_SIZE];
    struct view_laying laying;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'lay'," STEPS "," TO_THREE "," TWO_DAYS "}"));
    last_laying(&c, &laying);
    see_day(&c, BO, "2026-12-03");
    text_copy(item, sizeof item, day.items[0].id);
    text_format(text, sizeof text,
                "{'do':'done','about':'" BO "','item':'%s',"
                "'date':'2026-12-03'}",
                item);
    CHECK(centre_ask(&c, text));
    CHECK_STR(undo(&c), "changed laying");
    see_day(&c, ANNA, "2026-12-03");
    CHECK_INT(day.count, 2);
    text_format(text, sizeof text,
                "{'do':'undone','about':'" BO "','item':'%s',"
                "'date':'2026-12-03'}",
                item);
    CHECK(centre_ask(&c, text));
    text_format(text, sizeof text,
                "{'do':'item_remove','item':'%s','seen':%lld}", day.items[0].id,
                (long long)laying.seq);
    CHECK(centre_ask(&c, text));
    CHECK_STR(undo(&c), "changed laying");
    centre_close(&c);
}

TEST(what_stands_there_already_is_not_laid_twice)
{
    struct centre c;
    struct view_laying laying;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'lay'," STEPS "," TO_THREE "," TWO_DAYS "}"));
    CHECK_STR(
        centre_why(&c, "{'do':'lay'," STEPS "," TO_THREE "," TWO_DAYS "}"),
        "refused days");
    CHECK(centre_ask(&c, "{'do':'lay'," STEPS "," TO_THREE
                         ",'days':['2026-12-04','2026-12-07']}"));
    last_laying(&c, &laying);
    CHECK_INT(laying.items, 6);
    centre_close(&c);
}

TEST(what_would_overlap_is_left_out_unless_it_is_meant)
{
    struct centre c;
    struct view_laying laying;
    const char *both = "{'do':'lay'," STEPS "," TO_THREE
                       ",'days':['2026-12-03'],'overlaps':'both'}";
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'item_save','body':{'audience':{'kind':'all'},"
                         "'date':'2026-12-03','title':'Film','start':'09:30',"
                         "'end':'10:30'}}"));
    CHECK_STR(centre_why(&c, "{'do':'lay'," STEPS "," TO_THREE
                             ",'days':['2026-12-03']}"),
              "refused days");
    CHECK(centre_ask(&c, both));
    last_laying(&c, &laying);
    CHECK_INT(laying.items, 6);
    centre_close(&c);
}

TEST(a_laying_that_is_wrong_lays_nothing)
{
    static const struct {
        const char *ask, *why;
    } wrong[] = {
        {"{'do':'lay'," STEPS "," TO_THREE "}", "invalid days"},
        {"{'do':'lay'," STEPS "," TWO_DAYS "}", "invalid to"},
        {"{'do':'lay'," TO_THREE "," TWO_DAYS "}", "invalid items"},
        {"{'do':'lay'," STEPS "," TO_THREE ",'days':['tors']}", "invalid days"},
        {"{'do':'lay'," STEPS ",'to':[{'kind':'group','id':'" ANNA
         "'}]," TWO_DAYS "}",
         "absent to"},
        {"{'do':'lay','items':[{'item':'" ANNA
         "','date':'2026-11-24'}]," TO_THREE "," TWO_DAYS "}",
         "absent items"},
        {"{'do':'lay','bodies':[{'day':0,'body':{'title':'A'}},"
         "{'day':0,'body':{'title':''}}]," TO_THREE "," TWO_DAYS "}",
         "invalid items[1].title"},
        {"{'do':'lay','template':'" ANNA "'," TO_THREE "," TWO_DAYS "}",
         "absent template"},
        {"{'do':'lay'," STEPS "," TO_THREE ",'days':['2026-11-23']}",
         "refused days"}};
    struct centre c;
    char log[200];
    REQUIRE(centre_open(&c));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK_STR(centre_why(&c, wrong[i].ask), wrong[i].why);
    centre_log(&c, 10, log, sizeof log);
    CHECK_STR(log, "");
    centre_close(&c);
}

#define KEEP_WEEK                                                              \
    "{'do':'template_save','name':'Vanlig vecka','for_days':7,'whole':true,"   \
    "'audience':{'kind':'person','id':'" ANNA "'},'date':'2026-11-24'}"

static void
lay_template(struct centre *c, const char *rest, const char *why)
{
    struct store *store = NULL;
    struct view_template all[4];
    int count = 0;
    char text[600];
    if (store_open(&store, &c->folder, STORE_READ) == RESULT_OK &&
        view_templates(store, all, 4, &count) != RESULT_OK)
        count = 0;
    store_close(store);
    REQUIRE(count == 1);
    text_format(text, sizeof text, "{'do':'lay','template':'%s',%s}", all[0].id,
                rest);
    CHECK_STR(centre_why(c, text), why);
}

TEST(a_week_is_kept_and_laid_out_again)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, KEEP_WEEK));
    CHECK_STR(centre_why(&c, KEEP_WEEK), "invalid name");
    lay_template(
        &c, "'to':[{'kind':'person','id':'" CILLA "'}],'days':['2026-12-07']",
        "");
    see_day(&c, CILLA, "2026-12-08");
    REQUIRE(day.count == 3);
    CHECK_STR(day.items[0].what.text, "Måla");
    CHECK_INT(day.items[2].option_count, 2);
    centre_close(&c);
}

TEST(a_template_is_laid_among_other_things_only_when_that_is_said)
{
    struct centre c;
    struct view_laying laying;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, KEEP_WEEK));
    lay_template(&c,
                 "'to':[{'kind':'person','id':'" BO "'}],'days':['2026-12-07']",
                 "refused merge");
    lay_template(&c,
                 "'to':[{'kind':'person','id':'" BO "'}],'days':['2026-12-07'],"
                 "'merge':true",
                 "");
    last_laying(&c, &laying);
    CHECK_INT(laying.items, 2); /* Bo's group paints there already */
    centre_close(&c);
}

TEST(a_template_goes_and_what_it_laid_out_stays)
{
    struct centre c;
    char text[200];
    struct store *store = NULL;
    struct view_template all[4];
    int count = 0;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, KEEP_WEEK));
    lay_template(
        &c, "'to':[{'kind':'person','id':'" CILLA "'}],'days':['2026-12-07']",
        "");
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_templates(store, all, 4, &count) == RESULT_OK && count == 1);
    text_format(text, sizeof text, "{'do':'template_remove','template':'%s'}",
                all[0].id);
    CHECK(centre_ask(&c, text));
    CHECK(view_templates(store, all, 4, &count) == RESULT_OK && count == 0);
    store_close(store);
    see_day(&c, CILLA, "2026-12-08");
    CHECK_INT(day.count, 3);
    centre_close(&c);
}

TEST(what_was_seen_today_is_not_taken_back_in_silence)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'lay','bodies':[{'day':0,'body':{"
                         "'title':'Bada','start':'14:30'}}],'to':[{'kind':"
                         "'person','id':'" CILLA "'}],'days':['2026-11-24']}"));
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" CILLA "'}"));
    CHECK_STR(undo(&c), "changed laying");
    see_day(&c, CILLA, "2026-11-24");
    CHECK_INT(day.count, 2);
    centre_close(&c);
}
