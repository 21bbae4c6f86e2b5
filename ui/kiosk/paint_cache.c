#include "ui/kiosk/paint_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "firmware/base/log.h"

#define MAGIC UINT64_C(0x326369506c4b7254) /* "TrKlPic2" */
enum { SIDE_MAX = 4096 };

/* At the beginning of the file. */
struct head {
    uint64_t magic;
    int64_t library_size, library_ns;
};

/* Before each picture. Padded by hand: no byte is undefined. */
struct entry {
    struct cache_key key;
    int32_t w, h;
    uint32_t length; /* of its pixels as they stand in the file, by zlib */
    uint32_t packed_crc;
    uint32_t crc; /* of all the above */
};

struct cache {
    int fd;
    struct head head;
    off_t end; /* of the last whole entry */
    bool ended;
    struct found {
        struct entry entry;
        off_t at; /* of its pixels */
    } found[CACHE_ENTRIES_MAX];
    int count; /* at opening */
    int kept;  /* with those added since */
};

static size_t
bytes_of(const struct entry *entry)
{
    return (size_t)entry->w * (size_t)entry->h * sizeof(uint32_t);
}

static uint32_t
crc_of(const struct entry *entry)
{
    return (uint32_t)crc32_z(0, (const void *)entry,
                             offsetof(struct entry, crc));
}

static bool
entry_sound(const struct entry *entry)
{
    return entry->crc == crc_of(entry) && entry->w > 0 && entry->h > 0 &&
           entry->w <= SIDE_MAX && entry->h <= SIDE_MAX &&
           entry->length <= compressBound(bytes_of(entry)) &&
           entry->key.id[sizeof entry->key.id - 1] == '\0';
}

static bool
same_key(const struct cache_key *a, const struct cache_key *b)
{
    return a->room_w == b->room_w && a->room_h == b->room_h &&
           a->grey == b->grey && strcmp(a->id, b->id) == 0;
}

/* --- opening --- */

/* Which entries there are, up to the first that is not whole. */
static void
read_entries(struct cache *cache, off_t size)
{
    struct entry entry;
    cache->end = (off_t)sizeof cache->head;
    while (cache->count < CACHE_ENTRIES_MAX &&
           pread(cache->fd, &entry, sizeof entry, cache->end) ==
               (ssize_t)sizeof entry &&
           entry_sound(&entry)) {
        off_t at = cache->end + (off_t)sizeof entry;
        off_t next = at + (off_t)entry.length;
        if (next > size)
            break;
        cache->found[cache->count++] = (struct found){entry, at};
        cache->end = next;
    }
    cache->kept = cache->count;
}

static enum result
begin_anew(struct cache *cache)
{
    cache->count = cache->kept = 0;
    cache->end = (off_t)sizeof cache->head;
    if (ftruncate(cache->fd, 0) == 0 &&
        pwrite(cache->fd, &cache->head, sizeof cache->head, 0) ==
            (ssize_t)sizeof cache->head)
        return RESULT_OK;
    return errno == ENOSPC ? RESULT_FULL : RESULT_IO;
}

static bool
full(const struct cache *cache)
{
    return cache->kept == CACHE_ENTRIES_MAX || cache->end > CACHE_BYTES_MAX;
}

static enum result
open_file(struct cache *cache, const char *path)
{
    struct head head = {0};
    struct stat about;
    cache->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (cache->fd < 0)
        return RESULT_IO;
    if (flock(cache->fd, LOCK_EX | LOCK_NB) != 0)
        return RESULT_BUSY;
    if (fstat(cache->fd, &about) != 0)
        return RESULT_IO;
    if (pread(cache->fd, &head, sizeof head, 0) != (ssize_t)sizeof head ||
        memcmp(&head, &cache->head, sizeof head) != 0)
        return begin_anew(cache);
    read_entries(cache, about.st_size);
    if (full(cache))
        return begin_anew(cache);
    /* What is not whole is written over. */
    return ftruncate(cache->fd, cache->end) == 0 ? RESULT_OK : RESULT_IO;
}

