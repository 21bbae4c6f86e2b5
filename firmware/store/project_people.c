#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"
#include "firmware/store/words_of.h"

enum { NAME_MAX_CHARS = 40, PICTURE_CHARS = 71, PLACE_MAX = 9999 };

static bool
about_given(struct body *body, const struct event *event)
{
    if (event->about[0] == '\0')
        body_refuse(body, "about", "missing");
    return !body->wrong;
}

/* A SHA-256 as tag.h writes it. */
static bool
is_tag(const char *text)
{
    return strlen(text) == VIEW_TAG_SIZE - 1 &&
           strspn(text, "0123456789abcdef") == VIEW_TAG_SIZE - 1;
}

/* A tag belongs to one person of the centre. */
static const char *
read_tag(struct store *store, struct body *b, const struct event *event)
{
    int64_t taken = 0;
    const char *tag = body_text(b, "tag", VIEW_TAG_SIZE - 1, false);
    if (tag != NULL && !is_tag(tag))
        body_refuse(b, "tag", "not a tag's hash");
    if (!b->wrong && tag != NULL &&
        db_number(store, &taken, "SELECT 1 FROM reach WHERE tag=? AND about<>?",
                  "tt", tag, event->about) == RESULT_OK)
        body_refuse(b, "tag", "belongs to someone else");
    return tag;
}

/* What is worth a row of its own: the object `reach` of a body. */
static enum result
save_reach(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    b.json = json_object_get(b.json, "reach");
    if (b.json != NULL && !json_is_object(b.json))
        body_refuse(&b, "reach", "not an object");
    int scan = body_word(&b, "scan", words_of_scan, SCAN_OFF);
    int64_t scan_ms = body_int(&b, "scan_ms", 1000, 5000, VIEW_SCAN_MS);
    int touch = body_word(&b, "touch", words_of_touch, TOUCH_INSIDE);
    int64_t hold_ms = body_int(&b, "hold_ms", 0, 2000, 0);
    int64_t dead_ms = body_int(&b, "dead_ms", 0, 3000, 0);
    int left = body_bool(&b, "left");
    int low = body_bool(&b, "low");
    int theme = body_word(&b, "theme", words_of_theme, WANT_USUAL);
    int dim_from = body_time(&b, "dim_from");
    int dim_to = body_time(&b, "dim_to");
    const char *tag = read_tag(store, &b, event);
    int voice = body_word(&b, "voice", words_of_voice, VOICE_USUAL);
    int64_t rate = body_int(&b, "voice_rate", VIEW_VOICE_RATE_LEAST,
                            VIEW_VOICE_RATE_MOST, 0);
    int64_t volume = body_int(&b, "voice_volume", VIEW_VOICE_VOLUME_LEAST,
                              VIEW_VOICE_VOLUME_MOST, 0);
    if (b.wrong)
        return RESULT_INVALID;
    if (b.json == NULL)
        return db_run(store, "DELETE FROM reach WHERE about=?", "t",
                      event->about);
    return db_run(
        store,
        "INSERT OR REPLACE INTO reach VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        "tdidiidddddtdii", event->about, scan, scan_ms, touch, hold_ms, dead_ms,
        left, low, theme, dim_from, dim_to, tag, voice, rate, volume);
}

/* How old a button's walk test may grow; a row only where it is not as usual. */
static enum result
save_walk_rule(struct store *store, int64_t days)
{
    if (days == VIEW_WALK_DAYS)
        return db_run(store, "DELETE FROM walk_rule", "");
    return db_run(store, "INSERT OR REPLACE INTO walk_rule VALUES(1,?)", "i",
                  days);
}

enum result
project_centre(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *name = body_text(&b, "name", NAME_MAX_CHARS, true);
    const char *lang = body_text(&b, "lang", 3, true);
    const char *zone = body_text(&b, "zone", 40, true);
    int opens = body_time(&b, "opens");
    int closes = body_time(&b, "closes");
    const char *calm = body_text(&b, "calm_place", NAME_MAX_CHARS, false);
    const char *picture = body_text(&b, "calm_picture", PICTURE_CHARS, false);
    int64_t t1 = body_int(&b, "t1", 15, 600, 60) * 1000;
    int64_t t2 = body_int(&b, "t2", 15, 600, 180) * 1000;
    int64_t walk_days = body_int(&b, "walk_days", 1, 90, VIEW_WALK_DAYS);
    if (t2 <= t1)
        body_refuse(&b, "t2", "not after t1");
    if (!b.wrong && !words_has(lang))
        body_refuse(&b, "lang", "not a language of Tröskel's");
    if (!about_given(&b, event))
        return RESULT_INVALID;
    enum result result = db_run(store, "DELETE FROM centre", "");
    if (result == RESULT_OK)
        result = db_run(store,
                        "INSERT INTO centre VALUES(?,?,?,?,nullif(?,-1),"
                        "nullif(?,-1),?,?,?,?)",
                        "ttttddttii", event->about, name, lang, zone, opens,
                        closes, calm, picture, t1, t2);
    if (result == RESULT_OK)
        result = save_reach(store, event);
    if (result == RESULT_OK)
        result = save_walk_rule(store, walk_days);
    if (result == RESULT_OK)
        db_adopt_zone(store);
    return result;
}

enum result
project_group(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *name = body_text(&b, "name", NAME_MAX_CHARS, true);
    int64_t order = body_int(&b, "order", 0, 9999, 0);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, false);
    if (!about_given(&b, event))
        return RESULT_INVALID;
    return db_run(store, "INSERT OR REPLACE INTO grp VALUES(?,?,?,?)", "ttit",
                  event->about, name, order, picture);
}

