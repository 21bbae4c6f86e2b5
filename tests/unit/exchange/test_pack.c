/* Packs of symbols: a small copy of Mulberry's layout, made here, and what a
 * customer saves from elsewhere; and those that are refused whole. */
#include "firmware/exchange/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zip.h>

#include "firmware/base/text.h"
#include "firmware/exchange/bundle.h"
#include "firmware/exchange/pack_set.h"
#include "firmware/exchange/pack_table.h"
#include "firmware/store/licence.h"
#include "tests/test.h"
#include "tests/unit/exchange/help.h"

#define DISC                                                                   \
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"               \
    "<circle cx='4' cy='4' r='3'/></svg>"
#define SCRIPT "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"

static struct help help;
static json_t *blobs;
static json_t *standing; /* about → body: what an earlier import saved */

static json_t *
saved(void *user, const char *about)
{
    (void)user;
    return json_incref(json_object_get(standing, about));
}

static enum result
translate(void *user, const char *from, const char *name, const char *to,
          char out[LIBRARY_NAME_SIZE])
{
    (void)user;
    if (!text_equal(from, "en") || !text_equal(name, "coffee") ||
        !text_equal(to, "sv"))
        return RESULT_ABSENT;
    text_copy(out, LIBRARY_NAME_SIZE, "kaffe");
    return RESULT_OK;
}

static void
put(const char *name, const char *bytes)
{
    char path[512];
    text_format(path, sizeof path, "%s/%s", test_folder(), name);
    for (char *at = path + strlen(test_folder()) + 1; *at != '\0'; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(path, 0755);
            *at = '/';
        }
    FILE *file = fopen(path, "w");
    if (file != NULL) {
        fputs(bytes, file);
        fclose(file);
    }
}

static const char *
inside(const char *name)
{
    static char path[512];
    text_format(path, sizeof path, "%s/%s", test_folder(), name);
    return path;
}

static void
begin(void)
{
    setenv("TROSKEL_SVG", TROSKEL_SVG_PATH, 1);
    setenv("TROSKEL_PHOTO", TROSKEL_PHOTO_PATH, 1);
    help_init(&help);
    help.context.saved = saved;
    help.context.translate = translate;
    standing = json_object();
    mkdir(inside("work"), 0755);
}

static void
end(void)
{
    json_decref(blobs);
    blobs = NULL;
    json_decref(standing);
    help_finish(&help);
}

static enum result
import(const char *name, const char *source)
{
    struct pack_about about = {.set = NULL};
    char path[512], work[512];
    text_copy(path, sizeof path, inside(name));
    text_copy(work, sizeof work, inside("work"));
    help_again(&help);
    json_decref(blobs);
    help.context.source = source;
    return pack_import(&help.context, &about, path, work, &help.report,
                       &help.events, &blobs);
}

static void
remember(void)
{
    size_t i;
    json_t *event;
    json_array_foreach(help.events, i, event) json_object_set(
        standing, help_text(event, "about"), json_object_get(event, "body"));
}

static void
make_mulberry(void)
{
    put("m/mulberry-symbols/EN/coffee.svg", DISC);
    put("m/mulberry-symbols/EN/change_,_to.svg", DISC);
    put("m/mulberry-symbols/EN/computer_1.svg", DISC);
    put("m/mulberry-symbols/EN/unlisted.svg", DISC);
    put("m/mulberry-symbols/other/logo.svg", DISC);
    put("m/mulberry-symbols/scripts/data/symbol-info.csv",
        "symbol-id,category-id,grammar,rated,tags,symbol-en,category-en,"
        "symbol-fr,category-fr\n"
        "1,2,Noun,0,drink hot,coffee,Drink,café,Boisson\n"
        "2,2,Verb,0,,\"change_,_to\",A,,B\n"
        "3,2,Noun,0,office,computer_1,A,,B\n"
        "4,2,Noun,0,,gone_from_the_folder,A,,B\n");
}

TEST(mulberrys_layout_is_read_and_the_second_time_nothing_is_new)
{
    begin();
    make_mulberry();
    CHECK_INT(import("m", "m"), RESULT_OK);
    CHECK_INT(help_count(&help, "picture_saved"), 4);
    CHECK_INT(json_array_size(blobs), 1); /* the same disc four times */
    const json_t *coffee =
        help_find(&help, "picture", "pack-mulberry-coffee", 0);
    CHECK_STR(help_text(coffee, "licence"), "CC-BY-SA-4.0");
    CHECK_STR(help_text(coffee, "author"), "Steve Lee");
    CHECK_STR(help_text(coffee, "pack"), "Mulberry Symbols");
    CHECK(json_object_get(coffee, "sold_on") == NULL);
    const json_t *words = json_object_get(coffee, "words");
    CHECK_STR(help_text(words, "en"), "coffee");
    CHECK_STR(help_text(words, "fr"), "café");
    CHECK_STR(help_text(words, "sv"), "kaffe");
    CHECK_STR(help_text(json_object_get(coffee, "keywords"), "en"),
              "drink hot");
    CHECK_INT(json_integer_value(json_object_get(coffee, "width")), 320);
    CHECK(report_has(&help.report, REPORT_WARNING, "1 rader i tabellen"));
    json_t *first = json_incref(help.events);
    remember();
    CHECK_INT(import("m", "m"), RESULT_OK);
    CHECK(json_equal(first, help.events)); /* not one word of it doubled */
    CHECK_INT(json_array_size(blobs), 0);  /* and nothing drawn */
    CHECK(report_has(&help.report, REPORT_INFO, "4 av dem står redan"));
    json_decref(first);
    end();
}

