#include "ui/kiosk/kiosk.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/trace.h"
#include "ui/kiosk/about_fill.h"
#include "ui/kiosk/control.h"
#include "ui/kiosk/heard.h"
#include "ui/kiosk/idle.h"
#include "ui/kiosk/keys.h"
#include "ui/kiosk/script.h"
#include "ui/kiosk/theme.h"

/* A press is stored all the same, but nobody is told: said after a restart's
 * time. */
enum { CORE_SILENT_MS = 10000 };

/* --- input --- */

static void
take_input(struct kiosk *kiosk, const struct present_input *input)
{
    switch (input->kind) {
    case INPUT_DOWN:
        trace("down");
        app_touch(kiosk->app, TOUCH_DOWN, input->finger, input->x, input->y);
        break;
    case INPUT_MOVE:
        app_touch(kiosk->app, TOUCH_MOVE, input->finger, input->x, input->y);
        break;
    case INPUT_UP:
        trace("up");
        app_touch(kiosk->app, TOUCH_UP, input->finger, input->x, input->y);
        break;
    case INPUT_KEY:
    case INPUT_KEY_UP:
        keys_take(kiosk, input);
        break;
    case INPUT_REDRAW:
        present_show(kiosk->present, NULL, 0);
        break;
    case INPUT_REPAINT:
        paint_forget(kiosk->paint);
        kiosk->hash = 0;
        break;
    case INPUT_QUIT:
        loop_stop(&kiosk->loop);
        break;
    }
}

/* Bounded, so that a screen that never stops talking cannot hold the turn. */
static bool
read_input(struct kiosk *kiosk)
{
    enum { AT_ONCE_MAX = 256 };
    struct present_input input;
    int count = 0;
    while (count < AT_ONCE_MAX && present_read(kiosk->present, &input)) {
        take_input(kiosk, &input);
        world_follow(&kiosk->world, app_person(kiosk->app));
        count++;
    }
    return count > 0;
}

/* --- core --- */

/* Core's word on what does not work. */
static void
take_faults(struct app_world *seen, const json_t *push)
{
    const json_t *fault;
    size_t at;
    seen->button_works = true;
    seen->nobody_receives = seen->walk_due = false;
    seen->walking = json_object_get(push, "walk") != NULL;
    json_array_foreach(json_object_get(push, "faults"), at, fault)
    {
        const char *what = json_string_value(json_object_get(fault, "what"));
        if (text_equal(what, view_fault_name(FAULT_BUTTON)))
            seen->button_works = false;
        if (text_equal(what, view_fault_name(FAULT_RECEIVER)))
            seen->nobody_receives = true;
        if (text_equal(what, view_fault_name(FAULT_WALK)))
            seen->walk_due = true;
    }
}

static void
take_push(void *user, const json_t *push)
{
    struct kiosk *kiosk = user;
    struct app_world *seen = &kiosk->world.seen;
    /* What our own answer made us read already is not read again. */
    if (json_integer_value(json_object_get(push, "changed")) > kiosk->world.seq)
        kiosk->world.stale = true;
    if (json_is_array(json_object_get(push, "faults")))
        take_faults(seen, push);
    app_world_changed(kiosk->app);
}

static void
take_answer(void *user, const json_t *answer)
{
    struct kiosk *kiosk = user;
    json_t *command = kiosk->asked[0];
    trace("answered");
    kiosk->asked_count--;
    for (int i = 0; i < kiosk->asked_count; i++)
        kiosk->asked[i] = kiosk->asked[i + 1];
    /* What it changed is read before app hears of it: one frame, not two. */
    kiosk->world.stale = true;
    struct world_news news = {false, false, false};
    (void)world_turn(&kiosk->world, clock_now(kiosk->clock), &news);
    if (news.store)
        paint_set_store(kiosk->paint, kiosk->world.store);
    if (news.pictures)
        paint_forget(kiosk->paint);
    app_answer(kiosk->app, command, answer);
    app_world_changed(kiosk->app);
    json_decref(command);
}

/* Some room is left for the control socket's own. */
static void
send_commands(struct kiosk *kiosk)
{
    json_t *command;
    while (kiosk->asked_count < CLIENT_WAITING_MAX - 8 &&
           (command = app_take_command(kiosk->app)) != NULL) {
        kiosk->asked[kiosk->asked_count++] = json_incref(command);
        trace("asked");
        if (client_ask(kiosk->client, command, take_answer, kiosk) == RESULT_OK)
            continue;
        json_decref(kiosk->asked[--kiosk->asked_count]);
        log_warn("a command found no room on the line to core");
    }
}

