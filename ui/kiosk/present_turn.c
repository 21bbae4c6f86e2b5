#include "ui/kiosk/present_turn.h"

#include <string.h>

void
turn_size(int rotation, int w, int h, int *turned_w, int *turned_h)
{
    bool across = rotation == 90 || rotation == 270;
    *turned_w = across ? h : w;
    *turned_h = across ? w : h;
}

void
turn_point_back(const struct turn *turn, int *x, int *y)
{
    int px = *x;
    int py = *y;
    switch (turn->rotation) {
    case 90:
        *x = py;
        *y = turn->h - 1 - px;
        break;
    case 180:
        *x = turn->w - 1 - px;
        *y = turn->h - 1 - py;
        break;
    case 270:
        *x = turn->w - 1 - py;
        *y = px;
        break;
    default:
        break;
    }
}

SDL_Rect
turn_rect(const struct turn *turn, SDL_Rect rect)
{
    switch (turn->rotation) {
    case 90:
        return (SDL_Rect){turn->h - rect.y - rect.h, rect.x, rect.h, rect.w};
    case 180:
        return (SDL_Rect){turn->w - rect.x - rect.w, turn->h - rect.y - rect.h,
                          rect.w, rect.h};
    case 270:
        return (SDL_Rect){rect.y, turn->w - rect.x - rect.w, rect.h, rect.w};
    default:
        return rect;
    }
}

static uint32_t *
row_of(void *pixels, int pitch, int y)
{
    return (uint32_t *)((uint8_t *)pixels + (ptrdiff_t)y * pitch);
}

void
turn_copy(const struct turn *turn, const SDL_Surface *frame, void *panel,
          int pitch, SDL_Rect rect)
{
    SDL_Rect to = turn_rect(turn, rect);
    for (int y = to.y; y < to.y + to.h; y++) {
        uint32_t *row = row_of(panel, pitch, y);
        if (turn->rotation == 0) {
            memcpy(row + to.x, row_of(frame->pixels, frame->pitch, y) + to.x,
                   (size_t)to.w * sizeof *row);
            continue;
        }
        for (int x = to.x; x < to.x + to.w; x++) {
            int from_x = x;
            int from_y = y;
            turn_point_back(turn, &from_x, &from_y);
            row[x] = row_of(frame->pixels, frame->pitch, from_y)[from_x];
        }
    }
}
