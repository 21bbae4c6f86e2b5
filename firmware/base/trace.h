/*
 * TROSKEL_TRACE=FILE: which stage a program passed when, to explain a number
 * that tests/bench measured from outside.
 *
 * Stages are kept in memory, the last TRACE_MAX of them, and written at the
 * end to FILE.NAME (`kiosk`, `core`): CLOCK_MONOTONIC nanoseconds, tab, stage;
 * so two programs' files can be sorted into one. Without the variable a stage
 * costs a comparison. No name and no id is ever in it.
 */
#pragma once

enum { TRACE_MAX = 8192 };

/* `name` is the program's. Once, at the start; written when it exits. */
void trace_open(const char *name);
/* `stage` is a string literal. */
void trace(const char *stage);
