/* Which theme, for whom and when; and how large one's words are. */
#include "ui/kiosk/theme.h"

#include "firmware/base/text.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"

static uint32_t
ground(struct made_up *made)
{
    return made_up_look(made)->ground;
}

static uint32_t
ground_of(enum app_theme theme)
{
    return theme_palette(theme)->ground;
}

/* --- by the hour --- */

TEST(it_dims_when_the_centre_says)
{
    struct view_centre centre = {.opens = -1, .closes = -1};
    centre.reach.dim_from = 990;
    centre.reach.dim_to = 495;
    CHECK_INT(theme_at(&centre, 494), THEME_DIM);
    CHECK_INT(theme_at(&centre, 495), THEME_LIGHT);
    CHECK_INT(theme_at(&centre, 989), THEME_LIGHT);
    CHECK_INT(theme_at(&centre, 990), THEME_DIM);
    CHECK_INT(theme_at(&centre, 0), THEME_DIM);
}

TEST(what_is_not_said_is_when_it_opens_and_closes_or_the_evening)
{
    struct view_centre centre = {.opens = 540, .closes = 960};
    centre.reach.dim_from = centre.reach.dim_to = -1;
    CHECK_INT(theme_at(&centre, 539), THEME_DIM);
    CHECK_INT(theme_at(&centre, 540), THEME_LIGHT);
    CHECK_INT(theme_at(&centre, 960), THEME_DIM);
    centre.opens = centre.closes = -1;
    CHECK_INT(theme_at(&centre, 419), THEME_DIM);
    CHECK_INT(theme_at(&centre, 420), THEME_LIGHT);
    CHECK_INT(theme_at(&centre, 1080), THEME_DIM);
}

TEST(dim_in_the_middle_of_the_day_is_possible_too)
{
    struct view_centre centre = {.opens = -1, .closes = -1};
    centre.reach.dim_from = 720;
    centre.reach.dim_to = 780;
    CHECK_INT(theme_at(&centre, 719), THEME_LIGHT);
    CHECK_INT(theme_at(&centre, 750), THEME_DIM);
    CHECK_INT(theme_at(&centre, 780), THEME_LIGHT);
}

TEST(an_unsure_clock_dims_nothing)
{
    struct view_centre centre = {.opens = 540, .closes = 960};
    CHECK_INT(theme_at(&centre, -1), THEME_LIGHT);
}

TEST(a_centre_may_choose_one_theme_for_all_day)
{
    struct view_centre centre = {.opens = 540, .closes = 960};
    centre.reach.theme = WANT_CONTRAST;
    for (int minute = -1; minute < 1440; minute += 13)
        CHECK_INT(theme_at(&centre, minute), THEME_CONTRAST);
}

TEST(nobodys_day_grows_dark_under_their_eyes)
{
    struct made_up *made = made_up_open(1280, 800);
    made_up_at_home(made);
    made->world.theme = THEME_DIM;
    made_up_wait(made, 1000);
    CHECK(ground(made) == ground_of(THEME_LIGHT));
    made_up_wait(made, 100000);
    CHECK_STR(made_up_screen(made), "cover");
    CHECK(ground(made) == ground_of(THEME_DIM));
    made_up_at_home(made);
    CHECK(ground(made) == ground_of(THEME_DIM));
    made_up_close(made);
}

/* --- by person --- */

TEST(what_a_person_wants_goes_before_the_box)
{
    CHECK_INT(theme_for(THEME_LIGHT, WANT_DIM, false), THEME_DIM);
    CHECK_INT(theme_for(THEME_DIM, WANT_LIGHT, false), THEME_LIGHT);
    CHECK_INT(theme_for(THEME_DIM, WANT_CONTRAST, false), THEME_CONTRAST);
    CHECK_INT(theme_for(THEME_DIM, WANT_USUAL, false), THEME_DIM);
}

TEST(a_pause_is_dim_but_never_for_high_contrast)
{
    CHECK_INT(theme_for(THEME_LIGHT, WANT_USUAL, true), THEME_DIM);
    CHECK_INT(theme_for(THEME_LIGHT, WANT_LIGHT, true), THEME_DIM);
    CHECK_INT(theme_for(THEME_LIGHT, WANT_CONTRAST, true), THEME_CONTRAST);
    CHECK_INT(theme_for(THEME_CONTRAST, WANT_USUAL, true), THEME_CONTRAST);
}

TEST(a_persons_theme_is_theirs_and_not_the_next_ones)
{
    struct made_up *made = made_up_open(1280, 800);
    made->people[0].reach.theme = WANT_CONTRAST;
    made_up_at_home(made);
    CHECK(ground(made) == ground_of(THEME_CONTRAST));
    made_up_wait(made, 100000);
    CHECK(ground(made) == ground_of(THEME_LIGHT));
    made_up_close(made);
}

