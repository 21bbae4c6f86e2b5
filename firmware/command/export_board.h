/*
 * export board: a person's choices, or one of them, in Open Board Format.
 */
#pragma once

#include "firmware/command/line.h"

/* `line` has its operands read; `path` ends in .obf or .obz. Returns an enum
 * line_exit; what went wrong has been said. */
int export_board(struct line *line, const char *path);
