/* One's own: password, the sound at a signal, and the way to what is used
 * seldom. */
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/account/account.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/shell.h"

const char *
account_role_words(const char *lang, enum role role)
{
    switch (role) {
    case ROLE_STAFF:
        return word(lang, "Personal");
    case ROLE_CONTACT:
        return word(lang, "Kontaktperson");
    case ROLE_LEADER:
        return word(lang, "Ansvarig");
    case ROLE_PLANNER:
        return word(lang, "Planerare");
    case ROLE_TECHNICIAN:
        return word(lang, "Tekniker");
    case ROLE_NONE:
        break;
    }
    return "";
}

static void
put_button(struct visit *visit, const char *path, const char *words)
{
    html_put(&visit->html, "<a class=\"button quiet\"");
    html_attribute(&visit->html, "href", path);
    html_put(&visit->html, ">");
    html_text(&visit->html, words);
    html_put(&visit->html, "</a>");
}

void
me_draw(struct visit *visit)
{
    shell_open(visit,
               &(struct shell){.title = visit->who.name, .narrow = true});
    html_element(&visit->html, "p", "lead",
                 account_role_words(visit->lang, visit->who.role));
    html_put(&visit->html, "<h2>");
    html_text(&visit->html, word(visit->lang, "Byt lösenord"));
    html_put(&visit->html, "</h2>");
    field_form(visit, "/me");
    field_line(visit, &(struct field){.name = "old",
                                      .label = word(visit->lang, "Lösenord nu"),
                                      .type = "password",
                                      .complete = "current-password",
                                      .most = 128,
                                      .needed = true});
    field_line(visit,
               &(struct field){.name = "password",
                               .label = word(visit->lang, "Nytt lösenord"),
                               .hint = word(visit->lang, "Minst åtta tecken, "
                                                         "gärna femton."),
                               .type = "password",
                               .complete = "new-password",
                               .most = 128,
                               .needed = true});
    field_button(visit, word(visit->lang, "Spara"), "main");
    field_form_end(visit);
    html_element(&visit->html, "h2", NULL, word(visit->lang, "Språk"));
    field_form(visit, "/me/lang");
    account_put_languages(visit, visit->who.lang);
    field_button(visit, word(visit->lang, "Spara språket"), "main");
    field_form_end(visit);
    html_put(&visit->html, "<p class=\"ways\">");
    put_button(visit, "/me/sessions", word(visit->lang, "Var jag är inloggad"));
    if (visit_may(visit, ROLES_CARE))
        put_button(visit, "/me/pin", word(visit->lang, "PIN-kod"));
    if (visit_may(visit, ROLES_CARE) && visit->who.staff)
        put_button(visit, "/me/voice", word(visit->lang, "Spela in mitt namn"));
    html_put(&visit->html, "</p>");
    shell_close(visit);
}

static void
password_saved(struct visit *visit, const json_t *answer)
{
    struct visit_problem *problem = &visit->problem;
    if (json_is_true(json_object_get(answer, "ok"))) {
        visit_go(visit, "/me?saved=1");
        return;
    }
    visit_refused(visit, answer);
    account_say_password(visit, answer);
    if (text_equal(problem->where, "old") &&
        text_equal(problem->why, "refused"))
        text_copy(problem->says, sizeof problem->says,
                  word(visit->lang, "Lösenordet stämmer inte."));
}

void
me_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "password_set");
    json_object_set_new(command, "old",
                        json_string(form_typed(&visit->form, "old")));
    json_object_set_new(command, "password",
                        json_string(form_typed(&visit->form, "password")));
    visit_ask(visit, command, password_saved);
}

void
me_lang_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "own_lang");
    json_object_set_new(command, "lang",
                        json_string(form_typed(&visit->form, "lang")));
    text_copy(visit->then, sizeof visit->then, "/me?saved=1");
    visit_ask(visit, command, NULL);
}

/* What this device does at a signal is the device's own choice, kept in the
 * browser and nowhere else. */
void
sound_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    shell_open(visit,
               &(struct shell){.title = word(visit->lang, "Ljud vid signal"),
                               .script = "sound.mjs",
                               .narrow = true});
    html_element(html, "p", "hint",
                 word(visit->lang, "Gäller bara den här telefonen eller "
                                   "datorn. Prova ljudet, så vet du att det "
                                   "hörs."));
    html_put(html, "<div id=\"sound\" class=\"field\" hidden>");
    html_put(html, "<label class=\"choice\"><input type=\"checkbox\" "
                   "id=\"sound-on\"><span>");
    html_text(html, word(visit->lang, "Mjukt ljud"));
    html_put(html, "</span></label><label class=\"choice\"><input "
                   "type=\"checkbox\" id=\"vibrate-on\"><span>");
    html_text(html, word(visit->lang, "Vibration"));
    html_put(html, "</span></label><p><button type=\"button\" class=\"main\" "
                   "id=\"try\">");
    html_text(html, word(visit->lang, "Prova"));
    html_put(html, "</button></p></div><noscript><p>");
    html_text(html, word(visit->lang, "Ljud och vibration behöver skript."));
    html_put(html, "</p></noscript>");
    shell_close(visit);
}

static const struct {
    const char *path, *words;
    unsigned roles;
} mores[] = {{"/pictures", WORD("Bilder"), ROLES_CARE},
             {"/import", WORD("Läs in filer"), ROLE_CONTACT | ROLE_LEADER},
             {"/templates", WORD("Mallar"), ROLES_CARE},
             {"/accounts", WORD("Konton"), ROLE_LEADER},
             {"/access", WORD("Vem har sett vad"), ROLE_LEADER},
             {"/retention", WORD("Gallring"), ROLE_LEADER},
             {"/box", WORD("Lådan"), ROLE_LEADER | ROLE_TECHNICIAN},
             {"/me", WORD("Mitt konto"), ROLES_ALL},
             {"/credits", WORD("Vems bilder och ord"), ROLES_ALL}};

/* Only what is there: a room that a build leaves out has no way to it. */
static bool
is_there(const char *path)
{
    struct route_path read;
    const char *allow;
    return route_find(route_tables, path, METHOD_GET, &read, &allow) != NULL;
}

void
more_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Mer"),
                                      .nav = NAV_MORE,
                                      .narrow = true});
    html_put(html, "<ul class=\"list\">");
    for (size_t i = 0; i < sizeof mores / sizeof mores[0]; i++) {
        if (!visit_may(visit, mores[i].roles) || !is_there(mores[i].path))
            continue;
        html_put(html, "<li><a");
        html_attribute(html, "href", mores[i].path);
        html_put(html, ">");
        html_element(html, "b", NULL, word(visit->lang, mores[i].words));
        html_put(html, "</a></li>");
    }
    html_put(html, "</ul>");
    shell_close(visit);
}
