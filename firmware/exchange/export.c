#include "firmware/exchange/export.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/exchange/people_words.h"

void
export_begin(FILE *out)
{
    (void)fputs("\xEF\xBB\xBF", out);
}

/* A spreadsheet runs what begins so. */
static bool
is_formula(const char *text)
{
    return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

void
export_cell(FILE *out, const char *text, bool last)
{
    bool guard = is_formula(text);
    bool quote = guard || strpbrk(text, ";\"\r\n") != NULL || text[0] == ' ';
    if (quote)
        (void)fputc('"', out);
    if (guard)
        (void)fputc('\'', out);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            (void)fputc('"', out);
        (void)fputc(*at, out);
    }
    if (quote)
        (void)fputc('"', out);
    (void)fputs(last ? "\r\n" : ";", out);
}

enum result
export_end(FILE *out)
{
    return fflush(out) != 0 || ferror(out) ? RESULT_IO : RESULT_OK;
}

static const char *
group_name(const struct export_people *from, const char *id)
{
    for (int i = 0; i < from->group_count; i++)
        if (strcmp(from->groups[i].id, id) == 0)
            return from->groups[i].name;
    return "";
}

/* The word people write for a value, in their language. */
static void
put_word(const struct export_people *from, enum people_field field,
         const char *value, FILE *out, bool last)
{
    char word[CHOICE_KEY_SIZE] = "";
    const struct people_choice *choice = people_choice_of(field);
    for (const struct choice *at = choice->values; at->value != NULL; at++)
        if (strcmp(at->value, value) == 0)
            choice_word(at->words, from->lang, word, sizeof word);
    export_cell(out, word, last);
}

static void
put_person(const struct export_people *from, const struct view_person *person,
           FILE *out)
{
    char number[12];
    export_cell(out, person->symbol, false);
    export_cell(out, person->name, false);
    export_cell(out, group_name(from, person->group), false);
    put_word(from, PEOPLE_LANG, person->lang, out, false);
    put_word(from, PEOPLE_MODE, view_mode_name(person->mode), out, false);
    put_word(from, PEOPLE_LEVEL, view_level_name(person->level), out, false);
    put_word(from, PEOPLE_TEXT, view_text_name(person->text), out, false);
    put_word(from, PEOPLE_DIRECTION, view_direction_name(person->direction),
             out, false);
    put_word(from, PEOPLE_MARK, view_mark_name(person->mark), out, false);
    put_word(from, PEOPLE_TIME, view_time_name(person->time), out, false);
    put_word(from, PEOPLE_GREYS, person->greys ? "true" : "false", out, false);
    (void)text_format(number, sizeof number, "%d", person->how_many);
    export_cell(out, number, false);
    for (int i = 0; i < VIEW_STRATEGIES_MAX; i++)
        export_cell(
            out, i < person->strategy_count ? person->strategies[i].text : "",
            i == VIEW_STRATEGIES_MAX - 1);
}

enum result
export_people_csv(const struct export_people *from, FILE *out)
{
    export_begin(out);
    for (int i = PEOPLE_SYMBOL; i <= PEOPLE_STRATEGY_LAST; i++) {
        char name[CHOICE_KEY_SIZE] = "", heading[CHOICE_KEY_SIZE + 4];
        choice_word(people_fields[i].names, from->lang, name, sizeof name);
        (void)text_format(heading, sizeof heading, "%s%s", name,
                          i == PEOPLE_STRATEGY ? " 1" : "");
        export_cell(out, heading, i == PEOPLE_STRATEGY_LAST);
    }
    for (int i = 0; i < from->person_count; i++)
        put_person(from, &from->people[i], out);
    return export_end(out);
}

json_t *
export_people_json(const struct export_people *from)
{
    json_t *list = json_array();
    for (int i = 0; i < from->person_count; i++) {
        const struct view_person *person = &from->people[i];
        json_t *strategies = json_array();
        for (int k = 0; k < person->strategy_count; k++)
            (void)json_array_append_new(
                strategies,
                json_pack("{s:s, s:s}", "text", person->strategies[k].text,
                          "picture", person->strategies[k].picture));
        (void)json_array_append_new(
            list,
            json_pack("{s:s, s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:s,"
                      " s:s, s:b, s:i, s:o}",
                      "id", person->id, "name", person->name, "symbol",
                      person->symbol, "group", group_name(from, person->group),
                      "place", person->place, "lang", person->lang, "mode",
                      view_mode_name(person->mode), "level",
                      view_level_name(person->level), "text",
                      view_text_name(person->text), "direction",
                      view_direction_name(person->direction), "mark",
                      view_mark_name(person->mark), "time",
                      view_time_name(person->time), "greys", person->greys,
                      "how_many", person->how_many, "strategies", strategies));
    }
    return list;
}

void
export_events_head(FILE *out, const char *lang)
{
    static const char *const heads[] = {
        "Nummer|Nummer|Nummer|Number",
        "Tid (UTC)|Tid (UTC)|Tid (UTC)|Time (UTC)",
        "Klocka|Ur|Klokke|Clock",
        "Händelse|Hændelse|Hendelse|Event",
        "Genom|Gennem|Gjennom|Through",
        "Av|Af|Av|By",
        "Gäller|Gælder|Gjelder|About",
        "Innehåll|Indhold|Innhold|Contents",
    };
    size_t count = sizeof heads / sizeof heads[0];
    export_begin(out);
    for (size_t i = 0; i < count; i++) {
        char head[CHOICE_KEY_SIZE] = "";
        choice_word(heads[i], lang, head, sizeof head);
        export_cell(out, head, i + 1 == count);
    }
}

void
export_event_csv(FILE *out, const struct event *event)
{
    char number[24], stamp[CIVIL_STAMP_SIZE];
    char *body = event->body == NULL
                     ? NULL
                     : json_dumps(event->body, JSON_COMPACT | JSON_SORT_KEYS);
    (void)text_format(number, sizeof number, "%lld", (long long)event->seq);
    civil_format_utc(event->at.utc_ms, stamp);
    export_cell(out, number, false);
    export_cell(out, stamp, false);
    export_cell(out, clock_quality_name(event->at.quality), false);
    export_cell(out, event_kind_name(event->kind), false);
    export_cell(out, event_through_name(event->through), false);
    export_cell(out, event->who, false);
    export_cell(out, event->about, false);
    export_cell(out, body == NULL ? "" : body, true);
    free(body);
}

json_t *
export_event_json(const struct event *event)
{
    char stamp[CIVIL_STAMP_SIZE];
    civil_format_utc(event->at.utc_ms, stamp);
    json_t *json = json_pack(
        "{s:I, s:s, s:s, s:s, s:s, s:s}", "seq", (json_int_t)event->seq, "id",
        event->id, "at", stamp, "clock", clock_quality_name(event->at.quality),
        "kind", event_kind_name(event->kind), "through",
        event_through_name(event->through));
    if (event->who[0] != '\0')
        (void)json_object_set_new(json, "who", json_string(event->who));
    if (event->about[0] != '\0')
        (void)json_object_set_new(json, "about", json_string(event->about));
    if (event->body != NULL)
        (void)json_object_set(json, "body", event->body);
    return json;
}
