#include "tests/bench/gen_core.h"

#include "firmware/base/civil.h"
#include "firmware/core/inside.h"

struct asking {
    struct clock *clock;
    struct core *core;
};

static const char *
name_of(enum event_kind kind)
{
    return kind == EVENT_ARRIVED ? "arrive"
           : kind == EVENT_LEFT  ? "leave"
                                 : "done";
}

static enum result
ask(void *user, enum event_kind kind, const char *about, int64_t utc_ms,
    json_t *body)
{
    struct asking *asking = user;
    enum result result =
        clock_test_set(asking->clock, utc_ms, true, CLOCK_SYNCED);
    if (result == RESULT_OK && kind == EVENT_NONE)
        (void)core_turn(asking->core, clock_now(asking->clock));
    if (result != RESULT_OK || kind == EVENT_NONE)
        return result;
    json_t *command =
        json_pack("{s:s,s:s}", "do", name_of(kind), "about", about);
    if (body != NULL)
        (void)json_object_update(command, body);
    json_t *answer = core_command(asking->core, command, THROUGH_KIOSK);
    bool ok = json_is_true(json_object_get(answer, "ok")) &&
              json_object_get(answer, "repeated") == NULL;
    json_decref(answer);
    json_decref(command);
    json_decref(body);
    return ok ? RESULT_OK : RESULT_INVALID;
}

static enum result
make_people(const struct folder *folder, const struct gen_plan *plan)
{
    struct store *store = NULL;
    enum result result = store_open(&store, folder, STORE_CREATE);
    if (result == RESULT_OK)
        result = gen_people(store, plan);
    store_close(store);
    return result;
}

enum result
gen_by_commands(const char *dir, const struct gen_plan *plan)
{
    struct folder folder;
    struct asking asking = {NULL, NULL};
    enum result result = folder_make(dir, true);
    if (result == RESULT_OK)
        result = folder_open(&folder, dir);
    if (result == RESULT_OK)
        result = make_people(&folder, plan);
    if (result == RESULT_OK)
        result = clock_open(&asking.clock, folder.path);
    /* Core takes no hour that lies behind the log. */
    if (result == RESULT_OK)
        result = clock_test_set(
            asking.clock,
            civil_to_utc(plan->last_day - plan->years * 365, 60, NULL), true,
            CLOCK_SYNCED);
    if (result == RESULT_OK)
        result = core_open(&asking.core, &folder, asking.clock);
    if (result == RESULT_OK)
        result = gen_days(plan, ask, &asking);
    core_close(asking.core);
    clock_close(asking.clock);
    return result;
}
