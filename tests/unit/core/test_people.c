/*
 * Who comes here, what helps them, and what they agreed to.
 */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/store/view_support.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

#define DORIS "0190a000-0000-7000-8000-000000000004"
#define THING "0190a000-0000-7000-8000-000000000051"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PHOTO "photo-" HASH

static struct centre c;
static struct store *reader;

static bool
begin(void)
{
    return centre_open(&c);
}

static bool
look(void)
{
    store_close(reader);
    reader = NULL;
    return store_open(&reader, &c.folder, STORE_READ) == RESULT_OK;
}

static void
end(void)
{
    store_close(reader);
    reader = NULL;
    centre_close(&c);
}

static struct view_person
person_of(const char *id)
{
    struct view_person person = {.name = ""};
    if (!look() || view_person(reader, "", id, &person) != RESULT_OK)
        text_copy(person.name, sizeof person.name, "nobody");
    return person;
}

static const char *
symbols(void)
{
    static char out[200];
    static struct view_person people[8];
    int count = 0;
    out[0] = '\0';
    if (look() && view_people(reader, "", people, 8, &count) == RESULT_OK)
        for (int i = 0; i < count; i++)
            text_append(out, sizeof out, "%s%s:%d", i > 0 ? " " : "",
                        people[i].symbol, people[i].place);
    return out;
}

#define SAVE(what, about, body)                                                \
    "{'do':'" what "','about':'" about "','body':" body "}"

TEST(somebody_new_gets_the_next_place_of_their_group)
{
    REQUIRE(begin());
    CHECK(centre_ask(&c, SAVE("person_new", DORIS,
                              "{'name':'Doris','symbol':'katt',"
                              "'symbol_picture':'1F431','groups':['" STUDIO
                              "'],'level':'picture','time':'disc'}")));
    CHECK_STR(symbols(), "räv:0 uggla:1 katt:2 båt:0");
    CHECK_INT(person_of(DORIS).level, LEVEL_PICTURE);
    CHECK_STR(centre_why(&c, SAVE("person_new", DORIS, "{'name':'Doris'}")),
              "busy about");
    CHECK_STR(centre_why(&c, SAVE("person_new", THING,
                                  "{'name':'E','symbol':'RÄV ',"
                                  "'symbol_picture':'1F98A'}")),
              "busy symbol");
    CHECK_STR(centre_why(&c, SAVE("person_new", THING,
                                  "{'name':'E','symbol':'ek',"
                                  "'symbol_picture':'1F98A','groups':['" THING
                                  "']}")),
              "absent groups");
    end();
}

TEST(what_a_form_does_not_say_stands_as_it_was)
{
    REQUIRE(begin());
    CHECK(centre_ask(&c,
                     SAVE("person_save", BO, "{'time':'none','reach':null}")));
    struct view_person bo = person_of(BO);
    CHECK_STR(bo.name, "Bo");
    CHECK_INT(bo.time, TIME_NONE);
    CHECK_INT(bo.text, TEXT_XL);
    CHECK_INT(bo.reach.scan, SCAN_OFF);
    CHECK_STR(centre_why(&c, SAVE("person_save", BO, "{'text':'huge'}")),
              "invalid text");
    CHECK_INT(person_of(BO).text, TEXT_XL);
    end();
}

TEST(a_move_to_another_group_takes_the_next_place_there)
{
    REQUIRE(begin());
    CHECK(centre_ask(&c, SAVE("person_save", ANNA,
                              "{'groups':['" GARDEN "','" STUDIO "']}")));
    CHECK_STR(symbols(), "uggla:1 båt:0 räv:1");
    CHECK(
        centre_ask(&c, SAVE("person_save", ANNA, "{'groups':['" GARDEN "']}")));
    CHECK_STR(symbols(), "uggla:1 båt:0 räv:1");
    end();
}

TEST(two_editors_do_not_write_over_each_other_in_silence)
{
    struct support_person more;
    char first[200], second[200];
    REQUIRE(begin());
    REQUIRE(look());
    REQUIRE(view_person_more(reader, ANNA, &more) == RESULT_OK);
    CHECK(more.seq > 0);
    text_format(first, sizeof first,
                "{'do':'person_save','about':'" ANNA
                "','seen':%lld,'body':{'time':'bar'}}",
                (long long)more.seq);
    text_format(second, sizeof second,
                "{'do':'person_save','about':'" ANNA
                "','seen':%lld,'body':{'time':'disc'}}",
                (long long)more.seq);
    CHECK(centre_ask(&c, first));
    CHECK_STR(centre_why(&c, second), "changed seen");
    CHECK_INT(person_of(ANNA).time, TIME_BAR);
    end();
}