static void
ignore_readiness(void *user, int fd, short events)
{
    (void)user; /* the turn after this reads everything there is */
    (void)fd;
    (void)events;
}

static void
watch_client(struct kiosk *kiosk)
{
    int fd = client_fd(kiosk->client);
    if (fd == kiosk->client_fd)
        return;
    loop_remove(&kiosk->loop, kiosk->client_fd);
    kiosk->client_fd = -1;
    if (fd >= 0 &&
        loop_add(&kiosk->loop, fd, POLLIN, ignore_readiness, NULL) == RESULT_OK)
        kiosk->client_fd = fd;
}

static int64_t
sooner(int64_t a, int64_t b)
{
    if (a < 0)
        return b;
    return b >= 0 && b < a ? b : a;
}

/* Nobody else may wake the loop just when it has to be said that a command
 * waits; -1: nothing new to say. */
static int64_t
saying_due(const struct kiosk *kiosk, struct clock_time now)
{
    int64_t waited = kiosk->world.seen.unsaved_ms;
    if (!client_is_waiting(kiosk->client) || waited > APP_UNSAVED_MS)
        return -1;
    int64_t said = waited <= APP_SAVING_MS ? APP_SAVING_MS : APP_UNSAVED_MS;
    return now.boot_ms + said + 1 - waited;
}

static int64_t
turn_core(struct kiosk *kiosk, struct clock_time now)
{
    struct app_world *seen = &kiosk->world.seen;
    bool answered = seen->core_answers;
    send_commands(kiosk);
    /* The line is sought in real time: a test clock may stand still. */
    struct clock_time real = now;
    real.boot_ms = (int64_t)(clock_kernel_ns() / 1000000);
    int64_t due = client_turn(kiosk->client, real);
    if (due >= 0)
        due += now.boot_ms - real.boot_ms;
    watch_client(kiosk);
    seen->core_answers = client_connected(kiosk->client);
    if (seen->core_answers)
        kiosk->heard_ms = real.boot_ms;
    else if (real.boot_ms - kiosk->heard_ms >= CORE_SILENT_MS)
        seen->nobody_receives = true; /* until core says otherwise */
    seen->unsaved_ms = client_waiting_ms(kiosk->client, now);
    due = sooner(due, saying_due(kiosk, now));
    if (seen->core_answers != answered) {
        kiosk->world.stale = true;
        app_world_changed(kiosk->app);
    }
    return due;
}

/* --- the screen --- */

static void
save_shot(struct kiosk *kiosk)
{
    char path[1024];
    if (kiosk->options.shots == NULL || kiosk->frames > 9999)
        return;
    if (text_format(path, sizeof path, "%s/%04u-%s.png", kiosk->options.shots,
                    (unsigned)kiosk->frames, kiosk->list->screen) &&
        paint_png(present_surface(kiosk->present), path) != RESULT_OK)
        kiosk->options.shots = NULL; /* said once */
}

/* A presented frame is the sign of life that a watchdog is fed from. */
static void
show_frame(struct kiosk *kiosk)
{
    SDL_Rect rects[PAINT_RECTS_MAX];
    app_view(kiosk->app, kiosk->list);
    uint64_t hash = draw_hash(kiosk->list);
    if (hash == kiosk->hash)
        return;
    trace("laid out");
    if (kiosk->list->full)
        log_warn("%s: more on the screen than a frame holds",
                 kiosk->list->screen);
    int count = paint_update(kiosk->paint, present_surface(kiosk->present),
                             kiosk->list, rects);
    trace("painted");
    if (count > 0)
        present_show(kiosk->present, rects, count);
    trace("shown");
    kiosk->hash = hash;
    kiosk->frames++;
    save_shot(kiosk);
}

static void
watch_screen(struct kiosk *kiosk)
{
    int fds[KIOSK_FDS_MAX];
    int count = present_fds(kiosk->present, fds, KIOSK_FDS_MAX);
    for (int i = 0; i < kiosk->screen_fd_count; i++)
        loop_remove(&kiosk->loop, kiosk->screen_fds[i]);
    kiosk->screen_fd_count = 0;
    for (int i = 0; i < count; i++)
        if (loop_add(&kiosk->loop, fds[i], POLLIN, ignore_readiness, NULL) ==
            RESULT_OK)
            kiosk->screen_fds[kiosk->screen_fd_count++] = fds[i];
}

