/*
 * Inside the store: JSON columns into the fixed arrays of view.h. Text that
 * is missing or wrong gives nothing; the log was checked when it was written.
 */
#pragma once

#include "firmware/store/view.h"

/* Returns how many were read. `text` may be NULL. */
int view_json_cards(const char *text, struct view_card *out, int max);
int view_json_steps(const char *text, struct view_step *out, int max);
int view_json_names(const char *text, struct view_card *out, int max);
int view_json_numbers(const char *text, int *out, int max);
