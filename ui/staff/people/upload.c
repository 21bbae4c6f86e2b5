/* A photo from somebody's telephone: through troskel-photo, into core. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/photo/photo.h"
#include "ui/staff/people/inbox.h"
#include "ui/staff/people/people.h"
#include "ui/staff/team.h"

enum { NAME_CHARS = 40, WAIT_MS = 12000 };

/* --- the form --- */

static void
put_who(struct visit *visit, const char *person)
{
    struct html *html = &visit->html;
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    struct choice *choices = calloc(VIEW_PEOPLE_MAX + 1, sizeof *choices);
    if (people != NULL && choices != NULL &&
        view_people(visit->store, visit->boot_id, people, VIEW_PEOPLE_MAX - 1,
                    &count) == RESULT_OK) {
        team_keep(visit, TEAM_OPEN, people, &count);
        choices[0] = (struct choice){
            .value = "", .words = word(visit->lang, "ingen som känns igen")};
        for (int i = 0; i < count; i++)
            choices[i + 1] =
                (struct choice){.value = people[i].id, .words = people[i].name};
        field_select(
            visit,
            &(struct field){.name = "person",
                            .label = word(visit->lang, "Vem är på bilden"),
                            .value = person},
            choices, count + 1);
    }
    free(people);
    free(choices);
    html_put(html, "<fieldset class=\"field\"><legend>");
    html_text(html, word(visit->lang, "Ja till bilder"));
    html_put(html, "</legend>");
    html_element(html, "p", "hint",
                 word(visit->lang, "Behövs om någon är på bilden och inte har "
                                   "sagt ja förut."));
    field_problem(visit, "consent");
    field_line(visit, &(struct field){.name = "by",
                                      .label = word(visit->lang, "Vem sa ja"),
                                      .most = NAME_CHARS});
    field_line(visit, &(struct field){.name = "day",
                                      .label = word(visit->lang, "Dag"),
                                      .type = "date"});
    html_put(html, "</fieldset>");
}

static void
put_form(struct visit *visit, const char *path, const char *person,
         const char *name)
{
    struct choice cuts[] = {
        {.value = "50", .words = word(visit->lang, "mitten")},
        {.value = "0", .words = word(visit->lang, "överst eller till vänster")},
        {.value = "100",
         .words = word(visit->lang, "nederst eller till höger")},
        {.value = "all", .words = word(visit->lang, "hela bilden")}};
    field_form_files(visit, path);
    people_default_button(visit);
    field_file(visit,
               &(struct field){.name = "photo",
                               .label = word(visit->lang, "Foto"),
                               .hint = word(visit->lang,
                                            "JPEG eller PNG. Plats och tid i "
                                            "bildfilen tas bort."),
                               .needed = true},
               "image/jpeg,image/png");
    html_put(&visit->html, "<div id=\"crop\" hidden></div>");
    field_one_of(visit,
                 &(struct field){.name = "square",
                                 .label = word(visit->lang, "Kvadraten tas ur"),
                                 .value = "50"},
                 cuts, 4);
    field_line(visit,
               &(struct field){.name = "name",
                               .label = word(visit->lang, "Vad bilden heter"),
                               .value = name,
                               .most = NAME_CHARS,
                               .needed = true});
    if (person == NULL)
        put_who(visit, "");
    field_line(visit,
               &(struct field){.name = "author",
                               .label = word(visit->lang, "Vem tog bilden"),
                               .value = visit->who.name,
                               .most = NAME_CHARS,
                               .needed = true});
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Lägg till"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
}

void
picture_new_draw(struct visit *visit)
{
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Nytt foto"),
                                      .nav = NAV_MORE,
                                      .style = "people.css",
                                      .script = "people.mjs",
                                      .narrow = true});
    put_form(visit, "/pictures/new", NULL, "");
    shell_close(visit);
}

