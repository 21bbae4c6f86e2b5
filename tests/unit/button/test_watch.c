/* A button on a line that this test plays: line.h is fulfilled here. */
#include "firmware/button/watch.h"

#include <stdlib.h>

#include "firmware/base/text.h"
#include "tests/test.h"

enum { EDGES_MAX = 16 };

static struct {
    enum result found; /* what opening gives */
    bool gone, level;
    struct line_edge edges[EDGES_MAX];
    int waiting;
    int opened, closed;
} world;

struct line {
    int number;
};

enum result
line_open(struct line **out, const struct line_wanted *wanted,
          enum line_use use)
{
    CHECK_STR(wanted->name, "GPIO17");
    CHECK_INT(use, LINE_BUTTON);
    *out = NULL;
    if (world.found != RESULT_OK)
        return world.found;
    *out = malloc(sizeof **out);
    (*out)->number = world.opened++;
    return RESULT_OK;
}

void
line_close(struct line *line)
{
    world.closed += line != NULL;
    free(line);
}

int
line_fd(const struct line *line)
{
    return 100 + line->number;
}

const char *
line_where(const struct line *line)
{
    return line->number == 0 ? "gpiochip0 17" : "gpiochip1 17";
}

enum result
line_read(struct line *line, struct line_edge *edge)
{
    (void)line;
    if (world.gone)
        return RESULT_ABSENT;
    if (world.waiting == 0)
        return RESULT_BUSY;
    *edge = world.edges[0];
    world.waiting--;
    memmove(world.edges, world.edges + 1,
            (size_t)world.waiting * sizeof world.edges[0]);
    return RESULT_OK;
}

enum result
line_level(struct line *line, bool *down)
{
    (void)line;
    *down = world.level;
    return world.gone ? RESULT_ABSENT : RESULT_OK;
}

static const struct config_button config = {.line = {.name = "GPIO17"}};
static struct watch watch;
static char told[256];

static void
on_told(void *user, int button, enum press_told what, unsigned flags,
        uint64_t kernel_ns)
{
    static const char *const words[] = {"nothing", "press", "stuck", "free"};
    (void)user;
    CHECK_INT(button, 0);
    text_append(told, sizeof told, "%s%s%s%s ", words[what],
                (flags & PRESS_HELD) != 0 ? "-held" : "",
                (flags & PRESS_GAP) != 0 ? "-gap" : "",
                kernel_ns != 0 ? "-stamped" : "");
}

static void
begin(enum result found)
{
    memset(&world, 0, sizeof world);
    world.found = found;
    told[0] = '\0';
    watch_init(&watch, 0, &config, on_told, NULL);
}

static int64_t
turn_at(int64_t ms)
{
    return watch_turn(&watch, (struct clock_time){.boot_ms = ms});
}

/* An edge that the kernel stamped `ago_ms` before now. */
static void
edge(bool down, int64_t ago_ms, bool gap)
{
    uint64_t stamp = clock_kernel_ns() - (uint64_t)ago_ms * 1000000;
    world.edges[world.waiting++] =
        (struct line_edge){.down = down, .gap = gap, .time_ns = stamp};
    world.level = down;
}

static void
ready_at(int64_t ms)
{
    watch_ready(&watch, (struct clock_time){.boot_ms = ms});
}

TEST(an_edge_on_the_line_is_a_press_with_its_stamp)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    CHECK_INT(watch.state, WATCH_OK);
    CHECK_INT(watch_fd(&watch, CONTACT_MAKE), 100);
    edge(true, 0, false);
    ready_at(1100);
    CHECK_STR(told, "press-stamped ");
    watch_finish(&watch);
    CHECK_INT(world.closed, 1);
}

TEST(a_line_that_is_not_there_is_asked_for_every_second)
{
    begin(RESULT_ABSENT);
    CHECK_INT(turn_at(1000), 2000);
    CHECK_INT(watch.state, WATCH_ABSENT);
    CHECK_INT(watch_fd(&watch, CONTACT_MAKE), -1);
    world.found = RESULT_OK;
    CHECK_INT(turn_at(1500), 2000);
    CHECK_INT(world.opened, 0);
    (void)turn_at(2000);
    CHECK_INT(watch.state, WATCH_OK);
    watch_finish(&watch);
}

TEST(a_line_that_another_program_holds_is_a_fault_until_it_is_free)
{
    begin(RESULT_BUSY);
    (void)turn_at(1000);
    CHECK_INT(watch.state, WATCH_FAULT);
    world.found = RESULT_OK;
    (void)turn_at(2000);
    CHECK_INT(watch.state, WATCH_OK);
    watch_finish(&watch);
}

TEST(a_button_held_when_the_line_is_found_is_a_press)
{
    begin(RESULT_OK);
    world.level = true;
    (void)turn_at(1000);
    CHECK_STR(told, "press-held ");
    watch_finish(&watch);
}

TEST(a_chip_that_goes_is_found_again_under_another_number)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    world.gone = true;
    world.found = RESULT_ABSENT;
    ready_at(1100); /* POLLERR|POLLHUP wakes the loop */
    CHECK_INT(watch.state, WATCH_ABSENT);
    CHECK_INT(watch_fd(&watch, CONTACT_MAKE), -1);
    CHECK_INT(world.closed, 1);
    world.gone = false;
    world.found = RESULT_OK;
    (void)turn_at(2100);
    CHECK_INT(watch_fd(&watch, CONTACT_MAKE), 101);
    edge(true, 0, false);
    ready_at(2200);
    CHECK_STR(told, "press-stamped ");
    watch_finish(&watch);
}

TEST(a_chip_that_goes_without_a_word_is_missed_at_the_next_level)
{
    begin(RESULT_OK);
    int64_t due = turn_at(1000);
    CHECK_INT(due, 1250);
    world.gone = true;
    (void)turn_at(due);
    CHECK_INT(watch.state, WATCH_ABSENT);
    watch_finish(&watch);
}

TEST(edges_lost_without_a_trace_are_found_by_the_level)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    world.level = true;
    (void)turn_at(1200); /* not yet */
    CHECK_STR(told, "");
    (void)turn_at(1250);
    CHECK_STR(told, "press-gap ");
    watch_finish(&watch);
}

TEST(a_gap_in_the_sequence_is_a_press_and_only_one)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    edge(false, 0, true);
    ready_at(1100);
    CHECK_STR(told, "press-gap-stamped ");
    watch_finish(&watch);
}

TEST(presses_that_waited_for_a_slow_disk_stay_apart)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    edge(true, 400, false);
    edge(false, 300, false);
    edge(true, 150, false);
    edge(false, 20, false);
    ready_at(2000); /* all at once */
    CHECK_STR(told, "press-stamped press-stamped ");
    watch_finish(&watch);
}

TEST(a_stuck_button_is_a_state_until_it_is_released)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    edge(true, 0, false);
    ready_at(1100);
    int64_t due = 1250;
    for (int i = 0; i < 200 && watch.state == WATCH_OK; i++)
        due = turn_at(due);
    CHECK_INT(watch.state, WATCH_STUCK);
    world.level = false;
    for (int i = 0; i < 5; i++)
        due = turn_at(due);
    CHECK_INT(watch.state, WATCH_OK);
    CHECK_STR(told, "press-stamped stuck free ");
    watch_finish(&watch);
}
