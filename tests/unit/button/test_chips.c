#include "firmware/button/chips.h"

#include <stdio.h>

#include "firmware/base/text.h"
#include "firmware/button/line.h"
#include "tests/test.h"

TEST(chips_come_in_the_order_of_their_numbers)
{
    static const char *const names[] = {"gpiochip10", "gpiochip2", "gpiochip0",
                                        "gpiochips",  "gpio",      "i2c-1"};
    struct chips chips;
    char want[128];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[128];
        text_format(path, sizeof path, "%s/%s", test_folder(), names[i]);
        FILE *file = fopen(path, "w");
        REQUIRE(file != NULL);
        fclose(file);
    }
    chips_find(&chips, test_folder());
    REQUIRE(chips.count == 3);
    text_format(want, sizeof want, "%s/gpiochip0", test_folder());
    CHECK_STR(chips.paths[0], want);
    text_format(want, sizeof want, "%s/gpiochip2", test_folder());
    CHECK_STR(chips.paths[1], want);
    text_format(want, sizeof want, "%s/gpiochip10", test_folder());
    CHECK_STR(chips.paths[2], want);
}

TEST(a_machine_without_the_folder_has_no_chips)
{
    struct chips chips = {.count = 5};
    chips_find(&chips, "/no/such/dev");
    CHECK_INT(chips.count, 0);
}

TEST(a_line_nobody_has_is_absent)
{
    struct line_wanted wanted = {.name = "no-such-line-anywhere"};
    struct line *line = NULL;
    CHECK_INT(line_open(&line, &wanted, LINE_BUTTON), RESULT_ABSENT);
    CHECK(line == NULL);
}
