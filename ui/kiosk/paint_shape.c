#include "ui/kiosk/paint_shape.h"

#include <math.h>

/* What a distance function needs to know; each uses what it is about. */
struct figure {
    float cx, cy;          /* centre, in pixels */
    float half_w, half_h;  /* of the box */
    float radius;          /* corner or circle */
    float line;            /* thickness of a border */
    float dx, dy, length2; /* of a stroke, from (cx, cy) */
    float sin, cos;        /* of a pie's last edge */
    bool wide;             /* the pie is more than half */
};

/* Distance of (x, y) to the figure's edge, negative inside. */
typedef float distance_fn(const struct figure *figure, float x, float y);

static float
larger(float a, float b)
{
    return a > b ? a : b;
}

static float
smaller(float a, float b)
{
    return a < b ? a : b;
}

static float
length_of(float x, float y)
{
    return sqrtf(x * x + y * y);
}

static float
box_distance(const struct figure *figure, float x, float y)
{
    float qx = fabsf(x - figure->cx) - figure->half_w + figure->radius;
    float qy = fabsf(y - figure->cy) - figure->half_h + figure->radius;
    return length_of(larger(qx, 0), larger(qy, 0)) +
           smaller(larger(qx, qy), 0) - figure->radius;
}

static float
frame_distance(const struct figure *figure, float x, float y)
{
    float outer = box_distance(figure, x, y);
    return larger(outer, -outer - figure->line);
}

static float
disc_distance(const struct figure *figure, float x, float y)
{
    return length_of(x - figure->cx, y - figure->cy) - figure->radius;
}

static float
ring_distance(const struct figure *figure, float x, float y)
{
    float outer = disc_distance(figure, x, y);
    return larger(outer, -outer - figure->line);
}

/* A pie lies to the right of the edge at twelve o'clock and before the other
 * edge; both hold for a narrow one, either for a wide one. */
static float
pie_distance(const struct figure *figure, float x, float y)
{
    float px = x - figure->cx;
    float py = y - figure->cy;
    float first = -px;
    float last = px * figure->cos + py * figure->sin;
    float edges = figure->wide ? smaller(first, last) : larger(first, last);
    return larger(length_of(px, py) - figure->radius, edges);
}

static float
stroke_distance(const struct figure *figure, float x, float y)
{
    float px = x - figure->cx;
    float py = y - figure->cy;
    float along = 0;
    if (figure->length2 > 0)
        along = (px * figure->dx + py * figure->dy) / figure->length2;
    along = smaller(larger(along, 0), 1);
    return length_of(px - along * figure->dx, py - along * figure->dy) -
           figure->radius;
}

static void
shade(uint32_t *pixel, float distance, struct shape_look look)
{
    if (distance >= 0.5f)
        return;
    uint32_t alpha = look.alpha;
    if (distance > -0.5f)
        alpha = (uint32_t)((0.5f - distance) * (float)alpha + 0.5f);
    *pixel = canvas_mix(*pixel, look.colour, alpha);
}

/* Asks for the distance of every pixel of `part`. */
static void
shade_part(const struct canvas *canvas, struct draw_rect part,
           const struct figure *figure, distance_fn *distance,
           struct shape_look look)
{
    part = canvas_meet(part, canvas->clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        uint32_t *row = canvas->pixels + (ptrdiff_t)y * canvas->stride;
        for (int x = part.x; x < part.x + part.w; x++)
            shade(&row[x], distance(figure, (float)x + 0.5f, (float)y + 0.5f),
                  look);
    }
}

static struct figure
box_figure(struct draw_rect rect, int radius, int line)
{
    int most = (rect.w < rect.h ? rect.w : rect.h) / 2;
    return (struct figure){.cx = (float)rect.x + (float)rect.w / 2,
                           .cy = (float)rect.y + (float)rect.h / 2,
                           .half_w = (float)rect.w / 2,
                           .half_h = (float)rect.h / 2,
                           .radius = (float)(radius < most ? radius : most),
                           .line = (float)line};
}

void
shape_box(const struct canvas *canvas, struct draw_rect rect, int radius,
          struct shape_look look)
{
    if (canvas_empty(rect))
        return;
    struct figure figure = box_figure(rect, radius, 0);
    int r = (int)figure.radius;
    int x1 = rect.x + rect.w - r;
    int y1 = rect.y + rect.h - r;
    struct draw_rect corners[] = {{rect.x, rect.y, r, r},
                                  {x1, rect.y, r, r},
                                  {rect.x, y1, r, r},
                                  {x1, y1, r, r}};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++)
        shade_part(canvas, corners[i], &figure, box_distance, look);
    struct draw_rect middle = {rect.x, rect.y + r, rect.w, rect.h - 2 * r};
    struct draw_rect top = {rect.x + r, rect.y, rect.w - 2 * r, r};
    struct draw_rect bottom = {rect.x + r, y1, rect.w - 2 * r, r};
    canvas_fill(canvas, middle, look.colour, look.alpha);
    canvas_fill(canvas, top, look.colour, look.alpha);
    canvas_fill(canvas, bottom, look.colour, look.alpha);
}

