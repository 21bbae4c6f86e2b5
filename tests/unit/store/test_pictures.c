/* Pictures of the centre's own: found, named by one person, credited, and
 * gone the moment somebody takes their consent back. */
#include <glob.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"
#include "tests/unit/store/older.h"

static struct centre centre;
static struct store *reader;

static bool
begin(void)
{
    return centre_open(&centre) &&
           store_open(&reader, &centre.folder, STORE_READ) == RESULT_OK;
}

static void
end(void)
{
    store_close(reader);
    reader = NULL;
    centre_close(&centre);
}

static bool
batch(const char *events)
{
    char text[4096];
    text_format(text, sizeof text, "{'source':'x','events':[%s]}", events);
    return centre_put(&centre, "b.json", text) &&
           centre_ask(&centre, "{'do':'batch','file':'b.json'}");
}

#define PICTURE(id, words, more)                                               \
    "{'kind':'picture_saved','body':{'picture':'" id "','hash':"               \
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',"      \
    "'words':" words ",'licence':'CC-BY-SA-4.0','author':'Anna Ek'" more "}}"

static void
find(const char *lang, const char *query, char *out, size_t size)
{
    static struct view_picture found[8];
    int count = 0;
    out[0] = '\0';
    CHECK_INT(view_picture_search(reader, lang, query, found, 8, &count),
              RESULT_OK);
    for (int i = 0; i < count; i++)
        text_append(out, size, "%s%s", i == 0 ? "" : " ", found[i].id);
}

static bool
save_a_few(void)
{
    return batch(PICTURE("pack-m-tea", "{'sv':'te','en':'tea'}",
                         ",'pack':'m'")) &&
           batch(PICTURE("pack-m-teapot",
                         "{'sv':'tekanna av glas','en':'glass teapot'}",
                         ",'pack':'m','keywords':{'en':'kitchen hot'}")) &&
           batch(PICTURE("pack-m-bike", "{'en':'bicycle'}", ",'pack':'m'")) &&
           batch(PICTURE("photo-1", "{'sv':'Te'}", ""));
}

TEST(a_picture_is_found_by_the_beginning_of_any_of_its_words)
{
    char found[200];
    REQUIRE(begin());
    REQUIRE(save_a_few());
    find("sv", "te", found, sizeof found);
    CHECK_STR(found, "pack-m-tea photo-1 pack-m-teapot");
    find("sv", "GLA", found, sizeof found);
    CHECK_STR(found, "pack-m-teapot");
    find("sv", "glas kanna", found, sizeof found);
    CHECK_STR(found, "");
    find("sv", "glas teka", found, sizeof found);
    CHECK_STR(found, "pack-m-teapot");
    find("sv", "kitch", found, sizeof found); /* English, by a key word */
    CHECK_STR(found, "pack-m-teapot");
    find("da", "bicy", found, sizeof found);
    CHECK_STR(found, "pack-m-bike");
    find("sv", " ,;", found, sizeof found);
    CHECK_STR(found, "");
    end();
}

TEST(a_whole_name_finds_a_photo_before_a_pack)
{
    char id[VIEW_PICTURE_SIZE];
    struct view_picture picture;
    REQUIRE(begin());
    REQUIRE(save_a_few());
    CHECK_INT(view_picture_named(reader, "sv", "TE ", id), RESULT_OK);
    CHECK_STR(id, "photo-1");
    CHECK_INT(view_picture_named(reader, "sv", "glas", id), RESULT_ABSENT);
    CHECK_INT(view_picture(reader, "sv", "pack-m-bike", &picture), RESULT_OK);
    CHECK_STR(picture.name, "bicycle");
    CHECK_STR(picture.pack, "m");
    end();
}

TEST(saved_anew_it_goes_by_its_new_name_only)
{
    char found[200];
    REQUIRE(begin());
    REQUIRE(save_a_few());
    REQUIRE(batch(PICTURE("pack-m-tea", "{'sv':'chai'}", ",'pack':'m'")));
    find("sv", "te", found, sizeof found);
    CHECK_STR(found, "photo-1 pack-m-teapot");
    find("sv", "cha", found, sizeof found);
    CHECK_STR(found, "pack-m-tea");
    end();
}

