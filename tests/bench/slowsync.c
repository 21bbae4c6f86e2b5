/*
 * A disk whose sync takes long: loaded with LD_PRELOAD before a program.
 *
 *   SLOWSYNC_MS=5                        each sync takes 5 ms more
 *   SLOWSYNC_MS=300 SLOWSYNC_ONE_IN=50   one in fifty does
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void
wait_as_told(void)
{
    static atomic_long calls;
    const char *ms_text = getenv("SLOWSYNC_MS");
    const char *one_text = getenv("SLOWSYNC_ONE_IN");
    long ms = ms_text == NULL ? 0 : strtol(ms_text, NULL, 10);
    long one_in = one_text == NULL ? 1 : strtol(one_text, NULL, 10);
    if (ms <= 0 || (one_in > 1 && ++calls % one_in != 0))
        return;
    struct timespec left = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0)
        ;
}

int
fdatasync(int fd)
{
    wait_as_told();
    return (int)syscall(SYS_fdatasync, fd);
}

int
fsync(int fd)
{
    wait_as_told();
    return (int)syscall(SYS_fsync, fd);
}
