#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/pictures/test_pictures.h"

struct title_case {
    const char *title;
    const char *picture; /* NULL: better none than a wrong one */
};

static void
check_titles(const char *lang, const struct title_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct library_hit hit;
        enum result result =
            library_match(the_library(), lang, cases[i].title, &hit);
        bool fits =
            cases[i].picture == NULL
                ? result == RESULT_ABSENT
                : result == RESULT_OK && text_equal(hit.id, cases[i].picture);
        if (!fits)
            fprintf(stderr, "%s: \"%s\" got %s (%s)\n", lang, cases[i].title,
                    hit.id, hit.name);
        CHECK(fits);
        CHECK(result != RESULT_OK || hit.name[0] != '\0');
    }
}

#define CHECK_TITLES(lang, cases)                                              \
    check_titles((lang), (cases), sizeof(cases) / sizeof(cases)[0])

TEST(a_swedish_title_gets_the_picture_of_its_concept)
{
    static const struct title_case cases[] = {
        {"Fika med gruppen", "own-fika"},
        {"fika", "own-fika"},
        {"FIKA", "own-fika"},
        {"Sjukgymnast med Per", "own-physio"},
        {"Måla", "1F3A8"},
        {"Packa kartonger", "own-packing"},
        {"Så tomater", "own-sowing"},
        {"Samling", "own-gathering"},
        {"Lunch", "1F37D"},
        {"Promenad", "1F6B6"},
        {"Köpa jord", "1F6D2"},
        {"Odling i växthuset 🌱", "1F331"},
        {"Planeringsdag – stängt", "own-closed"},
        {"Egen tid", "own-choose"},
        {"Val", "own-choose"},
        {"Färdtjänst hem", "1F695"},
        {"Tvätta händerna", "own-wash-hands"},
        {"Laga mat", "1F373"},
        {"Laga cyklar", "1F527"},
        {"Snickeri", "1FA9A"},
        {"Läkarbesök kl 14", "1FA7A"},
        {"Åka buss till stan", "1F68C"},
    };
    CHECK_TITLES("sv", cases);
}

TEST(an_aside_in_brackets_says_nothing_of_what_is_done)
{
    static const struct title_case cases[] = {
        {"Måla (flyttad till eftermiddagen)", "1F3A8"},
        {"Måla (efter lunch)", "1F3A8"},
        {"(fika) Samling", "own-gathering"},
        {"Träff :( fika", "own-fika"},
    };
    CHECK_TITLES("sv", cases);
}

TEST(a_title_is_understood_in_its_inflected_forms)
{
    static const struct title_case cases[] = {
        {"Promenaden", "1F6B6"},
        {"Målning i ateljén", "1F3A8"},
        {"Cyklar till badhuset", "1F6B4"},
        {"Snickrar en låda", "1FA9A"},
        {"Trädgårdsarbetet", "E345"},
        {"TANDLÄKAREN", "1F9B7"},
        {"vattna tomaterna", "own-watering"},
        {"Torka bordet", "1FAA3"},
    };
    CHECK_TITLES("sv", cases);
}

TEST(a_compound_is_about_its_last_telling_part)
{
    static const struct title_case cases[] = {
        {"Fikapaus", "own-fika"},       {"Tisdagsfika", "own-fika"},
        {"Julfika", "own-fika"},        {"Kvällspromenad", "1F6B6"},
        {"Lunchpromenad", "1F6B6"},     {"Musikstund", "1F3B5"},
        {"Målarkurs", "1F3A8"},         {"Dansgruppen", "1F483"},
        {"Tandläkarbesök", "1F9B7"},    {"Läkarbesök", "1FA7A"},
        {"Musikrummet", "1F3B5"},       {"Bakdag", "own-baking"},
        {"Sommarstängt", "own-closed"}, {"Påskpyssel", "2702"},
        {"Morgongympa", "own-gym"},
    };
    CHECK_TITLES("sv", cases);
}

TEST(what_tells_most_comes_before_what_comes_first)
{
    static const struct title_case cases[] = {
        {"Möte med läkaren", "1FA7A"},       {"Jonas ledig", "own-home-day"},
        {"Björn är ledig", "own-home-day"},  {"Efter lunch: vila", "own-rest"},
        {"Diska efter lunch", "own-dishes"}, {"Handla till fikat", "1F6D2"},
        {"Gruppen målar", "1F3A8"},
    };
    CHECK_TITLES("sv", cases);
}

TEST(an_unknown_title_gets_no_picture)
{
    static const struct title_case cases[] = {
        {"Kommer senare", NULL},
        {"Överlämning", NULL},
        {"Maria", NULL},
        {"Manifest", NULL},
        {"Behandla", NULL},
        {"Skattkammare", NULL},
        {"Så gör vi idag", NULL},
        {"Ingen lunch", NULL},
        {"Inte gympa idag", NULL},
        {"", NULL},
        {"   ", NULL},
        {"–", NULL},
        {"...", NULL},
        {"Björns plan", NULL},
        {"12:30", NULL},
        {"Ställ tillbaka", NULL},
        {"Sätt tillbaka", NULL},
    };
    CHECK_TITLES("sv", cases);
}

