#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

enum { SAVED = 10 }; /* events of the batch that makes the centre */

static void
check_log(struct centre *centre, const char *want)
{
    char log[2000];
    centre_log(centre, SAVED, log, sizeof log);
    CHECK_STR(log, want);
}

TEST(a_visit_is_told_in_order)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK(centre_ask(&c, "{'do':'done','about':'" ANNA "','item':'" PAINT
                         "','date':'2026-11-24','step':1}"));
    CHECK(centre_ask(&c, "{'do':'done','about':'" ANNA "','item':'" PAINT
                         "','date':'2026-11-24'}"));
    CHECK(centre_ask(&c, "{'do':'undone','about':'" ANNA "','item':'" PAINT
                         "','date':'2026-11-24'}"));
    CHECK(centre_ask(&c, "{'do':'leave','about':'" ANNA "'}"));
    check_log(&c, "arrived done done undone left");
    centre_close(&c);
}

TEST(what_is_so_already_is_not_stored_again)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    for (int i = 0; i < 20; i++)
        CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK(centre_ask(&c, "{'do':'undone','about':'" ANNA "','item':'" FIKA
                         "','date':'2026-11-24'}"));
    CHECK(centre_ask(&c, "{'do':'leave','about':'" BO "'}"));
    check_log(&c, "arrived");
    centre_close(&c);
}

TEST(a_command_sent_again_after_a_restart_is_carried_out_once)
{
    struct centre c;
    const char *ask = "{'do':'ask','about':'" ANNA "','place':'kiosk',"
                      "'id':'0190b000-0000-7000-8000-00000000000a'}";
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, ask));
    REQUIRE(centre_restart(&c));
    json_t *again =
        json_pack("{s:s,s:s,s:s,s:s}", "do", "ask", "about", ANNA, "place",
                  "kiosk", "id", "0190b000-0000-7000-8000-00000000000a");
    json_t *answer = core_command(c.core, again, THROUGH_COMMAND);
    CHECK(json_is_true(json_object_get(answer, "ok")));
    CHECK(json_is_true(json_object_get(answer, "repeated")));
    json_decref(answer);
    json_decref(again);
    check_log(&c, "signal_raised");
    centre_close(&c);
}

TEST(an_answer_names_its_command_whatever_it_says)
{
    static const char *const whats[] = {"fly", "batch", "arrive"};
    struct centre c;
    const char *id = "0190b000-0000-7000-8000-00000000000b";
    REQUIRE(centre_open(&c));
    for (size_t i = 0; i < 3; i++) {
        json_t *command = json_pack("{s:s,s:s}", "do", whats[i], "id", id);
        json_t *answer = core_command(c.core, command, THROUGH_STAFF);
        CHECK(!json_is_true(json_object_get(answer, "ok")));
        CHECK_STR(json_string_value(json_object_get(answer, "id")), id);
        json_decref(answer);
        json_decref(command);
    }
    centre_close(&c);
}

TEST(a_command_that_cannot_be_says_which_field)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK_STR(centre_why(&c, "{'do':'fly'}"), "invalid do");
    CHECK_STR(centre_why(&c, "{'do':'arrive'}"), "invalid about");
    CHECK_STR(centre_why(&c, "{'do':'arrive','about':7}"), "invalid about");
    CHECK_STR(centre_why(&c, "{'do':'arrive','about':'" PAINT "'}"),
              "absent about");
    CHECK_STR(centre_why(&c, "{'do':'arrive','about':'" ANNA "','id':'räv'}"),
              "invalid id");
    CHECK_STR(centre_why(&c, "{'do':'done','about':'" CILLA "','item':'" PAINT
                             "','date':'2026-11-24'}"),
              "absent item"); /* not in Cilla's day */
    CHECK_STR(centre_why(&c, "{'do':'done','about':'" ANNA "','item':'" PAINT
                             "','date':'2026-11-31'}"),
              "invalid date");
    CHECK_STR(centre_why(&c, "{'do':'done','about':'" ANNA "','item':'" PAINT
                             "','date':'2026-11-24','step':2}"),
              "invalid step");
    CHECK_STR(centre_why(&c, "{'do':'choose','about':'" ANNA "','item':'" PICK
                             "','date':'2026-11-24','option':2}"),
              "invalid option");
    CHECK_STR(
        centre_why(&c, "{'do':'arrive','about':'" ANNA "','who':'" ANNA "'}"),
        "refused who"); /* not of the staff */
    CHECK_STR(centre_why(&c, "{'do':'batch','file':'../troskel.db'}"),
              "invalid file");
    check_log(&c, "");
    centre_close(&c);
}

