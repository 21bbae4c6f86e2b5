#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* What does not work is told at once to whoever is connected (core_status),
 * kept in the log, and stands in the database for the pages. Memory alone
 * decides, so that a full disk hides nothing. */

/* Where presses are when it is no line's fault. */
#define SPOOL_PLACE "kiosk"

enum { AGAIN_MS_MAX = 60000 };

static struct core_fault *
row_of(struct core *core, enum view_fault_what what, const char *place)
{
    struct core_faults *faults = &core->faults;
    for (int i = 0; i < faults->count; i++)
        if (faults->rows[i].what == what &&
            text_equal(faults->rows[i].place, place))
            return &faults->rows[i];
    if (faults->count == VIEW_FAULTS_MAX)
        return NULL;
    struct core_fault *row = &faults->rows[faults->count++];
    *row = (struct core_fault){.what = what};
    text_copy(row->place, sizeof row->place, place);
    return row;
}

static json_t *
body_of(const struct core_fault *row)
{
    json_t *body = json_pack("{s:s}", "what", view_fault_name(row->what));
    if (row->place[0] != '\0')
        json_object_set_new(body, "place", json_string(row->place));
    if (row->state[0] != '\0')
        json_object_set_new(body, "state", json_string(row->state));
    return body;
}

static void
store_turn(struct core *core, struct core_fault *row, struct clock_time now)
{
    enum event_kind kind =
        row->fault.stands ? EVENT_FAULT_BEGAN : EVENT_FAULT_ENDED;
    row->stored =
        core_append_own(core, now, kind, "", body_of(row)) == RESULT_OK;
}

static void
look_at(struct core *core, enum view_fault_what what, const char *place,
        const char *state, struct clock_time now, int64_t after_ms)
{
    bool bad = state[0] != '\0';
    struct core_fault *row = row_of(core, what, place);
    if (row == NULL)
        return;
    bool another = bad && !text_equal(row->state, state);
    if (bad)
        text_copy(row->state, sizeof row->state, state);
    enum fault_turn turn = fault_take(&row->fault, bad, now.boot_ms, after_ms);
    if (turn == FAULT_SAME && !(another && row->fault.stands)) {
        if (!row->stored && row->told)
            store_turn(core, row, now); /* the disk was full */
        return;
    }
    row->told = true;
    core->version++;
    log_warn("%s%s%s: %s", view_fault_name(what), place[0] != '\0' ? " " : "",
             place, row->fault.stands ? row->state : "works again");
    store_turn(core, row, now);
}

static struct core_line *
line_at(struct core *core, const char *place)
{
    for (int i = 0; i < core->faults.line_count; i++)
        if (text_equal(core->faults.lines[i].place, place))
            return &core->faults.lines[i];
    return NULL;
}

/* A button that is no longer configured cannot be at fault. */
static void
forget_lines(struct core *core, struct clock_time now)
{
    for (int i = 0; i < core->faults.count; i++) {
        const struct core_fault *row = &core->faults.rows[i];
        if (row->fault.stands && row->place[0] != '\0' &&
            !text_equal(row->place, SPOOL_PLACE) &&
            line_at(core, row->place) == NULL)
            look_at(core, row->what, row->place, "", now, 0);
    }
}

/* --- the three things that are watched --- */

static void
look_at_buttons(struct core *core, struct clock_time now)
{
    const struct core_faults *faults = &core->faults;
    bool starting = now.boot_ms - core->started_ms < FAULT_START_MS;
    bool here = faults->button_here || (starting && !faults->button_seen);
    look_at(core, FAULT_BUTTON, "", here ? "" : "absent", now, FAULT_LINK_MS);
    if (!faults->button_here)
        return;
    for (int i = 0; i < core->faults.line_count; i++) {
        const struct core_line *line = &core->faults.lines[i];
        look_at(core, line->staff ? FAULT_STAFF : FAULT_BUTTON, line->place,
                text_equal(line->state, "ok") ? "" : line->state, now, 0);
    }
    /* What is no line's: presses that cannot be stored. */
    bool spool = text_equal(core->button_state, "fault") && faults->spool;
    look_at(core, FAULT_BUTTON, SPOOL_PLACE, spool ? "fault" : "", now, 0);
    forget_lines(core, now);
}

/* A staff program that hangs keeps its line: what it says again and again
 * tells that it lives. In real time, since a test clock may stand still. */
static void
hear_receiver(struct core *core)
{
    if (core->receiver_due_ms == 0 ||
        clock_kernel_ns() / 1000000 < core->receiver_due_ms)
        return;
    core->receiver_due_ms = 0;
    core->receiver_silent = true;
    core->receiver = false;
    core->version++;
}

/* Nobody logged in is given a minute (A9); a page that is open and has fallen
 * silent has had its time already (A3). */
static void
look_at_receiver(struct core *core, const struct view_centre *centre,
                 struct clock_time now)
{
    hear_receiver(core);
    bool missing = !core->receiver &&
                   fault_opening_hours(
                       centre, civil_from_utc(now.utc_ms).minute, now.quality);
    const char *state = core->receiver_silent ? "silent" : "absent";
    look_at(core, FAULT_RECEIVER, "", missing ? state : "", now,
            core->receiver_silent ? 0 : FAULT_RECEIVER_MS);
}

