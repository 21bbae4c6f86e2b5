/*
 * A thing of somebody's day, drawn: its picture and words, what was changed,
 * and that it is done, in the way this person marks it.
 */
#pragma once

#include "ui/kiosk/kit_time.h"

/* "10:00–11:00 · Ateljén · med Maria": what of it is known, in this order. */
void kit_item_second(const struct kit *kit, const struct view_item *item,
                     char *out, size_t size);

/* The whole body of a card, within `rect`; `time` draws the column at the
 * left with element id `time:<what>`. */
void kit_item_body(struct kit *kit, struct draw_rect rect,
                   const struct view_item *item, bool with_time);
/* The line around what is now, among others of its day. */
void kit_item_now(struct kit *kit, struct draw_rect rect);

/* A flat card: an element `id` of role picture that tells what it is. */
void kit_item_card(struct kit *kit, struct draw_rect rect, const char *id,
                   const struct view_item *item);
/* The same, to be touched: its element is `item:<uuid>`. */
void kit_item_touch(struct kit *kit, struct draw_rect rect,
                    const struct view_item *item, bool is_now, bool with_time);

/* The newest element is this item: title first, what else its card says after
 * it. */
void kit_item_own(struct kit *kit, const struct view_item *item);

/* The card that stands after the last thing of the day. */
void kit_end_card(struct kit *kit, struct draw_rect rect, const char *id,
                  const char *text);

/* The uuid in "item:<uuid>", or NULL if it is something else. */
const char *kit_item_of(const char *element);
