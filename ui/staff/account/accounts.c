/* Accounts, for whoever leads: who may log in, as what, from where. */
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_access.h"
#include "ui/staff/account/account.h"
#include "ui/staff/field.h"
#include "ui/staff/shell.h"
#include "ui/staff/when.h"

#include <stdlib.h>

enum { NAME_MOST = 40, SESSIONS_MAX = 20 };

/* --- the list --- */

static const char *
state_words(const char *lang, const struct view_account *account)
{
    if (account->closed)
        return word(lang, "Stängt");
    if (!account->has_password)
        return word(lang, "Väntar på lösenord");
    return account->has_pin ? word(lang, "Lösenord och PIN-kod")
                            : word(lang, "Lösenord");
}

static void
put_account(struct visit *visit, const struct view_account *account)
{
    struct html *html = &visit->html;
    char path[80];
    text_format(path, sizeof path, "/accounts/%s", account->id);
    html_put(html, "<li><a");
    html_attribute(html, "href", path);
    html_put(html, ">");
    if (account->picture[0] != '\0')
        shell_picture(html, account->picture, 40, "");
    html_put(html, "<span class=\"lines\">");
    html_element(html, "b", NULL, account->name);
    html_put(html, "<span class=\"facts\">");
    html_element(html, "span", NULL,
                 account_role_words(visit->lang, account->role));
    html_element(html, "span", NULL, state_words(visit->lang, account));
    html_put(html, "</span></span></a></li>");
}

void
accounts_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct view_account *accounts = calloc(VIEW_ACCOUNTS_MAX, sizeof *accounts);
    int count = 0;
    visit->room = accounts;
    if (accounts == NULL ||
        view_accounts(visit->store, accounts, VIEW_ACCOUNTS_MAX, &count) !=
            RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Konton"),
                                      .nav = NAV_MORE,
                                      .narrow = true});
    html_put(html, "<p class=\"acts\"><a class=\"button main\" "
                   "href=\"/accounts/new\">");
    html_text(html, word(visit->lang, "Nytt konto"));
    html_put(html, "</a></p><ul class=\"list\">");
    for (int i = 0; i < count; i++)
        put_account(visit, &accounts[i]);
    html_put(html, "</ul>");
    shell_close(visit);
}

/* --- the form --- */

static void
put_roles(struct visit *visit, enum role role)
{
    struct choice choices[ROLE_KINDS];
    for (int i = 0; i < ROLE_KINDS; i++)
        choices[i] = (struct choice){
            .value = role_name(role_at(i)),
            .words = account_role_words(visit->lang, role_at(i))};
    field_select(visit,
                 &(struct field){.name = "role",
                                 .label = word(visit->lang, "Roll"),
                                 .value = role_name(role)},
                 choices, ROLE_KINDS);
}

void
account_put_languages(struct visit *visit, const char *lang)
{
    const struct choice choices[] = {
        {.value = "", .words = word(visit->lang, "Husets språk")},
        {.value = "sv", .words = "svenska"},
        {.value = "da", .words = "dansk"},
        {.value = "nb", .words = "norsk"},
        {.value = "en", .words = "English"}};
    field_select(visit,
                 &(struct field){.name = "lang",
                                 .label = word(visit->lang, "Språk"),
                                 .value = lang},
                 choices, sizeof choices / sizeof choices[0]);
}

static bool
has_group(void *user, const char *value)
{
    const struct view_account *account = user;
    for (int i = 0; i < account->group_count; i++)
        if (text_equal(account->groups[i], value))
            return true;
    return false;
}

/* Whose people the account is for. */
static void
put_groups(struct visit *visit, const struct view_account *account)
{
    struct view_group groups[VIEW_GROUPS_MAX];
    struct choice choices[VIEW_GROUPS_MAX];
    struct view_account copy = *account;
    int count = 0;
    if (view_groups(visit->store, groups, VIEW_GROUPS_MAX, &count) !=
            RESULT_OK ||
        count == 0)
        return;
    for (int i = 0; i < count; i++)
        choices[i] =
            (struct choice){.value = groups[i].id, .words = groups[i].name};
    field_any_of(
        visit,
        &(struct field){.name = "groups",
                        .label = word(visit->lang, "Egna grupper"),
                        .hint = word(visit->lang,
                                     "Personal läser sidor om dem i sina egna "
                                     "grupper. Ingen vald: alla.")},
        choices, count, has_group, &copy);
}

static void
put_names(struct visit *visit, const struct view_account *account)
{
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Namn"),
                                      .value = account->name,
                                      .most = NAME_MOST,
                                      .needed = true});
    field_line(visit, &(struct field){
                          .name = "login",
                          .label = word(visit->lang, "Namn vid inloggning"),
                          .value = account->login,
                          .most = NAME_MOST,
                          .needed = true});
    put_roles(visit, account->role);
    account_put_languages(visit, account->lang);
    put_groups(visit, account);
}

