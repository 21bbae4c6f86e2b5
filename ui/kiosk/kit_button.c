#include "ui/kiosk/kit.h"

#include <assert.h>
#include <math.h>

#include "firmware/base/text.h"

/* Words on controls and on marks. */

static void
add_label(struct kit *kit, struct draw_rect control, struct draw_rect rect,
          enum kit_size size, enum draw_align align)
{
    assert(kit->label_count < KIT_LABELS_MAX);
    kit->labels[kit->label_count++] = (struct kit_label){
        control, rect, kit->list->element_count - 1, size, align};
}

/* How much of a control its sign has; larger words need its room. */
static int
sign_share(const struct kit *kit, struct draw_rect rect)
{
    if (kit->frame_scale > 1.0)
        return 36;
    return rect.w * 2 > rect.h * 3 ? 56 : 40;
}

void
kit_button(struct kit *kit, struct draw_rect rect, const char *id,
           const char *icon, const char *label)
{
    struct draw_rect control = rect;
    (void)kit_touch(kit, rect, id, ROLE_BUTTON, label, kit->palette->button);
    rect = layout_inset(rect, layout_px(&kit->layout, 0.8));
    if (rect.w * 5 > rect.h * 11) { /* sign beside word */
        int side = rect.h * 3 / 4;
        struct draw_rect left =
            layout_take_left(&rect, side + layout_px(&kit->layout, 1));
        kit_picture(kit, layout_square(left, side), icon);
        (void)layout_take_left(&rect, layout_px(&kit->layout, 1));
        add_label(kit, control, rect, KIT_BODY, DRAW_START);
        return;
    }
    struct draw_rect top =
        layout_take_top(&rect, rect.h * sign_share(kit, rect) / 100);
    kit_picture(kit, layout_square(top, top.h), icon);
    int clear = layout_px(&kit->layout, 0.5); /* of the edges */
    rect.x += clear;
    rect.w -= 2 * clear;
    add_label(kit, control, rect, KIT_SMALL, DRAW_MIDDLE);
}

static struct kit_style
label_style(const struct kit_label *label, int px)
{
    return (struct kit_style){
        .size = label->size, .align = label->align, .px = px};
}

/* The smallest that a word needs on any control of this one's size; 0: one
 * does not fit. */
static int
common_px(const struct kit *kit, const struct kit_label *label,
          const int px[KIT_LABELS_MAX])
{
    int least = px[label - kit->labels];
    for (int i = 0; i < kit->label_count; i++)
        if (kit->labels[i].control.w == label->control.w &&
            kit->labels[i].control.h == label->control.h && px[i] < least)
            least = px[i];
    return least;
}

void
kit_end(struct kit *kit)
{
    int px[KIT_LABELS_MAX] = {0};
    const struct draw_element *elements = kit->list->elements;
    for (int i = 0; i < kit->label_count; i++) {
        const struct kit_label *label = &kit->labels[i];
        px[i] = kit_fits(kit, label->rect, elements[label->element].label,
                         label_style(label, 0), KIT_LEAST_MM);
    }
    for (int i = 0; i < kit->label_count; i++) {
        const struct kit_label *label = &kit->labels[i];
        kit_say(kit, NULL, label->rect, elements[label->element].label,
                label_style(label, common_px(kit, label, px)));
    }
}

/* --- marks --- */

/* How wide the word is in a row that is `high`. */
static int
mark_words(const struct kit *kit, const char *label, int high,
           struct kit_style *style)
{
    const struct draw_metrics *metrics = &kit->world->metrics;
    *style = (struct kit_style){
        .size = KIT_SMALL, .lines = 1, .bold = true, .align = DRAW_MIDDLE};
    int most = high * 7 / 10;
    int px = kit_text_px(kit, *style);
    style->px = px < most ? px : most;
    return metrics->width(metrics->user, label, style->px, DRAW_BOLD);
}

/* In a long row: sign over word, at its right end. */
static void
mark_column(struct kit *kit, struct draw_rect *rect, const char *icon,
            const char *id, const char *label)
{
    int air = layout_px(&kit->layout, 1);
    int most = layout_px(&kit->layout, 15 * fmin(kit->frame_scale, 1.4));
    int high = rect->h < most ? rect->h : most;
    struct kit_style style;
    int wide = mark_words(kit, label, high * 2 / 5, &style) + 2 * air;
    /* The title is what the card is about. */
    if (wide > rect->w * 3 / 10)
        wide = rect->w * 3 / 10;
    if (wide < high)
        wide = high;
    (void)layout_take_right(rect, air);
    struct draw_rect box =
        layout_middle(layout_take_right(rect, wide), wide, high);
    (void)layout_take_right(rect, air);
    draw_box(kit->list, box, kit->palette->note, kit_radius(kit));
    draw_element(kit->list, id, ROLE_STATUS, label, box);
    struct draw_rect top = layout_take_top(&box, high * 3 / 5);
    kit_picture(kit, layout_square(layout_inset(top, air / 2), top.h), icon);
    (void)layout_take_bottom(&box, air / 2);
    kit_say(kit, NULL, box, label, style);
}

void
kit_mark(struct kit *kit, struct draw_rect *rect, const char *icon,
         const char *id, const char *label)
{
    bool row = rect->w * 2 > rect->h * 5;
    if (row && icon != NULL) {
        mark_column(kit, rect, icon, id, label);
        return;
    }
    int air = layout_px(&kit->layout, 0.6);
    int high = layout_px(&kit->layout, 7 * fmin(kit->frame_scale, 1.4));
    int most = rect->h / (row ? 2 : 3);
    if (high > most)
        high = most;
    struct kit_style style;
    int words = mark_words(kit, label, high, &style);
    int sign = icon == NULL ? 0 : high;
    int wide = sign + words + (icon == NULL ? high : high * 2 / 3);
    if (row)
        (void)layout_take_right(rect, 2 * air);
    struct draw_rect pill =
        row ? layout_middle(layout_take_right(rect, wide), wide, high)
            : layout_middle(layout_take_top(rect, high), wide, high);
    (void)(row ? layout_take_right(rect, 2 * air) : layout_take_top(rect, air));
    draw_box(kit->list, pill,
             icon == NULL ? kit->palette->accent : kit->palette->note,
             high / 2);
    draw_element(kit->list, id, ROLE_STATUS, label, pill);
    if (icon == NULL) {
        style.ink = kit->palette->on_accent;
        kit_say(kit, NULL, pill, label, style);
        return;
    }
    kit_picture(kit, layout_inset(layout_take_left(&pill, sign), air), icon);
    (void)layout_take_right(&pill, high / 3);
    kit_say(kit, NULL, pill, label, style);
}
