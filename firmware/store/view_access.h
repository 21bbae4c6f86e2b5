/*
 * Accounts, sessions, and who looked at whom, for whoever reads.
 *
 * An account's id is the id of the staff it belongs to, so that `who` of an
 * event is either; a planner's or a technician's is nobody of the staff.
 *
 * A session lives in one boot of the box and is counted by the boot clock,
 * which never jumps; so it ends in time though the wall clock is unsure. When
 * nobody touches it for SESSION_IDLE_MS it is locked: it opens no person's
 * page, but a page of today goes on showing signals with place and time, and
 * may answer them (nobody waits because somebody was logged out). Password or
 * PIN open it again; after SESSION_MOST_MS it is over.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/result.h"
#include "firmware/base/role.h"
#include "firmware/base/secret.h"
#include "firmware/store/access.h"
#include "firmware/store/view.h"

enum {
    SESSION_IDLE_MS = 15 * 60 * 1000,
    SESSION_MOST_MS = 10 * 3600 * 1000,
    SESSION_CORNER_IDLE_MS = 60 * 1000, /* of the kiosk's staff corner */
    SESSION_CORNER_MOST_MS = 15 * 60 * 1000,
    SESSION_USE_EVERY_MS = 60 * 1000, /* how exactly use is noted */
    VIEW_ACCOUNTS_MAX = 200,
    VIEW_LOOKS_MAX = 200
};

struct view_account {
    char id[UUID_SIZE];
    char login[VIEW_NAME_SIZE]; /* folded: small letters */
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE]; /* of the staff; may be empty */
    enum role role;
    char lang[4]; /* empty: the centre's */
    char groups[VIEW_GROUPS_MAX][UUID_SIZE];
    int group_count; /* 0: all */
    bool closed;
    bool staff;                 /* is one of the staff */
    bool has_password, has_pin; /* can log in, on the web, at the kiosk */
    int sessions;               /* open ones (rows, some may be over) */
};

/* RESULT_ABSENT if there is none. */
MUST_CHECK enum result view_account(struct store *store, const char *id,
                                    struct view_account *out);
/* By the name that is typed, whatever its case; closed ones too. */
MUST_CHECK enum result view_find_account(struct store *store, const char *login,
                                         char id[UUID_SIZE]);
/* By name, closed ones last; *count is how many are given. */
MUST_CHECK enum result view_accounts(struct store *store,
                                     struct view_account *out, int max,
                                     int *count);
/* Of accounts that are open and may log in. */
MUST_CHECK enum result view_account_count(struct store *store, unsigned roles,
                                          int *count);

/* True: the account is for all groups, or the person is in one of its, in none
 * at all, or nobody. */
MUST_CHECK enum result view_is_of_team(struct store *store,
                                       const struct view_account *account,
                                       const char *person, bool *is);

struct view_session {
    struct view_account account; /* its groups too */
    char csrf[SECRET_CSRF_SIZE];
    enum event_through through;
    bool locked;
    int64_t idle_left_ms; /* until it is locked; 0 then */
    int64_t left_ms;      /* until it is over */
    int64_t unused_ms;    /* since it was used last, as far as is noted */
};

/* RESULT_ABSENT: there is none, it is over, or its account is closed. */
MUST_CHECK enum result view_session(struct store *store, const char *boot_id,
                                    const char *token, struct clock_time now,
                                    struct view_session *out);
/* Of a row that core has; the account is not looked up. False: it is over. */
bool view_session_lives(const struct access_session *session,
                        const char *boot_id, struct clock_time now,
                        struct view_session *out);

struct view_open_session {
    char hash[SECRET_HASH_SIZE]; /* names it in `end_sessions` */
    enum event_through through;
    char source[ACCESS_SOURCE_SIZE];
    int64_t at_utc_ms;
    int64_t unused_ms;
    bool locked;
};
/* Which sessions: whose, and what they are measured against. */
struct view_login {
    const char *account, *boot_id;
    struct clock_time now;
};
/* An account's, newest first. */
MUST_CHECK enum result view_sessions(struct store *store,
                                     const struct view_login *of,
                                     struct view_open_session *out, int max,
                                     int *count);

/* --- who looked at whom --- */

struct view_look {
    int64_t seq, at_utc_ms;
    char who[UUID_SIZE], who_name[VIEW_NAME_SIZE];
    char person[UUID_SIZE], person_name[VIEW_NAME_SIZE];
    char what[68]; /* the page's pattern, or a word */
};

/* From `from` to before `until` (UTC ms), newest first, `skip` of them left
 * out first. `who` and `person` may be NULL: anybody. *total counts all. */
struct view_look_ask {
    int64_t from, until;
    const char *who, *person;
    int skip;
};
MUST_CHECK enum result view_looks(struct store *store,
                                  const struct view_look_ask *ask,
                                  struct view_look *out, int max, int *count,
                                  int *total);
/* `want` of them, spread over all of that time: the sample that is gone
 * through. The same log gives the same sample. */
MUST_CHECK enum result view_look_sample(struct store *store, int64_t from,
                                        int64_t until, int want,
                                        struct view_look *out, int *count);
/* When `who` last looked so at `person` in this boot; fills boot_ms.
 * RESULT_ABSENT: not in this boot. */
struct view_last_look {
    const char *who, *person, *what, *boot_id;
    int64_t boot_ms;
};
MUST_CHECK enum result view_last_look(struct store *store,
                                      struct view_last_look *look);
/* How often each account looked, and at how many people; most first. */
struct view_looker {
    char who[UUID_SIZE], who_name[VIEW_NAME_SIZE];
    int looks, people;
};
MUST_CHECK enum result view_lookers(struct store *store, int64_t from,
                                    int64_t until, struct view_looker *out,
                                    int max, int *count);

/* Who, in which months, went through the looks. Newest first. */
struct view_review {
    int32_t month; /* its first day */
    int64_t at_utc_ms;
    char who_name[VIEW_NAME_SIZE];
    int looks, sample;
    char note[2004];
};
MUST_CHECK enum result
view_reviews(struct store *store, struct view_review *out, int max, int *count);