/* --- a turn --- */

static void
set_theme(struct kiosk *kiosk)
{
    struct app_world *seen = &kiosk->world.seen;
    bool sure = seen->now.quality != CLOCK_UNSURE;
    seen->theme = kiosk->options.theme_by_hour
                      ? theme_at(&seen->centre, sure ? seen->minute : -1)
                      : kiosk->options.theme;
}

static int64_t
turn_world(struct kiosk *kiosk, struct clock_time now)
{
    struct world_news news = {false, false, false};
    int64_t due = world_turn(&kiosk->world, now, &news);
    set_theme(kiosk);
    if (news.store)
        paint_set_store(kiosk->paint, kiosk->world.store);
    if (news.pictures) {
        paint_forget(kiosk->paint);
        kiosk->hash = 0;
    }
    if (news.changed) {
        app_world_changed(kiosk->app);
        heard_look(kiosk);
    }
    world_follow(&kiosk->world, app_person(kiosk->app));
    return due;
}

/* Read when the page opens, and let go when it closes. */
static void
turn_about(struct kiosk *kiosk)
{
    bool open = app_tells_about(kiosk->app);
    if (open == (kiosk->about != NULL))
        return;
    free(kiosk->about);
    kiosk->about = open ? calloc(1, sizeof *kiosk->about) : NULL;
    if (kiosk->about != NULL)
        about_fill(kiosk->about, kiosk->world.store,
                   kiosk->world.seen.centre.lang);
    kiosk->world.seen.about = kiosk->about;
}

/* Answers come before app is asked what time changes; what it asks for then
 * is sent at once. */
static int64_t
turn_app(struct kiosk *kiosk, struct clock_time now)
{
    int64_t due = turn_core(kiosk, now);
    if (kiosk->world.stale)
        due = sooner(due, turn_world(kiosk, now));
    due = sooner(due, app_advance(kiosk->app));
    world_follow(&kiosk->world, app_person(kiosk->app));
    int under_way = kiosk->asked_count;
    send_commands(kiosk);
    if (kiosk->asked_count != under_way)
        due = sooner(due, turn_core(kiosk, now));
    return due;
}

static int64_t
turn(void *user, struct clock_time now)
{
    struct kiosk *kiosk = user;
    int64_t due = turn_world(kiosk, now);
    bool more = read_input(kiosk);
    if (kiosk->control != NULL)
        control_turn(kiosk->control);
    due = sooner(due, turn_app(kiosk, now));
    turn_about(kiosk);
    due = sooner(due, heard_turn(kiosk, now));
    show_frame(kiosk);
    world_shown(&kiosk->world);
    /* Showing a frame may have taken input off the descriptor. */
    more |=
        read_input(kiosk) || (kiosk->world.stale && kiosk->world.store != NULL);
    if (kiosk->control != NULL)
        due = sooner(due, control_due(kiosk->control, now.boot_ms));
    int poll_ms = present_poll_ms(kiosk->present);
    if (poll_ms >= 0)
        due = sooner(due, now.boot_ms + poll_ms);
    if (!more && kiosk->asked_count == 0)
        due = sooner(due, idle_turn(kiosk, now));
    return more ? now.boot_ms : due;
}

/* --- opening --- */

static enum result
open_screen(struct kiosk *kiosk)
{
    enum result result = present_open(&kiosk->present, &kiosk->options.screen);
    if (result != RESULT_OK)
        return result;
    const SDL_Surface *surface = present_surface(kiosk->present);
    struct panel *panel = &kiosk->world.seen.panel;
    *panel = panel_for(surface->w, surface->h);
    if (kiosk->options.px_per_mm > 0)
        panel->px_per_mm = kiosk->options.px_per_mm;
    watch_screen(kiosk);
    return RESULT_OK;
}

