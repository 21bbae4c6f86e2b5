/* How a person wants their screen: one form, with what they would see beside
 * it. */
#include "ui/staff/people/settings.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/tag.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { NAME_CHARS = 40, NOTE_CHARS = 1000, CHOICES_MAX = 12 };

/* What the box's screens speak. */
static const char *const langs[][2] = {{"sv", "svenska"},
                                       {"da", "dansk"},
                                       {"nb", "norsk (bokmål)"},
                                       {"en", "English"},
                                       {NULL, NULL}};

/* A value that was imported and is none of the list's stays, as it is. */
static int
choices_of(const struct setting *setting, const char *lang, const char *value,
           struct choice out[CHOICES_MAX])
{
    int count = 0;
    bool there = false;
    for (int i = 0; setting->choices[i][0] != NULL; i++) {
        out[count++] =
            (struct choice){.value = setting->choices[i][0],
                            .words = word(lang, setting->choices[i][1])};
        there = there || text_equal(setting->choices[i][0], value);
    }
    if (!there)
        out[count++] = (struct choice){.value = value, .words = value};
    return count;
}

static void
put_setting(struct visit *visit, const struct setting *setting,
            const struct view_person *person)
{
    struct choice choices[CHOICES_MAX];
    char digits[16];
    const char *value = setting_value(setting, person, digits);
    int count = choices_of(setting, visit->lang, value, choices);
    struct field field = {
        .name = setting->name,
        .label = word(visit->lang, setting->label),
        .hint = setting->hint == NULL ? NULL : word(visit->lang, setting->hint),
        .value = value};
    field_select(visit, &field, choices, count);
}

/* --- the form --- */

static bool
in_group(void *user, const char *value)
{
    const struct view_group *groups = user;
    for (int i = 1; i < VIEW_GROUPS_MAX && groups[i].id[0] != '\0'; i++)
        if (text_equal(groups[i].id, value))
            return true;
    return false;
}

static void
put_groups(struct visit *visit, const struct subject *subject)
{
    struct view_group all[VIEW_GROUPS_MAX];
    struct view_group theirs[VIEW_GROUPS_MAX] = {{.id = ""}};
    struct choice choices[VIEW_GROUPS_MAX + 1];
    int count = 0, mine = 0;
    if (view_groups(visit->store, all, VIEW_GROUPS_MAX, &count) != RESULT_OK ||
        view_person_groups(visit->store, subject->person.id, theirs,
                           VIEW_GROUPS_MAX, &mine) != RESULT_OK)
        return;
    for (int i = 0; i < count; i++)
        choices[i] = (struct choice){.value = all[i].id, .words = all[i].name};
    choices[count] =
        (struct choice){.value = "", .words = word(visit->lang, "ingen")};
    field_select(
        visit,
        &(struct field){.name = "group",
                        .label = word(visit->lang, "Grupp"),
                        .hint = word(visit->lang, "Symbolen står på gruppens "
                                                  "sida, på samma plats."),
                        .value = theirs[0].id},
        choices, count + 1);
    if (count > 1)
        field_any_of(visit,
                     &(struct field){.name = "also",
                                     .label = word(visit->lang, "Är också i")},
                     choices, count, in_group, theirs);
}

static void
put_who(struct visit *visit, const struct subject *subject)
{
    struct choice choices[5];
    int count = 0;
    for (; langs[count][0] != NULL; count++)
        choices[count] =
            (struct choice){.value = langs[count][0], .words = langs[count][1]};
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Förnamn"),
                                      .value = subject->person.name,
                                      .most = NAME_CHARS,
                                      .needed = true});
    field_line(visit,
               &(struct field){.name = "symbol",
                               .label = word(visit->lang, "Symbolens namn"),
                               .hint = word(visit->lang,
                                            "Står på skärmen i stället för "
                                            "namnet."),
                               .value = subject->person.symbol,
                               .most = NAME_CHARS,
                               .needed = true});
    picker_draw(visit,
                &(struct picker){.name = "symbol_picture",
                                 .label = word(visit->lang, "Symbol"),
                                 .picture = subject->more.symbol_picture});
    put_groups(visit, subject);
    field_select(visit,
                 &(struct field){.name = "lang",
                                 .label = word(visit->lang, "Språk"),
                                 .value = subject->person.lang[0] == '\0'
                                              ? visit->centre->lang
                                              : subject->person.lang},
                 choices, count);
}

static void
put_tag(struct visit *visit, const struct subject *subject)
{
    field_line(visit,
               &(struct field){.name = "tag",
                               .label = word(visit->lang, "Bricka"),
                               .hint = word(visit->lang,
                                            "Numret på en bricka, om personen "
                                            "har en. Det görs oläsligt innan "
                                            "det sparas."),
                               .most = TAG_DIGITS_MAX});
    if (subject->person.reach.tag[0] != '\0')
        field_tick(visit, "tag_gone",
                   word(visit->lang, "Brickan är borta eller tillbakalämnad"),
                   false);
}

static void
put_preview(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "%s/preview.png", subject->base);
    html_put(html, "<figure class=\"preview\" id=\"preview\"");
    html_attribute(html, "data-from", path);
    html_put(html, "><img width=\"640\" height=\"400\"");
    html_attribute(html, "src", path);
    html_attribute(html, "alt",
                   word(visit->lang, "Skärmen som personen ser den"));
    html_put(html, "><figcaption>");
    html_text(html, word(visit->lang, "Så ser personens skärm ut. Den ritas "
                                      "om när du ändrar; sparat är det först "
                                      "när du sparar."));
    html_put(html, "</figcaption></figure>");
}

