#include "firmware/button/service.h"

#include <poll.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/button/state.h"

/* --- the press: disk, lamp, core --- */

static void
show_lamp(struct service *service)
{
    uint64_t waiting =
        service->spool == NULL ? 0 : spool_waiting(service->spool);
    enum lamp_state shown = lamp_shown(service->told_lamp, waiting);
    bool changed = shown != service->shown;
    service->shown = shown;
    lights_show(&service->lights, shown, clock_now(service->machine).boot_ms);
    /* Its file is for others to read, and no press waits for it. */
    service->state_due |= changed;
}

static enum result
store_one(struct service *service, struct record *record)
{
    enum result result = RESULT_IO;
    if (service->spool != NULL)
        result = spool_append(service->spool, record);
    service->spool_fails = result != RESULT_OK;
    return result;
}

static void
keep_pending(struct service *service, const struct record *record)
{
    if (service->pending_count == SERVICE_PENDING_MAX) {
        log_warn("more presses than memory holds: the last ones are one");
        service->pending_count--;
    }
    service->pending[service->pending_count++] = *record;
}

static enum result
store_pending(struct service *service)
{
    int done = 0;
    while (done < service->pending_count &&
           store_one(service, &service->pending[done]) == RESULT_OK)
        done++;
    service->pending_count -= done;
    memmove(service->pending, service->pending + done,
            (size_t)service->pending_count * sizeof service->pending[0]);
    if (done > 0)
        service->poke_wanted = true;
    return service->pending_count == 0 ? RESULT_OK : RESULT_IO;
}

/* An edge may have waited while a press before it was stored. */
static int64_t
age_of(uint64_t kernel_ns)
{
    uint64_t now_ns = clock_kernel_ns();
    return kernel_ns == 0 || now_ns <= kernel_ns
               ? 0
               : (int64_t)((now_ns - kernel_ns) / 1000000);
}

static void
fill_record(const struct service *service, struct record *record, int button)
{
    struct clock_time now = clock_now(service->clock);
    int64_t age_ms = age_of(record->kernel_ns);
    record->boot_ms = now.boot_ms - age_ms;
    record->utc_ms = now.utc_ms - age_ms;
    record->quality = now.quality;
    record->button = (unsigned)button;
    text_copy(record->boot, sizeof record->boot, clock_boot_id(service->clock));
    if (button >= service->config.count)
        return;
    const struct config_button *config = &service->config.buttons[button];
    /* The staff's own answers its place, or whoever pressed last. */
    text_copy(record->name, sizeof record->name,
              config->staff ? config->place : config_where(config));
    if (config->staff)
        record->flags |= RECORD_STAFF;
}

static enum result
take_press(struct service *service, struct record *record, int button)
{
    fill_record(service, record, button);
    keep_pending(service, record);
    enum result result = store_pending(service);
    show_lamp(service);
    return result;
}

static unsigned
flags_of(unsigned press_flags)
{
    return ((press_flags & PRESS_HELD) != 0 ? RECORD_HELD : 0u) |
           ((press_flags & PRESS_GAP) != 0 ? RECORD_GAP : 0u);
}

static void
on_line(void *user, int button, enum press_told told, unsigned flags,
        uint64_t kernel_ns)
{
    struct service *service = user;
    struct record record = {.kernel_ns = kernel_ns, .flags = flags_of(flags)};
    if (told == PRESS_PRESSED)
        (void)take_press(service, &record, button); /* tried again if not */
    else
        log_warn("button %d: %s", button,
                 told == PRESS_STUCK ? "stuck" : "released");
}

static enum result
on_key(void *user, int button, unsigned flags, bool test)
{
    struct record record = {.flags = flags_of(flags) | RECORD_KEY |
                                     (test ? RECORD_TEST : 0u)};
    return take_press(user, &record, button);
}

static void
add_state(void *user, json_t *answer)
{
    const struct service *service = user;
    json_object_set_new(answer, "lamp", json_string(lamp_name(service->shown)));
    json_object_set_new(answer, "button",
                        json_string(state_name(service->state)));
}

