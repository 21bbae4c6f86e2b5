#include "firmware/command/run.h"
#include "tests/test.h"

static bool
has_words(const struct run_program *program, const char *a, const char *b)
{
    for (int i = 0; program->words[i] != NULL; i++)
        if (strcmp(program->words[i], a) == 0)
            return program->words[i + 1] != NULL &&
                   strcmp(program->words[i + 1], b) == 0;
    return false;
}

TEST(core_comes_first_and_everybody_gets_the_folder)
{
    struct run_program programs[RUN_PROGRAMS];
    struct run_wish wish = {.dir = "/d"};
    CHECK_INT(run_programs(&wish, programs), 4);
    CHECK_STR(programs[0].name, "troskel-core");
    for (int i = 0; i < 4; i++) {
        CHECK_STR(programs[i].words[0], programs[i].name);
        CHECK(has_words(&programs[i], "--dir", "/d"));
        CHECK(programs[i].words[3] == NULL);
    }
}

TEST(each_gets_its_own_words_and_no_other)
{
    struct run_program programs[RUN_PROGRAMS];
    struct run_wish wish = {.dir = "/d",
                            .size = "800x480",
                            .backend = "offscreen",
                            .theme = "dim",
                            .control = "/c",
                            .port = "0"};
    CHECK_INT(run_programs(&wish, programs), 4);
    CHECK(has_words(&programs[2], "--port", "0"));
    CHECK(has_words(&programs[3], "--size", "800x480"));
    CHECK(has_words(&programs[3], "--backend", "offscreen"));
    CHECK(has_words(&programs[3], "--theme", "dim"));
    CHECK(has_words(&programs[3], "--control", "/c"));
    CHECK(!has_words(&programs[0], "--port", "0"));
    CHECK(!has_words(&programs[3], "--port", "0"));
}

TEST(without_a_kiosk_there_are_three)
{
    struct run_program programs[RUN_PROGRAMS];
    struct run_wish wish = {.dir = "/d", .size = "1x1", .no_kiosk = true};
    CHECK_INT(run_programs(&wish, programs), 3);
    for (int i = 0; i < 3; i++)
        CHECK(strcmp(programs[i].name, "troskel-kiosk") != 0);
}