TEST(a_programme_may_ask_only_what_is_its_own)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    json_t *ask = json_pack("{s:s,s:s}", "do", "batch", "file", "centre.json");
    json_t *answer = core_command(c.core, ask, THROUGH_KIOSK);
    CHECK_STR(json_string_value(json_object_get(answer, "why")), "refused");
    json_decref(ask);
    json_decref(answer);
    centre_close(&c);
}

TEST(a_signal_goes_forward_only_and_is_never_taken_back_by_a_late_page)
{
    struct centre c;
    char text[200];
    char log[400];
    REQUIRE(centre_open(&c));
    json_t *ask = json_pack("{s:s,s:s}", "do", "ask", "place", "kiosk");
    json_t *answer = core_command(c.core, ask, THROUGH_KIOSK);
    const char *id = json_string_value(json_object_get(answer, "signal"));
    REQUIRE(id != NULL);
    text_format(text, sizeof text, "{'do':'acknowledge','signal':'%s'}", id);
    CHECK_STR(centre_why(&c, text), "invalid who");
    text_format(text, sizeof text,
                "{'do':'acknowledge','signal':'%s','who':'" MARIA "'}", id);
    CHECK(centre_ask(&c, text));
    text_format(text, sizeof text, "{'do':'deliver','signal':'%s'}", id);
    CHECK(centre_ask(&c, text)); /* drawn late: no news */
    text_format(text, sizeof text, "{'do':'close','signal':'%s'}", id);
    CHECK(centre_ask(&c, text));
    text_format(text, sizeof text, "{'do':'withdraw','signal':'%s'}", id);
    CHECK_STR(centre_why(&c, text), "refused signal");
    centre_log(&c, SAVED, log, sizeof log);
    CHECK_STR(log, "signal_raised signal_acknowledged signal_closed");
    json_decref(ask);
    json_decref(answer);
    centre_close(&c);
}

TEST(a_batch_is_all_or_nothing_and_says_where)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_put(
        &c, "bad.json",
        "{'events':[{'kind':'staff_saved','about':'" GARDEN "',"
        "'body':{'name':'Per'}},{'kind':'item_saved','about':'" BO "',"
        "'body':{'title':'Fel','audience':{'kind':'all'},'origin':'staff',"
        "'date':'2026-11-24','start':'25:99'}}]}"));
    CHECK_STR(centre_why(&c, "{'do':'batch','file':'bad.json'}"),
              "invalid events[1].start");
    check_log(&c, "");
    centre_close(&c);
}

TEST(the_same_batch_twice_says_nothing_new)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'batch','file':'centre.json'}"));
    check_log(&c, "");
    centre_close(&c);
}

TEST(a_symbol_belongs_to_one_person)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_put(&c, "two.json",
                       "{'events':[{'kind':'person_saved','about':'" MARIA "',"
                       "'body':{'name':'Dag','symbol':'räv',"
                       "'symbol_picture':'1F98A'}}]}"));
    CHECK_STR(centre_why(&c, "{'do':'batch','file':'two.json'}"),
              "invalid events[0].symbol");
    centre_close(&c);
}

TEST(a_change_stands_beside_what_was_planned)
{
    struct centre c;
    struct store *store = NULL;
    static struct view_day day;
    int32_t date = 20781; /* 2026-11-24 */
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'change','item':'" FIKA "',"
                         "'date':'2026-11-24','change':'time',"
                         "'start':'10:30','reason':'Bullarna dröjer'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_day(store, ANNA, date, &day) == RESULT_OK);
    REQUIRE(day.count == 3);
    CHECK_STR(day.items[1].what.text, "Fika");
    CHECK_INT(day.items[1].start, 630);
    CHECK_INT(day.items[1].end, 660); /* as long as it was */
    CHECK_INT(day.items[1].old_start, 615);
    CHECK_INT(day.items[1].change, CHANGE_TIME);
    CHECK(!day.items[1].change_seen);
    CHECK(centre_ask(&c, "{'do':'change_seen','about':'" ANNA "','item':'" FIKA
                         "','date':'2026-11-24'}"));
    REQUIRE(view_day(store, ANNA, date, &day) == RESULT_OK);
    CHECK(day.items[1].change_seen);
    CHECK(centre_ask(&c, "{'do':'change','item':'" FIKA "',"
                         "'date':'2026-11-24','change':'cancelled'}"));
    REQUIRE(view_day(store, ANNA, date, &day) == RESULT_OK);
    CHECK_INT(day.items[1].state, STATE_CANCELLED);
    CHECK(!day.items[1].change_seen); /* a new change is news again */
    store_close(store);
    centre_close(&c);
}

