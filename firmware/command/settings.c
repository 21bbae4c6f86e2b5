/*
 * walk: the next press of a button is a test. centre: a few settings.
 */
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"

enum { WALKS_MAX = 16 };

static int
list_walks(const struct line *line, const struct reading *reading)
{
    struct view_walk walks[WALKS_MAX];
    int count = 0;
    enum result result = view_walks(reading->store, walks, WALKS_MAX, &count);
    if (result != RESULT_OK)
        return line_refuse(line, line->dir, line_reason(line, result));
    json_t *all = json_array();
    for (int i = 0; i < count; i++) {
        json_array_append_new(
            all,
            json_pack("{s:s, s:o, s:o}", "place", walks[i].place, "pressed",
                      print_utc(walks[i].pressed_utc_ms), "seen",
                      walks[i].seen_utc_ms == 0
                          ? json_null()
                          : print_utc(walks[i].seen_utc_ms)));
        char when[40] = "-";
        if (walks[i].seen_utc_ms != 0)
            print_local_into(walks[i].seen_utc_ms, when, sizeof when);
        if (!line->json) {
            print_cell(walks[i].place, 20);
            puts(when);
        }
    }
    if (line->json)
        return print_json(line, all);
    json_decref(all);
    if (count == 0)
        puts(word(line->lang, WORD("Ingen knapp är provad än.")));
    return LINE_DONE;
}

int
subcommand_walk(struct line *line)
{
    enum { BY };
    struct line_option options[] = {
        {"by", 0, "NAME", WORD("vem i personalen som gör det"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    char staff[UUID_SIZE] = "";
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 1))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    const char *by = options[BY].value;
    end = LINE_REFUSED;
    if (line->argc == 0) {
        end = list_walks(line, &reading);
    } else if (by == NULL ||
               reading_staff(line, &reading, by, staff) == RESULT_OK) {
        json_t *command =
            json_pack("{s:s, s:s}", "do", "walk", "place", line->argv[0]);
        if (by != NULL)
            json_object_set_new(command, "who", json_string(staff));
        end = act_tell(line, &reading, command,
                       WORD("Nästa tryck där inom en minut är ett prov."));
    }
    reading_close(&reading);
    return end;
}

/* What is said becomes a field; "-" takes it back to what is usual. */
static void
set_field(json_t *command, const char *field, const char *value, bool number)
{
    if (value == NULL)
        return;
    json_object_set_new(command, field,
                        text_equal(value, "-") ? json_null()
                        : number ? json_integer(strtol(value, NULL, 10))
                                 : json_string(value));
}

static int
show_centre(const struct line *line, const struct reading *reading)
{
    const struct view_centre *centre = &reading->centre;
    if (line->json)
        return print_json(
            line,
            json_pack("{s:s, s:I, s:I, s:i, s:s}", "name", centre->name, "t1",
                      (json_int_t)(centre->t1_ms / 1000), "t2",
                      (json_int_t)(centre->t2_ms / 1000), "walk_days",
                      centre->walk_days, "calm_place", centre->calm_place));
    printf("t1 %lld s\nt2 %lld s\nwalk-days %d\n",
           (long long)(centre->t1_ms / 1000), (long long)(centre->t2_ms / 1000),
           centre->walk_days);
    return LINE_DONE;
}

int
subcommand_centre(struct line *line)
{
    enum { T1, T2, DAYS, OPENS, CLOSES, CALM, COUNT };
    static const struct {
        const char *field;
        bool number;
    } fields[COUNT] = {{"t1", true},        {"t2", true},
                       {"walk_days", true}, {"opens", false},
                       {"closes", false},   {"calm_place", false}};
    struct line_option options[] = {
        {"t1", 0, "S", WORD("sekunder tills fler i personalen får veta"), NULL},
        {"t2", 0, "S", WORD("sekunder tills det sägs att det dröjer"), NULL},
        {"walk-days", 0, "N", WORD("hur gammalt ett prov av en knapp får bli"),
         NULL},
        {"opens", 0, "HH:MM", WORD("när centret öppnar"), NULL},
        {"closes", 0, "HH:MM", WORD("när centret stänger"), NULL},
        {"calm-place", 0, "TEXT", WORD("dit man kan gå när det är för mycket"),
         NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    json_t *command = json_pack("{s:s}", "do", "centre");
    for (int i = 0; i < COUNT; i++)
        set_field(command, fields[i].field, options[i].value, fields[i].number);
    if (json_object_size(command) > 1) {
        end = act_tell(line, &reading, command, WORD("Antecknat."));
    } else {
        json_decref(command);
        end = show_centre(line, &reading);
    }
    reading_close(&reading);
    return end;
}
