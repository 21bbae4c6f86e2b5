#include "firmware/exchange/notes.h"

#include <stdlib.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/centre.h"
#include "firmware/exchange/import.h"

enum { PATH_SIZE = 1024 };

static int
field_count(const struct notes_form *form)
{
    int count = 0;
    while (count < NOTES_FIELDS_MAX && form->fields[count].names != NULL)
        count++;
    return count;
}

static void
take_row(json_t *notes, const struct notes_form *form,
         const struct csv_row *row, const int *columns, struct report *report)
{
    json_t *cells = json_array();
    int count = field_count(form);
    for (int i = 0; i < count; i++) {
        char text[IMPORT_TEXT_SIZE];
        (void)text_copy(text, sizeof text, csv_cell(row, columns[i]));
        import_clean(text);
        (void)json_array_append_new(cells, json_string(text));
        if (text_length(text) > NOTES_CELL_MAX || identity_in(text))
            report_say(report, REPORT_REFUSED, row->line, NULL,
                       WORD("En cell är för lång eller liknar ett "
                            "personnummer."));
    }
    (void)json_object_set_new(notes, csv_cell(row, columns[form->file]), cells);
}

static void
take_table(json_t *notes, const struct notes_form *form, const char *bytes,
           size_t length, struct report *report)
{
    struct csv csv;
    int columns[NOTES_FIELDS_MAX];
    struct csv_row *row = malloc(sizeof *row);
    enum result result =
        row == NULL ? RESULT_FULL : csv_open(&csv, bytes, length);
    if (result == RESULT_OK)
        result = csv_next(&csv, row);
    if (result == RESULT_OK && columns_read(form->fields, row, report, columns))
        while ((result = csv_next(&csv, row)) == RESULT_OK)
            take_row(notes, form, row, columns, report);
    if (result == RESULT_INVALID)
        report_say(report, REPORT_REFUSED, csv.line, NULL, "%s",
                   word(report->lang, csv_says(csv.why)));
    free(row);
}

json_t *
notes_read(const char *folder, const struct notes_form *form,
           struct report *report)
{
    json_t *notes = json_object();
    for (int i = 0; notes != NULL && form->names[i] != NULL; i++) {
        char path[PATH_SIZE], *bytes = NULL;
        size_t length = 0;
        if (text_format(path, sizeof path, "%s/%s", folder, form->names[i]) &&
            centre_read_file(path, CSV_BYTES_MAX, &bytes, &length) == RESULT_OK)
            take_table(notes, form, bytes, length, report);
        free(bytes);
    }
    return notes;
}

const char *
notes_of(const json_t *notes, const char *file, int field)
{
    const char *text = json_string_value(
        json_array_get(json_object_get(notes, file), (size_t)field));
    return text == NULL ? "" : text;
}
