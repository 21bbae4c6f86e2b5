#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/kiosk/options.h"

enum { WORDS_MAX = 12 };

static struct options options;
static char says[OPTIONS_SAYS_SIZE];

/* Reads a command line of words parted by single spaces. */
static enum result
read_line(const char *line)
{
    static char text[400];
    static char program[] = "troskel-kiosk";
    char *words[WORDS_MAX] = {program};
    int count = 1;
    text_copy(text, sizeof text, line);
    for (char *word = strtok(text, " "); word != NULL && count < WORDS_MAX;
         word = strtok(NULL, " "))
        words[count++] = word;
    return options_read(&options, count, words, says);
}

TEST(a_whole_command_line_is_understood)
{
    REQUIRE(read_line("--dir d --size 800x480 --dpi-mm 5.4 --backend "
                      "offscreen --rotation=270") == RESULT_OK);
    CHECK_STR(options.dir, "d");
    CHECK_INT(options.screen.width, 800);
    CHECK_INT(options.screen.height, 480);
    CHECK(options.px_per_mm > 5.39 && options.px_per_mm < 5.41);
    CHECK_INT(options.screen.kind, PRESENT_OFFSCREEN);
    CHECK_INT(options.screen.rotation, 270);
    REQUIRE(read_line("--dir d --theme dim --control s --shots x") ==
            RESULT_OK);
    CHECK_INT(options.theme, THEME_DIM);
    CHECK_STR(options.control, "s");
    CHECK_STR(options.shots, "x");
}

TEST(what_is_not_said_is_a_light_window_of_the_whole_screen)
{
    REQUIRE(read_line("--dir d") == RESULT_OK);
    CHECK_INT(options.screen.kind, PRESENT_WINDOW);
    CHECK_INT(options.screen.width, 0);
    CHECK_INT(options.theme, THEME_LIGHT);
    CHECK(options.px_per_mm == 0);
}

TEST(a_theme_may_go_with_the_hour)
{
    REQUIRE(read_line("--dir d --theme contrast") == RESULT_OK);
    CHECK_INT(options.theme, THEME_CONTRAST);
    CHECK(!options.theme_by_hour);
    REQUIRE(read_line("--dir d --theme auto") == RESULT_OK);
    CHECK(options.theme_by_hour);
    CHECK(read_line("--dir d --theme red") == RESULT_INVALID);
}

TEST(a_box_may_be_for_left_hands_and_for_wheelchairs)
{
    REQUIRE(read_line("--dir d") == RESULT_OK);
    CHECK(!options.left && !options.low);
    REQUIRE(read_line("--dir d --left --low") == RESULT_OK);
    CHECK(options.left && options.low);
}

TEST(dots_per_inch_are_known_from_their_size)
{
    REQUIRE(read_line("--dir d --dpi-mm 254") == RESULT_OK);
    CHECK(options.px_per_mm > 9.99 && options.px_per_mm < 10.01);
}

TEST(a_folder_is_asked_for)
{
    CHECK_INT(read_line(""), RESULT_INVALID);
    CHECK_STR(says, "--dir DIR is missing");
    CHECK_INT(read_line("--sheet out.png"), RESULT_OK);
    CHECK_INT(options.task, TASK_SHEET);
}

TEST(values_that_mean_nothing_are_named)
{
    static const char *const lines[] = {
        "--dir d --size 800",        "--dir d --size 800x480x3",
        "--dir d --size 10x10",      "--dir d --dpi-mm much",
        "--dir d --dpi-mm nan",      "--dir d --backend glass",
        "--dir d --rotation 45",     "--dir d --theme red",
        "--dir d --unheard-of",      "--dir d more",
        "--dir d --size 99999x99999"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        says[0] = '\0';
        CHECK_INT(read_line(lines[i]), RESULT_INVALID);
        CHECK(strstr(says, "not understood") != NULL);
    }
}
