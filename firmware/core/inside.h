/* Inside core: what its files share. */
#pragma once

#include "firmware/access/hasher.h"
#include "firmware/access/throttle.h"
#include "firmware/base/role.h"
#include "firmware/button/spool.h"
#include "firmware/core/core.h"
#include "firmware/core/fault.h"
#include "firmware/core/keep.h"
#include "firmware/core/purge.h"
#include "firmware/core/signal.h"
#include "firmware/store/store.h"
#include "firmware/store/view.h"
#include "firmware/store/view_access.h"
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

struct ask;
struct later;
struct view_whom;

/* What follows when the key is there; inside no transaction. Refuses or fills
 * ask->extra, or asks for another key (later_again) and returns BUSY. */
typedef enum result later_fn(struct core *core, struct ask *ask,
                             struct later *later);

/* A command that waits for a key to be made of a password. */
struct later {
    uint64_t ticket; /* 0: free */
    json_t *command; /* ours */
    enum event_through as;
    later_fn *then;
    char account[UUID_SIZE];         /* whose password; empty: nobody's */
    char by[UUID_SIZE];              /* whose session asks; may be empty */
    char session[SECRET_HASH_SIZE];  /* that session */
    char guess[SECRET_HASH_SIZE];    /* what is counted, where; may be empty */
    char source[ACCESS_SOURCE_SIZE]; /* the place it comes from */
    struct access_key stored;        /* what the key is held against */
    struct access_key made;          /* or what it becomes */
    unsigned char key[SECRET_KEY_BYTES];
};

/* Who gets in (door.c): what is on its way, and what is counted. */
struct door {
    struct hasher *hasher;
    struct later laters[HASHER_QUEUE_MAX];
    uint64_t tickets;
    core_answer_fn *answered;
    void *user;
    struct throttle_bucket unknown,
        known;                    /* places nobody, somebody came from */
    char first[SECRET_CODE_SIZE]; /* for the first account */
    int64_t first_until_ms;
    int first_wrong;
};

enum { CORE_TURNED_MAX = 16 };

/* Who was turned away at which page a while ago. */
struct core_turned {
    char who[UUID_SIZE];
    char what[68];
    int64_t boot_ms;
};

struct core {
    struct folder folder;
    struct clock *clock;
    struct store *store;
    struct spool *spool; /* NULL until the button has made one */
    struct keep keep;
    struct core_purge purge;
    uint64_t version;
    bool broken;
    bool doubted;      /* at the next start everything has to be proved */
    int64_t opened_ms; /* boot_ms */
    bool unmoved;      /* the WAL holds commits that are not in the file yet */
    int64_t last_write_ms;
    int64_t moved_seq, moved_ms; /* where the WAL was moved last */
    int64_t wal_tried; /* its bytes when it was too long and moved; 0: is not */
    int64_t spool_due_ms;
    uint64_t ours_due_ms; /* of the kernel's clock, see store_wal_is_ours */
    char button_state[16];
    bool receiver;
    bool receiver_silent;     /* a page is open, and does not draw */
    uint64_t receiver_due_ms; /* of the kernel's clock: said again until then,
                                 or it is silent; 0: said once */
    int64_t started_ms;
    struct core_faults faults;
    struct core_walk walk;
    /* Who stands at the kiosk, or stood last; for LA-9. */
    char session[UUID_SIZE];
    bool session_open;
    int64_t session_end_ms;
    struct core_turned turned[CORE_TURNED_MAX];
    unsigned turned_next;
    struct view_day day; /* room for the rules to look at a day */
    struct door door;
};

/* One command on its way to an event and an answer. */
struct ask {
    const json_t *command; /* borrowed */
    enum event_through as;
    struct clock_time now;
    struct event event; /* id, at, boot, through, who and about are filled */
    json_t *extra;      /* more for the answer; owned by the ask */
    bool already;       /* it is so already: nothing to append */
    uint64_t later;     /* the ticket, when the answer comes later */
    /* Whose session carries it; empty: nobody's (the box itself asks). */
    char account[UUID_SIZE];
    enum role role;
    char session[SECRET_HASH_SIZE];
    struct access_session opened; /* that session */
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
                                  struct view_brief *person);
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
rule_fn rule_retention, rule_hold, rule_hold_lift, rule_handed_over;
rule_fn rule_purge, rule_erase, rule_rules, rule_agreed, rule_note_day;
rule_fn rule_confirm, rule_journal, rule_transferred, rule_exported;
rule_fn rule_batch, rule_spool, rule_button, rule_receiver, rule_session;
rule_fn rule_ping, rule_clock;
rule_fn rule_person_new, rule_person_save, rule_person_end, rule_person_resume;
rule_fn rule_group_save, rule_place_save, rule_staff_save;
rule_fn rule_strategies_save, rule_wellbeing_save, rule_help_save;
rule_fn rule_own_words_save, rule_agreement_save;
rule_fn rule_strength_save, rule_strength_remove;
rule_fn rule_relation_save, rule_relation_remove;
rule_fn rule_consent_give, rule_consent_withdraw;
rule_fn rule_picture_save, rule_picture_words, rule_picture_remove;
rule_fn rule_picture_name, rule_recording_save, rule_recording_remove;
rule_fn rule_item_save, rule_item_remove, rule_item_move, rule_week_reset;
rule_fn rule_lay, rule_lay_undo, rule_template_save, rule_template_remove;
rule_fn rule_account_save, rule_account_close, rule_reset_code;
rule_fn rule_end_sessions, rule_logout, rule_use, rule_looked, rule_reviewed;
rule_fn rule_login, rule_unlock, rule_pin_login, rule_first_code;
rule_fn rule_password_set, rule_password_reset, rule_pin_set;
rule_fn rule_first_account, rule_turned_away, rule_own_lang, rule_card_shown;

