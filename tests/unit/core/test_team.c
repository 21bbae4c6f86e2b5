/* whose plan, pictures and days staff with groups of their own may
 * change, and that what they read is known. Maria works with the garden; Anna and Bo are the studio's. */
#include <stdio.h>

#include "firmware/base/text.h"
#include "firmware/store/store.h"
#include "firmware/store/view_plan.h"
#include "firmware/store/view_review.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

#define TOKEN                                                                  \
    "11111111111111111111111111111111"                                         \
    "11111111111111111111111111111111"
#define ANNAS /* SHA-256 of "Anna" */                                          \
    "bf4fccd616251b678c56b9cb7a46819b1266853c180637642f5bc7d6b01f5554"
#define NOBODYS /* SHA-256 of "loom" */                                        \
    "784a2ddf5d4d61b6ae157ca800ce8ab7694b7141dc6f652a2600323d706a3d86"
#define CALLED "0190a000-0000-7000-8000-000000000051"
#define TO_STUDIO "{'kind':'group','id':'" STUDIO "'}"
#define TO_GARDEN "{'kind':'group','id':'" GARDEN "'}"
#define TO_ANNA "{'kind':'person','id':'" ANNA "'}"
#define TO_CILLA "{'kind':'person','id':'" CILLA "'}"
#define THING(whom)                                                            \
    "'body':{'title':'Vila','date':'2026-12-01','start':'10:00',"              \
    "'audience':" whom "}"
#define PHOTO                                                                  \
    "'width':8,'height':8,'words':{'sv':'Bild'},'licence':'own',"              \
    "'author':'Maria'"
#define LAY(whom)                                                              \
    "'do':'lay','days':['2026-12-02'],'to':[" whom "],"                        \
    "'bodies':[{'day':0,'body':{'title':'Vila'}}]"

static const char *
as_maria(struct centre *c, const char *fields)
{
    char command[1024];
    text_format(command, sizeof command, "{%s,'session':'" TOKEN "'}", fields);
    return centre_why(c, command);
}

static bool
open_with_garden(struct centre *c)
{
    return centre_open(c) && centre_session(c, MARIA, "staff", TOKEN) &&
           centre_ask(c, "{'do':'account_save','account':'" MARIA
                         "','login':'maria','name':'Maria','role':'staff',"
                         "'groups':['" GARDEN "']}");
}

/* Each is refused, whichever way it comes. */
static void
all_refused(struct centre *c, const char *const *commands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *why = as_maria(c, commands[i]);
        if (!text_equal(why, "team about"))
            printf("     %s\n", commands[i]);
        CHECK_STR(why, "team about");
    }
}

static void
all_done(struct centre *c, const char *const *commands, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *why = as_maria(c, commands[i]);
        if (why[0] != '\0')
            printf("     %s\n", commands[i]);
        CHECK_STR(why, "");
    }
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

TEST(another_groups_plan_is_not_changed_nor_carried_away)
{
    static const char *const others[] = {
        "'do':'item_save'," THING(TO_STUDIO),
        "'do':'item_save'," THING(TO_ANNA),
        "'do':'item_save','seen':99,'date':'2026-12-01','item':'" PAINT
        "','scope':'once'," THING(TO_GARDEN),
        "'do':'item_remove','seen':99,'date':'2026-12-01','item':'" PAINT "'",
        "'do':'item_move','seen':99,'start':'11:00','item':'" PICK "'",
        "'do':'item_move','seen':99,'beside':'" PICK "','item':'" FIKA "'",
        "'do':'item_move','seen':99,'to_date':'2026-12-01','audience'"
        ":" TO_STUDIO ",'item':'" FIKA "'",
        "'do':'change','date':'2026-12-01','change':'cancelled','item':'" PAINT
        "'",
        LAY(TO_STUDIO),
        LAY(TO_ANNA),
        LAY(TO_GARDEN "," TO_ANNA),
        "'do':'lay','days':['2026-12-02'],'to':[" TO_GARDEN "],"
        "'items':[{'item':'" PICK "','date':'2026-11-24'}]",
        "'do':'template_save','name':'Annas','for_days':1,"
        "'date':'2026-11-24','audience':" TO_ANNA,
        "'do':'week_reset','date':'2026-11-30','about':'" ANNA "'",
        "'do':'done','date':'2026-11-24','item':'" PAINT "','about':'" ANNA "'",
        "'do':'choose','option':0,'date':'2026-11-24','item':'" PICK
        "','about':'" ANNA "'",
    };
    struct centre c;
    REQUIRE(open_with_garden(&c));
    all_refused(&c, others, COUNT(others));
    centre_close(&c);
}

