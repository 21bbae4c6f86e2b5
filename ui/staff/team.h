/*
 * Whose people a visitor begins with, and whose are open to them.
 *
 * Whoever has groups of their own begins with those, and sees everybody one
 * touch away (?group=all). Staff, beside that, read and change what is theirs
 * alone; core refuses the rest whatever a page offers, so a page offers only
 * what will do. Somebody of no group is everybody's.
 */
#pragma once

#include "firmware/store/view_plan.h"
#include "ui/staff/room.h"

/* The page begins with one's own groups, and nobody asked for all. */
bool team_begins(const struct visit *visit);
/* Of one's own groups, or of none; true for whoever has no groups. */
bool team_has(const struct visit *visit, const char *person);
/* What is stored about the person is open to the visitor. */
bool team_may(const struct visit *visit, const char *person);
/* A plan that the visitor may change. */
bool team_may_plan(const struct visit *visit, const struct view_whom *whom);

/* Those of `people` that a page shows first, or may show at all, stay, in
 * their order; the rest go. */
enum team_which { TEAM_FIRST, TEAM_OPEN };
void team_keep(const struct visit *visit, enum team_which which,
               struct view_person *people, int *count);

/* "Mina grupper" and "Alla", for whoever has groups; else nothing. */
void team_ways(struct visit *visit);
