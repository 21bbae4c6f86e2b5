#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"
#include "firmware/store/view.h"
#include "firmware/store/view_json.h"
#include "firmware/store/view_label.h"
#include "firmware/store/view_plan.h"

/* What is said for this person (?3), their groups or everybody, on this date
 * or this weekday; without a person, for that group (?4) or everybody. */
static const char items_sql[] =
    "SELECT i.id,i.start,i.end,i.all_day,i.title,i.picture,i.place,"
    " (SELECT picture FROM place p WHERE p.name=i.place),i.with_list,i.why,"
    " i.bring,i.learn,i.how,i.options,i.notices,i.origin,"
    " EXISTS(SELECT 1 FROM done d WHERE d.date=?1 AND d.step=-1 AND"
    "  d.person=(SELECT n FROM subject WHERE id=?3) AND"
    "  d.item=(SELECT n FROM subject WHERE id=i.id)),"
    " (SELECT option FROM choice c WHERE c.person=?3 AND c.item=i.id AND"
    "  c.date=?1),"
    " g.kind,g.body,coalesce(s.seq,0)>=g.seq,i.known_when"
    " FROM item i LEFT JOIN change g ON g.item=i.id AND g.date=?1"
    " LEFT JOIN change_seen s ON s.person=?3 AND s.item=i.id AND s.date=?1"
    " WHERE (i.date=?1 OR (i.weekday=?2 AND coalesce(i.from_day,?1)<=?1 AND"
    "  coalesce(i.to_day,?1)>=?1)) AND (i.audience=0 OR (i.audience=1 AND"
    "  (i.audience_id=?4 OR i.audience_id IN"
    "   (SELECT grp FROM person_group WHERE person=?3))) OR"
    "  (i.audience=2 AND i.audience_id=?3))"
    " ORDER BY i.ord";

static void
read_answers(sqlite3_stmt *q, struct view_item *item)
{
    db_column_text(q, 6, item->where.text, sizeof item->where.text);
    db_column_text(q, 7, item->where.picture, sizeof item->where.picture);
    item->with_count = view_json_names((const char *)sqlite3_column_text(q, 8),
                                       item->with, VIEW_WITH_MAX);
    db_column_text(q, 9, item->why, sizeof item->why);
    db_column_text(q, 10, item->bring, sizeof item->bring);
    db_column_text(q, 11, item->learn, sizeof item->learn);
    db_column_text(q, 21, item->known_when, sizeof item->known_when);
    item->how_count = view_json_steps((const char *)sqlite3_column_text(q, 12),
                                      item->how, VIEW_STEPS_MAX);
    item->option_count =
        view_json_cards((const char *)sqlite3_column_text(q, 13), item->options,
                        VIEW_OPTIONS_MAX);
    view_json_numbers((const char *)sqlite3_column_text(q, 14), item->notices,
                      2);
}

static void
read_choice(sqlite3_stmt *q, struct view_item *item)
{
    item->chosen = db_column_int(q, 17, -1);
    if (item->chosen < 0 || item->chosen >= item->option_count)
        return;
    item->what = item->options[item->chosen];
    item->by_choice = true;
}

static int
time_in(const json_t *body, const char *field, int otherwise)
{
    int minute = otherwise;
    const char *text = json_string_value(json_object_get(body, field));
    if (text != NULL && civil_parse_time(text, &minute) != RESULT_OK)
        return otherwise;
    return minute;
}

static void
text_in(const json_t *body, const char *field, char *out, size_t size)
{
    const char *text = json_string_value(json_object_get(body, field));
    if (text != NULL)
        text_copy(out, size, text);
}

static char *
list_in(const json_t *body, const char *field)
{
    json_t *list = json_object_get(body, field);
    return json_is_array(list) ? json_dumps(list, JSON_COMPACT) : NULL;
}

/* What the day does not show, another for this date alone. */
static void
lay_details(const json_t *body, struct view_item *item)
{
    text_in(body, "why", item->why, sizeof item->why);
    text_in(body, "bring", item->bring, sizeof item->bring);
    text_in(body, "learn", item->learn, sizeof item->learn);
    text_in(body, "known_when", item->known_when, sizeof item->known_when);
    char *how = list_in(body, "how");
    if (how != NULL)
        item->how_count = view_json_steps(how, item->how, VIEW_STEPS_MAX);
    char *options = list_in(body, "options");
    if (options != NULL)
        item->option_count =
            view_json_cards(options, item->options, VIEW_OPTIONS_MAX);
    free(how);
    free(options);
}

/* Lays a change over what was planned; what it was stays beside it. */
static void
read_change(sqlite3_stmt *q, struct view_item *item)
{
    const char *text = (const char *)sqlite3_column_text(q, 19);
    json_t *body = text == NULL ? NULL : json_loads(text, 0, NULL);
    if (body == NULL)
        return;
    item->change = (enum view_change)sqlite3_column_int(q, 18);
    item->change_seen = sqlite3_column_int(q, 20) != 0;
    lay_details(body, item);
    if (item->change == CHANGE_DETAILS) {
        item->change = CHANGE_NONE;
        json_decref(body);
        return;
    }
    item->old_what = item->what;
    item->old_where = item->where;
    if (item->with_count > 0)
        item->old_with = item->with[0];
    item->old_start = item->start;
    if (json_object_get(body, "title") != NULL) {
        text_in(body, "title", item->what.text, sizeof item->what.text);
        item->what.picture[0] = '\0';
    }
    text_in(body, "picture", item->what.picture, sizeof item->what.picture);
    if (json_object_get(body, "place") != NULL) {
        text_in(body, "place", item->where.text, sizeof item->where.text);
        item->where.picture[0] = '\0';
    }
    int length = item->end >= 0 ? item->end - item->start : -1;
    item->start = time_in(body, "start", item->start);
    item->end = time_in(body, "end",
                        length >= 0 && item->start >= 0 ? item->start + length
                                                        : item->end);
    text_in(body, "reason", item->change_reason, sizeof item->change_reason);
    json_t *with = json_object_get(body, "with");
    if (json_is_array(with)) {
        char *names = json_dumps(with, JSON_COMPACT);
        item->with_count = view_json_names(names, item->with, VIEW_WITH_MAX);
        free(names);
    }
    if (item->change == CHANGE_CANCELLED)
        item->state = STATE_CANCELLED;
    json_decref(body);
}

