#include "firmware/command/supervise.h"

#include <assert.h>

void
supervise_init(struct supervise *supervise, int count, int64_t now_ms)
{
    assert(count >= 0 && count <= SUPERVISE_MAX);
    *supervise = (struct supervise){.count = count};
    for (int i = 0; i < count; i++)
        supervise->children[i].due_ms = now_ms;
}

int
supervise_due(const struct supervise *supervise, int64_t now_ms)
{
    for (int i = 0; i < supervise->count; i++)
        if (!supervise->children[i].alive &&
            supervise->children[i].due_ms <= now_ms)
            return i;
    return -1;
}

int64_t
supervise_next(const struct supervise *supervise)
{
    int64_t next = -1;
    for (int i = 0; i < supervise->count; i++) {
        const struct supervise_child *child = &supervise->children[i];
        if (!child->alive && (next < 0 || child->due_ms < next))
            next = child->due_ms;
    }
    return next;
}

void
supervise_started(struct supervise *supervise, int child, int64_t now_ms)
{
    supervise->children[child].alive = true;
    supervise->children[child].since_ms = now_ms;
}

void
supervise_died(struct supervise *supervise, int at, int64_t now_ms)
{
    struct supervise_child *child = &supervise->children[at];
    if (child->alive && now_ms - child->since_ms >= SUPERVISE_WELL_MS)
        child->wait_ms = 0;
    child->wait_ms =
        child->wait_ms == 0 ? SUPERVISE_WAIT_MS : child->wait_ms * 2;
    if (child->wait_ms > SUPERVISE_WAIT_MAX_MS)
        child->wait_ms = SUPERVISE_WAIT_MAX_MS;
    child->alive = false;
    child->deaths++;
    child->due_ms = now_ms + child->wait_ms;
}

int
supervise_alive(const struct supervise *supervise)
{
    int alive = 0;
    for (int i = 0; i < supervise->count; i++)
        alive += supervise->children[i].alive;
    return alive;
}
