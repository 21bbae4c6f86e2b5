/*
 * What may stand in a plan (methods.md §2, bad input): field by field, with
 * the first that may not.
 */
#pragma once

#include "firmware/core/plan_body.h"

/* "09:00" … "47:59". */
bool plan_read_minute(const char *text, int *minute);
