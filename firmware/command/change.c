#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/subcommands.h"

enum { DATE, KIND, FOR, TITLE, PICTURE, START, END, PLACE, WITH, REASON, BY };

/* The fields whose value is the text as it was given. */
static const struct {
    int option;
    const char *field;
} texts[] = {{TITLE, "title"},
             {PICTURE, "picture"},
             {PLACE, "place"},
             {REASON, "reason"}};

static enum result
add_time(const struct line *line, json_t *command,
         const struct line_option *option)
{
    char stamp[CIVIL_TIME_SIZE];
    int minute;
    if (option->value == NULL)
        return RESULT_OK;
    if (civil_parse_time(option->value, &minute) != RESULT_OK) {
        line_misuse(line, option->value,
                    word(line->lang, WORD("är ingen tid (09:30)")));
        return RESULT_INVALID;
    }
    civil_format_time(minute % 1440, stamp);
    json_object_set_new(command, option->name, json_string(stamp));
    return RESULT_OK;
}

static enum result
add_fields(const struct line *line, json_t *command,
           const struct line_option *options)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (options[texts[i].option].value != NULL)
            json_object_set_new(command, texts[i].field,
                                json_string(options[texts[i].option].value));
    if (options[WITH].value != NULL)
        json_object_set_new(command, "with",
                            json_pack("[s]", options[WITH].value));
    if (add_time(line, command, &options[START]) != RESULT_OK)
        return RESULT_INVALID;
    return add_time(line, command, &options[END]);
}

static int
carry_out(struct line *line, const struct reading *reading,
          const struct line_option *options)
{
    char person[UUID_SIZE] = "";
    char item[UUID_SIZE];
    char staff[UUID_SIZE];
    char stamp[CIVIL_DATE_SIZE];
    int32_t date;
    if (reading_date(line, reading, options[DATE].value, &date) != RESULT_OK)
        return LINE_MISUSED;
    if (options[FOR].value != NULL &&
        reading_person(line, reading, options[FOR].value, person) != RESULT_OK)
        return LINE_REFUSED;
    if (act_item(line, reading, person, date, line->argv[0], item) != RESULT_OK)
        return LINE_REFUSED;
    civil_format_date(date, stamp);
    json_t *command =
        json_pack("{s:s, s:s, s:s, s:s}", "do", "change", "item", item, "date",
                  stamp, "change", options[KIND].value);
    if (options[BY].value != NULL) {
        if (reading_staff(line, reading, options[BY].value, staff) !=
            RESULT_OK) {
            json_decref(command);
            return LINE_REFUSED;
        }
        json_object_set_new(command, "who", json_string(staff));
    }
    if (add_fields(line, command, options) != RESULT_OK) {
        json_decref(command);
        return LINE_MISUSED;
    }
    return act_tell(line, reading, command, WORD("Ändrat."));
}

int
subcommand_change(struct line *line)
{
    struct line_option options[] = {
        {"date", 0, "YYYY-MM-DD", WORD("vilken dag; annars idag"), NULL},
        {"kind", 0, "replaced|cancelled|time|place|person|added",
         WORD("vad som ändras"), NULL},
        {"for", 0, "PERSON", WORD("vems dag titeln står i"), NULL},
        {"title", 0, "TEXT", WORD("vad det blir i stället"), NULL},
        {"picture", 0, "ID", WORD("bild till det nya"), NULL},
        {"start", 0, "HH:MM", WORD("ny starttid"), NULL},
        {"end", 0, "HH:MM", WORD("ny sluttid"), NULL},
        {"place", 0, "PLACE", WORD("ny plats"), NULL},
        {"with", 0, "NAME", WORD("vem det blir med"), NULL},
        {"reason", 0, "TEXT", WORD("varför, så som det visas"), NULL},
        {"by", 0, "NAME", WORD("vem i personalen som gör det"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    if (text_empty(options[KIND].value))
        return line_misuse(line, "--kind",
                           word(line->lang, WORD("värdet saknas")));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    end = carry_out(line, &reading, options);
    reading_close(&reading);
    return end;
}
