#include "firmware/access/qr.h"

#include <qrencode.h>
#include <string.h>

#include "firmware/base/text.h"

enum { QUIET = 4 };

enum result
qr_make(struct qr *qr, const char *text)
{
    *qr = (struct qr){.side = 0};
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return RESULT_FULL;
    enum result result = code->width > QR_SIDE_MAX ? RESULT_FULL : RESULT_OK;
    for (int row = 0; result == RESULT_OK && row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            qr->dark[row][column] = code->data[row * code->width + column] & 1;
    if (result == RESULT_OK)
        qr->side = code->width;
    QRcode_free(code);
    return result;
}

int
qr_rows(const struct qr *qr)
{
    return (qr->side + 2 * QUIET + 1) / 2;
}

static bool
is_dark(const struct qr *qr, int row, int column)
{
    return row >= 0 && column >= 0 && row < qr->side && column < qr->side &&
           qr->dark[row][column] != 0;
}

/* Drawn by the light squares, so that black paper stays black. */
int
qr_row(const struct qr *qr, int row, char *out, int size)
{
    static const char *const halves[] = {"█", "▀", "▄", " "};
    int top = row * 2 - QUIET;
    out[0] = '\0';
    text_append(out, (size_t)size, "\x1b[97;40m");
    for (int column = -QUIET; column < qr->side + QUIET; column++) {
        int below = is_dark(qr, top + 1, column) ? 1 : 0;
        int above = is_dark(qr, top, column) ? 2 : 0;
        text_append(out, (size_t)size, "%s", halves[above + below]);
    }
    text_append(out, (size_t)size, "\x1b[0m");
    return (int)strlen(out);
}
