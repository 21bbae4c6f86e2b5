/* Every scene in every language, at every size of text, on every panel, with
 * the typeface, the fallbacks and the syllables that the kiosk has. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "tests/screens/frame_checks.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"
#include "ui/kiosk/paint.h"

static const int panels[][2] = {
    {800, 480}, {720, 1280}, {1280, 800}, {1920, 1080}};
enum { PANELS = sizeof panels / sizeof panels[0] };
static const enum view_text sizes[] = {TEXT_S,   TEXT_M,   TEXT_L,  TEXT_XL,
                                       TEXT_2XL, TEXT_3XL, TEXT_4XL};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static struct paint *paint;

typedef void fill_fn(struct made_up *made);

/* Readable at arm's length: 2.7 mm, but for the rounding to whole pixels. */
static int
texts_too_small(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    double least = 2.7 * made->world.panel.px_per_mm - 1;
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind == DRAW_TEXT && list->ops[i].text_px < least) {
            printf("    \"%s\" is small\n", list->ops[i].text);
            wrong++;
        }
    return wrong;
}

static int
wrong_in(const struct scene *scene, const int panel[2], enum view_text size,
         const char *lang, fill_fn *fill)
{
    struct made_up *made = made_up_open(panel[0], panel[1]);
    made->world.metrics = paint_metrics(paint);
    for (int i = 0; i < MADE_UP_PEOPLE; i++) {
        made->people[i].text = size;
        (void)text_copy(made->people[i].lang, sizeof made->people[i].lang,
                        lang);
    }
    (void)text_copy(made->world.centre.lang, sizeof made->world.centre.lang,
                    lang);
    if (fill != NULL)
        fill(made);
    scene->set(made);
    const struct draw_list *list = made_up_look(made);
    int wrong = frame_texts_that_do_not_fit(made, list) +
                frame_texts_over_each_other(made, list) +
                frame_pictures_over_text(made, list) +
                (fill == NULL ? texts_too_small(made, list) : 0) +
                (list->full ? 1 : 0);
    if (wrong > 0)
        printf("    %s, %dx%d, %s, text %s%s\n", scene->name, panel[0],
               panel[1], lang, view_text_name(size),
               list->full ? ", something is left out" : "");
    made_up_close(made);
    return wrong;
}

static int
wrong_in_all(const char *lang, fill_fn *fill)
{
    int wrong = 0;
    if (paint_open_with(&paint, NULL, NULL) != RESULT_OK)
        return -1;
    words_open(words_folder());
    for (int i = 0; i < scene_count; i++)
        for (int panel = 0; panel < PANELS; panel++)
            for (int size = 0; size < SIZES; size++)
                wrong += wrong_in(&scenes[i], panels[panel], sizes[size], lang,
                                  fill);
    words_close();
    paint_close(paint);
    return wrong;
}

TEST(the_catalogues_of_all_languages_are_there)
{
    words_open(words_folder());
    CHECK_STR(word("da", "Tillbaka"), "Tilbage");
    CHECK_STR(word("nb", "Tillbaka"), "Tilbake");
    CHECK_STR(word("en", "Tillbaka"), "Back");
    words_close();
}

TEST(a_text_that_is_too_wide_or_lies_over_another_is_seen)
{
    struct made_up *made = made_up_open(800, 480);
    struct draw_list *list = &made->list;
    draw_begin(list, 800, 480, 0, "planted");
    for (int i = 0; i < 2; i++) {
        struct draw_op *op =
            draw_op_add(list, DRAW_TEXT, (struct draw_rect){10, 10, 60, 30});
        op->text_px = 5;
        (void)text_copy(op->text, sizeof op->text,
                        "Arbetsmarknadsdepartementet");
    }
    (void)draw_picture(list, (struct draw_rect){60, 30, 40, 40}, "1F98A");
    CHECK_INT(frame_texts_that_do_not_fit(made, list), 2);
    CHECK_INT(frame_texts_over_each_other(made, list), 1);
    CHECK_INT(frame_pictures_over_text(made, list), 2);
    CHECK_INT(texts_too_small(made, list), 2);
    made_up_close(made);
}

TEST(no_swedish_text_is_cut_at_any_size)
{
    CHECK_INT(wrong_in_all("sv", NULL), 0);
}

TEST(no_danish_text_is_cut_at_any_size)
{
    CHECK_INT(wrong_in_all("da", NULL), 0);
}

TEST(no_norwegian_text_is_cut_at_any_size)
{
    CHECK_INT(wrong_in_all("nb", NULL), 0);
}

TEST(no_english_text_is_cut_at_any_size)
{
    CHECK_INT(wrong_in_all("en", NULL), 0);
}

/* EN 301 549, 5.1.4: the smallest capital of somebody's day at the largest
 * size of text, in hundredths of a millimetre. Andika's are 0.72 of its size.
 * The scenes that set a size of their own are left out. */
static int
smallest_capital(const struct scene *scene, const int panel[2],
                 const char *lang)
{
    struct made_up *made = made_up_open(panel[0], panel[1]);
    int least = INT_MAX;
    made->world.metrics = paint_metrics(paint);
    made->people[0].text = TEXT_4XL;
    (void)text_copy(made->people[0].lang, sizeof made->people[0].lang, lang);
    scene->set(made);
    const struct draw_list *list = made_up_look(made);
    bool own =
        app_person(made->app) != NULL && made->people[0].text == TEXT_4XL;
    for (int i = 0; own && i < list->op_count; i++) {
        int high =
            (int)(list->ops[i].text_px * 72 / made->world.panel.px_per_mm);
        if (list->ops[i].kind == DRAW_TEXT && high < least)
            least = high;
    }
    made_up_close(made);
    return least;
}

TEST(the_smallest_word_at_the_largest_size_is_as_large_as_is_said)
{
    static const char *const langs[] = {"sv", "da", "nb", "en"};
    static const int said[PANELS] = {230, 250, 300, 330};
    words_open(words_folder());
    REQUIRE(paint_open_with(&paint, NULL, NULL) == RESULT_OK);
    for (int panel = 0; panel < PANELS; panel++) {
        int least = INT_MAX;
        for (int i = 0; i < scene_count; i++)
            for (int k = 0; k < 4; k++) {
                int high =
                    smallest_capital(&scenes[i], panels[panel], langs[k]);
                least = high < least ? high : least;
            }
        printf("    %dx%d: %.2f mm\n", panels[panel][0], panels[panel][1],
               least / 100.0);
        CHECK(least >= said[panel]);
    }
    paint_close(paint);
    words_close();
}

/* Long compounds, names in Arabic and Sámi, and titles as long as they may
 * be: 40 characters. */
static void
fill_hard(struct made_up *made)
{
    static const char *const titles[] = {
        "Arbetsmarknadsdepartementet",
        "Lägenhetsstädning",
        "Möte med سارة العلي kl 10:30",
        "Sjukgymnastikgruppens förmiddagspromenad",
        "Čáhci ja vuodjin",
        "قهوة مع سارة"};
    for (int i = 0; i < made->plan.count && i < 6; i++) {
        struct view_item *item = &made->plan.items[i];
        (void)text_copy(item->what.text, sizeof item->what.text, titles[i]);
        if (item->with_count > 0)
            (void)text_copy(item->with[0].text, sizeof item->with[0].text,
                            "سارة العلي");
    }
}

TEST(long_compounds_and_names_of_other_scripts_are_cut_nowhere)
{
    CHECK_INT(wrong_in_all("sv", fill_hard), 0);
}