TEST(no_identity_number_is_kept_wherever_it_stands)
{
    REQUIRE(begin());
    CHECK_STR(centre_why(&c, SAVE("person_save", ANNA,
                                  "{'note':'född 19850312-1234'}")),
              "refused note");
    CHECK_STR(centre_why(&c, SAVE("own_words_save", ANNA,
                                  "{'hopes':'cpr 120385-1234'}")),
              "refused hopes");
    CHECK_STR(centre_why(&c, SAVE("help_save", ANNA,
                                  "{'helps':['te','12038512345']}")),
              "refused helps");
    CHECK_STR(centre_why(&c, SAVE("wellbeing_save", ANNA,
                                  "{'calm':{'i_do':'850312-1234'}}")),
              "refused i_do");
    CHECK(centre_ask(&c, SAVE("person_save", ANNA,
                              "{'photo':'" PHOTO "','note':'070-123 45 67'}")));
    end();
}

TEST(absence_ends_nothing)
{
    REQUIRE(begin());
    CHECK_STR(centre_why(&c, SAVE("person_end", ANNA,
                                  "{'reason':'absence','date':'2026-11-24'}")),
              "refused reason");
    CHECK_STR(centre_why(&c, SAVE("person_end", ANNA,
                                  "{'reason':'frånvaro','date':'2026-11-24'}")),
              "refused reason");
    CHECK_STR(centre_why(&c, SAVE("person_end", ANNA, "{'date':'2026-11-24'}")),
              "refused reason");
    CHECK_STR(centre_why(&c, SAVE("person_end", ANNA,
                                  "{'reason':'moved','date':'2026-11-25'}")),
              "invalid date");
    CHECK_STR(symbols(), "räv:0 uggla:1 båt:0");
    end();
}

