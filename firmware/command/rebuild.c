/*
 * rebuild --check: does the state follow from the log? In a copy, so that
 * nothing of what stands is touched.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/gentle.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"

struct compared {
    bool equal;
    size_t bytes;
};

static enum result
rebuild_copy(const struct folder *aside, struct compared *out)
{
    struct store *store = NULL;
    char *before = NULL;
    char *after = NULL;
    enum result result = store_open(&store, aside, STORE_WRITE);
    if (result == RESULT_OK)
        result = store_dump_state(store, &before);
    if (result == RESULT_OK)
        result = store_rebuild(store);
    if (result == RESULT_OK)
        result = store_dump_state(store, &after);
    if (result == RESULT_OK)
        *out = (struct compared){strcmp(before, after) == 0, strlen(before)};
    free(before);
    free(after);
    store_close(store);
    return result;
}

static void
remove_copy(const char *dir)
{
    static const char *const names[] = {"troskel.db", "troskel.db-wal",
                                        "troskel.db-shm", "core.lock"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[FOLDER_PATH_SIZE];
        text_format(path, sizeof path, "%s/%s", dir, names[i]);
        unlink(path);
    }
    rmdir(dir);
}

static enum result
check_copy(const struct reading *reading, struct compared *out)
{
    char dir[FOLDER_PATH_SIZE];
    char path[FOLDER_PATH_SIZE];
    struct folder aside;
    folder_path(&reading->folder, "snapshots/.check-XXXXXX", dir);
    if (mkdtemp(dir) == NULL) {
        log_errno("%s", dir);
        return RESULT_IO;
    }
    enum result result = folder_open(&aside, dir);
    if (result == RESULT_OK) {
        folder_path(&aside, "troskel.db", path);
        result = store_backup_gently(reading->store, path);
    }
    if (result == RESULT_OK)
        result = rebuild_copy(&aside, out);
    remove_copy(dir);
    return result;
}

int
subcommand_rebuild(struct line *line)
{
    enum { CHECK };
    struct line_option options[] = {
        {"check", 0, NULL, WORD("räkna om i en kopia och jämför"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct compared compared = {false, 0};
    struct reading reading;
    int end = LINE_DONE;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (options[CHECK].value == NULL)
        return line_misuse(line, "--check",
                           word(line->lang, WORD("värdet saknas")));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    gentle_process();
    enum result result = check_copy(&reading, &compared);
    int64_t seq = store_seq(reading.store);
    reading_close(&reading);
    if (result != RESULT_OK)
        return line_refuse(line, line->dir, line_reason(line, result));
    if (line->json)
        end =
            print_json(line, json_pack("{s:b, s:I, s:I}", "ok", compared.equal,
                                       "seq", (json_int_t)seq, "state_bytes",
                                       (json_int_t)compared.bytes));
    else if (compared.equal)
        printf(word(line->lang,
                    WORD("Tillståndet följer av loggens %lld händelser.\n")),
               (long long)seq);
    if (compared.equal)
        return end;
    return line_refuse(
        line, line->dir,
        word(line->lang, WORD("tillståndet stämmer inte med loggen")));
}
