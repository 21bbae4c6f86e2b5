#include "ui/kiosk/layout.h"

#include <math.h>
#include <string.h>

int
layout_px(const struct layout *layout, double mm)
{
    return panel_px(&layout->panel, mm * layout->scale);
}

static double
short_side_mm(const struct panel *panel)
{
    int side = panel->width < panel->height ? panel->width : panel->height;
    return side / panel->px_per_mm;
}

/* Six slots in one row, or three and three. */
static void
place_slots(struct layout *layout, int height)
{
    const struct panel *panel = &layout->panel;
    int rows = layout->two_rows ? 2 : 1;
    struct draw_rect bar = {layout->margin,
                            panel->height - layout->margin - rows * height -
                                (rows - 1) * layout->gap,
                            panel->width - 2 * layout->margin,
                            rows * height + (rows - 1) * layout->gap};
    static const int upper[SLOT_COUNT] = {0, 1, 1, 1, 0, 0};
    static const int column[SLOT_COUNT] = {0, 0, 1, 2, 1, 2};
    for (int i = 0; i < SLOT_COUNT; i++)
        layout->slots[i] =
            layout->two_rows
                ? layout_cell(bar, 3, 2, layout->gap, column[i], 1 - upper[i])
                : layout_cell(bar, SLOT_COUNT, 1, layout->gap, i, 0);
}

/* Header, bar, and the content between them, for words `growth` (0..1) larger
 * than usual. */
static void
place_frame(struct layout *layout, double growth)
{
    const struct panel *panel = &layout->panel;
    double side = short_side_mm(panel);
    double extra = side <= 92.0 ? 0.0 : (side - 92.0) * 0.06;
    int high = (int)ceil((LAYOUT_TOUCH_MM + extra) * panel->px_per_mm);
    int inner = panel->width - 2 * layout->margin;
    int top = layout->margin * 2 / 3;
    place_slots(layout, high + layout_px(layout, 7.0 * growth));
    layout->header = (struct draw_rect){layout->margin, top, inner,
                                        layout_px(layout, 9.6 + 4.0 * growth)};
    int from = top + layout->header.h + layout_px(layout, 2.2);
    int bar = layout->slots[layout->own_row ? SLOT_FIRST : SLOT_BACK].y;
    /* On the lowest pane two rows stand a hair nearer to the header. */
    int short_of = 2 * layout->touch + layout->gap - (bar - layout->gap - from);
    if (short_of > 0 && short_of < panel_px(panel, 1))
        from -= short_of;
    layout->content = (struct draw_rect){layout->margin, from, inner,
                                         bar - layout->gap - from};
}

void
layout_init(struct layout *layout, const struct panel *panel, bool own_row)
{
    double side = short_side_mm(panel);
    layout->panel = *panel;
    layout->own_row = own_row;
    layout->above = layout->ear = (struct draw_rect){0, 0, 0, 0};
    layout->scale = side <= 92.0 ? 1.0 : 1.0 + (side - 92.0) * 0.006;
    layout->portrait = panel_portrait(panel);
    layout->margin = panel_px(panel, side <= 92.0 ? 3.2 : 5.5);
    layout->gap = (int)ceil(LAYOUT_GAP_MM * panel->px_per_mm);
    layout->touch = (int)ceil(LAYOUT_TOUCH_MM * panel->px_per_mm);
    int inner = panel->width - 2 * layout->margin;
    layout->two_rows =
        inner < SLOT_COUNT * layout->touch + (SLOT_COUNT - 1) * layout->gap;
    place_frame(layout, 0);
}

/* How high the content is where the whole bar is in use. */
static int
least_content(const struct layout *layout)
{
    return layout->slots[SLOT_FIRST].y - layout->gap - layout->content.y;
}

static void
grow(struct layout *layout, bool ear, double text)
{
    double growth = fmin(text, 2.0) - 1.0;
    if (growth <= 0)
        return;
    int need = layout_px(layout, layout->portrait ? LAYOUT_UPRIGHT_MM
                                                  : LAYOUT_ROOMY_MM);
    if (ear && layout->portrait)
        need +=
            layout->header.y + layout->touch + layout->gap - layout->content.y;
    int usual = least_content(layout);
    int spare = usual > need ? usual - need : 0;
    place_frame(layout, growth);
    int taken = usual - least_content(layout);
    if (taken > spare)
        place_frame(layout, growth * spare / taken);
}

/* The mirror of the frame's own three; the three between keep their order. */
static void
mirror(struct layout *layout)
{
    struct draw_rect *slots = layout->slots;
    struct draw_rect old[SLOT_COUNT];
    memcpy(old, slots, sizeof old);
    slots[SLOT_HOME] = old[SLOT_BACK];
    slots[SLOT_BACK] = old[SLOT_HOME];
    if (layout->two_rows)
        return; /* ask stands in the middle */
    slots[SLOT_ASK] = old[SLOT_FIRST];
    slots[SLOT_FIRST] = old[SLOT_SECOND];
    slots[SLOT_SECOND] = old[SLOT_THIRD];
    slots[SLOT_THIRD] = old[SLOT_ASK];
}

