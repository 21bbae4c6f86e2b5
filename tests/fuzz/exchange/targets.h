/*
 * What every hostile file is put through: no file makes an importer crash,
 * leak, or hand out half a batch. A broken promise aborts.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef void target_fn(const char *bytes, size_t length);

void target_csv(const char *bytes, size_t length);
void target_encoding(const char *bytes, size_t length);
void target_people(const char *bytes, size_t length);
void target_week(const char *bytes, size_t length);
void target_calendar(const char *bytes, size_t length);
void target_zip(const char *bytes, size_t length);
void target_board(const char *bytes, size_t length);
void target_svg(const char *bytes, size_t length);

/* Frees what libical keeps; before the leak check. */
void targets_end(void);
