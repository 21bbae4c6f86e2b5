/*
 * The one folder that holds all state: where each thing in it lies.
 *
 *   troskel.db          the log and the state (with -wal and -shm)
 *   core.lock           held by whoever may write the database
 *   spool/button.spool  presses, before anything else
 *   run/core.sock       commands (SOCK_SEQPACKET)
 *   run/button.sock     edges from a key or a script (SOCK_SEQPACKET)
 *   inbox/              batches on their way to core
 *   snapshots/          verified copies
 *   for-tests, clock    only in a folder made for tests
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum { FOLDER_PATH_SIZE = 512 };

struct folder {
    char path[FOLDER_PATH_SIZE - 64]; /* absolute */
};

/* `dir` must exist. RESULT_ABSENT if not, RESULT_INVALID if too long for the
 * names in it. */
MUST_CHECK enum result folder_open(struct folder *folder, const char *dir);

/* Makes the folder and what stands in it (mode 0750); existing is fine. */
MUST_CHECK enum result folder_make(const char *dir, bool for_tests);

/* Fills `out` with FOLDER/name. */
void folder_path(const struct folder *folder, const char *name,
                 char out[FOLDER_PATH_SIZE]);

/* True if the folder was made for tests. */
bool folder_for_tests(const struct folder *folder);
