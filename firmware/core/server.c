#include "firmware/core/server.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

struct peer {
    int fd;       /* -1: free */
    bool greeted; /* said hello */
    enum event_through as;
    uint64_t serial; /* no two peers have the same */
};

/* An answer that comes later, and whom it is for. */
struct owed {
    uint64_t ticket; /* 0: nobody */
    uint64_t serial;
};

struct server {
    struct loop *loop;
    struct core *core;
    int listener;
    char path[FOLDER_PATH_SIZE];
    struct peer peers[SERVER_CLIENTS_MAX];
    uint64_t told; /* the version the clients know of */
    char lamp[8];
    uint64_t serials;
    struct owed owed[SERVER_OWED_MAX];
    int core_fd; /* of core's, in the loop; -1: none */
};

static void
let_go(struct server *server, struct peer *peer)
{
    loop_remove(server->loop, peer->fd);
    close(peer->fd);
    peer->fd = -1;
    if (peer->greeted)
        core_peer_gone(server->core, peer->as);
    peer->greeted = false;
}

static struct peer *
find_peer(struct server *server, int fd)
{
    for (int i = 0; i < SERVER_CLIENTS_MAX; i++)
        if (server->peers[i].fd == fd)
            return &server->peers[i];
    return NULL;
}

/* Takes the message over. */
static void
tell(struct server *server, struct peer *peer, json_t *message)
{
    if (channel_send(peer->fd, message) != RESULT_OK)
        let_go(server, peer);
    json_decref(message);
}

static void
tell_state(struct server *server, struct peer *peer)
{
    tell(server, peer, core_status(server->core));
    if (peer->fd >= 0 && peer->as == THROUGH_BUTTON)
        tell(server, peer, json_pack("{s:s}", "lamp", server->lamp));
}

static void
greet(struct server *server, struct peer *peer, const json_t *message)
{
    const char *as = json_string_value(json_object_get(message, "as"));
    peer->as = event_through_parse(as);
    if (peer->as == THROUGH_CORE)
        peer->as = THROUGH_COMMAND; /* nobody else is core */
    peer->greeted = true;
    tell(server, peer, json_pack("{s:b}", "ok", 1));
    if (peer->fd >= 0)
        tell_state(server, peer);
}

/* Core lets no more wait than there is room for. */
static void
owe(struct server *server, const struct peer *peer, uint64_t ticket)
{
    for (int i = 0; i < SERVER_OWED_MAX; i++) {
        if (server->owed[i].ticket != 0)
            continue;
        server->owed[i] = (struct owed){ticket, peer->serial};
        return;
    }
}

/* To whoever asked, if they are still there. */
static void
on_answer(void *user, uint64_t ticket, json_t *answer)
{
    struct server *server = user;
    uint64_t serial = 0;
    for (int i = 0; i < SERVER_OWED_MAX; i++) {
        if (server->owed[i].ticket != ticket)
            continue;
        serial = server->owed[i].serial;
        server->owed[i].ticket = 0;
    }
    for (int i = 0; i < SERVER_CLIENTS_MAX; i++) {
        struct peer *peer = &server->peers[i];
        if (serial != 0 && peer->fd >= 0 && peer->serial == serial) {
            tell(server, peer, answer);
            return;
        }
    }
    json_decref(answer);
}

static void
take_message(struct server *server, struct peer *peer, const json_t *message)
{
    const char *what = json_string_value(json_object_get(message, "do"));
    if (text_equal(what, "hello")) {
        greet(server, peer, message);
        return;
    }
    if (!peer->greeted) {
        tell(server, peer,
             json_pack("{s:b,s:s,s:s,s:s}", "ok", 0, "why", "refused", "where",
                       "do", "says", "say hello first"));
        return;
    }
    uint64_t ticket = 0;
    json_t *answer = core_ask(server->core, message, peer->as, &ticket);
    if (answer != NULL)
        tell(server, peer, answer);
    else
        owe(server, peer, ticket);
    server_tell(server);
}

