#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "firmware/base/gentle.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"

/* Copies every page of `from` into the open, empty `to`; `file`, unless NULL,
 * is where `to` lies, and what was copied goes there piece by piece. */
static enum result
copy_pages(struct store *from, struct store *to, struct gentle *file)
{
    enum { PIECE_PAGES = 64, PAGE_BYTES = 4096 };
    sqlite3_backup *backup =
        sqlite3_backup_init(to->db, "main", from->db, "main");
    if (backup == NULL)
        return db_result(to, sqlite3_errcode(to->db), "backup");
    int code;
    while ((code = sqlite3_backup_step(
                backup, file == NULL ? -1 : PIECE_PAGES)) == SQLITE_OK) {
        int64_t pages =
            sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup);
        gentle_wrote(file, pages * PAGE_BYTES);
    }
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? RESULT_OK : db_result(to, code, "backup");
}

/* Between two pieces somebody else may write: what is copied stays as it was
 * when the copy began, or it would begin anew each time. */
static enum result
copy_gently(struct store *from, struct store *to, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    struct gentle file = gentle_file(fd);
    enum result result =
        db_script(from, "BEGIN; SELECT count(*) FROM sqlite_schema;");
    if (result == RESULT_OK)
        result = copy_pages(from, to, &file);
    if (sqlite3_get_autocommit(from->db) == 0 &&
        db_script(from, "COMMIT;") != RESULT_OK)
        result = RESULT_IO;
    close(fd);
    return result;
}

static enum result
sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
        log_errno("%s", path);
        if (fd >= 0)
            close(fd);
        return RESULT_IO;
    }
    close(fd);
    return RESULT_OK;
}

static enum result
sync_folder_of(const char *path)
{
    char copy[FOLDER_PATH_SIZE];
    text_copy(copy, sizeof copy, path);
    return sync_path(dirname(copy), O_RDONLY | O_DIRECTORY);
}

/* A file that never was at `path`, in rollback mode so that it is one file.
 * Until it is synced at the end it is nobody's: SQLite need not sync it, and
 * writes what it has no room for as it goes. */
static enum result
write_copy(struct store *store, const char *path, bool gently)
{
    struct store copy = {.lock_fd = -1};
    enum result result = db_open_file(
        &copy, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, true);
    if (result == RESULT_OK)
        result = db_script(&copy, "PRAGMA journal_mode=MEMORY;"
                                  "PRAGMA synchronous=OFF;"
                                  "PRAGMA cache_size=-256;");
    if (result == RESULT_OK)
        result = gently ? copy_gently(store, &copy, path)
                        : copy_pages(store, &copy, NULL);
    if (result == RESULT_OK)
        result = db_script(&copy, "PRAGMA journal_mode=DELETE;");
    db_close(&copy);
    if (result != RESULT_OK)
        return copy.damaged ? RESULT_INVALID : result;
    return sync_path(path, O_RDONLY);
}

static enum result
back_up(struct store *store, const char *path, bool gently)
{
    char part[FOLDER_PATH_SIZE + 64];
    if (access(path, F_OK) == 0) {
        log_warn("%s: is there already", path);
        return RESULT_BUSY;
    }
    if (!text_format(part, sizeof part, "%s.part-%d", path, (int)getpid()))
        return RESULT_INVALID;
    unlink(part);
    enum result result = write_copy(store, part, gently);
    if (result == RESULT_OK)
        result = store_verify_file(part);
    /* link(2) rather than rename(2): it never replaces what came meanwhile. */
    if (result == RESULT_OK && link(part, path) != 0) {
        log_errno("%s", path);
        result = errno == EEXIST ? RESULT_BUSY : RESULT_IO;
    }
    unlink(part);
    return result == RESULT_OK ? sync_folder_of(path) : result;
}

enum result
store_backup(struct store *store, const char *path)
{
    return back_up(store, path, false);
}

enum result
store_backup_gently(struct store *store, const char *path)
{
    return back_up(store, path, true);
}

