#include "firmware/exchange/people.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/people_inside.h"

enum { NOTE_MAX = 1000, HOW_MANY_MAX = 6 };

static const char *
heading_of(const struct people *people, enum people_field field, char *out,
           size_t size)
{
    out[0] = '\0';
    choice_word(people_fields[field].names, people->report->lang, out, size);
    return out;
}

const char *
people_cell(const struct people *people, enum people_field field)
{
    return csv_cell(&people->row, people->columns[field]);
}

void
people_refuse(struct people *people, enum people_field field,
              const char *format, const char *value)
{
    char name[CHOICE_KEY_SIZE], part[VIEW_NAME_SIZE], says[REPORT_SAYS_SIZE];
    (void)text_copy(part, sizeof part, value);
    import_clean(part);
    /* The sentence is one of ours, with one %s. */
    const char *whole = word(people->report->lang, format);
    const char *at = strstr(whole, "%s");
    if (at == NULL)
        (void)text_copy(says, sizeof says, whole);
    else
        (void)text_format(says, sizeof says, "%.*s%s%s", (int)(at - whole),
                          whole, part, at + 2);
    report_say(people->report, REPORT_REFUSED, people->row.line,
               heading_of(people, field, name, sizeof name), "%s", says);
}

/* A cell as one clean line of at most `max` characters. */
static bool
label(struct people *people, enum people_field field, size_t max,
      char out[IMPORT_TEXT_SIZE])
{
    (void)text_copy(out, IMPORT_TEXT_SIZE, people_cell(people, field));
    import_clean(out);
    if (text_length(out) <= max)
        return true;
    char name[CHOICE_KEY_SIZE];
    report_say(people->report, REPORT_REFUSED, people->row.line,
               heading_of(people, field, name, sizeof name),
               WORD("Texten är längre än %d tecken."), (int)max);
    return false;
}

/* Groups that stand, with the next free place of each. */
static void
take_standing_groups(struct people *people)
{
    const struct import_context *context = people->context;
    for (int i = 0; i < context->group_count && i < VIEW_GROUPS_MAX; i++) {
        struct group *group = &people->groups[people->group_count++];
        (void)text_copy(group->id, sizeof group->id, context->groups[i].id);
        (void)text_copy(group->name, sizeof group->name,
                        context->groups[i].name);
        for (int k = 0; k < context->person_count; k++) {
            const struct view_person *person = &context->people[k];
            if (strcmp(person->group, group->id) == 0 &&
                person->place >= group->next_place)
                group->next_place = person->place + 1;
        }
    }
}

static struct group *
group_named(struct people *people, const char *name)
{
    char want[VIEW_NAME_SIZE], have[VIEW_NAME_SIZE];
    (void)text_fold(want, sizeof want, name);
    for (int i = 0; i < people->group_count; i++) {
        (void)text_fold(have, sizeof have, people->groups[i].name);
        if (strcmp(have, want) == 0)
            return &people->groups[i];
    }
    return NULL;
}

static struct group *
make_group(struct people *people, const char *name)
{
    if (people->group_count == VIEW_GROUPS_MAX) {
        people_refuse(people, PEOPLE_GROUP,
                      WORD("Fler än 16 grupper ryms inte: %s"), name);
        return NULL;
    }
    struct group *group = &people->groups[people->group_count];
    char folded[VIEW_NAME_SIZE];
    (void)text_fold(folded, sizeof folded, name);
    uuid_from_name(group->id, "group", folded);
    (void)text_copy(group->name, sizeof group->name, name);
    json_t *body =
        json_pack("{s:s, s:i}", "name", name, "order", people->group_count);
    import_put_picture(people->context, name, body);
    import_add(people->groups_saved, "group_saved", group->id, body);
    people->group_count++;
    report_count(people->report, "groups", 1);
    report_say(people->report, REPORT_INFO, people->row.line, NULL,
               WORD("Gruppen %s är ny och läggs till."), name);
    return group;
}

/* NULL and true for a person without a group. */
static bool
read_group(struct people *people, struct group **group)
{
    char name[IMPORT_TEXT_SIZE];
    *group = NULL;
    if (!label(people, PEOPLE_GROUP, IMPORT_LABEL_MAX, name))
        return false;
    if (name[0] == '\0')
        return true;
    *group = group_named(people, name);
    if (*group == NULL)
        *group = make_group(people, name);
    return *group != NULL;
}

