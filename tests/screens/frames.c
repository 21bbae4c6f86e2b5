/* What holds for every frame of every scene, on every pane. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "tests/screens/frame_checks.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"
#include "ui/kiosk/kit.h"
#include "ui/kiosk/theme.h"

static const int panes[][2] = {{800, 480},   {720, 1280}, {1280, 800},
                               {1920, 1080}, {480, 800},  {1280, 720},
                               {800, 1280},  {1080, 1920}};
enum { PANES = sizeof panes / sizeof panes[0] };

struct setting {
    const char *lang;
    enum view_text text;
    enum app_theme theme;
    enum view_mode mode;
    bool left, low, ear;
};

static int
check_scene(const struct scene *scene, const int pane[2],
            const struct setting *setting, frame_check_fn *check)
{
    struct made_up *made = made_up_open(pane[0], pane[1]);
    made->world.theme = setting->theme;
    made->people[0].text = setting->text;
    made->people[0].mode = setting->mode;
    made->people[0].reach.left = setting->left;
    made->world.low = setting->low;
    made->world.voice_works = setting->ear;
    made->world.centre.reach.voice = VOICE_EAR;
    (void)text_copy(made->people[0].lang, sizeof made->people[0].lang,
                    setting->lang);
    (void)text_copy(made->world.centre.lang, sizeof made->world.centre.lang,
                    setting->lang);
    scene->set(made);
    int wrong = check(made, made_up_look(made));
    if (wrong > 0)
        printf("    %s, %dx%d, %s, text %d, mode %d\n", scene->name, pane[0],
               pane[1], setting->lang, (int)setting->text, (int)setting->mode);
    made_up_close(made);
    return wrong;
}

static int
check_all(frame_check_fn *check)
{
    static const struct setting settings[] = {
        {"sv", TEXT_L, THEME_LIGHT, MODE_NOW_THEN, false, false, false},
        {"en", TEXT_XL, THEME_DIM, MODE_NOW_THEN, false, false, true},
        {"sv", TEXT_XL, THEME_LIGHT, MODE_SEQUENCE, false, false, false},
        {"en", TEXT_S, THEME_LIGHT, MODE_MENU, false, false, false},
        {"sv", TEXT_M, THEME_DIM, MODE_LOOK, false, false, true},
        {"en", TEXT_4XL, THEME_CONTRAST, MODE_NOW_THEN, true, false, true},
        {"sv", TEXT_3XL, THEME_CONTRAST, MODE_SEQUENCE, false, true, true},
        {"sv", TEXT_2XL, THEME_LIGHT, MODE_MENU, true, true, true}};
    int wrong = 0;
    words_open(words_folder());
    for (int i = 0; i < scene_count; i++)
        for (int pane = 0; pane < PANES; pane++)
            for (size_t s = 0; s < sizeof settings / sizeof settings[0]; s++)
                wrong +=
                    check_scene(&scenes[i], panes[pane], &settings[s], check);
    words_close();
    return wrong;
}

static bool
touchable(const struct draw_element *element)
{
    return element->role == ROLE_BUTTON || element->role == ROLE_CHOICE;
}

TEST(no_text_is_cut_on_any_pane)
{
    CHECK_INT(check_all(frame_texts_that_do_not_fit), 0);
}

TEST(no_text_lies_over_another)
{
    CHECK_INT(check_all(frame_texts_over_each_other), 0);
}

TEST(no_picture_lies_on_a_text)
{
    CHECK_INT(check_all(frame_pictures_over_text), 0);
}

static int
outside(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->element_count; i++)
        if (!frame_within(&list->elements[i].rect, list->width, list->height)) {
            printf("    %s\n", list->elements[i].id);
            wrong++;
        }
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind != DRAW_STROKE &&
            !frame_within(&list->ops[i].rect, list->width, list->height))
            wrong++;
    return wrong;
}

TEST(everything_stays_on_the_pane)
{
    CHECK_INT(check_all(outside), 0);
}

static int
small_targets(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    double mm = made->world.panel.px_per_mm;
    for (int i = 0; i < list->element_count; i++) {
        const struct draw_element *element = &list->elements[i];
        if (touchable(element) &&
            (element->rect.w < 20 * mm || element->rect.h < 20 * mm)) {
            printf("    %s is %.1f x %.1f mm\n", element->id,
                   element->rect.w / mm, element->rect.h / mm);
            wrong++;
        }
    }
    return wrong;
}

TEST(what_can_be_touched_is_at_least_20_mm)
{
    CHECK_INT(check_all(small_targets), 0);
}

/* The empty space between two, 0 if they touch or overlap. */
static int
distance(const struct draw_rect *a, const struct draw_rect *b)
{
    int x = a->x > b->x ? a->x - b->x - b->w : b->x - a->x - a->w;
    int y = a->y > b->y ? a->y - b->y - b->h : b->y - a->y - a->h;
    int most = x > y ? x : y;
    return most > 0 ? most : 0;
}

