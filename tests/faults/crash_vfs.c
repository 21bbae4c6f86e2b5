#include "tests/faults/crash_vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/faults/rig.h"

enum { SECTOR = 512, FILES = 2 /* the database, its WAL */ };

enum op_kind { OP_WRITE, OP_TRUNCATE, OP_SYNC, OP_SYNC_FAILED, OP_ACK };

struct op {
    enum op_kind kind;
    int file;
    int64_t offset; /* or the new size, or the acknowledged number */
    int length;
    unsigned char *bytes;
};

/* A file as bytes that grow. */
struct image {
    unsigned char *bytes;
    size_t size, room;
};

static struct {
    bool on;
    char dir[512];
    unsigned one_in;
    struct op *ops;
    size_t count, room;
    struct image base[FILES];
} crash;

static const char *const names[FILES] = {"troskel.db", "troskel.db-wal"};

/* --- images --- */

static void
image_grow(struct image *image, size_t size)
{
    if (size > image->room) {
        image->room = size + size / 2;
        image->bytes = realloc(image->bytes, image->room);
        rig_need(image->bytes != NULL);
    }
    if (size > image->size)
        memset(image->bytes + image->size, 0, size - image->size);
    image->size = size;
}

static void
image_put(struct image *image, int64_t offset, const void *bytes, size_t length)
{
    if (image->size < (size_t)offset + length)
        image_grow(image, (size_t)offset + length);
    memcpy(image->bytes + offset, bytes, length);
}

static void
image_copy(struct image *to, const struct image *from)
{
    to->size = 0;
    image_grow(to, from->size);
    if (from->size > 0)
        memcpy(to->bytes, from->bytes, from->size);
}

static void
image_read(struct image *image, const char *path)
{
    FILE *file = fopen(path, "rb");
    image->size = 0;
    if (file == NULL)
        return;
    rig_need(fseek(file, 0, SEEK_END) == 0);
    image_grow(image, (size_t)ftell(file));
    rewind(file);
    rig_need(fread(image->bytes, 1, image->size, file) == image->size);
    fclose(file);
}

static void
image_write(const struct image *image, const char *path)
{
    FILE *file = fopen(path, "wb");
    rig_need(file != NULL);
    if (image->size > 0)
        rig_need(fwrite(image->bytes, 1, image->size, file) == image->size);
    rig_need(fclose(file) == 0);
}

/* --- the record --- */

static void
note(enum op_kind kind, int file, int64_t offset, const void *bytes, int length)
{
    if (!crash.on || file < 0)
        return;
    if (crash.count == crash.room) {
        crash.room = crash.room == 0 ? 4096 : crash.room * 2;
        crash.ops = realloc(crash.ops, crash.room * sizeof *crash.ops);
        rig_need(crash.ops != NULL);
    }
    struct op *op = &crash.ops[crash.count++];
    *op = (struct op){kind, file, offset, length, NULL};
    if (kind == OP_WRITE) {
        op->bytes = malloc((size_t)length);
        rig_need(op->bytes != NULL);
        memcpy(op->bytes, bytes, (size_t)length);
    }
}

static void
forget(void)
{
    for (size_t i = 0; i < crash.count; i++)
        free(crash.ops[i].bytes);
    crash.count = 0;
}

void
crash_record(const char *dir)
{
    char path[600];
    forget();
    text_copy(crash.dir, sizeof crash.dir, dir);
    for (int i = 0; i < FILES; i++) {
        text_format(path, sizeof path, "%s/%s", dir, names[i]);
        image_read(&crash.base[i], path);
    }
    crash.one_in = 0;
    crash.on = true;
}

void
crash_stop(void)
{
    crash.on = false;
    crash.one_in = 0;
}

void
crash_acknowledge(int n)
{
    note(OP_ACK, 0, n, NULL, 0);
}

void
crash_fail_syncs(unsigned one_in)
{
    crash.one_in = one_in;
}

size_t
crash_length(void)
{
    return crash.count;
}

/* --- a disk after a power cut --- */

static void
keep_some(struct image *image, const struct op *op)
{
    if (op->kind == OP_TRUNCATE) {
        if (rig_chance(0.5))
            image_grow(image, (size_t)op->offset);
        return;
    }
    uint64_t fate = rig_below(3); /* whole, not at all, torn */
    if (fate == 0)
        image_put(image, op->offset, op->bytes, (size_t)op->length);
    for (int at = 0; fate == 2 && at < op->length;) {
        int64_t from = op->offset + at;
        int piece = SECTOR - (int)(from % SECTOR);
        if (piece > op->length - at)
            piece = op->length - at;
        if (rig_chance(0.5))
            image_put(image, from, op->bytes + at, (size_t)piece);
        at += piece;
    }
}

static void
put_all(struct image *image, const struct op *op)
{
    if (op->kind == OP_TRUNCATE)
        image_grow(image, (size_t)op->offset);
    else
        image_put(image, op->offset, op->bytes, (size_t)op->length);
}

/* Writes [from, to) of one file reach the image, wholly or by chance. */
static void
apply(struct image *image, int file, size_t from, size_t to, bool wholly)
{
    for (size_t i = from; i < to; i++) {
        const struct op *op = &crash.ops[i];
        if (op->file != file || op->kind > OP_TRUNCATE)
            continue;
        if (wholly)
            put_all(image, op);
        else
            keep_some(image, op);
    }
}

