#include "ui/kiosk/kit.h"

#include <math.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

void
kit_begin(struct kit *kit, const struct app *app, struct draw_list *list,
          const struct app_screen_row *row, bool dim)
{
    static const double scales[] = {
        [TEXT_S] = 0.8,   [TEXT_M] = 0.9,   [TEXT_L] = 1.0,  [TEXT_XL] = 1.4,
        [TEXT_2XL] = 1.6, [TEXT_3XL] = 1.8, [TEXT_4XL] = 2.0};
    const struct app_world *world = app->world;
    kit->list = list;
    kit->app = app;
    kit->world = world;
    /* What changes by the hour changes at the cover, under nobody's eyes. */
    enum app_theme box =
        app->screen == SCREEN_COVER ? world->theme : app->theme;
    kit->theme = theme_for(box, app_reach(app)->theme, dim);
    kit->palette = theme_palette(kit->theme);
    kit->person = app_who(app);
    kit->lang = app_lang(app);
    kit->text_scale = kit->person == NULL ? 1.0 : scales[kit->person->text];
    layout_init(&kit->layout, &world->panel, row->own_row);
    layout_reach(&kit->layout, app_left_handed(app), app_low(app),
                 app_ear_shown(app));
    draw_begin(list, world->panel.width, world->panel.height,
               kit->palette->ground, row->name);
}

/* --- words and pictures --- */

int
kit_text_px(const struct kit *kit, struct kit_style style)
{
    static const double mm[KIT_SIZE_COUNT] = {[KIT_BIG] = 8.2,
                                              [KIT_TITLE] = 6.2,
                                              [KIT_BODY] = 4.7,
                                              [KIT_SMALL] = 3.7};
    double scale = style.own ? kit->text_scale : 1.0;
    return layout_px(&kit->layout, mm[style.size] * scale);
}

/* Lays the text down to `least_mm`; false, and nothing is drawn, if it is too
 * much even then. What grows with the person's text size was written by the
 * centre's staff: its syllables are of the centre's language. The screen's own
 * words stay whole. */
static bool
lay(struct kit *kit, struct draw_rect rect, const char *text,
    struct kit_style style, double least_mm)
{
    const struct palette *palette = kit->palette;
    int count = kit->list->op_count;
    int px = kit_text_px(kit, style);
    int least = panel_px(&kit->layout.panel, least_mm);
    uint32_t ink = style.soft ? palette->soft : palette->ink;
    struct draw_text_style drawn = {px,
                                    least < px ? least : px,
                                    style.lines > 0 ? style.lines : 2,
                                    style.bold ? DRAW_BOLD : DRAW_REGULAR,
                                    style.align,
                                    style.ink != 0 ? style.ink : ink,
                                    style.lean,
                                    style.own ? kit->world->centre.lang : NULL};
    if (draw_text(kit->list, &kit->world->metrics, rect, text, &drawn))
        return true;
    kit->list->op_count = count;
    return false;
}

/* Readable at arm's length; and what is still better than cut. */
static const double least_mm = 2.7, last_mm = 1.8;

bool
kit_fits(struct kit *kit, struct draw_rect rect, const char *text,
         struct kit_style style)
{
    int count = kit->list->op_count;
    bool fits = lay(kit, rect, text, style, least_mm);
    kit->list->op_count = count;
    return fits;
}

void
kit_say(struct kit *kit, const char *id, struct draw_rect rect,
        const char *text, struct kit_style style)
{
    if (text_empty(text))
        return;
    if (!lay(kit, rect, text, style, least_mm) &&
        !lay(kit, rect, text, style, last_mm))
        kit->list->full = true; /* left out, and a test hears of it */
    if (id != NULL)
        draw_element(kit->list, id, ROLE_TEXT, text, rect)->own = style.own;
}

bool
kit_shows_picture(const struct kit *kit)
{
    return kit->person == NULL || kit->person->level != LEVEL_TEXT;
}

bool
kit_shows_text(const struct kit *kit)
{
    return kit->person == NULL || kit->person->level != LEVEL_PICTURE;
}

int
kit_radius(const struct kit *kit)
{
    return layout_px(&kit->layout, 2.4);
}

/* In the dim theme a picture lies on a light plate: its lines are dark. */
void
kit_picture(struct kit *kit, struct draw_rect rect, const char *picture)
{
    if (text_empty(picture))
        return;
    struct draw_rect square = layout_square(rect, rect.w);
    struct draw_rect drawn = square;
    if (kit->theme == THEME_DIM) {
        draw_box(kit->list, square, kit->palette->plate, square.w / 6);
        drawn = layout_inset(square, square.w / 14);
    }
    struct draw_op *op = draw_picture(kit->list, drawn, picture);
    op->grey = kit->person != NULL && kit->person->greys;
}

