#include "tests/test.h"
#include "ui/kiosk/present.h"

TEST(a_screen_in_memory_has_the_size_it_was_asked_for)
{
    struct present *present = NULL;
    struct present_options options = {
        .kind = PRESENT_OFFSCREEN, .width = 800, .height = 480};
    REQUIRE(present_open(&present, &options) == RESULT_OK);
    CHECK_INT(present_surface(present)->w, 800);
    CHECK_INT(present_surface(present)->h, 480);
    CHECK_INT(present_poll_ms(present), -1);
    present_close(present);
}

TEST(a_screen_that_stands_on_end_gives_a_tall_frame)
{
    struct present *present = NULL;
    struct present_options options = {
        .kind = PRESENT_OFFSCREEN, .width = 800, .height = 480, .rotation = 90};
    REQUIRE(present_open(&present, &options) == RESULT_OK);
    CHECK_INT(present_surface(present)->w, 480);
    CHECK_INT(present_surface(present)->h, 800);
    present_close(present);
}

TEST(a_kind_of_screen_that_is_not_known_is_absent)
{
    struct present *present = NULL;
    struct present_options options = {.kind = PRESENT_COUNT};
    CHECK_INT(present_open(&present, &options), RESULT_ABSENT);
    CHECK(present == NULL);
}
