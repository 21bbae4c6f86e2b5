#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/role.h"
#include "firmware/base/secret.h"
#include "firmware/base/text.h"
#include "firmware/store/store.h"
#include "firmware/store/view_access.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

#define GOOD "en lugn morgon vid havet"
#define OTHER "tre koppar te i regnet"
#define WOOD "0190a000-0000-7000-8000-0000000000d1"
#define LEENA "0190a000-0000-7000-8000-000000000041"

struct door {
    struct centre c;
    struct store *store; /* as the pages read */
    json_t *answer;      /* the newest */
};

__attribute__((format(printf, 3, 4))) static json_t *
answer_to(struct door *door, enum event_through as, const char *format, ...)
{
    char json[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(json, sizeof json, format, arguments);
    va_end(arguments);
    for (char *at = json; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    json_t *command = json_loads(json, 0, NULL);
    CHECK(command != NULL);
    json_decref(door->answer);
    door->answer = core_command(door->c.core, command, as);
    json_decref(command);
    return door->answer;
}

/* "ok", or "why where". */
static const char *
said(const json_t *answer)
{
    static char out[96];
    if (json_is_true(json_object_get(answer, "ok")))
        return "ok";
    text_format(out, sizeof out, "%s %s",
                json_string_value(json_object_get(answer, "why")),
                json_string_value(json_object_get(answer, "where")));
    return out;
}

static const char *
field(const json_t *answer, const char *name)
{
    const char *text = json_string_value(json_object_get(answer, name));
    return text == NULL ? "" : text;
}

#define STAFF(...) said(answer_to(&d, THROUGH_STAFF, __VA_ARGS__))
#define BOX(...) said(answer_to(&d, THROUGH_COMMAND, __VA_ARGS__))
#define KIOSK(...) said(answer_to(&d, THROUGH_KIOSK, __VA_ARGS__))

static void
take_token(struct door *door, char out[SECRET_TOKEN_SIZE])
{
    text_copy(out, SECRET_TOKEN_SIZE, field(door->answer, "session"));
}

static void
finish(struct door *door)
{
    json_decref(door->answer);
    store_close(door->store);
    centre_close(&door->c);
}

/* Maria of the staff, and Leena who leads. */
static void
begin(struct door *door)
{
    *door = (struct door){.answer = NULL};
    struct door *at = door;
    REQUIRE(centre_open(&door->c));
    REQUIRE(store_open(&door->store, &door->c.folder, STORE_READ) == RESULT_OK);
    CHECK_STR(said(answer_to(at, THROUGH_COMMAND,
                             "{'do':'account_save','staff':'" MARIA
                             "','login':'Maria','name':'Maria',"
                             "'role':'staff'}")),
              "ok");
    CHECK_STR(said(answer_to(at, THROUGH_COMMAND,
                             "{'do':'account_save','login':'leena',"
                             "'name':'Leena','role':'leader'}")),
              "ok");
    char leena[UUID_SIZE];
    text_copy(leena, sizeof leena, field(door->answer, "account"));
    CHECK_STR(said(answer_to(at, THROUGH_COMMAND,
                             "{'do':'password_set','account':'" MARIA
                             "','password':'" GOOD "'}")),
              "ok");
    CHECK_STR(said(answer_to(at, THROUGH_COMMAND,
                             "{'do':'password_set','account':'%s',"
                             "'password':'" OTHER "'}",
                             leena)),
              "ok");
}

static const char *
login(struct door *door, const char *name, const char *password,
      const char *from)
{
    return said(answer_to(door, THROUGH_STAFF,
                          "{'do':'login','name':'%s','password':'%s',"
                          "'from':'%s'}",
                          name, password, from));
}

static enum result
see(struct door *door, const char *token, struct view_session *out)
{
    return view_session(door->store, clock_boot_id(door->c.clock), token,
                        clock_now(door->c.clock), out);
}

struct counting {
    enum event_kind kind;
    const char *why;
    int *found;
};

static bool
count_kind(void *user, const struct event *event)
{
    const struct counting *counting = user;
    *counting->found +=
        event->kind == counting->kind &&
        text_equal(json_string_value(json_object_get(event->body, "why")),
                   counting->why);
    return true;
}

TEST(who_knows_the_password_is_let_in_and_acts_by_name)
{
    struct door d;
    struct view_session session;
    char token[SECRET_TOKEN_SIZE];
    begin(&d);
    CHECK_STR(login(&d, " MARIA ", GOOD, "10.0.0.7"), "ok");
    take_token(&d, token);
    REQUIRE(see(&d, token, &session) == RESULT_OK);
    CHECK_STR(session.account.name, "Maria");
    CHECK(session.account.role == ROLE_STAFF);
    CHECK(strlen(session.csrf) == SECRET_CSRF_SIZE - 1);
    CHECK_STR(STAFF("{'do':'arrive','about':'" ANNA "','who':'" ANNA
                    "','session':'%s'}",
                    token),
              "ok");
    CHECK_STR(STAFF("{'do':'arrive','about':'" BO "'}"), "refused session");
    CHECK_STR(STAFF("{'do':'logout','session':'%s'}", token), "ok");
    CHECK(see(&d, token, &session) == RESULT_ABSENT);
    CHECK_STR(STAFF("{'do':'leave','about':'" ANNA "','session':'%s'}", token),
              "refused session");
    finish(&d);
}

TEST(nobody_is_locked_out_by_somebody_elsewhere)
{
    struct door d;
    begin(&d);
    for (int i = 0; i < 4; i++)
        CHECK_STR(login(&d, "maria", "fel fel fel", "10.0.0.66"),
                  "refused password");
    CHECK_STR(login(&d, "maria", "fel fel fel", "10.0.0.66"),
              "locked password");
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.66"), "locked password");
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    REQUIRE(centre_restart(&d.c));
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.66"), "locked password");
    REQUIRE(clock_test_advance(d.c.clock, 5 * 60 * 1000) == RESULT_OK);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.66"), "ok");
    finish(&d);
}

TEST(a_name_that_does_not_exist_is_refused_like_one_that_does)
{
    struct door d;
    begin(&d);
    for (int i = 0; i < 4; i++)
        CHECK_STR(login(&d, "ingen", "fel fel fel", "10.0.0.66"),
                  "refused password");
    CHECK_STR(login(&d, "ingen", "fel fel fel", "10.0.0.66"),
              "locked password");
    finish(&d);
}

TEST(a_flood_from_everywhere_leaves_known_places_open)
{
    struct door d;
    char from[32];
    bool held = false;
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    for (int i = 0; i < 30; i++) {
        text_format(from, sizeof from, "10.0.1.%d", i);
        held = text_equal(login(&d, "leena", "fel fel fel", from), "busy ") ||
               held;
    }
    CHECK(held);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    finish(&d);
}

TEST(each_role_may_what_is_its_own)
{
    struct door d;
    char maria[SECRET_TOKEN_SIZE];
    char leena[SECRET_TOKEN_SIZE];
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, maria);
    CHECK_STR(login(&d, "leena", OTHER, "10.0.0.8"), "ok");
    take_token(&d, leena);
    CHECK_STR(STAFF("{'do':'account_close','account':'" MARIA
                    "','session':'%s'}",
                    maria),
              "refused role");
    CHECK_STR(STAFF("{'do':'batch','file':'x','session':'%s'}", maria),
              "refused role");
    CHECK_STR(STAFF("{'do':'batch','file':'x','session':'%s'}", leena),
              "absent file");
    CHECK_STR(STAFF("{'do':'spool','session':'%s'}", leena), "refused do");
    CHECK_STR(STAFF("{'do':'account_save','login':'pia','name':'Pia',"
                    "'role':'planner','session':'%s'}",
                    leena),
              "ok");
    CHECK_STR(STAFF("{'do':'account_save','login':'MARIA','name':'Pia',"
                    "'role':'planner','session':'%s'}",
                    leena),
              "invalid login");
    finish(&d);
}

TEST(a_closed_account_is_out_at_once)
{
    struct door d;
    struct view_session session;
    char maria[SECRET_TOKEN_SIZE];
    char leena[SECRET_TOKEN_SIZE];
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, maria);
    CHECK_STR(login(&d, "leena", OTHER, "10.0.0.8"), "ok");
    take_token(&d, leena);
    CHECK_STR(STAFF("{'do':'account_close','account':'" MARIA
                    "','session':'%s'}",
                    leena),
              "ok");
    CHECK(see(&d, maria, &session) == RESULT_ABSENT);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "refused password");
    finish(&d);
}

