/*
 * The database: one writer, many readers, and nothing acknowledged that is
 * not on disk.
 *
 * The writer (core, or the command line while it holds the lock) appends
 * events and keeps the state tables that follow from them in one
 * transaction; a commit that returned RESULT_OK has been synced (WAL,
 * synchronous=FULL). Readers open the same file read-only. sqlite3.h is
 * included nowhere outside firmware/store.
 *
 * Durability: https://www.sqlite.org/pragma.html#pragma_synchronous
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/result.h"
#include "firmware/base/uuid.h"
#include "firmware/store/event.h"

enum store_mode {
    STORE_READ,  /* a reader: any number of processes */
    STORE_WRITE, /* the writer: takes core.lock, RESULT_BUSY if it is held */
    STORE_CREATE /* the writer of a folder that has no database yet */
};

struct store; /* opaque; one thread, one process */

/* RESULT_ABSENT: no database. RESULT_INVALID: not ours, or damaged.
 * RESULT_FULL: made by a newer Tröskel than this. RESULT_IO: the disk failed.
 * The log says more. The caller owns it until store_close, which takes
 * NULL. */
MUST_CHECK enum result store_open(struct store **out,
                                  const struct folder *folder,
                                  enum store_mode mode);
void store_close(struct store *store);
/* This process asks for rows here and there and never reads a log through: of
 * what is opened from now on, the kernel reads nothing ahead. */
void store_expect_lookups(void);

/* --- the writer --- */

/* Everything between is one commit or nothing. Begin takes the write lock at
 * once (BEGIN IMMEDIATE). */
MUST_CHECK enum result store_begin(struct store *store);
MUST_CHECK enum result store_commit(struct store *store);
void store_rollback(struct store *store);

/* Appends one event and brings the state tables after it, inside a
 * transaction. `event->id` empty: one is made. Fills event->seq. An id that
 * stands among the last STORE_REPEATS events already gives RESULT_BUSY and
 * the old seq: the caller's command was carried out before. RESULT_INVALID
 * if the body does not have the form its kind asks for. */
enum { STORE_REPEATS = 1024 };
MUST_CHECK enum result store_append(struct store *store, struct event *event);

/* What the last RESULT_INVALID of store_append was about: the field, and a
 * plain English reason ("start: not a time of day"). Valid until the next
 * call. */
const char *store_problem_field(const struct store *store);
const char *store_problem(const struct store *store);

/* True if the newest word on `about` is an event of this kind with this very
 * body: saving it again would say nothing new. */
bool store_stands(struct store *store, enum event_kind kind, const char *about,
                  const json_t *body);

/* The body of the newest event of this kind about `about`; the caller owns it.
 * RESULT_ABSENT: there is none. */
MUST_CHECK enum result store_newest(struct store *store, enum event_kind kind,
                                    const char *about, json_t **body);

/* Bytes kept by their own SHA-256 (photos). In the same transaction. */
MUST_CHECK enum result store_put_blob(struct store *store, const char *hash,
                                      const void *bytes, size_t length);

bool store_has_blob(struct store *store, const char *hash);
/* Lets go of the bytes, if no picture and no recording names them any more.
 * In the same transaction. */
MUST_CHECK enum result store_drop_blob(struct store *store, const char *hash);

/* How far which spool file (its id, see button/spool.h) has been taken into
 * the log; changed in the same transaction as the events it became. */
enum { STORE_SPOOL_ID_SIZE = 17 };
MUST_CHECK enum result store_spool_position(struct store *store,
                                            char id[STORE_SPOOL_ID_SIZE],
                                            uint64_t *position);
MUST_CHECK enum result store_set_spool_position(struct store *store,
                                                const char *id,
                                                uint64_t position);

/* The newest press of the button's that is in the log: its number in its
 * spool, and when it was. RESULT_ABSENT: none. Looks through the log from its
 * end: for a start, not for every press. */
struct store_press {
    uint64_t number;
    char boot[UUID_SIZE];
    int64_t boot_ms;
};
MUST_CHECK enum result store_newest_press(struct store *store,
                                          struct store_press *press);

/* Empties every state table and fills it again from the log. */
MUST_CHECK enum result store_rebuild(struct store *store);

/* Moves the WAL into the file while nobody waits (PASSIVE). */
void store_checkpoint(struct store *store);

