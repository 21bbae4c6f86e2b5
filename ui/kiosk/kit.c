#include "ui/kiosk/kit.h"

#include <math.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

void
kit_begin(struct kit *kit, const struct app *app, struct draw_list *list,
          const struct app_screen_row *row, bool dim)
{
    static const double scales[] = {
        [TEXT_S] = 0.8, [TEXT_M] = 0.9, [TEXT_L] = 1.0, [TEXT_XL] = 1.4};
    const struct app_world *world = app->world;
    kit->list = list;
    kit->app = app;
    kit->world = world;
    kit->palette = theme_palette(dim ? THEME_DIM : world->theme);
    kit->person = app_who(app);
    kit->lang = app_lang(app);
    kit->text_scale = kit->person == NULL ? 1.0 : scales[kit->person->text];
    layout_init(&kit->layout, &world->panel, row->own_row);
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

void
kit_say(struct kit *kit, const char *id, struct draw_rect rect,
        const char *text, struct kit_style style)
{
    if (text_empty(text))
        return;
    const struct palette *palette = kit->palette;
    uint32_t ink = style.ink != 0 ? style.ink
                   : style.soft   ? palette->soft
                                  : palette->ink;
    int px = kit_text_px(kit, style);
    int least = panel_px(&kit->layout.panel, 2.7);
    struct draw_text_style drawn = {px,
                                    least < px ? least : px,
                                    style.lines > 0 ? style.lines : 2,
                                    style.bold ? DRAW_BOLD : DRAW_REGULAR,
                                    style.align,
                                    ink};
    (void)draw_text(kit->list, &kit->world->metrics, rect, text, &drawn);
    if (id != NULL)
        draw_element(kit->list, id, ROLE_TEXT, text, rect);
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
    if (kit->palette == theme_palette(THEME_DIM)) {
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
    op->line = panel_px(&kit->layout.panel, 0.4);
    struct draw_element *element =
        draw_element(kit->list, id, role, label, rect);
    if (text_equal(app->focus, id)) {
        element->focused = true;
        int by = panel_px(&kit->layout.panel, 1.3);
        struct draw_op *ring = draw_box(kit->list, layout_inset(rect, -by),
                                        DRAW_NONE, kit_radius(kit) + by);
        ring->ink = palette->accent;
        ring->line = panel_px(&kit->layout.panel, 0.9);
    }
    return layout_inset(rect, layout_px(&kit->layout, 1.2));
}

/* Sign over word, or beside it in a wide box. */
static void
sign_and_word(struct kit *kit, struct draw_rect rect, const char *icon,
              const char *label, struct kit_style style)
{
    if (rect.w > rect.h * 8 / 5) {
        int side = rect.h * 3 / 4;
        struct draw_rect left =
            layout_take_left(&rect, side + layout_px(&kit->layout, 1));
        kit_picture(kit, layout_square(left, side), icon);
        (void)layout_take_left(&rect, layout_px(&kit->layout, 1));
        style.align = DRAW_START;
    } else {
        struct draw_rect top = layout_take_top(&rect, rect.h * 11 / 20);
        kit_picture(kit, layout_square(top, top.h), icon);
        style.align = DRAW_MIDDLE;
    }
    kit_say(kit, NULL, rect, label, style);
}

void
kit_button(struct kit *kit, struct draw_rect rect, const char *id,
           const char *icon, const char *label)
{
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_BUTTON, label, kit->palette->button);
    sign_and_word(kit, inside, icon, label,
                  (struct kit_style){.size = KIT_SMALL});
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
    enum draw_align align = DRAW_MIDDLE;
    if (picture && rect.w * 2 > rect.h * 3) {
        int side = rect.h < rect.w / 2 ? rect.h : rect.w / 2;
        kit_picture(kit, layout_take_left(&rect, side), card->picture);
        (void)layout_take_left(&rect, 2 * air);
        align = DRAW_START;
    } else if (picture) {
        int high = rect.h * (text_empty(second) ? 68 : 58) / 100;
        kit_picture(kit, layout_take_top(&rect, high), card->picture);
        (void)layout_take_top(&rect, air / 2);
    }
    struct kit_style title = {
        .size = KIT_TITLE, .align = align, .bold = true, .own = true};
    struct kit_style below = {
        .size = KIT_BODY, .align = align, .soft = true, .own = true};
    if (text_empty(second)) {
        title.lines = 3;
        kit_say(kit, NULL, rect, card->text, title);
        return;
    }
    struct draw_rect top = layout_take_top(&rect, rect.h * 55 / 100);
    kit_say(kit, NULL, top, card->text, title);
    kit_say(kit, NULL, rect, second, below);
}

void
kit_tile(struct kit *kit, struct draw_rect rect, const char *id,
         const struct view_card *card)
{
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_CHOICE, card->text, kit->palette->card);
    kit_card_words(kit, inside, card, NULL);
}

void
kit_mark(struct kit *kit, struct draw_rect *rect, const char *icon,
         const char *id, const char *label)
{
    int air = layout_px(&kit->layout, 0.6);
    int high = layout_px(&kit->layout, 7);
    if (high > rect->h / 3)
        high = rect->h / 3;
    struct draw_rect row = layout_take_top(rect, high);
    (void)layout_take_top(rect, air);
    struct kit_style style = {.size = KIT_SMALL, .lines = 1, .bold = true};
    const struct draw_metrics *metrics = &kit->world->metrics;
    int words = metrics->width(metrics->user, label, kit_text_px(kit, style),
                               DRAW_BOLD) +
                4 * air;
    struct draw_rect pill = layout_middle(row, high + words + 2 * air, high);
    draw_box(kit->list, pill, kit->palette->note, high / 2);
    draw_element(kit->list, id, ROLE_STATUS, label, pill);
    struct draw_rect sign = layout_take_left(&pill, high);
    kit_picture(kit, layout_inset(sign, air), icon);
    kit_say(kit, NULL, layout_inset(pill, air), label, style);
}
