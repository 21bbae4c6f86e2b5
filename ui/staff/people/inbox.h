/*
 * Bytes that go to core with a command: they lie in the folder's inbox under a
 * name of their own until core has taken them.
 */
#pragma once

#include "ui/staff/room.h"

enum { INBOX_NAME_SIZE = 64 };

/* Fills `name` for the command's `file`; `ending` is "png", "wav". False, with
 * nothing left behind, if they could not be written: the log says why. */
bool inbox_lay(struct visit *visit, const char *ending, const void *bytes,
               size_t length, char name[INBOX_NAME_SIZE]);
