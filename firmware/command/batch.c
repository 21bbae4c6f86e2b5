#include <stdio.h>

#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/deliver.h"
#include "firmware/command/subcommands.h"

int
subcommand_batch(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    json_error_t wrong;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    const char *path = line->argv[0];
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    json_t *batch = json_load_file(path, JSON_REJECT_DUPLICATES, &wrong);
    if (batch == NULL) {
        char where[512];
        snprintf(where, sizeof where, "%s:%d", path, wrong.line);
        end = line_refuse(line, where, wrong.text);
    } else {
        end = deliver_batch(line, &reading, batch, path);
    }
    reading_close(&reading);
    return end;
}
