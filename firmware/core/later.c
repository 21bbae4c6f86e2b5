/* Commands whose answer waits for a key. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/core/inside.h"

struct later *
later_begin(struct core *core, struct ask *ask)
{
    for (int i = 0; i < HASHER_QUEUE_MAX; i++) {
        struct later *later = &core->door.laters[i];
        if (later->ticket != 0)
            continue;
        *later = (struct later){.ticket = ++core->door.tickets,
                                .command = json_deep_copy(ask->command),
                                .as = ask->as};
        text_copy(later->by, sizeof later->by, ask->account);
        text_copy(later->session, sizeof later->session, ask->session);
        if (later->command != NULL)
            return later;
        later->ticket = 0;
    }
    (void)ask_refuse(ask, RESULT_BUSY, "busy", "",
                     "many want in right now; try again in a moment");
    return NULL;
}

void
later_drop(struct later *later)
{
    json_decref(later->command);
    secret_wipe(later, sizeof *later);
}

static enum result
send(struct core *core, struct ask *ask, struct later *later,
     const char *password, const struct access_key *with, later_fn *then)
{
    later->then = then;
    enum result result = hasher_add(core->door.hasher, later->ticket, password,
                                    with->salt, with->passes, with->memory_kib);
    if (result == RESULT_OK)
        ask->later = later->ticket;
    else
        (void)ask_refuse(ask, result, "invalid", "password", "too long");
    return result;
}

/* Nobody's password takes as long to check as somebody's. */
enum result
later_check(struct core *core, struct ask *ask, struct later *later,
            const char *password, later_fn *then)
{
    if (later->stored.passes == 0) {
        later->stored.passes = SECRET_PASSES;
        later->stored.memory_kib = SECRET_MEMORY_KIB;
    }
    return send(core, ask, later, password, &later->stored, then);
}

enum result
later_make(struct core *core, struct ask *ask, struct later *later,
           const char *password, later_fn *then)
{
    later->made = (struct access_key){.passes = SECRET_PASSES,
                                      .memory_kib = SECRET_MEMORY_KIB};
    secret_salt(later->made.salt);
    return send(core, ask, later, password, &later->made, then);
}

bool
later_matches(const struct later *later)
{
    bool same = secret_equal(later->key, later->stored.key, SECRET_KEY_BYTES);
    return same && later->account[0] != '\0';
}

/* The command once more, as it is now: its session may be over by now. */
static enum result
resume(struct core *core, struct ask *ask, struct later *later)
{
    enum result result = ask_fill(core, ask);
    if (result != RESULT_OK || later->by[0] == '\0')
        return result;
    return door_session(core, ask, ROLES_ALL, true);
}

static struct later *
find_later(struct core *core, uint64_t ticket)
{
    for (int i = 0; i < HASHER_QUEUE_MAX; i++)
        if (core->door.laters[i].ticket == ticket)
            return &core->door.laters[i];
    return NULL;
}

static void
on_key(void *user, uint64_t ticket, enum result result,
       const unsigned char key[SECRET_KEY_BYTES])
{
    struct core *core = user;
    struct later *later = find_later(core, ticket);
    if (later == NULL)
        return;
    struct ask ask = {.command = later->command, .as = later->as};
    memcpy(later->key, key, sizeof later->key);
    memcpy(later->made.key, key, sizeof later->made.key);
    /* Nothing of the disk's is in doubt: core goes on, and says no. */
    if (result != RESULT_OK && ask_fill(core, &ask) == RESULT_OK)
        result = ask_refuse(&ask, RESULT_BUSY, "helper", "",
                            "troskel-pass gave no key: no password can be "
                            "tried or set");
    else if (result == RESULT_OK)
        result = resume(core, &ask, later);
    if (result == RESULT_OK)
        result = later->then(core, &ask, later);
    if (ask.later != 0)
        return; /* another key is on its way */
    json_t *answer = ask_answer(core, &ask, result);
    later_drop(later);
    if (core->door.answered != NULL)
        core->door.answered(core->door.user, ticket, answer);
    else
        json_decref(answer);
}

enum result
door_open(struct core *core)
{
    enum result result = secret_ready();
    return result == RESULT_OK ? hasher_open(&core->door.hasher, on_key, core)
                               : result;
}

void
door_close(struct core *core)
{
    hasher_close(core->door.hasher);
    for (int i = 0; i < HASHER_QUEUE_MAX; i++)
        if (core->door.laters[i].ticket != 0)
            later_drop(&core->door.laters[i]);
    secret_wipe(core->door.first, sizeof core->door.first);
}

void
core_answers(struct core *core, core_answer_fn *answered, void *user)
{
    core->door.answered = answered;
    core->door.user = user;
}

int
core_fd(const struct core *core)
{
    return hasher_fd(core->door.hasher);
}

struct waited {
    uint64_t ticket;
    json_t *answer;
    core_answer_fn *others;
    void *user;
};

static void
take_answer(void *user, uint64_t ticket, json_t *answer)
{
    struct waited *waited = user;
    if (ticket == waited->ticket)
        waited->answer = answer;
    else if (waited->others != NULL)
        waited->others(waited->user, ticket, answer);
    else
        json_decref(answer);
}

json_t *
core_command(struct core *core, const json_t *command, enum event_through as)
{
    struct waited waited = {.others = core->door.answered,
                            .user = core->door.user};
    json_t *answer = core_ask(core, command, as, &waited.ticket);
    if (answer != NULL)
        return answer;
    core_answers(core, take_answer, &waited);
    while (waited.answer == NULL) {
        hasher_turn(core->door.hasher);
        struct pollfd polled = {core_fd(core), POLLIN, 0};
        if (waited.answer == NULL && polled.fd >= 0)
            (void)poll(&polled, 1, 100);
    }
    core_answers(core, waited.others, waited.user);
    return waited.answer;
}
