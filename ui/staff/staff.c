#include "ui/staff/staff.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/core/client.h"
#include "ui/staff/answers.h"
#include "ui/staff/page.h"
#include "ui/staff/web.h"

enum { BEAT_S = 3, SILENT_BEATS = 2 };

struct staff {
    const struct staff_options *options;
    struct folder folder;
    struct clock *clock;
    struct loop loop;
    struct answers answers;
    struct client *client;
    int client_fd; /* the descriptor that stands in the loop, -1: none */
    struct web *web;
    struct live live;
    int beat_fd;
    bool beating;
    int unanswered; /* beats that a ping has waited for core */
    bool pinged;
    bool core_answers; /* as the pages were last told */
    bool receiver;     /* as core was last told */
};

/* --- what core says --- */

static void
mark_change(struct staff *staff)
{
    staff->live.change++;
    web_wake(staff->web);
}

static void
take_push(void *user, const json_t *push)
{
    if (json_object_get(push, "changed") != NULL)
        mark_change(user);
}

static void
take_pong(void *user, const json_t *answer)
{
    struct staff *staff = user;
    (void)answer;
    staff->pinged = false;
    staff->unanswered = 0;
}

static bool
core_answers(const struct staff *staff)
{
    return client_connected(staff->client) && staff->unanswered < SILENT_BEATS;
}

static enum result
ask_core(struct staff *staff, json_t *command, client_answer_fn *answer)
{
    return command == NULL ? RESULT_IO
                           : client_ask(staff->client, command, answer, staff);
}

/* A hung core keeps its line: only an answer tells that it lives. */
static void
ping_core(struct staff *staff)
{
    if (staff->pinged) {
        staff->unanswered++;
        return;
    }
    staff->pinged = ask_core(staff, json_pack("{s:s}", "do", "ping"),
                             take_pong) == RESULT_OK;
}

/* Core counts a press as undelivered while no page is open. */
static void
tell_receiver(struct staff *staff)
{
    bool open = web_streams(staff->web) > 0;
    bool connected = client_connected(staff->client);
    if (!connected)
        staff->receiver = false; /* a new core knows of none */
    if (!connected || open == staff->receiver)
        return;
    json_t *command =
        json_pack("{s:s, s:b}", "do", "receiver", "open", open ? 1 : 0);
    if (ask_core(staff, command, NULL) == RESULT_OK)
        staff->receiver = open;
}

/* --- what the web asks --- */

static enum result
deliver(void *user, const char *signal)
{
    return ask_core(
        user, json_pack("{s:s, s:s}", "do", "deliver", "signal", signal), NULL);
}

static void
answer(void *user, const struct request_verdict *verdict, const char *body,
       size_t body_length, struct web_answer *out)
{
    struct staff *staff = user;
    staff->answers.core.answers = core_answers(staff);
    answers_give(&staff->answers, verdict, body, body_length, out);
}

/* --- the loop --- */

static void
take_readable(void *user, int fd, short events)
{
    /* The turn that follows reads the line and serves the web. */
    (void)user;
    (void)fd;
    (void)events;
}

/* Real time, not the clock's: a page must hear a beat also when the test
 * clock stands still. */
static void
set_beating(struct staff *staff, bool beating)
{
    struct itimerspec every = {.it_value = {.tv_sec = beating ? BEAT_S : 0},
                               .it_interval = {.tv_sec = BEAT_S}};
    if (beating != staff->beating &&
        timerfd_settime(staff->beat_fd, 0, &every, NULL) == 0)
        staff->beating = beating;
}

static void
take_beat(void *user, int fd, short events)
{
    struct staff *staff = user;
    uint64_t times;
    (void)events;
    if (read(fd, &times, sizeof times) != (ssize_t)sizeof times)
        return;
    ping_core(staff);
    staff->live.beat++;
    web_wake(staff->web);
}

