/* A voice to be lent: recorded in the browser by voices.mjs, or a WAV file
 * that somebody chooses. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/recording.h"
#include "ui/staff/people/inbox.h"
#include "ui/staff/people/people.h"
#include "ui/staff/people/voices.h"

enum { SAYS_CHARS = 60, NAME_CHARS = 40, LIST_MAX = 1000 };

/* What is to be recorded, and what stands there now. */
struct voice {
    enum view_recording_of of;
    char key[VIEW_TEXT_SIZE], says[VIEW_TEXT_SIZE], lang[4], path[80];
    char stands[UUID_SIZE]; /* "": nothing yet */
    bool own;               /* the visitor's own name */
};

static bool
find(struct visit *visit, struct voice *voice, const char *again)
{
    int count = 0;
    struct view_recording *all = calloc(LIST_MAX, sizeof *all);
    const struct view_recording *one = NULL;
    if (all == NULL ||
        view_recordings(visit->store, all, LIST_MAX, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count && one == NULL; i++)
        if (again != NULL
                ? text_equal(all[i].id, again)
                : all[i].of == voice->of && text_equal(all[i].key, voice->key))
            one = &all[i];
    if (one != NULL) {
        voice->of = one->of;
        text_copy(voice->key, sizeof voice->key, one->key);
        text_copy(voice->says, sizeof voice->says, one->says);
        text_copy(voice->lang, sizeof voice->lang, one->lang);
        text_copy(voice->stands, sizeof voice->stands, one->id);
    }
    free(all);
    return one != NULL;
}

/* As the screen has it: an account may be called otherwise. */
static void
staff_name(struct visit *visit, char *out, size_t size)
{
    int count = 0;
    struct view_staff *all = calloc(VIEW_STAFF_MAX, sizeof *all);
    text_copy(out, size, visit->who.name);
    if (all == NULL ||
        view_staff(visit->store, all, VIEW_STAFF_MAX, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count; i++)
        if (text_equal(all[i].id, visit->who.account))
            text_copy(out, size, all[i].name);
    free(all);
}

/* How a name is said is theirs whose it is: nobody records another's here. */
static bool
read_own(struct visit *visit, struct voice *voice)
{
    if (!visit->who.staff) {
        visit_status(visit, 404); /* an account that stands on no screen */
        return false;
    }
    *voice = (struct voice){
        .of = RECORDING_PERSON, .path = "/me/voice", .own = true};
    text_copy(voice->lang, sizeof voice->lang, visit->centre->lang);
    text_copy(voice->key, sizeof voice->key, visit->who.account);
    (void)find(visit, voice, NULL);
    staff_name(visit, voice->says, sizeof voice->says);
    return true;
}

static bool
is_own(const struct visit *visit)
{
    return strncmp(visit->route->path, "/me/", 4) == 0;
}

/* By the address: one's own name, a person's, one that stands, else a word or
 * a picture that is still to be said. */
static bool
read_voice(struct visit *visit, struct subject *subject, struct voice *voice)
{
    const char *of =
        form_typed(visit->get ? &visit->query : &visit->form, "of");
    const char *again = form_typed(&visit->query, "again");
    if (is_own(visit))
        return read_own(visit, voice);
    *voice = (struct voice){.of = text_equal(of, "picture") ? RECORDING_PICTURE
                                                            : RECORDING_TITLE,
                            .path = "/voices/new"};
    text_copy(voice->lang, sizeof voice->lang, visit->centre->lang);
    if (visit->path.ids == 0) {
        if (again[0] != '\0')
            (void)find(visit, voice, again);
        if (voice->of != RECORDING_PERSON)
            return true;
        visit_status(visit, 404); /* a name has a page of its own */
        return false;
    }
    if (!subject_of(visit, subject))
        return false;
    voice->of = RECORDING_PERSON;
    text_copy(voice->key, sizeof voice->key, subject->person.id);
    (void)find(visit, voice, NULL);
    text_copy(voice->says, sizeof voice->says, subject->person.name);
    text_format(voice->path, sizeof voice->path, "%s/voice", subject->base);
    return true;
}

/* --- the form --- */

static void
put_what(struct visit *visit, const struct voice *voice)
{
    struct field says = {.name = "says",
                         .label = word(visit->lang, "Ordet"),
                         .hint = word(visit->lang, "Som det står på skärmen."),
                         .value = voice->says,
                         .most = SAYS_CHARS,
                         .needed = true};
    if (voice->of == RECORDING_PICTURE) {
        picker_draw(visit, &(struct picker){.name = "picture",
                                            .label = word(visit->lang, "Bild"),
                                            .picture = voice->key});
        says.label = word(visit->lang, "Det som sägs");
        says.hint = word(visit->lang, "Om det är annat än bildens namn.");
        says.needed = false;
    }
    if (voice->of != RECORDING_PERSON)
        field_line(visit, &says);
}

static void
put_language(struct visit *visit, const struct voice *voice)
{
    static const struct choice langs[] = {{.value = "sv", .words = "svenska"},
                                          {.value = "da", .words = "dansk"},
                                          {.value = "nb", .words = "norsk"},
                                          {.value = "fi", .words = "suomi"},
                                          {.value = "en", .words = "English"},
                                          {.value = "ar", .words = "العربية"}};
    field_select(visit,
                 &(struct field){.name = "lang",
                                 .label = word(visit->lang, "Språk"),
                                 .value = voice->lang},
                 langs, (int)(sizeof langs / sizeof langs[0]));
}

/* The button and the clock of the script's; without it the file alone. */
static void
put_recorder(struct visit *visit)
{
    struct html *html = &visit->html;
    static const struct {
        const char *name, *says;
    } words[] = {
        {"data-start", WORD("Spela in")},
        {"data-stop", WORD("Stopp")},
        {"data-again", WORD("Spela in igen")},
        {"data-no", WORD("Mikrofonen är inte tillgänglig. Välj en fil.")},
        {"data-quiet", WORD("Inget hördes. Pröva närmare mikrofonen.")},
        {"data-done", WORD("Lyssna, och spara sedan.")},
        {"data-listens", WORD("Lyssnar, högst tio sekunder.")}};
    html_put(html, "<div id=\"recorder\" class=\"recorder\" hidden");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        html_attribute(html, words[i].name, word(visit->lang, words[i].says));
    html_put(html, "><button type=\"button\" class=\"quiet\"></button>"
                   "<span role=\"status\"></span>"
                   "<audio controls hidden></audio></div>");
}

static void
put_whose(struct visit *visit)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(visit->today, date);
    field_line(visit, &(struct field){.name = "by",
                                      .label = word(visit->lang, "Vems röst"),
                                      .hint = word(visit->lang,
                                                   "Säger personen nej sedan, "
                                                   "tas rösten bort."),
                                      .value = visit->who.name,
                                      .most = NAME_CHARS,
                                      .needed = true});
    field_line(visit,
               &(struct field){.name = "day",
                               .label = word(visit->lang, "Dagen hen sa ja"),
                               .type = "date",
                               .value = date,
                               .needed = true});
}

static void
put_form(struct visit *visit, const struct voice *voice)
{
    struct html *html = &visit->html;
    if (voice->stands[0] != '\0') {
        html_put(html, "<p class=\"stands\">");
        html_element(html, "span", "hint", word(visit->lang, "Hörs nu"));
        voice_player(visit, voice->stands, voice->says);
        html_put(html, "</p>");
        if (voice->own)
            field_act(visit, "/me/voice/remove", word(visit->lang, "Ta bort"),
                      "quiet", NULL, NULL);
    }
    field_form_files(visit, voice->path);
    people_default_button(visit);
    field_hidden(visit, "of", view_recording_of_name(voice->of));
    put_what(visit, voice);
    put_recorder(visit);
    field_file(visit,
               &(struct field){.name = "sound",
                               .label = word(visit->lang, "Ljudfil"),
                               .hint = word(visit->lang, "WAV, högst 30 "
                                                         "sekunder.")},
               ".wav,audio/wav");
    if (!voice->own) {
        put_whose(visit);
        put_language(visit, voice);
    }
    html_put(html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(html, "</div>");
    field_form_end(visit);
}

void
voice_new_draw(struct visit *visit)
{
    struct subject subject;
    struct voice voice;
    if (!read_voice(visit, &subject, &voice))
        return;
    if (voice.of == RECORDING_PERSON && !voice.own)
        subject_open(visit, &subject, word(visit->lang, "Spela in namnet"),
                     "voices.mjs");
    else
        shell_open(visit,
                   &(struct shell){.title = voice.own
                                                ? word(visit->lang, "Mitt namn")
                                                : word(visit->lang, "Ny röst"),
                                   .nav = voice.own ? NAV_NONE : NAV_MORE,
                                   .style = "people.css",
                                   .script = "voices.mjs",
                                   .narrow = true});
    if (voice.of == RECORDING_PERSON)
        html_element(
            &visit->html, "p", "hint",
            voice.own
                ? word(visit->lang, "Hörs när skärmen läser upp ditt namn.")
                : word(visit->lang, "Hörs där personens symbol läses upp."));
    put_form(visit, &voice);
    shell_close(visit);
}

/* --- what came --- */

static void
ask(struct visit *visit, const struct recording *made)
{
    char file[INBOX_NAME_SIZE];
    if (!inbox_lay(visit, "wav", made->bytes, made->length, file)) {
        visit_wrong(visit, "sound",
                    word(visit->lang, "Ljudet går inte att spara här."));
        return;
    }
    json_t *command = visit_command(visit, "recording_save");
    json_object_set(command, "about", json_object_get(made->event, "about"));
    json_object_set(command, "body", json_object_get(made->event, "body"));
    json_object_set_new(command, "file", json_string(file));
    visit_ask(visit, command, people_answered);
}

/* Which picture, and what is said of it. */
static bool
take_picture(struct visit *visit, struct voice *voice)
{
    char name[LIBRARY_NAME_SIZE];
    json_t *body = json_object();
    bool fine = picker_take(visit, body, "picture");
    const char *picture = json_string_value(json_object_get(body, "picture"));
    if (fine && picture == NULL) {
        visit_wrong(visit, "picture",
                    word(visit->lang, "Sök en bild och välj en."));
        fine = false;
    }
    if (fine) {
        text_copy(voice->key, sizeof voice->key, picture);
        picker_name(visit, picture, name);
        if (voice->says[0] == '\0')
            text_copy(voice->says, sizeof voice->says, name);
    }
    json_decref(body);
    return fine;
}

/* The words of the form; false: something is not right. */
static bool
take(struct visit *visit, struct voice *voice, char by[VIEW_NAME_SIZE],
     char date[CIVIL_DATE_SIZE])
{
    int32_t day = 0;
    const char *lang = form_typed(&visit->form, "lang");
    if (voice->own) { /* one's own voice, and today */
        text_copy(by, VIEW_NAME_SIZE, voice->says);
        civil_format_date(visit->today, date);
        return true;
    }
    if (strlen(lang) == 2)
        text_copy(voice->lang, sizeof voice->lang, lang);
    if (voice->of != RECORDING_PERSON &&
        !visit_text(visit, "says", SAYS_CHARS, voice->says, sizeof voice->says))
        return false;
    if (voice->of == RECORDING_PICTURE && !take_picture(visit, voice))
        return false;
    if (voice->of == RECORDING_TITLE)
        text_copy(voice->key, sizeof voice->key, voice->says);
    if (!visit_needed(visit, "by", NAME_CHARS, by, VIEW_NAME_SIZE) ||
        !visit_date(visit, "day", &day))
        return false;
    civil_format_date(day, date);
    return true;
}

void
voice_new_post(struct visit *visit)
{
    struct subject subject;
    struct voice voice;
    struct recording made = {0};
    char by[VIEW_NAME_SIZE], date[CIVIL_DATE_SIZE];
    const char *says = NULL;
    const struct form_field *sound = form_file(&visit->form, "sound");
    if (picker_looks(visit) || !read_voice(visit, &subject, &voice) ||
        !take(visit, &voice, by, date))
        return;
    if (sound == NULL) {
        visit_wrong(visit, "sound",
                    word(visit->lang, "Spela in, eller välj en fil."));
        return;
    }
    struct recording_asked asked = {voice.of,   voice.key, voice.says,
                                    voice.lang, by,        date};
    if (recording_make(&made, &asked, sound->value, sound->length, &says) !=
        RESULT_OK) {
        visit_wrong(visit, "sound", word(visit->lang, says));
        return;
    }
    if (voice.of == RECORDING_PERSON)
        text_format(visit->then, sizeof visit->then, "%s?saved=1", voice.path);
    else
        text_copy(visit->then, sizeof visit->then, "/voices?saved=1");
    ask(visit, &made);
    recording_finish(&made);
}

void
voice_own_remove_post(struct visit *visit)
{
    struct voice voice;
    if (!read_own(visit, &voice))
        return;
    if (voice.stands[0] == '\0') { /* taken back already */
        visit_go(visit, "/me/voice");
        return;
    }
    json_t *command = visit_command(visit, "recording_remove");
    json_object_set_new(command, "about", json_string(voice.stands));
    text_copy(visit->then, sizeof visit->then, "/me/voice?saved=1");
    visit_ask(visit, command, people_answered);
}
