/* Whoever stands there reads their own language, whatever the centre's is. */
#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "tests/screens/scenes.h"
#include "tests/test.h"

static struct made_up *
set_up(const struct scene *scene, const char *centre, const char *people)
{
    struct made_up *made = made_up_open(1280, 800);
    (void)text_copy(made->world.centre.lang, sizeof made->world.centre.lang,
                    centre);
    for (int i = 0; i < MADE_UP_PEOPLE; i++)
        (void)text_copy(made->people[i].lang, sizeof made->people[i].lang,
                        people);
    scene->set(made);
    return made;
}

static int
differs(const struct scene *scene, const char *centre, const char *person)
{
    struct made_up *mixed = set_up(scene, centre, person);
    bool somebody = app_person(mixed->app) != NULL;
    struct made_up *plain =
        set_up(scene, somebody ? person : centre, somebody ? person : centre);
    uint64_t is = draw_hash(made_up_look(mixed));
    uint64_t wanted = draw_hash(made_up_look(plain));
    if (is != wanted)
        printf("    %s, %s in a centre of %s\n", scene->name, person, centre);
    made_up_close(mixed);
    made_up_close(plain);
    return is != wanted;
}

TEST(every_screen_of_a_person_is_wholly_in_their_language)
{
    static const char *const langs[] = {"sv", "da", "nb", "en"};
    int wrong = 0;
    words_open(words_folder());
    for (int i = 0; i < scene_count; i++)
        for (int centre = 0; centre < 4; centre++)
            for (int person = 0; person < 4; person++)
                wrong += differs(&scenes[i], langs[centre], langs[person]);
    words_close();
    CHECK_INT(wrong, 0);
}

static struct made_up *
danish(void)
{
    struct made_up *made = made_up_open(1280, 800);
    words_open(words_folder());
    (void)text_copy(made->people[0].lang, sizeof made->people[0].lang, "da");
    return made;
}

static void
close_all(struct made_up *made)
{
    made_up_close(made);
    words_close();
}

TEST(the_cover_speaks_the_centres_language_and_home_the_persons)
{
    struct made_up *made = danish();
    CHECK(made_up_says(made, "Välj din bild"));
    made_up_at_home(made);
    CHECK(made_up_says(made, "Spørg personalet"));
    CHECK(!made_up_says(made, "Fråga personal"));
    REQUIRE(made_up_find(made, "date") != NULL);
    CHECK_STR(made_up_find(made, "date")->label, "søndag 22. november");
    close_all(made);
}

TEST(leaving_is_asked_in_the_persons_language_and_then_the_cover_is_back)
{
    struct made_up *made = danish();
    made_up_at_home(made);
    REQUIRE(made_up_touch(made, "leave"));
    CHECK(made_up_says(made, "Går du nu?"));
    CHECK(made_up_says(made, "Ja, jeg går"));
    REQUIRE(made_up_touch(made, "leave_yes"));
    CHECK(made_up_says(made, "Välj din bild"));
    close_all(made);
}

TEST(a_signal_speaks_to_whoever_is_known_to_have_raised_it)
{
    struct made_up *made = danish();
    struct view_signal *signal = made_up_signal(made, SIGNAL_PRESS);
    made_up_settle(made);
    CHECK(made_up_says(made, "Signalen är sparad."));
    (void)text_copy(signal->about, sizeof signal->about, made->people[0].id);
    made_up_settle(made);
    CHECK(made_up_says(made, "Signalet er gemt."));
    signal->state = SIGNAL_ACKNOWLEDGED;
    (void)text_copy(signal->staff_name, sizeof signal->staff_name, "Maria");
    made_up_settle(made);
    CHECK(made_up_says(made, "Maria kommer til dig."));
    close_all(made);
}

TEST(time_left_is_told_in_the_persons_plural)
{
    words_open(words_folder());
    CHECK_STR(word_plural("da", "%d timme", "%d timmar", 1), "%d time");
    CHECK_STR(word_plural("da", "%d timme", "%d timmar", 2), "%d timer");
    CHECK_STR(word_plural("nb", "%d minut", "%d minuter", 1), "%d minutt");
    CHECK_STR(word_plural("en", "%d kvart kvar", "%d kvartar kvar", 3),
              "%d quarters of an hour left");
    CHECK_STR(word_weekday("da", 2), "tirsdag");
    CHECK_STR(word_month("nb", 12), "desember");
    words_close();
}

TEST(nynorsk_without_words_of_its_own_is_read_in_bokmal)
{
    words_open(words_folder());
    CHECK_STR(word("nn", "Tillbaka"), "Tilbake");
    CHECK_STR(word("fi", "Tillbaka"), "Tillbaka");
    words_close();
}

TEST(whose_language_the_box_does_not_speak_reads_the_centres)
{
    struct made_up *made = danish();
    (void)text_copy(made->people[0].lang, sizeof made->people[0].lang, "fi");
    (void)text_copy(made->world.centre.lang, sizeof made->world.centre.lang,
                    "nb");
    made_up_at_home(made);
    CHECK(made_up_says(made, "Spør personalet"));
    close_all(made);
}