static int
near_targets(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    double mm = made->world.panel.px_per_mm;
    for (int i = 0; i < list->element_count; i++)
        for (int j = 0; j < i; j++) {
            const struct draw_element *a = &list->elements[i];
            const struct draw_element *b = &list->elements[j];
            if (touchable(a) && touchable(b) &&
                distance(&a->rect, &b->rect) < 5 * mm) {
                printf("    %s and %s\n", a->id, b->id);
                wrong++;
            }
        }
    return wrong;
}

TEST(between_targets_there_are_at_least_5_mm)
{
    CHECK_INT(check_all(near_targets), 0);
}

static bool
of_the_frame(const struct draw_element *element)
{
    static const char *const ids[] = {"back", "undo",  "ask",
                                      "home", "leave", "ear"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (text_equal(element->id, ids[i]))
            return true;
    return false;
}

static int
too_many(struct made_up *made, const struct draw_list *list)
{
    int count = 0;
    (void)made;
    if (text_equal(list->screen, "choose") ||
        text_equal(list->screen, "groups"))
        return 0;
    /* For staff alone: the keys of a PIN, and lists of names. */
    if (text_equal(list->screen, "staff-who") ||
        text_equal(list->screen, "staff-pin") ||
        text_equal(list->screen, "staff"))
        return 0;
    for (int i = 0; i < list->element_count; i++)
        if (touchable(&list->elements[i]) && !of_the_frame(&list->elements[i]))
            count++;
    bool more = text_equal(list->screen, "choice") ||
                text_equal(list->screen, "day") ||
                text_equal(list->screen, "work");
    int most = more ? 6 : 5;
    return count > most ? 1 : 0;
}

TEST(a_screen_has_few_things_to_touch)
{
    CHECK_INT(check_all(too_many), 0);
}

static int
full(struct made_up *made, const struct draw_list *list)
{
    (void)made;
    return list->full ? 1 : 0;
}

TEST(no_frame_is_fuller_than_a_list_can_hold)
{
    CHECK_INT(check_all(full), 0);
}

/* On every screen, or on none. */
static int
not_the_ears_place(const struct made_up *made, const struct draw_list *list,
                   const struct layout *layout)
{
    const struct draw_element *ear = draw_find(list, "ear");
    if (ear == NULL)
        return made->world.voice_works ? 1 : 0;
    return memcmp(&ear->rect, &layout->ear, sizeof ear->rect) != 0 ? 1 : 0;
}

static int
out_of_slot(struct made_up *made, const struct draw_list *list)
{
    static const struct {
        const char *id;
        enum layout_slot slot;
    } places[] = {{"back", SLOT_BACK},
                  {"undo", SLOT_BACK},
                  {"ask", SLOT_ASK},
                  {"home", SLOT_HOME},
                  {"leave", SLOT_HOME}};
    struct layout layout;
    int wrong = draw_find(list, "ask") == NULL ? 1 : 0;
    bool open = app_person(made->app) != NULL;
    layout_init(&layout, &made->world.panel, true);
    layout_reach(&layout, open && made->people[0].reach.left,
                 made->world.low || (open && made->people[0].reach.low),
                 draw_find(list, "ear") != NULL,
                 open ? kit_text_scale(made->people[0].text) : 1.0);
    wrong += not_the_ears_place(made, list, &layout);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const struct draw_element *element = draw_find(list, places[i].id);
        if (element != NULL &&
            memcmp(&element->rect, &layout.slots[places[i].slot],
                   sizeof element->rect) != 0)
            wrong++;
    }
    return wrong;
}

