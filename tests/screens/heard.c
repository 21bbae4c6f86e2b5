/* What is heard, in which order, in which tongue, and when it is silent. */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "tests/screens/made_up.h"
#include "tests/test.h"
#include "ui/kiosk/speech.h"

static struct made_up *
with_voice(enum view_voice voice)
{
    struct made_up *made = made_up_open(1280, 800);
    made->world.voice_works = true;
    made->people[0].reach.voice = voice;
    return made;
}

static struct made_up *
home_with(enum view_voice voice)
{
    struct made_up *made = with_voice(voice);
    made_up_at_home(made);
    return made;
}

static const char *
heard(struct made_up *made)
{
    static struct speech speech;
    return app_speech(made->app, &speech) ? speech.text : "";
}

static void
heard_to_its_end(struct made_up *made)
{
    struct speech speech;
    if (app_speech(made->app, &speech))
        app_speech_ended(made->app, speech.serial);
}

/* Everything that is heard, parted by "|". */
static void
hear_all(struct made_up *made, char *out, size_t size)
{
    out[0] = '\0';
    for (int i = 0; i < 200 && heard(made)[0] != '\0'; i++) {
        (void)text_append(out, size, "%s%s", i == 0 ? "" : "|", heard(made));
        heard_to_its_end(made);
    }
}

static void
finger(struct made_up *made, enum app_phase phase, const char *id)
{
    const struct draw_rect *rect = &made_up_find(made, id)->rect;
    app_touch(made->app, phase, 1, rect->x + rect->w / 2,
              rect->y + rect->h / 2);
}

TEST(the_ear_reads_the_screen_from_its_first_to_its_last)
{
    char all[2000];
    struct made_up *made = home_with(VOICE_EAR);
    REQUIRE(made_up_touch(made, "ear"));
    hear_all(made, all, sizeof all);
    CHECK_STR(all, "räv|10 20|söndag 22 november|Nu|Måla|Ateljén. med Maria|"
                   "3 kvartar kvar|Sen|Fika|Köket|Min dag|Klar|Paus|"
                   "Fråga personal|Hejdå");
    CHECK_STR(heard(made), "");
    made_up_close(made);
}

TEST(nothing_speaks_by_itself)
{
    struct made_up *made = with_voice(VOICE_TOUCH);
    struct speech speech;
    CHECK(!app_speech(made->app, &speech));
    made_up_wait(made, 60000);
    CHECK(!app_speech(made->app, &speech));
    (void)made_up_signal(made, SIGNAL_PRESS);
    made_up_settle(made);
    CHECK_STR(made_up_screen(made), "signal");
    CHECK(!app_speech(made->app, &speech));
    made_up_close(made);
}

TEST(whoever_does_not_want_it_has_no_ear)
{
    struct made_up *made = home_with(VOICE_USUAL);
    CHECK(made_up_find(made, "ear") == NULL);
    made->world.centre.reach.voice = VOICE_EAR;
    CHECK(made_up_find(made, "ear") != NULL);
    made->people[0].reach.voice = VOICE_OFF;
    CHECK(made_up_find(made, "ear") == NULL);
    made->people[0].reach.voice = VOICE_EAR;
    CHECK(made_up_find(made, "ear") != NULL);
    made->world.voice_works = false;
    CHECK(made_up_find(made, "ear") == NULL);
    made_up_close(made);
}

TEST(who_needs_it_finds_it_at_the_cover_and_no_name_is_heard_there)
{
    char all[4000];
    struct made_up *made = with_voice(VOICE_EAR);
    made->world.group_count = 1;
    REQUIRE(made_up_touch(made, "ear"));
    hear_all(made, all, sizeof all);
    CHECK(strstr(all, "Välj din bild") != NULL);
    REQUIRE(made_up_touch(made, "choose"));
    REQUIRE(made_up_touch(made, "ear"));
    hear_all(made, all, sizeof all);
    CHECK(strstr(all, "räv|uggla") != NULL);
    CHECK(strstr(all, "Namn") == NULL);
    /* The centre says no: not before somebody is known. */
    made->world.centre.reach.voice = VOICE_OFF;
    CHECK(made_up_find(made, "ear") == NULL);
    made_up_close(made);
}