TEST(the_only_leader_is_not_closed_from_the_pages)
{
    struct door d;
    char leena[SECRET_TOKEN_SIZE];
    char id[UUID_SIZE];
    begin(&d);
    CHECK_STR(login(&d, "leena", OTHER, "10.0.0.8"), "ok");
    take_token(&d, leena);
    text_copy(id, sizeof id, field(d.answer, "account"));
    CHECK_STR(STAFF("{'do':'account_close','account':'%s','session':'%s'}", id,
                    leena),
              "refused role");
    CHECK_STR(STAFF("{'do':'account_save','account':'%s','login':'leena',"
                    "'name':'Leena','role':'staff','session':'%s'}",
                    id, leena),
              "refused role");
    finish(&d);
}

TEST(a_new_password_ends_the_other_sessions)
{
    struct door d;
    struct view_session session;
    char one[SECRET_TOKEN_SIZE];
    char two[SECRET_TOKEN_SIZE];
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, one);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.9"), "ok");
    take_token(&d, two);
    CHECK_STR(STAFF("{'do':'password_set','old':'fel','password':"
                    "'" OTHER "','session':'%s'}",
                    one),
              "refused old");
    CHECK_STR(STAFF("{'do':'password_set','old':'" GOOD
                    "','password':'sommar2026','session':'%s'}",
                    one),
              "invalid password");
    CHECK_STR(field(d.answer, "verdict"), "common");
    CHECK_STR(STAFF("{'do':'password_set','old':'" GOOD "','password':'" OTHER
                    "','session':'%s'}",
                    one),
              "ok");
    CHECK(see(&d, one, &session) == RESULT_OK);
    CHECK(see(&d, two, &session) == RESULT_ABSENT);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "refused password");
    CHECK_STR(login(&d, "maria", OTHER, "10.0.0.7"), "ok");
    finish(&d);
}

