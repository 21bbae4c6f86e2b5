/*
 * Time that can be seen: quarter-hour dots, a disc, a bar, a clock face or
 * digits, as the person has chosen (methods TP-4). Nothing shows seconds,
 * nothing blinks, and with an unsure clock nothing is shown at all.
 */
#pragma once

#include "ui/kiosk/kit.h"

/* What the display counts towards. */
struct kit_time {
    bool shown;       /* false: the clock is unsure, nobody planned a time, or
                         the person wants none */
    bool now;         /* it has begun: the word is "nu" */
    int minutes_left; /* until it begins, or ends; -1: not said */
    int clock;        /* the minute of the day it counts towards; -1 */
};

struct kit_time kit_time_of(const struct kit *kit,
                            const struct view_item *item);

/* How wide the column beside a picture is; 0: nothing is shown there. */
int kit_time_width(const struct kit *kit, const struct kit_time *time);
/* Draws it, and tells it as the element `id`. */
void kit_time_draw(struct kit *kit, const char *id, struct draw_rect rect,
                   const struct kit_time *time);
/* "10:00", "10:00–11:00", or "" if times are not for this person, or the
 * clock is unsure. */
void kit_time_words(const struct kit *kit, const struct view_item *item,
                    char *out, size_t size);
/* `of` dots in a row, the last `lit` of them lit; for a pause with a length. */
void kit_time_dots_row(struct kit *kit, struct draw_rect rect, int lit, int of);
