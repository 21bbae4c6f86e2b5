#include "firmware/button/record.h"

#include <assert.h>
#include <endian.h>
#include <stddef.h>
#include <string.h>

#include "firmware/base/crc32c.h"
#include "firmware/base/text.h"

static const char magic[4] = {'T', 'p', 'r', '1'};

struct disk_record {
    char magic[4];
    uint16_t flags;
    uint8_t quality;
    uint8_t button;
    uint64_t number;
    uint32_t count;
    uint32_t zero;
    uint64_t spool;
    uint64_t taken;
    unsigned char boot[UUID_BYTES];
    uint64_t boot_ms;
    uint64_t utc_ms;
    uint64_t kernel_ns;
    char name[RECORD_NAME_SIZE];
    unsigned char zeros[12];
    uint32_t crc;
};

static_assert(sizeof(struct disk_record) == RECORD_BYTES,
              "a record is 128 bytes on disk");
static_assert(offsetof(struct disk_record, crc) == RECORD_BYTES - 4,
              "the check comes last");

void
record_encode(const struct record *record, unsigned char out[RECORD_BYTES])
{
    assert(record->count > 0 && record->number >= record->count);
    struct disk_record disk = {
        .flags = htole16((uint16_t)(record->flags & RECORD_FLAGS_ALL)),
        .quality = (uint8_t)record->quality,
        .button = (uint8_t)record->button,
        .number = htole64(record->number),
        .count = htole32(record->count),
        .spool = htole64(record->spool),
        .taken = htole64(record->taken),
        .boot_ms = htole64((uint64_t)record->boot_ms),
        .utc_ms = htole64((uint64_t)record->utc_ms),
        .kernel_ns = htole64(record->kernel_ns),
    };
    memcpy(disk.magic, magic, sizeof magic);
    if (!uuid_parse(record->boot, disk.boot))
        memset(disk.boot, 0, sizeof disk.boot);
    text_copy(disk.name, sizeof disk.name, record->name);
    disk.crc = htole32(crc32c(&disk, offsetof(struct disk_record, crc)));
    memcpy(out, &disk, sizeof disk);
}

bool
record_decode(const unsigned char bytes[RECORD_BYTES], struct record *record)
{
    struct disk_record disk;
    memcpy(&disk, bytes, sizeof disk);
    if (memcmp(disk.magic, magic, sizeof magic) != 0 ||
        le32toh(disk.crc) != crc32c(&disk, offsetof(struct disk_record, crc)))
        return false;
    uint64_t number = le64toh(disk.number);
    uint32_t count = le32toh(disk.count);
    if (count == 0 || number < count || disk.quality >= CLOCK_QUALITY_COUNT ||
        memchr(disk.name, '\0', sizeof disk.name) == NULL)
        return false;
    *record = (struct record){
        .number = number,
        .count = count,
        .spool = le64toh(disk.spool),
        .taken = le64toh(disk.taken),
        .boot_ms = (int64_t)le64toh(disk.boot_ms),
        .utc_ms = (int64_t)le64toh(disk.utc_ms),
        .quality = (enum clock_quality)disk.quality,
        .kernel_ns = le64toh(disk.kernel_ns),
        .button = disk.button,
        .flags = le16toh(disk.flags),
    };
    uuid_format(disk.boot, record->boot);
    text_copy(record->name, sizeof record->name, disk.name);
    return true;
}

uint64_t
record_peek(const unsigned char bytes[RECORD_BYTES])
{
    struct disk_record disk;
    memcpy(&disk, bytes, sizeof disk);
    if (memcmp(disk.magic, magic, sizeof magic) != 0)
        return 0;
    return le64toh(disk.number);
}

bool
record_empty(const unsigned char bytes[RECORD_BYTES])
{
    for (int i = 0; i < RECORD_BYTES; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}
