#include "firmware/base/gentle.h"

#include <errno.h>
#include <linux/ioprio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/clock.h"

/* A quarter of a megabyte is a few tens of ms on a slow card: less than anybody
 * sees, and long enough for the card to write it well. */
enum { NICE = 10, PIECE_BYTES = 256 * 1024 };
#define REST_NS_MAX 250000000u

void
gentle_process(void)
{
    /* Refused or not: the work is the same. */
    (void)setpriority(PRIO_PROCESS, 0, NICE);
    (void)syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, 0,
                  IOPRIO_PRIO_VALUE(IOPRIO_CLASS_IDLE, 0));
}

struct gentle
gentle_file(int fd)
{
    return (struct gentle){.fd = fd};
}

void
gentle_wrote(struct gentle *gentle, int64_t bytes)
{
    if (bytes - gentle->sent < PIECE_BYTES)
        return;
    uint64_t from = clock_kernel_ns();
    gentle->sent = bytes;
    /* sync_file_range(2) leaves it in the disk's own memory, where the next
     * sync of anybody's waits for it after all. */
    if (fdatasync(gentle->fd) != 0)
        return;
    uint64_t took = clock_kernel_ns() - from;
    struct timespec rest = {
        .tv_nsec = (long)(took < REST_NS_MAX ? took : REST_NS_MAX)};
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
        ;
}
