/* Who gets in: sessions, and what is counted of those who do not. */
#include <stdlib.h>
#include <string.h>

#include "firmware/access/password.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"

static enum result
no_session(struct ask *ask)
{
    return ask_refuse(ask, RESULT_INVALID, "refused", "session",
                      "no such session, or it is over");
}

enum result
door_session(struct core *core, struct ask *ask, unsigned roles,
             bool locked_too)
{
    struct view_session life = {.locked = true};
    struct view_account account;
    const char *token = ask_text(ask, "session");
    if (token == NULL || strlen(token) != SECRET_TOKEN_SIZE - 1)
        return no_session(ask);
    secret_hash(ask->session, "session", token);
    enum result result =
        access_session(core->store, ask->session, &ask->opened);
    if (result == RESULT_OK)
        result = view_account(core->store, ask->opened.account, &account);
    if (result == RESULT_IO)
        return result;
    /* A program that the pages start carries the session of whoever asked. */
    bool here = ask->opened.through == ask->as || ask->as == THROUGH_COMMAND;
    if (result != RESULT_OK || account.closed || !here ||
        !view_session_lives(&ask->opened, clock_boot_id(core->clock), ask->now,
                            &life))
        return no_session(ask);
    if (!(account.role & roles))
        return ask_refuse(ask, RESULT_INVALID, "refused", "role",
                          "not for this role to ask");
    if (life.locked && !locked_too)
        return ask_refuse(ask, RESULT_INVALID, "locked", "session",
                          "nobody touched it for a while; open it again");
    text_copy(ask->account, sizeof ask->account, account.id);
    text_copy(ask->event.who, sizeof ask->event.who, account.id);
    ask->role = account.role;
    return RESULT_OK;
}

/* A locked one stays locked: only the password opens it. */
void
door_used(struct core *core, const struct ask *ask)
{
    struct view_session life = {.locked = true};
    if (ask->session[0] == '\0' ||
        !view_session_lives(&ask->opened, clock_boot_id(core->clock), ask->now,
                            &life) ||
        life.locked || life.unused_ms < SESSION_USE_EVERY_MS / 4)
        return;
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result =
            access_use_session(core->store, ask->session, ask->now.boot_ms);
    if (result == RESULT_OK)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    if (result != RESULT_OK)
        log_warn("a session's use was not noted");
}

static void
find_source(const struct ask *ask, char out[ACCESS_SOURCE_SIZE])
{
    if (ask->as == THROUGH_KIOSK)
        text_copy(out, ACCESS_SOURCE_SIZE, "kiosk");
    else if (ask->as == THROUGH_COMMAND)
        text_copy(out, ACCESS_SOURCE_SIZE, "box");
    else if (ask->session[0] != '\0')
        text_copy(out, ACCESS_SOURCE_SIZE, ask->opened.source);
    else
        throttle_source(out, ACCESS_SOURCE_SIZE, ask_text(ask, "from"));
}

