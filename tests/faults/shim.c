/* The LD_PRELOAD shim: calls on our files that fail, and counts of those that
 * do not. */
#include "tests/faults/shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
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
file_named(const char *path)
{
    if (strstr(path, "/snapshots/") != NULL)
        return SHIM_OTHER;
    if (strstr(path, "/troskel.db-wal") != NULL)
        return SHIM_WAL;
    if (strstr(path, "/troskel.db-shm") != NULL)
        return SHIM_SHM;
    if (strstr(path, "/troskel.db") != NULL)
        return SHIM_DB;
    return strstr(path, "/spool/") != NULL ? SHIM_SPOOL : SHIM_FILES;
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
    return file_named(path);
}

static int
falls(uint32_t ppm)
{
    if (ppm == 0)
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

/* `ppm` is that of the call; the index of the WAL has one of its own. */
static int
fails(enum shim_file file, uint32_t ppm)
{
    if (file == SHIM_FILES || file == SHIM_OTHER)
        return 0;
    return falls(file == SHIM_SHM ? shim->shm_ppm : ppm);
}

typedef int sync_fn(int fd);
typedef ssize_t pread_fn(int fd, void *bytes, size_t length, off_t at);
typedef int truncate_fn(int fd, off_t size);
typedef int open_fn(const char *path, int flags, ...);
typedef int lock_fn(int fd, int command, ...);
typedef int delete_fn(const char *path);
typedef void *map_fn(void *at, size_t length, int how, int flags, int fd,
                     off_t from);
typedef ssize_t pwrite_fn(int fd, const void *bytes, size_t length, off_t at);

static void *
real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void
wait_as_told(void)
{
    uint32_t ms = __atomic_load_n(&shim->sync_ms, __ATOMIC_RELAXED);
    struct timespec left = {ms / 1000, ms % 1000 * 1000000L};
    while (ms != 0 && nanosleep(&left, &left) != 0)
        ;
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
        wait_as_told();
    int result = next(fd);
    if (file < SHIM_FILES)
        __atomic_add_fetch(&shim->syncs[file], 1, __ATOMIC_RELEASE);
    return result;
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

/* --- what only the kinds of IOERR fail (kinds.c) --- */

#define REAL(type, name)                                                       \
    type *next = NULL;                                                         \
    void *found = real(name);                                                  \
    memcpy(&next, &found, sizeof next)

static ssize_t
pread_of(const char *name, int fd, void *bytes, size_t length, off_t at)
{
    REAL(pread_fn, name);
    if (shim != NULL && shim->read_ppm != 0 &&
        fails(file_of(fd), shim->read_ppm))
        return -1;
    return next(fd, bytes, length, at);
}

ssize_t
pread(int fd, void *bytes, size_t length, off_t at)
{
    return pread_of("pread", fd, bytes, length, at);
}

ssize_t pread64(int fd, void *bytes, size_t length, off_t at);

ssize_t
pread64(int fd, void *bytes, size_t length, off_t at)
{
    return pread_of("pread64", fd, bytes, length, at);
}

static int
truncate_of(const char *name, int fd, off_t size)
{
    REAL(truncate_fn, name);
    if (shim != NULL && (shim->truncate_ppm | shim->shm_ppm) != 0 &&
        fails(file_of(fd), shim->truncate_ppm))
        return -1;
    return next(fd, size);
}

int
ftruncate(int fd, off_t size)
{
    return truncate_of("ftruncate", fd, size);
}

int ftruncate64(int fd, off_t size);

int
ftruncate64(int fd, off_t size)
{
    return truncate_of("ftruncate64", fd, size);
}

static int
open_of(const char *name, const char *path, int flags, mode_t mode)
{
    REAL(open_fn, name);
    bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
    if (shim != NULL && (writes || shim->error != EROFS) &&
        (shim->open_ppm | shim->shm_ppm) != 0 &&
        fails(file_named(path), shim->open_ppm))
        return -1;
    return next(path, flags, mode);
}

static mode_t
mode_of(int flags, va_list more)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_of("open", path, flags, mode);
}

int open64(const char *path, int flags, ...);

int
open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = mode_of(flags, more);
    va_end(more);
    return open_of("open64", path, flags, mode);
}

static int
lock_of(const char *name, int fd, int command, void *with)
{
    REAL(lock_fn, name);
    if (shim != NULL && shim->lock_ppm != 0 &&
        (command == F_SETLK || command == F_SETLKW) &&
        file_of(fd) < SHIM_FILES && falls(shim->lock_ppm))
        return -1;
    return next(fd, command, with);
}

int
fcntl(int fd, int command, ...)
{
    va_list more;
    va_start(more, command);
    void *with = va_arg(more, void *);
    va_end(more);
    return lock_of("fcntl", fd, command, with);
}

int fcntl64(int fd, int command, ...);

int
fcntl64(int fd, int command, ...)
{
    va_list more;
    va_start(more, command);
    void *with = va_arg(more, void *);
    va_end(more);
    return lock_of("fcntl64", fd, command, with);
}

int
unlink(const char *path)
{
    REAL(delete_fn, "unlink");
    if (shim != NULL && fails(file_named(path), shim->delete_ppm))
        return -1;
    return next(path);
}

static void *
map_of(const char *name, void *at, size_t length, int how, int flags, int fd,
       off_t from)
{
    REAL(map_fn, name);
    if (shim != NULL && shim->shm_ppm != 0 && fd >= 0 &&
        file_of(fd) == SHIM_SHM && falls(shim->shm_ppm))
        return MAP_FAILED;
    return next(at, length, how, flags, fd, from);
}

void *mmap64(void *at, size_t length, int how, int flags, int fd, off_t from);

void *
mmap64(void *at, size_t length, int how, int flags, int fd, off_t from)
{
    return map_of("mmap64", at, length, how, flags, fd, from);
}
