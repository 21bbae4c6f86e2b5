#include <stdio.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/text.h"
#include "tests/test.h"

TEST(a_test_clock_is_one_for_all_and_can_stand_still)
{
    struct clock *a = NULL;
    struct clock *b = NULL;
    REQUIRE(folder_make(test_folder(), true) == RESULT_OK);
    REQUIRE(clock_open(&a, test_folder()) == RESULT_OK);
    REQUIRE(clock_open(&b, test_folder()) == RESULT_OK);
    REQUIRE(clock_test_set(a, 1795424400000, true, CLOCK_UNSURE) == RESULT_OK);
    struct clock_time before = clock_now(b);
    CHECK_INT(before.utc_ms, 1795424400000);
    CHECK_INT(before.quality, CLOCK_UNSURE);
    REQUIRE(clock_test_advance(b, 60000) == RESULT_OK);
    CHECK_INT(clock_now(a).utc_ms, 1795424460000);
    CHECK_INT(clock_now(a).boot_ms, before.boot_ms + 60000);
    clock_close(a);
    clock_close(b);
}

TEST(a_real_folder_refuses_a_test_clock)
{
    struct clock *clock = NULL;
    char path[256];
    REQUIRE(folder_make(test_folder(), false) == RESULT_OK);
    REQUIRE(clock_open(&clock, test_folder()) == RESULT_OK);
    CHECK_INT(clock_test_set(clock, 1, true, CLOCK_HELD), RESULT_INVALID);
    CHECK_INT(clock_test_advance(clock, 1), RESULT_INVALID);
    clock_close(clock);
    text_format(path, sizeof path, "%s/clock", test_folder());
    FILE *file = fopen(path, "w");
    REQUIRE(file != NULL);
    fclose(file);
    CHECK_INT(clock_open(&clock, test_folder()), RESULT_INVALID);
}

TEST(a_clock_behind_what_is_stored_is_unsure)
{
    struct clock *clock = NULL;
    REQUIRE(clock_open(&clock, NULL) == RESULT_OK);
    struct clock_time now = clock_now(clock);
    clock_set_floor(clock, now.utc_ms + 3600000);
    CHECK_INT(clock_now(clock).quality, CLOCK_UNSURE);
    CHECK_INT(strlen(clock_boot_id(clock)), 36);
    clock_close(clock);
}
