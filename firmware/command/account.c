/*
 * account: who may log in on the staff pages, for whoever keeps the box.
 *
 * A password or a PIN is never an argument: it is asked for without being
 * shown, or read from standard input, one line.
 */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "firmware/base/role.h"
#include "firmware/base/secret.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"
#include "firmware/store/view_access.h"

enum { NAME, ROLE, STAFF };

struct account_line {
    struct line *line;
    struct reading reading;
    const struct line_option *options;
};

static enum result
find(const struct account_line *at, char id[UUID_SIZE])
{
    enum result result =
        view_find_account(at->reading.store, at->line->argv[1], id);
    if (result == RESULT_ABSENT)
        line_refuse(at->line, at->line->argv[1],
                    word(at->line->lang, WORD("det kontot finns inte")));
    else if (result != RESULT_OK)
        line_refuse(at->line, at->line->argv[1], line_reason(at->line, result));
    return result;
}

static json_t *
account_json(const struct view_account *account)
{
    return json_pack("{s:s,s:s,s:s,s:s,s:o,s:b,s:b,s:b,s:i}", "id", account->id,
                     "login", account->login, "name", account->name, "role",
                     role_name(account->role), "lang",
                     print_text(account->lang), "closed", (int)account->closed,
                     "password", (int)account->has_password, "pin",
                     (int)account->has_pin, "sessions", account->sessions);
}

static int
list(struct account_line *at)
{
    static struct view_account accounts[VIEW_ACCOUNTS_MAX];
    int count = 0;
    enum result result =
        view_accounts(at->reading.store, accounts, VIEW_ACCOUNTS_MAX, &count);
    if (result != RESULT_OK)
        return line_refuse(at->line, NULL, line_reason(at->line, result));
    json_t *all = json_array();
    for (int i = 0; i < count; i++) {
        const struct view_account *account = &accounts[i];
        json_array_append_new(all, account_json(account));
        if (at->line->json)
            continue;
        print_cell(account->login, 16);
        print_cell(account->name, 20);
        print_cell(role_name(account->role), 10);
        puts(account->closed ? word(at->line->lang, WORD("stängt"))
             : account->has_password
                 ? ""
                 : word(at->line->lang, WORD("har inget lösenord")));
    }
    if (at->line->json)
        return print_json(at->line, all);
    json_decref(all);
    return LINE_DONE;
}

static int
add(struct account_line *at)
{
    const struct line_option *options = at->options;
    const char *name = options[NAME].value;
    const char *lang = at->line->asked_lang;
    json_t *command = json_pack(
        "{s:s,s:s,s:s,s:s}", "do", "account_save", "login", at->line->argv[1],
        "name", name == NULL ? at->line->argv[1] : name, "role",
        options[ROLE].value == NULL ? "staff" : options[ROLE].value);
    if (options[STAFF].value != NULL) {
        char staff[UUID_SIZE];
        if (reading_staff(at->line, &at->reading, options[STAFF].value,
                          staff) != RESULT_OK) {
            json_decref(command);
            return LINE_REFUSED;
        }
        json_object_set_new(command, "staff", json_string(staff));
    }
    if (lang != NULL)
        json_object_set_new(command, "lang", json_string(lang));
    return act_tell(at->line, &at->reading, command, WORD("Kontot finns."));
}

static int
close_account(struct account_line *at)
{
    char id[UUID_SIZE];
    if (find(at, id) != RESULT_OK)
        return LINE_REFUSED;
    return act_tell(
        at->line, &at->reading,
        json_pack("{s:s,s:s}", "do", "account_close", "account", id),
        WORD("Kontot är stängt."));
}

static json_t *
groups_of(const struct view_account *account)
{
    json_t *groups = json_array();
    for (int i = 0; i < account->group_count; i++)
        json_array_append_new(groups, json_string(account->groups[i]));
    return groups;
}