static enum result
check_integrity(struct store *store, const char *path)
{
    sqlite3_stmt *q = db_query(store, "PRAGMA integrity_check(1)", "");
    char says[200] = "";
    if (db_step(store, q) == 1)
        db_column_text(q, 0, says, sizeof says);
    db_done(q);
    if (!text_equal(says, "ok")) {
        log_warn("%s: damaged: %s", path, says);
        return RESULT_INVALID;
    }
    q = db_query(store, "PRAGMA foreign_key_check", "");
    int row = db_step(store, q);
    db_done(q);
    if (row == 0)
        return RESULT_OK;
    log_warn("%s: damaged: a row points to nothing", path);
    return RESULT_INVALID;
}

/* The state must be what the log amounts to: rebuilt in memory and compared.
 * RESULT_ABSENT: it is not; RESULT_INVALID: the log cannot be read. */
static enum result
check_state(struct store *store, const char *path)
{
    struct store memory = {.lock_fd = -1};
    char *before = NULL;
    char *after = NULL;
    enum result result = db_open_file(
        &memory, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, true);
    if (result == RESULT_OK)
        result = copy_pages(store, &memory, NULL);
    if (result == RESULT_OK)
        result = schema_lift(&memory); /* an older copy is a good copy */
    if (result == RESULT_OK)
        result = store_dump_state(&memory, &before);
    if (result == RESULT_OK && store_rebuild(&memory) != RESULT_OK)
        result = RESULT_INVALID;
    if (result == RESULT_OK)
        result = store_dump_state(&memory, &after);
    if (result == RESULT_OK && !text_equal(before, after)) {
        log_warn("%s: the state is not what its log says", path);
        result = RESULT_ABSENT;
    }
    free(before);
    free(after);
    db_close(&memory);
    return result;
}

static enum result
verify(const char *path, bool state)
{
    struct store store = {.lock_fd = -1};
    enum result result =
        db_open_file(&store, path, SQLITE_OPEN_READONLY, false);
    if (result == RESULT_OK)
        result = check_integrity(&store, path);
    if (result == RESULT_OK && state)
        result = check_state(&store, path);
    db_close(&store);
    return result == RESULT_ABSENT ? RESULT_INVALID : result;
}

enum result
store_verify_file(const char *path)
{
    return access(path, F_OK) != 0 ? RESULT_ABSENT : verify(path, true);
}

enum result
store_verify_pages(const char *path)
{
    return access(path, F_OK) != 0 ? RESULT_ABSENT : verify(path, false);
}

enum result
store_prove(struct store *store)
{
    const char *path = sqlite3_db_filename(store->db, "main");
    enum result result = check_integrity(store, path);
    return result == RESULT_OK ? check_state(store, path) : result;
}

/* Byte for byte, synced; the source is no live database. */
static enum result
copy_file(const char *from, const char *to)
{
    char buffer[65536];
    enum result result = RESULT_IO;
    ssize_t length = -1;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (in < 0 || out < 0) {
        log_errno("%s", in < 0 ? from : to);
        goto out;
    }
    while ((length = read(in, buffer, sizeof buffer)) > 0)
        if (write(out, buffer, (size_t)length) != length)
            goto out;
    if (length == 0 && fsync(out) == 0)
        result = RESULT_OK;
out:
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return result;
}

enum result
store_restore(const struct folder *folder, const char *path)
{
    char lock[FOLDER_PATH_SIZE];
    char target[FOLDER_PATH_SIZE];
    char part[FOLDER_PATH_SIZE + 16];
    folder_path(folder, "core.lock", lock);
    folder_path(folder, "troskel.db", target);
    text_format(part, sizeof part, "%s.restoring", target);
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    enum result result = RESULT_BUSY;
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0)
        goto out; /* a core runs here */
    if (access(target, F_OK) == 0)
        goto out;
    unlink(part);
    result = copy_file(path, part);
    if (result == RESULT_OK)
        result = store_verify_pages(part);
    if (result == RESULT_OK && rename(part, target) != 0) {
        log_errno("%s", target);
        result = RESULT_IO;
    }
    if (result == RESULT_OK)
        result = sync_folder_of(target);
out:
    unlink(part);
    if (fd >= 0)
        close(fd);
    return result;
}
