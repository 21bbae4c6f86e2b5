#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/wav.h"
#include "firmware/store/view_plan.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

enum { COMMANDS = 3000 };

static uint32_t chance_state;

static unsigned
chance(unsigned below)
{
    chance_state = chance_state * 1664525u + 1013904223u;
    return (chance_state >> 16) % below;
}

static const char *const people[] = {ANNA, BO, CILLA};
static const char *const items[] = {PAINT, FIKA, PICK};
static const char *const plain[] = {
    "arrive", "arrive_undo", "leave", "leave_undo", "pause", "resume", "ask"};

/* Named, named anew, and forgotten again. */
static bool
name_a_picture(struct centre *centre)
{
    static const char *const pictures[] = {"1F98A", "pack-x-fika", "photo-y"};
    static const char *const names[] = {"Räven", "kaffet", ""};
    char text[400];
    text_format(text, sizeof text,
                "{'events':[{'kind':'picture_named','about':'%s','body':"
                "{'picture':'%s','name':'%s'}},{'kind':'picture_saved','body':"
                "{'picture':'pack-x-fika','hash':'%064u','words':{'sv':'%s'},"
                "'keywords':{'sv':'paus dryck'},'pack':'x','licence':'CC0',"
                "'author':'x'}}]}",
                people[chance(3)], pictures[chance(3)], names[chance(3)],
                chance(3), chance(2) ? "Fika" : "Kaffe på gården");
    return centre_put(centre, "names.json", text) &&
           centre_ask(centre, "{'do':'batch','file':'names.json'}");
}

/* The plan is edited, laid out, taken back and begun anew. */
static void
plan_a_little(struct centre *centre)
{
    char text[700];
    struct store *store = NULL;
    struct view_laying laying = {.items = 0};
    int64_t seq = 0;
    unsigned from = chance(3);
    if (store_open(&store, &centre->folder, STORE_READ) == RESULT_OK) {
        seq = store_seq(store);
        if (view_last_laying(store, &laying) != RESULT_OK)
            laying.id[0] = '\0';
    }
    store_close(store);
    switch (chance(7)) {
    case 0:
        text_format(text, sizeof text,
                    "{'do':'item_save','item':'%s','seen':%lld,'aware':true,"
                    "'date':'2026-12-0%u','scope':'%s','body':{'audience':{"
                    "'kind':'group','id':'" STUDIO "'},'weekday':2,"
                    "'title':'%s','start':'1%u:00','energy':'takes',"
                    "'place':'Ute'}}",
                    PAINT, (long long)seq, 1 + chance(9),
                    chance(2) ? "once" : "from", chance(2) ? "Sy" : "Rita",
                    chance(6));
        break;
    case 1:
        text_format(text, sizeof text,
                    "{'do':'lay','items':[{'item':'%s','date':'2026-11-24'}],"
                    "'to':[{'kind':'person','id':'%s'}],"
                    "'days':['2026-12-1%u']}",
                    items[from], people[chance(3)], chance(10));
        break;
    case 2:
        text_format(text, sizeof text, "{'do':'lay_undo','laying':'%s'}",
                    laying.id);
        break;
    case 3:
        text_format(text, sizeof text,
                    "{'do':'template_save','name':'Mall %u','for_days':7,"
                    "'whole':true,'audience':{'kind':'person','id':'%s'},"
                    "'date':'2026-11-24'}",
                    chance(5), people[chance(3)]);
        break;
    case 4:
        text_format(text, sizeof text,
                    "{'do':'week_reset','about':'%s','date':'2026-11-23'}",
                    people[chance(3)]);
        break;
    case 5:
        text_format(text, sizeof text,
                    "{'do':'item_remove','item':'%s','seen':%lld,"
                    "'instead':'nothing'}",
                    items[1 + chance(2)], (long long)seq);
        break;
    default:
        text_format(text, sizeof text,
                    "{'do':'item_save','item':'%s','seen':%lld,'aware':true,"
                    "'body':{'audience':{'kind':'all'},'date':'2026-11-24',"
                    "'title':'%s','start':'10:15','end':'1%u:30'}}",
                    FIKA, (long long)seq, chance(2) ? "Fika" : "Te",
                    1 + chance(2));
        break;
    }
    (void)centre_why(centre, text);
}