/* Those of the staff who have no account yet. */
static void
put_staff(struct visit *visit)
{
    struct view_staff *staff = calloc(VIEW_STAFF_MAX, sizeof *staff);
    struct choice *choices = calloc(VIEW_STAFF_MAX + 1, sizeof *choices);
    struct view_account account;
    int count = 0;
    int free_count = 0;
    if (staff != NULL && choices != NULL &&
        view_staff(visit->store, staff, VIEW_STAFF_MAX, &count) == RESULT_OK) {
        choices[free_count++] = (struct choice){
            .value = "", .words = word(visit->lang, "Någon ny")};
        for (int i = 0; i < count; i++)
            if (view_account(visit->store, staff[i].id, &account) ==
                RESULT_ABSENT)
                choices[free_count++] = (struct choice){.value = staff[i].id,
                                                        .words = staff[i].name};
        field_select(
            visit,
            &(struct field){.name = "staff",
                            .label = word(visit->lang, "Vem i personalen"),
                            .hint = word(visit->lang,
                                         "Den som redan finns vid skärmen "
                                         "behåller sin bild.")},
            choices, free_count);
    }
    free(staff);
    free(choices);
}

void
account_new_draw(struct visit *visit)
{
    const struct view_account none = {.role = ROLE_STAFF};
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Nytt konto"),
                                      .nav = NAV_MORE,
                                      .narrow = true});
    field_form(visit, "/accounts/new");
    put_staff(visit);
    put_names(visit, &none);
    field_button(visit, word(visit->lang, "Spara"), "main");
    field_form_end(visit);
    shell_close(visit);
}

static bool
read_account(struct visit *visit, json_t *command)
{
    char name[VIEW_NAME_SIZE];
    char login[VIEW_NAME_SIZE];
    const char *lang = form_typed(&visit->form, "lang");
    if (!visit_needed(visit, "name", NAME_MOST, name, sizeof name) ||
        !visit_needed(visit, "login", NAME_MOST, login, sizeof login))
        return false;
    json_object_set_new(command, "name", json_string(name));
    json_object_set_new(command, "login", json_string(login));
    json_object_set_new(command, "role",
                        json_string(form_typed(&visit->form, "role")));
    if (!text_empty(lang))
        json_object_set_new(command, "lang", json_string(lang));
    json_t *groups = json_array();
    const struct form_field *group = NULL;
    while ((group = form_next(&visit->form, "groups", group)) != NULL)
        json_array_append_new(groups, json_string(group->value));
    json_object_set_new(command, "groups", groups);
    return true;
}

/* What core minds about, said of the field it is about. */
static bool
refused(struct visit *visit, const json_t *answer)
{
    struct visit_problem *problem = &visit->problem;
    const char *says = NULL;
    if (json_is_true(json_object_get(answer, "ok")))
        return false;
    visit_refused(visit, answer);
    if (text_equal(problem->where, "login"))
        says = word(visit->lang, "Det namnet finns redan.");
    else if (text_equal(problem->where, "role") &&
             text_equal(problem->why, "refused"))
        says = word(visit->lang, "Det här är det enda kontot som har ansvar.");
    if (says != NULL)
        text_copy(problem->says, sizeof problem->says, says);
    return true;
}

static void
made(struct visit *visit, const json_t *answer)
{
    char path[96];
    if (refused(visit, answer))
        return;
    text_format(path, sizeof path, "/accounts/%s?saved=1",
                json_string_value(json_object_get(answer, "account")));
    visit_go(visit, path);
}

void
account_new_post(struct visit *visit)
{
    char staff[UUID_SIZE];
    json_t *command = visit_command(visit, "account_save");
    if (!visit_id(visit, "staff", staff) || !read_account(visit, command)) {
        json_decref(command);
        return;
    }
    if (staff[0] != '\0')
        json_object_set_new(command, "staff", json_string(staff));
    visit_ask(visit, command, made);
}

/* --- one account --- */

static const char *
path_of(const struct visit *visit, const char *tail, char out[96])
{
    text_format(out, 96, "/accounts/%s%s", visit->path.id[0], tail);
    return out;
}

static void
put_session(struct visit *visit, const struct view_open_session *session,
            const char *path)
{
    struct html *html = &visit->html;
    char at[WHEN_SIZE];
    when_was(visit->lang, visit->now, session->at_utc_ms, at);
    html_put(html, "<li>");
    html_element(html, "span", NULL,
                 session->through == THROUGH_KIOSK
                     ? word(visit->lang, "Vid skärmen")
                     : session->source);
    html_element(html, "span", "hint", at);
    if (session->locked)
        html_element(html, "span", "hint", word(visit->lang, "låst"));
    field_act(visit, path, word(visit->lang, "Logga ut"), "quiet", "hash",
              session->hash);
    html_put(html, "</li>");
}