TEST(a_drawing_that_changed_takes_the_old_ones_place)
{
    begin();
    make_mulberry();
    CHECK_INT(import("m", "m"), RESULT_OK);
    char hash[80];
    text_copy(hash, sizeof hash,
              help_text(help_find(&help, "picture", "pack-mulberry-coffee", 0),
                        "hash"));
    remember();
    put("m/mulberry-symbols/EN/coffee.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
        "<rect width='5' height='5'/></svg>");
    CHECK_INT(import("m", "m"), RESULT_OK);
    CHECK_INT(json_array_size(blobs), 1);
    CHECK(
        strcmp(help_text(help_find(&help, "picture", "pack-mulberry-coffee", 0),
                         "hash"),
               hash) != 0);
    end();
}

TEST(a_folder_of_arasaacs_may_not_be_sold_on_and_says_so)
{
    begin();
    put("a/2349.svg", DISC);
    put("a/namn.csv", "id;svenska;norsk;sökord\n2349;fika;kaffepause;bulle\n");
    CHECK_INT(import("a", "ARASAAC-sv.zip"), RESULT_OK);
    const json_t *fika = help_body(&help, "picture_saved", 0);
    CHECK_STR(help_text(fika, "picture"), "pack-arasaac-2349");
    CHECK_STR(help_text(fika, "licence"), "CC-BY-NC-SA-4.0");
    CHECK(json_is_false(json_object_get(fika, "sold_on")));
    CHECK_STR(help_text(json_object_get(fika, "words"), "sv"), "fika");
    CHECK_STR(help_text(json_object_get(fika, "words"), "nb"), "kaffepause");
    CHECK(report_has(&help.report, REPORT_WARNING, "ej för vidaresäljning"));
    end();
}

TEST(without_a_table_a_file_is_called_by_its_name)
{
    begin();
    put("v/duka_bordet.svg", DISC);
    put("v/mat/duka_bordet.svg", DISC);
    CHECK_INT(import("v", "Våra bilder"), RESULT_OK);
    CHECK_INT(help_count(&help, "picture_saved"), 2);
    const json_t *body = help_body(&help, "picture_saved", 0);
    CHECK_STR(help_text(json_object_get(body, "words"), "sv"), "duka bordet");
    CHECK_STR(help_text(body, "licence"), "unknown");
    CHECK(strlen(help_text(body, "picture")) < VIEW_PICTURE_SIZE);
    end();
}

TEST(one_file_that_is_hostile_refuses_the_pack_by_name)
{
    static const struct {
        const char *name, *bytes, *says;
    } bad[] = {
        {"b/1/bad.svg", SCRIPT, "ett program"},
        {"b/2/bad.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "entiteter"},
        {"b/3/bad.svg", "<svg><g id='a'><use href='#a'/></g></svg>", "slut"},
        {"b/4/bad.svg", "<svg><image href='http://a/b'/></svg>", "annat håll"},
        {"b/5/bad.svg", "<svg", "skadad"},
        {"b/6/bad.png", "no picture", "ingen JPEG"},
    };
    begin();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char folder[8];
        char good[32];
        text_format(folder, sizeof folder, "b/%zu", i + 1);
        text_format(good, sizeof good, "%s/good.svg", folder);
        put(good, DISC);
        put(bad[i].name, bad[i].bytes);
        CHECK_INT(import(folder, "b"), RESULT_INVALID);
        CHECK(help.events == NULL && blobs == NULL);
        CHECK(report_has(&help.report, REPORT_REFUSED, bad[i].says));
        CHECK(help.report.lines[0].place[0] == 'b');
    }
    end();
}

/* --- zips --- */

struct entry {
    const char *name, *bytes;
    size_t length;
    unsigned mode; /* of a file in Unix; 0: not said */
};