/* Another role; the rest stays as it is. */
static int
set_role(struct account_line *at)
{
    struct view_account account;
    char id[UUID_SIZE];
    if (find(at, id) != RESULT_OK ||
        view_account(at->reading.store, id, &account) != RESULT_OK)
        return LINE_REFUSED;
    json_t *command =
        json_pack("{s:s,s:s,s:s,s:s,s:s,s:o}", "do", "account_save", "account",
                  id, "login", account.login, "name", account.name, "role",
                  at->line->argv[2], "groups", groups_of(&account));
    if (account.lang[0] != '\0')
        json_object_set_new(command, "lang", json_string(account.lang));
    return act_tell(at->line, &at->reading, command, WORD("Rollen är ändrad."));
}

/* One line, from a person without showing it. False: nothing was given. */
static bool
read_secret(const struct account_line *at, const char *prompt, char *out,
            int size)
{
    struct termios shown;
    bool person =
        isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (person) {
        struct termios hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        fprintf(stderr, "%s: ", word(at->line->lang, prompt));
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    bool got = fgets(out, size, stdin) != NULL;
    if (person) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        fputc('\n', stderr);
    }
    if (!got)
        return false;
    out[strcspn(out, "\r\n")] = '\0';
    return out[0] != '\0';
}

static int
set_secret(struct account_line *at, const char *command, const char *field,
           const char *prompt, const char *done)
{
    char id[UUID_SIZE];
    char secret[600];
    if (find(at, id) != RESULT_OK)
        return LINE_REFUSED;
    if (!read_secret(at, prompt, secret, sizeof secret))
        return line_refuse(at->line, field,
                           word(at->line->lang, WORD("värdet saknas")));
    json_t *asked =
        json_pack("{s:s,s:s,s:s}", "do", command, "account", id, field, secret);
    secret_wipe(secret, sizeof secret);
    if (asked == NULL)
        return line_refuse(at->line, field,
                           word(at->line->lang, WORD("är ingen text")));
    return act_tell(at->line, &at->reading, asked, done);
}

static int
set_password(struct account_line *at)
{
    return set_secret(at, "password_set", "password", WORD("Nytt lösenord"),
                      WORD("Lösenordet är satt."));
}

static int
set_pin(struct account_line *at)
{
    return set_secret(at, "pin_set", "pin", WORD("Ny PIN-kod"),
                      WORD("PIN-koden är satt."));
}

static int
make_code(struct account_line *at)
{
    char id[UUID_SIZE];
    json_t *answer = NULL;
    if (find(at, id) != RESULT_OK ||
        act_ask(at->line, &at->reading,
                json_pack("{s:s,s:s}", "do", "reset_code", "account", id),
                &answer) != RESULT_OK)
        return LINE_REFUSED;
    const char *code = json_string_value(json_object_get(answer, "code"));
    if (code != NULL && !at->line->json)
        printf("%s\n", code);
    return act_tell_answer(
        at->line, answer,
        WORD("Koden gäller en gång, i ett dygn. Den skrivs in där man "
             "loggar in."));
}

static const struct {
    const char *name;
    int operands;
    int (*run)(struct account_line *at);
} verbs[] = {{"list", 1, list},
             {"add", 2, add},
             {"close", 2, close_account},
             {"role", 3, set_role},
             {"password", 2, set_password},
             {"pin", 2, set_pin},
             {"reset-code", 2, make_code}};

int
subcommand_account(struct line *line)
{
    struct line_option options[] = {
        {"name", 0, "NAME", WORD("namnet som visas; annars inloggningsnamnet"),
         NULL},
        {"role", 0, "staff|contact|leader|planner|technician",
         WORD("vad kontot får göra; annars staff"), NULL},
        {"staff", 0, "NAME", WORD("vem i personalen kontot är"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct account_line at = {.line = line, .options = options};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 3))
        return LINE_MISUSED;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (!text_equal(verbs[i].name, line->argv[0]))
            continue;
        if (!line_operands(line, verbs[i].operands, verbs[i].operands))
            return LINE_MISUSED;
        if (reading_open(line, &at.reading) != RESULT_OK)
            return LINE_REFUSED;
        end = verbs[i].run(&at);
        reading_close(&at.reading);
        return end;
    }
    return line_misuse(line, line->argv[0],
                       word(line->lang, WORD("det kommandot finns inte")));
}
