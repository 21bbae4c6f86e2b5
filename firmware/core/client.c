#include "firmware/core/client.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/uuid.h"

struct waiting {
    json_t *command;
    client_answer_fn *answer;
    void *user;
    int64_t since_ms;
};

struct client {
    char path[FOLDER_PATH_SIZE];
    char as[16];
    struct clock *clock;
    client_push_fn *push;
    void *user;
    int fd;
    bool greeted; /* core answered hello on this line */
    bool keeps;   /* see client_keep_trying */
    bool sent;    /* the first that waits is under way */
    int missed;   /* tries in a row that found nobody */
    int64_t retry_ms;
    int64_t again_ms; /* the first that waits is not sent before */
    struct waiting waiting[CLIENT_WAITING_MAX];
    int count;
};

enum result
client_open(struct client **out, const struct folder *folder, const char *as,
            struct clock *clock, client_push_fn *push, void *user)
{
    struct client *client = calloc(1, sizeof *client);
    *out = client;
    if (client == NULL)
        return RESULT_FULL;
    folder_path(folder, "run/core.sock", client->path);
    text_copy(client->as, sizeof client->as, as);
    client->clock = clock;
    client->push = push;
    client->user = user;
    client->fd = -1;
    return RESULT_OK;
}

void
client_close(struct client *client)
{
    if (client == NULL)
        return;
    for (int i = 0; i < client->count; i++)
        json_decref(client->waiting[i].command);
    if (client->fd >= 0)
        close(client->fd);
    free(client);
}

void
client_keep_trying(struct client *client)
{
    client->keeps = true;
}

int
client_fd(const struct client *client)
{
    return client->fd;
}

bool
client_connected(const struct client *client)
{
    return client->greeted;
}

bool
client_is_waiting(const struct client *client)
{
    return client->count > 0;
}

int64_t
client_waiting_ms(const struct client *client, struct clock_time now)
{
    return client->count == 0 ? 0 : now.boot_ms - client->waiting[0].since_ms;
}

/* The id is given once, so that a command sent again is known again. */
static void
complete(struct client *client, json_t *command, struct clock_time now)
{
    char id[UUID_SIZE];
    if (json_object_get(command, "id") == NULL) {
        uuid_make(id, now.utc_ms);
        json_object_set_new(command, "id", json_string(id));
    }
    if (json_object_get(command, "through") == NULL)
        json_object_set_new(command, "through", json_string(client->as));
}

enum result
client_ask(struct client *client, json_t *command, client_answer_fn *answer,
           void *user)
{
    struct clock_time now = clock_now(client->clock);
    if (client->count == CLIENT_WAITING_MAX) {
        json_decref(command);
        return RESULT_FULL;
    }
    complete(client, command, now);
    client->waiting[client->count++] =
        (struct waiting){command, answer, user, now.boot_ms};
    return RESULT_OK;
}

/* Retries count by the kernel's clock: a test clock that stands still must
 * not keep a program from finding core again. */
static int64_t
kernel_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

static void
lose_line(struct client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    client->fd = -1;
    client->greeted = false;
    client->sent = false;
    /* Soon at first, as after a restart; then seldom, for who knows how long. */
    bool soon = client->missed < CLIENT_SOON_MAX;
    client->missed += soon;
    client->retry_ms =
        kernel_ms() + (soon ? CLIENT_RETRY_MS : CLIENT_SELDOM_MS);
}

static void
find_line(struct client *client)
{
    if (kernel_ms() < client->retry_ms)
        return;
    if (channel_connect(client->path, &client->fd) != RESULT_OK) {
        lose_line(client);
        return;
    }
    json_t *hello = json_pack("{s:s,s:s}", "do", "hello", "as", client->as);
    enum result result = channel_send(client->fd, hello);
    json_decref(hello);
    if (result != RESULT_OK)
        lose_line(client);
}