void
settings_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct subject subject;
    char path[VISIT_PATH_SIZE];
    if (!subject_of(visit, &subject))
        return;
    subject_open(visit, &subject, word(visit->lang, "Inställningar"),
                 "people.mjs");
    subject_theirs(visit, &subject, show_settings);
    text_format(path, sizeof path, "%s/settings", subject.base);
    put_preview(visit, &subject);
    field_form(visit, path);
    people_default_button(visit);
    field_hidden_number(visit, "seen", subject.more.seq);
    put_who(visit, &subject);
    html_put(html, "<h2>");
    html_text(html, word(visit->lang, "Skärmen"));
    html_put(html, "</h2><div class=\"settings\">");
    for (int i = 0; i < settings_count; i++)
        put_setting(visit, &settings[i], &subject.person);
    html_put(html, "</div>");
    put_tag(visit, &subject);
    field_lines(visit,
                &(struct field){
                    .name = "note",
                    .label = word(visit->lang, "Personalens anteckning"),
                    .hint = word(visit->lang, "Visas aldrig på skärmen. Inga "
                                              "personnummer, inga diagnoser."),
                    .value = subject.more.note,
                    .most = NOTE_CHARS},
                4);
    html_put(html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(html, "</div>");
    field_form_end(visit);
    html_put(html, "<p class=\"ways\">");
    text_format(path, sizeof path, "%s/photo", subject.base);
    people_link(html, path, "way",
                word(visit->lang, "Eget foto i stället för "
                                  "symbolen"));
    text_format(path, sizeof path, "%s/names", subject.base);
    people_link(html, path, "way", word(visit->lang, "Egna namn på bilder"));
    html_put(html, "</p>");
    shell_close(visit);
}

void
show_settings(struct visit *visit, const struct subject *subject)
{
    struct html *html = &visit->html;
    html_put(html, "<dl class=\"set\">");
    for (int i = 0; i < settings_count; i++) {
        struct choice choices[CHOICES_MAX];
        char digits[16];
        const char *value =
            setting_value(&settings[i], &subject->person, digits);
        int count = choices_of(&settings[i], visit->lang, value, choices);
        if (settings[i].reach &&
            (text_equal(value, settings[i].choices[0][0]) ||
             text_equal(settings[i].name, "scan_ms")))
            continue; /* as for everybody */
        html_element(html, "dt", NULL, word(visit->lang, settings[i].label));
        for (int c = 0; c < count; c++)
            if (text_equal(choices[c].value, value))
                html_element(html, "dd", NULL, choices[c].words);
    }
    html_put(html, "</dl>");
}

/* --- what was chosen --- */

static void
take_settings(struct visit *visit, json_t *body, json_t *reach)
{
    for (int i = 0; i < settings_count; i++) {
        const char *typed = form_text(&visit->form, settings[i].name);
        if (typed != NULL)
            json_object_set_new(settings[i].reach ? reach : body,
                                settings[i].name,
                                setting_json(&settings[i], typed));
    }
}

static bool
take_tag(struct visit *visit, const struct subject *subject, json_t *reach)
{
    char hash[TAG_HASH_SIZE];
    const char *typed = form_typed(&visit->form, "tag");
    if (form_has(&visit->form, "tag_gone", "1"))
        return true;
    if (typed[0] == '\0') {
        if (subject->person.reach.tag[0] != '\0')
            json_object_set_new(reach, "tag",
                                json_string(subject->person.reach.tag));
        return true;
    }
    if (tag_hash(hash, visit->centre->id, typed))
        return json_object_set_new(reach, "tag", json_string(hash)) == 0;
    visit_wrong(visit, "tag",
                word(visit->lang, "En bricka har 4 till 20 siffror."));
    return false;
}

/* The first group says where the symbol stands. */
static bool
take_groups(struct visit *visit, json_t *body)
{
    char first[UUID_SIZE];
    const struct form_field *field = NULL;
    unsigned char bytes[UUID_BYTES];
    json_t *groups = json_array();
    json_object_set_new(body, "groups", groups);
    if (!visit_id(visit, "group", first))
        return false;
    if (first[0] != '\0')
        json_array_append_new(groups, json_string(first));
    while ((field = form_next(&visit->form, "also", field)) != NULL)
        if (uuid_parse(field->value, bytes) && !text_equal(field->value, first))
            json_array_append_new(groups, json_string(field->value));
    return true;
}

static bool
take_all(struct visit *visit, const struct subject *subject, json_t *body)
{
    static const char *const lang_words[] = {"sv", "da", "nb", "en", NULL};
    json_t *reach = json_object();
    bool fine = people_take_needed(visit, body, "name", NAME_CHARS) &&
                people_take_needed(visit, body, "symbol", NAME_CHARS) &&
                picker_take(visit, body, "symbol_picture") &&
                take_groups(visit, body) &&
                people_take_word(visit, body, "lang", lang_words) &&
                people_take(visit, body, "note", NOTE_CHARS) &&
                take_tag(visit, subject, reach);
    take_settings(visit, body, reach);
    json_object_set_new(body, "reach", reach);
    return fine;
}

void
settings_post(struct visit *visit)
{
    struct subject subject;
    if (picker_looks(visit) || !subject_of(visit, &subject))
        return;
    json_t *body = json_object();
    if (!take_all(visit, &subject, body)) {
        json_decref(body);
        return;
    }
    people_save(visit, "person_save", subject.person.id, body, subject.base);
}
