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

#include "firmware/base/crc32c.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

/* The overflow places lie a block apart from everything else, so that no
 * single write of a disk touches both. */
enum {
    BLOCK = 4096,
    RING_AT = BLOCK,
    OVERFLOW_AT = RING_AT + SPOOL_RECORDS * RECORD_BYTES,
    FILE_BYTES = OVERFLOW_AT + 2 * BLOCK,
    PLACES = SPOOL_RECORDS + 2
};

struct spool {
    char path[512];
    int fd;
    uint64_t id;
    char id_text[SPOOL_ID_SIZE];
    uint64_t last;        /* newest number in use */
    uint64_t taken;       /* core's position, as far as we know */
    uint64_t merged_from; /* ring's last number while overflowing, else 0 */
    int next_overflow;    /* which of the two places is written next */
    int damaged;
    unsigned char bytes[FILE_BYTES]; /* the file, as last read whole */
};

static const char header_magic[16] = "Troskel spool 1";

struct disk_header {
    char magic[16];
    uint64_t id;
    uint32_t record_bytes;
    uint32_t records;
    unsigned char zeros[28];
    uint32_t crc;
};

static_assert(sizeof(struct disk_header) == 64, "the header is 64 bytes");
static_assert(OVERFLOW_AT % BLOCK == 0, "the ring ends with a block");

static off_t
place_at(int place)
{
    return place < SPOOL_RECORDS
               ? RING_AT + (off_t)place * RECORD_BYTES
               : OVERFLOW_AT + (off_t)(place - SPOOL_RECORDS) * BLOCK;
}

static int
place_of(uint64_t number)
{
    return (int)((number - 1) % SPOOL_RECORDS);
}

static const unsigned char *
bytes_of(const struct spool *spool, int place)
{
    return spool->bytes + place_at(place);
}

