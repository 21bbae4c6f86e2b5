#include "firmware/button/lamp.h"

#include "tests/test.h"

TEST(the_lamp_is_lit_from_the_press_until_someone_is_there)
{
    CHECK(!lamp_lit(LAMP_STATE_OFF));
    CHECK(lamp_lit(LAMP_STATE_SENT));
    CHECK(lamp_lit(LAMP_STATE_COMING));
    CHECK(!lamp_lit(LAMP_STATE_HERE));
}

TEST(a_press_core_has_not_taken_is_sent_whatever_core_said_before)
{
    CHECK_INT(lamp_shown(LAMP_STATE_OFF, 0), LAMP_STATE_OFF);
    CHECK_INT(lamp_shown(LAMP_STATE_OFF, 1), LAMP_STATE_SENT);
    CHECK_INT(lamp_shown(LAMP_STATE_HERE, 1), LAMP_STATE_SENT);
    CHECK_INT(lamp_shown(LAMP_STATE_COMING, 1), LAMP_STATE_COMING);
    CHECK_INT(lamp_shown(LAMP_STATE_HERE, 0), LAMP_STATE_HERE);
}

TEST(the_lamp_understands_the_words_of_core)
{
    for (int i = 0; i < LAMP_STATE_COUNT; i++) {
        enum lamp_state state = LAMP_STATE_COUNT;
        CHECK(lamp_from_name(lamp_name((enum lamp_state)i), &state));
        CHECK_INT(state, i);
    }
    enum lamp_state state = LAMP_STATE_HERE;
    CHECK(!lamp_from_name("blinking", &state));
    CHECK(!lamp_from_name(NULL, &state));
    CHECK_INT(state, LAMP_STATE_HERE);
}

TEST(two_lights_show_four_states_that_differ)
{
    bool seen[4] = {false};
    for (int i = 0; i < LAMP_STATE_COUNT; i++) {
        enum lamp_state state = (enum lamp_state)i;
        int shown = lamp_lit(state) | lamp_second_lit(state) << 1;
        CHECK(!seen[shown]);
        seen[shown] = true;
        CHECK((shown == 0) == (state == LAMP_STATE_OFF));
    }
}

/* It never blinks: it is never dark while it says something, and grows and
 * falls by less than a tenth of full in a tenth of a second. */
TEST(a_lamp_that_can_be_dimmed_breathes_slowly_and_never_goes_out)
{
    int low = 1000;
    int high = 0;
    for (int64_t ms = 0; ms < 3 * LAMP_BREATH_MS; ms += LAMP_STEP_MS) {
        int now = lamp_level(LAMP_STATE_SENT, ms);
        int next = lamp_level(LAMP_STATE_SENT, ms + LAMP_STEP_MS);
        CHECK(next - now < 100 && now - next < 100);
        low = now < low ? now : low;
        high = now > high ? now : high;
    }
    CHECK_INT(lamp_level(LAMP_STATE_SENT, 0), 1000); /* at once */
    CHECK_INT(low, 333);
    CHECK_INT(high, 1000);
    CHECK(LAMP_BREATH_MS >= 4000);
}

TEST(only_what_nobody_answered_breathes_and_the_others_stand_still)
{
    CHECK(lamp_breathes(LAMP_STATE_SENT));
    for (int64_t ms = 0; ms < 20000; ms += 100) {
        CHECK_INT(lamp_level(LAMP_STATE_OFF, ms), 0);
        CHECK_INT(lamp_level(LAMP_STATE_COMING, ms), 1000);
        CHECK_INT(lamp_level(LAMP_STATE_HERE, ms), 333);
    }
    CHECK(!lamp_breathes(LAMP_STATE_OFF));
    CHECK(!lamp_breathes(LAMP_STATE_COMING));
    CHECK(!lamp_breathes(LAMP_STATE_HERE));
}
