#include "firmware/exchange/week.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/overlap.h"
#include "firmware/exchange/week_words.h"

enum { LONGEST_MINUTES = 480 };

struct week {
    const struct import_context *context;
    struct report *report;
    json_t *events, *ids;
    struct overlap overlap;
    int columns[WEEK_FIELD_COUNT];
    struct csv_row row;
};

static const char *
cell(const struct week *week, enum week_field field)
{
    return csv_cell(&week->row, week->columns[field]);
}

/* Refuses the row for one column; `format` is translated already. */
static bool
refuse(struct week *week, enum week_field field, const char *says)
{
    char name[CHOICE_KEY_SIZE] = "";
    choice_word(week_fields[field].names, week->report->lang, name,
                sizeof name);
    report_say(week->report, REPORT_REFUSED, week->row.line, name, "%s", says);
    return false;
}

static const char *
say(const struct week *week, const char *swedish)
{
    return word(week->report->lang, swedish);
}

static bool
label(struct week *week, enum week_field field, size_t max,
      char out[IMPORT_TEXT_SIZE])
{
    (void)text_copy(out, IMPORT_TEXT_SIZE, cell(week, field));
    import_clean(out);
    if (text_length(out) <= max)
        return true;
    char says[REPORT_SAYS_SIZE];
    (void)text_format(
        says, sizeof says,
        word(week->report->lang, WORD("Texten är längre än %d tecken.")),
        (int)max);
    return refuse(week, field, says);
}

/* A short text, set in the body if there is one. */
static bool
put_label(struct week *week, enum week_field field, size_t max, const char *key,
          json_t *body)
{
    char text[IMPORT_TEXT_SIZE];
    if (!label(week, field, max, text))
        return false;
    if (text[0] != '\0')
        (void)json_object_set_new(body, key, json_string(text));
    return true;
}

/* Parts of a cell, split at any of `splits`. */
static bool
next_part(const char **at, const char *splits, char out[IMPORT_TEXT_SIZE])
{
    while (**at != '\0') {
        size_t length = strcspn(*at, splits);
        (void)text_format(out, IMPORT_TEXT_SIZE, "%.*s", (int)length, *at);
        *at += length;
        if (**at != '\0')
            (*at)++;
        import_clean(out);
        if (out[0] != '\0')
            return true;
    }
    return false;
}

static bool
too_much(struct week *week, enum week_field field, json_t *list, size_t max,
         const char *part, size_t longest)
{
    if (json_array_size(list) < max && text_length(part) <= longest)
        return false;
    char says[REPORT_SAYS_SIZE];
    (void)text_format(
        says, sizeof says,
        word(week->report->lang,
             WORD("Här ryms %d delar med högst %d tecken i varje.")),
        (int)max, (int)longest);
    (void)refuse(week, field, says);
    return true;
}

static bool
put_with(struct week *week, json_t *body)
{
    char part[IMPORT_TEXT_SIZE];
    json_t *list = json_array();
    const char *at = cell(week, WEEK_WITH);
    bool fine = true;
    while (fine && next_part(&at, ",+&;/\n", part)) {
        fine = !too_much(week, WEEK_WITH, list, VIEW_WITH_MAX, part,
                         IMPORT_LABEL_MAX);
        (void)json_array_append_new(list, json_string(part));
    }
    if (json_array_size(list) > 0)
        (void)json_object_set(body, "with", list);
    json_decref(list);
    return fine;
}

/* Steps of the order of work, or options of a choice: with their pictures. */
static bool
put_cards(struct week *week, enum week_field field, const char *key, size_t max,
          json_t *body)
{
    char part[IMPORT_TEXT_SIZE], picture[LIBRARY_ID_SIZE];
    json_t *list = json_array();
    const char *at = cell(week, field);
    bool fine = true;
    while (fine && next_part(&at, ">|;\n", part)) {
        fine = !too_much(week, field, list, max, part, IMPORT_STEP_MAX);
        json_t *card = json_pack("{s:s}", "text", part);
        if (fine && import_match(week->context, week->report, week->row.line,
                                 part, "", picture))
            (void)json_object_set_new(card, "picture", json_string(picture));
        (void)json_array_append_new(list, card);
    }
    if (json_array_size(list) > 0)
        (void)json_object_set(body, key, list);
    json_decref(list);
    return fine;
}

