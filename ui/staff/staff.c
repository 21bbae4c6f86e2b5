#include "ui/staff/staff.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/client.h"
#include "firmware/store/library.h"
#include "firmware/store/view.h"
#include "ui/staff/files.h"
#include "ui/staff/page.h"
#include "ui/staff/today.h"
#include "ui/staff/web.h"

/* A page of a centre at the limits (1,000 people) takes about 300 kB. */
enum { PAGE_SIZE = 1 << 20, BEAT_S = 3, SILENT_BEATS = 2 };

struct staff {
    const struct staff_options *options;
    struct folder folder;
    struct clock *clock;
    struct loop loop;
    struct store *store;     /* NULL until there is a database */
    struct library *library; /* NULL: no pictures but photos */
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

    struct view_centre centre;
    struct view_group groups[VIEW_GROUPS_MAX];
    struct view_signal signals[VIEW_SIGNALS_MAX];
    struct view_person *people; /* VIEW_PEOPLE_MAX */
    char *page;                 /* PAGE_SIZE */
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

/* --- what the database says --- */

static bool
keep_last(void *user, const struct event *event)
{
    *(int64_t *)user = event->at.utc_ms;
    return true;
}

/* A box that lost its battery must not date anything before what it stored. */
static void
set_floor(struct staff *staff)
{
    int64_t utc_ms = 0;
    int64_t seq = store_seq(staff->store);
    if (seq > 0 &&
        store_events(staff->store, seq - 1, 1, keep_last, &utc_ms) == RESULT_OK)
        clock_set_floor(staff->clock, utc_ms);
}

static enum result
read_centre(struct staff *staff)
{
    char zone[sizeof staff->centre.zone];
    text_copy(zone, sizeof zone, staff->centre.zone);
    enum result result = view_centre(staff->store, &staff->centre);
    if (result == RESULT_OK && !text_equal(zone, staff->centre.zone) &&
        civil_set_zone(staff->centre.zone) != RESULT_OK)
        log_warn("this machine has no time zone %s", staff->centre.zone);
    return result;
}

static enum result
open_store(struct staff *staff)
{
    if (staff->store != NULL)
        return RESULT_OK;
    enum result result = store_open(&staff->store, &staff->folder, STORE_READ);
    if (result == RESULT_OK)
        set_floor(staff);
    return result;
}

static enum result
read_today(struct staff *staff, struct today *today)
{
    const char *boot_id = clock_boot_id(staff->clock);
    *today = (struct today){.centre = &staff->centre,
                            .groups = staff->groups,
                            .people = staff->people,
                            .signals = staff->signals,
                            .core_answers = core_answers(staff),
                            .open_to_network =
                                !request_loopback(staff->options->bind)};
    enum result result = open_store(staff);
    if (result == RESULT_OK)
        result = read_centre(staff);
    if (result == RESULT_OK)
        result = view_groups(staff->store, staff->groups, VIEW_GROUPS_MAX,
                             &today->group_count);
    if (result == RESULT_OK)
        result = view_people(staff->store, boot_id, staff->people,
                             VIEW_PEOPLE_MAX, &today->person_count);
    if (result == RESULT_OK)
        result = view_signals(staff->store, boot_id, true, staff->signals,
                              VIEW_SIGNALS_MAX, &today->signal_count);
    today->now = clock_now(staff->clock);
    return result;
}

/* --- answers --- */

static void
answer_refusal(struct staff *staff, int status, struct web_answer *out)
{
    struct html html;
    html_init(&html, staff->page, PAGE_SIZE);
    page_refusal(&html, staff->centre.lang, status);
    *out = (struct web_answer){.status = status,
                               .type = "text/html; charset=utf-8",
                               .body = html.at,
                               .length = html.length};
}

static void
answer_today(struct staff *staff, bool whole, struct web_answer *out)
{
    struct today today;
    struct html html;
    html_init(&html, staff->page, PAGE_SIZE);
    if (read_today(staff, &today) != RESULT_OK) {
        answer_refusal(staff, 503, out);
        return;
    }
    (whole ? today_page : today_now)(&html, &today);
    if (html.cut) {
        log_warn("the page does not fit in %d bytes", PAGE_SIZE);
        answer_refusal(staff, 503, out);
        return;
    }
    out->type = "text/html; charset=utf-8";
    out->body = html.at;
    out->length = html.length;
}

static void
answer_drawn(struct staff *staff, const char *body, size_t length,
             struct web_answer *out)
{
    char signal[UUID_SIZE];
    if (request_drawn(body, length, signal) != RESULT_OK) {
        answer_refusal(staff, 400, out);
        return;
    }
    /* 202: core is asked. That it is so, the page hears as a change. */
    out->status = 503;
    if (core_answers(staff) &&
        ask_core(staff,
                 json_pack("{s:s, s:s}", "do", "deliver", "signal", signal),
                 NULL) == RESULT_OK)
        out->status = 202;
}

/* Photos first: their consent is looked up anew for every request. */
static enum result
read_picture(struct staff *staff, const char *picture, unsigned char **bytes,
             size_t *length)
{
    if (strncmp(picture, "photo-", 6) != 0)
        return staff->library == NULL
                   ? RESULT_ABSENT
                   : library_png(staff->library, picture, bytes, length);
    enum result result = open_store(staff);
    return result != RESULT_OK
               ? result
               : view_photo(staff->store, picture, bytes, length);
}

static void
answer_picture(struct staff *staff, const char *picture, struct web_answer *out)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (read_picture(staff, picture, &bytes, &length) != RESULT_OK ||
        length > PAGE_SIZE) {
        answer_refusal(staff, 404, out);
        goto out;
    }
    memcpy(staff->page, bytes, length);
    *out = (struct web_answer){.status = 200,
                               .type = "image/png",
                               .body = staff->page,
                               .length = length,
                               .cache = "private, no-cache",
                               .tagged = true};
out:
    free(bytes);
}