int
crash_make(size_t cut, const char *dir)
{
    static struct image image;
    char path[600];
    int told = 0;
    for (int file = 0; file < FILES; file++) {
        size_t from = 0;
        image_copy(&image, &crash.base[file]);
        for (size_t i = 0; i < cut; i++) {
            const struct op *op = &crash.ops[i];
            bool failed = op->kind == OP_SYNC_FAILED;
            if (op->file != file || (op->kind != OP_SYNC && !failed))
                continue;
            apply(&image, file, from, i, !failed);
            from = i;
        }
        apply(&image, file, from, cut, false);
        text_format(path, sizeof path, "%s/%s", dir, names[file]);
        image_write(&image, path);
    }
    for (size_t i = 0; i < cut; i++)
        if (crash.ops[i].kind == OP_ACK)
            told = (int)crash.ops[i].offset;
    return told;
}

/* --- the VFS: all of it is the real one's, but for three methods --- */

struct crash_file {
    sqlite3_file base;
    int file; /* -1: not recorded */
    sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs crash_vfs;

static struct crash_file *
mine(sqlite3_file *file)
{
    return (struct crash_file *)(void *)file;
}

#define PASS(name, parameters, arguments)                                      \
    static int crash_##name parameters                                         \
    {                                                                          \
        sqlite3_file *real = mine(file)->real;                                 \
        return real->pMethods->name arguments;                                 \
    }

PASS(xRead, (sqlite3_file * file, void *to, int length, sqlite3_int64 offset),
     (real, to, length, offset))
PASS(xFileSize, (sqlite3_file * file, sqlite3_int64 *size), (real, size))
PASS(xLock, (sqlite3_file * file, int level), (real, level))
PASS(xUnlock, (sqlite3_file * file, int level), (real, level))
PASS(xCheckReservedLock, (sqlite3_file * file, int *out), (real, out))
PASS(xFileControl, (sqlite3_file * file, int what, void *value),
     (real, what, value))
PASS(xSectorSize, (sqlite3_file * file), (real))
PASS(xDeviceCharacteristics, (sqlite3_file * file), (real))
PASS(xShmMap,
     (sqlite3_file * file, int page, int size, int extend, void volatile **out),
     (real, page, size, extend, out))
PASS(xShmLock, (sqlite3_file * file, int offset, int n, int flags),
     (real, offset, n, flags))
PASS(xShmUnmap, (sqlite3_file * file, int remove), (real, remove))

static void
crash_xShmBarrier(sqlite3_file *file)
{
    sqlite3_file *real = mine(file)->real;
    real->pMethods->xShmBarrier(real);
}

static int
crash_xClose(sqlite3_file *file)
{
    sqlite3_file *real = mine(file)->real;
    int code = real->pMethods != NULL ? real->pMethods->xClose(real) : 0;
    sqlite3_free(real);
    return code;
}

static int
crash_xWrite(sqlite3_file *file, const void *bytes, int length,
             sqlite3_int64 offset)
{
    sqlite3_file *real = mine(file)->real;
    int code = real->pMethods->xWrite(real, bytes, length, offset);
    if (code == SQLITE_OK)
        note(OP_WRITE, mine(file)->file, offset, bytes, length);
    return code;
}

static int
crash_xTruncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = mine(file)->real;
    int code = real->pMethods->xTruncate(real, size);
    if (code == SQLITE_OK)
        note(OP_TRUNCATE, mine(file)->file, size, NULL, 0);
    return code;
}

/* Nothing here reaches a disk: what a power cut would do is made later. */
static int
crash_xSync(sqlite3_file *file, int flags)
{
    (void)flags;
    bool fails = crash.on && crash.one_in > 0 && mine(file)->file >= 0 &&
                 rig_below(crash.one_in) == 0;
    note(fails ? OP_SYNC_FAILED : OP_SYNC, mine(file)->file, 0, NULL, 0);
    return fails ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int
which(const char *path)
{
    char mine_path[600];
    for (int i = 0; i < FILES && path != NULL && crash.on; i++) {
        text_format(mine_path, sizeof mine_path, "%s/%s", crash.dir, names[i]);
        if (text_equal(path, mine_path))
            return i;
    }
    return -1;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, /* no xFetch: nothing is mapped */
    .xClose = crash_xClose,
    .xRead = crash_xRead,
    .xWrite = crash_xWrite,
    .xTruncate = crash_xTruncate,
    .xSync = crash_xSync,
    .xFileSize = crash_xFileSize,
    .xLock = crash_xLock,
    .xUnlock = crash_xUnlock,
    .xCheckReservedLock = crash_xCheckReservedLock,
    .xFileControl = crash_xFileControl,
    .xSectorSize = crash_xSectorSize,
    .xDeviceCharacteristics = crash_xDeviceCharacteristics,
    .xShmMap = crash_xShmMap,
    .xShmLock = crash_xShmLock,
    .xShmBarrier = crash_xShmBarrier,
    .xShmUnmap = crash_xShmUnmap};

static int
crash_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
           int *out)
{
    (void)vfs;
    struct crash_file *own = mine(file);
    memset(own, 0, sizeof *own);
    own->file = which(path);
    own->real = sqlite3_malloc(real_vfs->szOsFile);
    rig_need(own->real != NULL);
    memset(own->real, 0, (size_t)real_vfs->szOsFile);
    int code = real_vfs->xOpen(real_vfs, path, own->real, flags, out);
    if (code != SQLITE_OK) {
        sqlite3_free(own->real);
        return code;
    }
    own->base.pMethods = &methods;
    return SQLITE_OK;
}

void
crash_vfs_register(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    crash_vfs = *real_vfs;
    crash_vfs.zName = "crash";
    crash_vfs.pNext = NULL;
    crash_vfs.szOsFile = (int)sizeof(struct crash_file);
    crash_vfs.xOpen = crash_open;
    rig_need(sqlite3_vfs_register(&crash_vfs, 1) == SQLITE_OK);
}
