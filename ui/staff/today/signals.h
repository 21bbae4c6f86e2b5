/*
 * Signals as staff see and answer them: the cards on today's page, the strip
 * on every other, and the words of each state. Reads the visit's store; writes
 * into its html.
 *
 * A card says only what is so. Answering is one touch: "Jag kommer", then
 * "Jag är där", then the short form that closes it. A locked page (nobody
 * touched it for long) shows place and time, and nobody's name; it may be
 * answered all the same.
 */
#pragma once

#include <stdbool.h>

#include "ui/staff/room.h"

bool signals_open(enum view_signal_state state);
/* "Framme, ingen är på väg än"; `staff` may be empty. */
void signals_words(const char *lang, enum view_signal_state state,
                   const char *staff, char *out, size_t size);
/* "Skärmen", "Okänd plats", or the button's name. */
const char *signals_place(const char *lang, const struct view_signal *signal);

/* The open ones, with `all` those of a day too, newest first; real ones before
 * tests. Freed with signals_free, which takes NULL. */
bool signals_read(struct visit *visit, bool all, struct view_signal **out,
                  int *count);
void signals_free(struct view_signal *signals);
int signals_open_count(const struct view_signal *signals, int count);

/* One line on a page that is not today's. */
void signals_strip(struct visit *visit, const struct view_signal *signal);
/* What of the button does not work, a band each. */
void signals_faults(struct visit *visit);
/* The section on top of today's page. */
void signals_section(struct visit *visit, const struct view_signal *signals,
                     int count);
/* The card on a page of its own, kept fresh there. */
void signals_alone(struct visit *visit, const struct view_signal *signal);
