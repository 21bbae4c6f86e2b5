#include "ui/staff/people/people.h"

#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/page.h"

bool
subject_of(struct visit *visit, struct subject *out)
{
    const char *id = visit->path.id[0];
    *out = (struct subject){.base = ""};
    if (view_person(visit->store, visit->boot_id, id, &out->person) !=
            RESULT_OK ||
        view_person_more(visit->store, id, &out->more) != RESULT_OK) {
        visit_status(visit, 404);
        return false;
    }
    text_format(out->base, sizeof out->base, "/people/%s", id);
    return true;
}

void
people_link(struct html *html, const char *path, const char *kind,
            const char *words)
{
    html_put(html, "<a");
    html_attribute(html, "href", path);
    if (kind != NULL)
        html_attribute(html, "class", kind);
    html_put(html, ">");
    html_text(html, words);
    html_put(html, "</a>");
}

void
subject_open(struct visit *visit, const struct subject *subject,
             const char *title, const char *script)
{
    struct html *html = &visit->html;
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PEOPLE,
                                      .style = "people.css",
                                      .script = script,
                                      .narrow = true});
    html_put(html, "<p class=\"whose\"><a");
    html_attribute(html, "href", subject->base);
    html_put(html, ">");
    shell_picture(html, subject->person.picture, 40, "");
    html_element(html, "span", NULL, subject->person.name);
    html_put(html, "</a></p>");
}

void
subject_theirs(struct visit *visit, const struct subject *subject,
               void (*show)(struct visit *visit, const struct subject *subject))
{
    struct html *html = &visit->html;
    if (!text_equal(visit->problem.why, "changed"))
        return;
    html_put(html, "<section class=\"theirs\"><h2>");
    html_text(html, word(visit->lang, "Så står det nu"));
    html_put(html, "</h2>");
    show(visit, subject);
    html_element(html, "p", "hint",
                 word(visit->lang, "Det du skrev finns kvar nedanför. Spara "
                                   "igen lägger ditt i stället."));
    html_put(html, "</section>");
}

void
people_default_button(struct visit *visit)
{
    html_put(&visit->html, "<button type=\"submit\" class=\"unseen\" "
                           "tabindex=\"-1\" aria-hidden=\"true\"></button>");
}

void
people_day_words(const char *lang, int32_t day, char out[PEOPLE_DAY_SIZE])
{
    static const char *const months[] = {
        WORD("januari"), WORD("februari"), WORD("mars"),
        WORD("april"),   WORD("maj"),      WORD("juni"),
        WORD("juli"),    WORD("augusti"),  WORD("september"),
        WORD("oktober"), WORD("november"), WORD("december")};
    struct civil_ymd ymd = civil_ymd_of(day);
    text_format(out, PEOPLE_DAY_SIZE, "%d %s %d", ymd.day,
                word(lang, months[ymd.month - 1]), ymd.year);
}

/* --- what core says no to --- */

struct no {
    const char *why, *where, *says;
};

static const struct no noes[] = {
    {"busy", "symbol", WORD("Den symbolen har någon annan.")},
    {"invalid", "symbol", WORD("Den symbolen har någon annan.")},
    {"busy", "name", WORD("Det namnet finns redan.")},
    {"busy", "about", WORD("Personen är här nu. Skriv in avfärden först.")},
    {"refused", "reason",
     WORD("Frånvaro avslutar aldrig något. Det som gäller är egen vilja, "
          "flytt, nått mål eller dödsfall.")},
    {"refused", "about", WORD("Personen kommer inte hit längre.")},
    {"refused", "consent",
     WORD("Den som är på bilden har inte sagt ja till bilder.")},
    {"invalid", "consent", WORD("Vem som sa ja och vilken dag behövs.")},
    {"invalid", "consent_by", WORD("Vem som sa ja behövs.")},
    {"invalid", "consent_from", WORD("Från vilken dag det gäller behövs.")},
    {"invalid", "consent_to", WORD("Slutet är före början.")},
    {"invalid", "shown",
     WORD("Det visas först när personen själv vill ha det kvar.")},
    {"invalid", "used_in", WORD("I vilken aktivitet används det?")},
    {"invalid", "review", WORD("Den dagen är före samtalet.")},
    {"invalid", "date",
     WORD("Den dagen går inte. Den är i framtiden eller "
          "skriven på annat sätt.")},
    {"invalid", "tag", WORD("Den brickan har någon annan.")},
    {"full", "about", WORD("Fler än 16 grupper ryms inte.")},
    {"role", "", WORD("Det här får din roll inte ändra.")},
    {"team", "", WORD("Det hör till en annan grupp än din.")}};