TEST(who_ends_leaves_the_symbol_page_and_may_come_back)
{
    struct support_ending ending;
    struct support_ended ended[4];
    int count = 0;
    const char *body = SAVE("person_end", ANNA,
                            "{'reason':'own_wish','date':'2026-11-24',"
                            "'contact':'ring i maj','words':'Jag vill sluta'}");
    REQUIRE(begin());
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK_STR(centre_why(&c, body), "busy about");
    CHECK(centre_ask(&c, "{'do':'leave','about':'" ANNA "'}"));
    CHECK(centre_ask(&c, body));
    CHECK_STR(symbols(), "uggla:1 båt:0");
    REQUIRE(view_ending(reader, ANNA, &ending) == RESULT_OK);
    CHECK_STR(ending.contact, "ring i maj");
    CHECK_STR(ending.words, "Jag vill sluta");
    REQUIRE(view_ended(reader, ended, 4, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_STR(centre_why(&c, "{'do':'arrive','about':'" ANNA "'}"),
              "refused about");
    CHECK_STR(centre_why(&c, SAVE("person_save", ANNA, "{'time':'bar'}")),
              "refused about");
    CHECK(centre_ask(&c, SAVE("person_save", BO, "{'symbol':'räv'}")));
    CHECK_STR(centre_why(&c, "{'do':'person_resume','about':'" ANNA "'}"),
              "invalid symbol");
    CHECK(centre_ask(&c, SAVE("person_save", BO, "{'symbol':'uggla'}")));
    CHECK(centre_ask(&c, "{'do':'person_resume','about':'" ANNA "'}"));
    CHECK_STR(symbols(), "räv:0 uggla:1 båt:0");
    end();
}

static const char *
stress_of(const char *id)
{
    static char out[400];
    struct view_person person = person_of(id);
    out[0] = '\0';
    for (int i = 0; i < person.strategy_count; i++)
        text_append(out, sizeof out, "%s%s", i > 0 ? ", " : "",
                    person.strategies[i].text);
    return out;
}

TEST(what_a_table_brought_are_strategies_for_the_worst)
{
    struct support_strategies all;
    REQUIRE(begin());
    REQUIRE(look());
    REQUIRE(view_strategies(reader, ANNA, &all) == RESULT_OK);
    REQUIRE(all.count == 1);
    CHECK_INT(all.list[0].level, SUPPORT_OVERLOADED);
    CHECK(all.list[0].stress);
    CHECK_STR(stress_of(ANNA), "Hörlurar");
    end();
}

TEST(the_screen_after_a_press_shows_four_the_worst_level_first)
{
    REQUIRE(begin());
    CHECK(centre_ask(
        &c, SAVE("strategies_save", ANNA,
                 "{'list':[{'text':'Te','level':'calm','stress':true},"
                 "{'text':'Gå ut','level':'overloaded','stress':true,"
                 "'contexts':['centret','buss'],'helper':'Maria',"
                 "'origin':'self'},"
                 "{'text':'Rita','level':'tense','stress':true},"
                 "{'text':'Prata','level':'overloaded','stress':false},"
                 "{'text':'Filt','level':'overloaded','stress':true},"
                 "{'text':'Vatten','level':'tense','stress':true}]}")));
    CHECK_STR(stress_of(ANNA), "Gå ut, Filt, Rita, Vatten");
    end();
}

/* The centre's table once more, with these for Anna. */
static bool
table(const char *strategies)
{
    char text[600];
    text_format(text, sizeof text,
                "{'events':[{'kind':'person_saved','about':'" ANNA
                "','body':{'name':'Anna','symbol':'räv',"
                "'symbol_picture':'1F98A','groups':['" STUDIO "'],'place':0,"
                "'strategies':%s}}]}",
                strategies);
    return centre_put(&c, "again.json", text) &&
           centre_ask(&c, "{'do':'batch','file':'again.json'}");
}

TEST(a_table_read_again_takes_nothing_that_staff_wrote)
{
    REQUIRE(begin());
    CHECK(centre_ask(&c, SAVE("strategies_save", ANNA,
                              "{'list':[{'text':'Te','level':'overloaded',"
                              "'stress':true}]}")));
    CHECK(table("[{'text':'Hörlurar','picture':'1F3A7'}]"));
    CHECK_STR(stress_of(ANNA), "Te"); /* the table says what it said */
    CHECK(table("[{'text':'Filt'},{'text':'Te'}]"));
    CHECK_STR(stress_of(ANNA), "Te, Filt");
    CHECK(table("[]"));
    CHECK_STR(stress_of(ANNA), "Te");
    end();
}

TEST(the_plan_of_wellbeing_holds_both_views_at_three_levels)
{
    struct support_wellbeing plan;
    REQUIRE(begin());
    CHECK(centre_ask(&c, SAVE("wellbeing_save", ANNA,
                              "{'calm':{'i_notice':'Jag nynnar'},"
                              "'overloaded':{'others_see':'tyst',"
                              "'others_do':'vänta'}}")));
    REQUIRE(look());
    REQUIRE(view_wellbeing(reader, ANNA, &plan) == RESULT_OK);
    CHECK_STR(plan.level[SUPPORT_CALM].i_notice, "Jag nynnar");
    CHECK_STR(plan.level[SUPPORT_OVERLOADED].others_do, "vänta");
    CHECK_STR(plan.level[SUPPORT_TENSE].i_do, "");
    CHECK(plan.seq > 0);
    end();
}

TEST(the_card_says_how_to_help_and_whom_they_prefer)
{
    static struct support_help help;
    REQUIRE(begin());
    CHECK(centre_ask(&c, SAVE("help_save", ANNA,
                              "{'warning':['går runt'],'helps':['tystnad',"
                              "'vatten'],'worse':['frågor'],'staff':['" MARIA
                              "'],'demands':['gruppen']}")));
    REQUIRE(look());
    REQUIRE(view_help(reader, ANNA, &help) == RESULT_OK);
    CHECK_INT(help.helps_count, 2);
    CHECK_STR(help.helps[1], "vatten");
    CHECK_INT(help.staff_count, 1);
    CHECK_STR(help.staff[0].name, "Maria");
    CHECK_STR(help.demands[0], "gruppen");
    end();
}

TEST(somebodys_own_words_are_kept_to_the_last_space)
{
    static struct support_words words;
    REQUIRE(begin());
    CHECK(centre_ask(&c, SAVE("own_words_save", ANNA,
                              "{'hopes':'  En   egen hund ','must_not':''}")));
    REQUIRE(look());
    REQUIRE(view_own_words(reader, ANNA, &words) == RESULT_OK);
    CHECK_STR(words.text[TOPIC_HOPES], "  En   egen hund ");
    CHECK_STR(words.text[TOPIC_MUST_NOT], "");
    end();
}

#define STRENGTH(more)                                                         \
    SAVE("strength_save", THING,                                               \
         "{'person':'" ANNA "','word':'noggrann','date':'2026-11-24'," more    \
         "}")

TEST(what_others_saw_is_shown_only_if_the_person_keeps_it)
{
    struct support_strength one;
    char person[UUID_SIZE];
    REQUIRE(begin());
    CHECK_STR(centre_why(&c, STRENGTH("'seen_by':'staff','shown':true")),
              "invalid shown");
    CHECK(centre_ask(&c, STRENGTH("'seen_by':'self','shown':true")));
    CHECK(centre_ask(
        &c, STRENGTH("'seen_by':'staff','seer':'Maria','shown':true,"
                     "'keeps':true,'stage':'used','used_in':'Snickra'")));
    CHECK_STR(centre_why(&c, STRENGTH("'stage':'used','used_in':null")),
              "invalid used_in");
    CHECK_STR(centre_why(&c, STRENGTH("'word':'abcdefghijklmnopqrstuvwxy'")),
              "invalid word");
    REQUIRE(look());
    REQUIRE(view_strength(reader, THING, person, &one) == RESULT_OK);
    CHECK_STR(person, ANNA);
    CHECK(one.shown);
    CHECK_STR(centre_why(&c, STRENGTH("'person':'" BO "'")), "refused person");
    CHECK(centre_ask(&c, "{'do':'strength_remove','about':'" THING "'}"));
    end();
}

TEST(a_relative_is_told_no_more_than_was_agreed_and_no_longer)
{
    struct support_relation mother;
    char person[UUID_SIZE];
    REQUIRE(begin());
    CHECK_STR(centre_why(&c, SAVE("relation_save", THING,
                                  "{'person':'" ANNA "','name':'Eva',"
                                  "'relation':'mamma','may_contact':true}")),
              "invalid consent_by");
    CHECK(centre_ask(&c, SAVE("relation_save", THING,
                              "{'person':'" ANNA "','name':'Eva',"
                              "'relation':'mamma','reach':'070-123 45 67',"
                              "'may_contact':true,'may_receive':'practical',"
                              "'consent_by':'Anna',"
                              "'consent_from':'2026-11-01',"
                              "'consent_to':'2026-11-30'}")));
    REQUIRE(look());
    REQUIRE(view_relation(reader, THING, person, &mother) == RESULT_OK);
    int32_t from = mother.consent_from;
    CHECK(!support_may(&mother, RECEIVE_NOTHING, from - 1));
    CHECK(support_may(&mother, RECEIVE_NOTHING, from));
    CHECK(support_may(&mother, RECEIVE_PRACTICAL, from));
    CHECK(!support_may(&mother, RECEIVE_PROGRESS, from));
    CHECK(support_may(&mother, RECEIVE_PRACTICAL, mother.consent_to));
    CHECK(!support_may(&mother, RECEIVE_PRACTICAL, mother.consent_to + 1));
    end();
}

TEST(who_does_not_want_the_box_is_not_on_its_page)
{
    REQUIRE(begin());
    CHECK_STR(centre_why(&c, SAVE("agreement_save", ANNA,
                                  "{'wish':'no','date':'2026-11-24'}")),
              "invalid explained");
    CHECK(centre_ask(&c, SAVE("agreement_save", ANNA,
                              "{'wish':'no','explained':'med bilder',"
                              "'date':'2026-11-24','review':'2027-05-24',"
                              "'words':'nej tack'}")));
    CHECK(person_of(ANNA).off);
    CHECK(centre_ask(&c, "{'do':'arrive','about':'" ANNA "'}"));
    CHECK(centre_ask(&c, SAVE("agreement_save", ANNA,
                              "{'wish':'partly','explained':'samtal',"
                              "'date':'2026-11-24'}")));
    CHECK(!person_of(ANNA).off);
    end();
}

/* --- pictures of people --- */

static bool
bytes_in_inbox(void)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&c.folder, "inbox/one.png", path);
    FILE *file = fopen(path, "wbe");
    bool ok = file != NULL && fputs("not really a png", file) >= 0;
    return file != NULL && fclose(file) == 0 && ok;
}

