#include "firmware/exchange/csv.h"

#include <stdbool.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* The commonest of the three outside quotes on the first line that has any;
 * a table of one column has none, and `;` is as good as another. */
static char
find_separator(const char *bytes, size_t length)
{
    static const char kinds[] = {';', ',', '\t'};
    int seen[3] = {0};
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if ((bytes[i] == '\n' || bytes[i] == '\r') && i > 0)
            break;
        for (int k = 0; k < 3; k++)
            seen[k] += bytes[i] == kinds[k];
    }
    int best = 0;
    for (int k = 1; k < 3; k++)
        if (seen[k] > seen[best])
            best = k;
    return kinds[best];
}

/* Excel's own hint: a first line "sep=;". */
static bool
take_hint(struct csv *csv)
{
    const char *at = csv->bytes + csv->at;
    size_t left = csv->length - csv->at;
    if (left < 5 || memcmp(at, "sep=", 4) != 0 ||
        strchr(";,\t", at[4]) == NULL || at[4] == '\0' ||
        (left > 5 && at[5] != '\r' && at[5] != '\n'))
        return false;
    csv->separator = at[4];
    csv->at += 5;
    return true;
}

enum result
csv_open(struct csv *csv, const char *bytes, size_t length)
{
    memset(csv, 0, sizeof *csv);
    csv->bytes = bytes;
    csv->length = length;
    csv->line = 1;
    if (length > CSV_BYTES_MAX) {
        csv->why = CSV_TOO_LARGE;
        return RESULT_INVALID;
    }
    csv->encoding = encoding_detect(bytes, length, &csv->at);
    if (csv->encoding == ENCODING_UTF16)
        csv->why = CSV_UTF16;
    else if (csv->encoding == ENCODING_UNKNOWN)
        csv->why = CSV_ENCODING;
    if (csv->why != CSV_FINE)
        return RESULT_INVALID;
    if (!take_hint(csv))
        csv->separator = find_separator(bytes + csv->at, csv->length - csv->at);
    return RESULT_OK;
}

static enum result
fail(struct csv *csv, enum csv_why why)
{
    csv->why = why;
    return RESULT_INVALID;
}

/* Passes one line break of any kind. */
static void
pass_break(struct csv *csv)
{
    if (csv->bytes[csv->at] == '\r' && csv->at + 1 < csv->length &&
        csv->bytes[csv->at + 1] == '\n')
        csv->at++;
    csv->at++;
    csv->line++;
}

static bool
at_break(const struct csv *csv)
{
    return csv->bytes[csv->at] == '\n' || csv->bytes[csv->at] == '\r';
}

/* Raw bytes of one cell, quotes resolved; still in the file's encoding. */
struct raw {
    char bytes[CSV_CELL_MAX];
    size_t length;
};

static bool
keep(struct raw *raw, char c)
{
    if (raw->length == sizeof raw->bytes)
        return false;
    raw->bytes[raw->length++] = c;
    return true;
}

static enum result
read_quoted(struct csv *csv, struct raw *raw)
{
    csv->at++;
    while (csv->at < csv->length) {
        char c = csv->bytes[csv->at];
        bool quote = c == '"';
        if (quote &&
            (csv->at + 1 == csv->length || csv->bytes[csv->at + 1] != '"')) {
            csv->at++;
            return RESULT_OK;
        }
        if (at_break(csv)) {
            c = '\n';
            pass_break(csv);
        } else {
            csv->at += quote ? 2 : 1;
        }
        if (!keep(raw, c))
            return fail(csv, CSV_CELL);
    }
    return fail(csv, CSV_QUOTE_OPEN);
}

static enum result
read_plain(struct csv *csv, struct raw *raw)
{
    while (csv->at < csv->length && !at_break(csv) &&
           csv->bytes[csv->at] != csv->separator)
        if (!keep(raw, csv->bytes[csv->at++]))
            return fail(csv, CSV_CELL);
    return RESULT_OK;
}

static enum result
read_cell(struct csv *csv, struct csv_row *row, size_t *used)
{
    struct raw raw;
    raw.length = 0;
    bool quoted = csv->at < csv->length && csv->bytes[csv->at] == '"';
    enum result result =
        quoted ? read_quoted(csv, &raw) : read_plain(csv, &raw);
    if (result != RESULT_OK)
        return result;
    while (quoted && csv->at < csv->length && csv->bytes[csv->at] == ' ')
        csv->at++;
    if (csv->at < csv->length && !at_break(csv) &&
        csv->bytes[csv->at] != csv->separator)
        return fail(csv, CSV_QUOTE_AFTER);
    if (row->count == CSV_COLUMNS_MAX)
        return fail(csv, CSV_COLUMNS);
    size_t room = sizeof row->text - *used;
    if (room > CSV_CELL_MAX + 1)
        room = CSV_CELL_MAX + 1;
    char *to = row->text + *used;
    result = encoding_decode(csv->encoding, raw.bytes, raw.length, to, room);
    if (result != RESULT_OK)
        return fail(csv, result == RESULT_FULL ? CSV_CELL : CSV_ENCODING);
    text_trim(to);
    row->cells[row->count++] = to;
    *used += strlen(to) + 1;
    return RESULT_OK;
}

static enum result
read_row(struct csv *csv, struct csv_row *row)
{
    size_t used = 0;
    row->line = csv->line;
    row->count = 0;
    while (true) {
        enum result result = read_cell(csv, row, &used);
        if (result != RESULT_OK)
            return result;
        if (csv->at == csv->length)
            return RESULT_OK;
        if (at_break(csv)) {
            pass_break(csv);
            return RESULT_OK;
        }
        csv->at++; /* the separator */
    }
}

static bool
row_empty(const struct csv_row *row)
{
    for (int i = 0; i < row->count; i++)
        if (row->cells[i][0] != '\0')
            return false;
    return true;
}

enum result
csv_next(struct csv *csv, struct csv_row *row)
{
    row->line = csv->line;
    row->count = 0;
    if (csv->why != CSV_FINE)
        return RESULT_INVALID;
    do {
        if (csv->at == csv->length)
            return RESULT_ABSENT;
        enum result result = read_row(csv, row);
        if (result != RESULT_OK)
            return result;
    } while (row_empty(row));
    if (csv->rows == CSV_ROWS_MAX)
        return fail(csv, CSV_ROWS);
    csv->rows++;
    return RESULT_OK;
}

const char *
csv_cell(const struct csv_row *row, int column)
{
    return column < 0 || column >= row->count ? "" : row->cells[column];
}

const char *
csv_says(enum csv_why why)
{
    switch (why) {
    case CSV_TOO_LARGE:
        return WORD("Filen är större än 32 MB.");
    case CSV_ENCODING:
        return WORD("Filens tecken går inte att läsa. Spara den som CSV UTF-8 "
                    "i Excel.");
    case CSV_UTF16:
        return WORD("Filen är sparad som Unicode-text. Spara den som CSV "
                    "UTF-8 i Excel.");
    case CSV_QUOTE_OPEN:
        return WORD("Ett citattecken öppnas här och stängs aldrig.");
    case CSV_QUOTE_AFTER:
        return WORD("Det står något direkt efter ett citattecken som stängs.");
    case CSV_ROWS:
        return WORD("Filen har fler än 10 000 rader.");
    case CSV_COLUMNS:
        return WORD("Raden har fler än 64 kolumner.");
    case CSV_CELL:
        return WORD("En cell är längre än 4 000 tecken.");
    case CSV_FINE:
        break;
    }
    return WORD("Tabellen är läst.");
}
