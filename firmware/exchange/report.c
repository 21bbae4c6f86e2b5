#include "firmware/exchange/report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

void
report_init(struct report *report, const char *lang)
{
    memset(report, 0, sizeof *report);
    (void)text_copy(report->lang, sizeof report->lang, lang);
    report->counts = json_object();
}

void
report_finish(struct report *report)
{
    free(report->lines);
    json_decref(report->counts);
    memset(report, 0, sizeof *report);
}

/* Room for one more line, or NULL: then it is only counted. */
static struct report_line *
next_line(struct report *report)
{
    if (report->count == REPORT_LINES_MAX)
        return NULL;
    if (report->count == report->room) {
        int room = report->room == 0 ? 16 : report->room * 2;
        struct report_line *lines =
            realloc(report->lines, (size_t)room * sizeof *lines);
        if (lines == NULL)
            return NULL;
        report->lines = lines;
        report->room = room;
    }
    return &report->lines[report->count++];
}

void
report_say(struct report *report, enum report_severity severity, int line,
           const char *place, const char *format, ...)
{
    report->of[severity]++;
    struct report_line *to = next_line(report);
    if (to == NULL)
        return;
    to->severity = severity;
    to->line = line;
    (void)text_copy(to->place, sizeof to->place, place);
    va_list arguments;
    va_start(arguments, format);
    char says[REPORT_SAYS_SIZE * 2];
    (void)vsnprintf(says, sizeof says, word(report->lang, format), arguments);
    va_end(arguments);
    (void)text_copy(to->says, sizeof to->says, says);
}

void
report_count(struct report *report, const char *what, int add)
{
    json_int_t now = report_counted(report, what);
    (void)json_object_set_new(report->counts, what, json_integer(now + add));
}

int
report_counted(const struct report *report, const char *what)
{
    return (int)json_integer_value(json_object_get(report->counts, what));
}

bool
report_refused(const struct report *report)
{
    return report->of[REPORT_REFUSED] > 0;
}

bool
report_has(const struct report *report, enum report_severity severity,
           const char *part)
{
    for (int i = 0; i < report->count; i++)
        if (report->lines[i].severity == severity &&
            strstr(report->lines[i].says, part) != NULL)
            return true;
    return false;
}

static const char *
severity_word(const char *lang, enum report_severity severity)
{
    switch (severity) {
    case REPORT_REFUSED:
        return word(lang, "Tas inte emot");
    case REPORT_WARNING:
        return word(lang, "Att titta på");
    case REPORT_MATCHED:
        return word(lang, "Hittat");
    case REPORT_INFO:
    case REPORT_SEVERITY_COUNT:
        break;
    }
    return word(lang, "Läst");
}

static void
print_line(const struct report *report, const struct report_line *line,
           FILE *out)
{
    (void)fputs(severity_word(report->lang, line->severity), out);
    if (line->line > 0)
        (void)fprintf(out, word(report->lang, ", rad %d"), line->line);
    if (line->place[0] != '\0')
        (void)fprintf(out, " (%s)", line->place);
    (void)fprintf(out, ": %s\n", line->says);
}

static int
left_out(const struct report *report)
{
    int all = 0;
    for (int i = 0; i < REPORT_SEVERITY_COUNT; i++)
        all += report->of[i];
    return all - report->count;
}

static const char *
count_word(const char *lang, const char *what)
{
    static const struct {
        const char *what, *says;
    } words[] = {
        {"people", WORD("personer")},
        {"groups", WORD("grupper")},
        {"items", WORD("aktiviteter")},
        {"removed", WORD("borttagna")},
        {"pictures", WORD("bilder")},
        {"places", WORD("platser")},
        {"recordings", WORD("inspelningar")},
        {"not_taken", WORD("inte medtagna")},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].what, what) == 0)
            return word(lang, words[i].says);
    return what;
}

enum result
report_print(const struct report *report, FILE *out)
{
    for (int i = 0; i < report->count; i++)
        print_line(report, &report->lines[i], out);
    if (left_out(report) > 0) {
        (void)fprintf(out, word(report->lang, "… och %d rader till"),
                      left_out(report));
        (void)fputc('\n', out);
    }
    const char *what;
    json_t *number;
    const char *between = "";
    json_object_foreach(report->counts, what, number)
    {
        (void)fprintf(out, "%s%s: %d", between, count_word(report->lang, what),
                      (int)json_integer_value(number));
        between = ", ";
    }
    if (between[0] != '\0')
        (void)fputc('\n', out);
    return ferror(out) ? RESULT_IO : RESULT_OK;
}

json_t *
report_json(const struct report *report)
{
    static const char *const names[REPORT_SEVERITY_COUNT] = {
        [REPORT_REFUSED] = "refused",
        [REPORT_WARNING] = "warning",
        [REPORT_MATCHED] = "matched",
        [REPORT_INFO] = "info"};
    json_t *lines = json_array();
    for (int i = 0; i < report->count; i++) {
        const struct report_line *line = &report->lines[i];
        (void)json_array_append_new(
            lines, json_pack("{s:s, s:i, s:s, s:s}", "severity",
                             names[line->severity], "line", line->line, "place",
                             line->place, "says", line->says));
    }
    return json_pack("{s:b, s:o, s:i, s:O}", "refused", report_refused(report),
                     "lines", lines, "left_out", left_out(report), "counts",
                     report->counts);
}
