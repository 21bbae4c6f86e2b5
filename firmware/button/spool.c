#include "firmware/button/spool.h"

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/button/ring.h"

struct spool {
    char path[512];
    int fd;
    char id[SPOOL_ID_SIZE];
    struct ring ring; /* its bytes are the file's, as last read */
};

/* What is beyond the end of the file reads as zeros. */
static enum result
read_whole(struct spool *spool)
{
    size_t got = 0;
    memset(spool->ring.bytes, 0, sizeof spool->ring.bytes);
    while (got < sizeof spool->ring.bytes) {
        ssize_t n = pread(spool->fd, spool->ring.bytes + got,
                          sizeof spool->ring.bytes - got, (off_t)got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            log_errno("%s", spool->path);
            return RESULT_IO;
        }
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return RESULT_OK;
}

static enum result
write_at(const struct spool *spool, const void *bytes, size_t length,
         off_t offset)
{
    ssize_t n;
    do
        n = pwrite(spool->fd, bytes, length, offset);
    while (n < 0 && errno == EINTR);
    if (n == (ssize_t)length)
        return RESULT_OK;
    if (n >= 0)
        errno = ENOSPC;
    log_errno("%s", spool->path);
    return RESULT_IO;
}

static enum result
make_id(struct spool *spool)
{
    uint64_t id = 0;
    while (id == 0)
        if (getrandom(&id, sizeof id, 0) != (ssize_t)sizeof id)
            return RESULT_IO;
    spool->ring.id = id;
    return RESULT_OK;
}

static enum result
write_header(struct spool *spool)
{
    unsigned char header[RING_HEADER_BYTES];
    ring_header(&spool->ring, header);
    return write_at(spool, header, sizeof header, 0);
}

static void
name_id(struct spool *spool)
{
    text_format(spool->id, sizeof spool->id, "%016" PRIx64, spool->ring.id);
}

static enum result
sync_folder(const char *path)
{
    char folder[512];
    text_copy(folder, sizeof folder, path);
    char *slash = strrchr(folder, '/');
    if (slash == NULL)
        text_copy(folder, sizeof folder, ".");
    else
        *slash = '\0';
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum result result = fd >= 0 && fsync(fd) == 0 ? RESULT_OK : RESULT_IO;
    if (result != RESULT_OK)
        log_errno("%s", folder);
    if (fd >= 0)
        close(fd);
    return result;
}

/* Zeros where the file is too short: real ones, so that a press later
 * changes no metadata. */
static enum result
fill(struct spool *spool)
{
    struct stat st;
    if (fstat(spool->fd, &st) != 0) {
        log_errno("%s", spool->path);
        return RESULT_IO;
    }
    if (st.st_size >= RING_BYTES)
        return RESULT_OK;
    return write_at(spool, spool->ring.bytes + st.st_size,
                    (size_t)(RING_BYTES - st.st_size), st.st_size);
}

static enum result
prepare(struct spool *spool)
{
    enum result result = read_whole(spool);
    if (result != RESULT_OK)
        return result;
    bool whole = ring_header_whole(&spool->ring);
    if (!ring_learn(&spool->ring) && (result = make_id(spool)) != RESULT_OK)
        return result;
    ring_pass_over_damage(&spool->ring);
    name_id(spool);
    if ((result = fill(spool)) != RESULT_OK)
        return result;
    if (!whole && (result = write_header(spool)) != RESULT_OK)
        return result;
    if (fsync(spool->fd) != 0) {
        log_errno("%s", spool->path);
        return RESULT_IO;
    }
    return sync_folder(spool->path);
}

static enum result
open_file(struct spool **out, const char *path, int flags)
{
    struct spool *spool = calloc(1, sizeof *spool);
    *out = NULL;
    if (spool == NULL)
        return RESULT_IO;
    spool->fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (spool->fd < 0 || !text_copy(spool->path, sizeof spool->path, path)) {
        bool absent = errno == ENOENT;
        if (!absent || (flags & O_CREAT) != 0)
            log_errno("%s", path);
        spool_close(spool);
        return absent ? RESULT_ABSENT : RESULT_IO;
    }
    *out = spool;
    return RESULT_OK;
}

enum result
spool_open(struct spool **out, const char *path)
{
    struct spool *spool = NULL;
    *out = NULL;
    enum result result = open_file(&spool, path, O_RDWR | O_CREAT);
    if (result == RESULT_OK && flock(spool->fd, LOCK_EX | LOCK_NB) != 0) {
        log_errno("%s: another program writes it", path);
        result = errno == EWOULDBLOCK ? RESULT_BUSY : RESULT_IO;
    }
    if (result == RESULT_OK)
        result = prepare(spool);
    if (result == RESULT_OK)
        *out = spool;
    else
        spool_close(spool);
    return result;
}

enum result
spool_open_read(struct spool **out, const char *path)
{
    struct spool *spool = NULL;
    *out = NULL;
    enum result result = open_file(&spool, path, O_RDONLY);
    if (result == RESULT_OK)
        result = read_whole(spool);
    if (result == RESULT_OK && !ring_learn(&spool->ring))
        result = RESULT_ABSENT;
    if (result == RESULT_OK) {
        name_id(spool);
        *out = spool;
    } else {
        spool_close(spool);
    }
    return result;
}

void
spool_close(struct spool *spool)
{
    if (spool == NULL)
        return;
    if (spool->fd >= 0)
        close(spool->fd);
    free(spool);
}

enum result
spool_append(struct spool *spool, struct record *record)
{
    unsigned char bytes[RECORD_BYTES];
    long at = ring_place_next(&spool->ring, record);
    record_encode(record, bytes);
    enum result result = write_at(spool, bytes, sizeof bytes, at);
    if (result != RESULT_OK)
        return result;
    if (fdatasync(spool->fd) != 0) {
        log_errno("%s", spool->path);
        return RESULT_IO;
    }
    ring_placed(&spool->ring, record);
    return RESULT_OK;
}

void
spool_taken(struct spool *spool, uint64_t position)
{
    ring_taken(&spool->ring, position);
}

uint64_t
spool_waiting(const struct spool *spool)
{
    return spool->ring.last - spool->ring.taken;
}

enum result
spool_next(struct spool *spool, uint64_t after, struct record *record)
{
    struct stat st;
    if (fstat(spool->fd, &st) != 0 || st.st_nlink == 0) {
        log_warn("%s: the spool was taken away", spool->path);
        return RESULT_IO;
    }
    /* One that is missing may have been written while we read: whoever sees
     * its successor sees it the second time. */
    for (int reading = 0; reading < 2; reading++) {
        enum result result = read_whole(spool);
        if (result != RESULT_OK)
            return result;
        if (!ring_next(&spool->ring, after, record))
            return RESULT_ABSENT;
        uint64_t before = record->number - record->count;
        record->missed = before > after ? before - after : 0;
        if (record->missed == 0) {
            record->count = (uint32_t)(record->number - after);
            break;
        }
    }
    return RESULT_OK;
}

const char *
spool_id(const struct spool *spool)
{
    return spool->id;
}

uint64_t
spool_last(const struct spool *spool)
{
    return spool->ring.last;
}

int
spool_damaged(const struct spool *spool)
{
    return spool->ring.damaged;
}
