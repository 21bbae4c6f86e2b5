#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"

static json_t *
person_json(const struct view_person *person)
{
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:b}", "id", person->id, "name",
                     person->name, "symbol", person->symbol, "arrived",
                     print_utc(person->arrived_utc_ms), "arrived_local",
                     print_local(person->arrived_utc_ms), "paused",
                     person->paused);
}

static int
print_here(const struct line *line, const struct view_person *people, int count)
{
    int here = 0;
    for (int i = 0; i < count; i++) {
        char clock[CIVIL_TIME_SIZE];
        if (!people[i].here)
            continue;
        here++;
        civil_format_time(civil_from_utc(people[i].arrived_utc_ms).minute,
                          clock);
        print_cell(clock, 5);
        print_cell(people[i].symbol, 12);
        printf("%s%s\n", people[i].name,
               people[i].paused ? word(line->lang, WORD(" (paus)")) : "");
    }
    if (here == 0)
        puts(word(line->lang, WORD("Ingen är här.")));
    return LINE_DONE;
}

int
subcommand_who(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    int count = 0;
    enum result result =
        people == NULL
            ? RESULT_FULL
            : view_people(reading.store, clock_boot_id(reading.clock), people,
                          VIEW_PEOPLE_MAX, &count);
    if (result != RESULT_OK) {
        end = line_refuse(line, line->dir, line_reason(line, result));
    } else if (line->json) {
        json_t *all = json_array();
        for (int i = 0; i < count; i++)
            if (people[i].here)
                json_array_append_new(all, person_json(&people[i]));
        end = print_json(line, all);
    } else {
        end = print_here(line, people, count);
    }
    free(people);
    reading_close(&reading);
    return end;
}
