#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/subcommands.h"

enum { DATE, STEP, UNDO };

static int
carry_out(struct line *line, const struct reading *reading,
          const struct line_option *options)
{
    char person[UUID_SIZE];
    char item[UUID_SIZE];
    char stamp[CIVIL_DATE_SIZE];
    int32_t date;
    bool undo = options[UNDO].value != NULL;
    if (reading_date(line, reading, options[DATE].value, &date) != RESULT_OK)
        return LINE_MISUSED;
    if (reading_person(line, reading, line->argv[0], person) != RESULT_OK ||
        act_item(line, reading, person, date, line->argv[1], item) != RESULT_OK)
        return LINE_REFUSED;
    civil_format_date(date, stamp);
    json_t *command =
        json_pack("{s:s, s:s, s:s, s:s}", "do", undo ? "undone" : "done",
                  "about", person, "item", item, "date", stamp);
    const char *step = options[STEP].value;
    if (step != NULL)
        json_object_set_new(command, "step",
                            json_integer(strtol(step, NULL, 10) - 1));
    return act_tell(line, reading, command,
                    undo ? WORD("Ångrat.") : WORD("Klart."));
}

int
subcommand_done(struct line *line)
{
    struct line_option options[] = {
        {"date", 0, "YYYY-MM-DD", WORD("vilken dag; annars idag"), NULL},
        {"step", 0, "N", WORD("bara steg N i arbetsordningen, från 1"), NULL},
        {"undo", 0, NULL, WORD("ångra det"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 2, 2))
        return LINE_MISUSED;
    if (options[STEP].value != NULL &&
        strtol(options[STEP].value, NULL, 10) < 1)
        return line_misuse(line, "--step", line_reason(line, RESULT_INVALID));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    end = carry_out(line, &reading, options);
    reading_close(&reading);
    return end;
}