#define UPLOAD(more)                                                           \
    "{'do':'picture_save','file':'one.png','body':{'hash':'" HASH              \
    "','width':8,'height':8,'words':{'sv':'Anna'},'licence':'own',"            \
    "'author':'Maria','person':'" ANNA "'}" more "}"

static bool
has_photo(const char *id)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    bool there = look() && view_photo(reader, id, &bytes, &length) == RESULT_OK;
    free(bytes);
    return there;
}

TEST(a_photo_of_somebody_asks_for_their_consent)
{
    REQUIRE(begin());
    REQUIRE(bytes_in_inbox());
    CHECK_STR(centre_why(&c, UPLOAD("")), "refused consent");
    REQUIRE(bytes_in_inbox());
    CHECK_STR(centre_why(&c, UPLOAD(",'consent':{'by':'Anna'}")),
              "invalid consent");
    REQUIRE(bytes_in_inbox());
    CHECK(centre_ask(&c, UPLOAD(",'stands':true,'consent':{'by':'Anna',"
                                "'date':'2026-11-24'}")));
    CHECK_STR(person_of(ANNA).picture, PHOTO);
    CHECK(has_photo(PHOTO));
    end();
}

TEST(consent_taken_back_is_seen_at_once_wherever_the_photo_stood)
{
    static struct view_day day;
    struct view_group groups[4];
    int count = 0;
    REQUIRE(begin());
    REQUIRE(bytes_in_inbox());
    CHECK(centre_ask(&c, UPLOAD(",'stands':true,'consent':{'by':'Anna',"
                                "'date':'2026-11-24'}")));
    CHECK(
        centre_ask(&c, SAVE("group_save", STUDIO, "{'picture':'" PHOTO "'}")));
    CHECK(centre_ask(&c, "{'do':'change','item':'" FIKA
                         "','date':'2026-11-24','change':'replaced',"
                         "'title':'Rita','picture':'" PHOTO "'}"));
    REQUIRE(look());
    REQUIRE(view_day(reader, BO, 20781, &day) == RESULT_OK);
    CHECK_STR(day.items[1].what.picture, PHOTO);
    CHECK(centre_ask(&c, SAVE("consent_withdraw", ANNA,
                              "{'date':'2026-11-24','by':'Anna'}")));
    CHECK_STR(person_of(ANNA).picture, "1F98A");
    CHECK(!has_photo(PHOTO));
    REQUIRE(view_day(reader, BO, 20781, &day) == RESULT_OK);
    CHECK_STR(day.items[1].what.picture, "1F98A");
    REQUIRE(view_groups(reader, groups, 4, &count) == RESULT_OK);
    CHECK_STR(groups[0].picture, "1F98A");
    end();
}

