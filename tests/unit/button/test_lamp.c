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
