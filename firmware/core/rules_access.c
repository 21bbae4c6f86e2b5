/* Accounts and sessions, and who looked at whom. */
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum { LOOK_AGAIN_MS = 15 * 60 * 1000 };

static enum result
find_account(struct core *core, struct ask *ask, struct view_account *account)
{
    const char *id = ask_text(ask, "account");
    enum result result =
        view_account(core->store, id == NULL ? "" : id, account);
    if (result == RESULT_ABSENT)
        return ask_refuse(ask, result, "absent", "account",
                          "there is no such account");
    if (result == RESULT_OK)
        text_copy(ask->event.about, sizeof ask->event.about, account->id);
    return result;
}

/* Somebody must be left who can give out accounts. At the box a technician
 * may close anybody's. */
static enum result
check_last_leader(struct core *core, struct ask *ask,
                  const struct view_account *account)
{
    int leaders = 0;
    if (ask->as == THROUGH_COMMAND || account->closed ||
        account->role != ROLE_LEADER || !account->has_password)
        return RESULT_OK;
    enum result result = view_account_count(core->store, ROLE_LEADER, &leaders);
    if (result == RESULT_OK && leaders < 2)
        return ask_refuse(ask, RESULT_INVALID, "refused", "role",
                          "this is the only leader's account");
    return result;
}

static json_t *
account_body(const struct ask *ask)
{
    static const char *const fields[] = {"login", "name", "role", "lang",
                                         "groups"};
    json_t *body = json_object();
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        json_t *value = json_object_get(ask->command, fields[i]);
        if (value != NULL && !json_is_null(value))
            json_object_set(body, fields[i], value);
    }
    return body;
}

/* Who meets people is one of the staff: shown at the kiosk, named in "Maria is
 * coming". */
static enum result
make_staff(struct core *core, struct ask *ask, const char *id)
{
    char found[UUID_SIZE];
    const char *name = ask_text(ask, "name");
    if (!(role_parse(ask_text(ask, "role")) & (unsigned)ROLES_CARE) ||
        view_find_staff(core->store, id, found) == RESULT_OK)
        return RESULT_OK;
    return ask_append(core, ask, EVENT_STAFF_SAVED, id,
                      json_pack("{s:s*}", "name", name));
}

/* `account`: which; left out: a new one, of the staff `staff` if that is
 * given. */
static enum result
which_account(struct core *core, struct ask *ask, struct view_account *before)
{
    char staff[UUID_SIZE] = "";
    unsigned char bytes[UUID_BYTES];
    const char *of = ask_text(ask, "staff");
    *before = (struct view_account){.role = ROLE_NONE};
    if (!text_empty(ask_text(ask, "account")))
        return find_account(core, ask, before);
    if (text_empty(of)) {
        uuid_make(ask->event.about, ask->now.utc_ms);
        return RESULT_OK;
    }
    if (!uuid_parse(of, bytes) ||
        view_find_staff(core->store, of, staff) != RESULT_OK)
        return ask_refuse(ask, RESULT_ABSENT, "absent", "staff",
                          "nobody of the staff has this id");
    if (view_account(core->store, staff, before) == RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "refused", "staff",
                          "has an account already");
    text_copy(ask->event.about, sizeof ask->event.about, staff);
    return RESULT_OK;
}

enum result
rule_account_save(struct core *core, struct ask *ask)
{
    struct view_account before;
    enum role role = role_parse(ask_text(ask, "role"));
    if (role == ROLE_NONE)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "role",
                          "no such role");
    enum result result = which_account(core, ask, &before);
    if (result == RESULT_OK && role != ROLE_LEADER)
        result = check_last_leader(core, ask, &before);
    if (result == RESULT_OK)
        result = make_staff(core, ask, ask->event.about);
    /* Another role begins with another session. */
    if (result == RESULT_OK && before.role != role)
        result = access_drop_sessions(core->store, ask->event.about, NULL);
    ask->event.body = account_body(ask);
    ask->extra = json_pack("{s:s}", "account", ask->event.about);
    return result;
}

/* The rest of one's account stays as the leader wrote it. `lang` empty: the
 * house's. */
