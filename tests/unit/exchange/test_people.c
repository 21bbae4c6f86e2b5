#include "firmware/exchange/people.h"

#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/tag.h"
#include "tests/test.h"
#include "tests/unit/exchange/help.h"

static struct help help;

static enum result
import(const char *text)
{
    return people_import(&help.context, text, strlen(text), &help.report,
                         &help.events);
}

static enum result
import_sample(void)
{
    size_t length;
    char *bytes = help_read("tests/unit/exchange/data/personer.csv", &length);
    enum result result =
        people_import(&help.context, bytes, length, &help.report, &help.events);
    free(bytes);
    return result;
}

TEST(a_centres_people_come_from_excel)
{
    help_init(&help);
    help.context.group_count = help.context.person_count = 0;
    CHECK_INT(import_sample(), RESULT_OK);
    CHECK_INT(help_count(&help, "group_saved"), 3);
    CHECK_INT(help_count(&help, "person_saved"), 8);
    const json_t *ingrid = help_find(&help, "name", "Ingrid", 0);
    CHECK_STR(help_text(ingrid, "note"), "Första veckan;\nröd pärm hos Maria");
    CHECK_STR(help_text(ingrid, "time"), "dots+digital");
    CHECK_STR(help_text(ingrid, "lang"), "nb");
    const json_t *osten = help_find(&help, "name", "Östen", 0);
    CHECK_STR(help_text(osten, "mode"), "look");
    CHECK_STR(help_text(osten, "level"), "photo");
    CHECK_STR(help_text(osten, "text"), "M");
    const json_t *mikkel = help_find(&help, "name", "Mikkel", 0);
    CHECK_STR(help_text(mikkel, "note"), "Kommer med taxa, \"Flextrafik\"");
    CHECK_STR(help_text(mikkel, "time"), "disc");
    CHECK(report_has(&help.report, REPORT_INFO, "Windows-1252"));
    help_finish(&help);
}

TEST(each_person_of_a_group_has_their_own_place)
{
    help_init(&help);
    help.context.group_count = help.context.person_count = 0;
    CHECK_INT(import_sample(), RESULT_OK);
    const char *names[] = {"Anna", "Björn", "Samira"};
    for (int i = 0; i < 3; i++)
        CHECK_INT(json_integer_value(json_object_get(
                      help_find(&help, "name", names[i], 0), "place")),
                  i);
    help_finish(&help);
}

TEST(the_same_file_twice_is_the_same_people)
{
    help_init(&help);
    help.context.group_count = help.context.person_count = 0;
    CHECK_INT(import_sample(), RESULT_OK);
    json_t *once = json_incref(help.events);
    help_again(&help);
    CHECK_INT(import_sample(), RESULT_OK);
    CHECK(json_equal(once, help.events));
    json_decref(once);
    help_finish(&help);
}

TEST(someone_who_stands_keeps_id_and_place)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Förnamn;Grupp\nRÄV;Anna;Ateljén\n"
                     "sol;Mikkel;Ateljén\n"),
              RESULT_OK);
    CHECK_INT(help_count(&help, "group_saved"), 0);
    const json_t *anna = json_array_get(help.events, 0);
    CHECK_STR(help_text(anna, "about"), help.people[0].id);
    const json_t *body = help_body(&help, "person_saved", 0);
    CHECK_INT(json_integer_value(json_object_get(body, "place")), 4);
    body = help_body(&help, "person_saved", 1);
    CHECK_INT(json_integer_value(json_object_get(body, "place")), 5);
    help_finish(&help);
}

TEST(a_column_that_is_not_there_leaves_what_stands)
{
    help_init(&help);
    json_object_set_new(help.bodies, help.people[0].id,
                        json_pack("{s:s, s:s, s:s, s:s, s:s}", "name", "Anna",
                                  "symbol", "räv", "symbol_picture", "1F98A",
                                  "photo", "photo-x", "mode", "menu"));
    CHECK_INT(import("Symbol;Tid\nräv;skiva\n"), RESULT_OK);
    const json_t *body = help_body(&help, "person_saved", 0);
    CHECK_STR(help_text(body, "photo"), "photo-x");
    CHECK_STR(help_text(body, "mode"), "menu");
    CHECK_STR(help_text(body, "time"), "disc");
    help_finish(&help);
}

