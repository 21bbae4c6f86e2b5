/*
 * A folder of voices: WAV files, each of them one thing that is said.
 *
 * "fika.wav" is the word "fika". A table `roster.csv` (stemmer.csv, voices.csv)
 * beside them may say more of each: file, what is said, whose voice, the day
 * they agreed, and of what it is (a picture, a person). Whose voice it is has
 * to be said, there or by `by`; whatever is no sound, or too much of it,
 * refuses all, with its file and the reason.
 */
#pragma once

#include "firmware/exchange/import.h"

enum { RECORDINGS_MAX = 500 };

/* Where the sounds lie, where the finished ones are laid (it must exist;
 * removing them is the caller's), and whose voice it is where the table does
 * not say; `by` may be NULL. */
struct recordings_from {
    const char *folder, *work, *by;
};

/* recording_saved; *blobs names the finished sounds as a batch does.
 * RESULT_INVALID, and both NULL, after a refused line.
 */
MUST_CHECK enum result recordings_import(const struct import_context *context,
                                         const struct recordings_from *from,
                                         struct report *report, json_t **events,
                                         json_t **blobs);