/* Lent, lent anew, and taken back. */
static bool
lend_a_voice(struct centre *centre)
{
    static const char *const ids[] = {"0190a000-0000-7000-8000-0000000000e1",
                                      "0190a000-0000-7000-8000-0000000000e2"};
    unsigned char sound[WAV_HEAD_BYTES + 1600], bytes[sizeof sound];
    struct wav wav = {.samples = sound, .rate = 8000, .channels = 1};
    char text[700];
    memset(sound, (int)chance(2) + 7, sizeof sound);
    wav.frames = 800;
    wav_write(&wav, bytes);
    text_format(text, sizeof text,
                "{'blobs':[{'hash':'%064u','file':'s.wav'}],'events':["
                "{'kind':'recording_saved','about':'%s','body':{'of':'title',"
                "'title':'Fika','hash':'%064u','says':'Fika','lang':'sv',"
                "'by':'Maria','date':'2026-11-24','ms':100}}]}",
                sound[0], ids[chance(2)], sound[0]);
    bool fine = centre_put_bytes(centre, "s.wav", bytes, sizeof bytes) &&
                centre_put(centre, "voice.json", text) &&
                centre_ask(centre, "{'do':'batch','file':'voice.json'}");
    if (chance(2) == 0)
        return fine;
    text_format(text, sizeof text,
                "{'events':[{'kind':'recording_removed','about':'%s'}]}",
                ids[chance(2)]);
    return fine && centre_put(centre, "voice.json", text) &&
           centre_ask(centre, "{'do':'batch','file':'voice.json'}");
}

/* Something somebody could ask just now, possible or not. */
static void
random_command(char *out, size_t size)
{
    const char *person = people[chance(3)];
    const char *item = items[chance(3)];
    switch (chance(6)) {
    case 0:
    case 1:
    case 2:
        text_format(out, size, "{'do':'%s','about':'%s','place':'kiosk'}",
                    plain[chance(7)], person);
        break;
    case 3:
        text_format(out, size,
                    "{'do':'%s','about':'%s','item':'%s',"
                    "'date':'2026-11-24'%s}",
                    chance(2) ? "done" : "undone", person, item,
                    chance(2) ? ",'step':1" : "");
        break;
    case 4:
        text_format(out, size,
                    "{'do':'choose','about':'%s','item':'%s',"
                    "'date':'2026-11-24','option':%d}",
                    person, item, (int)chance(6) - 3);
        break;
    default:
        text_format(out, size,
                    "{'do':'change','item':'%s','date':'2026-11-24',"
                    "'change':'%s','title':'Bytt','place':'Köket',"
                    "'start':'1%u:00'}",
                    item, chance(2) ? "replaced" : "cancelled", chance(10));
        break;
    }
}

static void
random_signal_step(struct centre *centre)
{
    static const char *const steps[] = {"deliver", "acknowledge", "with",
                                        "close", "withdraw"};
    struct store *store = NULL;
    struct view_signal signals[8];
    int count = 0;
    char text[240];
    if (store_open(&store, &centre->folder, STORE_READ) == RESULT_OK &&
        view_signals(store, "", false, signals, 8, &count) == RESULT_OK &&
        count > 0) {
        text_format(text, sizeof text,
                    "{'do':'%s','signal':'%s','who':'" MARIA "'}",
                    steps[chance(5)], signals[chance((unsigned)count)].id);
        (void)centre_why(centre, text);
    }
    store_close(store);
}

