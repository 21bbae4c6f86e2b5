#include "firmware/button/keys.h"

#include <poll.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

static struct clock_time
now_of(const struct keys *keys)
{
    return clock_now(keys->loop->clock);
}

static void
drop_client(struct keys *keys, int fd)
{
    for (int i = 0; i < KEYS_BUTTONS_MAX; i++) {
        if (keys->holder[i] != fd)
            continue;
        keys->holder[i] = -1;
        (void)press_edge(&keys->presses[i], false, now_of(keys).boot_ms);
    }
    for (int i = 0; i < KEYS_CLIENTS_MAX; i++)
        if (keys->clients[i] == fd)
            keys->clients[i] = -1;
    loop_remove(keys->loop, fd);
    close(fd);
}

/* Feeds one edge; *pressed says whether it told a press, now durable. */
static enum result
take_edge(struct keys *keys, int fd, int button, bool down, bool *pressed)
{
    struct press *press = &keys->presses[button];
    int64_t now_ms = now_of(keys).boot_ms;
    (void)press_advance(press, now_ms);
    /* An up without a down is a script's slip, not a lost edge. */
    if (!down && !press->down)
        return RESULT_OK;
    keys->holder[button] = down ? fd : -1;
    *pressed = press_edge(press, down, now_ms) == PRESS_PRESSED;
    return RESULT_OK;
}

static enum result
take_command(struct keys *keys, int fd, const json_t *message, bool *pressed)
{
    const json_t *which = json_object_get(message, "button");
    json_int_t button = json_integer_value(which);
    const char *edge = json_string_value(json_object_get(message, "edge"));
    bool whole = text_equal(edge, "press");
    if (edge == NULL)
        return text_equal(json_string_value(json_object_get(message, "do")),
                          "state")
                   ? RESULT_OK
                   : RESULT_INVALID;
    if ((which != NULL && !json_is_integer(which)) || button < 0 ||
        button >= KEYS_BUTTONS_MAX ||
        (!whole && !text_equal(edge, "down") && !text_equal(edge, "up")))
        return RESULT_INVALID;
    bool down = whole || text_equal(edge, "down");
    enum result result = take_edge(keys, fd, (int)button, down, pressed);
    if (result == RESULT_OK && *pressed)
        result =
            keys->press(keys->user, (int)button, keys->presses[button].flags,
                        json_is_true(json_object_get(message, "test")));
    bool released;
    if (whole)
        (void)take_edge(keys, fd, (int)button, false, &released);
    return result;
}

static void
answer(struct keys *keys, int fd, const json_t *message)
{
    bool pressed = false;
    enum result result = take_command(keys, fd, message, &pressed);
    json_t *reply = json_pack("{s:b}", "ok", result == RESULT_OK);
    if (result == RESULT_OK)
        json_object_set_new(reply, "pressed", json_boolean(pressed));
    else
        json_object_set_new(reply, "why", json_string(result_name(result)));
    keys->state(keys->user, reply);
    if (channel_send(fd, reply) != RESULT_OK)
        drop_client(keys, fd);
    json_decref(reply);
}

static bool
connected(const struct keys *keys, int fd)
{
    for (int i = 0; i < KEYS_CLIENTS_MAX; i++)
        if (keys->clients[i] == fd)
            return true;
    return false;
}

static void
on_client(void *user, int fd, short events)
{
    struct keys *keys = user;
    (void)events;
    while (connected(keys, fd)) {
        json_t *message = NULL;
        enum result result = channel_receive(fd, &message);
        if (result == RESULT_BUSY)
            return;
        if (result == RESULT_ABSENT || result == RESULT_IO)
            drop_client(keys, fd);
        else
            answer(keys, fd, message); /* NULL if it was no JSON object */
        json_decref(message);
    }
}

static void
on_listener(void *user, int listener, short events)
{
    struct keys *keys = user;
    int fd;
    (void)events;
    if (channel_accept(listener, &fd) != RESULT_OK)
        return;
    for (int i = 0; i < KEYS_CLIENTS_MAX; i++) {
        if (keys->clients[i] >= 0)
            continue;
        if (loop_add(keys->loop, fd, POLLIN, on_client, keys) != RESULT_OK)
            break;
        keys->clients[i] = fd;
        return;
    }
    log_warn("run/button.sock: too many at once");
    close(fd);
}

enum result
keys_init(struct keys *keys, const char *path)
{
    for (int i = 0; i < KEYS_CLIENTS_MAX; i++)
        keys->clients[i] = -1;
    for (int i = 0; i < KEYS_BUTTONS_MAX; i++) {
        keys->holder[i] = -1;
        press_init(&keys->presses[i]);
    }
    keys->listener = -1;
    enum result result = channel_listen(path, &keys->listener);
    if (result == RESULT_OK)
        result =
            loop_add(keys->loop, keys->listener, POLLIN, on_listener, keys);
    return result;
}

void
keys_finish(struct keys *keys)
{
    for (int i = 0; i < KEYS_CLIENTS_MAX; i++)
        if (keys->clients[i] >= 0)
            drop_client(keys, keys->clients[i]);
    if (keys->listener >= 0)
        close(keys->listener);
    keys->listener = -1;
}

int64_t
keys_turn(struct keys *keys, struct clock_time now)
{
    int64_t first = -1;
    for (int i = 0; i < KEYS_BUTTONS_MAX; i++) {
        (void)press_advance(&keys->presses[i], now.boot_ms);
        int64_t due = press_due(&keys->presses[i]);
        if (due >= 0 && (first < 0 || due < first))
            first = due;
    }
    return first;
}
