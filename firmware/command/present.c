/*
 * arrive and leave: for staff without a browser, and for scripts.
 */
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/subcommands.h"

static int
come_or_go(struct line *line, const char *does, const char *undoes,
           const char *done)
{
    enum { UNDO, BY };
    struct line_option options[] = {
        {"undo", 0, NULL, WORD("ångra det"), NULL},
        {"by", 0, "NAME", WORD("vem i personalen som gör det"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    char person[UUID_SIZE];
    char staff[UUID_SIZE] = "";
    int end = LINE_REFUSED;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    end = LINE_REFUSED;
    bool undo = options[UNDO].value != NULL;
    const char *by = options[BY].value;
    if (reading_person(line, &reading, line->argv[0], person) == RESULT_OK &&
        (by == NULL || reading_staff(line, &reading, by, staff) == RESULT_OK)) {
        json_t *command = json_pack("{s:s, s:s}", "do", undo ? undoes : does,
                                    "about", person);
        if (by != NULL)
            json_object_set_new(command, "who", json_string(staff));
        end = act_tell(line, &reading, command, undo ? WORD("Ångrat.") : done);
    }
    reading_close(&reading);
    return end;
}

int
subcommand_arrive(struct line *line)
{
    return come_or_go(line, "arrive", "arrive_undo", WORD("Här nu."));
}

int
subcommand_leave(struct line *line)
{
    return come_or_go(line, "leave", "leave_undo", WORD("Hemma nu."));
}
