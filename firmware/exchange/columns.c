#include "firmware/exchange/columns.h"

#include "firmware/base/words.h"
#include "firmware/exchange/choice.h"

static int
field_named(const struct columns_field *fields, const char *name)
{
    for (int i = 0; fields[i].names != NULL; i++)
        if (choice_is(fields[i].names, name))
            return i;
    return -1;
}

static void
read_heading(const struct columns_field *fields, const struct csv_row *heading,
             int column, struct report *report, int *columns)
{
    const char *name = heading->cells[column];
    int field = field_named(fields, name);
    if (name[0] == '\0')
        return;
    if (field < 0)
        report_say(report, REPORT_WARNING, heading->line, name,
                   WORD("Kolumnen känns inte igen och läses inte."));
    else if (columns[field] >= 0)
        report_say(report, REPORT_REFUSED, heading->line, name,
                   WORD("Kolumnen finns två gånger."));
    else
        columns[field] = column;
}

bool
columns_read(const struct columns_field *fields, const struct csv_row *heading,
             struct report *report, int *columns)
{
    int refused = report->of[REPORT_REFUSED];
    for (int i = 0; fields[i].names != NULL; i++)
        columns[i] = -1;
    for (int i = 0; i < heading->count; i++)
        read_heading(fields, heading, i, report, columns);
    for (int i = 0; fields[i].names != NULL; i++) {
        char name[CHOICE_KEY_SIZE] = "";
        if (!fields[i].needed || columns[i] >= 0)
            continue;
        choice_word(fields[i].names, report->lang, name, sizeof name);
        report_say(report, REPORT_REFUSED, heading->line, name,
                   WORD("Kolumnen saknas."));
    }
    return report->of[REPORT_REFUSED] == refused;
}