TEST(an_unused_session_is_locked_and_still_answers_a_signal)
{
    struct door d;
    struct view_session session;
    char token[SECRET_TOKEN_SIZE];
    char newer[SECRET_TOKEN_SIZE];
    char signal[UUID_SIZE];
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, token);
    CHECK_STR(KIOSK("{'do':'ask','place':'kiosk'}"), "ok");
    text_copy(signal, sizeof signal, field(d.answer, "signal"));
    REQUIRE(clock_test_advance(d.c.clock, 15 * 60 * 1000) == RESULT_OK);
    REQUIRE(see(&d, token, &session) == RESULT_OK);
    CHECK(session.locked);
    CHECK_STR(STAFF("{'do':'looked','about':'" ANNA
                    "','what':'page','session':'%s'}",
                    token),
              "locked session");
    CHECK_STR(STAFF("{'do':'acknowledge','signal':'%s','session':'%s'}", signal,
                    token),
              "ok");
    CHECK_STR(STAFF("{'do':'use','session':'%s'}", token), "locked session");
    CHECK_STR(STAFF("{'do':'unlock','password':'fel','session':'%s'}", token),
              "refused password");
    CHECK_STR(
        STAFF("{'do':'unlock','password':'" GOOD "','session':'%s'}", token),
        "ok");
    take_token(&d, newer);
    CHECK(see(&d, token, &session) == RESULT_ABSENT);
    REQUIRE(see(&d, newer, &session) == RESULT_OK);
    CHECK(!session.locked);
    CHECK(session.left_ms == SESSION_MOST_MS - 15 * 60 * 1000);
    REQUIRE(clock_test_advance(d.c.clock, SESSION_MOST_MS - 15 * 60 * 1000) ==
            RESULT_OK);
    CHECK(see(&d, newer, &session) == RESULT_ABSENT);
    finish(&d);
}