/* --- core --- */

static void
on_push(void *user, const json_t *push)
{
    struct service *service = user;
    const char *lamp = json_string_value(json_object_get(push, "lamp"));
    if (lamp_from_name(lamp, &service->told_lamp))
        show_lamp(service);
}

static void
on_poked(void *user, const json_t *answer)
{
    struct service *service = user;
    json_int_t position =
        json_integer_value(json_object_get(answer, "position"));
    service->poke_under_way = false;
    if (position > 0 && service->spool != NULL)
        spool_taken(service->spool, (uint64_t)position);
    show_lamp(service);
}

static int64_t
poke(struct service *service, int64_t now_ms)
{
    bool waits = service->spool != NULL && spool_waiting(service->spool) > 0;
    if (service->poke_under_way)
        return -1;
    if (!service->poke_wanted && !waits)
        return -1;
    if (!service->poke_wanted && now_ms < service->poke_retry_ms)
        return service->poke_retry_ms;
    service->poke_retry_ms = now_ms + SERVICE_RETRY_MS;
    if (client_ask(service->client, json_pack("{s:s}", "do", "spool"), on_poked,
                   service) != RESULT_OK)
        return service->poke_retry_ms;
    service->poke_wanted = false;
    service->poke_under_way = true;
    return -1;
}

static void
tell_state(struct service *service)
{
    json_t *command = json_pack("{s:s,s:s,s:s,s:b,s:o}", "do", "button",
                                "state", state_name(service->state), "says",
                                state_says(service->state), "spool",
                                service->spool == NULL || service->spool_fails,
                                "lines", state_lines(service));
    if (client_ask(service->client, command, NULL, NULL) != RESULT_OK)
        log_warn("core is not told how the button is");
}

static void
check_state(struct service *service)
{
    enum service_state state = state_of(service);
    bool found = client_connected(service->client);
    bool changed = state != service->state;
    for (int i = 0; i < service->config.count; i++) {
        changed = changed || service->seen[i] != service->watches[i].state;
        service->seen[i] = service->watches[i].state;
    }
    service->state = state;
    service->state_due |= changed;
    /* Core keeps this in memory only, so it is told on every new line. */
    if (found && (changed || !service->connected))
        tell_state(service);
    service->connected = found;
}

static void
on_client(void *user, int fd, short events)
{
    (void)user, (void)fd, (void)events; /* the turn that follows reads it */
}

static void
follow_fd(struct service *service, int *followed, int fd, loop_fn *handle,
          void *user)
{
    if (*followed == fd)
        return;
    if (*followed >= 0)
        loop_remove(&service->loop, *followed);
    *followed = fd;
    if (fd >= 0 &&
        loop_add(&service->loop, fd, POLLIN, handle, user) != RESULT_OK)
        *followed = -1;
}

/* --- the turn --- */

static void
on_watch(void *user, int fd, short events)
{
    struct watch *watch = user;
    struct service *service = watch->user;
    (void)fd, (void)events;
    watch_ready(watch, clock_now(service->machine));
}

