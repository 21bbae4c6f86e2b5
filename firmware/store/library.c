#include "firmware/store/library.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/library_db.h"

enum { LIBRARY_MAGIC = 0x54504943, URI_SIZE = 3 * PATH_MAX };

const char *
library_path(void)
{
    static char found[PATH_MAX + 32];
    static const char installed[] = "/usr/share/troskel/pictures.db";
    const char *set = getenv("TROSKEL_PICTURES");
    if (set != NULL)
        return set;
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0)
        return installed;
    self[length] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    static const char *const places[] = {"../share/troskel/pictures.db",
                                         "../pictures.db"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        text_format(found, sizeof found, "%s/%s", self, places[i]);
        if (access(found, R_OK) == 0)
            return found;
    }
    return installed;
}

/* Escapes what an SQLite URI gives a meaning to. */
static bool
uri_of(const char *path, char out[URI_SIZE])
{
    text_copy(out, URI_SIZE, "file:");
    bool fits = true;
    for (; *path != '\0'; path++)
        fits =
            text_append(out, URI_SIZE, strchr("%?#", *path) ? "%%%02X" : "%c",
                        (unsigned char)*path) &&
            fits;
    return text_append(out, URI_SIZE, "?mode=ro&immutable=1") && fits;
}

/* True if the file says that it is a picture library of ours. */
static bool
is_ours(sqlite3 *db)
{
    sqlite3_stmt *stmt = NULL;
    bool ours = sqlite3_prepare_v2(db, "PRAGMA application_id", -1, &stmt,
                                   NULL) == SQLITE_OK &&
                sqlite3_step(stmt) == SQLITE_ROW &&
                sqlite3_column_int(stmt, 0) == LIBRARY_MAGIC;
    sqlite3_finalize(stmt);
    return ours;
}

enum result
library_open(struct library **out, const char *path)
{
    enum result result = RESULT_IO;
    char uri[URI_SIZE];
    *out = NULL;
    if (access(path, R_OK) != 0) {
        log_errno("picture library %s", path);
        return RESULT_ABSENT;
    }
    struct library *library = calloc(1, sizeof *library);
    if (library == NULL)
        goto out;
    result = RESULT_INVALID;
    if (!uri_of(path, uri) ||
        sqlite3_open_v2(uri, &library->db,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                        NULL) != SQLITE_OK)
        goto out;
    /* Page by page: of a mapped file the kernel reads 128 kB around each page
     * that is asked for, 26 MB from a card for the pictures of two screens. */
    (void)sqlite3_exec(library->db, "PRAGMA mmap_size = 0", NULL, NULL, NULL);
    if (!is_ours(library->db) || !library_prepare(library))
        goto out;
    *out = library;
    library = NULL;
    result = RESULT_OK;
out:
    if (result == RESULT_INVALID)
        log_warn("picture library %s: %s", path,
                 library->db != NULL ? sqlite3_errmsg(library->db) : "memory");
    library_close(library);
    return result;
}

void
library_close(struct library *library)
{
    if (library == NULL)
        return;
    for (int i = 0; i < ASK_COUNT; i++)
        sqlite3_finalize(library->asked[i]);
    sqlite3_close(library->db);
    free(library);
}

enum result
library_png(struct library *library, const char *id, unsigned char **bytes,
            size_t *length)
{
    *bytes = NULL;
    *length = 0;
    sqlite3_stmt *stmt = library_ask(library, ASK_PNG, id, NULL);
    enum result result = library_row(library, stmt);
    if (result == RESULT_OK) {
        const void *png = sqlite3_column_blob(stmt, 0);
        size_t size = (size_t)sqlite3_column_bytes(stmt, 0);
        *bytes = png != NULL ? malloc(size) : NULL;
        result = *bytes != NULL ? RESULT_OK : RESULT_IO;
        if (*bytes != NULL) {
            memcpy(*bytes, png, size);
            *length = size;
        }
    }
    library_done(stmt);
    return result;
}

enum result
library_name(struct library *library, const char *lang, const char *id,
             char out[LIBRARY_NAME_SIZE])
{
    out[0] = '\0';
    sqlite3_stmt *stmt = library_ask(library, ASK_NAME, id,
                                     library_lang_name(library_lang(lang)));
    enum result result = library_row(library, stmt);
    if (result == RESULT_OK)
        library_text(stmt, 0, out, LIBRARY_NAME_SIZE);
    library_done(stmt);
    return result;
}

enum result
library_credit(struct library *library, const char *id,
               struct library_credit *out)
{
    memset(out, 0, sizeof *out);
    sqlite3_stmt *stmt = library_ask(library, ASK_CREDIT, id, NULL);
    enum result result = library_row(library, stmt);
    if (result == RESULT_OK) {
        library_text(stmt, 0, out->set, sizeof out->set);
        library_text(stmt, 1, out->licence, sizeof out->licence);
        library_text(stmt, 2, out->author, sizeof out->author);
        library_text(stmt, 3, out->source, sizeof out->source);
    }
    library_done(stmt);
    return result;
}

enum result
library_concepts(struct library *library, const char *lang,
                 struct library_hit *out, int max, int *count)
{
    *count = 0;
    enum result result = RESULT_OK;
    sqlite3_stmt *stmt = library_ask(
        library, ASK_CONCEPTS, library_lang_name(library_lang(lang)), NULL);
    while (*count < max && (result = library_row(library, stmt)) == RESULT_OK) {
        struct library_hit *hit = &out[(*count)++];
        library_text(stmt, 0, hit->id, sizeof hit->id);
        library_text(stmt, 1, hit->name, sizeof hit->name);
    }
    library_done(stmt);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}
