#include "ui/staff/staff.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "firmware/access/address.h"
#include "firmware/access/tls.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/text.h"
#include "firmware/core/client.h"
#include "ui/staff/serve.h"
#include "ui/staff/web.h"

enum { BEAT_S = 3, SILENT_BEATS = 2 };

/* A page that has said nothing for so long is cut off, or sleeps; what core is
 * told holds until it is told again. */
enum { PAGE_SILENT_MS = 8000, RECEIVER_AGAIN_MS = 10000 };

enum receiver { RECEIVER_NONE, RECEIVER_SILENT, RECEIVER_OPEN };

/* A line to core: its descriptor that stands in the loop, -1: none. */
struct line {
    struct client *client;
    int fd;
};

struct staff {
    const struct staff_options *options;
    struct folder folder;
    struct clock *clock;
    struct loop loop;
    struct tls tls;
    struct spawn *spawn;
    struct serve serve;
    /* What core answers late (passwords) waits in a line of its own, so that a
     * signal never waits behind it. */
    struct line line, slow;
    struct web *web;
    struct live live;
    int beat_fd;
    bool beating;
    int unanswered; /* beats that a ping has waited for core */
    bool pinged;
    bool core_answers;      /* as the pages were last told */
    int listening;          /* pages, when last looked at */
    enum receiver receiver; /* as core was last told */
    bool again;             /* a beat has passed since */
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
    return client_connected(staff->line.client) &&
           staff->unanswered < SILENT_BEATS;
}