void
kit_card(struct kit *kit, struct draw_rect rect, uint32_t fill)
{
    struct draw_op *op = draw_box(kit->list, rect, fill, kit_radius(kit));
    op->ink = kit->palette->line;
    op->line = panel_px(&kit->layout.panel, 0.25);
}

/* --- what can be touched --- */

static bool
is_pressed(const struct app *app, const char *id)
{
    return (app->touch.down && app->touch.inside &&
            text_equal(app->touch.element, id)) ||
           text_equal(app->held, id);
}

void
kit_ring(struct kit *kit, struct draw_rect rect)
{
    int by = panel_px(&kit->layout.panel, 1.9);
    struct draw_op *ring = draw_box(kit->list, layout_inset(rect, -by),
                                    DRAW_NONE, kit_radius(kit) + by);
    /* In ink: what is now has the accent's outline. */
    ring->ink = kit->palette->ink;
    ring->line = panel_px(&kit->layout.panel, 1.3);
}

void
kit_spoken(struct kit *kit, struct draw_rect rect)
{
    int line = panel_px(&kit->layout.panel, 0.7);
    int by = panel_px(&kit->layout.panel, 1.4);
    struct draw_rect outer = layout_inset(rect, -by);
    struct draw_op *ring =
        draw_box(kit->list, outer, DRAW_NONE, kit_radius(kit) + by);
    ring->ink = kit->palette->accent;
    ring->line = line;
    struct draw_rect under = {rect.x + kit_radius(kit),
                              outer.y + outer.h - 2 * line,
                              rect.w - 2 * kit_radius(kit), 2 * line};
    if (under.w > 0)
        (void)draw_box(kit->list, under, kit->palette->accent, line);
}

void
kit_also(struct kit *kit, const char *also)
{
    struct draw_list *list = kit->list;
    if (list->element_count == 0)
        return;
    struct draw_element *element = &list->elements[list->element_count - 1];
    (void)text_copy(element->also, sizeof element->also, also);
}

void
kit_own(struct kit *kit, const char *also)
{
    if (kit->list->element_count > 0)
        kit->list->elements[kit->list->element_count - 1].own = true;
    kit_also(kit, also);
}

struct draw_rect
kit_touch(struct kit *kit, struct draw_rect rect, const char *id,
          enum draw_role role, const char *label, uint32_t fill)
{
    const struct app *app = kit->app;
    const struct palette *palette = kit->palette;
    struct draw_op *op =
        draw_box(kit->list, rect, is_pressed(app, id) ? palette->pressed : fill,
                 kit_radius(kit));
    op->ink = palette->edge;
    op->line =
        panel_px(&kit->layout.panel, kit->theme == THEME_CONTRAST ? 0.8 : 0.4);
    struct draw_element *element =
        draw_element(kit->list, id, role, label, rect);
    if (text_equal(app->focus, id)) {
        element->focused = true;
        kit_ring(kit, rect);
    }
    return layout_inset(rect, layout_px(&kit->layout, 1.2));
}

/* Sign over word, or beside it in a wide box. */
static void
sign_and_word(struct kit *kit, struct draw_rect rect, const char *icon,
              const char *label, struct kit_style style)
{
    if (rect.w * 5 > rect.h * 11) {
        int side = rect.h * 3 / 4;
        struct draw_rect left =
            layout_take_left(&rect, side + layout_px(&kit->layout, 1));
        kit_picture(kit, layout_square(left, side), icon);
        (void)layout_take_left(&rect, layout_px(&kit->layout, 1));
        style.align = DRAW_START;
        style.size = KIT_BODY;
    } else {
        struct draw_rect top = layout_take_top(
            &rect, rect.h * (rect.w * 2 > rect.h * 3 ? 56 : 46) / 100);
        kit_picture(kit, layout_square(top, top.h), icon);
        style.align = DRAW_MIDDLE;
        int clear = layout_px(&kit->layout, 0.5); /* of the edges */
        rect.x += clear;
        rect.w -= 2 * clear;
    }
    kit_say(kit, NULL, rect, label, style);
}

void
kit_button(struct kit *kit, struct draw_rect rect, const char *id,
           const char *icon, const char *label)
{
    (void)kit_touch(kit, rect, id, ROLE_BUTTON, label, kit->palette->button);
    sign_and_word(kit, layout_inset(rect, layout_px(&kit->layout, 0.8)), icon,
                  label, (struct kit_style){.size = KIT_SMALL});
}