static enum result
open_painter(struct kiosk *kiosk)
{
    char path[FOLDER_PATH_SIZE];
    if (library_open(&kiosk->library, library_path()) != RESULT_OK) {
        log_warn("no picture library: pictures stay empty");
        kiosk->library = NULL;
    }
    enum result result = paint_open(&kiosk->paint, kiosk->library, NULL);
    if (result != RESULT_OK)
        return result;
    kiosk->world.seen.metrics = paint_metrics(kiosk->paint);
    folder_path(&kiosk->folder, "run/pictures.cache", path);
    paint_use_cache(kiosk->paint, path, library_path());
    return RESULT_OK;
}

static enum result
open_app(struct kiosk *kiosk)
{
    struct world_news news = {false, false, false};
    kiosk->world.seen.left = kiosk->options.left;
    kiosk->world.seen.low = kiosk->options.low;
    kiosk->world.cover_first = true;
    (void)world_turn(&kiosk->world, clock_now(kiosk->clock), &news);
    set_theme(kiosk);
    paint_set_store(kiosk->paint, kiosk->world.store);
    kiosk->list = calloc(1, sizeof *kiosk->list);
    kiosk->idle.list = calloc(1, sizeof *kiosk->idle.list);
    kiosk->app = app_open(&kiosk->world.seen);
    return kiosk->list == NULL || kiosk->idle.list == NULL || kiosk->app == NULL
               ? RESULT_FULL
               : RESULT_OK;
}

static enum result
open_parts(struct kiosk *kiosk)
{
    enum result result = folder_open(&kiosk->folder, kiosk->options.dir);
    if (result != RESULT_OK) {
        log_warn("%s: no such folder", kiosk->options.dir);
        return result;
    }
    result = clock_open(&kiosk->clock, kiosk->folder.path);
    if (result == RESULT_OK)
        result = loop_init(&kiosk->loop, kiosk->clock);
    kiosk->looping = result == RESULT_OK;
    if (result == RESULT_OK)
        result = world_init(&kiosk->world, &kiosk->folder, kiosk->clock);
    if (result == RESULT_OK)
        result = client_open(&kiosk->client, &kiosk->folder, "kiosk",
                             kiosk->clock, take_push, kiosk);
    if (result == RESULT_OK) {
        client_keep_trying(kiosk->client);
        result = open_painter(kiosk);
    }
    if (result == RESULT_OK)
        result = open_screen(kiosk);
    if (result == RESULT_OK)
        result = open_app(kiosk);
    if (result == RESULT_OK) {
        voice_open(&kiosk->voice, &kiosk->loop, &kiosk->folder,
                   kiosk->options.sound);
        heard_look(kiosk);
    }
    if (result == RESULT_OK && kiosk->options.control != NULL)
        result = control_open(&kiosk->control, kiosk->options.control,
                              &kiosk->loop, script_answer, kiosk);
    return result;
}

enum result
kiosk_open(struct kiosk *kiosk, const struct options *options)
{
    memset(kiosk, 0, sizeof *kiosk);
    kiosk->options = *options;
    kiosk->client_fd = -1;
    kiosk->button_fd = -1;
    kiosk->heard_ms = (int64_t)(clock_kernel_ns() / 1000000);
    enum result result = open_parts(kiosk);
    if (result != RESULT_OK)
        kiosk_close(kiosk);
    return result;
}

void
kiosk_close(struct kiosk *kiosk)
{
    control_close(kiosk->control);
    voice_close(&kiosk->voice);
    app_close(kiosk->app);
    present_close(kiosk->present);
    paint_close(kiosk->paint);
    library_close(kiosk->library);
    client_close(kiosk->client);
    world_finish(&kiosk->world);
    if (kiosk->looping)
        loop_finish(&kiosk->loop);
    clock_close(kiosk->clock);
    for (int i = 0; i < kiosk->asked_count; i++)
        json_decref(kiosk->asked[i]);
    if (kiosk->button_fd >= 0)
        close(kiosk->button_fd);
    free(kiosk->list);
    free(kiosk->about);
    free(kiosk->idle.list);
    SDL_Quit();
    memset(kiosk, 0, sizeof *kiosk);
}

enum result
kiosk_run(struct kiosk *kiosk)
{
    return loop_run(&kiosk->loop, turn, kiosk);
}

bool
kiosk_settled(struct kiosk *kiosk)
{
    app_view(kiosk->app, kiosk->list);
    return kiosk->asked_count == 0 && client_connected(kiosk->client) &&
           world_fresh(&kiosk->world) && draw_hash(kiosk->list) == kiosk->hash;
}
