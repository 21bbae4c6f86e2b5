#include "firmware/command/supervise.h"
#include "tests/test.h"

TEST(all_are_due_at_once_and_in_order)
{
    struct supervise supervise;
    supervise_init(&supervise, 3, 1000);
    CHECK_INT(supervise_next(&supervise), 1000);
    CHECK_INT(supervise_due(&supervise, 999), -1);
    for (int i = 0; i < 3; i++) {
        CHECK_INT(supervise_due(&supervise, 1000), i);
        supervise_started(&supervise, i, 1000);
    }
    CHECK_INT(supervise_due(&supervise, 99999), -1);
    CHECK_INT(supervise_next(&supervise), -1);
    CHECK_INT(supervise_alive(&supervise), 3);
}

TEST(one_that_dies_is_started_again_after_200_ms)
{
    struct supervise supervise;
    supervise_init(&supervise, 2, 0);
    supervise_started(&supervise, 0, 0);
    supervise_started(&supervise, 1, 0);
    supervise_died(&supervise, 1, 50);
    CHECK_INT(supervise_alive(&supervise), 1);
    CHECK_INT(supervise_next(&supervise), 250);
    CHECK_INT(supervise_due(&supervise, 249), -1);
    CHECK_INT(supervise_due(&supervise, 250), 1);
}

TEST(one_that_dies_again_and_again_waits_twice_as_long_up_to_5_s)
{
    static const int waits[] = {200, 400, 800, 1600, 3200, 5000, 5000};
    struct supervise supervise;
    int64_t now_ms = 0;
    supervise_init(&supervise, 1, now_ms);
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        supervise_started(&supervise, 0, now_ms);
        now_ms += 100;
        supervise_died(&supervise, 0, now_ms);
        CHECK_INT(supervise_next(&supervise) - now_ms, waits[i]);
        now_ms = supervise_next(&supervise);
    }
    CHECK_INT(supervise.children[0].deaths, 7);
}

TEST(one_that_stood_for_ten_seconds_begins_anew)
{
    struct supervise supervise;
    supervise_init(&supervise, 1, 0);
    supervise_started(&supervise, 0, 0);
    supervise_died(&supervise, 0, 1);
    supervise_started(&supervise, 0, 300);
    supervise_died(&supervise, 0, 301);
    CHECK_INT(supervise_next(&supervise), 701);
    supervise_started(&supervise, 0, 1000);
    supervise_died(&supervise, 0, 10999);
    CHECK_INT(supervise_next(&supervise), 10999 + 800);
    supervise_started(&supervise, 0, 20000);
    supervise_died(&supervise, 0, 30000);
    CHECK_INT(supervise_next(&supervise), 30200);
}

TEST(one_that_could_not_be_started_waits_like_one_that_died)
{
    struct supervise supervise;
    supervise_init(&supervise, 1, 0);
    supervise_died(&supervise, 0, 20000);
    supervise_died(&supervise, 0, 40000);
    CHECK_INT(supervise_next(&supervise), 40400);
    CHECK_INT(supervise_alive(&supervise), 0);
}
