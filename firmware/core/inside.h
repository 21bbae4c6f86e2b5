/* Inside core: what its files share. */
#pragma once

#include "firmware/button/spool.h"
#include "firmware/core/core.h"
#include "firmware/core/fault.h"
#include "firmware/core/keep.h"
#include "firmware/core/signal.h"
#include "firmware/store/store.h"
#include "firmware/store/view.h"
#include "firmware/store/view_today.h"

enum { CORE_LINES_MAX = 8, CORE_WALK_MS = 60000 };

/* A button, as troskel-button says it is. */
struct core_line {
    char place[RECORD_NAME_SIZE];
    char state[16]; /* "ok", "absent", "stuck", "fault" */
    bool staff;     /* for staff: "I am here" */
};

struct core_fault {
    enum view_fault_what what;
    char place[VIEW_NAME_SIZE];
    char state[16]; /* the last bad one */
    struct fault fault;
    bool told, stored; /* its last turn, to the log */
};

struct core_faults {
    struct core_fault rows[VIEW_FAULTS_MAX];
    int count;
    struct core_line lines[CORE_LINES_MAX];
    int line_count;
    bool button_here, button_seen; /* troskel-button has a line to us; had */
    bool spool; /* what is wrong with it is that it cannot store presses */
};

/* A walk test that is awaited: the next press there is a test. */
struct core_walk {
    char place[RECORD_NAME_SIZE]; /* empty: none */
    int64_t from_ms, until_ms;    /* boot_ms */
};

struct core {
    struct folder folder;
    struct clock *clock;
    struct store *store;
    struct spool *spool; /* NULL until the button has made one */
    struct keep keep;
    uint64_t version;
    bool broken;
    bool unmoved; /* the WAL holds commits that are not in the file yet */
    int64_t last_write_ms;
    int64_t moved_seq, moved_ms; /* where the WAL was moved last */
    int64_t spool_due_ms;
    uint64_t ours_due_ms; /* of the kernel's clock, see store_wal_is_ours */
    char button_state[16];
    bool receiver;
    int64_t started_ms;
    struct core_faults faults;
    struct core_walk walk;
    /* Who stands at the kiosk, or stood last; for LA-9. */
    char session[UUID_SIZE];
    bool session_open;
    int64_t session_end_ms;
    struct view_day day; /* room for the rules to look at a day */
};

/* One command on its way to an event and an answer. */
struct ask {
    const json_t *command; /* borrowed */
    enum event_through as;
    struct clock_time now;
    struct event event; /* id, at, boot, through, who and about are filled */
    json_t *extra;      /* more for the answer; owned by the ask */
    bool already;       /* it is so already: nothing to append */
    char why[12], where[64], says[200];
};

/* A rule checks, fills event.kind and event.body, or refuses. It runs inside
 * the transaction. */
typedef enum result rule_fn(struct core *core, struct ask *ask);

/* Says why not; returns `result` for the rule to return. */
enum result ask_refuse(struct ask *ask, enum result result, const char *why,
                       const char *where, const char *says);

/* Fields of the command. The text is borrowed; NULL if it is not there. */
const char *ask_text(const struct ask *ask, const char *field);
MUST_CHECK enum result ask_person(struct core *core, struct ask *ask,
                                  struct view_person *person);
MUST_CHECK enum result ask_signal(struct core *core, struct ask *ask,
                                  struct view_signal *out);
/* The fields of the closing form that the command has; never NULL. */
json_t *signal_form_of(const struct ask *ask);
MUST_CHECK enum result ask_date(struct ask *ask, int32_t *date);

/* Appends what the ask amounts to; an event sent before becomes `already`. */
MUST_CHECK enum result core_append(struct core *core, struct ask *ask);

rule_fn rule_arrive, rule_arrive_undo, rule_leave, rule_leave_undo;
rule_fn rule_done, rule_undone, rule_choose, rule_change, rule_change_seen;
rule_fn rule_pause, rule_resume;
rule_fn rule_settle, rule_staff_came, rule_staff_went;
rule_fn rule_ask, rule_deliver, rule_acknowledge, rule_with, rule_close;
rule_fn rule_withdraw, rule_whose, rule_signal_form, rule_walk, rule_centre;
rule_fn rule_batch, rule_spool, rule_button, rule_receiver, rule_session;
rule_fn rule_ping, rule_clock;

/* TP-5: a day that is out (today and tomorrow) is never edited in silence.
 * An item that a batch would overwrite or take away there becomes a change
 * that stands beside what was planned: its body is *made, the caller's. */
enum publish { PUBLISH_AS_IT_IS, PUBLISH_AS_CHANGE, PUBLISH_NOTHING };
enum publish core_publish(struct core *core, struct event *event,
                          json_t **made);

/* An event of core's own, in a transaction of its own; takes `body` over. */
MUST_CHECK enum result core_append_own(struct core *core, struct clock_time now,
                                       enum event_kind kind, const char *about,
                                       json_t *body);

/* What does not work (faults.c). */
void core_look_for_faults(struct core *core, struct clock_time now);
void core_load_faults(struct core *core);
json_t *core_faults_json(const struct core *core);
void core_end_walk(struct core *core);

/* What is due by time alone: escalations, walk tests that end. */
void core_keep_deadlines(struct core *core, struct clock_time now);

/* The spool's records into the log (presses.c). */
void core_take_spool(struct core *core);
