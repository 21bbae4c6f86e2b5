#include <stdlib.h>

#include "tests/test.h"
#include "ui/kiosk/present_turn.h"

enum { W = 7, H = 4 };

static SDL_Surface *
numbered(void)
{
    SDL_Surface *frame =
        SDL_CreateRGBSurfaceWithFormat(0, W, H, 32, SDL_PIXELFORMAT_XRGB8888);
    if (frame == NULL)
        abort();
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            ((uint32_t *)frame->pixels)[y * frame->pitch / 4 + x] =
                (uint32_t)(y * 16 + x);
    return frame;
}

TEST(a_quarter_turn_puts_the_first_row_at_the_right)
{
    uint32_t panel[W * H] = {0};
    struct turn turn = {90, W, H};
    SDL_Surface *frame = numbered();
    turn_copy(&turn, frame, panel, H * 4, (SDL_Rect){0, 0, W, H});
    CHECK_INT(panel[H - 1], 0);     /* top left to top right */
    CHECK_INT(panel[W * H - 1], 6); /* top right to bottom right */
    CHECK_INT(panel[0], 3 * 16);    /* bottom left to top left */
    SDL_FreeSurface(frame);
}

TEST(every_point_finds_its_way_back)
{
    static const int rotations[] = {0, 90, 180, 270};
    for (int r = 0; r < 4; r++) {
        struct turn turn = {rotations[r], W, H};
        int wrong = 0;
        for (int y = 0; y < H; y++)
            for (int x = 0; x < W; x++) {
                SDL_Rect there = turn_rect(&turn, (SDL_Rect){x, y, 1, 1});
                int back_x = there.x;
                int back_y = there.y;
                turn_point_back(&turn, &back_x, &back_y);
                wrong += back_x != x || back_y != y;
            }
        CHECK_INT(wrong, 0);
    }
}

TEST(a_part_is_copied_to_where_the_whole_has_it)
{
    static const int rotations[] = {0, 90, 180, 270};
    SDL_Surface *frame = numbered();
    for (int r = 0; r < 4; r++) {
        uint32_t whole[W * H] = {0};
        uint32_t parts[W * H] = {0};
        struct turn turn = {rotations[r], W, H};
        int w;
        int h;
        turn_size(rotations[r], W, H, &w, &h);
        turn_copy(&turn, frame, whole, w * 4, (SDL_Rect){0, 0, W, H});
        turn_copy(&turn, frame, parts, w * 4, (SDL_Rect){0, 0, 3, H});
        turn_copy(&turn, frame, parts, w * 4, (SDL_Rect){3, 0, 4, 2});
        turn_copy(&turn, frame, parts, w * 4, (SDL_Rect){3, 2, 4, 2});
        CHECK_INT(memcmp(whole, parts, sizeof whole), 0);
    }
    SDL_FreeSurface(frame);
}

/* A finger on the corner of the glass is on the corner of what is seen there,
 * on every panel, however it hangs. */
TEST(a_tap_at_each_corner_of_each_panel_is_that_corner_of_the_frame)
{
    static const int panels[][2] = {
        {800, 480}, {720, 1280}, {1280, 800}, {1920, 1080}};
    /* Clockwise from the top left: a turn moves every corner one on. */
    for (int p = 0; p < 4; p++)
        for (int quarter = 0; quarter < 4; quarter++) {
            const int rotation = quarter * 90;
            const int w = panels[p][0] - 1;
            const int h = panels[p][1] - 1;
            const int corners[4][2] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
            struct turn turn = {.rotation = rotation};
            turn_size(rotation, w + 1, h + 1, &turn.w, &turn.h);
            const int seen[4][2] = {{0, 0},
                                    {turn.w - 1, 0},
                                    {turn.w - 1, turn.h - 1},
                                    {0, turn.h - 1}};
            for (int c = 0; c < 4; c++) {
                int x = corners[c][0];
                int y = corners[c][1];
                turn_point_back(&turn, &x, &y);
                CHECK_INT(x, seen[(c + 4 - quarter) % 4][0]);
                CHECK_INT(y, seen[(c + 4 - quarter) % 4][1]);
            }
        }
}
