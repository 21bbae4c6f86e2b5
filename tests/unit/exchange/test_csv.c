#include "firmware/exchange/csv.h"

#include <stdlib.h>

#include "firmware/exchange/choice.h"
#include "firmware/exchange/week_words.h"
#include "tests/test.h"

static struct csv csv;
static struct csv_row row;

static enum result
open_text(const char *text)
{
    return csv_open(&csv, text, strlen(text));
}

TEST(the_separator_is_what_the_heading_uses)
{
    REQUIRE(open_text("a;b;c\n1,5;2;3\n") == RESULT_OK);
    CHECK_INT(csv.separator, ';');
    REQUIRE(open_text("a,b\n") == RESULT_OK);
    CHECK_INT(csv.separator, ',');
    REQUIRE(open_text("a\tb\n") == RESULT_OK);
    CHECK_INT(csv.separator, '\t');
    REQUIRE(open_text("\"a,b,c\";d\n") == RESULT_OK);
    CHECK_INT(csv.separator, ';');
}

TEST(excels_own_hint_is_followed)
{
    REQUIRE(open_text("sep=,\r\na;b,c\r\n") == RESULT_OK);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_INT(row.count, 2);
    CHECK_INT(row.line, 2);
    CHECK_STR(row.cells[0], "a;b");
}

TEST(a_quoted_cell_holds_quotes_separators_and_line_breaks)
{
    REQUIRE(open_text("a;b\r\n\"x;\"\"y\"\"\r\nz\";2\r\n3;4") == RESULT_OK);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_STR(row.cells[0], "x;\"y\"\nz");
    CHECK_INT(row.line, 2);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_INT(row.line, 4);
    CHECK_STR(row.cells[1], "4");
    CHECK_INT(csv_next(&csv, &row), RESULT_ABSENT);
}

TEST(line_breaks_of_every_kind_end_a_row_once)
{
    REQUIRE(open_text("a\rb\nc\r\nd") == RESULT_OK);
    for (int i = 1; i <= 4; i++) {
        REQUIRE(csv_next(&csv, &row) == RESULT_OK);
        CHECK_INT(row.line, i);
    }
    CHECK_INT(csv_next(&csv, &row), RESULT_ABSENT);
}

TEST(empty_lines_are_passed_over)
{
    REQUIRE(open_text("a;b\n\n;;\n 1 ;2\n\n") == RESULT_OK);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_STR(row.cells[0], "1");
    CHECK_INT(row.line, 4);
    CHECK_INT(csv_next(&csv, &row), RESULT_ABSENT);
    CHECK_STR(csv_cell(&row, 7), "");
    CHECK_STR(csv_cell(&row, -1), "");
}

TEST(a_quote_that_never_closes_is_refused)
{
    REQUIRE(open_text("a\n\"b\n") == RESULT_OK);
    REQUIRE(csv_next(&csv, &row) == RESULT_OK);
    CHECK_INT(csv_next(&csv, &row), RESULT_INVALID);
    CHECK_INT(csv.why, CSV_QUOTE_OPEN);
    CHECK_INT(row.line, 2);
    CHECK_INT(csv_next(&csv, &row), RESULT_INVALID);
}

TEST(letters_after_a_closing_quote_are_refused)
{
    REQUIRE(open_text("\"a\"b;c\n") == RESULT_OK);
    CHECK_INT(csv_next(&csv, &row), RESULT_INVALID);
    CHECK_INT(csv.why, CSV_QUOTE_AFTER);
}

TEST(a_cell_of_4096_bytes_fits_and_one_more_does_not)
{
    char text[CSV_CELL_MAX + 3];
    memset(text, 'x', sizeof text);
    text[CSV_CELL_MAX] = '\n';
    REQUIRE(csv_open(&csv, text, CSV_CELL_MAX + 1) == RESULT_OK);
    CHECK_INT(csv_next(&csv, &row), RESULT_OK);
    text[CSV_CELL_MAX] = 'x';
    REQUIRE(csv_open(&csv, text, CSV_CELL_MAX + 1) == RESULT_OK);
    CHECK_INT(csv_next(&csv, &row), RESULT_INVALID);
    CHECK_INT(csv.why, CSV_CELL);
}

TEST(sixty_four_columns_fit_and_one_more_does_not)
{
    char text[66];
    memset(text, ';', sizeof text);
    text[0] = 'a';
    REQUIRE(csv_open(&csv, text, 64) == RESULT_OK);
    CHECK_INT(csv_next(&csv, &row), RESULT_OK);
    CHECK_INT(row.count, 64);
    REQUIRE(csv_open(&csv, text, 65) == RESULT_OK);
    CHECK_INT(csv_next(&csv, &row), RESULT_INVALID);
    CHECK_INT(csv.why, CSV_COLUMNS);
}

TEST(ten_thousand_rows_fit_and_one_more_does_not)
{
    char *text = malloc(20002);
    REQUIRE(text != NULL);
    for (int i = 0; i < 10001; i++)
        memcpy(text + (ptrdiff_t)i * 2, "a\n", 2);
    enum result result = csv_open(&csv, text, 20002);
    int rows = 0;
    while (result == RESULT_OK && (result = csv_next(&csv, &row)) == RESULT_OK)
        rows++;
    CHECK_INT(rows, 10000);
    CHECK_INT(csv.why, CSV_ROWS);
    free(text);
}

TEST(unicode_text_is_refused_with_its_own_reason)
{
    CHECK_INT(csv_open(&csv,
                       "\xFF\xFE"
                       "a\0",
                       4),
              RESULT_INVALID);
    CHECK_INT(csv.why, CSV_UTF16);
}

TEST(words_are_known_whatever_case_spaces_and_dashes)
{
    CHECK(choice_is("Bild/text|x", "BILD / TEXT"));
    CHECK(choice_is("nu-sen|x", "nu – sen"));
    CHECK(choice_is("Förnamn", "FÖRNAMN"));
    CHECK(!choice_is("nu-sen|x", "nu"));
    CHECK(!choice_is("nu-sen|x", ""));
}

TEST(weekdays_are_known_in_four_languages_and_as_a_row)
{
    CHECK_INT(week_days_in("mån"), 1 << 1);
    CHECK_INT(week_days_in("Mandag"), 1 << 1);
    CHECK_INT(week_days_in("LØRDAG"), 1 << 6);
    CHECK_INT(week_days_in("thu"), 1 << 4);
    CHECK_INT(week_days_in("mån-fre"), 0x3E);
    CHECK_INT(week_days_in("tis, tors"), (1 << 2) | (1 << 4));
    CHECK_INT(week_days_in("alla dagar"), 0xFE);
    CHECK_INT(week_days_in("måndax"), 0);
    CHECK_INT(week_days_in("fre-mån"), 0);
}