TEST(a_finger_anywhere_is_silence_and_the_ear_does_not_begin_anew)
{
    struct made_up *made = home_with(VOICE_EAR);
    REQUIRE(made_up_touch(made, "ear"));
    CHECK_STR(heard(made), "räv");
    CHECK_STR(made_up_find(made, "ear")->label, "Sluta läsa");
    made_up_wait(made, 1000);
    finger(made, TOUCH_DOWN, "ear");
    CHECK_STR(heard(made), "");
    CHECK_STR(made_up_find(made, "ear")->label, "Läs upp");
    finger(made, TOUCH_UP, "ear");
    CHECK_STR(heard(made), "");
    made_up_wait(made, 1000);
    REQUIRE(made_up_touch(made, "ear"));
    CHECK_STR(heard(made), "räv"); /* from the start: said again */
    made_up_close(made);
}

TEST(a_key_is_silence)
{
    struct made_up *made = home_with(VOICE_EAR);
    REQUIRE(made_up_touch(made, "ear"));
    app_key(made->app, KEY_NEXT);
    CHECK_STR(heard(made), "");
    made_up_close(made);
}

TEST(another_screen_is_silence)
{
    struct made_up *made = home_with(VOICE_EAR);
    REQUIRE(made_up_touch(made, "ear"));
    REQUIRE(app_tap(made->app, "day"));
    CHECK_STR(heard(made), "");
    made_up_close(made);
}

TEST(a_switch_reaches_the_ear_and_silences_it)
{
    struct made_up *made = home_with(VOICE_EAR);
    made->people[0].reach.scan = SCAN_TWO;
    for (int i = 0; i < 40 && heard(made)[0] == '\0'; i++) {
        const struct draw_element *ear = made_up_find(made, "ear");
        app_key(made->app, ear->focused ? KEY_ENTER : KEY_SPACE);
        made_up_wait(made, 1000);
    }
    CHECK_STR(heard(made), "räv");
    app_key(made->app, KEY_ENTER);
    CHECK_STR(heard(made), "");
    made_up_close(made);
}

TEST(what_is_heard_is_marked_where_it_stands)
{
    struct made_up *made = home_with(VOICE_EAR);
    uint64_t before = draw_hash(made_up_look(made));
    REQUIRE(made_up_touch(made, "ear"));
    uint64_t first = draw_hash(made_up_look(made));
    heard_to_its_end(made);
    uint64_t second = draw_hash(made_up_look(made));
    CHECK(first != before && second != first);
    app_key(made->app, KEY_BACK);
    made_up_close(made);
}

TEST(on_touch_what_is_touched_is_heard_and_does_what_it_does)
{
    struct made_up *made = home_with(VOICE_TOUCH);
    REQUIRE(made_up_touch(made, "day"));
    CHECK_STR(heard(made), "Min dag");
    CHECK_STR(made_up_screen(made), "day");
    heard_to_its_end(made);
    CHECK_STR(heard(made), ""); /* and nothing more */
    made_up_wait(made, 1000);
    finger(made, TOUCH_DOWN, "date");
    CHECK_STR(heard(made), "");
    finger(made, TOUCH_UP, "date");
    CHECK_STR(heard(made), "söndag 22 november");
    app_key(made->app, KEY_NEXT); /* the focus is heard, too */
    CHECK(heard(made)[0] != '\0' && strcmp(heard(made), "Min dag") != 0);
    made_up_close(made);
}

TEST(an_end_that_nobody_waits_for_changes_nothing)
{
    struct speech old;
    struct made_up *made = home_with(VOICE_EAR);
    REQUIRE(made_up_touch(made, "ear"));
    REQUIRE(app_speech(made->app, &old));
    heard_to_its_end(made);
    CHECK_STR(heard(made), "10 20");
    app_speech_ended(made->app, old.serial);
    app_speech_ended(made->app, 0);
    CHECK_STR(heard(made), "10 20");
    made_up_close(made);
}

