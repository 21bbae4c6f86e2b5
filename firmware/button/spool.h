/*
 * The spool: presses on disk before anything else happens, until core has
 * taken them into the log.
 *
 * A file of fixed size, filled with zeros when it is made, so that a press
 * needs no room and no new blocks: a header block, a ring of 512 records, and
 * two overflow places. One process writes (flock), any number reads.
 *
 * Numbers count presses from 1 and are never used again in one file. When
 * the ring holds 512 records that core has not taken, nothing is overwritten:
 * each further press is merged into one overflow record that stands for a
 * range of numbers and is written into the two places by turns, so that a
 * power cut in the middle leaves the one before. It ends when core has taken
 * everything. Nothing is ever lost, only the times of merged presses but the
 * newest.
 *
 * A file that was lost and made anew counts from 1 again, under a new id:
 * core keeps the id with its position and begins at 0 when it is another.
 *
 * Reader, in core:
 *
 *   spool_open_read(&spool, path);      RESULT_ABSENT: no press was ever made
 *   id = spool_id(spool);               not what is stored: position = 0
 *   while (spool_next(spool, position, &record) == RESULT_OK) {
 *       … one event for the record, and position = record.number with
 *       spool_id(), in one transaction …
 *   }
 */
#pragma once

#include <stdint.h>

#include "firmware/base/result.h"
#include "firmware/button/record.h"

enum { SPOOL_ID_SIZE = 17 };

struct spool; /* opaque */

/* --- writing: troskel-button alone --- */

/* Makes the file if need be, mends its header, finds the next number.
 * RESULT_BUSY if another process writes it. The caller owns *out. */
MUST_CHECK enum result spool_open(struct spool **out, const char *path);

/* Numbers `record` (its number, count, spool and taken are set here), writes
 * it and syncs. RESULT_OK only when it is durable. After RESULT_IO nothing is
 * certain: call again with the same record, which gets the same number. */
MUST_CHECK enum result spool_append(struct spool *spool, struct record *record);

/* Core has taken everything up to `position`. */
void spool_taken(struct spool *spool, uint64_t position);

/* Presses that core has not taken, as far as the writer knows. */
uint64_t spool_waiting(const struct spool *spool);

/* --- reading: core, or anyone curious --- */

/* RESULT_ABSENT if there is no spool yet. The caller owns *out. */
MUST_CHECK enum result spool_open_read(struct spool **out, const char *path);

/* The next record after press number `after`: RESULT_ABSENT if there is none
 * yet, RESULT_IO if the file cannot be read or was removed (close, open
 * again). record->count is how many presses after `after` it stands for;
 * record->missed how many before it are damaged. */
MUST_CHECK enum result spool_next(struct spool *spool, uint64_t after,
                                  struct record *record);

/* --- both --- */

void spool_close(struct spool *spool); /* NULL is fine */

/* Which file this is, 16 hexadecimal digits. Lives as long as the spool. */
const char *spool_id(const struct spool *spool);

/* The newest number in the file, 0 if none. As of opening, for a reader. */
uint64_t spool_last(const struct spool *spool);

/* Places that held neither a record nor zeros when it was opened. */
int spool_damaged(const struct spool *spool);
