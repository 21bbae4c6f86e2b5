/* Login, the password once more, and going out. What a browser keeps is one
 * cookie with the session's token; nothing else is stored there. */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_access.h"
#include "ui/staff/account/account.h"
#include "ui/staff/cookie.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/request.h"
#include "ui/staff/shell.h"

enum { PASSWORD_MAX = 128 };

/* A page for whoever is not logged in: no ways, no strip. */
static void
open_page(struct visit *visit, const char *title)
{
    struct html *html = &visit->html;
    page_begin(html, &(struct page){.lang = visit->lang,
                                    .title = title,
                                    .kind = "narrow door"});
    html_put(html, "<main id=\"now\"><p class=\"centre\" dir=\"auto\">");
    html_text(html, text_empty(visit->centre->name) ? "Tröskel"
                                                    : visit->centre->name);
    html_put(html, "</p>");
    html_element(html, "h1", NULL, title);
    if (visit->problem.why[0] != '\0' && visit->problem.where[0] == '\0')
        shell_band(html, visit->problem.says);
}

static void
close_page(struct visit *visit)
{
    html_put(&visit->html, "</main>");
    page_end(&visit->html);
}

static void
put_link(struct visit *visit, const char *path, const char *words)
{
    html_put(&visit->html, "<p><a");
    html_attribute(&visit->html, "href", path);
    html_put(&visit->html, ">");
    html_text(&visit->html, words);
    html_put(&visit->html, "</a></p>");
}

/* A wrong name and a wrong password are told alike. */
static void
say_refused(struct visit *visit)
{
    struct visit_problem *problem = &visit->problem;
    bool wait = text_equal(problem->why, "locked");
    bool busy = text_equal(problem->why, "busy");
    if (problem->why[0] == '\0' || wait || busy)
        problem->where[0] = '\0';
    else if (text_equal(problem->where, "password") ||
             text_equal(problem->where, "name")) {
        problem->where[0] = '\0';
        text_copy(problem->says, sizeof problem->says,
                  word(visit->lang, "Namnet eller lösenordet stämmer inte."));
    }
}

static bool
nobody_has_an_account(struct visit *visit)
{
    int count = 0;
    return visit->store != NULL &&
           view_account_count(visit->store, ROLE_LEADER, &count) == RESULT_OK &&
           count == 0;
}

static const char *
where_to(struct visit *visit)
{
    const char *to = visit->get ? form_text(&visit->query, "to")
                                : form_text(&visit->form, "to");
    return request_path_is_ours(to) ? to : "/";
}

void
login_draw(struct visit *visit)
{
    if (visit->get && nobody_has_an_account(visit)) {
        visit_go(visit, "/first");
        return;
    }
    if (visit->store == NULL) {
        visit_status(visit, 503);
        return;
    }
    say_refused(visit);
    open_page(visit, word(visit->lang, "Logga in"));
    field_form(visit, "/login");
    field_hidden(visit, "to", where_to(visit));
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Namn"),
                                      .complete = "username",
                                      .most = 40,
                                      .needed = true});
    field_line(visit, &(struct field){.name = "password",
                                      .label = word(visit->lang, "Lösenord"),
                                      .type = "password",
                                      .complete = "current-password",
                                      .most = PASSWORD_MAX,
                                      .needed = true});
    field_button(visit, word(visit->lang, "Logga in"), "main");
    field_form_end(visit);
    put_link(visit, "/reset", word(visit->lang, "Jag har en kod"));
    put_link(visit, "/credits", word(visit->lang, "Vems bilder och ord"));
    close_page(visit);
}

static void
keep_session(struct visit *visit, const json_t *answer)
{
    const char *token = json_string_value(json_object_get(answer, "session"));
    text_format(visit->cookie, sizeof visit->cookie,
                "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict",
                cookie_session, token == NULL ? "" : token);
}

static void
let_in(struct visit *visit, const json_t *answer)
{
    if (!json_is_true(json_object_get(answer, "ok"))) {
        visit_refused(visit, answer);
        if (text_equal(visit->problem.why, "refused"))
            visit->status = 422; /* what was typed is another's */
        return;
    }
    keep_session(visit, answer);
    visit_go(visit, where_to(visit));
}

void
login_post(struct visit *visit)
{
    char name[VIEW_NAME_SIZE];
    const char *password = form_typed(&visit->form, "password");
    if (!visit_needed(visit, "name", 40, name, sizeof name))
        return;
    json_t *command =
        json_pack("{s:s,s:s,s:s,s:s}", "do", "login", "name", name, "password",
                  password, "from", visit_from(visit));
    visit_ask(visit, command, let_in);
}

void
unlock_draw(struct visit *visit)
{
    say_refused(visit);
    open_page(visit, visit->who.name);
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Ingen har rört sidan på ett tag. Skriv "
                                   "lösenordet en gång till."));
    field_form(visit, "/unlock");
    field_hidden(visit, "to", where_to(visit));
    field_line(visit, &(struct field){.name = "password",
                                      .label = word(visit->lang, "Lösenord"),
                                      .type = "password",
                                      .complete = "current-password",
                                      .most = PASSWORD_MAX,
                                      .needed = true});
    field_button(visit, word(visit->lang, "Lås upp"), "main");
    field_form_end(visit);
    field_act(visit, "/logout", word(visit->lang, "Logga ut"), "quiet", NULL,
              NULL);
    close_page(visit);
}