static void
follow_client(struct staff *staff)
{
    int fd = client_fd(staff->client);
    if (fd == staff->client_fd)
        return;
    if (staff->client_fd >= 0)
        loop_remove(&staff->loop, staff->client_fd);
    staff->client_fd = fd;
    if (fd >= 0 &&
        loop_add(&staff->loop, fd, POLLIN, take_readable, staff) != RESULT_OK)
        log_warn("no room for the line to core");
}

static int64_t
turn(void *user, struct clock_time now)
{
    struct staff *staff = user;
    int64_t due = client_turn(staff->client, now);
    follow_client(staff);
    if (!client_connected(staff->client)) {
        staff->pinged = false;
        staff->unanswered = 0;
    }
    if (core_answers(staff) != staff->core_answers) {
        staff->core_answers = !staff->core_answers;
        mark_change(staff);
    }
    int64_t web_ms = web_turn(staff->web);
    tell_receiver(staff);
    set_beating(staff, web_streams(staff->web) > 0);
    if (web_ms >= 0 && (due < 0 || now.boot_ms + web_ms < due))
        due = now.boot_ms + web_ms;
    return due;
}

/* --- life --- */

static enum result
open_edges(struct staff *staff)
{
    const struct staff_options *options = staff->options;
    struct web_options web = {.bind = options->bind,
                              .port = options->port,
                              .answer = answer,
                              .user = staff,
                              .policy = page_policy,
                              .live = &staff->live};
    enum result result = web_open(&staff->web, &web);
    if (result == RESULT_OK)
        result = client_open(&staff->client, &staff->folder, "staff",
                             staff->clock, take_push, staff);
    if (result == RESULT_OK)
        result = loop_add(&staff->loop, web_fd(staff->web), POLLIN,
                          take_readable, staff);
    staff->beat_fd =
        timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (result == RESULT_OK && staff->beat_fd < 0) {
        log_errno("timerfd");
        result = RESULT_IO;
    }
    if (result == RESULT_OK)
        result =
            loop_add(&staff->loop, staff->beat_fd, POLLIN, take_beat, staff);
    return result;
}

static enum result
open_all(struct staff *staff)
{
    const struct staff_options *options = staff->options;
    enum result result = folder_open(&staff->folder, options->dir);
    if (result == RESULT_OK)
        result = clock_open(&staff->clock, options->dir);
    if (result == RESULT_OK)
        result = loop_init(&staff->loop, staff->clock);
    staff->answers.folder = &staff->folder;
    staff->answers.clock = staff->clock;
    staff->answers.open_to_network = !request_loopback(options->bind);
    staff->answers.core.deliver = deliver;
    staff->answers.core.user = staff;
    if (result == RESULT_OK)
        result = answers_open(&staff->answers);
    return result == RESULT_OK ? open_edges(staff) : result;
}

static void
close_all(struct staff *staff)
{
    web_close(staff->web);
    client_close(staff->client);
    if (staff->beat_fd >= 0)
        close(staff->beat_fd);
    answers_close(&staff->answers);
    loop_finish(&staff->loop);
    clock_close(staff->clock);
    free(staff);
}

enum result
staff_run(const struct staff_options *options)
{
    if (!request_loopback(options->bind) && !options->without_login)
        return RESULT_INVALID;
    struct staff *staff = calloc(1, sizeof *staff);
    if (staff == NULL)
        return RESULT_IO;
    *staff = (struct staff){.options = options,
                            .client_fd = -1,
                            .beat_fd = -1,
                            .loop = {.signal_fd = -1}};
    enum result result = open_all(staff);
    if (result == RESULT_OK) {
        bool v6 = strchr(options->bind, ':') != NULL;
        log_info(v6 ? "http://[%s]:%d/" : "http://%s:%d/", options->bind,
                 web_port(staff->web));
        result = loop_run(&staff->loop, turn, staff);
    }
    close_all(staff);
    return result;
}