static bool
put_notices(struct week *week, json_t *body)
{
    char part[IMPORT_TEXT_SIZE];
    json_t *list = json_array();
    const char *at = cell(week, WEEK_NOTICES);
    bool fine = true;
    while (fine && next_part(&at, ",+;/ \n", part)) {
        long minutes = strtol(part, NULL, 10);
        fine = json_array_size(list) < 2 && minutes >= 0 && minutes <= 30 &&
               strspn(part, "0123456789") == strlen(part);
        if (fine && minutes > 0)
            (void)json_array_append_new(list, json_integer(minutes));
    }
    if (!fine)
        (void)refuse(week, WEEK_NOTICES,
                     say(week, WORD("Högst två tal från 0 till 30, som "
                                    "15 + 5.")));
    else if (cell(week, WEEK_NOTICES)[0] != '\0')
        (void)json_object_set(body, "notices", list);
    json_decref(list);
    return fine;
}

static bool
put_title(struct week *week, json_t *body)
{
    char title[IMPORT_TEXT_SIZE], picture[LIBRARY_ID_SIZE];
    struct library_hit hit;
    const struct import_context *context = week->context;
    if (!label(week, WEEK_WHAT, IMPORT_LABEL_MAX, title))
        return false;
    if (title[0] == '\0')
        return refuse(week, WEEK_WHAT,
                      say(week, WORD("Aktiviteten saknar namn.")));
    (void)json_object_set_new(body, "title", json_string(title));
    const char *named = cell(week, WEEK_PICTURE);
    if (named[0] != '\0' && context->picture != NULL &&
        context->picture(context->user, context->lang, named, &hit) ==
            RESULT_OK)
        (void)json_object_set_new(body, "picture", json_string(hit.id));
    else if (import_match(context, week->report, week->row.line,
                          named[0] != '\0' ? named : title, "", picture))
        (void)json_object_set_new(body, "picture", json_string(picture));
    return true;
}

/* -1 if the cell is empty. */
static bool
read_time(struct week *week, enum week_field field, int *minute)
{
    char text[IMPORT_TEXT_SIZE];
    (void)text_copy(text, sizeof text, cell(week, field));
    *minute = -1;
    /* Excel writes seconds when the cell is a time of day: 08:30:00. */
    size_t length = strlen(text);
    if (length >= 7 && (strcmp(text + length - 3, ":00") == 0 ||
                        strcmp(text + length - 3, ".00") == 0))
        text[length - 3] = '\0';
    if (text[0] == '\0' || civil_parse_time(text, minute) == RESULT_OK)
        return true;
    char says[REPORT_SAYS_SIZE], part[64];
    (void)text_copy(part, sizeof part, text);
    import_clean(part);
    (void)text_format(says, sizeof says,
                      word(week->report->lang,
                           WORD("\"%s\" är inget klockslag. Så här går det "
                                "att skriva: 09:00.")),
                      part);
    return refuse(week, field, says);
}

static bool
put_times(struct week *week, json_t *body, int *start, int *end)
{
    char text[CIVIL_TIME_SIZE];
    if (!read_time(week, WEEK_START, start) || !read_time(week, WEEK_END, end))
        return false;
    if (*end >= 0 && *start < 0)
        return refuse(week, WEEK_START,
                      say(week, WORD("Slutet står men inte starten.")));
    if (*start >= 1440)
        return refuse(week, WEEK_START,
                      say(week, WORD("Starten är efter dagens slut.")));
    if (*end >= 0 && *end <= *start)
        return refuse(week, WEEK_END,
                      say(week, WORD("Slutet kommer före starten.")));
    if (*end >= 0 && *end - *start > LONGEST_MINUTES)
        return refuse(week, WEEK_END,
                      say(week, WORD("Aktiviteten är längre än åtta "
                                     "timmar.")));
    if (*start >= 0) {
        civil_format_time(*start, text);
        (void)json_object_set_new(body, "start", json_string(text));
    }
    if (*end >= 0) {
        civil_format_time(*end, text);
        (void)json_object_set_new(body, "end", json_string(text));
    } else {
        report_say(week->report, REPORT_INFO, week->row.line, NULL,
                   WORD("Saknas: hur länge."));
    }
    return true;
}