void
shape_frame(const struct canvas *canvas, struct draw_rect rect, int radius,
            int line, struct shape_look look)
{
    if (canvas_empty(rect) || line <= 0)
        return;
    if (2 * line >= rect.w || 2 * line >= rect.h) {
        shape_box(canvas, rect, radius, look);
        return;
    }
    struct figure figure = box_figure(rect, radius, line);
    int r = (int)figure.radius > line ? (int)figure.radius : line;
    int x1 = rect.x + rect.w - r;
    int y1 = rect.y + rect.h - r;
    int across = rect.w - 2 * r;
    int down = rect.h - 2 * r;
    struct draw_rect corners[] = {{rect.x, rect.y, r, r},
                                  {x1, rect.y, r, r},
                                  {rect.x, y1, r, r},
                                  {x1, y1, r, r}};
    struct draw_rect sides[] = {
        {rect.x + r, rect.y, across, line},
        {rect.x + r, rect.y + rect.h - line, across, line},
        {rect.x, rect.y + r, line, down},
        {rect.x + rect.w - line, rect.y + r, line, down}};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        shade_part(canvas, corners[i], &figure, frame_distance, look);
        canvas_fill(canvas, sides[i], look.colour, look.alpha);
    }
}

static struct figure
circle_figure(struct draw_rect rect, int line)
{
    int side = rect.w < rect.h ? rect.w : rect.h;
    return (struct figure){.cx = (float)rect.x + (float)rect.w / 2,
                           .cy = (float)rect.y + (float)rect.h / 2,
                           .radius = (float)side / 2,
                           .line = (float)line};
}

void
shape_pie(const struct canvas *canvas, struct draw_rect rect, float fraction,
          struct shape_look look)
{
    if (canvas_empty(rect) || !(fraction > 0))
        return;
    struct figure figure = circle_figure(rect, 0);
    distance_fn *distance = disc_distance;
    if (fraction < 1) {
        float turn = fraction * 6.2831853f;
        figure.sin = sinf(turn);
        figure.cos = cosf(turn);
        figure.wide = fraction > 0.5f;
        distance = pie_distance;
    }
    shade_part(canvas, rect, &figure, distance, look);
}

void
shape_ring(const struct canvas *canvas, struct draw_rect rect, int line,
           struct shape_look look)
{
    if (canvas_empty(rect) || line <= 0)
        return;
    struct figure figure = circle_figure(rect, line);
    shade_part(canvas, rect, &figure, ring_distance, look);
}

struct draw_rect
shape_stroke_bounds(struct draw_rect rect, int line)
{
    int room = line / 2 + 2;
    int x = rect.w < 0 ? rect.x + rect.w : rect.x;
    int y = rect.h < 0 ? rect.y + rect.h : rect.y;
    int w = rect.w < 0 ? -rect.w : rect.w;
    int h = rect.h < 0 ? -rect.h : rect.h;
    return (struct draw_rect){x - room, y - room, w + 2 * room, h + 2 * room};
}

/* The part of row `y` that the stroke may touch: a slanting one fills little
 * of its box. */
static struct draw_rect
stroke_row(const struct figure *figure, struct draw_rect box, int y)
{
    float room = figure->radius + 2;
    float from = 0;
    float to = 1;
    if (figure->dy != 0) {
        float a = ((float)y - room - figure->cy) / figure->dy;
        float b = ((float)y + 1 + room - figure->cy) / figure->dy;
        from = larger(smaller(a, b), 0);
        to = smaller(larger(a, b), 1);
    }
    if (from > to)
        return (struct draw_rect){box.x, y, 0, 0};
    float x0 = figure->cx + figure->dx * (figure->dx < 0 ? to : from) - room;
    float x1 = figure->cx + figure->dx * (figure->dx < 0 ? from : to) + room;
    int left = (int)floorf(x0);
    return (struct draw_rect){left, y, (int)ceilf(x1) - left, 1};
}

void
shape_stroke(const struct canvas *canvas, struct draw_rect rect, int line,
             struct shape_look look)
{
    if (line <= 0)
        return;
    /* An odd line stands on pixels' middles: level ones stay sharp. */
    float shift = line % 2 == 1 ? 0.5f : 0;
    struct figure figure = {.cx = (float)rect.x + shift,
                            .cy = (float)rect.y + shift,
                            .radius = (float)line / 2,
                            .dx = (float)rect.w,
                            .dy = (float)rect.h};
    figure.length2 = figure.dx * figure.dx + figure.dy * figure.dy;
    struct draw_rect box = shape_stroke_bounds(rect, line);
    struct draw_rect seen = canvas_meet(box, canvas->clip);
    for (int y = seen.y; y < seen.y + seen.h; y++)
        shade_part(canvas, canvas_meet(stroke_row(&figure, box, y), box),
                   &figure, stroke_distance, look);
}