static enum result
save_named(struct store *store, const struct event *event, const char *sql)
{
    struct body b = body_of(store, event);
    const char *name = body_text(&b, "name", NAME_MAX_CHARS, true);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, false);
    if (!about_given(&b, event))
        return RESULT_INVALID;
    return db_run(store, sql, "ttt", event->about, name, picture);
}

enum result
project_place(struct store *store, const struct event *event)
{
    return save_named(store, event,
                      "INSERT OR REPLACE INTO place VALUES(?,?,?)");
}

enum result
project_staff(struct store *store, const struct event *event)
{
    return save_named(store, event,
                      "INSERT OR REPLACE INTO staff VALUES(?,?,?)");
}

static enum result
save_groups(struct store *store, struct body *b, const struct event *event)
{
    const json_t *groups = json_object_get(b->json, "groups");
    size_t at;
    json_t *group;
    unsigned char bytes[UUID_BYTES];
    enum result result = db_run(
        store, "DELETE FROM person_group WHERE person=?", "t", event->about);
    json_array_foreach(groups, at, group)
    {
        if (!uuid_parse(json_string_value(group), bytes)) {
            body_refuse(b, "groups", "not an id");
            return RESULT_INVALID;
        }
        if (result == RESULT_OK)
            result = db_run(
                store, "INSERT OR REPLACE INTO person_group VALUES(?,?,?)",
                "tti", event->about, json_string_value(group), (int64_t)at);
    }
    return result;
}

/* A symbol belongs to one person of the centre. */
static void
check_symbol(struct store *store, struct body *b, const struct event *event,
             const char *symbol)
{
    int64_t taken = 0;
    if (symbol != NULL &&
        db_number(store, &taken,
                  "SELECT 1 FROM person WHERE symbol=? AND id<>? AND"
                  " ended IS NULL",
                  "tt", symbol, event->about) == RESULT_OK)
        body_refuse(b, "symbol", "belongs to someone else");
}

static enum result
save_ways(struct store *store, struct body *b, const struct event *event)
{
    int mode = body_word(b, "mode", words_of_mode, MODE_NOW_THEN);
    int level = body_word(b, "level", words_of_level, LEVEL_PICTURE_TEXT);
    int text = body_word(b, "text", words_of_text, TEXT_L);
    int direction =
        body_word(b, "direction", words_of_direction, DIRECTION_VERTICAL);
    int mark = body_word(b, "mark", words_of_mark, MARK_TICK);
    int time = body_word(b, "time", words_of_time, TIME_DOTS);
    int greys = body_bool(b, "greys");
    int64_t how_many = body_int(b, "how_many", 1, 6, 4);
    if (b->wrong)
        return RESULT_INVALID;
    return db_run(store,
                  "UPDATE person SET mode=?,level=?,text=?,direction=?,mark=?,"
                  "time=?,greys=?,how_many=? WHERE id=?",
                  "dddddddit", mode, level, text, direction, mark, time, greys,
                  how_many, event->about);
}

enum result
project_person(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *name = body_text(&b, "name", NAME_MAX_CHARS, true);
    const char *symbol = body_text(&b, "symbol", NAME_MAX_CHARS, true);
    const char *picture = body_text(&b, "symbol_picture", PICTURE_CHARS, true);
    const char *lang = body_text(&b, "lang", 3, false);
    const char *photo = body_text(&b, "photo", PICTURE_CHARS, false);
    const char *note = body_text(&b, "note", 2000, false);
    int64_t place = body_int(&b, "place", 0, PLACE_MAX, 0);
    /* Checked here, kept as strategies of the person's (project_support.c). */
    free(body_cards(&b, "strategies", VIEW_STRATEGIES_MAX));
    check_symbol(store, &b, event, symbol);
    enum result result = RESULT_INVALID;
    if (about_given(&b, event))
        result = db_run(store,
                        "INSERT INTO person(id,name,symbol,symbol_picture,"
                        "place,lang,mode,level,text,direction,mark,time,greys,"
                        "how_many,photo,note) VALUES(?1,?2,?3,?4,?5,?6,"
                        "0,0,0,0,0,0,0,4,?7,?8) ON CONFLICT(id) DO UPDATE SET"
                        " name=?2,symbol=?3,symbol_picture=?4,place=?5,lang=?6,"
                        "photo=?7,note=?8",
                        "ttttittt", event->about, name, symbol, picture, place,
                        lang, photo, note);
    if (result == RESULT_OK)
        result = save_ways(store, &b, event);
    if (result == RESULT_OK)
        result = save_groups(store, &b, event);
    if (result == RESULT_OK)
        result = save_reach(store, event);
    if (result == RESULT_OK)
        result = project_table_strategies(
            store, event->about, json_object_get(b.json, "strategies"));
    return result;
}

enum result
project_consent(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *what = body_text(&b, "what", NAME_MAX_CHARS, true);
    const char *date = body_text(&b, "date", 10, false);
    const char *by = body_text(&b, "by", NAME_MAX_CHARS, false);
    if (!about_given(&b, event))
        return RESULT_INVALID;
    return db_run(store, "INSERT OR REPLACE INTO consent VALUES(?,?,?,?,?)",
                  "ttdtt", event->about, what,
                  event->kind == EVENT_CONSENT_GIVEN, date, by);
}
