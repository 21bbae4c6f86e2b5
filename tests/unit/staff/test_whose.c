/* The page of credits. */
#include "ui/staff/account/whose.h"

#include "tests/test.h"

static char page[16384];

static void
draw(const struct credits *credits)
{
    struct html html;
    html_init(&html, page, sizeof page);
    whose_page(&html, "sv", credits);
    CHECK(!html.cut);
}

TEST(each_set_stands_with_its_maker_and_licence)
{
    static struct credits credits = {
        .rows = {{.what = "OpenMoji", .licence = "CC-BY-SA-4.0"},
                 {.what = "<Widgit>",
                  .licence = "© Widgit Software",
                  .author = "Widgit & co",
                  .own = true,
                  .pictures = 48}},
        .count = 2};
    draw(&credits);
    CHECK(strstr(page, "OpenMoji") != NULL);
    CHECK(strstr(page, "CC-BY-SA-4.0") != NULL);
    CHECK(strstr(page, "&lt;Widgit&gt;") != NULL);
    CHECK(strstr(page, "Bilder: 48") != NULL);
    const char *mark = strstr(page, "ej för vidaresäljning");
    CHECK(mark != NULL && mark > strstr(page, "Widgit Software"));
    CHECK(mark == NULL || strstr(mark + 1, "ej för vidaresäljning") == NULL);
}

TEST(the_table_of_what_is_carried_is_read)
{
    static struct credits credits;
    credits_read(&credits, "assets/credits.tsv");
    CHECK(credits.count >= 4);
    CHECK_STR(credits.rows[0].what, "OpenMoji");
    CHECK_STR(credits.rows[0].licence, "CC-BY-SA-4.0");
    credits_read(&credits, "no/such/file");
    CHECK_INT(credits.count, 0);
}

TEST(a_centre_s_own_photo_is_told_in_words)
{
    static struct credits credits = {.rows = {{.what = "Centrets egna foton",
                                               .licence = "own photo",
                                               .author = "unknown",
                                               .own = true,
                                               .pictures = 2}},
                                     .count = 1};
    draw(&credits);
    CHECK(strstr(page, "Centrets eget foto") != NULL);
    CHECK(strstr(page, "Av någon på centret") != NULL);
    CHECK_STR(credits_licence("CC-BY-4.0", "sv"), "CC-BY-4.0");
    CHECK_STR(credits_author("Maria", "sv"), "Maria");
}