TEST(the_frame_stands_in_the_same_place_on_every_screen)
{
    CHECK_INT(check_all(out_of_slot), 0);
}

static int
same_ids(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->element_count; i++)
        for (int j = 0; j < i; j++)
            if (touchable(&list->elements[i]) &&
                text_equal(list->elements[i].id, list->elements[j].id))
                wrong++;
    return wrong;
}

TEST(no_two_targets_have_the_same_id)
{
    CHECK_INT(check_all(same_ids), 0);
}

static int
unlabelled(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->element_count; i++)
        if (list->elements[i].label[0] == '\0')
            wrong++;
    return wrong;
}

TEST(every_element_can_be_read_aloud)
{
    CHECK_INT(check_all(unlabelled), 0);
}

/* What colour lies under the middle of an operation. */
static uint32_t
ground_under(const struct draw_list *list, int at, const struct draw_rect *rect)
{
    uint32_t ground = list->ground;
    int x = rect->x + rect->w / 2;
    int y = rect->y + rect->h / 2;
    for (int i = 0; i < at; i++) {
        const struct draw_op *op = &list->ops[i];
        if ((op->kind == DRAW_BOX || op->kind == DRAW_DISC) &&
            op->fill != DRAW_NONE && x >= op->rect.x && y >= op->rect.y &&
            x < op->rect.x + op->rect.w && y < op->rect.y + op->rect.h)
            ground = op->fill;
    }
    return ground;
}

static int
faint_texts(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->op_count; i++) {
        const struct draw_op *op = &list->ops[i];
        if (op->kind != DRAW_TEXT)
            continue;
        uint32_t ground = ground_under(list, i, &op->rect);
        double contrast = theme_contrast(op->ink, ground);
        bool high = list->ground == theme_palette(THEME_CONTRAST)->ground;
        if (contrast < (high ? 7.0 : 4.5)) {
            printf("    \"%s\": %.2f (%06X on %06X)\n", op->text, contrast,
                   op->ink, ground);
            wrong++;
        }
    }
    return wrong;
}

TEST(every_text_has_a_contrast_of_4_5_or_7_to_1)
{
    CHECK_INT(check_all(faint_texts), 0);
}

static int
faint_controls(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    bool high = list->ground == theme_palette(THEME_CONTRAST)->ground;
    (void)made;
    for (int i = 0; i < list->element_count; i++) {
        const struct draw_element *element = &list->elements[i];
        bool outlined = false;
        for (int j = 0; touchable(element) && j < list->op_count; j++) {
            const struct draw_op *op = &list->ops[j];
            outlined |=
                op->kind == DRAW_BOX && op->line > 0 &&
                memcmp(&op->rect, &element->rect, sizeof op->rect) == 0 &&
                theme_contrast(op->ink, list->ground) >= (high ? 7.0 : 3.0);
        }
        if (touchable(element) && !outlined)
            wrong++;
    }
    return wrong;
}

TEST(every_control_has_an_outline_of_3_to_1)
{
    CHECK_INT(check_all(faint_controls), 0);
}

