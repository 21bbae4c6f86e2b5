/*
 * One frame as one person sees it, drawn once and written as PNG: what the
 * staff's page shows before the person does.
 *
 * It is drawn by the screens themselves from a read-only store. It speaks to
 * no core, so nothing that it shows counts as seen; it needs no display, and
 * it ends by itself: its time and memory are bounded.
 */
#pragma once

#include "ui/kiosk/options.h"

/* options->draw: home, day, step, work, choice, change, choose or
 * strategies; ->person (but for choose), ->item for those that are about one,
 * ->at "2026-11-24T09:10" or "2026-11-24", ->as (JSON: settings to try, by
 * the words of person_saved), ->out a file or "-". RESULT_INVALID and
 * RESULT_ABSENT are told in `says`. */
enum { PREVIEW_SAYS_SIZE = 160 };
MUST_CHECK enum result preview_draw(const struct options *options,
                                    char says[PREVIEW_SAYS_SIZE]);