TEST(an_emoji_is_the_picture_when_no_word_is)
{
    static const struct title_case cases[] = {
        {"🐕", "1F415"},
        {"Med Kalle 🐕", "1F415"},
        {"Odling 🐕", "1F331"},
        {"👋🏽", "1F44B"},
        {"🐕‍🦺", "1F415-200D-1F9BA"},
        {"☀️", "2600"},
        {"Viktigt ❗", NULL},
    };
    CHECK_TITLES("sv", cases);
}

TEST(a_symbol_of_someone_is_matched_only_alone)
{
    static const struct title_case cases[] = {
        {"räv", "1F98A"},         {"Uggla", "1F989"}, {"båt", "26F5"},
        {"träd", "1F333"},        {"sol", "2600"},    {"fjäll", "1F3D4"},
        {"kaffekopp", "own-cup"}, {"cykel", "1F6B2"}, {"Anna ser en räv", NULL},
    };
    CHECK_TITLES("sv", cases);
}

TEST(a_danish_title_is_read_as_danish)
{
    static const struct title_case cases[] = {
        {"Frokost i gruppen", "1F37D"},  {"Formiddagskaffe", "own-fika"},
        {"Gåtur i skoven", "1F6B6"},     {"Fysioterapeut", "own-physio"},
        {"Vi har lukket", "own-closed"}, {"Så tomater", "own-sowing"},
        {"Bussen kommer", "1F68C"},      {"Lave mad", "1F373"},
        {"Lægebesøg", "1FA7A"},          {"Tandlægen", "1F9B7"},
        {"Strikkeklub", "1F9F6"},        {"Sangaften", "1F3A4"},
        {"Ikke svømning", NULL},         {"Kom tilbage", NULL},
        {"Noget helt andet", NULL},      {"træ", "1F333"},
    };
    CHECK_TITLES("da", cases);
}

TEST(a_norwegian_title_is_read_as_norwegian)
{
    static const struct title_case cases[] = {
        {"Frokost", "own-breakfast"},
        {"Lunsj med gruppa", "1F37D"},
        {"Lage mat", "1F373"},
        {"Trening", "1F3CB"},
        {"Turgruppe", "1F392"},
        {"Planleggingsdag", "own-closed"},
        {"Gåtur i skogen", "1F6B6"},
        {"Vaske hender", "own-wash-hands"},
        {"Sykepleieren kommer", "1F9D1-200D-2695-FE0F"},
        {"Drosje hjem", "1F695"},
        {"Ingen lunsj", NULL},
        {"Noe helt annet", NULL},
        {"tre", "1F333"},
    };
    CHECK_TITLES("nb", cases);
    CHECK_TITLES("nn", cases);
}

TEST(an_english_title_is_read_as_english)
{
    static const struct title_case cases[] = {
        {"Baking buns", "own-baking"},
        {"Painting with Maria", "1F3A8"},
        {"Swimming at the pool", "1F3CA"},
        {"Physio with Per", "own-physio"},
        {"Free time", "own-choose"},
        {"We are closed", "own-closed"},
        {"Dance class", "1F483"},
        {"Coffee break", "own-fika"},
        {"After lunch: rest", "own-rest"},
        {"No lunch today", NULL},
        {"Free lunch", "1F37D"},
        {"It is what it is", NULL},
        {"Coming later", NULL},
    };
    CHECK_TITLES("en", cases);
}

TEST(a_concept_is_named_in_the_language_asked_for)
{
    struct library_hit hit;
    REQUIRE(library_match(the_library(), "da", "Frokost", &hit) == RESULT_OK);
    CHECK_STR(hit.name, "frokost");
    REQUIRE(library_match(the_library(), "en", "lunch", &hit) == RESULT_OK);
    CHECK_STR(hit.name, "lunch");
    REQUIRE(library_match(the_library(), "nn", "lunsj", &hit) == RESULT_OK);
    CHECK_STR(hit.name, "lunsj");
}

TEST(a_hostile_title_is_only_a_title)
{
    static const char *const titles[] = {
        "' OR 1=1 --",  "\"",          "%",     "(((((((",
        "[)",           "\xFF\xFE",    "a\x80", "\xF0\x9F",
        "🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱", "a-b-c-d-e-f", "-",     "---a",
    };
    struct library_hit hit;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        enum result result =
            library_match(the_library(), "sv", titles[i], &hit);
        CHECK(result == RESULT_OK || result == RESULT_ABSENT);
    }
    static char long_title[100001];
    memset(long_title, 'f', sizeof long_title - 1);
    CHECK_INT(library_match(the_library(), "sv", long_title, &hit),
              RESULT_ABSENT);
    for (size_t i = 0; i + 3 < sizeof long_title; i += 3)
        memcpy(long_title + i, "så ", 3);
    CHECK(library_match(the_library(), "sv", long_title, &hit) != RESULT_IO);
}
