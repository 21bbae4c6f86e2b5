#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/pictures/test_pictures.h"

static struct library *opened;

static void
close_library(void)
{
    library_close(opened);
}

struct library *
the_library(void)
{
    if (opened == NULL) {
        if (library_open(&opened, TROSKEL_PICTURES_DB) != RESULT_OK)
            exit(1);
        (void)atexit(close_library);
    }
    return opened;
}

/* What the screens draw; each of these must be there. */
static const char *const drawings[] = {
    "back",        "undo",        "done",           "pause",
    "ask",         "staff",       "leave",          "home",
    "day",         "arrow-right", "arrow-down",     "next",
    "previous",    "change",      "strategies",     "sent",
    "delivered",   "coming",      "here",           "waiting",
    "not-through", "question",    "what",           "where",
    "with",        "why",         "when",           "how-long",
    "how",         "bring",       "learn",          "then",
    "else",        "nothing",     "quiet",          "calm-place",
    "alone",       "near",        "sound-light",    "cover",
    "choose",      "set-aside",   "cancelled",      "button-fault",
    "closed",      "group-room",  "wait",           "rest",
    "wash-hands",  "packing",     "change-of-plan", "not-saved",
    "menu",        "look",        "empty",          "clock-unsure",
};
static const char *const langs[] = {"sv", "da", "nb", "nn", "fi", "en"};

enum { DRAWINGS = sizeof drawings / sizeof drawings[0], CONCEPTS_MAX = 1000 };

static struct library_hit concepts[CONCEPTS_MAX];

static int
all_concepts(const char *lang)
{
    int count = 0;
    CHECK_INT(
        library_concepts(the_library(), lang, concepts, CONCEPTS_MAX, &count),
        RESULT_OK);
    return count;
}

/* How many pixels are drawn at all, and whether a corner is. */
static bool
decode(const char *id, int *inked, bool *corner)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    *inked = 0;
    *corner = true;
    if (library_png(the_library(), id, &bytes, &length) != RESULT_OK)
        return false;
    png_image image = {.version = PNG_IMAGE_VERSION};
    unsigned char *pixels = malloc(320UL * 320 * 4);
    bool good = pixels != NULL &&
                png_image_begin_read_from_memory(&image, bytes, length) != 0;
    image.format = PNG_FORMAT_RGBA;
    good = good && image.width == 320 && image.height == 320 &&
           png_image_finish_read(&image, NULL, pixels, 0, NULL) != 0;
    for (int i = 0; good && i < 320 * 320; i++)
        *inked += pixels[4 * i + 3] > 128;
    if (good)
        *corner = pixels[3] != 0;
    png_image_free(&image);
    free(pixels);
    free(bytes);
    return good;
}

TEST(every_drawing_that_the_screens_need_is_there_with_a_name)
{
    for (int i = 0; i < DRAWINGS; i++) {
        char id[LIBRARY_ID_SIZE];
        char name[LIBRARY_NAME_SIZE];
        int inked;
        bool corner;
        text_format(id, sizeof id, "own-%s", drawings[i]);
        CHECK(decode(id, &inked, &corner));
        CHECK(inked > 320 * 320 / 40);
        CHECK(!corner);
        for (size_t lang = 0; lang < sizeof langs / sizeof langs[0]; lang++) {
            CHECK_INT(library_name(the_library(), langs[lang], id, name),
                      RESULT_OK);
            CHECK(name[0] != '\0');
        }
    }
}

TEST(there_are_concepts_enough_for_a_day_in_each_language)
{
    for (size_t lang = 0; lang < sizeof langs / sizeof langs[0]; lang++) {
        int count = all_concepts(langs[lang]);
        CHECK(count >= 250);
        for (int i = 0; i < count; i++)
            CHECK(concepts[i].name[0] != '\0' && concepts[i].id[0] != '\0');
    }
}

