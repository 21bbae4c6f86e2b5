#include "firmware/button/press.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "tests/test.h"

/*
 * A timeline: lines of `MS what`, what being down, up, level-down, level-up,
 * gap, gone or nothing (time alone). Told is what came out, as `MS word`, in
 * one line. Time is let pass from due to due, as the loop does it.
 */
struct timeline {
    struct press press;
    char told[1024];
};

static void
note(struct timeline *line, int64_t ms, enum press_told told)
{
    static const char *const words[] = {[PRESS_NOTHING] = "nothing",
                                        [PRESS_PRESSED] = "press",
                                        [PRESS_STUCK] = "stuck",
                                        [PRESS_FREE] = "free"};
    if (told == PRESS_NOTHING)
        return;
    text_append(line->told, sizeof line->told, "%s%" PRId64 " %s",
                line->told[0] == '\0' ? "" : ", ", ms, words[told]);
    if (told != PRESS_PRESSED)
        return;
    if ((line->press.flags & PRESS_HELD) != 0)
        text_append(line->told, sizeof line->told, " held");
    if ((line->press.flags & PRESS_GAP) != 0)
        text_append(line->told, sizeof line->told, " gap");
}

static void
pass_time(struct timeline *line, int64_t ms)
{
    for (int64_t due = press_due(&line->press); due >= 0 && due <= ms;
         due = press_due(&line->press))
        note(line, due, press_advance(&line->press, due));
}

static void
step(struct timeline *line, int64_t ms, const char *what)
{
    pass_time(line, ms);
    if (text_equal(what, "down") || text_equal(what, "up"))
        note(line, ms, press_edge(&line->press, what[0] == 'd', ms));
    if (text_equal(what, "level-down") || text_equal(what, "level-up"))
        note(line, ms, press_level(&line->press, what[6] == 'd', ms));
    if (text_equal(what, "gap"))
        note(line, ms, press_gap(&line->press, ms));
    if (text_equal(what, "gone"))
        press_gone(&line->press);
}

static const char *
told_by(const char *text)
{
    static struct timeline line;
    line = (struct timeline){0};
    press_init(&line.press);
    note(&line, 0, press_level(&line.press, false, 0));
    while (*text != '\0') {
        char what[16];
        int64_t ms;
        int length = 0;
        if (sscanf(text, " %" SCNd64 " %15[a-z-] %n", &ms, what, &length) != 2)
            return "not a timeline";
        step(&line, ms, what);
        text += length;
    }
    return line.told;
}

TEST(a_press_is_told_on_the_first_edge)
{
    CHECK_STR(told_by("1000 down 1200 up 9000 nothing"), "1000 press");
}

TEST(a_press_of_10_ms_is_a_press)
{
    CHECK_STR(told_by("1000 down 1010 up"), "1000 press");
}

TEST(a_contact_that_bounces_is_one_press)
{
    CHECK_STR(told_by("1000 down 1002 up 1005 down 1011 up 1012 down "
                      "1300 up 1303 down 1304 up 2000 level-up"),
              "1000 press");
}

TEST(sixty_edges_of_3_ms_over_360_ms_are_one_press)
{
    char text[4096] = "";
    for (int i = 0; i < 120; i++)
        text_append(text, sizeof text, "%d %s ", 1000 + 3 * i,
                    i % 2 == 0 ? "down" : "up");
    CHECK_STR(told_by(text), "1000 press");
}

TEST(two_presses_are_two)
{
    CHECK_STR(told_by("1000 down 1100 up 1250 down 1400 up"),
              "1000 press, 1250 press");
}

TEST(a_press_50_ms_after_the_last_edge_counts_and_49_ms_is_bounce)
{
    CHECK_STR(told_by("1000 down 1100 up 1149 down 1200 up"), "1000 press");
    CHECK_STR(told_by("1000 down 1100 up 1150 down 1300 up"),
              "1000 press, 1150 press");
}

TEST(a_long_hold_with_a_bouncing_release_is_one_press)
{
    CHECK_STR(told_by("1000 down 21000 up 21003 down 21005 up 30000 nothing"),
              "1000 press");
}

TEST(a_button_held_31_s_is_stuck_once_and_counts_again_when_released)
{
    CHECK_STR(told_by("1000 down 32000 up 33000 down 33100 up"),
              "1000 press, 31000 stuck, 32050 free, 33000 press");
    CHECK_STR(told_by("1000 down 30999 up 40000 nothing"), "1000 press");
}

TEST(a_stuck_button_is_not_free_for_letting_go_an_instant)
{
    CHECK_STR(told_by("1000 down 40000 up 40020 down 40500 up 41000 nothing"),
              "1000 press, 31000 stuck, 40550 free");
}

