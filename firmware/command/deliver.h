/*
 * A batch on its way to core: laid into inbox/ whole, asked for by name, and
 * taken out again whatever core said.
 *
 * The form of a batch is in firmware/README.md. A blob's file is sought
 * beside the batch's own.
 */
#pragma once

#include <jansson.h>

#include "firmware/command/reading.h"

/* Carries the batch out, tells how it went, and gives `batch` up. `path` is
 * the file it came from, for its blobs. Returns an enum line_exit. */
int deliver_batch(const struct line *line, const struct reading *reading,
                  json_t *batch, const char *path);

/* Likewise without telling; `dry_run` goes all the way and keeps nothing.
 * *answer is core's, the caller's to decref. */
MUST_CHECK enum result deliver_ask(const struct line *line,
                                   const struct reading *reading, json_t *batch,
                                   const char *path, bool dry_run,
                                   json_t **answer);