static bool
no_identity_number(struct people *people)
{
    bool fine = true;
    for (int i = 0; i < people->row.count; i++) {
        /* A tag's number may look like anything, and is not kept. */
        if (i == people->columns[PEOPLE_TAG] ||
            !identity_in(people->row.cells[i]))
            continue;
        char place[24];
        (void)text_format(place, sizeof place,
                          word(people->report->lang, "kolumn %d"), i + 1);
        report_say(people->report, REPORT_REFUSED, people->row.line, place,
                   WORD("Här står något som ser ut som ett personnummer. "
                        "Tröskel behöver inget och sparar inget: ta bort det "
                        "ur filen."));
        fine = false;
    }
    return fine;
}

/* The symbol, new in this file. */
static bool
read_symbol(struct people *people, char symbol[IMPORT_TEXT_SIZE])
{
    char folded[VIEW_NAME_SIZE];
    if (!label(people, PEOPLE_SYMBOL, IMPORT_LABEL_MAX, symbol))
        return false;
    if (symbol[0] == '\0') {
        people_refuse(people, PEOPLE_SYMBOL, WORD("Symbolen saknas."), "");
        return false;
    }
    (void)text_fold(folded, sizeof folded, symbol);
    for (int i = 0; i < people->seen_count; i++) {
        if (strcmp(people->seen[i].symbol, folded) != 0)
            continue;
        char name[CHOICE_KEY_SIZE];
        report_say(people->report, REPORT_REFUSED, people->row.line,
                   heading_of(people, PEOPLE_SYMBOL, name, sizeof name),
                   WORD("Symbolen %s står redan på rad %d. Varje person har "
                        "sin egen."),
                   symbol, people->seen[i].line);
        return false;
    }
    if (people->seen_count == VIEW_PEOPLE_MAX) {
        people_refuse(people, PEOPLE_SYMBOL,
                      WORD("Fler än 1 000 personer ryms inte."), "");
        return false;
    }
    struct seen *seen = &people->seen[people->seen_count++];
    (void)text_copy(seen->symbol, sizeof seen->symbol, folded);
    seen->line = people->row.line;
    return true;
}

static const struct view_person *
standing_person(const struct people *people, const char *symbol)
{
    char want[VIEW_NAME_SIZE], have[VIEW_NAME_SIZE];
    (void)text_fold(want, sizeof want, symbol);
    for (int i = 0; i < people->context->person_count; i++) {
        (void)text_fold(have, sizeof have, people->context->people[i].symbol);
        if (strcmp(have, want) == 0)
            return &people->context->people[i];
    }
    return NULL;
}

void
people_refuse_choice(struct people *people, enum people_field field,
                     const struct choice *values)
{
    char name[CHOICE_KEY_SIZE], allowed[REPORT_SAYS_SIZE], part[64];
    choice_allowed(values, people->report->lang, allowed, sizeof allowed);
    (void)text_copy(part, sizeof part, people_cell(people, field));
    import_clean(part);
    report_say(people->report, REPORT_REFUSED, people->row.line,
               heading_of(people, field, name, sizeof name),
               WORD("\"%s\" känns inte igen. Det här går att skriva: %s."),
               part, allowed);
}

static bool
put_choice(struct people *people, enum people_field field, json_t *body)
{
    const struct people_choice *choice = people_choice_of(field);
    const char *text = people_cell(people, field);
    if (people->columns[field] < 0 &&
        json_object_get(body, choice->key) != NULL)
        return true; /* stands, and the file does not speak of it */
    const char *value =
        text[0] == '\0'
            ? (choice->usual != NULL ? choice->usual : people->context->lang)
            : choice_find(choice->values, text);
    if (value == NULL) {
        people_refuse_choice(people, field, choice->values);
        return false;
    }
    json_t *json = field == PEOPLE_GREYS
                       ? json_boolean(strcmp(value, "true") == 0)
                       : json_string(value);
    (void)json_object_set_new(body, choice->key, json);
    return true;
}

static bool
put_how_many(struct people *people, json_t *body)
{
    const char *text = people_cell(people, PEOPLE_HOW_MANY);
    if (people->columns[PEOPLE_HOW_MANY] < 0 &&
        json_object_get(body, "how_many") != NULL)
        return true;
    int value = text[0] == '\0' ? 2 : text[0] - '0';
    if (value < 1 || value > HOW_MANY_MAX || strlen(text) > 1) {
        people_refuse(people, PEOPLE_HOW_MANY,
                      WORD("\"%s\" är inget antal från 1 till 6."), text);
        return false;
    }
    (void)json_object_set_new(body, "how_many", json_integer(value));
    return true;
}