/* --- team.c --- */
/* staff with groups of their own read and change their people, and
 * whoever is in no group; a signal, and who is here, are everybody's. Refuses
 * ("team") or is OK: for the box itself, for every other role, and where
 * `person` is NULL or nobody who comes here. */
MUST_CHECK enum result team_allows(struct core *core, struct ask *ask,
                                   const char *person);
/* The same of whom a thing of the plan is for: a group's plan is that group's
 * staff's; what is for all, and a template, is the centre's, and everybody's.
 * team_allows_item: of a thing that stands (OK if there is none). */
MUST_CHECK enum result team_allows_plan(struct core *core, struct ask *ask,
                                        const struct view_whom *whom);
MUST_CHECK enum result team_allows_item(struct core *core, struct ask *ask,
                                        const char *item);
/* Of whom `field` names in what stands saved about `about` (OK if nothing
 * does). */
MUST_CHECK enum result team_allows_saved(struct core *core, struct ask *ask,
                                         enum event_kind kind,
                                         const char *about, const char *field);

/* --- door.c --- */
MUST_CHECK enum result door_open(struct core *core);
void door_close(struct core *core);

/* The session that a command carries: fills who, account, role and session,
 * or refuses. `locked_too`: a locked one will do. */
MUST_CHECK enum result door_session(struct core *core, struct ask *ask,
                                    unsigned roles, bool locked_too);
/* Notes that it was used, once a minute. */
void door_used(struct core *core, const struct ask *ask);

/* May somebody try to be `name` from where this command comes? Fills
 * later->guess and later->source, or refuses ("locked" with wait_ms, "busy").
 * door_wrong and door_right count what came of it, inside a transaction;
 * door_wrong refuses. */
MUST_CHECK enum result door_may_try(struct core *core, struct ask *ask,
                                    struct later *later, const char *what,
                                    const char *name);
MUST_CHECK enum result door_wrong(struct core *core, struct ask *ask,
                                  const struct later *later);
MUST_CHECK enum result door_right(struct core *core, struct ask *ask,
                                  const struct later *later);
/* A session opens: its token into ask->extra, the event. `since`: opened
 * then already (boot_ms), or -1. Inside a transaction. */
MUST_CHECK enum result door_let_in(struct core *core, struct ask *ask,
                                   const struct later *later, int64_t since);

/* --- login.c --- */
/* Refuses a password that is not taken; with its `verdict` in the answer. */
MUST_CHECK enum result core_new_password(struct ask *ask, const char *password,
                                         const char *const *names);

/* --- later.c --- */
/* A place among those that wait, or NULL: ask is refused as busy. */
struct later *later_begin(struct core *core, struct ask *ask);
/* Lets go of what later_begin gave. */
void later_drop(struct later *later);
/* Sends `password` to be held against later->stored (`check`) or to become
 * later->made; `then` is called with the key. Marks the ask as to be answered
 * later. */
MUST_CHECK enum result later_check(struct core *core, struct ask *ask,
                                   struct later *later, const char *password,
                                   later_fn *then);
MUST_CHECK enum result later_make(struct core *core, struct ask *ask,
                                  struct later *later, const char *password,
                                  later_fn *then);
bool later_matches(const struct later *later);

/* --- command.c --- */
/* Fills an ask with the time and its ids, as of now. */
MUST_CHECK enum result ask_fill(struct core *core, struct ask *ask);
/* One more event in the same transaction, by whoever asks. The body is taken
 * over. */
MUST_CHECK enum result ask_append(struct core *core, struct ask *ask,
                                  enum event_kind kind, const char *about,
                                  json_t *body);
/* Ends the transaction: commits if `result` is OK, else takes it all back. */
MUST_CHECK enum result ask_end(struct core *core, struct ask *ask,
                               enum result result);
/* The answer; frees what the ask holds. */
json_t *ask_answer(struct core *core, struct ask *ask, enum result result);

/* TP-5: a day that is out (today and tomorrow) is never edited in silence.
 * An item that a batch would overwrite or take away there becomes a change
 * that stands beside what was planned: its body is *made, the caller's. */
enum publish { PUBLISH_AS_IT_IS, PUBLISH_AS_CHANGE, PUBLISH_NOTHING };
enum publish core_publish(struct core *core, struct event *event,
                          json_t **made);

/* A picture's bytes from inbox/: {"hash":…,"file":NAME}. */
MUST_CHECK enum result core_put_blob(struct core *core, struct ask *ask,
                                     const json_t *blob);
/* Appends an event; of a recording its bytes are looked at before, and those
 * that it takes the place of are gone. In a transaction. */
MUST_CHECK enum result core_append_sound(struct core *core, struct ask *ask,
                                         struct event *event);
/* Takes a file out of inbox/ again. */
void core_drop_inbox(struct core *core, const char *name);
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

/* Opens core->store so that what is served is whole (whole.c). */
MUST_CHECK enum result core_open_store(struct core *core);

/* Something is not as it should be: ends this process, and the next one
 * proves the database before it trusts it. Not twice within a minute. */
void core_doubt(struct core *core, const char *why);

/* The spool's records into the log (presses.c). */
void core_take_spool(struct core *core);
