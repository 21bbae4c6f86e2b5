/*
 * The signals as cards: shape, place, who, state in words, since when.
 *
 * The words are true for each state: an open page that has drawn a signal is
 * "framme", and nobody is "på väg" before somebody said so.
 */
#pragma once

#include <stdbool.h>

#include "ui/staff/html.h"
#include "ui/staff/today.h"

/* The section with what is open and, smaller, what was before. */
void signals_section(struct html *html, const struct today *today);

/* The state in words; `staff` may be empty. */
void signals_words(const char *lang, enum view_signal_state state,
                   const char *staff, char *out, size_t size);
bool signals_open(enum view_signal_state state);