/* What staff write about people, right and wrong, one after the other. */
static void
write_about_people(struct centre *centre)
{
    static const char *const asks[] = {
        "{'do':'strategies_save','about':'%s','body':{'list':[{'text':'Te',"
        "'level':'tense','stress':true},{'text':'Filt','stress':false}]}}",
        "{'do':'wellbeing_save','about':'%s','body':{'calm':{'i_do':'%d'}}}",
        "{'do':'help_save','about':'%s','body':{'helps':['%d','vatten'],"
        "'staff':['" MARIA "']}}",
        "{'do':'own_words_save','about':'%s','body':{'hopes':' %d '}}",
        "{'do':'strength_save','about':'" STUDIO "','body':{'person':'%s',"
        "'word':'rolig','seen_by':'self','date':'2026-11-24','example':'%d'}}",
        "{'do':'strength_remove','about':'" STUDIO "'}",
        "{'do':'relation_save','about':'" GARDEN "','body':{'person':'%s',"
        "'name':'Eva','relation':'mamma','reach':'%d'}}",
        "{'do':'relation_remove','about':'" GARDEN "'}",
        "{'do':'agreement_save','about':'%s','body':{'wish':'no',"
        "'explained':'%d','date':'2026-11-24'}}",
        "{'do':'person_end','about':'%s','body':{'reason':'moved',"
        "'date':'2026-11-24','words':'%d'}}",
        "{'do':'person_resume','about':'%s'}",
        "{'do':'person_save','about':'%s','body':{'time':'bar',"
        "'strategies':[{'text':'%d'}]}}",
        "{'do':'consent_withdraw','about':'%s','body':{'date':'2026-11-24'}}",
        "{'do':'picture_remove','picture':'photo-y'}"};
    char text[400];
    /* Each has at most these two, in this order. */
    const char *ask = asks[chance(sizeof asks / sizeof asks[0])];
    char *format = text;
    size_t room = sizeof text;
    const char *person = people[chance(3)];
    for (; *ask != '\0' && room > 40; ask++) {
        int took = 1;
        if (ask[0] == '%' && ask[1] == 's')
            took = snprintf(format, room, "%s", person), ask++;
        else if (ask[0] == '%' && ask[1] == 'd')
            took = snprintf(format, room, "%u", chance(3)), ask++;
        else
            *format = *ask;
        format += took;
        room -= (size_t)took;
    }
    *format = '\0';
    (void)centre_why(centre, text);
}

static void
live_a_while(struct centre *centre, int commands)
{
    char text[300];
    for (int i = 0; i < commands; i++) {
        if (chance(50) == 0) {
            CHECK(name_a_picture(centre));
        } else if (chance(12) == 0) {
            write_about_people(centre);
        } else if (chance(30) == 0) {
            plan_a_little(centre);
        } else if (chance(40) == 0) {
            CHECK(lend_a_voice(centre));
        } else if (chance(8) == 0) {
            random_signal_step(centre);
        } else {
            random_command(text, sizeof text);
            (void)centre_why(centre, text);
        }
        if (clock_test_advance(centre->clock, (int64_t)chance(40000)) !=
            RESULT_OK)
            return;
    }
}

TEST(state_and_log_agree_after_a_long_random_history)
{
    struct centre c;
    struct store *store = NULL;
    char *before = NULL;
    char *after = NULL;
    const char *seed = getenv("TROSKEL_SEED");
    chance_state = seed != NULL ? (uint32_t)strtoul(seed, NULL, 10) : 20261122;
    printf("    seed %u\n", chance_state);
    REQUIRE(centre_open(&c));
    live_a_while(&c, COMMANDS);
    centre_close(&c);
    REQUIRE(folder_open(&c.folder, test_folder()) == RESULT_OK);
    REQUIRE(store_open(&store, &c.folder, STORE_WRITE) == RESULT_OK);
    CHECK(store_seq(store) > COMMANDS / 5);
    REQUIRE(store_dump_state(store, &before) == RESULT_OK);
    REQUIRE(store_rebuild(store) == RESULT_OK);
    REQUIRE(store_dump_state(store, &after) == RESULT_OK);
    CHECK(text_equal(before, after));
    CHECK(strlen(before) > 500);
    CHECK(strstr(before, "\nlaying\t") != NULL);
    CHECK(strstr(before, "\ntemplate\t") != NULL);
    free(before);
    free(after);
    store_close(store);
}
