/* Coming in, and the passwords and PINs one comes in with. */
#include <string.h>

#include "firmware/access/password.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* The field's text, or a refusal that names it. */
static const char *
need(struct ask *ask, const char *field)
{
    const char *text = ask_text(ask, field);
    if (text_empty(text))
        (void)ask_refuse(ask, RESULT_INVALID, "invalid", field, "missing");
    return text_empty(text) ? NULL : text;
}

/* Lets go of the place when nothing is on its way. */
static enum result
settle(struct later *later, enum result result)
{
    if (result != RESULT_OK)
        later_drop(later);
    return result;
}

/* Whose password is tried; nobody's (closed, or none set) is tried too. */
static enum result
find_key(struct core *core, struct later *later, const char *account,
         enum access_kind kind)
{
    struct view_account found;
    enum result result = view_account(core->store, account, &found);
    if (result == RESULT_OK && found.closed)
        result = RESULT_ABSENT;
    if (result == RESULT_OK)
        result = access_key(core->store, account, kind, &later->stored);
    if (result == RESULT_OK)
        text_copy(later->account, sizeof later->account, account);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

/* --- in ----------------------------------------------------------------- */

static enum result
open_session(struct core *core, struct ask *ask, const struct later *later,
             int64_t since)
{
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    if (!later_matches(later))
        return door_wrong(core, ask, later);
    result = door_right(core, ask, later);
    if (result == RESULT_OK && since >= 0)
        result = access_drop_session(core->store, later->session);
    if (result == RESULT_OK)
        result = door_let_in(core, ask, later, since);
    return ask_end(core, ask, result);
}

static enum result
logged_in(struct core *core, struct ask *ask, struct later *later)
{
    return open_session(core, ask, later, -1);
}

enum result
rule_login(struct core *core, struct ask *ask)
{
    char id[UUID_SIZE] = "";
    const char *name = need(ask, "name");
    const char *password = name == NULL ? NULL : need(ask, "password");
    if (password == NULL)
        return RESULT_INVALID;
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    enum result result = door_may_try(core, ask, later, "name", name);
    if (result == RESULT_OK)
        result = view_find_account(core->store, name, id);
    if (result == RESULT_OK || result == RESULT_ABSENT)
        result = find_key(core, later, id, ACCESS_PASSWORD);
    if (result == RESULT_OK)
        result = later_check(core, ask, later, password, logged_in);
    return settle(later, result);
}

enum result
rule_pin_login(struct core *core, struct ask *ask)
{
    const char *account = need(ask, "account");
    const char *pin = account == NULL ? NULL : need(ask, "pin");
    if (pin == NULL)
        return RESULT_INVALID;
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    enum result result = door_may_try(core, ask, later, "pin", account);
    if (result == RESULT_OK)
        result = find_key(core, later, account, ACCESS_PIN);
    if (result == RESULT_OK)
        result = later_check(core, ask, later, pin, logged_in);
    return settle(later, result);
}

/* The new token lives no longer than the old one would have. */
static enum result
unlocked(struct core *core, struct ask *ask, struct later *later)
{
    return open_session(core, ask, later, ask->opened.up);
}

enum result
rule_unlock(struct core *core, struct ask *ask)
{
    struct view_account account;
    bool by_pin = !text_empty(ask_text(ask, "pin"));
    const char *secret = need(ask, by_pin ? "pin" : "password");
    if (secret == NULL)
        return RESULT_INVALID;
    enum result result = view_account(core->store, ask->account, &account);
    if (result != RESULT_OK)
        return result;
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    result = by_pin ? door_may_try(core, ask, later, "pin", account.id)
                    : door_may_try(core, ask, later, "name", account.login);
    if (result == RESULT_OK)
        result = find_key(core, later, account.id,
                          by_pin ? ACCESS_PIN : ACCESS_PASSWORD);
    if (result == RESULT_OK)
        result = later_check(core, ask, later, secret, unlocked);
    return settle(later, result);
}

/* --- new passwords ------------------------------------------------------- */

static enum result
refuse_verdict(struct ask *ask, const char *where,
               enum password_verdict verdict)
{
    static const char *const words[] = {[PASSWORD_SHORT] = "short",
                                        [PASSWORD_LONG] = "long",
                                        [PASSWORD_COMMON] = "common",
                                        [PASSWORD_NAME] = "name"};
    ask->extra = json_pack("{s:s}", "verdict", words[verdict]);
    return ask_refuse(ask, RESULT_INVALID, "invalid", where,
                      password_verdict_says(verdict));
}

enum result
core_new_password(struct ask *ask, const char *password,
                  const char *const *names)
{
    enum password_verdict verdict = password_check(password, names);
    return verdict == PASSWORD_TAKEN ? RESULT_OK
                                     : refuse_verdict(ask, "password", verdict);
}

static enum result
check_new(struct core *core, struct ask *ask, const char *login,
          const char *name)
{
    struct view_centre centre = {.name = ""};
    const char *password = need(ask, "password");
    if (password == NULL)
        return RESULT_INVALID;
    enum result result = view_centre(core->store, &centre);
    if (result == RESULT_IO)
        return result;
    const char *const names[] = {login, name, centre.name, NULL};
    return core_new_password(ask, password, names);
}

/* Inside a transaction: the new key; every other session of theirs is over,
 * and a code that was given is used. */
static enum result
take_key(struct core *core, struct ask *ask, const struct later *later,
         const char *how)
{
    enum result result = access_put_key(core->store, later->account,
                                        ACCESS_PASSWORD, &later->made);
    if (result == RESULT_OK)
        result = access_drop_code(core->store, later->account);
    if (result == RESULT_OK)
        result = access_drop_sessions(
            core->store, later->account,
            text_equal(later->by, later->account) ? later->session : NULL);
    if (result == RESULT_OK)
        result = ask_append(core, ask, EVENT_PASSWORD_SET, later->account,
                            json_pack("{s:s}", "how", how));
    return result;
}

static enum result
own_made(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = take_key(core, ask, later, "own");
    return ask_end(core, ask, result);
}

static enum result
old_checked(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    if (!later_matches(later)) {
        result = door_wrong(core, ask, later);
        text_copy(ask->where, sizeof ask->where, "old");
        return result;
    }
    result = ask_end(core, ask, door_right(core, ask, later));
    if (result == RESULT_OK)
        result =
            later_make(core, ask, later, ask_text(ask, "password"), own_made);
    return result;
}

static enum result
set_own(struct core *core, struct ask *ask, const struct view_account *account)
{
    const char *old = need(ask, "old");
    if (old == NULL)
        return RESULT_INVALID;
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    enum result result = door_may_try(core, ask, later, "name", account->login);
    if (result == RESULT_OK)
        result = find_key(core, later, account->id, ACCESS_PASSWORD);
    if (result == RESULT_OK)
        result = later_check(core, ask, later, old, old_checked);
    return settle(later, result);
}

static enum result
others_made(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = take_key(core, ask, later,
                          ask->as == THROUGH_COMMAND ? "box" : "leader");
    return ask_end(core, ask, result);
}

static enum result
set_others(struct core *core, struct ask *ask,
           const struct view_account *account)
{
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    text_copy(later->account, sizeof later->account, account->id);
    return settle(later, later_make(core, ask, later, ask_text(ask, "password"),
                                    others_made));
}

/* Own: with the old one. Somebody else's: a leader, or at the box. */
enum result
rule_password_set(struct core *core, struct ask *ask)
{
    struct view_account account;
    const char *whose = ask_text(ask, "account");
    bool own = ask->account[0] != '\0' &&
               (text_empty(whose) || text_equal(whose, ask->account));
    if (!own && ask->account[0] != '\0' && ask->role != ROLE_LEADER)
        return ask_refuse(ask, RESULT_INVALID, "refused", "role",
                          "only a leader sets somebody else's");
    if (!own && (whose = need(ask, "account")) == NULL)
        return RESULT_INVALID;
    enum result result =
        view_account(core->store, own ? ask->account : whose, &account);
    if (result == RESULT_ABSENT || (result == RESULT_OK && account.closed))
        return ask_refuse(ask, RESULT_ABSENT, "absent", "account",
                          "there is no such account");
    if (result == RESULT_OK)
        result = check_new(core, ask, account.login, account.name);
    if (result != RESULT_OK)
        return result;
    return own ? set_own(core, ask, &account) : set_others(core, ask, &account);
}

/* --- with a code ---------------------------------------------------------- */

enum { CODE_LIVES_MS = 24 * 3600 * 1000 };

/* Across a restart it takes a sure clock to say that it is still young. */
static bool
is_young(const struct core *core, const struct ask *ask,
         const struct access_code *code)
{
    if (text_equal(code->boot, clock_boot_id(core->clock)))
        return ask->now.boot_ms - code->up < CODE_LIVES_MS;
    return ask->now.quality != CLOCK_UNSURE && ask->now.utc_ms >= code->at &&
           ask->now.utc_ms - code->at < CODE_LIVES_MS;
}

static bool
code_is_right(struct core *core, const struct ask *ask, const char *account,
              const char *typed)
{
    char code[SECRET_CODE_SIZE];
    char hash[SECRET_HASH_SIZE];
    struct access_code stored;
    if (!secret_code_read(code, typed) ||
        access_code(core->store, account, &stored) != RESULT_OK)
        return false;
    secret_hash(hash, "code", code);
    return is_young(core, ask, &stored) && secret_text_equal(hash, stored.hash);
}

/* The code again: it may have been used, or taken back, meanwhile. */
static enum result
reset_made(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    if (!code_is_right(core, ask, later->account, ask_text(ask, "code")))
        return door_wrong(core, ask, later);
    result = take_key(core, ask, later, "code");
    if (result == RESULT_OK)
        result = door_right(core, ask, later);
    if (result == RESULT_OK)
        result = door_let_in(core, ask, later, -1);
    return ask_end(core, ask, result);
}

static enum result
wrong_code(struct core *core, struct ask *ask, const struct later *later)
{
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = door_wrong(core, ask, later);
    text_copy(ask->where, sizeof ask->where, "code");
    return result;
}

enum result
rule_password_reset(struct core *core, struct ask *ask)
{
    struct view_account account = {.closed = true};
    char id[UUID_SIZE] = "";
    const char *name = need(ask, "name");
    const char *code = name == NULL ? NULL : need(ask, "code");
    if (code == NULL || need(ask, "password") == NULL)
        return RESULT_INVALID;
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    enum result result = door_may_try(core, ask, later, "name", name);
    if (result != RESULT_OK)
        return settle(later, result);
    if (view_find_account(core->store, name, id) == RESULT_OK &&
        view_account(core->store, id, &account) == RESULT_OK && !account.closed)
        text_copy(later->account, sizeof later->account, id);
    if (later->account[0] == '\0' || !code_is_right(core, ask, id, code))
        return settle(later, wrong_code(core, ask, later));
    result = check_new(core, ask, account.login, account.name);
    if (result == RESULT_OK)
        result =
            later_make(core, ask, later, ask_text(ask, "password"), reset_made);
    return settle(later, result);
}

/* --- PIN -------------------------------------------------------------------- */

static enum result
pin_made(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = access_put_key(core->store, later->account, ACCESS_PIN,
                                &later->made);
    if (result == RESULT_OK)
        result = ask_append(core, ask, EVENT_PIN_SET, later->account, NULL);
    return ask_end(core, ask, result);
}

static enum result
pin_proved(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    if (!later_matches(later))
        return door_wrong(core, ask, later);
    result = ask_end(core, ask, door_right(core, ask, later));
    if (result == RESULT_OK)
        result = later_make(core, ask, later, ask_text(ask, "pin"), pin_made);
    return result;
}

/* A PIN is set with the password; at the box (`account`) without. */
enum result
rule_pin_set(struct core *core, struct ask *ask)
{
    struct view_account account;
    bool box = ask->account[0] == '\0';
    const char *pin = need(ask, "pin");
    const char *whose = box ? need(ask, "account") : ask->account;
    const char *password = box ? "" : need(ask, "password");
    if (pin == NULL || whose == NULL || password == NULL)
        return RESULT_INVALID;
    enum password_verdict verdict = pin_check(pin);
    if (verdict != PASSWORD_TAKEN)
        return refuse_verdict(ask, "pin", verdict);
    enum result result = view_account(core->store, whose, &account);
    if (result == RESULT_ABSENT || (result == RESULT_OK && account.closed))
        return ask_refuse(ask, RESULT_ABSENT, "absent", "account",
                          "there is no such account");
    struct later *later = result == RESULT_OK ? later_begin(core, ask) : NULL;
    if (later == NULL)
        return result == RESULT_OK ? RESULT_BUSY : result;
    text_copy(later->account, sizeof later->account, account.id);
    if (box)
        return settle(later, later_make(core, ask, later, pin, pin_made));
    result = door_may_try(core, ask, later, "name", account.login);
    if (result == RESULT_OK)
        result = find_key(core, later, account.id, ACCESS_PASSWORD);
    if (result == RESULT_OK)
        result = later_check(core, ask, later, password, pin_proved);
    return settle(later, result);
}