/* What is beyond the end of the file reads as zeros. */
static enum result
read_whole(struct spool *spool)
{
    size_t got = 0;
    memset(spool->bytes, 0, sizeof spool->bytes);
    while (got < sizeof spool->bytes) {
        ssize_t n = pread(spool->fd, spool->bytes + got,
                          sizeof spool->bytes - got, (off_t)got);
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

static bool
header_valid(const struct spool *spool, uint64_t *id)
{
    struct disk_header header;
    memcpy(&header, spool->bytes, sizeof header);
    if (memcmp(header.magic, header_magic, sizeof header.magic) != 0 ||
        le32toh(header.crc) !=
            crc32c(&header, offsetof(struct disk_header, crc)))
        return false;
    *id = le64toh(header.id);
    return true;
}

static void
take_id(struct spool *spool, uint64_t id)
{
    spool->id = id;
    text_format(spool->id_text, sizeof spool->id_text, "%016" PRIx64, id);
}

/* The header says which file this is; without it, its newest record does. */
static bool
find_id(struct spool *spool)
{
    uint64_t id = 0;
    uint64_t newest = 0;
    struct record record;
    if (header_valid(spool, &id)) {
        take_id(spool, id);
        return true;
    }
    for (int place = 0; place < PLACES; place++) {
        if (!record_decode(bytes_of(spool, place), &record) ||
            record.number <= newest)
            continue;
        newest = record.number;
        id = record.spool;
    }
    take_id(spool, id);
    return newest > 0;
}

static bool
decode_ours(const struct spool *spool, int place, struct record *record)
{
    return record_decode(bytes_of(spool, place), record) &&
           record->spool == spool->id;
}

static bool
damaged_at(const struct spool *spool, int place)
{
    struct record record;
    return !decode_ours(spool, place, &record) &&
           !record_empty(bytes_of(spool, place));
}

/* What the records say of the newest number, core's position and overflow. */
static void
learn(struct spool *spool)
{
    struct record record;
    for (int place = 0; place < PLACES; place++) {
        if (decode_ours(spool, place, &record)) {
            if (record.number > spool->last) {
                spool->last = record.number;
                spool->merged_from =
                    place < SPOOL_RECORDS ? 0 : record.number - record.count;
                spool->next_overflow = place == SPOOL_RECORDS ? 1 : 0;
            }
            if (record.taken > spool->taken)
                spool->taken = record.taken;
        } else if (damaged_at(spool, place)) {
            spool->damaged++;
        }
    }
    if (spool->taken > spool->last)
        spool->last = spool->taken;
}

/* A place that is damaged may have held a press that core took: its number
 * is not given again, and the reader sees that one is missing. */
static void
pass_over_damage(struct spool *spool)
{
    for (int i = 0; i < SPOOL_RECORDS; i++) {
        if (!damaged_at(spool, place_of(spool->last + 1)))
            break;
        spool->last++;
    }
    if (damaged_at(spool, SPOOL_RECORDS) ||
        damaged_at(spool, SPOOL_RECORDS + 1))
        spool->last++;
}

static enum result
make_id(struct spool *spool)
{
    uint64_t id = 0;
    while (id == 0)
        if (getrandom(&id, sizeof id, 0) != (ssize_t)sizeof id)
            return RESULT_IO;
    take_id(spool, id);
    return RESULT_OK;
}

static enum result
write_header(struct spool *spool)
{
    struct disk_header header = {.id = htole64(spool->id),
                                 .record_bytes = htole32(RECORD_BYTES),
                                 .records = htole32(SPOOL_RECORDS)};
    memcpy(header.magic, header_magic, sizeof header.magic);
    header.crc = htole32(crc32c(&header, offsetof(struct disk_header, crc)));
    return write_at(spool, &header, sizeof header, 0);
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
    if (st.st_size >= FILE_BYTES)
        return RESULT_OK;
    return write_at(spool, spool->bytes + st.st_size,
                    (size_t)(FILE_BYTES - st.st_size), st.st_size);
}

static enum result
prepare(struct spool *spool)
{
    uint64_t id;
    enum result result = read_whole(spool);
    if (result != RESULT_OK)
        return result;
    bool whole = header_valid(spool, &id);
    if (!find_id(spool) && (result = make_id(spool)) != RESULT_OK)
        return result;
    learn(spool);
    pass_over_damage(spool);
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
    if (result == RESULT_OK && !find_id(spool))
        result = RESULT_ABSENT;
    if (result == RESULT_OK) {
        learn(spool);
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

/* The ring place of the next number holds a press that core has not taken,
 * or the overflow does. */
static bool
overflowing(const struct spool *spool)
{
    if (spool->merged_from > 0)
        return true;
    return spool->last - spool->taken >= SPOOL_RECORDS;
}

enum result
spool_append(struct spool *spool, struct record *record)
{
    unsigned char bytes[RECORD_BYTES];
    bool merge = overflowing(spool);
    uint64_t before = spool->merged_from > 0 ? spool->merged_from : spool->last;
    record->number = spool->last + 1;
    record->count = merge ? (uint32_t)(record->number - before) : 1;
    record->spool = spool->id;
    record->taken = spool->taken;
    record_encode(record, bytes);
    int place =
        merge ? SPOOL_RECORDS + spool->next_overflow : place_of(record->number);
    enum result result = write_at(spool, bytes, sizeof bytes, place_at(place));
    if (result != RESULT_OK)
        return result;
    if (fdatasync(spool->fd) != 0) {
        log_errno("%s", spool->path);
        return RESULT_IO;
    }
    if (merge) {
        spool->merged_from = before;
        spool->next_overflow = !spool->next_overflow;
    }
    spool->last = record->number;
    return RESULT_OK;
}

void
spool_taken(struct spool *spool, uint64_t position)
{
    if (position <= spool->taken)
        return;
    spool->taken = position;
    if (position > spool->last) /* never give a number core passed over */
        spool->last = position;
    if (position >= spool->last)
        spool->merged_from = 0;
}

uint64_t
spool_waiting(const struct spool *spool)
{
    return spool->last - spool->taken;
}

/* The record whose range begins soonest after `after`. Only what looks newer
 * is checked, so that asking in vain costs little. */
static bool
find_next(const struct spool *spool, uint64_t after, struct record *best)
{
    struct record record;
    bool found = false;
    for (int place = 0; place < PLACES; place++) {
        if (record_peek(bytes_of(spool, place)) <= after ||
            !decode_ours(spool, place, &record))
            continue;
        uint64_t before = record.number - record.count;
        uint64_t best_before = found ? best->number - best->count : 0;
        /* Of the two overflow places, the newer one has it all. */
        if (!found || before < best_before ||
            (before == best_before && record.number > best->number)) {
            *best = record;
            found = true;
        }
    }
    return found;
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
        if (!find_next(spool, after, record))
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
    return spool->id_text;
}

uint64_t
spool_last(const struct spool *spool)
{
    return spool->last;
}

int
spool_damaged(const struct spool *spool)
{
    return spool->damaged;
}