TEST(a_session_in_use_stays_open)
{
    struct door d;
    struct view_session session;
    char token[SECRET_TOKEN_SIZE];
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, token);
    for (int i = 0; i < 4; i++) {
        REQUIRE(clock_test_advance(d.c.clock, 10 * 60 * 1000) == RESULT_OK);
        CHECK_STR(STAFF("{'do':'use','session':'%s'}", token), "ok");
    }
    REQUIRE(see(&d, token, &session) == RESULT_OK);
    CHECK(!session.locked);
    CHECK(session.unused_ms == 0);
    finish(&d);
}

TEST(a_look_is_noted_once_in_a_quarter_of_an_hour)
{
    struct door d;
    struct view_look looks[8];
    int count = 0;
    int total = 0;
    char token[SECRET_TOKEN_SIZE];
    static const char look[] =
        "{'do':'looked','about':'" ANNA "','what':'%s','session':'%s'}";
    begin(&d);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, token);
    CHECK_STR(STAFF(look, "page", token), "ok");
    CHECK_STR(STAFF(look, "page", token), "ok");
    CHECK(json_is_true(json_object_get(d.answer, "repeated")));
    CHECK_STR(STAFF(look, "timeline", token), "ok");
    REQUIRE(clock_test_advance(d.c.clock, 14 * 60 * 1000) == RESULT_OK);
    CHECK_STR(STAFF(look, "page", token), "ok");
    CHECK_STR(STAFF("{'do':'use','session':'%s'}", token), "ok");
    REQUIRE(clock_test_advance(d.c.clock, 2 * 60 * 1000) == RESULT_OK);
    CHECK_STR(STAFF(look, "page", token), "ok");
    struct view_look_ask ask = {.until = INT64_MAX, .person = ANNA};
    REQUIRE(view_looks(d.store, &ask, looks, 8, &count, &total) == RESULT_OK);
    CHECK(count == 3 && total == 3);
    CHECK_STR(looks[0].who_name, "Maria");
    CHECK_STR(looks[0].person_name, "Anna");
    CHECK_STR(STAFF(look, "Page;", token), "invalid what");
    finish(&d);
}

/* The helper is looked for when the first password comes, so the centre is
 * opened with none to be found. */
TEST(without_the_helper_a_login_is_refused_and_core_goes_on)
{
    struct door d = {.answer = NULL};
    REQUIRE(centre_open(&d.c));
    REQUIRE(setenv("TROSKEL_PASS", "/nowhere/troskel-pass", 1) == 0);
    CHECK_STR(BOX("{'do':'account_save','staff':'" MARIA
                  "','login':'Maria','name':'Maria','role':'staff'}"),
              "ok");
    CHECK_STR(BOX("{'do':'password_set','account':'" MARIA "','password':'" GOOD
                  "'}"),
              "helper ");
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "helper ");
    CHECK(!core_broken(d.c.core));
    CHECK_STR(KIOSK("{'do':'arrive','about':'" ANNA "'}"), "ok");
    REQUIRE(setenv("TROSKEL_PASS", "/bin/false", 1) == 0);
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "helper ");
    CHECK(!core_broken(d.c.core));
    unsetenv("TROSKEL_PASS");
    finish(&d);
}