static const struct view_walk *
walk_of(const struct view_walk *walks, int count, const char *place)
{
    for (int i = 0; i < count; i++)
        if (text_equal(walks[i].place, place))
            return &walks[i];
    return NULL;
}

static void
look_at_walks(struct core *core, const struct view_centre *centre,
              struct clock_time now)
{
    struct view_walk walks[VIEW_FAULTS_MAX];
    int count = 0;
    if (core->faults.line_count == 0 ||
        view_walks(core->store, walks, VIEW_FAULTS_MAX, &count) != RESULT_OK)
        return;
    for (int i = 0; i < core->faults.line_count; i++) {
        const struct core_line *line = &core->faults.lines[i];
        if (line->staff)
            continue;
        bool due = fault_walk_due(walk_of(walks, count, line->place), now,
                                  centre->walk_days);
        look_at(core, FAULT_WALK, line->place, due ? "due" : "", now, 0);
    }
}

void
core_look_for_faults(struct core *core, struct clock_time now)
{
    struct view_centre centre;
    look_at_buttons(core, now);
    if (core->walk.place[0] != '\0' && now.boot_ms >= core->walk.until_ms)
        core_end_walk(core);
    if (view_centre(core->store, &centre) != RESULT_OK)
        return;
    look_at_receiver(core, &centre, now);
    look_at_walks(core, &centre, now);
}

/* What stood when core ended stands until it is seen to work. */
void
core_load_faults(struct core *core)
{
    struct view_fault stood[VIEW_FAULTS_MAX];
    int count = 0;
    if (view_faults(core->store, stood, VIEW_FAULTS_MAX, &count) != RESULT_OK)
        return;
    for (int i = 0; i < count; i++) {
        struct core_fault *row = row_of(core, stood[i].what, stood[i].place);
        if (row == NULL)
            return;
        text_copy(row->state, sizeof row->state, stood[i].state);
        row->fault.stands = row->stored = row->told = true;
    }
}

json_t *
core_faults_json(const struct core *core)
{
    json_t *list = json_array();
    for (int i = 0; i < core->faults.count; i++)
        if (core->faults.rows[i].fault.stands)
            json_array_append_new(list, body_of(&core->faults.rows[i]));
    return list;
}

/* --- what the programs tell of themselves --- */

static void
take_lines(struct core *core, const json_t *lines)
{
    struct core_faults *faults = &core->faults;
    size_t at;
    json_t *value;
    faults->line_count = 0;
    json_array_foreach(lines, at, value)
    {
        const char *place = json_string_value(json_object_get(value, "place"));
        const char *state = json_string_value(json_object_get(value, "state"));
        struct core_line *same = line_at(core, place);
        if (same != NULL) { /* two in one room are told of together */
            if (!text_equal(state, "ok"))
                text_copy(same->state, sizeof same->state, state);
            continue;
        }
        if (faults->line_count == CORE_LINES_MAX)
            return;
        struct core_line *line = &faults->lines[faults->line_count++];
        *line = (struct core_line){
            .staff = json_is_true(json_object_get(value, "staff"))};
        text_copy(line->place, sizeof line->place, place);
        text_copy(line->state, sizeof line->state, state);
    }
}

enum result
rule_button(struct core *core, struct ask *ask)
{
    const char *state = ask_text(ask, "state");
    if (text_empty(state))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "state", "missing");
    if (!text_equal(core->button_state, state))
        core->version++;
    text_copy(core->button_state, sizeof core->button_state, state);
    core->faults.button_here = core->faults.button_seen = true;
    core->faults.spool = json_is_true(json_object_get(ask->command, "spool"));
    take_lines(core, json_object_get(ask->command, "lines"));
    core->spool_due_ms = 0; /* a fault is told in this turn */
    return RESULT_OK;
}

enum result
rule_receiver(struct core *core, struct ask *ask)
{
    bool open = json_is_true(json_object_get(ask->command, "open"));
    bool silent = json_is_true(json_object_get(ask->command, "silent"));
    json_int_t again =
        json_integer_value(json_object_get(ask->command, "again_ms"));
    if (core->receiver != open || core->receiver_silent != silent)
        core->version++;
    core->receiver = open;
    core->receiver_silent = silent && !open;
    core->receiver_due_ms = 0;
    if (open && again > 0 && again <= AGAIN_MS_MAX)
        core->receiver_due_ms = clock_kernel_ns() / 1000000 + (uint64_t)again;
    core->spool_due_ms = 0;
    return RESULT_OK;
}

void
core_peer_gone(struct core *core, enum event_through as)
{
    if (as == THROUGH_BUTTON && core->faults.button_here) {
        text_copy(core->button_state, sizeof core->button_state, "absent");
        core->faults.button_here = false;
        core->version++;
    }
    if (as == THROUGH_STAFF && (core->receiver || core->receiver_silent)) {
        core->receiver = core->receiver_silent = false;
        core->receiver_due_ms = 0;
        core->version++;
    }
}