static const char *
says_of(const char *lang, const char *why, const char *where)
{
    for (size_t i = 0; i < sizeof noes / sizeof noes[0]; i++)
        if (text_equal(noes[i].why, why) &&
            (noes[i].where[0] == '\0' || text_equal(noes[i].where, where)))
            return word(lang, noes[i].says);
    if (text_equal(why, "refused"))
        return word(lang, "Det ser ut som ett personnummer. Tröskel behöver "
                          "inget och sparar inget.");
    if (text_equal(why, "changed"))
        return word(lang, "Någon annan har ändrat under tiden.");
    if (text_equal(why, "absent"))
        return word(lang, "Det finns inte längre.");
    if (text_equal(why, "full"))
        return word(lang, "Lådans minne är fullt. Inget är sparat.");
    if (text_equal(why, "io"))
        return word(lang, "Det är inte säkert att det är sparat.");
    return word(lang, "Det går inte att spara så.");
}

void
people_answered(struct visit *visit, const json_t *answer)
{
    const char *why = json_string_value(json_object_get(answer, "why"));
    const char *where = json_string_value(json_object_get(answer, "where"));
    struct visit_problem *problem = &visit->problem;
    if (json_is_true(json_object_get(answer, "ok"))) {
        visit_go(visit, visit->then);
        return;
    }
    text_copy(problem->why, sizeof problem->why, why == NULL ? "io" : why);
    text_copy(problem->where, sizeof problem->where, where);
    text_copy(problem->says, sizeof problem->says,
              says_of(visit->lang, problem->why, problem->where));
    visit->status = text_equal(why, "changed") ? 409
                    : text_equal(why, "team")  ? 403
                                               : 422;
}

void
people_save(struct visit *visit, const char *name, const char *about,
            json_t *body, const char *then)
{
    json_t *command = visit_command(visit, name);
    json_object_set_new(command, "about", json_string(about));
    json_object_set_new(command, "body", body);
    text_format(visit->then, sizeof visit->then, "%s?saved=1", then);
    visit_ask(visit, command, people_answered);
}

/* --- what was typed --- */

static bool
too_long(struct visit *visit, const char *field, size_t most)
{
    char says[160];
    text_format(says, sizeof says, word(visit->lang, "Högst %d tecken."),
                (int)most);
    visit_wrong(visit, field, says);
    return false;
}

bool
people_take(struct visit *visit, json_t *body, const char *field, size_t most)
{
    char text[SUPPORT_WORDS_SIZE];
    if (!visit_text(visit, field, most, text, sizeof text))
        return false;
    json_object_set_new(body, field,
                        text[0] == '\0' ? json_null() : json_string(text));
    return true;
}

bool
people_take_needed(struct visit *visit, json_t *body, const char *field,
                   size_t most)
{
    char text[SUPPORT_WORDS_SIZE];
    if (!visit_needed(visit, field, most, text, sizeof text))
        return false;
    json_object_set_new(body, field, json_string(text));
    return true;
}

bool
people_take_words(struct visit *visit, json_t *body, const char *field,
                  size_t most)
{
    const char *text = form_typed(&visit->form, field);
    if (text_length(text) > most)
        return too_long(visit, field, most);
    json_object_set_new(body, field,
                        text[0] == '\0' ? json_null() : json_string(text));
    return true;
}

bool
people_take_lines(struct visit *visit, json_t *body, const char *field,
                  int count, size_t most)
{
    char text[SUPPORT_WORDS_SIZE], says[160], *rest = NULL;
    json_t *list = json_array();
    bool fine = text_copy(text, sizeof text, form_typed(&visit->form, field));
    for (char *line = strtok_r(text, "\n", &rest); line != NULL && fine;
         line = strtok_r(NULL, "\n", &rest)) {
        text_trim(line);
        if (line[0] == '\0')
            continue;
        fine = text_length(line) <= most &&
               json_array_append_new(list, json_string(line)) == 0;
    }
    fine = fine && json_array_size(list) <= (size_t)count;
    if (!fine) {
        text_format(
            says, sizeof says,
            word(visit->lang, "Högst %d rader med högst %d tecken på varje."),
            count, (int)most);
        visit_wrong(visit, field, says);
    }
    json_object_set_new(body, field, list);
    return fine;
}

bool
people_take_word(struct visit *visit, json_t *body, const char *field,
                 const char *const *words)
{
    const char *typed = form_typed(&visit->form, field);
    for (; *words != NULL; words++)
        if (text_equal(*words, typed)) {
            json_object_set_new(body, field, json_string(typed));
            return true;
        }
    visit_wrong(visit, field, word(visit->lang, "Välj en av dem som finns."));
    return false;
}

bool
people_take_day(struct visit *visit, json_t *body, const char *field,
                bool needed)
{
    char date[CIVIL_DATE_SIZE];
    int32_t day = 0;
    if (!needed && form_typed(&visit->form, field)[0] == '\0') {
        json_object_set_new(body, field, json_null());
        return true;
    }
    if (!visit_date(visit, field, &day))
        return false;
    civil_format_date(day, date);
    json_object_set_new(body, field, json_string(date));
    return true;
}

void
people_take_tick(struct visit *visit, json_t *body, const char *field)
{
    json_object_set_new(body, field,
                        json_boolean(form_has(&visit->form, field, "1")));
}

void
people_no_numbers(struct visit *visit)
{
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Inga personnummer och inga diagnoser. "
                                   "Skriv det som behövs, i vardagsord."));
}
