#include "ui/kiosk/kit.h"

#include <math.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

double
kit_text_scale(enum view_text text)
{
    static const double scales[] = {
        [TEXT_S] = 0.8,   [TEXT_M] = 0.9,   [TEXT_L] = 1.0,  [TEXT_XL] = 1.4,
        [TEXT_2XL] = 1.6, [TEXT_3XL] = 1.8, [TEXT_4XL] = 2.0};
    return scales[text];
}

static double
scale_of(const struct app *app)
{
    const struct view_person *person = app_who(app);
    return person == NULL ? 1.0 : kit_text_scale(person->text);
}

void
kit_layout(struct layout *layout, const struct app *app, bool own_row)
{
    layout_init(layout, &app->world->panel, own_row);
    layout_reach(layout, app_left_handed(app), app_low(app), app_ear_shown(app),
                 scale_of(app));
}

void
kit_begin(struct kit *kit, const struct app *app, struct draw_list *list,
          const struct app_screen_row *row, bool dim)
{
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
    kit->text_scale = scale_of(app);
    kit->frame_scale = fmax(1.0, kit->text_scale);
    kit->label_count = 0;
    kit_layout(&kit->layout, app, row->own_row);
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
    double scale = style.own ? kit->text_scale : kit->frame_scale;
    return style.px > 0 ? style.px
                        : layout_px(&kit->layout, mm[style.size] * scale);
}

/* Lays the text down to `least_mm`; false, and nothing is drawn, if it is too
 * much even then. What is own was written by the centre's staff: its syllables
 * are of the centre's language. The screen's own words stay whole. */
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

/* What is still better than cut. */
static const double last_mm = 1.8;

int
kit_fits(struct kit *kit, struct draw_rect rect, const char *text,
         struct kit_style style, double least_mm)
{
    struct draw_list *list = kit->list;
    int count = list->op_count;
    bool fits = lay(kit, rect, text, style, least_mm);
    int px = fits && list->op_count > count ? list->ops[count].text_px : 0;
    list->op_count = count;
    return px;
}

void
kit_say(struct kit *kit, const char *id, struct draw_rect rect,
        const char *text, struct kit_style style)
{
    if (text_empty(text))
        return;
    if (!lay(kit, rect, text, style, KIT_LEAST_MM) &&
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

/* The title over a second line, as one block in the middle of the rect. Where
 * there is no room for both, the title: the step page has the rest. Whoever
 * wants large text has the title alone sooner. */
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
    double least = KIT_LEAST_MM * fmin(kit->frame_scale, 1.5);
    struct draw_rect lower = rect;
    struct draw_rect upper = layout_take_top(&lower, rect.h * 52 / 100);
    if (text_empty(second) || kit_fits(kit, lower, second, below, least) == 0 ||
        kit_fits(kit, upper, text, title, least) == 0) {
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
    /* A narrow card, or a row of a list. */
    bool small = rect.w < layout_px(&kit->layout, 38) ||
                 rect.h < layout_px(&kit->layout, 9);
    bool large = kit->text_scale > 1.5; /* words need the picture's room */
    struct kit_style title = {.size = small ? KIT_BODY : KIT_TITLE,
                              .align = DRAW_MIDDLE};
    /* Words beside the picture need a column that holds one; below it, where
     * the card is low, they would have no room at all. */
    bool narrow = small || (rect.w < layout_px(&kit->layout, 51) &&
                            rect.h > layout_px(&kit->layout, 19));
    if (picture && rect.w * 20 > rect.h * (narrow ? 42 : 29)) {
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