TEST(a_person_of_another_name_with_the_symbol_is_told)
{
    help_init(&help);
    json_object_set_new(help.bodies, help.people[0].id,
                        json_pack("{s:s}", "name", "Anna"));
    CHECK_INT(import("Symbol;Förnamn\nräv;Erik\n"), RESULT_OK);
    CHECK(report_has(&help.report, REPORT_WARNING, "hör till Anna"));
    help_finish(&help);
}

TEST(danish_norwegian_and_english_tables_say_the_same)
{
    static const char *const files[] = {
        "Symbol;Fornavn;Gruppe;Sprog;Visning;Billede/tekst;Tekststørrelse;"
        "Tid\nsol;Li;Værksted;dansk;bare se;billede;XL;prikker\n",
        "Symbol;Fornavn;Gruppe;Språk;Visning;Bilde/tekst;Tekststørrelse;"
        "Tid\nsol;Li;Værksted;da;bare se;bilde;XL;prikker\n",
        "symbol,first name,group,language,view,picture/text,text size,time\n"
        "sol,Li,Værksted,danish,just looking,picture,XL,dots\n",
    };
    for (int i = 0; i < 3; i++) {
        help_init(&help);
        CHECK_INT(import(files[i]), RESULT_OK);
        const json_t *body = help_body(&help, "person_saved", 0);
        CHECK_STR(help_text(body, "lang"), "da");
        CHECK_STR(help_text(body, "mode"), "look");
        CHECK_STR(help_text(body, "level"), "picture");
        CHECK_STR(help_text(body, "text"), "XL");
        CHECK_STR(help_text(body, "time"), "dots");
        help_finish(&help);
    }
}

TEST(a_word_nobody_knows_is_refused_with_the_words_that_are)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Visning\nsol;snett\n"), RESULT_INVALID);
    CHECK(help.events == NULL);
    for (int i = 0; i < help.report.count; i++) {
        const struct report_line *line = &help.report.lines[i];
        if (line->severity != REPORT_REFUSED)
            continue;
        CHECK_INT(line->line, 2);
        CHECK_STR(line->place, "Visning");
    }
    CHECK(report_has(&help.report, REPORT_REFUSED,
                     "\"snett\" känns inte igen. Det här går att skriva: "
                     "nu-sen, ordning, meny, bara titta."));
    help_finish(&help);
}

TEST(one_bad_row_refuses_the_whole_file)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Textstorlek\nsol;L\nbåt;Q\ncykel;S\n"),
              RESULT_INVALID);
    CHECK(help.events == NULL);
    CHECK_INT(help.report.of[REPORT_REFUSED], 1);
    help_finish(&help);
}

TEST(a_symbol_belongs_to_one_person_in_the_file)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Förnamn\nsol;Li\nSol;Bo\n"), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "redan på rad 2"));
    help_finish(&help);
}

TEST(a_table_without_symbols_is_refused)
{
    help_init(&help);
    CHECK_INT(import("Förnamn;Grupp\nLi;Ateljén\n"), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "Kolumnen saknas"));
    help_again(&help);
    CHECK_INT(import("Symbol;Förnamn\n;Li\n"), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "Symbolen saknas"));
    help_finish(&help);
}

TEST(a_column_twice_is_refused_and_an_unknown_one_is_told)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Symbol\nsol;båt\n"), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "två gånger"));
    help_again(&help);
    CHECK_INT(import("Symbol;Skonummer\nsol;38\n"), RESULT_OK);
    CHECK(report_has(&help.report, REPORT_WARNING, "känns inte igen"));
    help_finish(&help);
}

