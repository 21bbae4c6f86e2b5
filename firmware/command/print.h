/*
 * What leaves on standard output: JSON for machines, columns for people.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

#include "firmware/command/line.h"

/* Prints and gives up `value` (NULL: out of memory). LINE_DONE, or
 * LINE_REFUSED when it could not be written. */
int print_json(const struct line *line, json_t *value);
/* One object a line, for following. */
int print_json_line(const struct line *line, json_t *value);

/* A string, or null for an empty one. The caller owns it. */
json_t *print_text(const char *text);
/* Minutes of the day as "HH:MM", null below zero; after midnight from 00. */
json_t *print_minute(int minute);
/* Milliseconds as UTC "2026-11-24T08:10:00.000Z"; null for 0. */
json_t *print_utc(int64_t utc_ms);
/* The same as local "2026-11-24 09:10:00"; null for 0. */
json_t *print_local(int64_t utc_ms);
void print_local_into(int64_t utc_ms, char *out, size_t size);

/* A text padded to `width` characters (not bytes), two spaces after. */
void print_cell(const char *text, int width);