static int
count_of_kind(struct door *d, enum event_kind kind, const char *why)
{
    int found = 0;
    struct counting counting = {.kind = kind, .why = why, .found = &found};
    CHECK(store_events(d->store, 0, 10000, count_kind, &counting) == RESULT_OK);
    return found;
}

TEST(staff_read_and_change_their_own_groups_people_and_signals_are_everybodys)
{
    struct door d;
    char token[SECRET_TOKEN_SIZE];
    begin(&d);
    CHECK_STR(BOX("{'do':'group_save','body':{'name':'Snickeriet','order':9},"
                  "'about':'" WOOD "'}"),
              "ok");
    CHECK_STR(BOX("{'do':'account_save','account':'" MARIA
                  "','login':'Maria','name':'Maria','role':'staff',"
                  "'groups':['" WOOD "']}"),
              "ok");
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    take_token(&d, token);
    CHECK_STR(STAFF("{'do':'looked','about':'" ANNA
                    "','what':'page','session':'%s'}",
                    token),
              "team about");
    CHECK_STR(STAFF("{'do':'item_save','session':'%s','body':{'title':'Måla',"
                    "'date':'2026-11-30','start':'10:00','audience':"
                    "{'kind':'person','id':'" ANNA "'}}}",
                    token),
              "team about");
    CHECK_STR(STAFF("{'do':'arrive','about':'" ANNA "','session':'%s'}", token),
              "ok");
    /* In the log once a quarter, whatever is tried. */
    for (int i = 0; i < 3; i++)
        CHECK_STR(STAFF("{'do':'turned_away','about':'" ANNA
                        "','what':'people','why':'team','session':'%s'}",
                        token),
                  "ok");
    CHECK(count_of_kind(&d, EVENT_TURNED_AWAY, "team") == 1);
    CHECK_STR(STAFF("{'do':'own_lang','lang':'en','session':'%s'}", token),
              "ok");
    struct view_session seen;
    REQUIRE(see(&d, token, &seen) == RESULT_OK);
    CHECK_STR(seen.account.lang, "en");
    CHECK(seen.account.group_count == 1 && seen.account.role == ROLE_STAFF);
    CHECK_STR(STAFF("{'do':'own_lang','lang':'xx','session':'%s'}", token),
              "invalid lang");
    finish(&d);
}

TEST(the_first_account_is_made_with_the_code_on_the_screen)
{
    struct door d = {.answer = NULL};
    char code[SECRET_CODE_SIZE];
    const char make[] = "{'do':'first_account','code':'%s','name':'Leena',"
                        "'login':'leena','password':'" GOOD "'}";
    REQUIRE(centre_open(&d.c));
    REQUIRE(store_open(&d.store, &d.c.folder, STORE_READ) == RESULT_OK);
    CHECK_STR(STAFF(make, "00000-00000"), "refused code");
    CHECK_STR(STAFF("{'do':'first_code'}"), "refused do");
    CHECK_STR(KIOSK("{'do':'first_code'}"), "ok");
    text_copy(code, sizeof code, field(d.answer, "code"));
    REQUIRE(clock_test_advance(d.c.clock, 10 * 60 * 1000) == RESULT_OK);
    CHECK_STR(STAFF(make, code), "refused code"); /* ten minutes */
    CHECK_STR(KIOSK("{'do':'first_code'}"), "ok");
    CHECK(!text_equal(code, field(d.answer, "code")));
    text_copy(code, sizeof code, field(d.answer, "code"));
    CHECK_STR(STAFF(make, code), "ok");
    CHECK(field(d.answer, "session")[0] != '\0');
    CHECK_STR(STAFF(make, code), "refused code"); /* once */
    CHECK_STR(KIOSK("{'do':'first_code'}"), "refused code");
    finish(&d);
}