TEST(only_photos_and_packs_are_the_centres_own)
{
    REQUIRE(begin());
    CHECK(!batch(PICTURE("1F98A", "{'sv':'räv'}", "")));
    CHECK(!batch(PICTURE("own-staff", "{'sv':'personal'}", "")));
    CHECK(!batch(PICTURE("pack-m-tea", "{'sv':7}", "")));
    CHECK(!batch(PICTURE("pack-m-tea", "['te']", "")));
    CHECK(view_picture_is_own("pack-m-tea") && view_picture_is_own("photo-1"));
    CHECK(!view_picture_is_own("1F98A") && !view_picture_is_own("packet"));
    end();
}

TEST(what_one_person_calls_a_picture_is_theirs_alone)
{
    static struct view_day day;
    struct view_person anna, bo;
    char label[VIEW_NAME_SIZE];
    REQUIRE(begin());
    REQUIRE(view_person(reader, "", ANNA, &anna) == RESULT_OK);
    REQUIRE(view_day(reader, ANNA, 20781, &day) == RESULT_OK);
    const char *usual = anna.symbol;
    CHECK_STR(anna.label, usual);
    char text[500], option[VIEW_PICTURE_SIZE] = "";
    for (int i = 0; i < day.count; i++)
        if (day.items[i].option_count > 0)
            text_copy(option, sizeof option, day.items[i].options[0].picture);
    REQUIRE(option[0] != '\0');
    text_format(text, sizeof text,
                "{'kind':'picture_named','about':'" ANNA
                "','body':{'picture':'%s','name':'Mickel'}},"
                "{'kind':'picture_named','about':'" ANNA
                "','body':{'picture':'%s','name':'kludda'}}",
                anna.picture, option);
    REQUIRE(batch(text));
    REQUIRE(view_person(reader, "", ANNA, &anna) == RESULT_OK);
    CHECK_STR(anna.label, "Mickel");
    REQUIRE(view_person(reader, "", BO, &bo) == RESULT_OK);
    CHECK_STR(bo.label, bo.symbol);
    CHECK_INT(view_picture_label(reader, ANNA, option, label), RESULT_OK);
    CHECK_STR(label, "kludda");
    CHECK_INT(view_picture_label(reader, BO, option, label), RESULT_ABSENT);
    REQUIRE(view_day(reader, ANNA, 20781, &day) == RESULT_OK);
    bool said = false;
    for (int i = 0; i < day.count; i++)
        said = said || (day.items[i].option_count > 0 &&
                        text_equal(day.items[i].options[0].text, "kludda"));
    CHECK(said);
    text_format(text, sizeof text,
                "{'kind':'picture_named','about':'" ANNA
                "','body':{'picture':'%s','name':''}}",
                anna.picture);
    REQUIRE(batch(text));
    REQUIRE(view_person(reader, "", ANNA, &anna) == RESULT_OK);
    CHECK_STR(anna.label, anna.symbol);
    end();
}

/* What is read after the reach columns stands after all of them. */
TEST(whoever_has_a_voice_of_their_own_still_comes_here)
{
    static const char id[] = "0190e2c4-7d3a-7c51-9f00-00000000aa01";
    struct view_person person;
    char text[500];
    REQUIRE(begin());
    text_format(text, sizeof text,
                "{'kind':'person_saved','about':'%s','body':{'name':'Disa',"
                "'symbol':'igelkott','symbol_picture':'1F994','reach':"
                "{'voice':'ear','voice_rate':150,'voice_volume':100}}}",
                id);
    REQUIRE(batch(text));
    REQUIRE(view_person(reader, "", id, &person) == RESULT_OK);
    CHECK_INT(person.reach.voice, VOICE_EAR);
    CHECK_INT(person.reach.voice_volume, 100);
    CHECK(!person.ended);
    CHECK(!person.off);
    end();
}

