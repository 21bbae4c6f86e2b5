/* The log of blklogwrites: as dm-log-writes has it, see QEMU's
 * block/blklogwrites.c. Numbers are little-endian, as this machine is. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/faults/power.h"

enum { FLAG_FLUSH = 1, FLAG_DISCARD = 4 };
#define LOG_MAGIC UINT64_C(0x6a736677736872)

struct entry {
    uint64_t sector, sectors, flags;
    const unsigned char *data; /* in the map */
};

struct power_log {
    unsigned char *map;
    size_t size;
    struct entry *entries;
    int64_t count;
};

static uint64_t
number(const unsigned char *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

struct power_log *
power_log_open(const char *path)
{
    struct stat st;
    struct power_log *log = calloc(1, sizeof *log);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    rig_need(log != NULL && fd >= 0 && fstat(fd, &st) == 0);
    log->size = (size_t)st.st_size;
    log->map = mmap(NULL, log->size, PROT_READ, MAP_PRIVATE, fd, 0);
    rig_need(log->map != MAP_FAILED && number(log->map) == LOG_MAGIC);
    close(fd);
    log->count = (int64_t)number(log->map + 16);
    log->entries = calloc((size_t)log->count + 1, sizeof *log->entries);
    rig_need(log->entries != NULL);
    size_t at = POWER_SECTOR;
    for (int64_t i = 0; i < log->count; i++) {
        struct entry *entry = &log->entries[i];
        rig_need(at + POWER_SECTOR <= log->size);
        *entry =
            (struct entry){number(log->map + at), number(log->map + at + 8),
                           number(log->map + at + 16), NULL};
        at += POWER_SECTOR;
        if (entry->flags & FLAG_DISCARD)
            continue;
        entry->data = log->map + at;
        at += entry->sectors * POWER_SECTOR;
        rig_need(at <= log->size);
    }
    return log;
}

void
power_log_close(struct power_log *log)
{
    munmap(log->map, log->size);
    free(log->entries);
    free(log);
}

int64_t
power_log_length(const struct power_log *log)
{
    return log->count;
}

const struct power_mark *
power_log_mark(const struct power_log *log, int64_t at)
{
    const struct entry *entry = &log->entries[at];
    bool is_mark = entry->data != NULL && entry->sectors == 1 &&
                   entry->sector >= POWER_MARKS_AT &&
                   entry->sector < POWER_PART_AT &&
                   memcmp(entry->data, POWER_MAGIC, 8) == 0;
    return is_mark ? (const struct power_mark *)(const void *)entry->data
                   : NULL;
}

static uint64_t
part_of(enum power_life life)
{
    return POWER_PART_AT + (uint64_t)life * POWER_PART_SECTORS;
}

bool
power_log_writes(const struct power_log *log, int64_t at, enum power_life life)
{
    const struct entry *entry = &log->entries[at];
    uint64_t first = part_of(life);
    return entry->sectors > 0 && entry->sector >= first &&
           entry->sector + entry->sectors <= first + POWER_PART_SECTORS;
}

static void
write_sector(const struct entry *entry, uint64_t i, enum power_life life,
             unsigned char *image)
{
    unsigned char *to =
        image + (entry->sector - part_of(life) + i) * POWER_SECTOR;
    if (entry->data == NULL)
        memset(to, 0, POWER_SECTOR);
    else
        memcpy(to, entry->data + i * POWER_SECTOR, POWER_SECTOR);
}

/* Sectors of one write: all of it, or each by chance. */
static void
write_entry(const struct entry *entry, enum power_life life, bool torn,
            unsigned char *image)
{
    for (uint64_t i = 0; i < entry->sectors; i++)
        if (!torn || rig_chance(0.5))
            write_sector(entry, i, life, image);
}

void
power_log_cut(const struct power_log *log, enum power_life life, int64_t at,
              enum power_kept kept, unsigned char *image, int64_t *done,
              unsigned char *out)
{
    int64_t flushed = *done;
    for (int64_t i = *done; i < at; i++)
        if (log->entries[i].flags & FLAG_FLUSH)
            flushed = i;
    for (; *done < flushed; ++*done)
        if (power_log_writes(log, *done, life))
            write_entry(&log->entries[*done], life, false, image);
    memcpy(out, image, (size_t)POWER_PART_SECTORS * POWER_SECTOR);
    for (int64_t i = *done; i < at; i++) {
        bool keep =
            kept == KEPT_ALL ||
            (kept != KEPT_NONE && rig_chance(kept == KEPT_TORN ? 0.8 : 0.5));
        if (keep && power_log_writes(log, i, life))
            write_entry(&log->entries[i], life, kept == KEPT_TORN, out);
    }
}
