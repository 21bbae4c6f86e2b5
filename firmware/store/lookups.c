#include <fcntl.h>

#include "firmware/store/db.h"

/* Of the whole process, as SQLite's own table of system calls is. */
static bool expected;

/* Each page of a row lies somewhere else in ten years of file: what the kernel
 * reads ahead of it (16 KiB for each of 4) is for nothing. */
static int
open_for_lookups(const char *path, int flags, int mode)
{
    int fd = open(path, flags, mode);
    if (fd >= 0)
        (void)posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM);
    return fd;
}

bool
db_expects_lookups(void)
{
    return expected;
}

void
store_expect_lookups(void)
{
    expected = true;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    if (vfs != NULL && vfs->iVersion >= 3)
        (void)vfs->xSetSystemCall(vfs, "open",
                                  (sqlite3_syscall_ptr)open_for_lookups);
}
