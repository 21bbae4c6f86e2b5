#include "ui/staff/html.h"

#include "tests/test.h"

TEST(what_a_person_wrote_never_becomes_markup)
{
    char page[200];
    struct html html;
    html_init(&html, page, sizeof page);
    html_text(&html, "<b onload='x'>\"Å\" & co</b>");
    CHECK_STR(page, "&lt;b onload=&#39;x&#39;&gt;&quot;Å&quot; &amp; "
                    "co&lt;/b&gt;");
}

TEST(a_value_cannot_leave_its_attribute)
{
    char page[200];
    struct html html;
    html_init(&html, page, sizeof page);
    html_attribute(&html, "alt", "r\" onerror=\"x");
    CHECK_STR(page, " alt=\"r&quot; onerror=&quot;x\"");
}

TEST(control_characters_do_not_reach_the_page)
{
    char page[200];
    struct html html;
    html_init(&html, page, sizeof page);
    html_text(&html, "a\x01\x1b[31mb\x7f\nc");
    CHECK_STR(page, "a[31mb\nc");
}

TEST(a_name_from_the_right_keeps_its_letters_and_its_own_direction)
{
    char page[200];
    struct html html;
    html_init(&html, page, sizeof page);
    html_element(&html, "b", NULL, "ليلى");
    CHECK_STR(page, "<b dir=\"auto\">ليلى</b>");
}

TEST(a_page_that_does_not_fit_is_cut_and_says_so)
{
    char page[8];
    struct html html;
    html_init(&html, page, sizeof page);
    html_put(&html, "<p>123");
    CHECK(!html.cut);
    html_put(&html, "45");
    CHECK(html.cut);
    CHECK_STR(page, "<p>123");
    html_put(&html, "");
    CHECK_INT(html.length, 6);
}

TEST(a_page_may_fill_its_memory_to_the_last_byte)
{
    char page[7];
    struct html html;
    html_init(&html, page, sizeof page);
    html_put(&html, "123456");
    CHECK(!html.cut);
    CHECK_STR(page, "123456");
}

TEST(a_number_is_written_with_its_sign)
{
    char page[40];
    struct html html;
    html_init(&html, page, sizeof page);
    html_number(&html, -12);
    CHECK_STR(page, "-12");
}