/* The title over a second line, as one block in the middle of the rect. Where
 * there is no room for both, the title: the step page has the rest. */
static void
title_and_second(struct kit *kit, struct draw_rect rect, const char *text,
                 const char *second, struct kit_style title)
{
    bool small = title.size == KIT_BODY;
    title.bold = title.own = true;
    struct kit_style below = {.size = small ? KIT_SMALL : KIT_BODY,
                              .align = title.align,
                              .soft = true,
                              .own = true,
                              .lean = -1};
    struct draw_rect lower = rect;
    struct draw_rect upper = layout_take_top(&lower, rect.h * 52 / 100);
    if (text_empty(second) || !kit_fits(kit, lower, second, below) ||
        !kit_fits(kit, upper, text, title)) {
        title.lines = 3;
        kit_say(kit, NULL, rect, text, title);
        return;
    }
    title.lean = 1;
    kit_say(kit, NULL, upper, text, title);
    kit_say(kit, NULL, lower, second, below);
}

void
kit_card_words(struct kit *kit, struct draw_rect rect,
               const struct view_card *card, const char *second)
{
    bool picture = kit_shows_picture(kit) && !text_empty(card->picture);
    bool words = kit_shows_text(kit) || !picture;
    int air = layout_px(&kit->layout, 1.4);
    if (picture && !words) {
        kit_picture(kit, rect, card->picture);
        return;
    }
    bool small = rect.w < layout_px(&kit->layout, 38);
    bool large = kit->text_scale > 1.5; /* words need the picture's room */
    struct kit_style title = {.size = small ? KIT_BODY : KIT_TITLE,
                              .align = DRAW_MIDDLE};
    if (picture && rect.w * 20 > rect.h * (small ? 42 : 29)) {
        int most = rect.w * (large ? 8 : 11) / 20;
        int side = rect.h < most ? rect.h : most;
        kit_picture(kit, layout_take_left(&rect, side), card->picture);
        (void)layout_take_left(&rect, 2 * air);
        title.align = DRAW_START;
    } else if (picture) {
        int share = text_empty(second) ? 66 : 60;
        int high = rect.h * (large ? share - 12 : share) / 100;
        kit_picture(kit, layout_take_top(&rect, high), card->picture);
        (void)layout_take_top(&rect, air / 2);
    }
    title_and_second(kit, rect, card->text, second, title);
}

void
kit_tile(struct kit *kit, struct draw_rect rect, const char *id,
         const struct view_card *card)
{
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_CHOICE, card->text, kit->palette->card);
    kit_own(kit, NULL);
    kit_card_words(kit, inside, card, NULL);
}

/* Where the pill of a mark goes. */
static struct draw_rect
mark_place(const struct kit *kit, struct draw_rect *rect, int wide, int high)
{
    if (rect->w > 2 * rect->h) {
        struct draw_rect place =
            layout_middle(layout_take_right(rect, wide), wide, high);
        (void)layout_take_right(rect, layout_px(&kit->layout, 1));
        return place;
    }
    struct draw_rect row = layout_take_top(rect, high);
    (void)layout_take_top(rect, layout_px(&kit->layout, 0.8));
    return layout_middle(row, wide, high);
}

void
kit_mark(struct kit *kit, struct draw_rect *rect, const char *icon,
         const char *id, const char *label)
{
    int air = layout_px(&kit->layout, 0.6);
    int high = layout_px(&kit->layout, 7);
    if (high > rect->h / 3)
        high = rect->h / 3;
    struct kit_style style = {.size = KIT_SMALL, .lines = 1, .bold = true};
    const struct draw_metrics *metrics = &kit->world->metrics;
    int words = metrics->width(metrics->user, label, kit_text_px(kit, style),
                               DRAW_BOLD);
    int sign = icon == NULL ? high / 3 : high;
    struct draw_rect pill =
        mark_place(kit, rect, sign + words + high / 3, high);
    draw_box(kit->list, pill,
             icon == NULL ? kit->palette->accent : kit->palette->note,
             high / 2);
    draw_element(kit->list, id, ROLE_STATUS, label, pill);
    struct draw_rect left = layout_take_left(&pill, sign);
    if (icon == NULL)
        style.ink = kit->palette->on_accent;
    else
        kit_picture(kit, layout_inset(left, air), icon);
    (void)layout_take_right(&pill, high / 3 - air);
    kit_say(kit, NULL, pill, label, style);
}