TEST(an_identity_number_in_any_cell_refuses_the_file)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Förnamn;Skonummer\nsol;Li;850312-1234\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "personnummer"));
    for (int i = 0; i < help.report.count; i++)
        CHECK(strstr(help.report.lines[i].says, "850312") == NULL);
    help_finish(&help);
}

TEST(a_name_of_forty_letters_fits_and_of_forty_one_does_not)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Förnamn\nsol;"
                     "ååååååååååååååååååååååååååååååååååååååååå\n"),
              RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "längre än 40"));
    help_again(&help);
    CHECK_INT(import("Symbol;Förnamn\nsol;"
                     "åååååååååååååååååååååååååååååååååååååååå\n"),
              RESULT_OK);
    help_finish(&help);
}

TEST(a_symbol_without_a_picture_is_an_empty_place_and_a_word)
{
    help_init(&help);
    CHECK_INT(import("Symbol\nkvastskaft\n"), RESULT_OK);
    CHECK_STR(help_text(help_body(&help, "person_saved", 0), "symbol_picture"),
              "own-empty");
    CHECK(report_has(&help.report, REPORT_WARNING, "kvastskaft"));
    help_finish(&help);
}

TEST(what_helps_comes_as_cards)
{
    help_init(&help);
    CHECK_INT(import("Symbol;Det som hjälper 1;Det som hjälper 2\n"
                     "sol;Fika;Gå ut en stund\n"),
              RESULT_OK);
    const json_t *cards =
        json_object_get(help_body(&help, "person_saved", 0), "strategies");
    CHECK_INT(json_array_size(cards), 2);
    CHECK_STR(help_text(json_array_get(cards, 0), "picture"), "2615");
    help_finish(&help);
}

TEST(an_empty_file_and_one_with_a_heading_only_are_refused)
{
    help_init(&help);
    CHECK_INT(import(""), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "tom"));
    help_again(&help);
    CHECK_INT(import("Symbol;Förnamn\n"), RESULT_INVALID);
    CHECK(report_has(&help.report, REPORT_REFUSED, "inga personer"));
    help_finish(&help);
}

TEST(seventeen_groups_are_one_too_many)
{
    char text[2048] = "Symbol;Grupp\n";
    help_init(&help);
    help.context.group_count = help.context.person_count = 0;
    for (int i = 0; i < 17; i++) {
        char line[32];
        (void)snprintf(line, sizeof line, "s%d;g%d\n", i, i);
        strcat(text, line);
    }
    CHECK_INT(import(text), RESULT_INVALID);
    CHECK_INT(help.report.of[REPORT_REFUSED], 1);
    help_finish(&help);
}

/* --- how they reach the screen --- */

static const json_t *
reach_of(const char *name)
{
    return json_object_get(help_find(&help, "name", name, 0), "reach");
}

TEST(how_somebody_reaches_the_screen_is_read_in_each_language)
{
    static const char *const headings[] = {
        "Symbol;Förnamn;Kontakter;Skanningstid;Hålltid;Vilotid;Vänsterhand;"
        "Lågt;Färger;Beröring\nRäv;Ada;en;1,5;0,8;1;ja;ja;hög kontrast;glida\n",
        "Symbol;Fornavn;Kontakter;Scanningstid;Holdetid;Hviletid;"
        "Venstre hånd;Lavt;Farver;Berøring\n"
        "Ræv;Ada;en;1,5;0,8;1;ja;ja;høj kontrast;glide\n",
        "Symbol;Fornavn;Brytere;Skannetid;Holdetid;Hviletid;Venstre hånd;"
        "Lavt;Farger;Berøring\n"
        "Rev;Ada;en;1,5;0,8;1;ja;ja;høy kontrast;gli\n",
        "Symbol;First name;Switches;Scan time;Hold time;Rest time;Left hand;"
        "Low;Colours;Touch\n"
        "Fox;Ada;one;1.5;0.8;1;yes;yes;high contrast;slide\n"};
    json_t *want =
        json_pack("{s:s,s:i,s:i,s:i,s:b,s:b,s:s,s:s}", "scan", "one", "scan_ms",
                  1500, "hold_ms", 800, "dead_ms", 1000, "left", 1, "low", 1,
                  "theme", "contrast", "touch", "anywhere");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        help_init(&help);
        help.context.person_count = 0;
        CHECK_INT(import(headings[i]), RESULT_OK);
        CHECK(json_equal(reach_of("Ada"), want));
        help_finish(&help);
    }
    json_decref(want);
}