TEST(a_day_is_not_closed_while_it_is_read)
{
    struct made_up *made = home_with(VOICE_EAR);
    made_up_wait(made, 80000);
    REQUIRE(made_up_touch(made, "ear"));
    for (int i = 0; i < 4; i++) {
        made_up_wait(made, 30000);
        heard_to_its_end(made);
    }
    CHECK_STR(made_up_screen(made), "home");
    made_up_close(made);
}

/* The screen speaks the person's language, what staff wrote the centre's. */
TEST(each_word_is_heard_in_its_own_language)
{
    struct speech speech;
    struct made_up *made;
    words_open(words_folder());
    made = with_voice(VOICE_EAR);
    (void)text_copy(made->people[0].lang, sizeof made->people[0].lang, "en");
    (void)text_copy(made->plan.items[1].with[0].text,
                    sizeof made->plan.items[1].with[0].text, "ليلى");
    made_up_at_home(made);
    REQUIRE(made_up_touch(made, made_up_item_element(made, 1)));
    made_up_wait(made, 1000);
    REQUIRE(made_up_touch(made, "ear"));
    int seen = 0;
    for (int i = 0; i < 60 && app_speech(made->app, &speech); i++) {
        const char *want = NULL;
        if (text_equal(speech.text, "Where") || text_equal(speech.text, "Back"))
            want = "en";
        else if (text_equal(speech.text, "Ateljén") ||
                 text_equal(speech.text, "Måla"))
            want = "sv";
        else if (text_equal(speech.text, "ليلى"))
            want = "ar";
        if (want != NULL) {
            CHECK_STR(speech.lang, want);
            seen++;
        }
        app_speech_ended(made->app, speech.serial);
    }
    CHECK_INT(seen, 5);
    made_up_close(made);
    words_close();
}

TEST(ones_own_pace_and_loudness_go_before_the_centres)
{
    struct speech speech;
    struct made_up *made = home_with(VOICE_EAR);
    REQUIRE(made_up_touch(made, "ear"));
    REQUIRE(app_speech(made->app, &speech));
    CHECK(speech.rate == VIEW_VOICE_RATE && speech.volume == VIEW_VOICE_VOLUME);
    CHECK(speech.me && !speech.wordless);
    CHECK_STR(speech.picture, made->people[0].picture);
    made->world.centre.reach.voice_rate = 120;
    made->world.centre.reach.voice_volume = 50;
    made->people[0].reach.voice_volume = 90;
    heard_to_its_end(made);
    REQUIRE(app_speech(made->app, &speech));
    CHECK(speech.rate == 120 && speech.volume == 90 && !speech.me);
    made_up_close(made);
}

TEST(words_are_spoken_without_signs_that_an_engine_obeys)
{
    static const char *const rows[][2] = {
        {"10:20", "10 20"},
        {"Ateljén · med Maria", "Ateljén. med Maria"},
        {"Sen: Fika", "Sen: Fika"},
        {"[[h@l'oU]] hej", "h@l'oU   hej"},
        {" \n", ""}};
    char out[DRAW_TEXT_SIZE];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        speech_plain(out, sizeof out, rows[i][0]);
        CHECK_STR(out, rows[i][1]);
    }
    CHECK_STR(speech_voice("nn"), "nb");
    CHECK(speech_voice("se") == NULL);
}

TEST(the_page_about_this_screen_is_reached_and_left)
{
    struct made_up *made = made_up_open(1280, 800);
    REQUIRE(made_up_touch(made, "about"));
    CHECK_STR(made_up_screen(made), "about");
    CHECK(made_up_says(made, "De tar också emot klagomål."));
    REQUIRE(made_up_touch(made, "back"));
    CHECK_STR(made_up_screen(made), "cover");
    /* Nobody who goes back or home once more comes upon it. */
    const struct draw_rect about = made_up_find(made, "about")->rect;
    REQUIRE(made_up_touch(made, "choose"));
    CHECK(about.x != made_up_find(made, "back")->rect.x);
    CHECK(about.x != made_up_find(made, "home")->rect.x);
    made_up_close(made);
}
