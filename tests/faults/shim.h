/*
 * What the LD_PRELOAD shim and the rig share, mapped from the file that
 * TROSKEL_FAULTS names: how often what fails, and what was done.
 *
 * Only files of ours count: the database, its WAL, the spool, each by its
 * name. Everything here is read and written atomically or by one side alone.
 */
#pragma once

#include <stdint.h>

enum shim_file {
    SHIM_DB,
    SHIM_WAL,
    SHIM_SPOOL,
    SHIM_OTHER,
    SHIM_SHM, /* only `shm_ppm` and `lock_ppm` are of it */
    SHIM_FILES
};

struct shim {
    uint32_t sync_ppm;  /* of a million fsyncs and fdatasyncs, this many fail */
    uint32_t write_ppm; /* likewise for pwrite */
    uint32_t error;     /* with this errno */
    uint32_t read_ppm, truncate_ppm, open_ppm, lock_ppm, delete_ppm, shm_ppm;
    uint32_t sync_ms; /* each sync takes this much longer */
    uint64_t random;
    uint64_t failed;
    uint64_t syncs[SHIM_FILES]; /* that have returned */
    uint64_t bytes[SHIM_FILES];
};