static bool
put_strategies(struct people *people, json_t *body)
{
    bool column = false, fine = true;
    json_t *list = json_array();
    for (int i = PEOPLE_STRATEGY; i <= PEOPLE_STRATEGY_LAST; i++) {
        char text[IMPORT_TEXT_SIZE], picture[LIBRARY_ID_SIZE];
        column = column || people->columns[i] >= 0;
        if (!label(people, (enum people_field)i, IMPORT_LINE_MAX, text)) {
            fine = false;
            continue;
        }
        if (text[0] == '\0')
            continue;
        json_t *card = json_pack("{s:s}", "text", text);
        if (import_match(people->context, people->report, people->row.line,
                         text, "", picture))
            (void)json_object_set_new(card, "picture", json_string(picture));
        (void)json_array_append_new(list, card);
    }
    if (column || json_object_get(body, "strategies") == NULL)
        (void)json_object_set_new(body, "strategies", list);
    else
        json_decref(list);
    return fine;
}

static bool
put_note(struct people *people, json_t *body)
{
    const char *text = people_cell(people, PEOPLE_NOTE);
    if (people->columns[PEOPLE_NOTE] < 0)
        return true;
    if (text_length(text) > NOTE_MAX) {
        people_refuse(people, PEOPLE_NOTE,
                      WORD("Kommentaren är längre än 1 000 tecken."), "");
        return false;
    }
    if (text[0] == '\0')
        (void)json_object_del(body, "note");
    else
        (void)json_object_set_new(body, "note", json_string(text));
    return true;
}

/* A photo that the centre has, by its id; shown only with consent. */
static bool
put_photo(struct people *people, json_t *body)
{
    struct library_hit hit;
    char text[IMPORT_TEXT_SIZE];
    const struct import_context *context = people->context;
    if (!label(people, PEOPLE_PHOTO, VIEW_PICTURE_SIZE - 1, text))
        return false;
    if (text[0] == '\0')
        return true;
    if (context->picture != NULL && strncmp(text, "photo-", 6) == 0 &&
        context->picture(context->user, context->lang, text, &hit) == RESULT_OK)
        (void)json_object_set_new(body, "photo", json_string(hit.id));
    else
        report_say(people->report, REPORT_WARNING, people->row.line, NULL,
                   WORD("Fotot %s finns inte här än: symbolen visas."), text);
    return true;
}

static bool
put_name(struct people *people, const char *symbol, json_t *body)
{
    char name[IMPORT_TEXT_SIZE];
    const char *old = json_string_value(json_object_get(body, "name"));
    if (people->columns[PEOPLE_NAME] < 0 && old != NULL)
        return true;
    if (!label(people, PEOPLE_NAME, IMPORT_LABEL_MAX, name))
        return false;
    if (name[0] == '\0')
        (void)text_copy(name, sizeof name, symbol);
    if (old != NULL && strcmp(old, name) != 0)
        report_say(people->report, REPORT_WARNING, people->row.line, NULL,
                   WORD("Symbolen %s hör till %s här. Namnet blir %s."), symbol,
                   old, name);
    (void)json_object_set_new(body, "name", json_string(name));
    return true;
}

/* The picture stays with who has one; an empty place is filled. */
static void
put_symbol(struct people *people, const char *symbol, json_t *body)
{
    char picture[LIBRARY_ID_SIZE];
    const char *old =
        json_string_value(json_object_get(body, "symbol_picture"));
    if (json_object_get(body, "symbol") == NULL)
        (void)json_object_set_new(body, "symbol", json_string(symbol));
    if (old != NULL && strcmp(old, "own-empty") != 0)
        return;
    import_symbol(people->context, people->report, people->row.line, symbol,
                  picture);
    (void)json_object_set_new(body, "symbol_picture", json_string(picture));
}