static enum result
photo_of(const char *id)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    enum result result = view_photo(reader, id, &bytes, &length);
    free(bytes);
    return result;
}

#define HASH                                                                   \
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"                                         \
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* The bytes come with the batch, as an import lays them. */
static bool
save_photo_of_anna(void)
{
    return centre_put(&centre, "p.png", "{'png':1}") &&
           centre_put(&centre, "b.json",
                      "{'source':'x','blobs':[{'hash':'" HASH
                      "','file':'p.png'}],'events':[{'kind':'picture_saved',"
                      "'body':{'picture':'photo-anna','hash':'" HASH
                      "','words':{'sv':'Anna'},'licence':'own photo',"
                      "'author':'x','person':'" ANNA "'}}]}") &&
           centre_ask(&centre, "{'do':'batch','file':'b.json'}");
}

#define CONSENT(kind)                                                          \
    "{'kind':'consent_" kind "','about':'" ANNA                                \
    "','body':{'what':'photo','by':'Anna','date':'2026-11-24'}}"

TEST(a_photo_is_gone_the_moment_its_person_says_so)
{
    char found[200];
    REQUIRE(begin());
    REQUIRE(save_photo_of_anna());
    CHECK_INT(photo_of("photo-anna"), RESULT_ABSENT); /* never asked */
    REQUIRE(batch(CONSENT("given")));
    CHECK_INT(photo_of("photo-anna"), RESULT_OK);
    find("sv", "anna", found, sizeof found);
    CHECK_STR(found, "photo-anna");
    CHECK_INT(view_picture_named(reader, "sv", "anna", found), RESULT_ABSENT);
    REQUIRE(batch(CONSENT("withdrawn")));
    CHECK_INT(photo_of("photo-anna"), RESULT_ABSENT);
    find("sv", "anna", found, sizeof found);
    CHECK_STR(found, "");
    end();
}

TEST(credits_count_each_set_licence_and_author)
{
    struct view_credit credits[4];
    int count = 0;
    REQUIRE(begin());
    REQUIRE(save_a_few());
    CHECK_INT(view_picture_credits(reader, credits, 4, &count), RESULT_OK);
    CHECK_INT(count, 2);
    CHECK_STR(credits[0].pack, "");
    CHECK_INT(credits[0].pictures, 1);
    CHECK_STR(credits[1].pack, "m");
    CHECK_INT(credits[1].pictures, 3);
    CHECK_STR(credits[1].author, "Anna Ek");
    end();
}

TEST(a_database_of_the_first_version_learns_the_words_of_its_photos)
{
    struct store *store = NULL;
    char found[200], copy[FOLDER_PATH_SIZE + 32];
    REQUIRE(begin());
    REQUIRE(batch(PICTURE("photo-1", "{'sv':'Te'}", "")));
    end();
    REQUIRE(folder_open(&centre.folder, test_folder()) == RESULT_OK);
    REQUIRE(store_open(&store, &centre.folder, STORE_WRITE) == RESULT_OK);
    REQUIRE(
        store_try_sql(
            store,
            "DROP TABLE picture_word;"
            "DROP TABLE picture_name;"
            "ALTER TABLE picture DROP COLUMN pack;"
            "ALTER TABLE item DROP COLUMN known_when;" OLDER_THAN_7 OLDER_THAN_8
                OLDER_THAN_9 "PRAGMA user_version=1;") == RESULT_OK);
    store_close(store);
    REQUIRE(store_open(&reader, &centre.folder, STORE_WRITE) == RESULT_OK);
    find("sv", "te", found, sizeof found);
    CHECK_STR(found, "photo-1");
    store_close(reader);
    glob_t copies;
    text_format(copy, sizeof copy, "%s/troskel.db.before-*",
                centre.folder.path);
    REQUIRE(glob(copy, 0, NULL, &copies) == 0);
    CHECK_INT(copies.gl_pathc, 1);
    CHECK_INT(store_verify_file(copies.gl_pathv[0]), RESULT_OK);
    globfree(&copies);
}