TEST(ones_own_groups_plan_and_what_is_the_centres_are_changed)
{
    static const char *const own[] = {
        "'do':'item_save'," THING(TO_GARDEN),
        "'do':'item_save'," THING("{'kind':'all'}") ",'aware':true",
        LAY(TO_CILLA),
        "'do':'template_save','name':'Vila','for_days':1,"
        "'items':[{'day':0,'body':{'title':'Vila'}}]",
        "'do':'week_reset','date':'2026-11-30','about':'" CILLA "'",
        "'do':'done','date':'2026-11-24','item':'" FIKA "','about':'" CILLA "'",
        /* who is here is everybody's */
        "'do':'arrive','about':'" ANNA "'",
    };
    struct centre c;
    REQUIRE(open_with_garden(&c));
    all_done(&c, own, COUNT(own));
    centre_close(&c);
}

/* Lays out as the box does; then Maria takes it back. */
static const char *
laid_and_undone(struct centre *c, const char *lay)
{
    struct store *store = NULL;
    struct view_laying laying = {.items = 0};
    char undo[160];
    CHECK(centre_ask(c, lay));
    CHECK(store_open(&store, &c->folder, STORE_READ) == RESULT_OK);
    CHECK(view_last_laying(store, &laying) == RESULT_OK);
    store_close(store);
    text_format(undo, sizeof undo, "'do':'lay_undo','laying':'%s'", laying.id);
    return as_maria(c, undo);
}

TEST(what_was_laid_out_for_others_is_taken_back_by_them)
{
    struct centre c;
    REQUIRE(open_with_garden(&c));
    CHECK_STR(laid_and_undone(&c, "{" LAY(TO_ANNA) "}"), "team about");
    CHECK_STR(laid_and_undone(&c, "{" LAY(TO_CILLA) "}"), "");
    centre_close(&c);
}

TEST(a_picture_of_somebody_is_their_groups_and_others_are_everybodys)
{
    static const char *const others[] = {
        "'do':'picture_words','picture':'photo-" ANNAS
        "','body':{'words':{'sv':'Hon'}}",
        "'do':'picture_words','picture':'photo-" ANNAS
        "','body':{'person':null}",
        "'do':'picture_words','picture':'photo-" NOBODYS
        "','body':{'person':'" ANNA "'}",
        "'do':'picture_remove','picture':'photo-" ANNAS "'",
        "'do':'picture_save','body':{'hash':'" ANNAS "'," PHOTO "}",
        "'do':'picture_save','body':{'hash':'" NOBODYS "','person':'" ANNA
        "'," PHOTO "}",
    };
    static const char *const own[] = {
        "'do':'picture_words','picture':'photo-" NOBODYS
        "','body':{'words':{'sv':'Vävstolen'}}",
        "'do':'picture_remove','picture':'photo-" NOBODYS "'",
    };
    struct centre c;
    REQUIRE(open_with_garden(&c));
    REQUIRE(centre_put_bytes(&c, "anna.png", "Anna", 4));
    REQUIRE(centre_put_bytes(&c, "loom.png", "loom", 4));
    REQUIRE(centre_ask(&c, "{'do':'picture_save','file':'anna.png',"
                           "'consent':{'by':'Anna','date':'2026-11-20'},"
                           "'body':{'hash':'" ANNAS "','person':'" ANNA
                           "'," PHOTO "}}"));
    REQUIRE(centre_ask(&c, "{'do':'picture_save','file':'loom.png',"
                           "'body':{'hash':'" NOBODYS "'," PHOTO "}}"));
    all_refused(&c, others, COUNT(others));
    all_done(&c, own, COUNT(own));
    centre_close(&c);
}

TEST(how_a_name_is_said_is_their_groups)
{
    static const char *const others[] = {
        "'do':'recording_save','about':'" CALLED "','body':{'of':'person',"
        "'person':'" ANNA "','hash':'" ANNAS "','ms':900,'says':'Anna',"
        "'lang':'sv','by':'Maria','date':'2026-11-24'}",
    };
    struct centre c;
    REQUIRE(open_with_garden(&c));
    all_refused(&c, others, COUNT(others));
    /* A title is said to everybody: what is wrong is the sound itself. */
    CHECK_STR(as_maria(&c,
                       "'do':'recording_save','about':'" CALLED
                       "','body':{'of':'title','title':'Fika','hash':'" ANNAS
                       "','ms':900,'says':'Fika','lang':'sv',"
                       "'by':'Maria','date':'2026-11-24'}"),
              "absent file");
    centre_close(&c);
}

