#include "firmware/button/ring.h"

#include <assert.h>
#include <endian.h>
#include <stddef.h>
#include <string.h>

#include "firmware/base/crc32c.h"

static const char header_magic[16] = "Troskel spool 1";

struct disk_header {
    char magic[16];
    uint64_t id;
    uint32_t record_bytes;
    uint32_t records;
    unsigned char zeros[28];
    uint32_t crc;
};

static_assert(sizeof(struct disk_header) == RING_HEADER_BYTES,
              "the header is 64 bytes");
static_assert(RING_OVERFLOW_AT % RING_BLOCK == 0, "the ring ends with a block");

static long
place_at(int place)
{
    return place < RING_RECORDS
               ? RING_AT + (long)place * RECORD_BYTES
               : RING_OVERFLOW_AT + (long)(place - RING_RECORDS) * RING_BLOCK;
}

static int
place_of(uint64_t number)
{
    return (int)((number - 1) % RING_RECORDS);
}

static const unsigned char *
bytes_of(const struct ring *ring, int place)
{
    return ring->bytes + place_at(place);
}

static bool
header_valid(const struct ring *ring, uint64_t *id)
{
    struct disk_header header;
    memcpy(&header, ring->bytes, sizeof header);
    if (memcmp(header.magic, header_magic, sizeof header.magic) != 0 ||
        le32toh(header.crc) !=
            crc32c(&header, offsetof(struct disk_header, crc)))
        return false;
    *id = le64toh(header.id);
    return true;
}

/* The header says which file this is; without it, its newest record does. */
static bool
find_id(struct ring *ring)
{
    uint64_t id = 0;
    uint64_t newest = 0;
    struct record record;
    if (header_valid(ring, &id)) {
        ring->id = id;
        return true;
    }
    for (int place = 0; place < RING_PLACES; place++) {
        if (!record_decode(bytes_of(ring, place), &record) ||
            record.number <= newest)
            continue;
        newest = record.number;
        id = record.spool;
    }
    ring->id = id;
    return newest > 0;
}

static bool
decode_ours(const struct ring *ring, int place, struct record *record)
{
    return record_decode(bytes_of(ring, place), record) &&
           record->spool == ring->id;
}

static bool
damaged_at(const struct ring *ring, int place)
{
    struct record record;
    return !decode_ours(ring, place, &record) &&
           !record_empty(bytes_of(ring, place));
}

static void
learn_record(struct ring *ring, int place, const struct record *record)
{
    if (record->taken > ring->taken)
        ring->taken = record->taken;
    if (record->number <= ring->last)
        return;
    bool merged = place >= RING_RECORDS;
    ring->last = record->number;
    ring->merged_from = merged ? record->number - record->count : 0;
    ring->next_overflow = place == RING_RECORDS ? 1 : 0;
}

bool
ring_learn(struct ring *ring)
{
    struct record record;
    bool ours = find_id(ring);
    for (int place = 0; place < RING_PLACES; place++) {
        if (decode_ours(ring, place, &record))
            learn_record(ring, place, &record);
        else if (damaged_at(ring, place))
            ring->damaged++;
    }
    if (ring->taken > ring->last)
        ring->last = ring->taken;
    return ours;
}

void
ring_pass_over_damage(struct ring *ring)
{
    for (int i = 0; i < RING_RECORDS; i++) {
        if (!damaged_at(ring, place_of(ring->last + 1)))
            break;
        ring->last++;
    }
    if (damaged_at(ring, RING_RECORDS) || damaged_at(ring, RING_RECORDS + 1))
        ring->last++;
}

bool
ring_header_whole(const struct ring *ring)
{
    uint64_t id;
    return header_valid(ring, &id);
}

void
ring_header(const struct ring *ring, unsigned char out[RING_HEADER_BYTES])
{
    struct disk_header header = {.id = htole64(ring->id),
                                 .record_bytes = htole32(RECORD_BYTES),
                                 .records = htole32(RING_RECORDS)};
    memcpy(header.magic, header_magic, sizeof header.magic);
    header.crc = htole32(crc32c(&header, offsetof(struct disk_header, crc)));
    memcpy(out, &header, sizeof header);
}

/* The ring place of the next number holds a press that core has not taken,
 * or the overflow does. */
static bool
overflowing(const struct ring *ring)
{
    return ring->merged_from > 0 || ring->last - ring->taken >= RING_RECORDS;
}

long
ring_place_next(const struct ring *ring, struct record *record)
{
    uint64_t before = ring->merged_from > 0 ? ring->merged_from : ring->last;
    record->number = ring->last + 1;
    record->spool = ring->id;
    record->taken = ring->taken;
    record->count = 1;
    if (!overflowing(ring))
        return place_at(place_of(record->number));
    record->count = (uint32_t)(record->number - before);
    return place_at(RING_RECORDS + ring->next_overflow);
}

void
ring_placed(struct ring *ring, const struct record *record)
{
    if (overflowing(ring)) {
        ring->merged_from = record->number - record->count;
        ring->next_overflow = !ring->next_overflow;
    }
    ring->last = record->number;
}

void
ring_taken(struct ring *ring, uint64_t position)
{
    if (position <= ring->taken)
        return;
    ring->taken = position;
    if (position > ring->last) /* never give a number core passed over */
        ring->last = position;
    if (position >= ring->last)
        ring->merged_from = 0;
}

/* Only what looks newer is checked, so that asking in vain costs little. */
bool
ring_next(const struct ring *ring, uint64_t after, struct record *best)
{
    struct record record;
    bool found = false;
    for (int place = 0; place < RING_PLACES; place++) {
        if (record_peek(bytes_of(ring, place)) <= after ||
            !decode_ours(ring, place, &record))
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
