#include "ui/kiosk/paint_canvas.h"

struct draw_rect
canvas_meet(struct draw_rect a, struct draw_rect b)
{
    int x0 = a.x > b.x ? a.x : b.x;
    int y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (x1 <= x0 || y1 <= y0)
        return (struct draw_rect){x0, y0, 0, 0};
    return (struct draw_rect){x0, y0, x1 - x0, y1 - y0};
}

bool
canvas_empty(struct draw_rect rect)
{
    return rect.w <= 0 || rect.h <= 0;
}

struct draw_rect
canvas_join(struct draw_rect a, struct draw_rect b)
{
    if (canvas_empty(a))
        return b;
    if (canvas_empty(b))
        return a;
    int x0 = a.x < b.x ? a.x : b.x;
    int y0 = a.y < b.y ? a.y : b.y;
    int x1 = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct draw_rect){x0, y0, x1 - x0, y1 - y0};
}

struct canvas
canvas_of(SDL_Surface *surface, const struct draw_rect *part)
{
    struct draw_rect all = {0, 0, surface->w, surface->h};
    return (struct canvas){.pixels = surface->pixels,
                           .stride = surface->pitch / (int)sizeof(uint32_t),
                           .clip =
                               part == NULL ? all : canvas_meet(all, *part)};
}

void
canvas_fill(const struct canvas *canvas, struct draw_rect rect, uint32_t colour,
            uint32_t alpha)
{
    struct draw_rect part = canvas_meet(rect, canvas->clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        uint32_t *row = canvas->pixels + (ptrdiff_t)y * canvas->stride;
        if (alpha == 255)
            SDL_memset4(row + part.x, colour, (size_t)part.w);
        else
            for (int x = part.x; x < part.x + part.w; x++)
                row[x] = canvas_mix(row[x], colour, alpha);
    }
}