void
photo_draw(struct visit *visit)
{
    struct subject subject;
    struct support_consent consent;
    char path[VISIT_PATH_SIZE];
    if (!subject_of(visit, &subject))
        return;
    subject_open(visit, &subject, word(visit->lang, "Eget foto"), "people.mjs");
    if (view_consent(visit->store, subject.person.id, "photo", &consent) !=
            RESULT_OK ||
        !consent.given) {
        text_format(path, sizeof path, "%s/agreement", subject.base);
        html_element(&visit->html, "p", NULL,
                     word(visit->lang, "Personen har inte sagt ja till "
                                       "bilder än."));
        html_put(&visit->html, "<p>");
        people_link(&visit->html, path, "change",
                    word(visit->lang, "Skriv ner samtalet"));
        html_put(&visit->html, "</p>");
    } else {
        html_element(&visit->html, "p", "hint",
                     word(visit->lang, "Fotot står på symbolsidan i stället "
                                       "för symbolen."));
        text_format(path, sizeof path, "%s/photo", subject.base);
        put_form(visit, path, subject.person.id, subject.person.name);
    }
    shell_close(visit);
}

/* --- what came --- */

static bool
take_consent(struct visit *visit, json_t *command)
{
    char by[VIEW_NAME_SIZE], date[CIVIL_DATE_SIZE];
    int32_t day = 0;
    if (!visit_text(visit, "by", NAME_CHARS, by, sizeof by))
        return false;
    if (by[0] == '\0')
        return true;
    if (!visit_date(visit, "day", &day))
        return false;
    civil_format_date(day, date);
    json_object_set_new(command, "consent",
                        json_pack("{s:s,s:s}", "by", by, "date", date));
    return true;
}

/* The command for a photo that came through; NULL: the form is not right. */
static json_t *
command_for(struct visit *visit, const struct photo *photo)
{
    char name[VIEW_NAME_SIZE], author[VIEW_NAME_SIZE], person[UUID_SIZE];
    json_t *command = visit_command(visit, "picture_save");
    bool own = visit->path.ids > 0;
    if (!visit_needed(visit, "name", NAME_CHARS, name, sizeof name) ||
        !visit_needed(visit, "author", NAME_CHARS, author, sizeof author) ||
        !visit_id(visit, "person", person) || !take_consent(visit, command)) {
        json_decref(command);
        return NULL;
    }
    if (own)
        text_copy(person, sizeof person, visit->path.id[0]);
    json_t *body = json_pack("{s:s,s:i,s:i,s:{s:s},s:s,s:s}", "hash",
                             photo->hash, "width", photo->width, "height",
                             photo->height, "words", visit->centre->lang, name,
                             "licence", "own", "author", author);
    if (person[0] != '\0')
        json_object_set_new(body, "person", json_string(person));
    if (own)
        json_object_set_new(command, "stands", json_true());
    json_object_set_new(command, "body", body);
    return command;
}

static void
take_photo(struct visit *visit, int status, const unsigned char *bytes,
           size_t length)
{
    struct photo photo;
    char file[INBOX_NAME_SIZE];
    enum result result = photo_take(status, bytes, length, &photo);
    if (result != RESULT_OK) {
        visit_wrong(visit, "photo", word(visit->lang, photo_says(result)));
        return;
    }
    json_t *command = command_for(visit, &photo);
    if (command != NULL &&
        inbox_lay(visit, "png", photo.png, photo.length, file)) {
        json_object_set_new(command, "file", json_string(file));
        visit_ask(visit, command, people_answered);
    } else if (command != NULL) {
        json_decref(command);
        visit_wrong(visit, "photo", word(visit->lang, photo_says(RESULT_IO)));
    }
    photo_finish(&photo);
}

static void
send_on(struct visit *visit)
{
    const struct form_field *photo = form_file(&visit->form, "photo");
    const char *square = form_typed(&visit->form, "square");
    bool whole = text_equal(square, "all");
    if (photo == NULL) {
        visit_wrong(visit, "photo", word(visit->lang, "Välj ett foto."));
        return;
    }
    if (!whole && !text_equal(square, "0") && !text_equal(square, "100"))
        square = "50";
    struct visit_job job = {
        .argv = {"troskel-photo", whole ? NULL : square, NULL},
        .bytes = photo->value,
        .length = photo->length,
        .wait_ms = WAIT_MS,
        .after = take_photo};
    visit_spawn(visit, &job);
}

void
picture_new_post(struct visit *visit)
{
    text_copy(visit->then, sizeof visit->then, "/pictures?own=1&saved=1");
    send_on(visit);
}

void
photo_post(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    text_format(visit->then, sizeof visit->then, "%s?saved=1", subject.base);
    send_on(visit);
}
