#include "firmware/exchange/export_sheet.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "firmware/base/text.h"

static bool
is_table(const json_t *table)
{
    const json_t *head = json_object_get(table, "head");
    const json_t *rows = json_object_get(table, "rows");
    if (!json_is_string(json_object_get(table, "name")) ||
        !json_is_array(head) || json_array_size(head) > SHEET_COLUMNS_MAX ||
        !json_is_array(rows) || json_array_size(rows) > SHEET_ROWS_MAX)
        return false;
    for (size_t i = 0; i < json_array_size(rows); i++)
        if (json_array_size(json_array_get(rows, i)) != json_array_size(head))
            return false;
    return true;
}

static void
write_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
           const json_t *value, lxw_format *format)
{
    if (json_is_number(value))
        (void)worksheet_write_number(sheet, row, column,
                                     json_number_value(value), format);
    else if (json_is_string(value))
        /* A string is a string here: nothing is taken for a formula. */
        (void)worksheet_write_string(sheet, row, column,
                                     json_string_value(value), format);
}

/* A sheet's name is short and free of some signs: 31 characters. */
static void
name_sheet(const char *from, char out[64])
{
    size_t at = 0;
    (void)text_copy(out, 32, from);
    for (; out[at] != '\0'; at++)
        if (strchr("[]:*?/\\'", out[at]) != NULL)
            out[at] = ' ';
}

static lxw_error
write_book(const char *path, const json_t *table)
{
    lxw_workbook *book = workbook_new(path);
    char name[64];
    if (book == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    name_sheet(json_string_value(json_object_get(table, "name")), name);
    lxw_worksheet *sheet = workbook_add_worksheet(book, name);
    if (sheet == NULL)
        sheet = workbook_add_worksheet(book, NULL);
    lxw_format *bold = workbook_add_format(book);
    format_set_bold(bold);
    const json_t *head = json_object_get(table, "head");
    const json_t *rows = json_object_get(table, "rows");
    for (size_t c = 0; c < json_array_size(head); c++)
        write_cell(sheet, 0, (lxw_col_t)c, json_array_get(head, c), bold);
    for (size_t r = 0; r < json_array_size(rows); r++)
        for (size_t c = 0; c < json_array_size(head); c++)
            write_cell(sheet, (lxw_row_t)(r + 1), (lxw_col_t)c,
                       json_array_get(json_array_get(rows, r), c), NULL);
    (void)worksheet_set_column(sheet, 0, (lxw_col_t)(json_array_size(head) - 1),
                               18, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
    return workbook_close(book);
}

static enum result
read_back(int fd, unsigned char **bytes, size_t *length)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || st.st_size == 0)
        return RESULT_IO;
    *length = (size_t)st.st_size;
    *bytes = malloc(*length);
    if (*bytes == NULL)
        return RESULT_FULL;
    if (pread(fd, *bytes, *length, 0) == st.st_size)
        return RESULT_OK;
    free(*bytes);
    *bytes = NULL;
    return RESULT_IO;
}

enum result
export_sheet(const json_t *table, unsigned char **bytes, size_t *length)
{
    char path[64];
    *bytes = NULL;
    if (!is_table(table) ||
        json_array_size(json_object_get(table, "head")) == 0)
        return RESULT_INVALID;
    int fd = memfd_create("sheet", MFD_CLOEXEC);
    if (fd < 0)
        return RESULT_IO;
    (void)text_format(path, sizeof path, "/proc/self/fd/%d", fd);
    enum result result = write_book(path, table) == LXW_NO_ERROR
                             ? read_back(fd, bytes, length)
                             : RESULT_IO;
    close(fd);
    return result;
}