enum result
rule_own_lang(struct core *core, struct ask *ask)
{
    struct view_account own;
    const char *lang = ask_text(ask, "lang");
    if (ask->account[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "session", "missing");
    enum result result = view_account(core->store, ask->account, &own);
    if (result != RESULT_OK)
        return result;
    json_t *groups = json_array();
    for (int i = 0; i < own.group_count; i++)
        json_array_append_new(groups, json_string(own.groups[i]));
    text_copy(ask->event.about, sizeof ask->event.about, own.id);
    ask->already = text_equal(own.lang, lang == NULL ? "" : lang);
    ask->event.body =
        json_pack("{s:s,s:s,s:s,s:o}", "login", own.login, "name", own.name,
                  "role", role_name(own.role), "groups", groups);
    if (!text_empty(lang))
        json_object_set_new(ask->event.body, "lang", json_string(lang));
    return RESULT_OK;
}

enum result
rule_account_close(struct core *core, struct ask *ask)
{
    struct view_account account;
    enum result result = find_account(core, ask, &account);
    if (result == RESULT_OK)
        result = check_last_leader(core, ask, &account);
    if (result != RESULT_OK)
        return result;
    ask->already = account.closed;
    result = access_drop_sessions(core->store, account.id, NULL);
    if (result == RESULT_OK)
        result = access_drop_keys(core->store, account.id);
    if (result == RESULT_OK)
        result = access_drop_code(core->store, account.id);
    return result;
}

enum result
rule_reset_code(struct core *core, struct ask *ask)
{
    char text[SECRET_CODE_SIZE];
    struct access_code code = {.at = ask->now.utc_ms, .up = ask->now.boot_ms};
    struct view_account account;
    enum result result = find_account(core, ask, &account);
    if (result == RESULT_OK && account.closed)
        result = ask_refuse(ask, RESULT_INVALID, "refused", "account",
                            "this account is closed");
    if (result != RESULT_OK)
        return result;
    secret_code(text);
    secret_hash(code.hash, "code", text);
    text_copy(code.boot, sizeof code.boot, clock_boot_id(core->clock));
    ask->extra = json_pack("{s:s}", "code", text);
    secret_wipe(text, sizeof text);
    return access_put_code(core->store, account.id, &code);
}

/* Own ones but this; somebody's all, by a leader; or one of either. */
enum result
rule_end_sessions(struct core *core, struct ask *ask)
{
    struct access_session one;
    const char *whose = ask_text(ask, "account");
    const char *hash = ask_text(ask, "hash");
    if (text_empty(whose))
        whose = ask->account;
    if (whose[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "account", "missing");
    if (ask->account[0] != '\0' && !text_equal(whose, ask->account) &&
        ask->role != ROLE_LEADER)
        return ask_refuse(ask, RESULT_INVALID, "refused", "role",
                          "only a leader ends somebody else's");
    text_copy(ask->event.about, sizeof ask->event.about, whose);
    if (text_empty(hash))
        return access_drop_sessions(
            core->store, whose, ask->session[0] != '\0' ? ask->session : NULL);
    enum result result = access_session(core->store, hash, &one);
    if (result == RESULT_ABSENT ||
        (result == RESULT_OK && !text_equal(one.account, whose))) {
        ask->already = true; /* it is over */
        return RESULT_OK;
    }
    return result == RESULT_OK ? access_drop_session(core->store, hash)
                               : result;
}

enum result
rule_logout(struct core *core, struct ask *ask)
{
    text_copy(ask->event.about, sizeof ask->event.about, ask->account);
    return access_drop_session(core->store, ask->session);
}

/* Somebody uses the page; door_used notes it. */
enum result
rule_use(struct core *core, struct ask *ask)
{
    (void)core, (void)ask;
    return RESULT_OK;
}

/* Who reads a person's page. The same page within a quarter of an hour is
 * the same look. */
enum result
rule_looked(struct core *core, struct ask *ask)
{
    struct view_brief person;
    const char *what = ask_text(ask, "what");
    enum result result = ask_person(core, ask, &person);
    if (result != RESULT_OK)
        return result;
    if (ask->event.who[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "who",
                          "who looks is missing");
    if (text_empty(what))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "what", "missing");
    struct view_last_look last = {.who = ask->event.who,
                                  .person = person.id,
                                  .what = what,
                                  .boot_id = clock_boot_id(core->clock)};
    result = view_last_look(core->store, &last);
    ask->already =
        result == RESULT_OK && ask->now.boot_ms - last.boot_ms < LOOK_AGAIN_MS;
    ask->event.body = json_pack("{s:s}", "what", what);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

/* A page was given a signal's card with what helps whoever pressed. It is
 * noted once for each signal and account, and is everybody's as the signal
 * is; the page waits for none of it. */
enum result
rule_card_shown(struct core *core, struct ask *ask)
{
    struct view_signal signal;
    enum result result = ask_signal(core, ask, &signal);
    if (result != RESULT_OK)
        return result;
    if (signal.about[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "refused", "signal",
                          "who it is about is not known");
    struct view_last_look last = {.who = ask->event.who,
                                  .person = signal.about,
                                  .what = "signal",
                                  .boot_id = clock_boot_id(core->clock)};
    int64_t since = signal.this_boot ? signal.raised_boot_ms
                                     : ask->now.boot_ms - LOOK_AGAIN_MS;
    text_copy(ask->event.about, sizeof ask->event.about, signal.about);
    ask->event.body = json_pack("{s:s}", "what", last.what);
    result = view_last_look(core->store, &last);
    ask->already = result == RESULT_OK && last.boot_ms >= since;
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

enum result
rule_reviewed(struct core *core, struct ask *ask)
{
    int32_t day = 0;
    const char *month = ask_text(ask, "month");
    const char *note = ask_text(ask, "note");
    json_t *sample = json_object_get(ask->command, "sample");
    json_t *looks = json_object_get(ask->command, "looks");
    (void)core;
    if (civil_parse_date(month, &day) != RESULT_OK)
        return ask_refuse(ask, RESULT_INVALID, "invalid", "month",
                          "not a date like 2026-11-01");
    ask->event.body = json_pack("{s:s,s:O*,s:O*}", "month", month, "looks",
                                looks, "sample", sample);
    if (!text_empty(note))
        json_object_set_new(ask->event.body, "note", json_string(note));
    return RESULT_OK;
}
