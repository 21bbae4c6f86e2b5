/*
 * A frame on a pane that is mounted turned: where each pixel, rectangle and
 * touch goes.
 *
 * `rotation` (0, 90, 180 or 270 degrees) is how far the frame is turned
 * clockwise on its way to the panel. Pure.
 */
#pragma once

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

struct turn {
    int rotation;
    int w, h; /* of the frame, before it is turned */
};

/* Size of the panel for a frame, and of the frame for a panel. */
void turn_size(int rotation, int w, int h, int *turned_w, int *turned_h);

/* A point of the panel as the frame has it. */
void turn_point_back(const struct turn *turn, int *x, int *y);
/* A rectangle of the frame as the panel has it. */
SDL_Rect turn_rect(const struct turn *turn, SDL_Rect rect);
/* Copies a rectangle of the frame to its place on the panel, whose rows are
 * `pitch` bytes apart. */
void turn_copy(const struct turn *turn, const SDL_Surface *frame, void *panel,
               int pitch, SDL_Rect rect);
