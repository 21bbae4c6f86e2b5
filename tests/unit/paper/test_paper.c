/* Documents: what is refused and where, and the whole way to a PDF, which is
 * read back with poppler's pdftotext and pdfinfo. */
#include "firmware/paper/paper.h"

#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/paper/read.h"
#include "tests/test.h"

#define DOCUMENT(content)                                                      \
    "{\"name\":\"Dagen\",\"lang\":\"sv\",\"footer\":\"Verkstan\","             \
    "\"page\":\"Sida {page} av {pages}\",\"content\":[" content "]}"

static void
check_refused(const char *json, const char *want)
{
    char why[300] = "";
    json_t *document = NULL;
    CHECK_INT(read_document(json, strlen(json), &document, why, sizeof why),
              RESULT_INVALID);
    CHECK(document == NULL);
    CHECK_STR(why, want);
}

TEST(what_is_no_document_is_refused_with_its_place)
{
    check_refused("[", "line 1: ']' expected near end of file");
    check_refused("{\"lang\":\"sv\"}",
                  "document: name is no text of at most 1000 bytes");
    check_refused("{\"name\":\"a\",\"lang\":\"sv\",\"content\":[]}",
                  "document: content is no list of 1 to 4000 blocks");
    check_refused(DOCUMENT("{\"text\":\"a\"},{\"nonsense\":1}"),
                  "content[1]: is none of title, heading, text, table, cards, "
                  "picture, space, rule, break");
    check_refused(DOCUMENT("{\"text\":5}"),
                  "content[0]: text is no text of at most 4000 bytes");
}

TEST(a_row_has_as_many_cells_as_the_head)
{
    check_refused(DOCUMENT("{\"table\":{\"head\":[\"a\",\"b\"],\"rows\":"
                           "[[\"1\",\"2\"],[\"3\"]]}}"),
                  "content[0].rows[1]: has 1 cells, the head has 2");
}

TEST(a_picture_that_is_not_there_is_refused)
{
    check_refused(DOCUMENT("{\"cards\":{\"items\":[{\"picture\":\"x\"}]}}"),
                  "content[0]: picture is not among the pictures");
}

TEST(an_unknown_word_is_refused)
{
    check_refused(DOCUMENT("{\"text\":\"a\",\"size\":\"enormous\"}"),
                  "content[0]: size is an unknown word");
}

/* --- through the cell --- */

/* What `command` says about the PDF of `json`. */
static void
read_back(const char *json, const char *command, char *out, size_t size)
{
    unsigned char *pdf = NULL;
    size_t length = 0;
    char path[500];
    char line[700];
    setenv("TROSKEL_PAPER", TROSKEL_PAPER_PATH, 1);
    out[0] = '\0';
    REQUIRE(paper_print(json, strlen(json), &pdf, &length) == RESULT_OK);
    (void)text_format(path, sizeof path, "%s/a.pdf", test_folder());
    FILE *file = fopen(path, "wb");
    REQUIRE(file != NULL);
    CHECK_INT(fwrite(pdf, 1, length, file), length);
    fclose(file);
    free(pdf);
    (void)text_format(line, sizeof line, "%s %s 2>&1", command, path);
    if (text_equal(command, "pdftotext"))
        (void)text_append(line, sizeof line, " && cat %s/a.txt", test_folder());
    FILE *pipe = popen(line, "r");
    REQUIRE(pipe != NULL);
    size_t got = fread(out, 1, size - 1, pipe);
    out[got] = '\0';
    pclose(pipe);
}

TEST(words_come_out_of_the_pdf_as_they_went_in)
{
    char text[4000];
    read_back(DOCUMENT("{\"title\":\"Måndag på Sørås\"},{\"text\":\"Fika\"},"
                       "{\"table\":{\"head\":[\"Tid\",\"Vad\"],\"rows\":"
                       "[[\"09:00\",{\"title\":\"Måla\",\"text\":\"ute\"}]]}}"),
              "pdftotext", text, sizeof text);
    CHECK(strstr(text, "Måndag på Sørås") != NULL);
    CHECK(strstr(text, "Fika") != NULL);
    CHECK(strstr(text, "09:00") != NULL);
    CHECK(strstr(text, "Måla") != NULL);
    CHECK(strstr(text, "Sida 1 av 1") != NULL);
    CHECK(strstr(text, "Verkstan") != NULL);
}

