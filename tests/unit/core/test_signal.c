#include "firmware/core/signal.h"
#include "tests/test.h"

/* Every order of up to six steps (5^6): the state never goes back, an end
 * stays an end, and only a person's own steps end it. */
TEST(no_order_of_steps_takes_a_signal_back)
{
    int orders = 1;
    for (int length = 1; length <= 6; length++) {
        orders *= SIGNAL_STEP_COUNT;
        for (int order = 0; order < orders; order++) {
            enum view_signal_state state = SIGNAL_PRESSED;
            int rest = order;
            for (int i = 0; i < length; i++) {
                enum view_signal_state before = state;
                enum signal_answer answer = signal_take(
                    &state, (enum signal_step)(rest % SIGNAL_STEP_COUNT));
                rest /= SIGNAL_STEP_COUNT;
                REQUIRE(state >= before);
                REQUIRE((answer == SIGNAL_MOVES) == (state != before));
                REQUIRE(signal_open(before) || state == before);
            }
        }
    }
}

TEST(staff_without_a_device_may_close_at_once)
{
    enum view_signal_state state = SIGNAL_PRESSED;
    CHECK_INT(signal_take(&state, SIGNAL_STEP_CLOSE), SIGNAL_MOVES);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_CLOSE), SIGNAL_STAYS);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_WITHDRAW), SIGNAL_REFUSED);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_ACKNOWLEDGE), SIGNAL_REFUSED);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_DELIVER), SIGNAL_STAYS);
}

TEST(time_without_an_answer_escalates_whatever_the_clock_does)
{
    struct view_signal signal = {.this_boot = true,
                                 .raised_boot_ms = 1000,
                                 .raised_utc_ms = 1795507800000};
    struct clock_time now = {1795507800000, 60999, CLOCK_HELD};
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 0);
    now.boot_ms = 61000;
    now.utc_ms = 5; /* the wall clock fell back to 1970: boot time counts */
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 1);
    now.boot_ms = 181000;
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 2);
    signal.this_boot = false; /* after a reboot, ten years behind */
    now = (struct clock_time){1480000000000, 61000, CLOCK_HELD};
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 1);
    now = (struct clock_time){1795507980000, 5000, CLOCK_HELD};
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 2);
    now.quality = CLOCK_UNSURE; /* then only what this boot has seen */
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 0);
    signal.state = SIGNAL_ACKNOWLEDGED;
    now.boot_ms = 999999;
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 0);
}

TEST(the_lamp_shows_the_signal_that_nobody_answered)
{
    struct view_signal signals[3] = {{.state = SIGNAL_WITH},
                                     {.state = SIGNAL_PRESSED},
                                     {.state = SIGNAL_ACKNOWLEDGED}};
    CHECK_INT(signal_lamp_for(signals, 3), LAMP_SENT);
    signals[1].state = SIGNAL_CLOSED;
    CHECK_INT(signal_lamp_for(signals, 3), LAMP_COMING);
    signals[2].kind = SIGNAL_TEST;
    CHECK_INT(signal_lamp_for(signals, 3), LAMP_HERE);
    CHECK_INT(signal_lamp_for(signals, 0), LAMP_OFF);
}