static enum result
read_pair(struct core *core, const struct later *later, struct throttle *pair,
          struct access_guess *guess)
{
    enum result result =
        access_guess(core->store, later->guess, later->source, guess);
    *pair = (struct throttle){
        .fails = guess->fails,
        .at_utc_ms = guess->at,
        .at_boot_ms = guess->up,
        .sure = guess->sure,
        .this_boot = text_equal(guess->boot, clock_boot_id(core->clock))};
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

static enum result
must_wait(struct ask *ask, int64_t wait_ms)
{
    if (ask->extra == NULL)
        ask->extra = json_object();
    json_object_set_new(ask->extra, "wait_ms", json_integer(wait_ms));
    return ask_refuse(ask, RESULT_BUSY, "locked", "password",
                      "too many wrong guesses from here; wait a while");
}

/* One at a time for each pair, or eight guesses would go as one. */
static bool
is_trying(const struct core *core, const struct later *later)
{
    for (int i = 0; i < HASHER_QUEUE_MAX; i++) {
        const struct later *other = &core->door.laters[i];
        if (other != later && other->ticket != 0 &&
            text_equal(other->guess, later->guess) &&
            text_equal(other->source, later->source))
            return true;
    }
    return false;
}

enum result
door_may_try(struct core *core, struct ask *ask, struct later *later,
             const char *what, const char *name)
{
    char folded[VIEW_NAME_SIZE];
    struct throttle pair;
    struct access_guess guess;
    text_fold(folded, sizeof folded, name);
    text_trim(folded);
    secret_hash(later->guess, what, folded);
    find_source(ask, later->source);
    enum result result = read_pair(core, later, &pair, &guess);
    if (result != RESULT_OK)
        return result;
    int64_t wait_ms = throttle_wait_ms(&pair, ask->now);
    if (wait_ms > 0)
        return must_wait(ask, wait_ms);
    bool known = ask->as != THROUGH_STAFF ||
                 access_source_is_good(core->store, later->source);
    bool let =
        known ? throttle_take(&core->door.known, ask->now,
                              THROTTLE_KNOWN_PER_MIN, THROTTLE_BURST)
              : throttle_take(&core->door.unknown, ask->now,
                              THROTTLE_ALL_PER_MIN - THROTTLE_KNOWN_PER_MIN,
                              THROTTLE_BURST);
    if (!let || is_trying(core, later))
        return ask_refuse(ask, RESULT_BUSY, "busy", "",
                          "many want in right now; try again in a moment");
    return RESULT_OK;
}

static enum result
put_pair(struct core *core, const struct ask *ask, const struct later *later,
         struct access_guess *guess)
{
    guess->at = ask->now.utc_ms;
    guess->up = ask->now.boot_ms;
    guess->sure = ask->now.quality != CLOCK_UNSURE;
    text_copy(guess->boot, sizeof guess->boot, clock_boot_id(core->clock));
    return access_put_guess(core->store, later->guess, later->source, guess);
}

/* A row of wrong guesses is said by its 1st, 2nd, 5th, 10th …: whoever tries
 * all day does not fill the log. */
static enum result
say_wrong(struct core *core, struct ask *ask, const struct later *later,
          int fails)
{
    if (!throttle_says(fails))
        return RESULT_OK;
    return ask_append(
        core, ask, EVENT_LOGIN_REFUSED, later->account,
        json_pack("{s:s,s:i}", "from", later->source, "times", fails));
}

enum result
door_wrong(struct core *core, struct ask *ask, const struct later *later)
{
    struct throttle pair;
    struct access_guess guess;
    enum result result = read_pair(core, later, &pair, &guess);
    guess.fails = throttle_fails(&pair, ask->now) + 1;
    if (result == RESULT_OK)
        result = put_pair(core, ask, later, &guess);
    if (result == RESULT_OK)
        result = say_wrong(core, ask, later, guess.fails);
    result = ask_end(core, ask, result);
    if (result != RESULT_OK)
        return result;
    if (guess.fails >= THROTTLE_TRIES)
        return must_wait(ask, THROTTLE_WAIT_MS);
    return ask_refuse(ask, RESULT_INVALID, "refused", "password",
                      "the name or the password is another one");
}

enum result
door_right(struct core *core, struct ask *ask, const struct later *later)
{
    struct throttle pair;
    struct access_guess guess;
    enum result result = read_pair(core, later, &pair, &guess);
    if (result != RESULT_OK || (guess.good && guess.fails == 0))
        return result;
    guess.good = true;
    guess.fails = 0;
    return put_pair(core, ask, later, &guess);
}

enum result
door_let_in(struct core *core, struct ask *ask, const struct later *later,
            int64_t since)
{
    char token[SECRET_TOKEN_SIZE];
    struct access_session session = {.through = ask->as,
                                     .at = ask->now.utc_ms,
                                     .up = since < 0 ? ask->now.boot_ms : since,
                                     .used = ask->now.boot_ms};
    secret_token(token);
    secret_hash(session.hash, "session", token);
    text_copy(session.account, sizeof session.account, later->account);
    text_copy(session.source, sizeof session.source, later->source);
    text_copy(session.boot, sizeof session.boot, clock_boot_id(core->clock));
    enum result result = access_sweep_sessions(
        core->store, session.boot, ask->now.boot_ms - SESSION_MOST_MS);
    if (result == RESULT_OK)
        result = access_put_session(core->store, &session);
    if (result != RESULT_OK)
        return result;
    if (ask->extra == NULL)
        ask->extra = json_object();
    json_object_set_new(ask->extra, "session", json_string(token));
    json_object_set_new(ask->extra, "account", json_string(later->account));
    secret_wipe(token, sizeof token);
    text_copy(ask->event.who, sizeof ask->event.who, later->account);
    return ask_append(core, ask, EVENT_LOGIN, later->account,
                      json_pack("{s:s}", "from", later->source));
}