static void
lower(struct layout *layout)
{
    const struct panel *panel = &layout->panel;
    struct draw_rect *content = &layout->content;
    int air = content->y - layout->header.y - layout->header.h;
    int top = (panel->height + 1) / 2;
    if (panel->height < LAYOUT_TALL_MM * panel->px_per_mm || top <= content->y)
        return;
    int by = top - (layout->ear.w > 0 ? layout->ear.y : content->y);
    /* As if each screen had a row of its own: the header never jumps. */
    int least = layout->ear.w > 0 ? LAYOUT_LEAST_EAR_MM : LAYOUT_LEAST_MM;
    int most = layout->slots[SLOT_FIRST].y - layout->gap - content->y -
               layout_px(layout, least);
    if (by > most)
        by = most;
    if (by <= 0)
        return;
    int from = layout->ear.w > 0 && layout->ear.y < layout->header.y
                   ? layout->ear.y
                   : layout->header.y;
    layout->above = (struct draw_rect){
        layout->margin, from, panel->width - 2 * layout->margin, by - air};
    layout->header.y += by;
    layout->ear.y += by;
    content->y += by;
    content->h -= by;
}

/* In the corner of the header, where the hand that goes back is not. Two rows
 * of what can be touched have to fit below it; else they stand beside it. */
static void
place_ear(struct layout *layout, bool left)
{
    struct draw_rect *header = &layout->header;
    struct draw_rect *content = &layout->content;
    int side = header->h > layout->touch ? header->h : layout->touch;
    int taken = side + layout->gap;
    int more = header->y + taken - content->y;
    layout->ear = (struct draw_rect){
        left ? header->x : header->x + header->w - side, header->y, side, side};
    header->w -= taken;
    if (left)
        header->x += taken;
    if (content->h - more >= layout_px(layout, 52)) {
        header->y += (side - header->h) / 2;
        content->y += more;
        content->h -= more;
        return;
    }
    content->w -= taken;
    if (left)
        content->x += taken;
}

void
layout_reach(struct layout *layout, bool left, bool low, bool ear, double text)
{
    if (!low)
        grow(layout, ear, text);
    if (left)
        mirror(layout);
    if (ear)
        place_ear(layout, left);
    if (low)
        lower(layout);
}

struct draw_rect
layout_cell(struct draw_rect area, int columns, int rows, int gap, int x, int y)
{
    int wide = (area.w - (columns - 1) * gap) / columns;
    int high = (area.h - (rows - 1) * gap) / rows;
    int left = (area.w - columns * wide - (columns - 1) * gap) / 2;
    return (struct draw_rect){area.x + left + x * (wide + gap),
                              area.y + y * (high + gap), wide, high};
}

int
layout_count(int length, int size, int gap)
{
    int count = (length + gap) / (size + gap);
    return count < 1 ? 1 : count;
}

struct draw_rect
layout_inset(struct draw_rect rect, int by)
{
    return (struct draw_rect){rect.x + by, rect.y + by, rect.w - 2 * by,
                              rect.h - 2 * by};
}

struct draw_rect
layout_middle(struct draw_rect rect, int width, int height)
{
    int w = width < rect.w ? width : rect.w;
    int h = height < rect.h ? height : rect.h;
    return (struct draw_rect){rect.x + (rect.w - w) / 2,
                              rect.y + (rect.h - h) / 2, w, h};
}

struct draw_rect
layout_square(struct draw_rect rect, int side)
{
    if (side > rect.w)
        side = rect.w;
    if (side > rect.h)
        side = rect.h;
    return layout_middle(rect, side, side);
}

struct draw_rect
layout_take_top(struct draw_rect *rect, int length)
{
    struct draw_rect taken = {rect->x, rect->y, rect->w, length};
    rect->y += length;
    rect->h -= length;
    return taken;
}

struct draw_rect
layout_take_left(struct draw_rect *rect, int length)
{
    struct draw_rect taken = {rect->x, rect->y, length, rect->h};
    rect->x += length;
    rect->w -= length;
    return taken;
}

struct draw_rect
layout_take_bottom(struct draw_rect *rect, int length)
{
    rect->h -= length;
    return (struct draw_rect){rect->x, rect->y + rect->h, rect->w, length};
}

struct draw_rect
layout_take_right(struct draw_rect *rect, int length)
{
    rect->w -= length;
    return (struct draw_rect){rect->x + rect->w, rect->y, length, rect->h};
}
