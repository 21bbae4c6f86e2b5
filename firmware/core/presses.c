#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* LA-9: a press within this time of somebody's session is theirs, unless
 * they or staff say otherwise. */
enum { SESSION_MS = 30000 };

static bool
session_near(const struct core *core, const struct record *record)
{
    if (core->session[0] == '\0' ||
        !text_equal(record->boot, clock_boot_id(core->clock)))
        return false;
    return core->session_open ||
           record->boot_ms - core->session_end_ms <= SESSION_MS;
}

static const char *
place_of(const struct record *record)
{
    return record->name[0] != '\0' ? record->name : "kiosk";
}

/* LA-8: presses of one place within ten seconds are one signal. Test presses
 * of one place are one for as long as the test is open: a thousand of them are
 * no thousand lines on a page. */
static bool
belongs_to_open(struct core *core, const struct record *record,
                enum view_signal_kind kind, char id[UUID_SIZE])
{
    struct view_signal signal;
    if (view_signal_at(core->store, clock_boot_id(core->clock), kind,
                       place_of(record), &signal) != RESULT_OK)
        return false;
    if (kind != SIGNAL_TEST &&
        (!text_equal(signal.last_boot, record->boot) ||
         !signal_merges(signal.last_boot_ms, record->boot_ms)))
        return false;
    text_copy(id, UUID_SIZE, signal.id);
    return true;
}

static json_t *
press_body(const struct record *record)
{
    /* A box without a clock may begin before 1970, which the log does not
     * know; its order is that of the numbers anyway. */
    json_int_t utc_ms = record->utc_ms < 0 ? 0 : record->utc_ms;
    json_t *body =
        json_pack("{s:I,s:I,s:I,s:s}", "spool", (json_int_t)record->number,
                  "pressed_utc_ms", utc_ms, "pressed_boot_ms",
                  (json_int_t)record->boot_ms, "pressed_boot", record->boot);
    if (record->count > 1)
        json_object_set_new(body, "presses", json_integer(record->count));
    if (record->missed > 0)
        json_object_set_new(body, "missed",
                            json_integer((json_int_t)record->missed));
    return body;
}

/* --- the walk test --- */

/* The one press that somebody of the staff said was coming. The next one is a
 * person's again, and so is any after the time. */
static bool
is_walk(const struct core *core, const struct record *record)
{
    const struct core_walk *walk = &core->walk;
    return walk->place[0] != '\0' &&
           text_equal(walk->place, place_of(record)) &&
           text_equal(record->boot, clock_boot_id(core->clock)) &&
           record->boot_ms >= walk->from_ms &&
           record->boot_ms <= walk->until_ms;
}

void
core_end_walk(struct core *core)
{
    core->walk.place[0] = '\0';
    core->version++;
}

static bool
knows_button(const struct core *core, const char *place)
{
    const struct core_faults *faults = &core->faults;
    for (int i = 0; i < faults->line_count; i++)
        if (text_equal(faults->lines[i].place, place) &&
            !faults->lines[i].staff)
            return true;
    /* A laptop has no line: its button is a key. */
    return faults->line_count == 0 && text_equal(place, "kiosk");
}

enum result
rule_walk(struct core *core, struct ask *ask)
{
    const char *place = ask_text(ask, "place");
    if (!knows_button(core, place))
        return ask_refuse(ask, RESULT_ABSENT, "absent", "place",
                          "there is no such button");
    text_copy(core->walk.place, sizeof core->walk.place, place);
    core->walk.from_ms = ask->now.boot_ms;
    core->walk.until_ms = ask->now.boot_ms + CORE_WALK_MS;
    ask->event.body = json_pack("{s:s}", "place", place);
    return RESULT_OK;
}

/* --- from records to events --- */

/* Whom the staff's own button answers: the newest that nobody is with, of its
 * place if it has one. */
static bool
answered_by(struct core *core, const struct record *record, char id[UUID_SIZE])
{
    struct view_signal signals[VIEW_SIGNALS_MAX];
    int count = 0;
    if (view_signals(core->store, clock_boot_id(core->clock), false, signals,
                     VIEW_SIGNALS_MAX, &count) != RESULT_OK)
        return false;
    for (int i = 0; i < count; i++) {
        if (signals[i].kind == SIGNAL_TEST || signals[i].state >= SIGNAL_WITH ||
            (record->name[0] != '\0' &&
             !text_equal(record->name, signals[i].place)))
            continue;
        text_copy(id, UUID_SIZE, signals[i].id);
        return true;
    }
    return false;
}

static void
make_press(struct core *core, const struct record *record, struct event *event)
{
    bool walk = is_walk(core, record);
    enum view_signal_kind kind =
        walk || record->flags & RECORD_TEST ? SIGNAL_TEST : SIGNAL_PRESS;
    if (!walk && belongs_to_open(core, record, kind, event->about))
        return;
    event->kind = EVENT_SIGNAL_RAISED;
    uuid_make(event->about, event->at.utc_ms);
    json_object_set_new(event->body, "kind",
                        json_string(view_signal_kind_name(kind)));
    json_object_set_new(event->body, "place", json_string(place_of(record)));
    if (walk)
        json_object_set_new(event->body, "walk", json_true());
    if (kind == SIGNAL_PRESS && session_near(core, record))
        json_object_set_new(event->body, "person", json_string(core->session));
}

