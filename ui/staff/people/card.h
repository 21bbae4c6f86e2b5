/*
 * "Så hjälper du mig": what a member of staff reads on the way to somebody
 * (LA-13). For a signal's card and for the person's page.
 */
#pragma once

#include "ui/staff/room.h"

/* False, and nothing is written, if nobody has said anything. Whoever shows
 * it notes the look (ROUTE_PERSON, or a signal that names the person). */
bool card_help(struct visit *visit, const char *person);
