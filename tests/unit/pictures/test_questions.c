/*
 * The held list (questions.tsv): what staff type, and what fits. Each
 * language has 60; at least 55 have a fitting first hit. What misses is
 * printed, so that a reader sees the true number.
 */
#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/pictures/test_pictures.h"

enum { QUESTIONS = 60, FITTING_MIN = 55 };

/* True if `id` is one of `ids`, which has | between them. */
static bool
is_one_of(const char *id, const char *ids)
{
    size_t length = strlen(id);
    while (ids != NULL && length > 0) {
        size_t end = strcspn(ids, "|");
        if (end == length && strncmp(ids, id, length) == 0)
            return true;
        ids = ids[end] == '|' ? ids + end + 1 : NULL;
    }
    return false;
}

static bool
answer(const char *lang, const char *question, const char *ids)
{
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = 0;
    CHECK_INT(library_search(the_library(), lang, question, hits,
                             LIBRARY_HITS_MAX, &count),
              RESULT_OK);
    bool fits = count > 0 && is_one_of(hits[0].id, ids);
    if (!fits)
        printf("  %s: %s: %s %s\n", lang, question,
               count > 0 ? hits[0].id : "nothing",
               count > 0 ? hits[0].name : "");
    return fits;
}

/* How many of one language's questions have a fitting first hit. */
static void
check_language(const char *lang)
{
    char line[512];
    int asked = 0;
    int fitting = 0;
    FILE *file = fopen(TROSKEL_QUESTIONS, "r");
    REQUIRE(file != NULL);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *question = strchr(line, '\t');
        char *ids = question != NULL ? strchr(question + 1, '\t') : NULL;
        if (line[0] == '#' || ids == NULL)
            continue;
        *question++ = '\0';
        *ids++ = '\0';
        if (!text_equal(line, lang))
            continue;
        asked++;
        fitting += answer(lang, question, ids);
    }
    fclose(file);
    printf("  %s: %d of %d\n", lang, fitting, asked);
    CHECK_INT(asked, QUESTIONS);
    CHECK(fitting >= FITTING_MIN);
}

TEST(a_swedish_question_has_a_fitting_first_hit)
{
    check_language("sv");
}

TEST(a_danish_question_has_a_fitting_first_hit)
{
    check_language("da");
}

TEST(a_norwegian_question_has_a_fitting_first_hit)
{
    check_language("nb");
}

TEST(an_english_question_has_a_fitting_first_hit)
{
    check_language("en");
}