TEST(how_somebody_wants_things_read_aloud_is_read_in_each_language)
{
    static const char *const files[] = {
        "Symbol;Uppläsning;Taltempo;Ljudstyrka\nRäv;örat;120;80\n",
        "Symbol;Oplæsning;Taletempo;Lydstyrke\nRæv;øret;120;80 %\n",
        "Symbol;Opplesing;Taletempo;Lydstyrke\nRev;øret;120;80\n",
        "Symbol;Read aloud;Speech rate;Volume\nFox;ear;120;80%\n"};
    json_t *want = json_pack("{s:s,s:i,s:i}", "voice", "ear", "voice_rate", 120,
                             "voice_volume", 80);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        help_init(&help);
        help.context.person_count = 0;
        CHECK_INT(import(files[i]), RESULT_OK);
        const json_t *body = help_body(&help, "person_saved", 0);
        CHECK(json_equal(json_object_get(body, "reach"), want));
        help_finish(&help);
    }
    json_decref(want);
}

TEST(a_tempo_or_a_volume_that_is_none_is_refused_with_its_column)
{
    static const char *const wrong[] = {
        "Symbol;Taltempo\nTiger;79\n",    "Symbol;Taltempo\nTiger;261\n",
        "Symbol;Taltempo\nTiger;fort\n",  "Symbol;Ljudstyrka\nTiger;4\n",
        "Symbol;Ljudstyrka\nTiger;101\n", "Symbol;Uppläsning\nTiger;högt\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        help_init(&help);
        help.context.person_count = 0;
        CHECK_INT(import(wrong[i]), RESULT_INVALID);
        help_finish(&help);
    }
}

TEST(a_tags_number_is_in_no_event)
{
    char hash[TAG_HASH_SIZE];
    help_init(&help);
    help.context.person_count = 0;
    help.context.centre = "centre";
    CHECK_INT(import("Symbol;Förnamn;Bricka\nTiger;Ada;8112189876\n"),
              RESULT_OK);
    CHECK(tag_hash(hash, "centre", "8112189876"));
    CHECK_STR(help_text(reach_of("Ada"), "tag"), hash);
    char *all = json_dumps(help.events, 0);
    CHECK(strstr(all, "8112189876") == NULL);
    free(all);
    help_finish(&help);
}

TEST(who_says_nothing_about_reach_has_none)
{
    help_init(&help);
    help.context.person_count = 0;
    CHECK_INT(import("Symbol;Förnamn;Kontakter;Hålltid\nTiger;Ada;;\n"),
              RESULT_OK);
    CHECK(reach_of("Ada") == NULL);
    help_finish(&help);
}

TEST(a_time_that_is_none_is_refused_with_its_column)
{
    static const char *const wrong[] = {
        "Symbol;Hålltid\nTiger;2,1\n", "Symbol;Hålltid\nTiger;länge\n",
        "Symbol;Hålltid\nTiger;-1\n",  "Symbol;Skanningstid\nTiger;0,9\n",
        "Symbol;Vilotid\nTiger;4\n",   "Symbol;Kontakter\nTiger;tre\n",
        "Symbol;Färger\nTiger;röd\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        help_init(&help);
        help.context.person_count = 0;
        CHECK_INT(import(wrong[i]), RESULT_INVALID);
        help_finish(&help);
    }
}
