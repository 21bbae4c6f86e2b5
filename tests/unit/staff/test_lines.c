#include "tests/test.h"
#include "ui/staff/plan/lines.h"

static struct plan_line lines[LINES_MAX];
static int left_out;

static int
read_text(const char *text)
{
    return lines_read(text, lines, LINES_MAX, &left_out);
}

TEST(a_list_of_titles_is_as_many_things)
{
    REQUIRE(read_text("Måla\n\n  Fika \r\nGå hem") == 3);
    CHECK_STR(lines[0].title, "Måla");
    CHECK_STR(lines[1].title, "Fika");
    CHECK_STR(lines[2].title, "Gå hem");
    CHECK_INT(lines[1].start, -1);
    CHECK_INT(lines[2].line, 4);
}

TEST(a_time_before_the_title_is_when)
{
    static const struct {
        const char *text;
        int start, end;
        const char *title;
    } cases[] = {{"9:00 Måla", 540, -1, "Måla"},
                 {"09.15 Måla", 555, -1, "Måla"},
                 {"9-10 Måla", 540, 600, "Måla"},
                 {"9.00–10.15 Måla", 540, 615, "Måla"},
                 {"9:00 - 10:15  Måla tavlor", 540, 615, "Måla tavlor"},
                 {"13 bullar", -1, -1, "13 bullar"},
                 {"2-3 glas vatten", 120, 180, "glas vatten"},
                 {"25:00 Sova", -1, -1, "25:00 Sova"},
                 {"9:75 Sova", -1, -1, "9:75 Sova"},
                 {"9:00", -1, -1, "9:00"},
                 {"9:00Måla", -1, -1, "9:00Måla"},
                 {"12 - 1 a", 720, 60, "a"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        REQUIRE(read_text(cases[i].text) == 1);
        CHECK_STR(lines[0].title, cases[i].title);
        CHECK_INT(lines[0].start, cases[i].start);
        CHECK_INT(lines[0].end, cases[i].end);
    }
}

TEST(what_is_too_much_is_counted)
{
    char text[200] = "";
    for (int i = 0; i < 27; i++) {
        text[i * 2] = 'a';
        text[i * 2 + 1] = '\n';
    }
    CHECK_INT(read_text(text), LINES_MAX);
    CHECK_INT(left_out, 3);
    CHECK_INT(read_text(""), 0);
    CHECK_INT(read_text(NULL), 0);
}