static void
answer_file(const unsigned char *bytes, size_t length, const char *type,
            struct web_answer *out)
{
    *out = (struct web_answer){.status = 200,
                               .type = type,
                               .body = (const char *)bytes,
                               .length = length,
                               .cache = "no-cache",
                               .tagged = true};
}

static void
answer(void *user, const struct request_verdict *verdict, const char *body,
       size_t body_length, struct web_answer *out)
{
    struct staff *staff = user;
    if (verdict->status != 200) {
        answer_refusal(staff, verdict->status, out);
        return;
    }
    switch (verdict->route) {
    case ROUTE_TODAY:
    case ROUTE_NOW:
        answer_today(staff, verdict->route == ROUTE_TODAY, out);
        break;
    case ROUTE_EVENTS:
        out->stream = true;
        break;
    case ROUTE_DRAWN:
        answer_drawn(staff, body, body_length, out);
        break;
    case ROUTE_PICTURE:
        answer_picture(staff, verdict->picture, out);
        break;
    case ROUTE_STYLE:
        answer_file(file_style, file_style_length, "text/css; charset=utf-8",
                    out);
        break;
    case ROUTE_SCRIPT:
        answer_file(file_live, file_live_length,
                    "text/javascript; charset=utf-8", out);
        break;
    case ROUTE_ICON:
        answer_file(file_icon, file_icon_length, "image/svg+xml", out);
        break;
    case ROUTE_NONE:
        answer_refusal(staff, 404, out);
        break;
    }
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
    staff->people = calloc(VIEW_PEOPLE_MAX, sizeof *staff->people);
    staff->page = malloc(PAGE_SIZE);
    if (staff->people == NULL || staff->page == NULL)
        result = RESULT_IO;
    if (library_open(&staff->library, library_path()) != RESULT_OK)
        log_warn("no picture library at %s", library_path());
    return result == RESULT_OK ? open_edges(staff) : result;
}

static void
close_all(struct staff *staff)
{
    web_close(staff->web);
    client_close(staff->client);
    if (staff->beat_fd >= 0)
        close(staff->beat_fd);
    library_close(staff->library);
    store_close(staff->store);
    loop_finish(&staff->loop);
    clock_close(staff->clock);
    free(staff->people);
    free(staff->page);
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
                            .loop = {.signal_fd = -1},
                            .centre = {.lang = "sv"}};
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
