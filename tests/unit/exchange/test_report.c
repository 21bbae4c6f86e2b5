#include "firmware/exchange/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "firmware/exchange/import.h"
#include "tests/test.h"

TEST(a_report_reads_as_lines_and_ends_in_counts)
{
    struct report report;
    char *text = NULL;
    size_t size;
    report_init(&report, "sv");
    report_say(&report, REPORT_REFUSED, 3, "Tid", "\"%s\" är fel.", "x");
    report_count(&report, "people", 2);
    report_count(&report, "people", 1);
    FILE *out = open_memstream(&text, &size);
    CHECK_INT(report_print(&report, out), RESULT_OK);
    (void)fclose(out);
    CHECK_STR(text, "Tas inte emot, rad 3 (Tid): \"x\" är fel.\n"
                    "personer: 3\n");
    CHECK(report_refused(&report));
    free(text);
    report_finish(&report);
}

TEST(a_report_keeps_a_thousand_lines_and_counts_the_rest)
{
    struct report report;
    report_init(&report, "sv");
    for (int i = 0; i < REPORT_LINES_MAX + 5; i++)
        report_say(&report, REPORT_WARNING, i, NULL, "%d", i);
    CHECK_INT(report.count, REPORT_LINES_MAX);
    json_t *json = report_json(&report);
    CHECK_INT(json_integer_value(json_object_get(json, "left_out")), 5);
    CHECK(json_is_false(json_object_get(json, "refused")));
    json_decref(json);
    report_finish(&report);
}

TEST(a_line_is_whole_letters_however_long)
{
    struct report report;
    char text[4097];
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "å", 3);
    report_init(&report, "sv");
    report_say(&report, REPORT_INFO, 0, text, "%s", text);
    json_t *json = report_json(&report);
    CHECK(json != NULL);
    json_decref(json);
    report_finish(&report);
}

TEST(a_text_is_one_clean_line)
{
    char text[] = " Fi\tka\r\n\x01\xE2\x80\xAEmed\xEF\xBB\xBF  gruppen ";
    import_clean(text);
    CHECK_STR(text, "Fi ka med gruppen");
}
