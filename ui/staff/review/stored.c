/* Who somebody is, and how their screen is. */
#include "ui/staff/review/stored.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_stored.h"
#include "ui/staff/people/settings.h"

enum {
    NAMES_MAX = 200,
    PHOTOS_MAX = 100,
    RECORDINGS_MAX = 2000,
    ROW_BYTES = 960
};

json_t *
stored_part(json_t *parts, const char *title)
{
    json_t *rows = json_array();
    json_array_append_new(parts,
                          json_pack("{s:s,s:o}", "title", title, "rows", rows));
    return rows;
}

/* A cell of the paper holds so much; somebody's own words go on in the next
 * row, and none is left out. text_copy cuts between two characters. */
void
stored_row(json_t *rows, const char *label, const char *text)
{
    char piece[ROW_BYTES];
    while (!text_empty(text)) {
        text_copy(piece, sizeof piece, text);
        json_array_append_new(rows, json_pack("[s,s]", label, piece));
        text += strlen(piece);
        label = "";
        if (piece[0] == '\0')
            return; /* not UTF-8: nothing can be said of it */
    }
}

void
stored_day(struct visit *visit, json_t *rows, const char *label, int32_t day)
{
    char words[PEOPLE_DAY_SIZE];
    if (day == INT32_MIN)
        return;
    people_day_words(visit->lang, day, words);
    stored_row(rows, label, words);
}

static void
say_who(struct visit *visit, json_t *parts, const struct subject *subject)
{
    const char *lang = visit->lang;
    const struct view_person *person = &subject->person;
    struct view_group groups[VIEW_GROUPS_MAX];
    int count = 0;
    json_t *rows = stored_part(parts, word(lang, "Om dig"));
    stored_row(rows, word(lang, "Namn"), person->name);
    stored_row(rows, word(lang, "Symbol"), person->symbol);
    stored_row(rows, word(lang, "Under symbolen"),
               text_equal(person->label, person->symbol) ? "" : person->label);
    if (view_person_groups(visit->store, person->id, groups, VIEW_GROUPS_MAX,
                           &count) == RESULT_OK)
        for (int i = 0; i < count; i++)
            stored_row(rows, word(lang, "Grupp"), groups[i].name);
    stored_row(rows, word(lang, "Språk"), person->lang);
    if (subject->more.photo[0] != '\0')
        stored_row(rows, word(lang, "Eget foto"), word(lang, "ja"));
    if (person->reach.tag[0] != '\0')
        stored_row(rows, word(lang, "Egen bricka"), word(lang, "ja"));
    stored_row(rows, word(lang, "Personalens anteckning"), subject->more.note);
}

static void
say_screen(struct visit *visit, json_t *parts, const struct subject *subject)
{
    const char *lang = visit->lang;
    static const char *const voices[] = {WORD("som vanligt"), WORD("nej"),
                                         WORD("med örat"),
                                         WORD("vid beröring")};
    const struct view_reach *reach = &subject->person.reach;
    char number[16];
    json_t *rows = stored_part(parts, word(lang, "Skärmen"));
    for (int i = 0; i < settings_count; i++) {
        const struct setting *setting = &settings[i];
        const char *value = setting_value(setting, &subject->person, number);
        for (int c = 0; setting->choices[c][0] != NULL; c++)
            if (text_equal(setting->choices[c][0], value))
                stored_row(rows, word(lang, setting->label),
                           word(lang, setting->choices[c][1]));
    }
    stored_row(rows, word(lang, "Läser upp"), word(lang, voices[reach->voice]));
    if (reach->voice_rate > 0) {
        text_format(number, sizeof number, "%d", reach->voice_rate);
        stored_row(rows, word(lang, "Hur fort rösten talar"), number);
    }
    if (reach->voice_volume > 0) {
        text_format(number, sizeof number, "%d", reach->voice_volume);
        stored_row(rows, word(lang, "Hur starkt rösten talar"), number);
    }
}

static void
say_names(struct visit *visit, json_t *parts, const char *person)
{
    int count = 0;
    struct stored_name *names = calloc(NAMES_MAX, sizeof *names);
    json_t *rows = stored_part(parts, word(visit->lang, "Egna namn på bilder"));
    if (names != NULL && view_stored_names(visit->store, person, names,
                                           NAMES_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char usual[LIBRARY_NAME_SIZE];
            picker_name(visit, names[i].picture, usual);
            stored_row(rows, usual[0] != '\0' ? usual : names[i].picture,
                       names[i].name);
        }
    free(names);
}

static void
say_photos(struct visit *visit, json_t *parts, const char *person)
{
    int count = 0;
    struct stored_photo *photos = calloc(PHOTOS_MAX, sizeof *photos);
    json_t *rows = stored_part(parts, word(visit->lang, "Foton av dig"));
    if (photos != NULL && view_stored_photos(visit->store, person, photos,
                                             PHOTOS_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char name[LIBRARY_NAME_SIZE];
            picker_name(visit, photos[i].id, name);
            stored_row(rows, name[0] != '\0' ? name : photos[i].id,
                       photos[i].author[0] != '\0'
                           ? photos[i].author
                           : word(visit->lang, "ingen har skrivit vem"));
        }
    free(photos);
}

static void
say_recordings(struct visit *visit, json_t *parts, const char *person)
{
    int count = 0;
    struct view_recording *all = calloc(RECORDINGS_MAX, sizeof *all);
    json_t *rows = stored_part(parts, word(visit->lang, "Inspelningar"));
    if (all != NULL &&
        view_recordings(visit->store, all, RECORDINGS_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++) {
            char says[2 * VIEW_NAME_SIZE];
            char day[PEOPLE_DAY_SIZE];
            if (!text_equal(all[i].key, person))
                continue;
            people_day_words(visit->lang, all[i].date, day);
            text_format(says, sizeof says, "%s, %s", all[i].by, day);
            stored_row(rows, all[i].says, says);
        }
    free(all);
}

json_t *
stored_of(struct visit *visit, const struct subject *subject, int days)
{
    const char *person = subject->person.id;
    json_t *parts = json_array();
    if (parts == NULL)
        return NULL;
    say_who(visit, parts, subject);
    say_screen(visit, parts, subject);
    say_names(visit, parts, person);
    say_photos(visit, parts, person);
    say_recordings(visit, parts, person);
    stored_helps(visit, parts, person);
    stored_days(visit, parts, person, days);
    return parts;
}
