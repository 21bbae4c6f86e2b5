#include "firmware/button/watch.h"

#include "firmware/base/log.h"

void
watch_init(struct watch *watch, int button, const struct config_button *config,
           watch_fn *told, void *user)
{
    *watch = (struct watch){.button = button,
                            .config = config,
                            .told = told,
                            .user = user,
                            .boot_ahead_ns = INT64_MIN};
    press_init(&watch->press);
    contact_init(&watch->contact, config->two, 0);
}

static void
close_lines(struct watch *watch)
{
    for (int i = 0; i < WATCH_LINES; i++) {
        line_close(watch->lines[i]);
        watch->lines[i] = NULL;
    }
}

void
watch_finish(struct watch *watch)
{
    close_lines(watch);
}

int
watch_fd(const struct watch *watch, enum contact_which which)
{
    return watch->lines[which] == NULL ? -1 : line_fd(watch->lines[which]);
}

static bool
watched(const struct watch *watch)
{
    return watch->lines[CONTACT_MAKE] != NULL;
}

static void
settle_state(struct watch *watch)
{
    watch->state = watch->contact.fault ? WATCH_WIRE
                   : watch->press.stuck ? WATCH_STUCK
                                        : WATCH_OK;
}

static void
tell(struct watch *watch, enum press_told told, uint64_t kernel_ns)
{
    if (told == PRESS_STUCK || told == PRESS_FREE)
        settle_state(watch);
    if (told != PRESS_NOTHING)
        watch->told(watch->user, watch->button, told, watch->press.flags,
                    kernel_ns);
}

static void
lose_line(struct watch *watch, struct clock_time now)
{
    log_warn("button %d: %s is gone", watch->button,
             line_where(watch->lines[CONTACT_MAKE]));
    close_lines(watch);
    watch->state = WATCH_ABSENT;
    watch->retry_ms = now.boot_ms + WATCH_RETRY_MS;
    press_gone(&watch->press);
    contact_init(&watch->contact, watch->config->two, now.boot_ms);
}

static enum result
open_lines(struct watch *watch)
{
    const struct config_button *config = watch->config;
    enum result result =
        line_open(&watch->lines[CONTACT_MAKE], &config->line, LINE_BUTTON);
    if (result == RESULT_OK && config->two)
        result = line_open(&watch->lines[CONTACT_BREAK], &config->breaks,
                           LINE_BUTTON);
    if (result != RESULT_OK)
        close_lines(watch);
    return result;
}

/* How far our clock is ahead of the one that the kernel stamps with. `now` may
 * be from before a press was stored, by us or by another button, and then says
 * less than is true: the most that was said is nearest. */
static void
compare_clocks(struct watch *watch, struct clock_time now)
{
    int64_t ahead_ns = now.boot_ms * 1000000 - (int64_t)clock_kernel_ns();
    if (ahead_ns > watch->boot_ahead_ns)
        watch->boot_ahead_ns = ahead_ns;
}

/* An edge's time on our clock. None is from later than now: a stamp that says so
 * is of another clock (before Linux 5.7 it was wall time). */
static int64_t
edge_ms(const struct watch *watch, const struct line_edge *edge)
{
    uint64_t now_ns = clock_kernel_ns();
    uint64_t time_ns = edge->time_ns < now_ns ? edge->time_ns : now_ns;
    /* Rounded up: to the millisecond in which it was read at once. */
    return ((int64_t)time_ns + watch->boot_ahead_ns + 999999) / 1000000;
}

static void
take_edge(struct watch *watch, enum contact_which which,
          const struct line_edge *edge)
{
    struct contact *contact = &watch->contact;
    int64_t at_ms = edge_ms(watch, edge);
    tell(watch, press_advance(&watch->press, at_ms), 0);
    if (edge->gap) {
        log_warn("button %d: edges were lost", watch->button);
        tell(watch, press_gap(&watch->press, at_ms), edge->time_ns);
    }
    bool before = contact_down(contact);
    bool lost_one = contact->closed[which] == edge->down;
    contact_set(contact, which, edge->down, at_ms);
    bool after = contact_down(contact);
    /* The second contact's word for what the first said is no edge more. */
    if (before != after || (lost_one && contact_believed(contact, which)))
        tell(watch, press_edge(&watch->press, after, at_ms), edge->time_ns);
}

