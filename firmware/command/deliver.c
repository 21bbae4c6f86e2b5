#include "firmware/command/deliver.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/print.h"

enum { BATCH_BYTES_MAX = 32 * 1024 * 1024 };

/* One name for the batch and its blobs, so that two never meet in inbox/. */
static void
inbox_path(const struct reading *reading, const char *name,
           char out[FOLDER_PATH_SIZE])
{
    char inner[FOLDER_PATH_SIZE];
    text_format(inner, sizeof inner, "inbox/%s", name);
    folder_path(&reading->folder, inner, out);
}

static enum result
copy_file(const char *from, const char *to)
{
    struct stat st;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    enum result result = RESULT_IO;
    if (in >= 0 && out >= 0 && fstat(in, &st) == 0 && S_ISREG(st.st_mode)) {
        off_t left = st.st_size;
        ssize_t sent = 1;
        while (left > 0 && sent > 0) {
            sent = sendfile(out, in, NULL, (size_t)left);
            left -= sent > 0 ? sent : 0;
        }
        if (left == 0)
            result = RESULT_OK;
    }
    if (result != RESULT_OK)
        log_errno("%s", in < 0 ? from : to);
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return result;
}

/* Beside the batch's own file; a name with a folder in it is refused. */
static enum result
lay_blob(const struct line *line, const struct reading *reading, json_t *blob,
         const char *path, const char *name)
{
    char from[4096];
    char to[FOLDER_PATH_SIZE];
    const char *file = json_string_value(json_object_get(blob, "file"));
    const char *slash = strrchr(path, '/');
    int folder = slash == NULL ? 0 : (int)(slash - path) + 1;
    if (text_empty(file) || strchr(file, '/') != NULL ||
        !text_format(from, sizeof from, "%.*s%s", folder, path, file)) {
        line_refuse(line, "blobs", line_reason(line, RESULT_INVALID));
        return RESULT_INVALID;
    }
    inbox_path(reading, name, to);
    enum result result = copy_file(from, to);
    if (result != RESULT_OK)
        line_refuse(line, from, line_reason(line, result));
    json_object_set_new(blob, "file", json_string(name));
    return result;
}

static enum result
lay_batch(const struct line *line, const struct reading *reading, json_t *batch,
          const char *name)
{
    char to[FOLDER_PATH_SIZE];
    enum result result = RESULT_OK;
    char *text = json_dumps(batch, JSON_COMPACT);
    FILE *file = NULL;
    inbox_path(reading, name, to);
    if (text == NULL || strlen(text) > BATCH_BYTES_MAX)
        result = RESULT_FULL;
    else
        file = fopen(to, "wxe");
    if (result == RESULT_OK && (file == NULL || fputs(text, file) == EOF))
        result = RESULT_IO;
    if (file != NULL && fclose(file) != 0)
        result = RESULT_IO;
    if (result != RESULT_OK)
        line_refuse(line, to, line_reason(line, result));
    free(text);
    return result;
}

static void
clear_inbox(const struct reading *reading, const json_t *batch,
            const char *name)
{
    char path[FOLDER_PATH_SIZE];
    size_t index;
    json_t *blob;
    inbox_path(reading, name, path);
    unlink(path);
    json_array_foreach(json_object_get(batch, "blobs"), index, blob)
    {
        const char *file = json_string_value(json_object_get(blob, "file"));
        if (text_empty(file) || strchr(file, '/') != NULL)
            continue;
        inbox_path(reading, file, path);
        unlink(path);
    }
}

enum result
deliver_ask(const struct line *line, const struct reading *reading,
            json_t *batch, const char *path, bool dry_run, json_t **answer)
{
    char base[UUID_SIZE];
    char name[UUID_SIZE + 24];
    size_t index;
    json_t *blob;
    enum result result = RESULT_OK;
    *answer = NULL;
    uuid_make(base, clock_now(reading->clock).utc_ms);
    json_array_foreach(json_object_get(batch, "blobs"), index, blob)
    {
        text_format(name, sizeof name, "%s.%zu", base, index);
        if (result == RESULT_OK)
            result = lay_blob(line, reading, blob, path, name);
    }
    text_format(name, sizeof name, "%s.json", base);
    if (result == RESULT_OK)
        result = lay_batch(line, reading, batch, name);
    if (result == RESULT_OK)
        result = act_ask(line, reading,
                         json_pack("{s:s, s:s, s:b}", "do", "batch", "file",
                                   name, "dry_run", dry_run),
                         answer);
    clear_inbox(reading, batch, name);
    json_decref(batch);
    return result;
}

int
deliver_batch(const struct line *line, const struct reading *reading,
              json_t *batch, const char *path)
{
    json_t *answer;
    if (deliver_ask(line, reading, batch, path, false, &answer) != RESULT_OK)
        return LINE_REFUSED;
    return act_tell_answer(line, answer, WORD("Inlagt."));
}