static int64_t
sooner(int64_t a, int64_t b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int64_t
turn_spool(struct service *service, int64_t now_ms)
{
    bool broken = service->spool == NULL || service->pending_count > 0;
    if (!broken)
        return -1;
    if (now_ms < service->spool_retry_ms)
        return service->spool_retry_ms;
    service->spool_retry_ms = now_ms + SERVICE_RETRY_MS;
    if (service->spool == NULL) {
        char path[FOLDER_PATH_SIZE];
        folder_path(&service->folder, "spool/button.spool", path);
        if (spool_open(&service->spool, path) == RESULT_OK)
            service->spool_fails = false;
    }
    if (service->spool != NULL && store_pending(service) == RESULT_OK)
        return -1;
    return service->spool_retry_ms;
}

static void
follow_watch(struct service *service, int button)
{
    struct watch *watch = &service->watches[button];
    for (int i = 0; i < WATCH_LINES; i++)
        follow_fd(service, &service->watch_fds[button][i],
                  watch_fd(watch, (enum contact_which)i), on_watch, watch);
}

static int64_t
turn(void *user, struct clock_time now)
{
    struct service *service = user;
    int64_t due = -1;
    /* Lines that a handler lost go first: another button's new line may get
     * the same descriptor. */
    for (int i = 0; i < service->config.count; i++)
        follow_watch(service, i);
    due = sooner(due, turn_spool(service, now.boot_ms));
    due = sooner(due, lights_turn(&service->lights, now.boot_ms));
    for (int i = 0; i < service->config.count; i++) {
        struct watch *watch = &service->watches[i];
        due = sooner(due, watch_turn(watch, now));
        follow_watch(service, i);
    }
    due = sooner(due, keys_turn(&service->keys, now));
    due = sooner(due, poke(service, now.boot_ms));
    due = sooner(due, client_turn(service->client, now));
    follow_fd(service, &service->client_fd, client_fd(service->client),
              on_client, service);
    check_state(service);
    show_lamp(service);
    if (service->state_due)
        state_write(service);
    service->state_due = false;
    return due;
}

/* --- the life of the service --- */

static enum result
load_config(struct service *service, const char *path)
{
    char usual[FOLDER_PATH_SIZE];
    folder_path(&service->folder, "button.conf", usual);
    enum result result =
        config_load(&service->config, path == NULL ? usual : path);
    if (result != RESULT_ABSENT)
        return result;
    if (path != NULL)
        log_warn("%s: there is no such file", path);
    return path == NULL ? RESULT_OK : RESULT_ABSENT;
}

static enum result
open_clocks(struct service *service)
{
    enum result result = clock_open(&service->clock, service->folder.path);
    if (result == RESULT_OK)
        result = clock_open(&service->machine, NULL);
    if (result == RESULT_OK)
        result = loop_init(&service->loop, service->machine);
    return result;
}

static enum result
open_keys(struct service *service)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&service->folder, "run/button.sock", path);
    service->keys.loop = &service->loop;
    service->keys.press = on_key;
    service->keys.state = add_state;
    service->keys.user = service;
    return keys_init(&service->keys, path);
}

enum result
service_init(struct service *service, const char *dir, const char *config_path)
{
    *service = (struct service){
        .client_fd = -1, .state = SERVICE_UNKNOWN, .keys.listener = -1};
    service->loop.signal_fd = -1;
    for (int i = 0; i < KEYS_CLIENTS_MAX; i++)
        service->keys.clients[i] = -1;
    enum result result = folder_open(&service->folder, dir);
    if (result == RESULT_ABSENT)
        log_warn("%s: there is no such folder", dir);
    if (result == RESULT_OK)
        result = load_config(service, config_path);
    if (result == RESULT_OK)
        result = open_clocks(service);
    if (result == RESULT_OK)
        result = open_keys(service);
    if (result == RESULT_OK)
        result = client_open(&service->client, &service->folder, "button",
                             service->machine, on_push, service);
    lights_init(&service->lights, &service->config);
    for (int i = 0; i < service->config.count; i++) {
        for (int j = 0; j < WATCH_LINES; j++)
            service->watch_fds[i][j] = -1;
        watch_init(&service->watches[i], i, &service->config.buttons[i],
                   on_line, service);
    }
    return result;
}

enum result
service_run(struct service *service)
{
    service->poke_wanted = true; /* learns core's position */
    return loop_run(&service->loop, turn, service);
}

void
service_finish(struct service *service)
{
    keys_finish(&service->keys);
    client_close(service->client);
    for (int i = 0; i < service->config.count; i++)
        watch_finish(&service->watches[i]);
    lights_finish(&service->lights);
    spool_close(service->spool);
    loop_finish(&service->loop);
    clock_close(service->machine);
    clock_close(service->clock);
}