#define FIKA_AT(start, rest)                                                   \
    "{'events':[{'kind':'item_saved','about':'" FIKA "','body':{"              \
    "'audience':{'kind':'all'},'date':'2026-11-24','start':'" start            \
    "','end':'10:45','title':'Fika','origin':'staff','notices':[15,5]" rest    \
    "}}]}"

TEST(an_import_never_edits_today_in_silence)
{
    struct centre c;
    struct store *store = NULL;
    static struct view_day day;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_put(&c, "later.json", FIKA_AT("10:30", "")));
    CHECK(centre_ask(&c, "{'do':'batch','file':'later.json'}"));
    check_log(&c, "item_changed");
    CHECK(centre_ask(&c, "{'do':'batch','file':'later.json'}"));
    check_log(&c, "item_changed"); /* again: nothing new */
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_day(store, ANNA, 20781, &day) == RESULT_OK);
    CHECK_INT(day.items[1].start, 630);
    CHECK_INT(day.items[1].old_start, 615);
    CHECK_INT(day.items[1].change, CHANGE_TIME);
    REQUIRE(centre_put(&c, "back.json", FIKA_AT("10:15", "")));
    CHECK(centre_ask(&c, "{'do':'batch','file':'back.json'}"));
    REQUIRE(view_day(store, ANNA, 20781, &day) == RESULT_OK);
    CHECK_INT(day.items[1].start, 615); /* taken back, and told */
    REQUIRE(centre_put(&c, "gone.json",
                       "{'events':[{'kind':'item_removed','about':'" FIKA
                       "','body':{}}]}"));
    CHECK(centre_ask(&c, "{'do':'batch','file':'gone.json'}"));
    CHECK(centre_ask(&c, "{'do':'batch','file':'gone.json'}"));
    REQUIRE(view_day(store, ANNA, 20781, &day) == RESULT_OK);
    CHECK_INT(day.items[1].state, STATE_CANCELLED); /* stays to be seen */
    check_log(&c, "item_changed item_changed item_changed");
    store_close(store);
    centre_close(&c);
}

TEST(what_a_participant_would_not_see_is_simply_saved)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_put(&c, "why.json", FIKA_AT("10:15", ",'why':'Vila'")));
    CHECK(centre_ask(&c, "{'do':'batch','file':'why.json'}"));
    check_log(&c, "item_saved");
    centre_close(&c);
}

TEST(a_day_that_is_not_out_yet_is_simply_planned_anew)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    REQUIRE(clock_test_set(c.clock, INT64_C(1795507800000) - 3 * 86400000LL,
                           true, CLOCK_HELD) == RESULT_OK);
    REQUIRE(centre_put(&c, "later.json", FIKA_AT("10:30", "")));
    CHECK(centre_ask(&c, "{'do':'batch','file':'later.json'}"));
    check_log(&c, "item_saved");
    centre_close(&c);
}

TEST(a_pause_that_nobody_ended_ends_after_half_an_hour)
{
    struct centre c;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'pause','about':'" ANNA "'}"));
    REQUIRE(clock_test_advance(c.clock, 29 * 60000) == RESULT_OK);
    core_turn(c.core, clock_now(c.clock));
    check_log(&c, "paused");
    REQUIRE(clock_test_advance(c.clock, 61000) == RESULT_OK);
    core_turn(c.core, clock_now(c.clock));
    check_log(&c, "paused resumed");
    centre_close(&c);
}

