#include "firmware/button/watch.h"

#include "firmware/base/log.h"

void
watch_init(struct watch *watch, int button, const struct config_button *config,
           watch_fn *told, void *user)
{
    *watch = (struct watch){
        .button = button, .config = config, .told = told, .user = user};
    press_init(&watch->press);
}

void
watch_finish(struct watch *watch)
{
    line_close(watch->line);
    watch->line = NULL;
}

int
watch_fd(const struct watch *watch)
{
    return watch->line == NULL ? -1 : line_fd(watch->line);
}

static void
tell(struct watch *watch, enum press_told told, uint64_t kernel_ns)
{
    if (told == PRESS_STUCK)
        watch->state = WATCH_STUCK;
    if (told == PRESS_FREE)
        watch->state = WATCH_OK;
    if (told != PRESS_NOTHING)
        watch->told(watch->user, watch->button, told, watch->press.flags,
                    kernel_ns);
}

static void
lose_line(struct watch *watch, struct clock_time now)
{
    log_warn("button %d: %s is gone", watch->button, line_where(watch->line));
    line_close(watch->line);
    watch->line = NULL;
    watch->state = WATCH_ABSENT;
    watch->retry_ms = now.boot_ms + WATCH_RETRY_MS;
    press_gone(&watch->press);
}

static void
read_level(struct watch *watch, struct clock_time now)
{
    bool down;
    watch->level_ms = now.boot_ms + PRESS_LEVEL_MS;
    if (line_level(watch->line, &down) != RESULT_OK) {
        lose_line(watch, now);
        return;
    }
    tell(watch, press_level(&watch->press, down, now.boot_ms), 0);
}

static void
find_line(struct watch *watch, struct clock_time now)
{
    enum result result =
        line_open(&watch->line, &watch->config->line, LINE_BUTTON);
    enum watch_state before = watch->state;
    watch->retry_ms = now.boot_ms + WATCH_RETRY_MS;
    watch->state = result == RESULT_OK       ? WATCH_OK
                   : result == RESULT_ABSENT ? WATCH_ABSENT
                                             : WATCH_FAULT;
    if (watch->state == WATCH_FAULT && before != WATCH_FAULT)
        log_warn("button %d: the line cannot be had: %s", watch->button,
                 result_name(result));
    if (watch->state != WATCH_OK)
        return;
    log_info("button %d: on %s", watch->button, line_where(watch->line));
    read_level(watch, now); /* one held at request makes no edge */
}

/* The time of an edge that the kernel stamped, on our clock. */
static int64_t
edge_ms(const struct line_edge *edge, struct clock_time now)
{
    uint64_t kernel_now = clock_kernel_ns();
    uint64_t age_ns =
        kernel_now > edge->time_ns ? kernel_now - edge->time_ns : 0;
    return now.boot_ms - (int64_t)(age_ns / 1000000);
}

static void
take_edge(struct watch *watch, const struct line_edge *edge,
          struct clock_time now)
{
    int64_t at_ms = edge_ms(edge, now);
    tell(watch, press_advance(&watch->press, at_ms), 0);
    if (edge->gap) {
        log_warn("button %d: edges were lost", watch->button);
        tell(watch, press_gap(&watch->press, at_ms), edge->time_ns);
    }
    tell(watch, press_edge(&watch->press, edge->down, at_ms), edge->time_ns);
}

void
watch_ready(struct watch *watch, struct clock_time now)
{
    enum result result = RESULT_OK;
    while (watch->line != NULL && result == RESULT_OK) {
        struct line_edge edge;
        result = line_read(watch->line, &edge);
        if (result == RESULT_OK)
            take_edge(watch, &edge, now);
        else if (result != RESULT_BUSY)
            lose_line(watch, now);
    }
}

int64_t
watch_turn(struct watch *watch, struct clock_time now)
{
    if (watch->line == NULL && now.boot_ms >= watch->retry_ms)
        find_line(watch, now);
    if (watch->line == NULL)
        return watch->retry_ms;
    /* Edges first: a level read before them would seem to be a lost edge. */
    watch_ready(watch, now);
    if (watch->line == NULL)
        return watch->retry_ms;
    tell(watch, press_advance(&watch->press, now.boot_ms), 0);
    if (now.boot_ms >= watch->level_ms)
        read_level(watch, now);
    if (watch->line == NULL)
        return watch->retry_ms;
    int64_t due = press_due(&watch->press);
    return due >= 0 && due < watch->level_ms ? due : watch->level_ms;
}