static void
refuse_garbage(struct server *server, struct peer *peer)
{
    tell(server, peer,
         json_pack("{s:b,s:s,s:s,s:s}", "ok", 0, "why", "invalid", "where", "",
                   "says", "a message is one JSON object"));
}

static void
on_peer(void *user, int fd, short events)
{
    struct server *server = user;
    (void)events;
    /* One client's flood must not starve the others: a few at a time. */
    for (int i = 0; i < 16; i++) {
        json_t *message = NULL;
        struct peer *peer = find_peer(server, fd);
        if (peer == NULL)
            return;
        switch (channel_receive(fd, &message)) {
        case RESULT_OK:
            take_message(server, peer, message);
            break;
        case RESULT_INVALID:
            refuse_garbage(server, peer);
            break;
        case RESULT_BUSY:
            return;
        case RESULT_IO:
        case RESULT_FULL:
        case RESULT_ABSENT:
        case RESULT_COUNT:
        default:
            let_go(server, peer);
            return;
        }
        json_decref(message);
    }
}

static void
on_listener(void *user, int fd, short events)
{
    struct server *server = user;
    int client = -1;
    (void)events;
    if (channel_accept(fd, &client) != RESULT_OK)
        return;
    struct peer *peer = find_peer(server, -1);
    if (peer == NULL ||
        loop_add(server->loop, client, POLLIN, on_peer, server) != RESULT_OK) {
        log_warn("more clients than %d", SERVER_CLIENTS_MAX);
        close(client);
        return;
    }
    *peer = (struct peer){
        .fd = client, .as = THROUGH_COMMAND, .serial = ++server->serials};
}

enum result
server_open(struct server **out, const struct folder *folder, struct loop *loop,
            struct core *core)
{
    struct server *server = calloc(1, sizeof *server);
    *out = NULL;
    if (server == NULL)
        return RESULT_FULL;
    server->loop = loop;
    server->core = core;
    server->listener = -1;
    server->core_fd = -1;
    for (int i = 0; i < SERVER_CLIENTS_MAX; i++)
        server->peers[i].fd = -1;
    text_copy(server->lamp, sizeof server->lamp, core_lamp(core));
    server->told = core_version(core);
    folder_path(folder, "run/core.sock", server->path);
    enum result result = channel_listen(server->path, &server->listener);
    if (result == RESULT_OK)
        result = loop_add(loop, server->listener, POLLIN, on_listener, server);
    if (result != RESULT_OK) {
        server_close(server);
        return result;
    }
    core_answers(core, on_answer, server);
    *out = server;
    return RESULT_OK;
}

void
server_close(struct server *server)
{
    if (server == NULL)
        return;
    core_answers(server->core, NULL, NULL);
    if (server->core_fd >= 0)
        loop_remove(server->loop, server->core_fd);
    for (int i = 0; i < SERVER_CLIENTS_MAX; i++)
        if (server->peers[i].fd >= 0)
            let_go(server, &server->peers[i]);
    if (server->listener >= 0) {
        loop_remove(server->loop, server->listener);
        close(server->listener);
        unlink(server->path);
    }
    free(server);
}

void
server_tell(struct server *server)
{
    if (server->told == core_version(server->core))
        return;
    server->told = core_version(server->core);
    text_copy(server->lamp, sizeof server->lamp, core_lamp(server->core));
    for (int i = 0; i < SERVER_CLIENTS_MAX; i++)
        if (server->peers[i].fd >= 0 && server->peers[i].greeted)
            tell_state(server, &server->peers[i]);
}

/* Core's turn comes with every turn of the loop. */
static void
on_core(void *user, int fd, short events)
{
    (void)user, (void)fd, (void)events;
}

void
server_wait_for_core(struct server *server)
{
    int fd = core_fd(server->core);
    if (fd == server->core_fd)
        return;
    if (server->core_fd >= 0)
        loop_remove(server->loop, server->core_fd);
    server->core_fd = -1;
    if (fd >= 0 &&
        loop_add(server->loop, fd, POLLIN, on_core, server) == RESULT_OK)
        server->core_fd = fd;
}