TEST(a_note_is_transferred_by_those_who_work_with_whom_it_is_about)
{
    struct centre c;
    struct store *store = NULL;
    struct review_note note;
    int count = 0;
    char transfer[160];
    REQUIRE(open_with_garden(&c));
    REQUIRE(centre_ask(&c, "{'do':'journal','about':'" ANNA
                           "','date':'2026-11-24','text':'Målade'}"));
    REQUIRE(store_open(&store, &c.folder, STORE_READ) == RESULT_OK);
    CHECK(view_journal(store, ANNA, &note, 1, &count) == RESULT_OK);
    store_close(store);
    REQUIRE(count == 1);
    text_format(transfer, sizeof transfer, "'do':'transferred','about':'%s'",
                note.id);
    CHECK_STR(as_maria(&c, transfer), "team about");
    centre_close(&c);
}

static bool
count_look(void *user, const struct event *event)
{
    const char *what = json_string_value(json_object_get(event->body, "what"));
    *(int *)user += event->kind == EVENT_LOOKED && text_equal(what, "signal");
    return true;
}

static int
looks_at_cards(struct centre *c)
{
    struct store *store = NULL;
    int count = 0;
    CHECK(store_open(&store, &c->folder, STORE_READ) == RESULT_OK);
    CHECK(store_events(store, 0, 10000, count_look, &count) == RESULT_OK);
    store_close(store);
    return count;
}

/* The newest open signal's id. */
static void
newest_signal(struct centre *c, char out[UUID_SIZE])
{
    struct store *store = NULL;
    struct view_signal signals[4];
    int count = 0;
    CHECK(store_open(&store, &c->folder, STORE_READ) == RESULT_OK);
    CHECK(view_signals(store, "", false, signals, 4, &count) == RESULT_OK);
    store_close(store);
    CHECK(count > 0);
    text_copy(out, UUID_SIZE, signals[0].id);
}

/* A page that shows it says so, by Maria's session. */
static const char *
show_card(struct centre *c, const char *signal)
{
    json_t *command = json_pack("{s:s,s:s,s:s}", "do", "card_shown", "signal",
                                signal, "session", TOKEN);
    json_t *answer = core_command(c->core, command, THROUGH_STAFF);
    bool ok = json_is_true(json_object_get(answer, "ok"));
    bool repeated = json_is_true(json_object_get(answer, "repeated"));
    json_decref(answer);
    json_decref(command);
    return !ok ? "refused" : repeated ? "noted before" : "noted";
}

TEST(a_signals_card_is_noted_once_for_each_signal_and_account)
{
    struct centre c;
    char signal[UUID_SIZE];
    char close[120];
    REQUIRE(open_with_garden(&c)); /* and Anna is another group's */
    REQUIRE(centre_ask(&c, "{'do':'ask','about':'" ANNA "','place':'kiosk'}"));
    newest_signal(&c, signal);
    CHECK_STR(show_card(&c, signal), "noted");
    CHECK_STR(show_card(&c, signal), "noted before");
    REQUIRE(clock_test_advance(c.clock, 10 * 60 * 1000) == RESULT_OK);
    CHECK_STR(show_card(&c, signal), "noted before");
    CHECK_INT(looks_at_cards(&c), 1);
    /* The next signal is another look, however soon. */
    text_format(close, sizeof close, "{'do':'close','signal':'%s'}", signal);
    REQUIRE(centre_ask(&c, close));
    REQUIRE(centre_ask(&c, "{'do':'ask','about':'" ANNA "','place':'kiosk'}"));
    newest_signal(&c, signal);
    CHECK_STR(show_card(&c, signal), "noted");
    CHECK_INT(looks_at_cards(&c), 2);
    centre_close(&c);
}

TEST(a_card_of_nobody_known_is_no_look)
{
    struct centre c;
    char signal[UUID_SIZE];
    REQUIRE(open_with_garden(&c));
    REQUIRE(centre_ask(&c, "{'do':'ask','place':'kiosk'}"));
    newest_signal(&c, signal);
    CHECK_STR(show_card(&c, signal), "refused");
    CHECK_INT(looks_at_cards(&c), 0);
    centre_close(&c);
}