/* True if there was any. */
static bool
read_edges(struct watch *watch, enum contact_which which, struct clock_time now)
{
    enum result result = RESULT_OK;
    bool any = false;
    while (watch->lines[which] != NULL && result == RESULT_OK) {
        struct line_edge edge;
        result = line_read(watch->lines[which], &edge);
        if (result == RESULT_OK)
            take_edge(watch, which, &edge);
        else if (result != RESULT_BUSY)
            lose_line(watch, now);
        any = any || result == RESULT_OK;
    }
    return any;
}

static bool
read_all_edges(struct watch *watch, struct clock_time now)
{
    compare_clocks(watch, now);
    bool any = read_edges(watch, CONTACT_BREAK, now); /* it moves first */
    return read_edges(watch, CONTACT_MAKE, now) || any;
}

void
watch_ready(struct watch *watch, struct clock_time now)
{
    (void)read_all_edges(watch, now);
}

/* Tells from the lines' levels what no edge told. An edge that comes while they
 * are read says more (when it was): then nothing is told from them. */
static void
read_level(struct watch *watch, struct clock_time now)
{
    bool closed[WATCH_LINES] = {false};
    watch->level_ms = now.boot_ms + PRESS_LEVEL_MS;
    for (int i = 0; i < WATCH_LINES; i++)
        if (watch->lines[i] != NULL &&
            line_level(watch->lines[i], &closed[i]) != RESULT_OK) {
            lose_line(watch, now);
            return;
        }
    if (read_all_edges(watch, now))
        return;
    for (int i = 0; i < WATCH_LINES; i++)
        if (watch->lines[i] != NULL)
            contact_set(&watch->contact, (enum contact_which)i, closed[i],
                        now.boot_ms);
    bool down = contact_down(&watch->contact);
    if (watched(watch))
        tell(watch, press_level(&watch->press, down, now.boot_ms), 0);
}

static void
find_line(struct watch *watch, struct clock_time now)
{
    enum result result = open_lines(watch);
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
    log_info("button %d: on %s", watch->button,
             line_where(watch->lines[CONTACT_MAKE]));
    read_level(watch, now); /* one held at request makes no edge */
}

static void
check_wires(struct watch *watch, struct clock_time now)
{
    struct contact *contact = &watch->contact;
    if (!contact_advance(contact, now.boot_ms))
        return;
    log_warn("button %d: %s", watch->button,
             !contact->fault     ? "both contacts are well again"
             : contact->by_break ? "both contacts are closed: a short"
                                 : "both contacts are open: a cut wire");
    settle_state(watch);
    bool down = contact_down(contact);
    tell(watch, press_level(&watch->press, down, now.boot_ms), 0);
}

static int64_t
sooner(int64_t a, int64_t b)
{
    return b >= 0 && b < a ? b : a;
}

int64_t
watch_turn(struct watch *watch, struct clock_time now)
{
    if (!watched(watch) && now.boot_ms >= watch->retry_ms)
        find_line(watch, now);
    /* Edges first: a level read before them would seem to be a lost edge. */
    watch_ready(watch, now);
    if (watched(watch)) {
        tell(watch, press_advance(&watch->press, now.boot_ms), 0);
        check_wires(watch, now);
        if (now.boot_ms >= watch->level_ms)
            read_level(watch, now);
    }
    if (!watched(watch))
        return watch->retry_ms;
    int64_t due = sooner(watch->level_ms, press_due(&watch->press));
    return sooner(due, contact_due(&watch->contact));
}
