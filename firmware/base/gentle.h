/*
 * Work that nobody waits for (a copy, an export) beside people who touch and
 * press. Their arrival is one sync, and a sync waits for whatever lies before
 * it in the disk's queue: a long file that goes to the disk in one go holds it
 * up for as long as all of the file takes, on a memory card for seconds.
 *
 * So such a file goes piece by piece, the disk rests as long as each took, and
 * the process comes after all others for processor and disk.
 */
#pragma once

#include <stdint.h>

/* This process comes after others from now on (setpriority(2); ioprio_set(2),
 * which the scheduler of the disk may or may not heed). */
void gentle_process(void);

/* A file that is being written. The descriptor stays the caller's. */
struct gentle {
    int fd;
    int64_t sent; /* bytes of it that were sent to the disk */
};

struct gentle gentle_file(int fd);
/* So many bytes were written in all. Once a piece is full: waits until it is
 * on the disk, then as long again. What is no file is left alone. It is no sync
 * that anything may be built upon: whoever ends the file calls fsync(2). */
void gentle_wrote(struct gentle *gentle, int64_t bytes);