static void
make_zip(const char *name, const struct entry *entries, int count)
{
    int error = 0;
    zip_t *zip = zip_open(inside(name), ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (int i = 0; zip != NULL && i < count; i++) {
        zip_source_t *source =
            zip_source_buffer(zip, entries[i].bytes, entries[i].length, 0);
        zip_int64_t at = zip_file_add(zip, entries[i].name, source, 0);
        if (entries[i].mode != 0)
            zip_file_set_external_attributes(zip, (zip_uint64_t)at, 0,
                                             ZIP_OPSYS_UNIX,
                                             entries[i].mode << 16);
    }
    CHECK(zip != NULL && zip_close(zip) == 0);
}

static enum bundle_why
why_of(const char *name)
{
    struct bundle *bundle = NULL;
    char where[BUNDLE_NAME_SIZE];
    enum bundle_why why = bundle_open(&bundle, inside(name), where);
    CHECK((why == BUNDLE_FINE) == (bundle != NULL));
    bundle_close(bundle);
    return why;
}

TEST(a_zip_is_read_like_a_folder)
{
    const struct entry entries[] = {
        {"topp/kaffe.svg", DISC, sizeof DISC - 1, 0},
        {"topp/inne.zip", "PK", 2, 0},
        {"topp/läs.txt", "hej", 3, 0}};
    begin();
    make_zip("p.zip", entries, 3);
    CHECK_INT(import("p.zip", "p.zip"), RESULT_OK);
    CHECK_INT(help_count(&help, "picture_saved"), 1);
    CHECK_STR(help_text(help_body(&help, "picture_saved", 0), "picture"),
              "pack-p-kaffe");
    end();
}

TEST(a_zip_that_leads_out_or_is_a_link_is_refused)
{
    const struct entry out = {"../kaffe.svg", DISC, sizeof DISC - 1, 0};
    const struct entry root = {"/kaffe.svg", DISC, sizeof DISC - 1, 0};
    const struct entry drive = {"c:\\kaffe.svg", DISC, sizeof DISC - 1, 0};
    const struct entry link = {"kaffe.svg", "/etc/passwd", 11, 0120777};
    make_zip("1.zip", &out, 1);
    CHECK_INT(why_of("1.zip"), BUNDLE_PATH);
    make_zip("2.zip", &root, 1);
    CHECK_INT(why_of("2.zip"), BUNDLE_PATH);
    make_zip("3.zip", &drive, 1);
    CHECK_INT(why_of("3.zip"), BUNDLE_PATH);
    make_zip("4.zip", &link, 1);
    CHECK_INT(why_of("4.zip"), BUNDLE_LINK);
}

TEST(a_zip_that_grows_without_reason_is_refused)
{
    char *zeros = calloc(1, 8 << 20);
    REQUIRE(zeros != NULL);
    struct entry bomb = {"kaffe.svg", zeros, 8 << 20, 0};
    make_zip("5.zip", &bomb, 1);
    CHECK_INT(why_of("5.zip"), BUNDLE_BOMB);
    free(zeros);
}

TEST(a_zip_cut_short_is_no_zip)
{
    char path[512], bytes[600];
    const struct entry one = {"kaffe.svg", DISC, sizeof DISC - 1, 0};
    make_zip("6.zip", &one, 1);
    FILE *file = fopen(inside("6.zip"), "r");
    REQUIRE(file != NULL);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t cut = 0; cut < length; cut++) {
        struct bundle *bundle = NULL;
        char where[BUNDLE_NAME_SIZE];
        char *copy = malloc(cut + 1); /* what is beyond is seen */
        memcpy(copy, bytes, cut);
        CHECK_INT(bundle_open_bytes(&bundle, copy, cut, where), BUNDLE_DAMAGED);
        bundle_close(bundle);
        free(copy);
    }
    text_copy(path, sizeof path, inside("none.zip"));
    CHECK_INT(why_of("none.zip"), BUNDLE_ABSENT);
}

TEST(every_reason_against_a_zip_has_its_words)
{
    for (int i = 0; i < BUNDLE_WHY_COUNT; i++)
        CHECK((i == BUNDLE_FINE) ==
              (bundle_says((enum bundle_why)i)[0] == '\0'));
}

TEST(a_licence_says_whether_a_picture_may_be_sold_on)
{
    CHECK(licence_may_be_sold("CC-BY-SA-4.0"));
    CHECK(licence_may_be_sold("CC BY 3.0"));
    CHECK(licence_may_be_sold("CC0-1.0"));
    CHECK(licence_may_be_sold("own photo"));
    CHECK(!licence_may_be_sold("CC-BY-NC-SA-4.0"));
    CHECK(!licence_may_be_sold("© Widgit Software"));
    CHECK(!licence_may_be_sold("unknown"));
    CHECK(!licence_may_be_sold(""));
}

TEST(names_become_ids_that_stay_two_when_they_are_two)
{
    char a[45], b[45];
    pack_set_slug("coffee_maker", a, sizeof a);
    CHECK_STR(a, "coffee-maker");
    pack_set_slug("båt", a, sizeof a);
    pack_set_slug("bat", b, sizeof b);
    CHECK(strcmp(a, b) != 0);
    CHECK_STR(b, "bat");
    pack_set_slug("привет", a, sizeof a);
    CHECK_INT(strlen(a), 8);
    pack_set_slug("a very long name indeed that goes on and on and on", a,
                  sizeof a);
    pack_set_slug("a very long name indeed that goes on and on and off", b,
                  sizeof b);
    CHECK(strcmp(a, b) != 0 && strlen(a) < sizeof a);
}
