#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/kiosk/paint_run.h"

/* Face 1 has what is beyond the Latin letters. */
static int
face_of(void *user, uint32_t letter)
{
    (void)user;
    return letter >= 0x590 && letter < 0x2000 ? 1 : 0;
}

static struct run runs[RUNS_MAX];

TEST(a_swedish_line_is_one_run)
{
    const char *text = "Måla i ateljén, 10:20";
    REQUIRE(runs_of(text, face_of, NULL, runs) == 1);
    CHECK_INT(runs[0].length, strlen(text));
    CHECK(!runs[0].from_right);
}

TEST(an_arabic_name_of_two_words_is_one_run_from_the_right)
{
    const char *text = "سارة العلي";
    REQUIRE(runs_of(text, face_of, NULL, runs) == 1);
    CHECK(runs[0].from_right);
    CHECK_INT(runs[0].length, strlen(text));
    CHECK_INT(runs[0].face, 1);
}

TEST(an_arabic_name_in_a_swedish_line_stands_between_its_words)
{
    REQUIRE(runs_of("med سارة العلي idag", face_of, NULL, runs) == 3);
    CHECK_INT(runs[0].start, 0);
    CHECK(!runs[0].from_right);
    CHECK(runs[1].from_right);
    CHECK(!runs[2].from_right);
}

TEST(a_line_that_begins_in_arabic_is_laid_out_from_the_right)
{
    REQUIRE(runs_of("سارة 10", face_of, NULL, runs) >= 2);
    CHECK_INT(runs[0].start, 9); /* the number stands furthest left */
    CHECK(!runs[0].from_right);
}

TEST(bytes_that_are_no_utf8_are_counted_one_by_one)
{
    const char *text = "a\xff\xc3";
    CHECK_INT(run_letter(&text), 'a');
    CHECK_INT(run_letter(&text), 0xfffd);
    CHECK_INT(run_letter(&text), 0xfffd);
    CHECK_INT(run_letter(&text), 0);
}

TEST(a_line_of_many_scripts_never_has_more_runs_than_there_is_room_for)
{
    char text[160] = "";
    for (int i = 0; i < 40; i++)
        text_append(text, sizeof text, "%s", i % 2 == 0 ? "a" : "ש");
    int count = runs_of(text, face_of, NULL, runs);
    int bytes = 0;
    CHECK_INT(count, RUNS_MAX);
    for (int i = 0; i < count; i++)
        bytes += runs[i].length;
    CHECK_INT(bytes, strlen(text));
}

/* The text as it is seen, run by run from the left, each run's letters still
 * in the order in which they are said. */
static const char *
seen(const char *text)
{
    static char out[200];
    out[0] = '\0';
    int count = runs_of(text, face_of, NULL, runs);
    for (int i = 0; i < count; i++)
        text_append(out, sizeof out, "%s[%.*s]", runs[i].from_right ? "<" : "",
                    runs[i].length, text + runs[i].start);
    return out;
}

TEST(an_arabic_greeting_in_a_swedish_line_keeps_the_time_after_it)
{
    CHECK_STR(seen("Möte مرحبا بالعالم kl 10:30"),
              "[Möte ]<[مرحبا بالعالم][ kl 10:30]");
}

TEST(digits_in_an_arabic_line_read_from_the_left_and_stand_left_of_it)
{
    CHECK_STR(seen("سارة 10:30"), "[10:30]<[سارة ]");
}

TEST(brackets_around_an_arabic_name_belong_to_the_swedish_line)
{
    CHECK_STR(seen("Fika (سارة) idag"), "[Fika (]<[سارة][) idag]");
}

TEST(a_swedish_name_in_an_arabic_line_stands_between_its_words)
{
    CHECK_STR(seen("سارة Anna نور"), "<[نور]<[ ][Anna]<[سارة ]");
}

TEST(a_mark_before_a_line_says_which_way_it_reads)
{
    const char *mark = "\xe2\x80\x8e";
    char text[64];
    text_format(text, sizeof text, "%sسارة kl 10", mark);
    REQUIRE(runs_of(text, face_of, NULL, runs) > 2);
    CHECK_INT(runs[0].start, 0);
    CHECK(runs[1].from_right);
    CHECK_INT(runs[2].length, strlen(" kl 10"));
}

TEST(sami_letters_are_one_run)
{
    const char *text = "Máret Ánne Čáhci đŋŧž Ǩ";
    REQUIRE(runs_of(text, face_of, NULL, runs) == 1);
    CHECK_INT(runs[0].length, strlen(text));
}
