#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/pictures/test_pictures.h"

static int
search(const char *lang, const char *query, struct library_hit *hits)
{
    int count = -1;
    CHECK_INT(library_search(the_library(), lang, query, hits, LIBRARY_HITS_MAX,
                             &count),
              RESULT_OK);
    return count;
}

static bool
finds(const char *lang, const char *query, const char *id)
{
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = search(lang, query, hits);
    for (int i = 0; i < count; i++)
        if (text_equal(hits[i].id, id))
            return true;
    return false;
}

TEST(the_best_hit_comes_first)
{
    static const struct {
        const char *lang, *query, *id;
    } cases[] = {
        {"sv", "kaffe", "2615"},       {"sv", "fika", "own-fika"},
        {"sv", "räv", "1F98A"},        {"sv", "bil", "1F697"},
        {"sv", "sjukg", "own-physio"}, {"sv", "personal", "own-staff"},
        {"sv", "hund", "1F415"},       {"sv", "skottk", "E344"},
        {"da", "frokost", "1F37D"},    {"da", "taxa", "1F695"},
        {"nb", "lunsj", "1F37D"},      {"nb", "buss", "1F68C"},
        {"nn", "lunsj", "1F37D"},      {"en", "lunch", "1F37D"},
        {"en", "fox", "1F98A"},        {"fi", "kettu", "1F98A"},
        {"sv", "måla tavla", "1F3A8"}, {"sv", "🦊", "1F98A"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct library_hit hits[LIBRARY_HITS_MAX];
        int count = search(cases[i].lang, cases[i].query, hits);
        CHECK(count > 0);
        if (count > 0)
            CHECK_STR(hits[0].id, cases[i].id);
    }
}

TEST(every_beginning_of_any_word_finds)
{
    CHECK(finds("sv", "s", "own-gathering"));
    CHECK(finds("sv", "sa", "own-gathering"));
    CHECK(finds("sv", "saml", "own-gathering"));
    CHECK(finds("sv", "händ", "own-wash-hands"));
    CHECK(finds("sv", "tvätt händ", "own-wash-hands"));
    CHECK(finds("sv", "HÄND", "own-wash-hands"));
    CHECK(finds("da", "hænder", "own-wash-hands"));
}

TEST(a_with_a_ring_is_a_letter_of_its_own)
{
    CHECK(!finds("sv", "rav", "1F98A"));
    CHECK(!finds("sv", "bat", "26F5"));
    CHECK(finds("sv", "båt", "26F5"));
    CHECK(!finds("sv", "tag", "1F686"));
    CHECK(finds("sv", "tåg", "1F686"));
}

TEST(a_picture_is_found_once)
{
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = search("sv", "s", hits);
    CHECK_INT(count, LIBRARY_HITS_MAX);
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++)
            CHECK(!text_equal(hits[i].id, hits[j].id));
}

TEST(no_more_hits_come_than_asked_for)
{
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = -1;
    memset(hits, 0, sizeof hits);
    CHECK_INT(library_search(the_library(), "sv", "s", hits, 3, &count),
              RESULT_OK);
    CHECK_INT(count, 3);
    CHECK_STR(hits[3].id, "");
    CHECK_INT(library_search(the_library(), "sv", "s", hits, 0, &count),
              RESULT_OK);
    CHECK_INT(count, 0);
}

TEST(nothing_that_is_typed_is_an_error)
{
    static const char *const queries[] = {
        "",
        " ",
        "\"",
        "\"\"",
        "*",
        "^a",
        "a AND",
        "AND OR",
        "NEAR(a b)",
        "name:kaffe",
        "-kaffe",
        "(kaffe",
        "a + b",
        "{a b}:c",
        "'; DROP TABLE x",
        "\xFF\xFE",
        "\xC3",
        "🌱",
        "🌱🌱 \"🌱",
        "\t\n\v",
        "kaf\"fe",
        "%s%n%d",
        "?1",
        "a b c d e f g h i j k l m",
        "\xE2\x80\x8B",
        "😀\xEF\xB8\x8F",
        "\x01\x02",
    };
    struct library_hit hits[LIBRARY_HITS_MAX];
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++)
        CHECK(search("sv", queries[i], hits) >= 0);
    static char long_query[65536];
    memset(long_query, '"', sizeof long_query - 1);
    CHECK_INT(search("sv", long_query, hits), 0);
    memset(long_query, 'k', sizeof long_query - 1);
    CHECK_INT(search("sv", long_query, hits), 0);
    for (size_t i = 0; i + 2 < sizeof long_query; i += 2)
        memcpy(long_query + i, "k ", 2);
    CHECK(search("sv", long_query, hits) >= 0);
}