/* The group and the place in it. */
static void
put_place(struct people *people, const struct view_person *standing,
          struct group *group, json_t *body)
{
    if (standing != NULL && people->columns[PEOPLE_GROUP] < 0)
        return;
    const char *id = group == NULL ? "" : group->id;
    bool stays = standing != NULL && strcmp(standing->group, id) == 0;
    if (stays && json_object_get(body, "groups") != NULL)
        return; /* other groups of theirs stay too */
    json_t *groups = json_array();
    if (group != NULL)
        (void)json_array_append_new(groups, json_string(id));
    int place = stays           ? standing->place
                : group != NULL ? group->next_place++
                                : 0;
    (void)json_object_set_new(body, "groups", groups);
    (void)json_object_set_new(body, "place", json_integer(place));
}

/* What stands about this person, to be written over; new if nobody does. */
static json_t *
standing_body(const struct people *people, const char *id)
{
    const struct import_context *context = people->context;
    json_t *old =
        context->body == NULL ? NULL : context->body(context->user, id);
    json_t *copy = old == NULL ? json_object() : json_deep_copy(old);
    json_decref(old);
    return copy;
}

static bool
put_all(struct people *people, const char *symbol, json_t *body)
{
    bool fine = put_name(people, symbol, body);
    for (int i = 0; i < PEOPLE_FIELD_COUNT; i++)
        if (people_choice_of((enum people_field)i) != NULL)
            fine = put_choice(people, (enum people_field)i, body) && fine;
    fine = put_how_many(people, body) && fine;
    fine = put_strategies(people, body) && fine;
    fine = put_photo(people, body) && fine;
    fine = people_reach(people, body) && fine;
    return put_note(people, body) && fine;
}

static void
read_person(struct people *people)
{
    char symbol[IMPORT_TEXT_SIZE], folded[VIEW_NAME_SIZE], id[UUID_SIZE];
    struct group *group;
    bool fine = no_identity_number(people);
    if (!read_symbol(people, symbol) || !read_group(people, &group))
        return;
    const struct view_person *standing = standing_person(people, symbol);
    (void)text_fold(folded, sizeof folded, symbol);
    if (standing != NULL)
        (void)text_copy(id, sizeof id, standing->id);
    else
        uuid_from_name(id, "person", folded);
    json_t *body = standing_body(people, id);
    fine = put_all(people, symbol, body) && fine;
    put_symbol(people, symbol, body);
    put_place(people, standing, group, body);
    if (!fine) {
        json_decref(body);
        return;
    }
    import_add(people->people_saved, "person_saved", id, body);
    report_count(people->report, "people", 1);
}

static void
read_rows(struct people *people, struct csv *csv)
{
    enum result result = csv_next(csv, &people->row);
    if (result == RESULT_OK) {
        report_say(people->report, REPORT_INFO, 0, NULL,
                   WORD("Filen är skriven i %s."),
                   encoding_name(csv->encoding));
        if (!columns_read(people_fields, &people->row, people->report,
                          people->columns))
            return;
        result = csv_next(csv, &people->row);
        if (result == RESULT_ABSENT)
            report_say(people->report, REPORT_REFUSED, 0, NULL,
                       WORD("Filen har en rubrikrad men inga personer."));
    } else if (result == RESULT_ABSENT) {
        report_say(people->report, REPORT_REFUSED, 0, NULL,
                   WORD("Filen är tom."));
    }
    for (; result == RESULT_OK && people->report->of[REPORT_REFUSED] < 100;
         result = csv_next(csv, &people->row))
        read_person(people);
    if (result == RESULT_INVALID)
        report_say(people->report, REPORT_REFUSED, people->row.line, NULL, "%s",
                   word(people->report->lang, csv_says(csv->why)));
}

enum result
people_import(const struct import_context *context, const char *bytes,
              size_t length, struct report *report, json_t **events)
{
    enum result result = RESULT_INVALID;
    struct csv csv;
    struct people *people = calloc(1, sizeof *people);
    *events = NULL;
    if (people == NULL)
        return RESULT_FULL;
    people->context = context;
    people->report = report;
    people->groups_saved = json_array();
    people->people_saved = json_array();
    take_standing_groups(people);
    if (csv_open(&csv, bytes, length) == RESULT_OK)
        read_rows(people, &csv);
    else
        report_say(report, REPORT_REFUSED, 0, NULL, "%s",
                   word(report->lang, csv_says(csv.why)));
    if (!report_refused(report)) {
        (void)json_array_extend(people->groups_saved, people->people_saved);
        *events = json_incref(people->groups_saved);
        result = RESULT_OK;
    }
    json_decref(people->groups_saved);
    json_decref(people->people_saved);
    free(people);
    return result;
}