static int
loud_colours(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->op_count; i++) {
        uint32_t both[2] = {list->ops[i].fill, list->ops[i].ink};
        for (int k = 0; k < 2; k++) {
            int red = (int)(both[k] >> 16 & 0xFF);
            int green = (int)(both[k] >> 8 & 0xFF);
            int blue = (int)(both[k] & 0xFF);
            bool set = both[k] != DRAW_NONE;
            if (set && (red - green > 60 || red + green - 2 * blue > 160 ||
                        (red & green & blue) == 0xFF))
                wrong++;
        }
    }
    return wrong;
}

TEST(no_red_no_warning_yellow_and_no_pure_white)
{
    CHECK_INT(check_all(loud_colours), 0);
}

static int
loud_words(struct made_up *made, const struct draw_list *list)
{
    static const char *const banned[] = {"!",    "måste", "Måste", "ska ",
                                         "bör ", "missa", "larm",  "glöm"};
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->op_count; i++)
        for (size_t k = 0; k < sizeof banned / sizeof banned[0]; k++)
            if (list->ops[i].kind == DRAW_TEXT &&
                strstr(list->ops[i].text, banned[k]) != NULL) {
                printf("    \"%s\"\n", list->ops[i].text);
                wrong++;
            }
    return wrong;
}

TEST(the_words_inform_and_do_not_order)
{
    CHECK_INT(check_all(loud_words), 0);
}

static int
names(struct made_up *made, const struct draw_list *list)
{
    (void)list;
    /* Behind the PIN staff read names: it is what they came for. */
    const char *screen = made_up_screen(made);
    bool staff = strncmp(screen, "staff", 5) == 0 &&
                 !text_equal(screen, "staff-who") &&
                 !text_equal(screen, "staff-pin");
    bool open = app_person(made->app) != NULL || staff;
    return !open && made_up_says(made, "Namn") ? 1 : 0;
}

TEST(nobody_is_named_before_a_symbol_is_chosen)
{
    CHECK_INT(check_all(names), 0);
}

TEST(the_same_scene_is_the_same_frame)
{
    for (int i = 0; i < scene_count; i++) {
        struct made_up *one = made_up_open(1280, 800);
        struct made_up *other = made_up_open(1280, 800);
        scenes[i].set(one);
        scenes[i].set(other);
        CHECK(draw_hash(made_up_look(one)) == draw_hash(made_up_look(other)));
        made_up_close(one);
        made_up_close(other);
    }
}

TEST(scenes_differ_from_each_other)
{
    uint64_t hashes[128];
    for (int i = 0; i < scene_count; i++) {
        struct made_up *made = made_up_open(1280, 800);
        scenes[i].set(made);
        hashes[i] = draw_hash(made_up_look(made));
        for (int j = 0; j < i; j++)
            if (hashes[i] == hashes[j])
                CHECK_STR(scenes[i].name, scenes[j].name);
        made_up_close(made);
    }
}

TEST(the_longest_titles_of_real_life_fit_everywhere)
{
    static const char *const titles[] = {
        "Arbetsmarknadsförvaltningens informationsmöte",
        "Individuell utvecklingsplanering med Lars-Göran",
        "Fritidsgårdsverksamhetsplaneringsgruppen träffas", "Te"};
    for (size_t t = 0; t < sizeof titles / sizeof titles[0]; t++)
        for (int pane = 0; pane < PANES; pane++)
            for (int i = 0; i < scene_count; i++) {
                struct made_up *made =
                    made_up_open(panes[pane][0], panes[pane][1]);
                made->people[0].text = TEXT_XL;
                for (int k = 0; k < made->plan.count; k++) {
                    struct view_item *item = &made->plan.items[k];
                    (void)text_copy(item->what.text, sizeof item->what.text,
                                    titles[t]);
                    (void)text_copy(item->where.text, sizeof item->where.text,
                                    titles[(t + 1) % 4]);
                }
                scenes[i].set(made);
                const struct draw_list *list = made_up_look(made);
                if (frame_texts_that_do_not_fit(made, list) +
                        frame_texts_over_each_other(made, list) +
                        full(made, list) >
                    0)
                    CHECK_STR(scenes[i].name, titles[t]);
                made_up_close(made);
            }
}