TEST(an_operator_is_a_word_and_not_an_order)
{
    CHECK(finds("sv", "kaffe NOT glass", "1F366"));
    CHECK(finds("sv", "kaffe AND glass", "1F366"));
    CHECK(finds("sv", "kaffe AND glass", "2615"));
}

TEST(a_compound_finds_its_parts)
{
    CHECK(finds("sv", "fikapaus", "own-fika"));
    CHECK(finds("sv", "fikapaus", "own-pause"));
    CHECK(finds("sv", "fiskpinnar", "1F41F"));
    CHECK(finds("da", "kaffekurv", "2615"));
    CHECK(finds("nb", "gitarkasse", "1F3B8"));
}

TEST(one_slip_in_a_word_is_forgiven)
{
    CHECK(finds("sv", "bibliotket", "1F4DA"));
    CHECK(finds("sv", "pormenad", "1F6B6"));
    CHECK(finds("sv", "promenda", "1F6B6"));
    CHECK(finds("sv", "ppromenad", "1F6B6"));
    CHECK(finds("sv", "bowlnig", "1F3B3"));
    CHECK(finds("sv", "rävx", "1F98A"));
    CHECK(finds("en", "libary", "1F4DA"));
    CHECK(!finds("sv", "rvä", "1F98A"));
}

TEST(a_slip_is_looked_for_only_where_little_is_found)
{
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = search("sv", "promenad", hits);
    for (int i = 0; i < count; i++)
        CHECK(strstr(hits[i].name, "marmelad") == NULL);
    CHECK(search("sv", "boll", hits) >= 3);
    CHECK(!finds("sv", "boll", "1F44B"));
}

TEST(what_is_most_used_here_comes_first)
{
    static const struct library_use uses[] = {{"1F3B3", 9}, {"1F68C", 4}};
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = 0;
    CHECK_INT(library_search_used(the_library(), "sv", "b", uses, 2, hits,
                                  LIBRARY_HITS_MAX, &count),
              RESULT_OK);
    REQUIRE(count > 2);
    CHECK_STR(hits[0].id, "1F3B3");
    CHECK_STR(hits[1].id, "1F68C");
    CHECK_INT(library_search_used(the_library(), "sv", "bad", uses, 2, hits,
                                  LIBRARY_HITS_MAX, &count),
              RESULT_OK);
    REQUIRE(count > 0);
    CHECK_STR(hits[0].id, "1F3CA");
}

TEST(what_is_called_exactly_so_comes_before_what_is_most_used)
{
    static const struct library_use uses[] = {{"own-fika", 90}};
    struct library_hit hits[LIBRARY_HITS_MAX];
    int count = 0;
    CHECK_INT(library_search_used(the_library(), "sv", "kaffe", uses, 1, hits,
                                  LIBRARY_HITS_MAX, &count),
              RESULT_OK);
    REQUIRE(count > 1);
    CHECK_STR(hits[0].id, "2615");
    CHECK_STR(hits[1].id, "own-fika");
}

TEST(nynorsk_is_searched_in_its_own_words_and_in_those_of_bokmal)
{
    CHECK(finds("nn", "velje", "own-choose"));
    CHECK(finds("nn", "velge", "own-choose"));
    CHECK(finds("nn", "vekeskjema", "own-timetable"));
    CHECK(finds("nb", "velge", "own-choose"));
    CHECK(!finds("nb", "vekeskjema", "own-timetable"));
    CHECK(finds("fi", "kettu", "1F98A"));
}

TEST(arabic_is_searched_with_its_article_and_without)
{
    CHECK(finds("ar", "قهوة", "2615"));
    CHECK(finds("ar", "القهوة", "2615"));
    CHECK(finds("ar", "ثعلب", "1F98A"));
}

TEST(an_unknown_language_is_searched_in_english)
{
    CHECK(finds("xx", "fox", "1F98A"));
    CHECK(finds(NULL, "fox", "1F98A"));
}