void
account_put_sessions(struct visit *visit, const char *account, const char *path)
{
    struct html *html = &visit->html;
    struct view_open_session sessions[SESSIONS_MAX];
    int count = 0;
    if (view_sessions(visit->store,
                      &(struct view_login){.account = account,
                                           .boot_id = visit->boot_id,
                                           .now = visit->now},
                      sessions, SESSIONS_MAX, &count) != RESULT_OK)
        return;
    html_element(html, "h2", NULL, word(visit->lang, "Inloggad här"));
    if (count == 0)
        html_element(html, "p", "hint", word(visit->lang, "Ingenstans."));
    html_put(html, "<ul class=\"list\">");
    for (int i = 0; i < count; i++)
        put_session(visit, &sessions[i], path);
    html_put(html, "</ul>");
}

static void
put_code(struct visit *visit, const struct view_account *account,
         const char *code)
{
    struct html *html = &visit->html;
    char path[96];
    html_element(html, "h2", NULL, word(visit->lang, "Lösenord"));
    html_element(html, "p", "hint",
                 word(visit->lang, "Med en kod väljer personen lösenord "
                                   "själv. Den gäller en gång, i ett dygn."));
    if (code != NULL) {
        html_put(html, "<p class=\"band\"><strong>");
        html_text(html, code);
        html_put(html, "</strong> <span>");
        html_text(html, account->login);
        html_put(html, "</span></p>");
    }
    field_act(visit, path_of(visit, "/code", path),
              word(visit->lang, "Gör en kod"), "", NULL, NULL);
}

static void
draw_account(struct visit *visit, const char *code)
{
    struct html *html = &visit->html;
    struct view_account account;
    char path[96];
    if (view_account(visit->store, visit->path.id[0], &account) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    shell_open(visit, &(struct shell){.title = account.name,
                                      .nav = NAV_MORE,
                                      .narrow = true});
    if (account.closed)
        shell_band(html, word(visit->lang, "Kontot är stängt. Spara öppnar "
                                           "det igen."));
    field_form(visit, path_of(visit, "", path));
    put_names(visit, &account);
    field_button(visit, word(visit->lang, "Spara"), "main");
    field_form_end(visit);
    if (!account.closed) {
        put_code(visit, &account, code);
        account_put_sessions(visit, account.id,
                             path_of(visit, "/sessions", path));
        html_element(html, "h2", NULL, word(visit->lang, "Stäng kontot"));
        html_element(html, "p", "hint",
                     word(visit->lang, "Den som har kontot loggas ut direkt. "
                                       "Det som är gjort står kvar."));
        field_act(visit, path_of(visit, "/close", path),
                  word(visit->lang, "Stäng kontot"), "grave", NULL, NULL);
    }
    shell_close(visit);
}

void
account_draw(struct visit *visit)
{
    draw_account(visit, NULL);
}

static void
saved(struct visit *visit, const json_t *answer)
{
    char path[96];
    if (!refused(visit, answer))
        visit_go(visit, path_of(visit, "?saved=1", path));
}

void
account_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "account_save");
    json_object_set_new(command, "account", json_string(visit->path.id[0]));
    if (!read_account(visit, command)) {
        json_decref(command);
        return;
    }
    visit_ask(visit, command, saved);
}

void
account_close_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "account_close");
    json_object_set_new(command, "account", json_string(visit->path.id[0]));
    visit_ask(visit, command, saved);
}

/* Shown once, here: it stands nowhere else in words. */
static void
coded(struct visit *visit, const json_t *answer)
{
    const char *code = json_string_value(json_object_get(answer, "code"));
    if (code == NULL)
        visit_refused(visit, answer);
    else {
        draw_account(visit, code);
        visit_status(visit, 200); /* that is the page, not one more */
    }
}

void
account_code_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "reset_code");
    json_object_set_new(command, "account", json_string(visit->path.id[0]));
    visit_ask(visit, command, coded);
}

void
account_sessions_post(struct visit *visit)
{
    char path[96];
    json_t *command = visit_command(visit, "end_sessions");
    const char *hash = form_typed(&visit->form, "hash");
    json_object_set_new(command, "account", json_string(visit->path.id[0]));
    if (!text_empty(hash))
        json_object_set_new(command, "hash", json_string(hash));
    text_copy(visit->then, sizeof visit->then, path_of(visit, "", path));
    visit_ask(visit, command, NULL);
}
