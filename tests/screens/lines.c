/* How a text becomes lines, with letters that are all equally wide. */
#include <string.h>

#include "firmware/base/text.h"
#include "tests/screens/made_up.h"
#include "tests/test.h"

/* Ten pixels a letter at 20; marks take no room. */
static int
width_of(void *user, const char *text, int text_px, enum draw_weight weight)
{
    (void)user;
    (void)weight;
    bool marked = strncmp(text, "\xe2\x80\x8e", 3) == 0;
    return (int)(text_length(text) - (marked ? 1 : 0)) * text_px / 2;
}

static int
height_of(void *user, int text_px, enum draw_weight weight)
{
    (void)user;
    (void)weight;
    return text_px;
}

/* Arbets-marknads-departementet, and nothing else. */
static int
breaks_of(void *user, const char *lang, const char *word,
          int at[DRAW_BREAKS_MAX])
{
    (void)user;
    if (!text_equal(lang, "sv"))
        return 0;
    if (text_equal(word, "Arbetsmark-gruppen")) {
        at[0] = 11;
        return 1;
    }
    if (text_equal(word, "Lagenhetsstadning")) {
        at[0] = 5;
        at[1] = 9;
        at[2] = 13;
        return 3;
    }
    if (strncmp(word, "Arbetsmark", 10) != 0)
        return 0;
    at[0] = 6;
    at[1] = 14;
    return 2;
}

static struct draw_list list;

/* The lines with / between them, at the size they got. */
static const char *
lines(const char *text, int wide, int high, int min_px, const char *lang)
{
    static char out[400];
    struct draw_metrics metrics = {NULL, width_of, height_of, breaks_of};
    struct draw_text_style style = {
        .text_px = 20, .min_px = min_px, .lines = 4, .lang = lang};
    draw_begin(&list, 500, 500, 0, "lines");
    bool fits = draw_text(&list, &metrics, (struct draw_rect){0, 0, wide, high},
                          text, &style);
    text_format(out, sizeof out, "%d%s ", list.ops[0].text_px,
                fits ? "" : " over");
    for (int i = 0; i < list.op_count; i++)
        text_append(out, sizeof out, "%s%s", i > 0 ? "/" : "",
                    list.ops[i].text);
    return out;
}

TEST(a_word_that_is_too_wide_parts_between_syllables)
{
    CHECK_STR(lines("Arbetsmarknadsdepartementet", 150, 100, 10, "sv"),
              "20 Arbetsmarknads-/departementet");
    CHECK_STR(lines("Till Arbetsmarknadsdepartementet nu", 160, 100, 10, "sv"),
              "20 Till/Arbetsmarknads-/departementet nu");
}

TEST(the_parts_of_a_word_are_about_as_long)
{
    CHECK_STR(lines("Lagenhetsstadning", 140, 100, 10, "sv"),
              "16 Lagenhetsstadning");
    CHECK_STR(lines("Lagenhetsstadning", 120, 100, 10, "sv"),
              "20 Lagenhets-/stadning");
    CHECK_STR(lines("Lagenhetsstadning", 120, 40, 10, "sv"),
              "20 Lagenhets-/stadning");
    CHECK_STR(lines("En Lagenhetsstadning nu", 120, 100, 10, "sv"),
              "20 En/Lagenhets-/stadning nu");
}

TEST(a_word_that_fits_whole_a_little_smaller_is_not_parted)
{
    CHECK_STR(lines("Arbetsmarknadsdepartementet", 240, 100, 10, "sv"),
              "16 Arbetsmarknadsdepartementet");
}

TEST(without_known_syllables_the_text_is_made_smaller)
{
    CHECK_STR(lines("Arbetsmarknadsdepartementet", 150, 100, 10, "da"),
              "11 Arbetsmarknadsdepartementet");
    CHECK_STR(lines("Arbetsmarknadsdepartementet", 150, 100, 10, NULL),
              "11 Arbetsmarknadsdepartementet");
}

TEST(at_the_last_size_a_word_parts_anywhere)
{
    CHECK_STR(lines("Departementsråd", 60, 100, 16, "sv"),
              "16 Depart-/ements-/råd");
}

TEST(syllables_are_kept_also_at_the_last_size)
{
    CHECK_STR(lines("Arbetsmarknadsdepartementet", 80, 100, 18, "sv"),
              "18 Arbets-/marknad-/s-/departe-/mentet");
}

TEST(what_does_not_fit_is_never_cut)
{
    CHECK_STR(lines("Departementsråd", 60, 20, 16, "sv"),
              "16 over Depart-/ements-/råd");
}

TEST(a_word_parts_after_its_own_hyphen_without_another)
{
    CHECK_STR(lines("Arbetsmark-gruppen", 110, 100, 18, "sv"),
              "20 Arbetsmark-/gruppen");
}

TEST(lines_of_a_swedish_text_with_an_arabic_name_read_from_the_left)
{
    CHECK_STR(lines("Fika med سارة", 90, 100, 18, "sv"),
              "20 \xe2\x80\x8e"
              "Fika med/\xe2\x80\x8eسارة");
}

TEST(lines_of_an_arabic_text_read_from_the_right)
{
    const char *said = lines("سارة العلي Anna", 60, 100, 18, "sv");
    CHECK(strstr(said, "\xe2\x80\x8f"
                       "Anna") != NULL);
}

TEST(what_stands_after_a_dot_goes_on_together)
{
    CHECK_STR(lines("Salen \u00b7 med Maria", 150, 100, 20, NULL),
              "20 Salen/med Maria");
    CHECK_STR(lines("10:00 \u00b7 Salen \u00b7 med Maria", 170, 100, 20, NULL),
              "20 10:00 \u00b7 Salen/med Maria");
    CHECK_STR(lines("10:00 \u00b7 Salen \u00b7 med Maria", 140, 100, 20, NULL),
              "20 10:00 \u00b7 Salen/med Maria");
    CHECK_STR(lines("Salen \u00b7 med Per Erik", 120, 100, 20, NULL),
              "20 Salen/med Per Erik");
    /* What has no room on a line of its own parts where it must. */
    CHECK_STR(lines("Hej \u00b7 gott fika", 100, 100, 20, NULL),
              "20 Hej/gott fika");
    CHECK_STR(lines("A \u00b7 gott kaffe", 80, 100, 20, NULL),
              "20 A \u00b7 gott/kaffe");
}

TEST(a_text_of_more_lines_than_can_be_laid_does_not_fit)
{
    CHECK(strstr(lines("a b c d e f g h i j k l m n o p q r s t", 10, 20, 20,
                       NULL),
                 "over") != NULL);
}