void
unlock_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "unlock");
    json_object_set_new(command, "password",
                        json_string(form_typed(&visit->form, "password")));
    visit_ask(visit, command, let_in);
}

static void
gone(struct visit *visit, const json_t *answer)
{
    (void)answer; /* the cookie goes whatever core knew of it */
    text_format(visit->cookie, sizeof visit->cookie,
                "%s=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0",
                cookie_session);
    visit_go(visit, "/login");
}

void
logout_post(struct visit *visit)
{
    visit_ask(visit, visit_command(visit, "logout"), gone);
}

void
account_say_password(struct visit *visit, const json_t *answer)
{
    const char *verdict = json_string_value(json_object_get(answer, "verdict"));
    const char *says = NULL;
    if (text_equal(verdict, "short"))
        says = word(visit->lang, "Minst åtta tecken. Längre är bättre.");
    else if (text_equal(verdict, "long"))
        says = word(visit->lang, "Högst 128 tecken.");
    else if (text_equal(verdict, "common"))
        says = word(visit->lang, "Det lösenordet är ett av de vanligaste.");
    else if (text_equal(verdict, "name"))
        says = word(visit->lang, "Det liknar namnet för mycket.");
    if (says != NULL)
        text_copy(visit->problem.says, sizeof visit->problem.says, says);
}

static void
let_in_anew(struct visit *visit, const json_t *answer)
{
    let_in(visit, answer);
    if (visit->problem.why[0] == '\0')
        return;
    account_say_password(visit, answer);
    if (text_equal(visit->problem.where, "code"))
        text_copy(
            visit->problem.says, sizeof visit->problem.says,
            word(visit->lang, "Koden stämmer inte, eller är för gammal."));
}

static void
put_password_field(struct visit *visit)
{
    field_line(visit,
               &(struct field){.name = "password",
                               .label = word(visit->lang, "Nytt lösenord"),
                               .hint = word(visit->lang, "Minst åtta tecken, "
                                                         "gärna femton."),
                               .type = "password",
                               .complete = "new-password",
                               .most = PASSWORD_MAX,
                               .needed = true});
}

/* The first account: whoever stands at the box has its code on the screen. */
void
first_draw(struct visit *visit)
{
    if (!nobody_has_an_account(visit) && visit->get) {
        visit_go(visit, "/login");
        return;
    }
    open_page(visit, word(visit->lang, "Första kontot"));
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Koden står på lådans skärm: håll fingret "
                                   "i skärmens övre vänstra hörn."));
    field_form(visit, "/first");
    field_line(visit, &(struct field){.name = "code",
                                      .label = word(visit->lang, "Kod"),
                                      .most = 20,
                                      .needed = true});
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Ditt namn"),
                                      .complete = "name",
                                      .most = 40,
                                      .needed = true});
    field_line(visit, &(struct field){
                          .name = "login",
                          .label = word(visit->lang, "Namn vid inloggning"),
                          .complete = "username",
                          .most = 40,
                          .needed = true});
    put_password_field(visit);
    field_button(visit, word(visit->lang, "Skapa kontot"), "main");
    field_form_end(visit);
    close_page(visit);
}

static json_t *
door_command(struct visit *visit, const char *name, const char *const *fields)
{
    json_t *command =
        json_pack("{s:s,s:s}", "do", name, "from", visit_from(visit));
    for (; *fields != NULL; fields++) {
        char text[512];
        if (!visit_needed(visit, *fields, PASSWORD_MAX, text, sizeof text)) {
            json_decref(command);
            return NULL;
        }
        /* A password is taken as it was typed, spaces and all. */
        json_object_set_new(command, *fields,
                            json_string(text_equal(*fields, "password")
                                            ? form_typed(&visit->form, *fields)
                                            : text));
    }
    return command;
}

void
first_post(struct visit *visit)
{
    static const char *const fields[] = {"code", "name", "login", "password",
                                         NULL};
    json_t *command = door_command(visit, "first_account", fields);
    if (command != NULL)
        visit_ask(visit, command, let_in_anew);
}

void
reset_draw(struct visit *visit)
{
    open_page(visit, word(visit->lang, "Nytt lösenord"));
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Koden får du av den som har ansvar, eller "
                                   "av en tekniker."));
    field_form(visit, "/reset");
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Namn"),
                                      .complete = "username",
                                      .most = 40,
                                      .needed = true});
    field_line(visit, &(struct field){.name = "code",
                                      .label = word(visit->lang, "Kod"),
                                      .most = 20,
                                      .needed = true});
    put_password_field(visit);
    field_button(visit, word(visit->lang, "Spara"), "main");
    field_form_end(visit);
    put_link(visit, "/login", word(visit->lang, "Till inloggningen"));
    close_page(visit);
}

void
reset_post(struct visit *visit)
{
    static const char *const fields[] = {"name", "code", "password", NULL};
    json_t *command = door_command(visit, "password_reset", fields);
    if (command != NULL)
        visit_ask(visit, command, let_in_anew);
}