static bool
read_whom(struct week *week, struct import_audience *audience)
{
    const struct import_context *context = week->context;
    char who[IMPORT_TEXT_SIZE], says[REPORT_SAYS_SIZE];
    memset(audience, 0, sizeof *audience);
    if (!label(week, WEEK_WHO, IMPORT_LABEL_MAX, who))
        return false;
    if (choice_is(week_everybody, who))
        return true;
    int group = import_find_group(context, who);
    if (group >= 0) {
        audience->whom = IMPORT_GROUP;
        (void)text_copy(audience->id, UUID_SIZE, context->groups[group].id);
        return true;
    }
    int person = import_find_person(context, who);
    if (person >= 0) {
        audience->whom = IMPORT_PERSON;
        (void)text_copy(audience->id, UUID_SIZE, context->people[person].id);
        return true;
    }
    if (person == -2)
        (void)text_format(
            says, sizeof says,
            word(week->report->lang,
                 WORD("Fler än en heter \"%s\". Symbolen säger vem.")),
            who);
    else
        (void)text_format(
            says, sizeof says,
            word(week->report->lang,
                 WORD("\"%s\" är ingen grupp, symbol eller person här.")),
            who);
    return refuse(week, WEEK_WHO, says);
}

static bool
take_item(struct week *week, const struct import_audience *audience,
          int weekday, int32_t date, const json_t *shared,
          const struct overlap_item *when)
{
    char key[IMPORT_KEY_SIZE], name[512], id[UUID_SIZE];
    char text[CIVIL_DATE_SIZE];
    json_t *body = json_deep_copy(shared);
    struct overlap_item item = *when;
    import_audience_key(audience, key);
    (void)text_copy(item.audience, sizeof item.audience, key);
    item.day = weekday > 0 ? weekday : date;
    (void)json_object_set_new(body, "audience", import_audience_json(audience));
    if (weekday > 0) {
        (void)json_object_set_new(body, "weekday", json_integer(weekday));
        (void)text_format(text, sizeof text, "%d", weekday);
    } else {
        civil_format_date(date, text);
        (void)json_object_set_new(body, "date", json_string(text));
    }
    (void)text_format(name, sizeof name, "week|%s|%s|%d|%s", key, text,
                      when->start, when->title);
    uuid_from_name(id, "item", name);
    if (json_object_get(week->ids, id) != NULL) {
        json_decref(body);
        report_say(week->report, REPORT_WARNING, week->row.line, NULL,
                   WORD("Raden står två gånger: den tas en gång."));
        return true;
    }
    if (json_array_size(week->events) == IMPORT_EVENTS_MAX) {
        json_decref(body);
        return false;
    }
    (void)json_object_set_new(week->ids, id, json_true());
    import_add(week->events, "item_saved", id, body);
    report_count(week->report, "items", 1);
    return overlap_add(&week->overlap, &item) == RESULT_OK;
}

static void
take_days(struct week *week, const struct import_audience *audience,
          const json_t *shared, const struct overlap_item *when)
{
    char day[IMPORT_TEXT_SIZE], says[REPORT_SAYS_SIZE], names[160], part[64];
    int32_t date = -1;
    bool room = true;
    (void)text_copy(day, sizeof day, cell(week, WEEK_DAY));
    import_clean(day);
    unsigned days = week_days_in(day);
    if (days == 0 && civil_parse_date(day, &date) == RESULT_OK) {
        room = take_item(week, audience, 0, date, shared, when);
    } else if (days == 0) {
        choice_allowed(week_days, week->report->lang, names, sizeof names);
        (void)text_copy(part, sizeof part, day);
        (void)text_format(says, sizeof says,
                          word(week->report->lang,
                               WORD("\"%s\" är ingen veckodag. Det här går att "
                                    "skriva: %s.")),
                          part, names);
        (void)refuse(week, WEEK_DAY, says);
    }
    for (int i = 1; i <= 7; i++)
        if ((days & (1U << i)) != 0 &&
            !take_item(week, audience, i, -1, shared, when))
            room = false;
    if (!room)
        (void)refuse(week, WEEK_DAY,
                     say(week, WORD("Filen har fler än 5 000 aktiviteter.")));
}

