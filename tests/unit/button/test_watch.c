/* A button on a line that this test plays: line.h is fulfilled here. */
#include "firmware/button/watch.h"

#include <stdlib.h>
#include <time.h>

#include "firmware/base/text.h"
#include "tests/test.h"

enum { EDGES_MAX = 16, STORED_MS = 120 };

static struct {
    enum result found;        /* what opening gives */
    enum result second_found; /* and opening the contact that opens */
    bool gone, level, second_level;
    struct line_edge edges[EDGES_MAX];
    int waiting;
    struct line_edge second_edges[EDGES_MAX];
    int second_waiting;
    int opened, closed;
    bool moves;         /* down, while its level is being read */
    int64_t first_ms;   /* when on_told_slowly's first press came */
    uint64_t second_ns; /* the stamp of its second */
} world;

struct line {
    int number;
    bool second; /* the contact that opens */
};

enum result
line_open(struct line **out, const struct line_wanted *wanted,
          enum line_use use)
{
    bool second = text_equal(wanted->name, "GPIO22");
    enum result found = second ? world.second_found : world.found;
    CHECK_STR(wanted->name, second ? "GPIO22" : "GPIO17");
    CHECK_INT(use, LINE_BUTTON);
    *out = NULL;
    if (found != RESULT_OK)
        return found;
    *out = malloc(sizeof **out);
    (*out)->second = second;
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

static enum result
take_first(struct line_edge *edges, int *waiting, struct line_edge *edge)
{
    if (*waiting == 0)
        return RESULT_BUSY;
    *edge = edges[0];
    --*waiting;
    memmove(edges, edges + 1, (size_t)*waiting * sizeof edges[0]);
    return RESULT_OK;
}

enum result
line_read(struct line *line, struct line_edge *edge)
{
    if (world.gone)
        return RESULT_ABSENT;
    if (line->second)
        return take_first(world.second_edges, &world.second_waiting, edge);
    return take_first(world.edges, &world.waiting, edge);
}

enum result
line_level(struct line *line, bool *down)
{
    if (world.moves) {
        world.moves = false;
        world.level = true;
        world.edges[world.waiting++] =
            (struct line_edge){.down = true, .time_ns = clock_kernel_ns()};
    }
    *down = line->second ? world.second_level : world.level;
    return world.gone ? RESULT_ABSENT : RESULT_OK;
}

static const struct config_button config = {.line = {.name = "GPIO17"}};
static const struct config_button config_of_two = {
    .line = {.name = "GPIO17"}, .two = true, .breaks = {.name = "GPIO22"}};
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

static void
begin_two(enum result second_found)
{
    begin(RESULT_OK);
    world.second_found = second_found;
    world.second_level = true; /* closed at rest */
    watch_init(&watch, 0, &config_of_two, on_told, NULL);
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
second_edge(bool closed, int64_t ago_ms)
{
    uint64_t stamp = clock_kernel_ns() - (uint64_t)ago_ms * 1000000;
    world.second_edges[world.second_waiting++] =
        (struct line_edge){.down = closed, .time_ns = stamp};
    world.second_level = closed;
}

static void
ready_at(int64_t ms)
{
    watch_ready(&watch, (struct clock_time){.boot_ms = ms});
}

/* The first press takes long to store; meanwhile the hand presses again. */
static void
on_told_slowly(void *user, int button, enum press_told what, unsigned flags,
               uint64_t kernel_ns)
{
    struct timespec rest = {.tv_nsec = STORED_MS * 1000000L};
    on_told(user, button, what, flags, kernel_ns);
    if (world.second_ns != 0)
        return;
    world.first_ms = watch.press.edge_ms;
    while (nanosleep(&rest, &rest) != 0)
        ;
    edge(false, STORED_MS / 2, false);
    edge(true, 0, false);
    world.second_ns = world.edges[1].time_ns;
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

TEST(an_edge_that_comes_while_the_level_is_read_is_told_with_its_stamp)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    world.moves = true;
    (void)turn_at(1250);
    CHECK_STR(told, "press-stamped ");
    (void)turn_at(1500);
    CHECK_STR(told, "press-stamped ");
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

/* What comes while a press is being stored is read with the time of before it:
 * the next edges still come after those that came before them. */
TEST(edges_that_come_while_a_press_is_stored_are_not_from_before_it)
{
    begin(RESULT_OK);
    watch_init(&watch, 0, &config, on_told_slowly, NULL);
    (void)turn_at(1000);
    edge(true, 0, false);
    int64_t first_ns = (int64_t)world.edges[0].time_ns;
    ready_at(1100);
    CHECK_STR(told, "press-stamped press-stamped ");
    int64_t between_ms = ((int64_t)world.second_ns - first_ns) / 1000000;
    CHECK(between_ms >= STORED_MS);
    int64_t seen_ms = watch.press.down_since_ms - world.first_ms;
    CHECK(seen_ms >= between_ms && seen_ms <= between_ms + 1);
    watch_finish(&watch);
}

TEST(a_stamp_of_another_clock_is_taken_for_now)
{
    begin(RESULT_OK);
    (void)turn_at(1000);
    edge(true, -5000000, false);
    ready_at(1100);
    CHECK_STR(told, "press-stamped ");
    CHECK(watch.press.down_since_ms >= 1100);
    CHECK(watch.press.down_since_ms < 1100 + 60000);
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

TEST(two_contacts_that_move_together_are_one_press)
{
    begin_two(RESULT_OK);
    (void)turn_at(1000);
    CHECK_INT(watch_fd(&watch, CONTACT_BREAK), 101);
    second_edge(false, 8);
    edge(true, 5, false);
    ready_at(1100);
    (void)turn_at(1400);
    CHECK_STR(told, "press-stamped ");
    edge(false, 5, false);
    second_edge(true, 2);
    ready_at(1500);
    (void)turn_at(1800);
    CHECK_STR(told, "press-stamped ");
    CHECK_INT(watch.state, WATCH_OK);
    watch_finish(&watch);
    CHECK_INT(world.closed, 2);
}

TEST(a_wire_that_is_cut_is_a_fault_after_50_ms)
{
    begin_two(RESULT_OK);
    (void)turn_at(1000);
    second_edge(false, 0);
    ready_at(1100);
    CHECK_INT(turn_at(1110), 1150);
    CHECK_INT(watch.state, WATCH_OK);
    (void)turn_at(1150);
    CHECK_INT(watch.state, WATCH_WIRE);
    CHECK_STR(told, "press-stamped "); /* it may have been a hand */
    watch_finish(&watch);
}

TEST(a_wire_that_is_cut_already_is_told_once_it_is_read)
{
    begin_two(RESULT_OK);
    world.second_level = false;
    (void)turn_at(1000);
    (void)turn_at(1050);
    CHECK_INT(watch.state, WATCH_WIRE);
    CHECK_STR(told, "press-held ");
    world.second_level = true;
    (void)turn_at(1300); /* the level is read */
    (void)turn_at(1350);
    CHECK_INT(watch.state, WATCH_OK);
    CHECK_STR(told, "press-held ");
    watch_finish(&watch);
}

TEST(a_button_in_fault_does_not_become_stuck)
{
    begin_two(RESULT_OK);
    (void)turn_at(1000);
    edge(true, 0, false); /* a short: both are closed now */
    ready_at(1100);
    int64_t due = 1110;
    for (int i = 0; i < 200; i++)
        due = turn_at(due);
    CHECK(due > 1110 + PRESS_STUCK_MS);
    CHECK_INT(watch.state, WATCH_WIRE);
    CHECK_STR(told, "press-stamped ");
    watch_finish(&watch);
}

TEST(a_second_contact_that_is_missing_is_a_button_that_is)
{
    begin_two(RESULT_ABSENT);
    (void)turn_at(1000);
    CHECK_INT(watch.state, WATCH_ABSENT);
    CHECK_INT(watch_fd(&watch, CONTACT_MAKE), -1);
    CHECK_INT(world.closed, 1);
    world.second_found = RESULT_OK;
    (void)turn_at(2000);
    CHECK_INT(watch.state, WATCH_OK);
    watch_finish(&watch);
}
