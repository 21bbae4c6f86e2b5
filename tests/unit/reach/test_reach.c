/* How somebody reaches the screen: from the log to the view, and the tag. */
#include "firmware/base/tag.h"
#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

#define TAG                                                                    \
    "abababababababababababababababab"                                         \
    "abababababababababababababababab"

static struct centre centre;

static const char *
save(const char *person, const char *symbol, const char *reach)
{
    char text[900];
    text_format(text, sizeof text,
                "{'events':[{'kind':'person_saved','about':'%s','body':{"
                "'name':'X','symbol':'%s','symbol_picture':'1F98A'%s%s}}]}",
                person, symbol, reach[0] == '\0' ? "" : ",'reach':", reach);
    if (!centre_put(&centre, "one.json", text))
        return "not JSON";
    return centre_why(&centre, "{'do':'batch','file':'one.json'}");
}

static struct view_person
seen(const char *id)
{
    struct view_person person = {.place = -1};
    struct store *store = NULL;
    if (store_open(&store, &centre.folder, STORE_READ) == RESULT_OK)
        CHECK_INT(view_person(store, "", id, &person), RESULT_OK);
    store_close(store);
    return person;
}

TEST(what_is_said_about_reach_is_what_is_read)
{
    REQUIRE(centre_open(&centre));
    CHECK_STR(save(ANNA, "räv",
                   "{'scan':'one','scan_ms':3000,'touch':'anywhere',"
                   "'hold_ms':700,'dead_ms':900,'left':true,'low':true,"
                   "'theme':'contrast','tag':'" TAG "'}"),
              "");
    struct view_reach reach = seen(ANNA).reach;
    CHECK_INT(reach.scan, SCAN_ONE);
    CHECK_INT(reach.scan_ms, 3000);
    CHECK_INT(reach.touch, TOUCH_ANYWHERE);
    CHECK_INT(reach.hold_ms, 700);
    CHECK_INT(reach.dead_ms, 900);
    CHECK(reach.left && reach.low);
    CHECK_INT(reach.theme, WANT_CONTRAST);
    CHECK_STR(reach.tag, TAG);
    centre_close(&centre);
}

TEST(who_said_nothing_gets_the_usual)
{
    REQUIRE(centre_open(&centre));
    struct view_reach reach = seen(CILLA).reach;
    CHECK_INT(reach.scan, SCAN_OFF);
    CHECK_INT(reach.scan_ms, VIEW_SCAN_MS);
    CHECK_INT(reach.hold_ms, 0);
    CHECK_INT(reach.dead_ms, 0);
    CHECK(!reach.left && !reach.low);
    CHECK_INT(reach.theme, WANT_USUAL);
    CHECK_STR(reach.tag, "");
    centre_close(&centre);
}

TEST(reach_that_is_taken_back_is_gone)
{
    REQUIRE(centre_open(&centre));
    CHECK_INT(seen(BO).reach.scan, SCAN_TWO);
    CHECK_STR(save(BO, "uggla", ""), "");
    CHECK_INT(seen(BO).reach.scan, SCAN_OFF);
    centre_close(&centre);
}

TEST(reach_outside_its_limits_is_refused)
{
    static const char *const wrong[] = {
        "{'scan_ms':999}",      "{'scan_ms':5001}",
        "{'hold_ms':2001}",     "{'hold_ms':-1}",
        "{'dead_ms':3001}",     "{'scan':'three'}",
        "{'theme':'red'}",      "{'left':'yes'}",
        "{'tag':'0012345678'}", "'all'"};
    REQUIRE(centre_open(&centre));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (text_empty(save(ANNA, "räv", wrong[i])))
            CHECK_STR("accepted", wrong[i]);
    CHECK_INT(seen(ANNA).reach.hold_ms, 0);
    centre_close(&centre);
}

TEST(a_tag_belongs_to_one_person)
{
    REQUIRE(centre_open(&centre));
    CHECK_STR(save(ANNA, "räv", "{'tag':'" TAG "'}"), "");
    CHECK(!text_empty(save(CILLA, "båt", "{'tag':'" TAG "'}")));
    CHECK_STR(save(ANNA, "räv", "{'tag':'" TAG "'}"), "");
    centre_close(&centre);
}

TEST(the_centre_says_when_it_dims_and_what_suits_everybody)
{
    struct store *store = NULL;
    struct view_centre read;
    REQUIRE(centre_open(&centre));
    REQUIRE(centre_put(
        &centre, "c.json",
        "{'events':[{'kind':'centre_saved',"
        "'about':'0190a000-0000-7000-8000-0000000000ff','body':{"
        "'name':'Verkstan','lang':'sv','zone':'Europe/Stockholm','reach':{"
        "'low':true,'dim_from':'16:30','dim_to':'08:15'}}}]}"));
    REQUIRE(centre_ask(&centre, "{'do':'batch','file':'c.json'}"));
    REQUIRE(store_open(&store, &centre.folder, STORE_READ) == RESULT_OK);
    CHECK_INT(view_centre(store, &read), RESULT_OK);
    CHECK(read.reach.low);
    CHECK_INT(read.reach.dim_from, 990);
    CHECK_INT(read.reach.dim_to, 495);
    store_close(store);
    centre_close(&centre);
}

TEST(reach_comes_back_from_the_log)
{
    struct store *store = NULL;
    struct view_person bo;
    REQUIRE(centre_open(&centre));
    centre_close(&centre);
    REQUIRE(store_open(&store, &centre.folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(store_rebuild(store) == RESULT_OK);
    CHECK_INT(view_person(store, "", BO, &bo), RESULT_OK);
    CHECK_INT(bo.reach.scan, SCAN_TWO);
    CHECK_INT(bo.reach.hold_ms, 300);
    CHECK(bo.reach.left);
    store_close(store);
}

/* --- tags --- */

TEST(a_tag_is_known_again_and_cannot_be_read)
{
    char one[TAG_HASH_SIZE], again[TAG_HASH_SIZE];
    CHECK(tag_hash(one, "centre", "0012345678"));
    CHECK(tag_hash(again, "centre", "0012345678"));
    CHECK_STR(one, again);
    CHECK_INT(strlen(one), 64);
    CHECK(strstr(one, "12345678") == NULL);
}

TEST(a_tag_is_another_one_in_another_centre)
{
    char here[TAG_HASH_SIZE], there[TAG_HASH_SIZE];
    CHECK(tag_hash(here, "centre", "0012345678"));
    CHECK(tag_hash(there, "other", "0012345678"));
    CHECK(!text_equal(here, there));
    CHECK(tag_hash(there, "centre0", "012345678"));
    CHECK(!text_equal(here, there));
}

TEST(a_hash_is_the_sha_256_of_centre_nul_number)
{
    char hash[TAG_HASH_SIZE];
    CHECK(tag_hash(hash, "c", "1234"));
    CHECK_STR(
        hash,
        "a0a9881ceb2c300784576313775ff374bc797916c3fd59e35086f9357253246f");
}

TEST(what_is_no_number_is_no_tag)
{
    static const char *const wrong[] = {"", "123", "12a4", "-1234",
                                        "123456789012345678901"};
    char hash[TAG_HASH_SIZE];
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CHECK(!tag_hash(hash, "c", wrong[i]));
        CHECK_STR(hash, "");
    }
}