static enum result
ask_core(struct staff *staff, json_t *command, client_answer_fn *answer)
{
    return command == NULL
               ? RESULT_IO
               : client_ask(staff->line.client, command, answer, staff);
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

/* A page is there only as long as it says so itself: a socket may stay open
 * before a computer that sleeps, and a hidden page draws nothing. */
static enum receiver
receiver_now(struct staff *staff)
{
    uint64_t now_ms = clock_kernel_ns() / 1000000;
    int listening = web_streams(staff->web);
    if (staff->listening == 0 && listening > 0)
        staff->serve.alive_ms = now_ms; /* it has just opened */
    staff->listening = listening;
    if (listening == 0)
        return RECEIVER_NONE;
    if (staff->serve.drawing_ms != 0 &&
        now_ms - staff->serve.drawing_ms < PAGE_SILENT_MS)
        return RECEIVER_OPEN;
    return now_ms - staff->serve.alive_ms < PAGE_SILENT_MS ? RECEIVER_NONE
                                                           : RECEIVER_SILENT;
}

/* Core counts a press as undelivered while no page is open. An open one is
 * told of at every beat, so that core also sees us hang. */
static void
tell_receiver(struct staff *staff)
{
    enum receiver now = receiver_now(staff);
    bool connected = client_connected(staff->line.client);
    if (!connected)
        staff->receiver = RECEIVER_NONE; /* a new core knows of none */
    bool repeat = now == RECEIVER_OPEN && staff->again;
    if (!connected || (now == staff->receiver && !repeat))
        return;
    json_t *command = json_pack(
        "{s:s, s:b, s:b, s:i}", "do", "receiver", "open", now == RECEIVER_OPEN,
        "silent", now == RECEIVER_SILENT, "again_ms", RECEIVER_AGAIN_MS);
    if (ask_core(staff, command, NULL) != RESULT_OK)
        return;
    staff->receiver = now;
    staff->again = false;
}

/* --- what the web asks --- */

static enum result
ask_for_visit(void *user, json_t *command, bool slow, client_answer_fn *answer,
              void *answer_user)
{
    struct staff *staff = user;
    return client_ask(slow ? staff->slow.client : staff->line.client, command,
                      answer, answer_user);
}

static void
take_request(void *user, struct web_exchange *exchange,
             const struct web_request *request)
{
    struct staff *staff = user;
    staff->serve.core.answers = core_answers(staff);
    serve_ask(&staff->serve, exchange, request);
}

static bool
still(void *user, const char *token)
{
    struct staff *staff = user;
    return serve_still(&staff->serve, token);
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
    staff->again = true;
    web_wake(staff->web);
}

static void
follow(struct staff *staff, struct line *line)
{
    int fd = client_fd(line->client);
    if (fd == line->fd)
        return;
    if (line->fd >= 0)
        loop_remove(&staff->loop, line->fd);
    line->fd = fd;
    if (fd >= 0 &&
        loop_add(&staff->loop, fd, POLLIN, take_readable, staff) != RESULT_OK)
        log_warn("no room for the line to core");
}

static int64_t
sooner(int64_t one, int64_t other)
{
    return one < 0 || (other >= 0 && other < one) ? other : one;
}

static int64_t
turn(void *user, struct clock_time now)
{
    struct staff *staff = user;
    int64_t due = client_turn(staff->line.client, now);
    due = sooner(due, client_turn(staff->slow.client, now));
    follow(staff, &staff->line);
    follow(staff, &staff->slow);
    if (!client_connected(staff->line.client)) {
        staff->pinged = false;
        staff->unanswered = 0;
    }
    if (core_answers(staff) != staff->core_answers) {
        staff->core_answers = !staff->core_answers;
        mark_change(staff);
    }
    due = sooner(due, spawn_turn(staff->spawn, now.boot_ms));
    due = sooner(due, serve_turn(&staff->serve, now.boot_ms));
    int64_t web_ms = web_turn(staff->web);
    tell_receiver(staff);
    set_beating(staff, web_streams(staff->web) > 0);
    /* What the web has just asked for is sent at once. */
    due = sooner(due, client_turn(staff->line.client, now));
    due = sooner(due, client_turn(staff->slow.client, now));
    due = sooner(due, spawn_turn(staff->spawn, now.boot_ms));
    return web_ms < 0 ? due : sooner(due, now.boot_ms + web_ms);
}

/* --- life --- */

static void
name_site(const struct staff *staff, struct request_site *site)
{
    char name[ADDRESS_SIZE];
    int count = 0;
    *site = (struct request_site){.routes = route_tables};
    address_name(name);
    text_copy(site->names[count++], REQUEST_HOST_SIZE, name);
    /* The name without .local, and one that the building's IT gave. */
    char *dot = strstr(name, ".local");
    if (dot != NULL) {
        *dot = '\0';
        text_copy(site->names[count++], REQUEST_HOST_SIZE, name);
    }
    if (staff->options->name != NULL)
        text_copy(site->names[count], REQUEST_HOST_SIZE, staff->options->name);
}

static enum result
open_web(struct staff *staff)
{
    struct request_site site;
    name_site(staff, &site);
    struct web_options web = {.bind = staff->options->bind,
                              .port = staff->options->port,
                              .key = staff->tls.key,
                              .certificates = staff->tls.certificates,
                              .site = &site,
                              .ask = take_request,
                              .still = still,
                              .user = staff,
                              .live = &staff->live};
    return web_open(&staff->web, &web);
}

static enum result
open_edges(struct staff *staff)
{
    enum result result = open_web(staff);
    if (result == RESULT_OK)
        result = client_open(&staff->line.client, &staff->folder, "staff",
                             staff->clock, take_push, staff);
    if (result == RESULT_OK)
        result = client_open(&staff->slow.client, &staff->folder, "staff",
                             staff->clock, NULL, staff);
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
    if (result == RESULT_OK)
        result = tls_open(&staff->tls, &staff->folder, clock_now(staff->clock));
    if (result == RESULT_OK)
        result = spawn_open(&staff->spawn, &staff->loop);
    staff->serve.folder = &staff->folder;
    staff->serve.clock = staff->clock;
    staff->serve.spawn = staff->spawn;
    staff->serve.core.ask = ask_for_visit;
    staff->serve.core.user = staff;
    if (result == RESULT_OK)
        result = serve_open(&staff->serve);
    return result == RESULT_OK ? open_edges(staff) : result;
}

/* Where the pages are, for `troskel staff-url` and the kiosk. */
static void
say_where(struct staff *staff)
{
    struct address_card card;
    bool v6 = strchr(staff->options->bind, ':') != NULL;
    int port = web_port(staff->web);
    address_fill(&card, port);
    text_copy(card.key, sizeof card.key, staff->tls.key_print);
    text_copy(card.certificate, sizeof card.certificate, staff->tls.print);
    card.own = staff->tls.own;
    if (address_write(&staff->folder, &card) != RESULT_OK)
        log_warn("cannot say where the pages are");
    log_info(v6 ? "https://[%s]:%d/" : "https://%s:%d/", staff->options->bind,
             port);
}

static void
close_all(struct staff *staff)
{
    web_close(staff->web);
    spawn_close(staff->spawn);
    client_close(staff->line.client);
    client_close(staff->slow.client);
    if (staff->beat_fd >= 0)
        close(staff->beat_fd);
    serve_close(&staff->serve);
    tls_close(&staff->tls);
    loop_finish(&staff->loop);
    clock_close(staff->clock);
    free(staff);
}

enum result
staff_run(const struct staff_options *options)
{
    struct staff *staff = calloc(1, sizeof *staff);
    if (staff == NULL)
        return RESULT_IO;
    *staff = (struct staff){.options = options,
                            .line = {.fd = -1},
                            .slow = {.fd = -1},
                            .beat_fd = -1,
                            .loop = {.signal_fd = -1}};
    enum result result = open_all(staff);
    if (result == RESULT_OK) {
        say_where(staff);
        result = loop_run(&staff->loop, turn, staff);
    }
    close_all(staff);
    return result;
}
