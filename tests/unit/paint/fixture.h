/*
 * What the painter's tests share: a surface, a made-up source of pictures,
 * and lists put together by chance.
 */
#pragma once

#include "ui/kiosk/paint.h"

enum { FIXTURE_W = 320, FIXTURE_H = 200 };

/* White. The caller frees it. */
SDL_Surface *fixture_surface(int w, int h);
uint32_t fixture_pixel(const SDL_Surface *surface, int x, int y);
uint64_t fixture_hash(const SDL_Surface *surface);

/* A picture_source_fn: "red-W-H" is a red picture of that size, "ring" one
 * with a transparent middle, "broken" is no PNG, all else is absent. `user`
 * counts the calls (int). */
enum result fixture_source(void *user, const char *id, unsigned char **bytes,
                           size_t *length);

/* One operation more, all fields empty. */
struct draw_op *fixture_op(struct draw_list *list, enum draw_kind kind, int x,
                           int y, int w, int h);

/* The next number of a fixed sequence, 0 … below - 1. */
int fixture_chance(uint64_t *state, int below);
/* Fills the list with operations of every kind. */
void fixture_random_list(struct draw_list *list, uint64_t *state);
void fixture_random_op(struct draw_op *op, uint64_t *state);