/* Its kind stays EVENT_NONE if nothing follows from the record. */
static void
make_event(struct core *core, const struct record *record, struct event *event)
{
    *event = (struct event){.at = clock_now(core->clock),
                            .through = THROUGH_BUTTON,
                            .kind = EVENT_SIGNAL_REPEATED,
                            .body = press_body(record)};
    text_copy(event->boot_id, sizeof event->boot_id,
              clock_boot_id(core->clock));
    if ((record->flags & RECORD_STAFF) == 0)
        make_press(core, record, event);
    else
        event->kind = answered_by(core, record, event->about)
                          ? EVENT_SIGNAL_WITH
                          : EVENT_NONE;
}

/* One record, one event at the most, one transaction with the new position. */
static enum result
store_record(struct core *core, const struct record *record)
{
    struct event event;
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    make_event(core, record, &event);
    if (event.kind != EVENT_NONE)
        result = store_append(core->store, &event);
    bool walk = json_is_true(json_object_get(event.body, "walk"));
    json_decref(event.body);
    if (result == RESULT_OK)
        result = store_set_spool_position(core->store, spool_id(core->spool),
                                          record->number);
    if (result == RESULT_OK)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    if (result != RESULT_OK)
        return result;
    if (walk)
        core_end_walk(core);
    core->version++;
    core->unmoved = true;
    core->last_write_ms = event.at.boot_ms;
    return RESULT_OK;
}

/* Nothing that a record says may keep the press itself, and those behind it,
 * from the log: what the log refuses is stored as a bare press. If it refuses
 * that too, the state is not what it should be, and is proved. */
static enum result
take_record(struct core *core, const struct record *record)
{
    struct clock_time now = clock_now(core->clock);
    struct record bare = {.number = record->number,
                          .count = record->count,
                          .missed = record->missed,
                          .flags = record->flags,
                          .utc_ms = now.utc_ms,
                          .boot_ms = now.boot_ms};
    enum result result = store_record(core, record);
    if (result != RESULT_INVALID)
        return result;
    text_copy(bare.boot, sizeof bare.boot, clock_boot_id(core->clock));
    log_warn("press %llu is not what the log takes (%s %s): stored bare",
             (unsigned long long)record->number,
             store_problem_field(core->store), store_problem(core->store));
    result = store_record(core, &bare);
    if (result == RESULT_INVALID)
        core_doubt(core, "the log does not take a press");
    return result;
}

/* Is this press, which is in the log, of the very file that is open? */
static bool
is_of_this_spool(struct core *core, const struct store_press *press)
{
    struct record record;
    return press->number > 0 &&
           spool_next(core->spool, press->number - 1, &record) == RESULT_OK &&
           record.number == press->number && record.boot_ms == press->boot_ms &&
           text_equal(record.boot, press->boot);
}

/* The position is two fields in the database, and damage there would skip
 * presses or take them twice. The log knows as well: what it says of its
 * newest press is compared, once for each file. */
static enum result
mend_position(struct core *core)
{
    char id[STORE_SPOOL_ID_SIZE];
    uint64_t position = 0;
    struct store_press press = {0};
    enum result result = store_spool_position(core->store, id, &position);
    if (result != RESULT_OK ||
        store_newest_press(core->store, &press) != RESULT_OK)
        return result;
    bool same = text_equal(id, spool_id(core->spool));
    bool behind = same && position < press.number;
    bool beyond =
        same && position > press.number && position > spool_last(core->spool);
    bool renamed = !same && is_of_this_spool(core, &press);
    if (!behind && !beyond && !renamed)
        return RESULT_OK;
    log_warn("spool: the log has press %llu, the position was %llu in %s",
             (unsigned long long)press.number, (unsigned long long)position,
             id);
    result = store_begin(core->store);
    if (result == RESULT_OK)
        result = store_set_spool_position(core->store, spool_id(core->spool),
                                          press.number);
    if (result == RESULT_OK)
        return store_commit(core->store);
    store_rollback(core->store);
    return result;
}

static enum result
find_spool(struct core *core)
{
    char path[FOLDER_PATH_SIZE];
    if (core->spool != NULL)
        return RESULT_OK;
    folder_path(&core->folder, "spool/button.spool", path);
    enum result result = spool_open_read(&core->spool, path);
    if (result == RESULT_OK)
        result = mend_position(core);
    if (result != RESULT_OK) {
        spool_close(core->spool);
        core->spool = NULL;
    }
    return result;
}

/* Where we are in this file; another file begins at nought. */
static enum result
position_in(struct core *core, uint64_t *position)
{
    char id[STORE_SPOOL_ID_SIZE];
    enum result result = store_spool_position(core->store, id, position);
    if (result == RESULT_OK && !text_equal(id, spool_id(core->spool)))
        *position = 0;
    return result;
}

void
core_take_spool(struct core *core)
{
    uint64_t position = 0;
    struct record record;
    if (find_spool(core) != RESULT_OK ||
        position_in(core, &position) != RESULT_OK)
        return;
    enum result result;
    while ((result = spool_next(core->spool, position, &record)) == RESULT_OK) {
        if (record.missed > 0)
            log_warn("spool: %llu damaged before press %llu",
                     (unsigned long long)record.missed,
                     (unsigned long long)record.number);
        result = take_record(core, &record);
        if (result != RESULT_OK) {
            core->broken = core->broken || result == RESULT_IO;
            return; /* the record waits; the next turn tries again */
        }
        position = record.number;
    }
    if (result == RESULT_IO) {
        spool_close(core->spool);
        core->spool = NULL;
    }
}

enum result
rule_spool(struct core *core, struct ask *ask)
{
    uint64_t position = 0;
    core_take_spool(core);
    if (core->spool != NULL && position_in(core, &position) != RESULT_OK)
        return RESULT_IO;
    ask->extra = json_pack("{s:I}", "position", (json_int_t)position);
    return RESULT_OK;
}