TEST(what_is_not_known_yet_says_when_it_will_be)
{
    struct centre c;
    struct store *store = NULL;
    static struct view_day day;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_put(&c, "trip.json",
                       "{'events':[{'kind':'item_saved','about':'" MARIA "',"
                       "'body':{'audience':{'kind':'all'},'origin':'staff',"
                       "'date':'2026-11-26','title':'Utflykt',"
                       "'known_when':'Vi vet på onsdag'}}]}"));
    CHECK(centre_ask(&c, "{'do':'batch','file':'trip.json'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_day(store, ANNA, 20783, &day) == RESULT_OK);
    REQUIRE(day.count == 1);
    CHECK_STR(day.items[0].known_when, "Vi vet på onsdag");
    store_close(store);
    centre_close(&c);
}

TEST(a_choice_becomes_the_picture_of_the_day)
{
    struct centre c;
    struct store *store = NULL;
    static struct view_day day;
    REQUIRE(centre_open(&c));
    CHECK(centre_ask(&c, "{'do':'choose','about':'" ANNA "','item':'" PICK
                         "','date':'2026-11-24','option':0}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_day(store, ANNA, 20781, &day) == RESULT_OK);
    CHECK_STR(day.items[2].what.text, "Musik");
    CHECK(day.items[2].by_choice);
    CHECK(centre_ask(&c, "{'do':'choose','about':'" ANNA "','item':'" PICK
                         "','date':'2026-11-24','option':-1}"));
    REQUIRE(view_day(store, ANNA, 20781, &day) == RESULT_OK);
    CHECK_STR(day.items[2].what.text, "Välj");
    store_close(store);
    centre_close(&c);
}

TEST(a_photo_stands_for_a_person_only_by_consent)
{
    struct centre c;
    struct store *store = NULL;
    struct view_person person;
    REQUIRE(centre_open(&c));
    REQUIRE(centre_put(&c, "photo.json",
                       "{'events':[{'kind':'picture_saved','body':{'picture':"
                       "'photo-x','hash':'x','licence':'own','author':'M'}},"
                       "{'kind':'person_saved','about':'" ANNA "',"
                       "'body':{'name':'Anna','symbol':'räv',"
                       "'symbol_picture':'1F98A','photo':'photo-x'}}]}"));
    CHECK(centre_ask(&c, "{'do':'batch','file':'photo.json'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    REQUIRE(view_person(store, "", ANNA, &person) == RESULT_OK);
    CHECK_STR(person.picture, "1F98A");
    REQUIRE(centre_put(&c, "yes.json",
                       "{'events':[{'kind':'consent_given','about':'" ANNA "',"
                       "'body':{'what':'photo'}}]}"));
    CHECK(centre_ask(&c, "{'do':'batch','file':'yes.json'}"));
    REQUIRE(view_person(store, "", ANNA, &person) == RESULT_OK);
    CHECK_STR(person.picture, "photo-x");
    REQUIRE(centre_put(&c, "no.json",
                       "{'events':[{'kind':'consent_withdrawn','about':'" ANNA
                       "','body':{'what':'photo'}}]}"));
    CHECK(centre_ask(&c, "{'do':'batch','file':'no.json'}"));
    REQUIRE(view_person(store, "", ANNA, &person) == RESULT_OK);
    CHECK_STR(person.picture, "1F98A");
    store_close(store);
    centre_close(&c);
}

TEST(two_cores_never_share_a_folder)
{
    struct centre c;
    struct core *second = NULL;
    REQUIRE(centre_open(&c));
    CHECK_INT(core_open(&second, &c.folder, c.clock), RESULT_BUSY);
    centre_close(&c);
}

TEST(a_person_is_found_by_symbol_or_name_whatever_its_case)
{
    struct centre c;
    struct store *store = NULL;
    char id[UUID_SIZE];
    REQUIRE(centre_open(&c));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK(view_find_person(store, "RÄV", id) == RESULT_OK);
    CHECK_STR(id, ANNA);
    CHECK(view_find_person(store, " cilla", id) == RESULT_OK);
    CHECK_STR(id, CILLA);
    CHECK(view_find_person(store, BO, id) == RESULT_OK);
    CHECK_INT(view_find_person(store, "nobody", id), RESULT_ABSENT);
    store_close(store);
    centre_close(&c);
}
