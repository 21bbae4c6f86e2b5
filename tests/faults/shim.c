/* The LD_PRELOAD shim: writes and syncs of our files that fail, and counts of
 * those that do not. */
#include "tests/faults/shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct shim *shim;

__attribute__((constructor)) static void
shim_begin(void)
{
    const char *path = getenv("TROSKEL_FAULTS");
    int fd = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    void *map =
        mmap(NULL, sizeof *shim, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map != MAP_FAILED)
        shim = map;
}

static enum shim_file
file_of(int fd)
{
    char link[40];
    char path[600];
    if (shim == NULL)
        return SHIM_FILES;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    if (strstr(path, "/snapshots/") != NULL)
        return SHIM_OTHER;
    if (strstr(path, "/troskel.db-wal") != NULL)
        return SHIM_WAL;
    if (strstr(path, "/troskel.db-shm") != NULL)
        return SHIM_FILES;
    if (strstr(path, "/troskel.db") != NULL)
        return SHIM_DB;
    return strstr(path, "/spool/") != NULL ? SHIM_SPOOL : SHIM_FILES;
}

static int
fails(enum shim_file file, uint32_t ppm)
{
    if (file == SHIM_FILES || file == SHIM_OTHER || ppm == 0)
        return 0;
    uint64_t random = __atomic_add_fetch(
        &shim->random, UINT64_C(0x9E3779B97F4A7C15), __ATOMIC_RELAXED);
    random = (random ^ (random >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    random = (random ^ (random >> 27)) * UINT64_C(0x94D049BB133111EB);
    if ((random ^ (random >> 31)) % 1000000 >= ppm)
        return 0;
    __atomic_add_fetch(&shim->failed, 1, __ATOMIC_RELAXED);
    errno = (int)shim->error;
    return 1;
}

typedef int sync_fn(int fd);
typedef ssize_t pwrite_fn(int fd, const void *bytes, size_t length, off_t at);

static void *
real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static int
sync_of(const char *name, int fd)
{
    sync_fn *next = NULL;
    void *found = real(name);
    memcpy(&next, &found, sizeof next);
    enum shim_file file = file_of(fd);
    if (file < SHIM_FILES && fails(file, shim->sync_ppm))
        return -1;
    if (file < SHIM_FILES)
        __atomic_add_fetch(&shim->syncs[file], 1, __ATOMIC_RELAXED);
    return next(fd);
}

int
fsync(int fd)
{
    return sync_of("fsync", fd);
}

int
fdatasync(int fd)
{
    return sync_of("fdatasync", fd);
}

/* Half of those that fail have written a part. */
static ssize_t
pwrite_of(const char *name, int fd, const void *bytes, size_t length, off_t at)
{
    pwrite_fn *next = NULL;
    void *found = real(name);
    memcpy(&next, &found, sizeof next);
    enum shim_file file = file_of(fd);
    if (file < SHIM_FILES && fails(file, shim->write_ppm)) {
        int error = errno;
        if (shim->failed % 2 == 0)
            (void)!next(fd, bytes, length / 2, at);
        errno = error;
        return -1;
    }
    ssize_t n = next(fd, bytes, length, at);
    if (file < SHIM_FILES && n > 0)
        __atomic_add_fetch(&shim->bytes[file], (uint64_t)n, __ATOMIC_RELAXED);
    return n;
}

ssize_t
pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return pwrite_of("pwrite", fd, bytes, length, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at);

ssize_t
pwrite64(int fd, const void *bytes, size_t length, off_t at)
{
    return pwrite_of("pwrite64", fd, bytes, length, at);
}
