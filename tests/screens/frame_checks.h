/*
 * What holds for a frame, whatever it is of: each check prints what is wrong
 * and returns how much.
 */
#pragma once

#include "tests/screens/made_up.h"

typedef int frame_check_fn(struct made_up *made, const struct draw_list *list);

bool frame_within(const struct draw_rect *rect, int width, int height);
bool frame_overlap(const struct draw_rect *a, const struct draw_rect *b);

frame_check_fn frame_texts_that_do_not_fit;
frame_check_fn frame_texts_over_each_other;
frame_check_fn frame_pictures_over_text;
