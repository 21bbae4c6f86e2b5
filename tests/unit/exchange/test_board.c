/* Open Board Format in and out. */
#include "firmware/exchange/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "firmware/base/text.h"
#include "firmware/exchange/board_out.h"
#include "firmware/exchange/board_read.h"
#include "firmware/exchange/bundle.h"
#include "tests/test.h"
#include "tests/unit/exchange/help.h"

static struct help help;
static json_t *blobs;

static enum result
import(const char *name, const char *json)
{
    char path[512], work[512];
    struct board_wish wish = {.person = help.people[0].id, .date = 20781};
    setenv("TROSKEL_SVG", TROSKEL_SVG_PATH, 1);
    setenv("TROSKEL_PHOTO", TROSKEL_PHOTO_PATH, 1);
    text_format(path, sizeof path, "%s/%s", test_folder(), name);
    text_format(work, sizeof work, "%s/work", test_folder());
    mkdir(work, 0755);
    FILE *file = json == NULL ? NULL : fopen(path, "w");
    for (const char *at = json; file != NULL && *at != '\0'; at++)
        fputc(*at == '\'' ? '"' : *at, file);
    if (file != NULL)
        fclose(file);
    help_again(&help);
    json_decref(blobs);
    help.context.source = name;
    return board_import(&help.context, &wish, path, work, &help.report,
                        &help.events, &blobs);
}

static void
begin(void)
{
    help_init(&help);
}

static void
end(void)
{
    json_decref(blobs);
    blobs = NULL;
    help_finish(&help);
}

static const json_t *
option(const json_t *item, size_t at)
{
    return json_array_get(json_object_get(item, "options"), at);
}

#define DISC_URI                                                               \
    "data:image/svg+xml;base64,"                                               \
    "PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIHZpZXdCb3g9JzAgMCA5" \
    "IDknPjxjaXJjbGUgcj0nNScvPjwvc3ZnPg=="

TEST(a_board_becomes_choices_in_the_grids_order)
{
    begin();
    CHECK_INT(
        import("fika.obf",
               "{'format':'open-board-0.1','id':7,'locale':'sv-SE',"
               "'name':'Fika','buttons':["
               "{'id':1,'label':'kaffe','image_id':'i'},{'id':'2','label':'te'}"
               ",{'id':3,'label':'saft'},{'id':4,'label':'bulle'},"
               "{'id':5,'label':'vatten'},{'id':6,'label':'nej','hidden':true}"
               "],'images':[{'id':'i','data':'" DISC_URI
               "','license':{'type':'CC BY 4.0','author_name':'Bo'}}],"
               "'grid':{'rows':99,'columns':1,'order':[[2,'1',null],[88]]}}"),
        RESULT_OK);
    CHECK_INT(help_count(&help, "item_saved"), 2);
    const json_t *item = help_body(&help, "item_saved", 0);
    CHECK_STR(help_text(item, "title"), "Fika");
    CHECK_STR(help_text(item, "date"), "2026-11-24");
    CHECK_STR(help_text(option(item, 0), "text"), "te");
    CHECK_STR(help_text(option(item, 1), "text"), "kaffe");
    CHECK_STR(help_text(option(item, 3), "text"), "bulle");
    CHECK_STR(help_text(help_body(&help, "item_saved", 1), "title"), "Fika 2");
    const json_t *picture = help_body(&help, "picture_saved", 0);
    CHECK_STR(help_text(picture, "licence"), "CC BY 4.0");
    CHECK_STR(help_text(picture, "author"), "Bo");
    CHECK_STR(help_text(json_object_get(picture, "words"), "sv"), "kaffe");
    CHECK_STR(help_text(option(item, 1), "picture"),
              help_text(picture, "picture"));
    CHECK_INT(json_array_size(blobs), 1);
    json_t *first = json_incref(help.events);
    CHECK_INT(import("fika.obf", NULL), RESULT_OK);
    CHECK(json_equal(first, help.events));
    json_decref(first);
    end();
}

TEST(what_other_programs_leave_out_is_borne)
{
    begin();
    CHECK_INT(import("a.obf",
                     "{'buttons':[{'label':'a','image_id':'x'},{'label':'b',"
                     "'image_id':'y'},{'vocalization':'c'},{}],"
                     "'images':[{'id':'x','url':'http://a/b.png'},"
                     "{'id':'y','data':'data:image/bmp;base64,"
                     "Qk0AAAAAAAAAAAAAAAAAAAAA'}]}"),
              RESULT_OK);
    const json_t *item = help_body(&help, "item_saved", 0);
    CHECK_INT(json_array_size(json_object_get(item, "options")), 3);
    CHECK(json_object_get(option(item, 0), "picture") == NULL);
    CHECK(report_has(&help.report, REPORT_WARNING, "finns inte i filen"));
    CHECK(report_has(&help.report, REPORT_WARNING, "BMP"));
    end();
}

