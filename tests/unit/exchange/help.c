#include "tests/unit/exchange/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

static const struct {
    const char *word, *id;
} pictures[] = {{"räv", "1F98A"},   {"uggla", "1F989"}, {"båt", "26F5"},
                {"träd", "1F333"},  {"sol", "2600"},    {"kaffekopp", "2615"},
                {"cykel", "1F6B2"}, {"1F331", "1F331"}, {"fika", "2615"},
                {"måla", "1F3A8"},  {"lunch", "1F37D"}};

static enum result
picture(void *user, const char *lang, const char *word, struct library_hit *out)
{
    (void)user;
    (void)lang;
    char folded[LIBRARY_NAME_SIZE];
    (void)text_fold(folded, sizeof folded, word);
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        if (strcmp(pictures[i].word, folded) != 0 &&
            strcmp(pictures[i].word, word) != 0)
            continue;
        (void)text_copy(out->id, sizeof out->id, pictures[i].id);
        (void)text_copy(out->name, sizeof out->name, pictures[i].word);
        return RESULT_OK;
    }
    return RESULT_ABSENT;
}

/* The first word of the title, as the real one would. */
static enum result
match(void *user, const char *lang, const char *title, struct library_hit *out)
{
    char first[LIBRARY_NAME_SIZE];
    (void)text_format(first, sizeof first, "%.*s", (int)strcspn(title, " "),
                      title);
    return picture(user, lang, first, out);
}

static json_t *
body(void *user, const char *person)
{
    struct help *help = user;
    return json_incref(json_object_get(help->bodies, person));
}

static enum result
standing(void *user, const char *origin, const char *audience,
         import_standing_fn *each, void *each_user)
{
    struct help *help = user;
    size_t i;
    json_t *item;
    (void)origin;
    json_array_foreach(help->standing, i, item)
    {
        struct import_standing is = {.id = help_text(item, "id"),
                                     .source = help_text(item, "source"),
                                     .uid = help_text(item, "uid"),
                                     .date = -1};
        if (civil_parse_date(help_text(item, "date"), &is.date) != RESULT_OK)
            is.date = -1;
        if (audience == NULL ||
            strcmp(help_text(item, "audience"), audience) == 0)
            each(each_user, &is);
    }
    return RESULT_OK;
}

static void
put_person(struct help *help, int nth, const char *symbol, const char *name,
           int group)
{
    struct view_person *person = &help->people[nth];
    uuid_from_name(person->id, "stands", symbol);
    (void)text_copy(person->symbol, sizeof person->symbol, symbol);
    (void)text_copy(person->name, sizeof person->name, name);
    (void)text_copy(person->group, sizeof person->group,
                    help->groups[group].id);
    person->place = nth + 4;
}

void
help_init(struct help *help)
{
    static const char *const groups[] = {"Ateljén", "Trädgården", "Packningen"};
    memset(help, 0, sizeof *help);
    for (int i = 0; i < 3; i++) {
        uuid_from_name(help->groups[i].id, "group-stands", groups[i]);
        (void)text_copy(help->groups[i].name, VIEW_NAME_SIZE, groups[i]);
    }
    put_person(help, 0, "räv", "Anna", 0);
    put_person(help, 1, "båt", "Åsa", 1);
    put_person(help, 2, "måne", "Kim", 2);
    put_person(help, 3, "moln", "Kim", 2);
    help->standing = json_array();
    help->bodies = json_object();
    help->context = (struct import_context){.lang = "sv",
                                            .zone = "Europe/Stockholm",
                                            .source = "fil",
                                            .groups = help->groups,
                                            .group_count = 3,
                                            .people = help->people,
                                            .person_count = 4,
                                            .user = help,
                                            .match = match,
                                            .picture = picture,
                                            .body = body,
                                            .standing = standing};
    help->context.today = civil_day_of(2026, 11, 22);
    report_init(&help->report, "sv");
}

void
help_finish(struct help *help)
{
    report_finish(&help->report);
    json_decref(help->events);
    json_decref(help->standing);
    json_decref(help->bodies);
}

void
help_again(struct help *help)
{
    report_finish(&help->report);
    report_init(&help->report, "sv");
    json_decref(help->events);
    help->events = NULL;
}

char *
help_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 20);
    *length =
        file == NULL || bytes == NULL ? 0 : fread(bytes, 1, 1 << 20, file);
    if (file != NULL)
        (void)fclose(file);
    return bytes;
}

const char *
help_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

int
help_count(const struct help *help, const char *kind)
{
    int count = 0;
    size_t i;
    json_t *event;
    json_array_foreach(help->events, i, event) count +=
        strcmp(help_text(event, "kind"), kind) == 0;
    return count;
}

const json_t *
help_body(const struct help *help, const char *kind, int nth)
{
    size_t i;
    json_t *event;
    json_array_foreach(help->events, i, event)
    {
        if (strcmp(help_text(event, "kind"), kind) == 0 && nth-- == 0)
            return json_object_get(event, "body");
    }
    return NULL;
}

const json_t *
help_find(const struct help *help, const char *key, const char *value, int nth)
{
    size_t i;
    json_t *event;
    json_array_foreach(help->events, i, event)
    {
        const json_t *is = json_object_get(event, "body");
        if (strcmp(help_text(is, key), value) == 0 && nth-- == 0)
            return is;
    }
    return NULL;
}
