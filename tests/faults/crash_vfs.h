/*
 * An SQLite VFS that writes down what it is asked to do to the database and
 * its WAL, in order, so that any moment at which the power could fail can be
 * made afterwards.
 *
 * What was synced is on the disk. Of what was not, each 512-byte sector is
 * there or is not, by chance. Directory entries and sizes of files that exist
 * when recording begins are taken as durable. A sync can be made to fail, as
 * a kernel does it that calls the pages clean afterwards: what it was to write
 * is then in the cache and by chance on the disk, and no later sync helps.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Becomes the default VFS. Once. */
void crash_vfs_register(void);

/* Begins anew: what lies in `dir` now is durable. */
void crash_record(const char *dir);
void crash_stop(void);
/* "From here on, the n-th of these was acknowledged." */
void crash_acknowledge(int n);
/* Of the next syncs, one in `one_in` fails; 0: none. */
void crash_fail_syncs(unsigned one_in);

size_t crash_length(void); /* ops recorded */

/* Makes the disk as after a power cut before op `cut`, in `dir`; gives how
 * many were acknowledged by then. */
int crash_make(size_t cut, const char *dir);
