/*
 * The first room: who is here, and the signals. Its routes, and what its pages
 * read.
 *
 *   /                today's page        /now     what is kept fresh of it
 *   /strip           the signals, for every other page
 *   /signal/ID       one signal: who it was, the short form that closes it
 *   /presence/ID     one person's day: come, gone, put right
 *   /evacuation      who is here, to take along    /not-seen
 */
#pragma once

#include "ui/staff/room.h"

extern const struct route today_routes[];

/* Pages (one file each). */
void today_draw(struct visit *visit);
void today_draw_now(struct visit *visit);
void today_draw_strip(struct visit *visit);
void signal_draw(struct visit *visit);
void presence_draw(struct visit *visit);
void evacuation_draw(struct visit *visit);
void not_seen_draw(struct visit *visit);

/* What is done on them. */
void signal_acknowledge(struct visit *visit);
void signal_with(struct visit *visit);
void signal_close(struct visit *visit);
void signal_whose(struct visit *visit);
void signal_drawn(struct visit *visit);
void page_draws(struct visit *visit);
void page_is_hidden(struct visit *visit);
void presence_post(struct visit *visit);
void settle_post(struct visit *visit);
void staff_came_post(struct visit *visit);
void staff_went_post(struct visit *visit);
