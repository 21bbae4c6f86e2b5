/*
 * What staff do with a signal: ack, with, close, withdraw, whose.
 */
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/subcommands.h"

/* `by_needed`: an acknowledgement is by somebody with a name. */
static int
step(struct line *line, const char *does, bool by_needed, const char *done)
{
    enum { BY };
    struct line_option options[] = {
        {"by", 0, "NAME", WORD("vem i personalen som gör det"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    char signal[UUID_SIZE];
    char staff[UUID_SIZE] = "";
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    const char *by = options[BY].value;
    if (by == NULL && by_needed)
        return line_misuse(line, "--by",
                           word(line->lang, WORD("vem som kommer saknas")));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    end = LINE_REFUSED;
    if (act_signal(line, &reading, line->argv[0], signal) == RESULT_OK &&
        (by == NULL || reading_staff(line, &reading, by, staff) == RESULT_OK)) {
        json_t *command = json_pack("{s:s, s:s}", "do", does, "signal", signal);
        if (by != NULL)
            json_object_set_new(command, "who", json_string(staff));
        end = act_tell(line, &reading, command, done);
    }
    reading_close(&reading);
    return end;
}

int
subcommand_ack(struct line *line)
{
    return step(line, "acknowledge", true, WORD("Någon kommer."));
}

int
subcommand_with(struct line *line)
{
    return step(line, "with", false, WORD("Någon är där."));
}

int
subcommand_close(struct line *line)
{
    return step(line, "close", false, WORD("Avslutad."));
}

int
subcommand_withdraw(struct line *line)
{
    return step(line, "withdraw", false, WORD("Återtagen."));
}

int
subcommand_whose(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    char signal[UUID_SIZE];
    char person[UUID_SIZE];
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 2, 2))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    end = LINE_REFUSED;
    if (act_signal(line, &reading, line->argv[0], signal) == RESULT_OK &&
        reading_person(line, &reading, line->argv[1], person) == RESULT_OK)
        end = act_tell(line, &reading,
                       json_pack("{s:s, s:s, s:s}", "do", "whose", "signal",
                                 signal, "about", person),
                       WORD("Antecknat."));
    reading_close(&reading);
    return end;
}