/* --- contrast --- */

TEST(high_contrast_is_7_to_1_for_every_word_and_edge)
{
    const struct palette *p = theme_palette(THEME_CONTRAST);
    const uint32_t grounds[] = {p->ground, p->card, p->button, p->pressed,
                                p->now,    p->note, p->plate};
    for (size_t i = 0; i < sizeof grounds / sizeof grounds[0]; i++) {
        CHECK(theme_contrast(p->ink, grounds[i]) >= 7.0);
        CHECK(theme_contrast(p->soft, grounds[i]) >= 7.0);
        CHECK(theme_contrast(p->edge, grounds[i]) >= 7.0);
        CHECK(theme_contrast(p->accent, grounds[i]) >= 7.0);
    }
    CHECK(theme_contrast(p->on_accent, p->accent) >= 7.0);
}

/* No pure white, no red, no warning yellow (LA-1). */
TEST(no_theme_has_white_red_or_warning_yellow)
{
    for (int t = 0; t < THEME_COUNT; t++) {
        const struct palette *p = theme_palette((enum app_theme)t);
        const uint32_t all[] = {p->ground, p->card,     p->button, p->pressed,
                                p->now,    p->note,     p->ink,    p->soft,
                                p->edge,   p->line,     p->accent, p->off,
                                p->plate,  p->on_accent};
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
            int r = (int)(all[i] >> 16 & 0xFF);
            int g = (int)(all[i] >> 8 & 0xFF);
            int b = (int)(all[i] & 0xFF);
            CHECK(all[i] != 0xFFFFFF);
            CHECK(!(r > g + 40 && r > b + 40));
            CHECK(!(r > b + 90 && g > b + 90));
        }
    }
}

/* --- text --- */

static int
largest_text(struct made_up *made)
{
    const struct draw_list *list = made_up_look(made);
    int most = 0;
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind == DRAW_TEXT &&
            text_equal(list->ops[i].text, "Måla"))
            most = list->ops[i].text_px;
    return most;
}

TEST(each_text_size_is_larger_than_the_one_before_and_the_last_is_twice_l)
{
    static const enum view_text sizes[] = {TEXT_S,   TEXT_M,   TEXT_L,  TEXT_XL,
                                           TEXT_2XL, TEXT_3XL, TEXT_4XL};
    int px[7];
    for (int i = 0; i < 7; i++) {
        struct made_up *made = made_up_open(1920, 1080);
        made->people[0].text = sizes[i];
        made_up_at_home(made);
        px[i] = largest_text(made);
        if (i > 0)
            CHECK(px[i] > px[i - 1]);
        made_up_close(made);
    }
    CHECK(px[6] >= 2 * px[2] - 1);
}

/* The size of the first words that lie in the element. */
static int
text_in(struct made_up *made, const char *id)
{
    const struct draw_list *list = made_up_look(made);
    const struct draw_element *element = draw_find(list, id);
    for (int i = 0; element != NULL && i < list->op_count; i++) {
        const struct draw_op *op = &list->ops[i];
        if (op->kind == DRAW_TEXT && op->rect.x >= element->rect.x &&
            op->rect.y >= element->rect.y &&
            op->rect.x < element->rect.x + element->rect.w &&
            op->rect.y < element->rect.y + element->rect.h)
            return op->text_px;
    }
    return 0;
}

TEST(the_frames_own_words_grow_with_the_persons_text)
{
    static const char *const ids[] = {"pause", "ask", "leave", "label:now"};
    static const int panes[][2] = {
        {800, 480}, {720, 1280}, {1280, 800}, {1920, 1080}};
    for (int p = 0; p < 4; p++)
        for (int i = 0; i < 4; i++) {
            int px[2] = {0};
            for (int large = 0; large < 2; large++) {
                struct made_up *made = made_up_open(panes[p][0], panes[p][1]);
                made->people[0].text = large == 1 ? TEXT_4XL : TEXT_L;
                made_up_at_home(made);
                px[large] = text_in(made, ids[i]);
                made_up_close(made);
            }
            if (px[0] == 0 || px[1] <= px[0])
                printf("    %s, %dx%d: %d, %d\n", ids[i], panes[p][0],
                       panes[p][1], px[0], px[1]);
            CHECK(px[0] > 0 && px[1] > px[0]);
        }
}

TEST(the_words_of_a_bar_are_all_of_one_size)
{
    static const char *const ids[] = {"day", "done", "ask", "leave"};
    struct made_up *made = made_up_open(1280, 800);
    made_up_at_home(made);
    for (int i = 0; i < 4; i++)
        CHECK_INT(text_in(made, ids[i]), text_in(made, "pause"));
    made_up_close(made);
}