static void
finish_first(struct client *client, const json_t *answer)
{
    struct waiting first = client->waiting[0];
    client->count--;
    memmove(client->waiting, client->waiting + 1,
            (size_t)client->count * sizeof client->waiting[0]);
    client->sent = false;
    if (first.answer != NULL)
        first.answer(first.user, answer);
    json_decref(first.command);
}

static bool
is_not_stored(const json_t *answer)
{
    const char *why = json_string_value(json_object_get(answer, "why"));
    const char *where = json_string_value(json_object_get(answer, "where"));
    return text_empty(where) &&
           (text_equal(why, "io") || text_equal(why, "full"));
}

static void
take_answer(struct client *client, const json_t *answer)
{
    if (!client->keeps || !is_not_stored(answer)) {
        finish_first(client, answer);
        return;
    }
    client->sent = false;
    client->again_ms = kernel_ms() + CLIENT_AGAIN_MS;
}

static void
take_message(struct client *client, const json_t *message)
{
    const json_t *ok = json_object_get(message, "ok");
    if (ok == NULL) {
        if (client->push != NULL)
            client->push(client->user, message);
        return;
    }
    if (!client->greeted) {
        client->greeted = true; /* the answer to hello */
        client->missed = 0;
        return;
    }
    const char *id = json_string_value(json_object_get(message, "id"));
    if (client->count > 0 && client->sent &&
        text_equal(id, json_string_value(
                           json_object_get(client->waiting[0].command, "id"))))
        take_answer(client, message);
}

static void
read_line(struct client *client)
{
    while (client->fd >= 0) {
        json_t *message = NULL;
        enum result result = channel_receive(client->fd, &message);
        if (result == RESULT_BUSY)
            return;
        if (result == RESULT_OK)
            take_message(client, message);
        else
            lose_line(client);
        json_decref(message);
    }
}

static void
send_first(struct client *client)
{
    if (client->fd < 0 || !client->greeted || client->sent ||
        client->count == 0 || kernel_ms() < client->again_ms)
        return;
    enum result result = channel_send(client->fd, client->waiting[0].command);
    if (result == RESULT_OK)
        client->sent = true;
    else
        lose_line(client);
}

int64_t
client_turn(struct client *client, struct clock_time now)
{
    if (client->fd < 0)
        find_line(client);
    read_line(client);
    send_first(client);
    bool waits = client->count > 0 && !client->sent && client->greeted;
    if (client->fd >= 0 && !waits)
        return -1;
    int64_t left_ms =
        (client->fd >= 0 ? client->again_ms : client->retry_ms) - kernel_ms();
    return now.boot_ms + (left_ms > 0 ? left_ms : 0);
}

/* Waits for the message that has "ok"; pushes in between are passed over. */
static enum result
wait_answer(int fd, int wait_ms, json_t **answer)
{
    for (;;) {
        enum result result = channel_wait(fd, wait_ms);
        if (result == RESULT_OK)
            result = channel_receive(fd, answer);
        if (result != RESULT_OK)
            return result;
        if (json_object_get(*answer, "ok") != NULL)
            return RESULT_OK;
        json_decref(*answer);
        *answer = NULL;
    }
}

enum result
client_once(const struct folder *folder, const char *as, json_t *command,
            int wait_ms, json_t **answer)
{
    char path[FOLDER_PATH_SIZE];
    int fd = -1;
    json_t *hello = json_pack("{s:s,s:s}", "do", "hello", "as", as);
    *answer = NULL;
    folder_path(folder, "run/core.sock", path);
    enum result result = channel_connect(path, &fd);
    if (result == RESULT_OK)
        result = channel_send(fd, hello);
    if (result == RESULT_OK)
        result = wait_answer(fd, wait_ms, answer);
    if (result == RESULT_OK) {
        json_decref(*answer);
        *answer = NULL;
        if (json_object_get(command, "through") == NULL)
            json_object_set_new(command, "through", json_string(as));
        result = channel_send(fd, command);
    }
    if (result == RESULT_OK)
        result = wait_answer(fd, wait_ms, answer);
    if (fd >= 0)
        close(fd);
    json_decref(hello);
    json_decref(command);
    return result;
}