static bool
put_words(struct week *week, json_t *body)
{
    bool fine = put_title(week, body);
    fine = put_label(week, WEEK_WHERE, IMPORT_LABEL_MAX, "place", body) && fine;
    fine = put_label(week, WEEK_WHY, IMPORT_LINE_MAX, "why", body) && fine;
    fine = put_label(week, WEEK_BRING, IMPORT_LINE_MAX, "bring", body) && fine;
    fine = put_label(week, WEEK_LEARN, IMPORT_LINE_MAX, "learn", body) && fine;
    fine = put_with(week, body) && fine;
    fine = put_cards(week, WEEK_HOW, "how", VIEW_STEPS_MAX, body) && fine;
    fine = put_cards(week, WEEK_OPTIONS, "options", VIEW_OPTIONS_MAX, body) &&
           fine;
    return put_notices(week, body) && fine;
}

static bool
no_identity_number(struct week *week)
{
    for (int i = 0; i < week->row.count; i++) {
        if (!identity_in(week->row.cells[i]))
            continue;
        report_say(week->report, REPORT_REFUSED, week->row.line, NULL,
                   WORD("Här står något som ser ut som ett personnummer. "
                        "Tröskel behöver inget och sparar inget: ta bort det "
                        "ur filen."));
        return false;
    }
    return true;
}

static void
read_item(struct week *week)
{
    struct import_audience audience;
    struct overlap_item when = {.line = week->row.line};
    json_t *body = json_pack("{s:s, s:s}", "origin", "template", "source",
                             week->context->source);
    bool fine = no_identity_number(week);
    fine = read_whom(week, &audience) && fine;
    fine = put_times(week, body, &when.start, &when.end) && fine;
    fine = put_words(week, body) && fine;
    if (fine) {
        (void)text_copy(when.title, sizeof when.title,
                        json_string_value(json_object_get(body, "title")));
        take_days(week, &audience, body, &when);
    }
    json_decref(body);
}

static void
read_rows(struct week *week, struct csv *csv)
{
    enum result result = csv_next(csv, &week->row);
    if (result == RESULT_ABSENT)
        report_say(week->report, REPORT_REFUSED, 0, NULL,
                   WORD("Filen är tom."));
    if (result == RESULT_OK) {
        report_say(week->report, REPORT_INFO, 0, NULL,
                   WORD("Filen är skriven i %s."),
                   encoding_name(csv->encoding));
        if (!columns_read(week_fields, &week->row, week->report, week->columns))
            return;
        result = csv_next(csv, &week->row);
        if (result == RESULT_ABSENT)
            report_say(week->report, REPORT_REFUSED, 0, NULL,
                       WORD("Filen har en rubrikrad men inga aktiviteter."));
    }
    for (; result == RESULT_OK && week->report->of[REPORT_REFUSED] < 100;
         result = csv_next(csv, &week->row))
        read_item(week);
    if (result == RESULT_INVALID)
        report_say(week->report, REPORT_REFUSED, week->row.line, NULL, "%s",
                   word(week->report->lang, csv_says(csv->why)));
    overlap_tell(&week->overlap, week->report);
}

enum result
week_import(const struct import_context *context, const char *bytes,
            size_t length, struct report *report, json_t **events)
{
    enum result result = RESULT_INVALID;
    struct csv csv;
    struct week *week = calloc(1, sizeof *week);
    json_t *none = json_object();
    *events = NULL;
    if (week == NULL || none == NULL)
        goto out;
    week->context = context;
    week->report = report;
    week->events = json_array();
    week->ids = json_object();
    overlap_init(&week->overlap);
    if (csv_open(&csv, bytes, length) == RESULT_OK)
        read_rows(week, &csv);
    else
        report_say(report, REPORT_REFUSED, 0, NULL, "%s",
                   word(report->lang, csv_says(csv.why)));
    if (report_refused(report))
        goto out;
    struct import_kept kept = {.origin = "template",
                               .ids = week->ids,
                               .uids = none,
                               .from = context->today};
    result = import_remove_gone(context, &kept, week->events, report);
    if (result == RESULT_OK)
        *events = json_incref(week->events);
out:
    json_decref(none);
    if (week != NULL) {
        json_decref(week->events);
        json_decref(week->ids);
        overlap_finish(&week->overlap);
        free(week);
    }
    return result;
}