TEST(what_is_no_board_is_refused)
{
    begin();
    CHECK_INT(import("b.obf", "hej"), RESULT_INVALID);
    CHECK_INT(import("b.obf", "{'a':1}"), RESULT_INVALID);
    CHECK_INT(import("b.obf", "{'buttons':[]}"), RESULT_INVALID);
    CHECK_INT(import("b.obf", "PK\x03\x04zzzz"), RESULT_INVALID);
    CHECK_INT(import("none.obf", NULL), RESULT_INVALID);
    CHECK(help.events == NULL && blobs == NULL);
    end();
}

TEST(a_hostile_picture_refuses_the_board_by_its_button)
{
    begin();
    CHECK_INT(import("c.obf",
                     "{'buttons':[{'label':'a'},{'label':'b','image_id':1}],"
                     "'images':[{'id':1,'data':'data:image/svg+xml;base64,"
                     "PHN2Zz48c2NyaXB0Lz48L3N2Zz4='}]}"),
              RESULT_INVALID);
    CHECK(help.events == NULL);
    CHECK(report_has(&help.report, REPORT_REFUSED, "ett program"));
    CHECK_STR(help.report.lines[help.report.count - 1].place, "b");
    end();
}

TEST(the_first_board_is_what_the_manifest_says_or_what_there_is)
{
    json_t *said = json_pack("{s:s}", "root", "x.obf");
    json_t *listed =
        json_pack("{s:{s:{s:s}}}", "paths", "boards", "1", "y.obf");
    CHECK_STR(board_root(said, "z.obf"), "x.obf");
    CHECK_STR(board_root(listed, "z.obf"), "y.obf");
    CHECK_STR(board_root(NULL, "z.obf"), "z.obf");
    json_decref(said);
    json_decref(listed);
}

/* --- out --- */

static enum result
png(void *user, const char *picture, unsigned char **bytes, size_t *length)
{
    static const unsigned char head[24] = {
        0x89, 'P', 'N', 'G', [18] = 1, [19] = 0x40, [23] = 9};
    (void)user;
    if (text_equal(picture, "photo-gone"))
        return RESULT_ABSENT;
    *bytes = malloc(sizeof head);
    memcpy(*bytes, head, sizeof head);
    *length = sizeof head;
    return RESULT_OK;
}

static enum result
credit(void *user, const char *picture, struct library_credit *out)
{
    (void)user, (void)picture;
    *out = (struct library_credit){.licence = "CC-BY-SA-4.0",
                                   .author = "Steve Lee",
                                   .source = "https://example.org"};
    return RESULT_OK;
}

static const struct view_card cards[] = {
    {"kaffe", "1F98A"}, {"te", "photo-gone"}, {"saft", ""}, {"kaffe", "1F98A"}};

static struct board_out
two_boards(void)
{
    return (struct board_out){
        .lang = "sv",
        .cards = {{"a", "Fika", cards, 3}, {"b", "Sedan", cards + 1, 3}},
        .count = 2,
        .png = png,
        .credit = credit};
}

TEST(choices_go_out_as_a_board_with_each_pictures_licence)
{
    struct board_out boards = two_boards();
    json_t *json = board_out_obf(&boards);
    CHECK_STR(help_text(json, "format"), "open-board-0.1");
    CHECK_STR(help_text(json, "locale"), "sv");
    CHECK_INT(json_array_size(json_object_get(json, "buttons")), 3);
    const json_t *images = json_object_get(json, "images");
    CHECK_INT(json_array_size(images), 1); /* one withdrew their consent */
    const json_t *image = json_array_get(images, 0);
    CHECK_INT(json_integer_value(json_object_get(image, "width")), 320);
    CHECK_STR(help_text(json_object_get(image, "license"), "author_name"),
              "Steve Lee");
    CHECK(strncmp(help_text(image, "data"), "data:image/png;base64,", 22) == 0);
    const json_t *order =
        json_object_get(json_object_get(json, "grid"), "order");
    CHECK_INT(json_array_size(json_array_get(order, 0)), 4);
    json_decref(json);
}

TEST(a_zip_of_boards_can_be_read_again)
{
    struct board_out boards = two_boards();
    unsigned char *bytes = NULL;
    char *text = NULL, where[BUNDLE_NAME_SIZE];
    size_t length = 0;
    struct bundle *bundle = NULL;
    REQUIRE(board_out_obz(&boards, &bytes, &length) == RESULT_OK);
    REQUIRE(bundle_open_bytes(&bundle, bytes, length, where) == BUNDLE_FINE);
    CHECK_INT(bundle_count(bundle), 4);
    int at = bundle_find(bundle, "manifest.json");
    REQUIRE(at >= 0);
    REQUIRE(bundle_read(bundle, at, 10000, &text, &length) == RESULT_OK);
    json_t *manifest = json_loads(text, 0, NULL);
    CHECK_STR(help_text(manifest, "root"), "boards/a.obf");
    CHECK(bundle_find(bundle, "boards/a.obf") >= 0);
    CHECK(bundle_find(bundle, "images/1F98A.png") >= 0);
    free(text);
    CHECK_INT(bundle_read(bundle, at, 10, &text, &length), RESULT_FULL);
    json_decref(manifest);
    bundle_close(bundle);
    free(bytes);
}
