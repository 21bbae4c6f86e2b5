#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/names.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"

enum { PAGE = 4096 };

struct people {
    struct view_group groups[VIEW_GROUPS_MAX];
    int group_count;
    json_t *notes; /* id → note; NULL: not asked for */
    int64_t last;
};

/* The note is the staff's: it is in the log alone, not in any view. */
static bool
take_note(void *user, const struct event *event)
{
    struct people *people = user;
    people->last = event->seq;
    if (event->kind == EVENT_PERSON_SAVED) {
        json_t *note = json_object_get(event->body, "note");
        if (note != NULL)
            json_object_set(people->notes, event->about, note);
        else
            json_object_del(people->notes, event->about);
    }
    return true;
}

static enum result
read_notes(struct people *people, struct store *store)
{
    int64_t before;
    enum result result;
    people->notes = json_object();
    do {
        before = people->last;
        result = store_events(store, people->last, PAGE, take_note, people);
    } while (result == RESULT_OK && people->last > before);
    return result;
}

static const char *
group_name(const struct people *people, const char *id)
{
    for (int i = 0; i < people->group_count; i++)
        if (text_equal(people->groups[i].id, id))
            return people->groups[i].name;
    return "";
}

static json_t *
strategies_json(const struct view_person *person)
{
    json_t *all = json_array();
    for (int i = 0; i < person->strategy_count; i++)
        json_array_append_new(
            all,
            json_pack("{s:s, s:o}", "text", person->strategies[i].text,
                      "picture", print_text(person->strategies[i].picture)));
    return all;
}

static json_t *
person_json(const struct people *people, const struct view_person *person)
{
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:o, s:o, s:i, s:s, s:b, s:b}", "id", person->id,
        "name", person->name, "symbol", person->symbol, "picture",
        print_text(person->picture), "group",
        print_text(group_name(people, person->group)), "place", person->place,
        "lang", person->lang, "here", person->here, "paused", person->paused);
    if (object == NULL)
        return NULL;
    json_t *shown = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:i}", "mode",
        view_mode_name(person->mode), "level", view_level_name(person->level),
        "text", view_text_name(person->text), "direction",
        view_direction_name(person->direction), "mark",
        view_mark_name(person->mark), "time", view_time_name(person->time),
        "greys", person->greys, "how_many", person->how_many);
    json_object_update(object, shown);
    json_decref(shown);
    json_object_set_new(object, "strategies", strategies_json(person));
    if (people->notes != NULL) {
        json_t *note = json_object_get(people->notes, person->id);
        json_object_set(object, "note", note == NULL ? json_null() : note);
    }
    return object;
}

static void
print_person(const struct people *people, const struct view_person *person)
{
    print_cell(person->symbol, 12);
    print_cell(person->name, 16);
    print_cell(group_name(people, person->group), 16);
    print_cell(person->lang, 2);
    print_cell(view_mode_name(person->mode), 9);
    print_cell(view_level_name(person->level), 12);
    puts(view_time_name(person->time));
    const char *note =
        json_string_value(json_object_get(people->notes, person->id));
    if (!text_empty(note))
        printf("              %s\n", note);
}

static int
print_people(const struct line *line, const struct people *people,
             const struct names *names)
{
    json_t *all = json_array();
    for (int i = 0; i < names->count; i++)
        if (line->json)
            json_array_append_new(all, person_json(people, &names->people[i]));
        else
            print_person(people, &names->people[i]);
    if (line->json)
        return print_json(line, all);
    json_decref(all);
    if (names->count == 0)
        puts(word(line->lang, WORD("Ingen deltagare är inlagd.")));
    return LINE_DONE;
}

int
subcommand_people(struct line *line)
{
    enum { NOTES };
    struct line_option options[] = {
        {"notes", 0, NULL, WORD("även personalens anteckningar"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    struct names names;
    struct people people = {.group_count = 0};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    enum result result = names_open(&names, &reading);
    if (result == RESULT_OK)
        result = view_groups(reading.store, people.groups, VIEW_GROUPS_MAX,
                             &people.group_count);
    if (result == RESULT_OK && options[NOTES].value != NULL)
        result = read_notes(&people, reading.store);
    end = result == RESULT_OK
              ? print_people(line, &people, &names)
              : line_refuse(line, line->dir, line_reason(line, result));
    json_decref(people.notes);
    names_close(&names);
    reading_close(&reading);
    return end;
}