TEST(a_picture_that_is_taken_away_leaves_an_empty_place)
{
    struct view_group groups[4];
    int count = 0;
    REQUIRE(begin());
    REQUIRE(bytes_in_inbox());
    CHECK(centre_ask(&c, UPLOAD(",'stands':true,'consent':{'by':'Anna',"
                                "'date':'2026-11-24'}")));
    CHECK(
        centre_ask(&c, SAVE("group_save", STUDIO, "{'picture':'" PHOTO "'}")));
    CHECK(centre_ask(&c, "{'do':'picture_words','picture':'" PHOTO
                         "','body':{'words':{'sv':'Porträtt'},'hash':'x'}}"));
    CHECK(has_photo(PHOTO));
    CHECK(centre_ask(&c, "{'do':'picture_remove','picture':'" PHOTO "'}"));
    CHECK_STR(person_of(ANNA).picture, "1F98A");
    REQUIRE(view_groups(reader, groups, 4, &count) == RESULT_OK);
    CHECK_STR(groups[0].picture, "own-empty");
    CHECK(!has_photo(PHOTO));
    end();
}

TEST(names_of_groups_and_staff_are_taken_once)
{
    REQUIRE(begin());
    CHECK_STR(centre_why(&c, SAVE("group_save", THING, "{'name':'ateljén'}")),
              "busy name");
    CHECK(centre_ask(&c,
                     SAVE("group_save", THING, "{'name':'Köket','order':3}")));
    CHECK_STR(centre_why(&c, SAVE("staff_save", THING, "{'name':'Maria'}")),
              "busy name");
    CHECK(centre_ask(&c, SAVE("staff_save", MARIA, "{'picture':'1F467'}")));
    CHECK(centre_ask(&c, SAVE("place_save", THING, "{'name':'Skogen'}")));
    end();
}