TEST(a_code_of_the_leader_sets_a_new_password_once)
{
    struct door d;
    char code[SECRET_CODE_SIZE];
    const char reset[] = "{'do':'password_reset','name':'maria','code':'%s',"
                         "'password':'" OTHER "','from':'10.0.0.9'}";
    begin(&d);
    CHECK_STR(BOX("{'do':'reset_code','account':'" MARIA "'}"), "ok");
    text_copy(code, sizeof code, field(d.answer, "code"));
    CHECK_STR(STAFF(reset, "ZZZZZ-ZZZZZ"), "refused code");
    CHECK_STR(STAFF(reset, code), "ok");
    CHECK_STR(STAFF(reset, code), "refused code");
    CHECK_STR(login(&d, "maria", OTHER, "10.0.0.7"), "ok");
    CHECK_STR(BOX("{'do':'reset_code','account':'" MARIA "'}"), "ok");
    text_copy(code, sizeof code, field(d.answer, "code"));
    REQUIRE(clock_test_advance(d.c.clock, 24 * 3600 * 1000) == RESULT_OK);
    CHECK_STR(STAFF(reset, code), "refused code");
    finish(&d);
}

TEST(the_corner_lets_staff_in_by_pin_and_nobody_else)
{
    struct door d;
    char token[SECRET_TOKEN_SIZE];
    char signal[UUID_SIZE];
    begin(&d);
    CHECK_STR(BOX("{'do':'pin_set','account':'" MARIA "','pin':'123456'}"),
              "invalid pin");
    CHECK_STR(BOX("{'do':'pin_set','account':'" MARIA "','pin':'305917'}"),
              "ok");
    CHECK_STR(KIOSK("{'do':'ask','place':'kiosk'}"), "ok");
    text_copy(signal, sizeof signal, field(d.answer, "signal"));
    CHECK_STR(KIOSK("{'do':'acknowledge','signal':'%s'}", signal),
              "refused session");
    CHECK_STR(
        KIOSK("{'do':'acknowledge','signal':'%s','who':'" MARIA "'}", signal),
        "refused session");
    CHECK_STR(KIOSK("{'do':'pin_login','account':'" MARIA "','pin':'305918'}"),
              "refused password");
    CHECK_STR(KIOSK("{'do':'pin_login','account':'" MARIA "','pin':'305917'}"),
              "ok");
    take_token(&d, token);
    CHECK_STR(KIOSK("{'do':'acknowledge','signal':'%s','session':'%s'}", signal,
                    token),
              "ok");
    CHECK_STR(
        STAFF("{'do':'with','signal':'%s','session':'%s'}", signal, token),
        "refused session"); /* a session is good where it was opened */
    REQUIRE(clock_test_advance(d.c.clock, 60 * 1000) == RESULT_OK);
    CHECK_STR(
        KIOSK("{'do':'with','signal':'%s','session':'%s'}", signal, token),
        "refused session");
    finish(&d);
}

TEST(what_the_log_says_of_accounts_is_the_state_again)
{
    struct door d;
    char *before = NULL;
    char *after = NULL;
    struct store *store = NULL;
    begin(&d);
    CHECK_STR(login(&d, "maria", "fel fel fel", "10.0.0.7"),
              "refused password");
    CHECK_STR(login(&d, "maria", GOOD, "10.0.0.7"), "ok");
    CHECK_STR(BOX("{'do':'looked','about':'" ANNA "','who':'" MARIA
                  "','what':'page'}"),
              "ok");
    core_close(d.c.core);
    d.c.core = NULL;
    REQUIRE(store_open(&store, &d.c.folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(store_dump_state(store, &before) == RESULT_OK);
    REQUIRE(store_rebuild(store) == RESULT_OK);
    REQUIRE(store_dump_state(store, &after) == RESULT_OK);
    CHECK_STR(before, after);
    CHECK(strstr(before, "look\t") != NULL);
    CHECK(strstr(before, "account\t") != NULL);
    store_close(store);
    free(before);
    free(after);
    finish(&d);
}
