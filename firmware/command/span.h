/*
 * What people type for a time and for a while. Pure.
 */
#pragma once

#include <stdint.h>

#include "firmware/base/result.h"

/* "90s", "15m", "2h", "1d" or "500ms", from 1 ms to 366 days. */
MUST_CHECK enum result span_parse(const char *text, int64_t *ms);

/* "2026-11-24T09:10", with ":30" or without, local time of the process's
 * zone; with a last Z it is UTC. */
MUST_CHECK enum result span_parse_moment(const char *text, int64_t *utc_ms);