TEST(names_in_other_scripts_come_out_whole)
{
    char text[4000];
    read_back(DOCUMENT("{\"text\":\"محمد\"},{\"text\":\"ሰላም\"},"
                       "{\"text\":\"Ольга\"}"),
              "pdftotext", text, sizeof text);
    /* pdftotext sees a gap in it; the letters and their order are right. */
    for (char *gap; (gap = strchr(text, ' ')) != NULL;)
        memmove(gap, gap + 1, strlen(gap));
    CHECK(strstr(text, "محمد") != NULL);
    CHECK(strstr(text, "ሰላም") != NULL);
    CHECK(strstr(text, "Ольга") != NULL);
}

TEST(the_pdf_is_tagged_a4_and_its_typefaces_are_in_it)
{
    char text[4000];
    read_back(DOCUMENT("{\"title\":\"a\"}"), "pdfinfo", text, sizeof text);
    CHECK(strstr(text, "Tagged:          yes") != NULL);
    CHECK(strstr(text, "(A4)") != NULL);
    CHECK(strstr(text, "Title:           Dagen") != NULL);
    read_back(DOCUMENT("{\"title\":\"a\"},{\"table\":{\"head\":[\"b\"],"
                       "\"rows\":[[\"c\"]]}}"),
              "pdfinfo -struct", text, sizeof text);
    CHECK(strstr(text, "H1") != NULL);
    CHECK(strstr(text, "Table") != NULL);
    CHECK(strstr(text, "TH") != NULL);
    read_back(DOCUMENT("{\"title\":\"a\"}"), "pdffonts", text, sizeof text);
    CHECK(strstr(text, "yes yes") != NULL);
    CHECK(strstr(text, " no ") == NULL);
}

TEST(a_long_table_has_its_head_on_each_page)
{
    char json[20000] = "{\"name\":\"Dagen\",\"lang\":\"sv\",\"page\":\"{page}/"
                       "{pages}\",\"content\":[{\"table\":{\"head\":[\"Dag\"],"
                       "\"rows\":[[\"0\"]";
    char text[8000];
    for (int i = 1; i < 80; i++)
        (void)text_append(json, sizeof json, ",[\"rad %d\"]", i);
    (void)text_append(json, sizeof json, "]}}]}");
    read_back(json, "pdftotext", text, sizeof text);
    int heads = 0;
    for (const char *at = text; (at = strstr(at, "Dag\n")) != NULL; at++)
        heads++;
    CHECK(heads >= 2);
    CHECK(strstr(text, "rad 79") != NULL);
    char page[20];
    (void)text_format(page, sizeof page, "%d/%d", heads, heads);
    CHECK(strstr(text, page) != NULL);
}

/* One pixel. */
#define PIXEL                                                                  \
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhg"   \
    "GAWjR9awAAAABJRU5ErkJggg=="

TEST(a_picture_is_in_the_pdf_and_a_damaged_one_is_left_out)
{
    static const char form[] =
        "{\"name\":\"a\",\"lang\":\"sv\",\"pictures\":{\"p\":\"%s\"},"
        "\"content\":[{\"title\":\"Lejonet\",\"picture\":\"p\"},{\"cards\":{"
        "\"items\":[{\"title\":\"Fika\",\"picture\":\"p\"}]}}]}";
    char json[1000];
    char text[4000];
    (void)snprintf(json, sizeof json, form, PIXEL);
    read_back(json, "pdfimages -list", text, sizeof text);
    CHECK(strstr(text, "image") != NULL);
    (void)snprintf(json, sizeof json, form, "bm90IGEgcGljdHVyZQ==");
    read_back(json, "pdfimages -list", text, sizeof text);
    CHECK(strstr(text, "image ") == NULL);
    read_back(json, "pdftotext", text, sizeof text);
    CHECK(strstr(text, "Lejonet") != NULL);
}

TEST(what_is_no_document_gets_no_pdf)
{
    unsigned char *pdf = NULL;
    size_t length = 0;
    setenv("TROSKEL_PAPER", TROSKEL_PAPER_PATH, 1);
    CHECK_INT(paper_print("{}", 2, &pdf, &length), RESULT_INVALID);
    CHECK(pdf == NULL);
    setenv("TROSKEL_PAPER", "/nowhere/troskel-paper", 1);
    CHECK_INT(paper_print("{}", 2, &pdf, &length), RESULT_IO);
}
