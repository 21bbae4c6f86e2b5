/*
 * The first account: whoever stands before the box reads a code off its
 * screen, and types it on the staff pages. Single use, ten minutes, and only
 * while nobody can log in as a leader.
 */
#include <string.h>

#include "firmware/access/password.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

enum { CODE_LIVES_MS = 10 * 60 * 1000, WRONG_MAX = 20 };

static enum result
check_none(struct core *core, struct ask *ask)
{
    int leaders = 0;
    enum result result = view_account_count(core->store, ROLE_LEADER, &leaders);
    if (result == RESULT_OK && leaders > 0)
        return ask_refuse(ask, RESULT_ABSENT, "refused", "code",
                          "there is an account already");
    return result;
}

static bool
stands(const struct core *core, struct clock_time now)
{
    return core->door.first[0] != '\0' &&
           now.boot_ms < core->door.first_until_ms &&
           core->door.first_wrong < WRONG_MAX;
}

enum result
rule_first_code(struct core *core, struct ask *ask)
{
    enum result result = check_none(core, ask);
    if (result != RESULT_OK)
        return result;
    if (!stands(core, ask->now)) {
        secret_code(core->door.first);
        core->door.first_until_ms = ask->now.boot_ms + CODE_LIVES_MS;
        core->door.first_wrong = 0;
    }
    ask->extra =
        json_pack("{s:s,s:I}", "code", core->door.first, "left_ms",
                  (json_int_t)(core->door.first_until_ms - ask->now.boot_ms));
    return RESULT_OK;
}

static bool
code_is_right(const struct core *core, const struct ask *ask)
{
    char code[SECRET_CODE_SIZE];
    return stands(core, ask->now) &&
           secret_code_read(code, ask_text(ask, "code")) &&
           secret_text_equal(code, core->door.first);
}

/* The staff, the account, its password, and in. */
static enum result
make_account(struct core *core, struct ask *ask, struct later *later)
{
    const char *name = ask_text(ask, "name");
    const char *lang = ask_text(ask, "lang");
    text_copy(ask->event.who, sizeof ask->event.who, later->account);
    json_t *body = json_pack("{s:s*,s:s*,s:s}", "login", ask_text(ask, "login"),
                             "name", name, "role", role_name(ROLE_LEADER));
    if (lang != NULL)
        json_object_set_new(body, "lang", json_string(lang));
    enum result result =
        ask_append(core, ask, EVENT_STAFF_SAVED, later->account,
                   json_pack("{s:s*}", "name", name));
    if (result != RESULT_OK) {
        json_decref(body);
        return result;
    }
    result = ask_append(core, ask, EVENT_ACCOUNT_SAVED, later->account, body);
    if (result == RESULT_OK)
        result = access_put_key(core->store, later->account, ACCESS_PASSWORD,
                                &later->made);
    if (result == RESULT_OK)
        result = ask_append(core, ask, EVENT_PASSWORD_SET, later->account,
                            json_pack("{s:s}", "how", "first"));
    if (result == RESULT_OK)
        result = door_right(core, ask, later);
    return result == RESULT_OK ? door_let_in(core, ask, later, -1) : result;
}

static enum result
first_made(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = check_none(core, ask);
    if (result != RESULT_OK)
        return result;
    result = store_begin(core->store);
    if (result != RESULT_OK)
        return result;
    if (!code_is_right(core, ask)) {
        core->door.first_wrong++;
        later->account[0] = '\0';
        return door_wrong(core, ask, later);
    }
    result = ask_end(core, ask, make_account(core, ask, later));
    if (result == RESULT_OK)
        secret_wipe(core->door.first, sizeof core->door.first);
    return result;
}

static enum result
wrong_code(struct core *core, struct ask *ask, struct later *later)
{
    core->door.first_wrong++;
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = door_wrong(core, ask, later);
    text_copy(ask->where, sizeof ask->where, "code");
    return result;
}

static enum result
check_fields(struct core *core, struct ask *ask)
{
    static const char *const fields[] = {"code", "name", "login", "password"};
    struct view_centre centre = {.name = ""};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (text_empty(ask_text(ask, fields[i])))
            return ask_refuse(ask, RESULT_INVALID, "invalid", fields[i],
                              "missing");
    enum result result = view_centre(core->store, &centre);
    if (result == RESULT_IO)
        return result;
    const char *const names[] = {ask_text(ask, "login"), ask_text(ask, "name"),
                                 centre.name, NULL};
    return core_new_password(ask, ask_text(ask, "password"), names);
}

enum result
rule_first_account(struct core *core, struct ask *ask)
{
    enum result result = check_none(core, ask);
    if (result == RESULT_OK)
        result = check_fields(core, ask);
    if (result != RESULT_OK)
        return result;
    struct later *later = later_begin(core, ask);
    if (later == NULL)
        return RESULT_BUSY;
    result = door_may_try(core, ask, later, "first", "");
    if (result == RESULT_OK && !code_is_right(core, ask))
        result = wrong_code(core, ask, later);
    if (result == RESULT_OK) {
        uuid_make(later->account, ask->now.utc_ms);
        result =
            later_make(core, ask, later, ask_text(ask, "password"), first_made);
    }
    if (result != RESULT_OK)
        later_drop(later);
    return result;
}
