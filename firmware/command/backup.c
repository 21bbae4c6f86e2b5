/*
 * backup and restore: whole, verified, and never over anything.
 */
#include <stdio.h>
#include <unistd.h>

#include "firmware/base/gentle.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"

static int
tell_copy(const struct line *line, const char *path, const char *done)
{
    if (line->json)
        return print_json(line, json_pack("{s:b, s:s}", "ok", 1, "file", path));
    printf("%s %s\n", word(line->lang, done), path);
    return LINE_DONE;
}

static const char *
why_no_backup(const struct line *line, enum result result)
{
    if (result == RESULT_BUSY)
        return word(line->lang, WORD("filen finns redan"));
    if (result == RESULT_INVALID)
        return word(line->lang, WORD("databasen är skadad"));
    return line_reason(line, result);
}

int
subcommand_backup(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    const char *path = line->argv[0];
    if (access(path, F_OK) == 0)
        return line_refuse(line, path, why_no_backup(line, RESULT_BUSY));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    gentle_process();
    enum result result = store_backup_gently(reading.store, path);
    end = result == RESULT_OK
              ? tell_copy(line, path, WORD("Säkerhetskopian är hel:"))
              : line_refuse(line, path, why_no_backup(line, result));
    reading_close(&reading);
    return result == RESULT_INVALID ? LINE_DAMAGED : end;
}

static const char *
why_no_restore(const struct line *line, enum result result)
{
    if (result == RESULT_BUSY)
        return word(line->lang, WORD("där finns redan en databas"));
    if (result == RESULT_INVALID)
        return word(line->lang, WORD("kopian är skadad eller inte Tröskels"));
    return line_reason(line, result);
}

int
subcommand_restore(struct line *line)
{
    enum { FOR_TESTS };
    struct line_option options[] = {
        {"for-tests", 0, NULL,
         WORD("till en mapp för prov, där klockan kan ställas"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct folder folder;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    const char *path = line->argv[0];
    if (access(path, R_OK) != 0)
        return line_refuse(line, path, line_reason(line, RESULT_ABSENT));
    enum result result =
        folder_make(line->dir, options[FOR_TESTS].value != NULL);
    if (result == RESULT_OK)
        result = folder_open(&folder, line->dir);
    if (result != RESULT_OK)
        return line_refuse(line, line->dir, line_reason(line, result));
    result = store_verify_file(path);
    if (result == RESULT_OK)
        result = store_restore(&folder, path);
    if (result != RESULT_OK)
        return line_refuse(line, result == RESULT_BUSY ? line->dir : path,
                           why_no_restore(line, result));
    return tell_copy(line, path, WORD("Återställt från"));
}
