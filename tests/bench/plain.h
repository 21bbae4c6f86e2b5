/*
 * A check-in by SQL alone: what SQLite costs whoever stores an arrival and
 * keeps who is here and the day's sum beside it, without a rule, a command or a
 * log that explains itself. The same journal, the same sync, as many pages.
 *
 * Stands between the limit (raw writes) and core's own check-in, and says how
 * much of the way is SQLite's.
 */
#pragma once

#include <stdbool.h>

struct plain;

/* A database of its own at `path`. NULL: it cannot be made. */
struct plain *plain_open(const char *path);
/* One commit: number `n`, person 0…59, at so many ms. */
bool plain_check_in(struct plain *plain, int n);
/* The WAL back into the file, as core does in a pause. */
void plain_rest(struct plain *plain);
void plain_close(struct plain *plain);