/* Likewise while others wait: for readers that are in the middle, too, at most
 * a tenth of a second. Unless one of them stays, the next commit begins the WAL
 * anew. */
void store_shorten_wal(struct store *store);

/* Bytes of the WAL that are in use since it began anew, as of the last commit;
 * only a writer knows. */
int64_t store_wal_bytes(const struct store *store);

/* After store_checkpoint: the next commit would begin the WAL from its start
 * and sync its header first. Done here, while nobody waits, that commit is
 * one sync. What it writes says nothing new. */
void store_begin_wal_anew(struct store *store);

/* Looks through every page for damage: RESULT_INVALID if there is some.
 * Takes about a second per hundred megabytes. */
MUST_CHECK enum result store_check(struct store *store);

/* All that can be proved of a file: its pages and indexes, that no row points
 * to nothing, and that the state is what the log says. RESULT_INVALID: pages
 * or log are damaged. RESULT_ABSENT: they are whole, but the state does not
 * follow from the log, and store_rebuild mends that. Works on a copy in
 * memory, so it is for files that fit there. */
MUST_CHECK enum result store_prove(struct store *store);

/* Is the log of the copy at `path` the beginning of this one? RESULT_INVALID:
 * an event stands here as another one, or the log ends before it does. What
 * was taken out of either on purpose is passed over. RESULT_ABSENT: the copy
 * cannot be read. */
MUST_CHECK enum result store_log_continues(struct store *store,
                                           const char *path);

/* A reader that meets damage leaves this file in the folder, for core, which
 * alone can do something about it. */
#define STORE_DAMAGE_MARK "run/damaged"

/* True if the database and its WAL on disk are the files this process holds
 * open, by inode; asks with stat() and never opens them. When they are not,
 * what is committed from now on goes nowhere: end, and start from the file. */
bool store_wal_is_ours(struct store *store);

/* True once the disk failed under this handle, or its WAL is not ours: after
 * a failed sync nothing that the kernel says of these files can be believed,
 * so the handle is closed without moving the WAL, and another one begins from
 * what is on disk. It never becomes false again. */
bool store_is_broken(const struct store *store);

/* --- readers and writer --- */

/* The newest event's number; 0 in an empty log. Cheap: ask it to learn
 * whether anything changed. */
int64_t store_seq(struct store *store);

/* Calls `each` for every event after `after`, oldest first, at most `limit`.
 * `body` lives during the call. Stops when it returns false. `each` may take
 * its time: the file is not held meanwhile. */
typedef bool store_event_fn(void *user, const struct event *event);
MUST_CHECK enum result store_events(struct store *store, int64_t after,
                                    int limit, store_event_fn *each,
                                    void *user);

/* Likewise every event about one thing, but ticks (done and undone). */
MUST_CHECK enum result store_events_about(struct store *store,
                                          const char *about,
                                          store_event_fn *each, void *user);

/* A text of all state tables, row by row in key order, for comparing. The
 * caller frees it. */
MUST_CHECK enum result store_dump_state(struct store *store, char **out);

/* A whole, verified copy at `path` (new file), by SQLite's backup API; fsync
 * of file and folder before it returns. RESULT_BUSY if `path` exists;
 * RESULT_INVALID: what was copied is damaged, and nothing stands there. */
MUST_CHECK enum result store_backup(struct store *store, const char *path);
/* The same beside people who touch (gentle.h): slower, and as of when it began.
 * Not inside a transaction. */
MUST_CHECK enum result store_backup_gently(struct store *store,
                                           const char *path);

/* Opens the copy at `path` and checks it whole: ours, integrity, foreign
 * keys, the state equal to what its log says. Writes nothing. */
MUST_CHECK enum result store_verify_file(const char *path);

/* Of a copy that was verified when it was made: is it still as it was
 * written? Pages, indexes and keys, without the state; ten times as quick. */
MUST_CHECK enum result store_verify_pages(const char *path);

/* Puts a copy into a folder that has no database (RESULT_BUSY if it has one,
 * or if a core runs there). Its pages are looked through once they are there;
 * that its state is right is for the caller to have verified. */
MUST_CHECK enum result store_restore(const struct folder *folder,
                                     const char *path);

/* For tests of what the database itself refuses: runs SQL as it stands. */
MUST_CHECK enum result store_try_sql(struct store *store, const char *sql);