TEST(every_concept_has_a_whole_picture_and_its_credit)
{
    int count = all_concepts("sv");
    for (int i = 0; i < count; i++) {
        struct library_credit credit;
        int inked;
        bool corner;
        CHECK(decode(concepts[i].id, &inked, &corner));
        CHECK(inked > 0);
        CHECK_INT(library_credit(the_library(), concepts[i].id, &credit),
                  RESULT_OK);
        CHECK_STR(credit.licence, "CC-BY-SA-4.0");
        CHECK(credit.set[0] != '\0' && credit.author[0] != '\0' &&
              credit.source[0] != '\0');
    }
}

TEST(every_concept_is_found_by_its_own_name)
{
    static const char *const own_list[] = {"sv", "da", "nb", "en"};
    for (size_t lang = 0; lang < 4; lang++) {
        int count = all_concepts(own_list[lang]);
        for (int i = 0; i < count; i++) {
            struct library_hit hit;
            CHECK_INT(library_match(the_library(), own_list[lang],
                                    concepts[i].name, &hit),
                      RESULT_OK);
            CHECK_STR(hit.id, concepts[i].id);
        }
    }
}

TEST(openmoji_is_credited_with_its_version_and_its_artist)
{
    struct library_credit credit;
    REQUIRE(library_credit(the_library(), "1F98A", &credit) == RESULT_OK);
    CHECK_STR(credit.set, "OpenMoji 17.0.0");
    CHECK_STR(credit.licence, "CC-BY-SA-4.0");
    CHECK_STR(credit.source, "https://openmoji.org");
    CHECK(credit.author[0] != '\0');
    REQUIRE(library_credit(the_library(), "own-fika", &credit) == RESULT_OK);
    CHECK_STR(credit.set, "Tröskel");
}

TEST(a_name_comes_in_the_language_or_in_the_next_best)
{
    char name[LIBRARY_NAME_SIZE];
    CHECK_INT(library_name(the_library(), "sv", "1F98A", name), RESULT_OK);
    CHECK_STR(name, "räv");
    CHECK_INT(library_name(the_library(), "fi", "1F98A", name), RESULT_OK);
    CHECK_STR(name, "kettu");
    CHECK_INT(library_name(the_library(), "nn", "1F98A", name), RESULT_OK);
    CHECK_STR(name, "rev");
    CHECK_INT(library_name(the_library(), "sv", "E2C0", name), RESULT_OK);
    CHECK_STR(name, "iceberg");
}

TEST(an_unknown_picture_is_absent)
{
    char name[LIBRARY_NAME_SIZE];
    struct library_credit credit;
    unsigned char *bytes = NULL;
    size_t length = 1;
    CHECK_INT(library_png(the_library(), "no-such", &bytes, &length),
              RESULT_ABSENT);
    CHECK(bytes == NULL);
    CHECK_INT(length, 0);
    CHECK_INT(library_name(the_library(), "sv", "no-such", name),
              RESULT_ABSENT);
    CHECK_INT(library_credit(the_library(), "", &credit), RESULT_ABSENT);
}

TEST(flags_skin_tones_brands_and_portraits_are_left_out)
{
    static const char *const gone[] = {"1F1F8-1F1EA", "1F44B-1F3FD", "E040",
                                       "E183", "E188"};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
        char name[LIBRARY_NAME_SIZE];
        CHECK_INT(library_name(the_library(), "en", gone[i], name),
                  RESULT_ABSENT);
    }
}

TEST(a_library_that_is_not_there_or_not_ours_does_not_open)
{
    struct library *library = NULL;
    char path[512];
    text_format(path, sizeof path, "%s/other?.db", test_folder());
    CHECK_INT(library_open(&library, path), RESULT_ABSENT);
    CHECK(library == NULL);
    FILE *file = fopen(path, "w");
    REQUIRE(file != NULL);
    fputs("this is no database, whatever its name says", file);
    fclose(file);
    CHECK_INT(library_open(&library, path), RESULT_INVALID);
    CHECK(library == NULL);
    library_close(NULL);
}

TEST(the_environment_says_where_the_library_lies)
{
    setenv("TROSKEL_PICTURES", "/somewhere/else.db", 1);
    CHECK_STR(library_path(), "/somewhere/else.db");
    unsetenv("TROSKEL_PICTURES");
    CHECK(strstr(library_path(), "pictures.db") != NULL);
}