static void
read_item(sqlite3_stmt *q, int32_t date, struct view_item *item)
{
    *item = (struct view_item){.date = date, .chosen = -1, .old_start = -1};
    db_column_text(q, 0, item->id, sizeof item->id);
    item->start = db_column_int(q, 1, -1);
    item->end = db_column_int(q, 2, -1);
    item->all_day = sqlite3_column_int(q, 3) != 0;
    db_column_text(q, 4, item->what.text, sizeof item->what.text);
    db_column_text(q, 5, item->what.picture, sizeof item->what.picture);
    item->by_choice =
        text_equal((const char *)sqlite3_column_text(q, 15), "choice");
    if (sqlite3_column_int(q, 16) != 0)
        item->state = STATE_DONE;
    read_answers(q, item);
    read_choice(q, item);
    read_change(q, item);
}

static enum result
read_done_steps(struct store *store, const char *person, struct view_item *item)
{
    sqlite3_stmt *q = db_query(store,
                               "SELECT step FROM done WHERE date=? AND"
                               " person=(SELECT n FROM subject WHERE id=?) AND"
                               " item=(SELECT n FROM subject WHERE id=?) AND"
                               " step>=0",
                               "itt", (int64_t)item->date, person, item->id);
    int row;
    while ((row = db_step(store, q)) == 1) {
        int step = sqlite3_column_int(q, 0);
        if (step < item->how_count)
            item->how[step].done = true;
    }
    return row < 0 ? RESULT_IO : RESULT_OK;
}

static void
staff_picture(struct store *store, struct view_card *card)
{
    sqlite3_stmt *q = db_query(store, "SELECT picture FROM staff WHERE name=?",
                               "t", card->text);
    if (db_step(store, q) == 1)
        db_column_text(q, 0, card->picture, sizeof card->picture);
    db_done(q);
}

static void
place_picture(struct store *store, struct view_card *card)
{
    if (card->picture[0] != '\0' || card->text[0] == '\0')
        return;
    sqlite3_stmt *q = db_query(store, "SELECT picture FROM place WHERE name=?",
                               "t", card->text);
    if (db_step(store, q) == 1)
        db_column_text(q, 0, card->picture, sizeof card->picture);
    db_done(q);
}

/* Whoever took their consent back is not seen in anybody's day. */
static void
agreed_pictures(struct store *store, struct view_item *item)
{
    view_agreed(store, item->what.picture);
    view_agreed(store, item->where.picture);
    view_agreed(store, item->old_what.picture);
    view_agreed(store, item->old_where.picture);
    view_agreed(store, item->old_with.picture);
    for (int i = 0; i < item->with_count; i++)
        view_agreed(store, item->with[i].picture);
    for (int i = 0; i < item->how_count; i++)
        view_agreed(store, item->how[i].card.picture);
    for (int i = 0; i < item->option_count; i++)
        view_agreed(store, item->options[i].picture);
}

/* All-day things first, then by the clock, then what has no time; otherwise
 * as planned (the list comes in that order and the sort is stable). */
static int
rank(const struct view_item *item)
{
    return item->all_day ? -1 : item->start < 0 ? 100000 : item->start;
}

static void
sort_items(struct view_day *day)
{
    for (int i = 1; i < day->count; i++) {
        struct view_item moved = day->items[i];
        int at = i;
        for (; at > 0 && rank(&day->items[at - 1]) > rank(&moved); at--)
            day->items[at] = day->items[at - 1];
        day->items[at] = moved;
    }
}

static enum result
read_day(struct store *store, const char *person, const char *group,
         int32_t date, struct view_day *out)
{
    sqlite3_stmt *q = db_query(store, items_sql, "iitt", (int64_t)date,
                               (int64_t)civil_weekday(date), person, group);
    int row;
    out->date = date;
    out->count = 0;
    out->left_out = 0;
    while ((row = db_step(store, q)) == 1) {
        if (out->count == VIEW_ITEMS_MAX)
            out->left_out++;
        else
            read_item(q, date, &out->items[out->count++]);
    }
    if (row < 0)
        return RESULT_IO;
    for (int i = 0; i < out->count; i++) {
        struct view_item *item = &out->items[i];
        if (item->how_count > 0 &&
            read_done_steps(store, person, item) != RESULT_OK)
            return RESULT_IO;
        for (int w = 0; w < item->with_count; w++)
            staff_picture(store, &item->with[w]);
        if (item->old_with.text[0] != '\0')
            staff_picture(store, &item->old_with);
        place_picture(store, &item->where);
        agreed_pictures(store, item);
    }
    sort_items(out);
    return view_label_options(store, person, out);
}

enum result
view_day(struct store *store, const char *person, int32_t date,
         struct view_day *out)
{
    return read_day(store, person, NULL, date, out);
}

enum result
view_group_day(struct store *store, const char *group, int32_t date,
               struct view_day *out)
{
    return read_day(store, "", group, date, out);
}

bool
view_item_exists(struct store *store, const char *id)
{
    int64_t one = 0;
    return db_number(store, &one, "SELECT 1 FROM item WHERE id=?", "t", id) ==
           RESULT_OK;
}
