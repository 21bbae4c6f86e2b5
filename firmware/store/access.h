/*
 * What the log does not hold: keys, sessions, codes and guesses. Written in
 * the same transactions as events; a rebuild leaves them alone.
 *
 * For core alone. Whoever only reads asks view_access.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/result.h"
#include "firmware/base/secret.h"
#include "firmware/base/uuid.h"
#include "firmware/store/event.h"
#include "firmware/store/store.h"

enum { ACCESS_SOURCE_SIZE = 64, ACCESS_BOOT_SIZE = 40 };

enum access_kind { ACCESS_PASSWORD, ACCESS_PIN };

struct access_key {
    unsigned char salt[SECRET_SALT_BYTES];
    unsigned char key[SECRET_KEY_BYTES];
    int passes, memory_kib;
};

MUST_CHECK enum result access_put_key(struct store *store, const char *account,
                                      enum access_kind kind,
                                      const struct access_key *key);
/* RESULT_ABSENT if there is none. */
MUST_CHECK enum result access_key(struct store *store, const char *account,
                                  enum access_kind kind,
                                  struct access_key *key);
MUST_CHECK enum result access_drop_keys(struct store *store,
                                        const char *account);

struct access_session {
    char hash[SECRET_HASH_SIZE]; /* of the token */
    char account[UUID_SIZE];
    enum event_through through;
    char source[ACCESS_SOURCE_SIZE];
    int64_t at;                  /* UTC, for the list of sessions */
    char boot[ACCESS_BOOT_SIZE]; /* it lives in this boot only */
    int64_t up, used;            /* boot_ms: opened, used last */
};

MUST_CHECK enum result access_put_session(struct store *store,
                                          const struct access_session *session);
MUST_CHECK enum result access_session(struct store *store, const char *hash,
                                      struct access_session *session);
MUST_CHECK enum result access_use_session(struct store *store, const char *hash,
                                          int64_t used);
MUST_CHECK enum result access_drop_session(struct store *store,
                                           const char *hash);
/* Every session of the account but `keep` (NULL: every one); of everybody
 * when `account` is NULL. */
MUST_CHECK enum result access_drop_sessions(struct store *store,
                                            const char *account,
                                            const char *keep);
/* Those of other boots, and those opened before `up`. */
MUST_CHECK enum result access_sweep_sessions(struct store *store,
                                             const char *boot, int64_t up);

struct access_code {
    char hash[SECRET_HASH_SIZE];
    int64_t at, up;
    char boot[ACCESS_BOOT_SIZE];
};
MUST_CHECK enum result access_put_code(struct store *store, const char *account,
                                       const struct access_code *code);
MUST_CHECK enum result access_code(struct store *store, const char *account,
                                   struct access_code *code);
MUST_CHECK enum result access_drop_code(struct store *store,
                                        const char *account);

/* How often somebody at `source` tried in vain to be `key` (a hash of what
 * was typed). `good`: they have been let in from there before. */
struct access_guess {
    int fails;
    bool good;
    int64_t at, up;
    bool sure; /* the wall clock was */
    char boot[ACCESS_BOOT_SIZE];
};
enum { ACCESS_GUESSES_MAX = 4096 };
/* RESULT_ABSENT if nobody tried. */
MUST_CHECK enum result access_guess(struct store *store, const char *key,
                                    const char *source,
                                    struct access_guess *guess);
/* Beyond ACCESS_GUESSES_MAX the oldest that let nobody in is forgotten. */
MUST_CHECK enum result access_put_guess(struct store *store, const char *key,
                                        const char *source,
                                        const struct access_guess *guess);
/* Somebody has been let in from `source` before. */
bool access_source_is_good(struct store *store, const char *source);
