/*
 * A QR code as squares, for the terminal and for the kiosk: the only place
 * that knows libqrencode.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"

enum { QR_SIDE_MAX = 57 }; /* version 10: 271 bytes at the level of M */

struct qr {
    int side; /* squares each way, without the quiet zone of four */
    unsigned char dark[QR_SIDE_MAX][QR_SIDE_MAX]; /* [row][column], 0 or 1 */
};

/* RESULT_FULL if `text` is too long for QR_SIDE_MAX. */
MUST_CHECK enum result qr_make(struct qr *qr, const char *text);

/* One row of the terminal shows two rows of squares, by half blocks, dark on
 * light whatever the terminal's colours; with the quiet zone. Writes row
 * `row` (0 … qr_rows-1) and returns its length. */
int qr_rows(const struct qr *qr);
int qr_row(const struct qr *qr, int row, char *out, int size);