TEST(noise_on_a_stuck_button_is_no_press)
{
    CHECK_STR(told_by("0 down 40000 down 50000 gap 60000 down"),
              "0 press, 30000 stuck");
}

TEST(a_button_held_at_boot_is_a_press_at_once)
{
    struct timeline line = {0};
    press_init(&line.press);
    step(&line, 5, "level-down");
    step(&line, 400, "up");
    CHECK_STR(line.told, "5 press held");
}

TEST(a_button_that_is_up_at_boot_is_none)
{
    struct timeline line = {0};
    press_init(&line.press);
    step(&line, 5, "level-up");
    step(&line, 255, "level-up");
    CHECK_STR(line.told, "");
}

TEST(a_lost_down_edge_is_found_by_the_level)
{
    CHECK_STR(told_by("1000 level-up 1250 level-down 1500 level-down 1700 up"),
              "1250 press gap");
}

TEST(a_lost_up_edge_is_found_by_the_level_and_hides_no_press)
{
    CHECK_STR(told_by("1000 down 1250 level-up 2000 down 2100 up"),
              "1000 press, 2000 press");
}

TEST(a_second_down_without_an_up_is_a_second_press)
{
    CHECK_STR(told_by("1000 down 2000 down 2100 up"),
              "1000 press, 2000 press gap");
}

TEST(an_up_out_of_nowhere_is_a_press)
{
    CHECK_STR(told_by("1000 up 1001 level-up"), "1000 press gap");
}

TEST(lost_edges_are_a_press_unless_one_was_just_told)
{
    CHECK_STR(told_by("1000 gap"), "1000 press gap");
    CHECK_STR(told_by("1000 down 1004 gap 1010 up"), "1000 press");
}

TEST(a_level_read_before_its_queued_edge_is_the_same_press)
{
    CHECK_STR(told_by("1000 level-down 990 down 1200 level-up 1195 up"),
              "1000 press gap");
}

TEST(a_chip_that_goes_in_mid_press_has_told_the_press)
{
    CHECK_STR(told_by("1000 down 1100 gone 5000 level-up 6000 down 6100 up"),
              "1000 press, 6000 press");
    CHECK_STR(told_by("1000 down 1100 gone 5000 level-down 5100 up"),
              "1000 press, 5000 press held");
}

TEST(chatter_without_end_hides_a_hand_for_ten_seconds_at_most)
{
    struct timeline line = {0};
    press_init(&line.press);
    step(&line, 0, "level-up");
    for (int64_t ms = 1000; ms < 32000; ms += 20)
        step(&line, ms, ms % 40 == 0 ? "down" : "up");
    CHECK_STR(line.told, "1000 press, 11000 press, 21000 press, 31000 press");
}

/* --- 100,000 presses of a contact that bounces --- */

static uint32_t seed = 20261122;

static int
chance(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (unsigned)below);
}

/* An uneven number of edges within `most_ms`; returns when they end. */
static int64_t
bounce(struct press *press, bool down, int64_t ms, int most_ms, int *presses)
{
    int pairs = chance(6);
    *presses += press_edge(press, down, ms) == PRESS_PRESSED;
    for (int i = 0; i < pairs; i++) {
        ms += chance(most_ms / 12 + 1);
        *presses += press_edge(press, !down, ms) == PRESS_PRESSED;
        ms += chance(most_ms / 12 + 1);
        *presses += press_edge(press, down, ms) == PRESS_PRESSED;
    }
    return ms;
}

TEST(a_hundred_thousand_bouncing_presses_are_each_told_once_and_at_once)
{
    struct press press;
    press_init(&press);
    (void)press_level(&press, false, 0);
    int64_t ms = 1000;
    int wrong = 0;
    for (int i = 0; i < 100000; i++) {
        int at_once = 0;
        int later = 0;
        int64_t began = ms;
        struct press before = press;
        at_once = press_edge(&before, true, ms) == PRESS_PRESSED;
        ms = bounce(&press, true, ms, 160, &later) + 10 + chance(9000);
        ms = bounce(&press, false, ms, 160, &later);
        if (at_once != 1 || later != 1 || ms - began > 30000)
            wrong++;
        ms += PRESS_LOCKOUT_MS + chance(2000);
        (void)press_advance(&press, ms);
    }
    CHECK_INT(wrong, 0);
}

TEST(a_button_at_rest_wants_no_waking)
{
    struct press press;
    press_init(&press);
    CHECK_INT(press_due(&press), -1);
    (void)press_edge(&press, true, 7);
    CHECK_INT(press_due(&press), 30007);
    (void)press_edge(&press, false, 90);
    CHECK_INT(press_due(&press), -1);
}