enum result
cache_open(struct cache **out, const char *path, const char *library)
{
    struct stat about;
    struct cache *cache = calloc(1, sizeof *cache);
    *out = NULL;
    if (cache == NULL)
        return RESULT_FULL;
    cache->fd = -1;
    enum result result = RESULT_ABSENT;
    if (stat(library, &about) == 0) {
        cache->head = (struct head){MAGIC, about.st_size,
                                    (int64_t)about.st_mtim.tv_sec * 1000000000 +
                                        about.st_mtim.tv_nsec};
        result = open_file(cache, path);
    }
    if (result != RESULT_OK) {
        cache_close(cache);
        return result;
    }
    *out = cache;
    return RESULT_OK;
}

void
cache_close(struct cache *cache)
{
    if (cache == NULL)
        return;
    if (cache->fd >= 0)
        close(cache->fd);
    free(cache);
}

/* --- reading --- */

/* NULL: the file does not give it. */
static uint8_t *
read_packed(const struct cache *cache, const struct found *found)
{
    size_t length = found->entry.length;
    uint8_t *packed = malloc(length);
    if (packed != NULL &&
        pread(cache->fd, packed, length, found->at) == (ssize_t)length &&
        (uint32_t)crc32_z(0, packed, length) == found->entry.packed_crc)
        return packed;
    free(packed);
    return NULL;
}

static uint32_t *
unpack(const struct cache *cache, const struct found *found)
{
    uint8_t *packed = read_packed(cache, found);
    size_t whole = bytes_of(&found->entry);
    uLongf length = whole;
    uint32_t *pixels = packed == NULL ? NULL : malloc(whole);
    if (pixels != NULL && (uncompress((void *)pixels, &length, packed,
                                      found->entry.length) != Z_OK ||
                           length != whole)) {
        free(pixels);
        pixels = NULL;
    }
    free(packed);
    return pixels;
}

uint32_t *
cache_find(struct cache *cache, const struct cache_key *key, int *w, int *h)
{
    for (int i = 0; i < cache->count; i++) {
        const struct found *found = &cache->found[i];
        if (!same_key(&found->entry.key, key))
            continue;
        uint32_t *pixels = unpack(cache, found);
        if (pixels == NULL)
            continue;
        *w = found->entry.w;
        *h = found->entry.h;
        return pixels;
    }
    return NULL;
}

/* --- adding --- */

static bool
add(const struct cache *cache, const struct entry *entry, const void *packed)
{
    off_t at = cache->end + (off_t)sizeof *entry;
    return pwrite(cache->fd, entry, sizeof *entry, cache->end) ==
               (ssize_t)sizeof *entry &&
           pwrite(cache->fd, packed, entry->length, at) ==
               (ssize_t)entry->length;
}

/* What of it came to the file is taken back. */
static enum result
give_up(struct cache *cache)
{
    log_errno("picture cache");
    cache->ended = true;
    if (ftruncate(cache->fd, cache->end) != 0)
        log_errno("picture cache");
    return RESULT_FULL;
}

enum result
cache_keep(struct cache *cache, const struct cache_key *key, int w, int h,
           const uint32_t *pixels)
{
    struct entry entry;
    memset(&entry, 0, sizeof entry);
    if (cache->ended || full(cache))
        return RESULT_FULL;
    entry.key = *key;
    entry.w = w;
    entry.h = h;
    uLongf length = compressBound(bytes_of(&entry));
    uint8_t *packed = malloc(length);
    if (packed == NULL || compress(packed, &length, (const void *)pixels,
                                   bytes_of(&entry)) != Z_OK) {
        free(packed);
        return RESULT_FULL;
    }
    entry.length = (uint32_t)length;
    entry.packed_crc = (uint32_t)crc32_z(0, packed, length);
    entry.crc = crc_of(&entry);
    bool added = add(cache, &entry, packed);
    free(packed);
    if (!added)
        return give_up(cache);
    cache->kept++;
    cache->end += (off_t)(sizeof entry + length);
    return RESULT_OK;
}
