#include "ui/staff/today/today.h"

#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/staff/page.h"
#include "ui/staff/today/people.h"
#include "ui/staff/today/signals.h"

#define GROUP_ID "11111111-1111-7111-8111-111111111111"
#define PERSON_ID "22222222-2222-7222-8222-222222222222"
#define SIGNAL_ID "33333333-3333-7333-8333-333333333333"
#define STAFF_ID "44444444-4444-7444-8444-444444444444"

/* A made-up centre of one person and one signal, for a test to change. */
struct scene {
    struct view_centre centre;
    struct view_group group;
    struct view_person people[2];
    bool expected[2];
    struct view_signal signal;
    struct people all;
    int signal_count;
    struct visit visit;
    char page[65536];
};

static int64_t
utc_at(int day, int minute)
{
    return civil_to_utc(civil_day_of(2026, 11, day), minute, NULL);
}

static struct scene scene;

static void
make_scene(void)
{
    scene = (struct scene){.centre = {.name = "Verkstan", .lang = "sv"},
                           .group = {.id = GROUP_ID, .name = "Ateljén"},
                           .people = {{.id = PERSON_ID,
                                       .name = "Anna",
                                       .symbol = "räv",
                                       .picture = "1F98A",
                                       .group = GROUP_ID}},
                           .signal = {.id = SIGNAL_ID,
                                      .state = SIGNAL_PRESSED,
                                      .place = "Köket",
                                      .presses = 1,
                                      .raised_boot_ms = 1000000,
                                      .this_boot = true}};
    CHECK(civil_set_zone("Europe/Stockholm") == RESULT_OK);
    scene.signal.raised_utc_ms = utc_at(22, 617);
    scene.all = (struct people){.groups = &scene.group,
                                .group_count = 1,
                                .people = scene.people,
                                .expected = scene.expected,
                                .person_count = 1};
    scene.visit.at = "/";
    scene.visit.get = true;
    scene.visit.lang = "sv";
    scene.visit.centre = &scene.centre;
    scene.visit.core_answers = true;
    scene.visit.now =
        (struct clock_time){utc_at(22, 620), 1000000 + 3 * 60000, CLOCK_SYNCED};
    scene.visit.who = (struct visitor){.account = STAFF_ID,
                                       .staff = true,
                                       .name = "Maria",
                                       .role = ROLE_STAFF,
                                       .csrf = "secret"};
}

static bool
page_says(const char *what)
{
    html_init(&scene.visit.html, scene.page, sizeof scene.page);
    signals_section(&scene.visit, &scene.signal, scene.signal_count);
    people_section(&scene.visit, &scene.all);
    CHECK(!scene.visit.html.cut);
    return strstr(scene.page, what) != NULL;
}

static void
put_here(void)
{
    scene.people[0].here = true;
    scene.people[0].arrived_utc_ms = utc_at(22, 532);
}

TEST(who_is_here_stands_with_picture_name_and_since_when)
{
    make_scene();
    put_here();
    CHECK(page_says("<b dir=\"auto\">Anna</b>"));
    CHECK(page_says("alt=\"räv\" src=\"/picture/1F98A.png\""));
    CHECK(page_says("sedan 08:52"));
    CHECK(page_says("Ateljén"));
}

TEST(who_has_not_come_is_not_here_and_not_missing)
{
    make_scene();
    CHECK(page_says("Inget planerat"));
    scene.expected[0] = true;
    CHECK(page_says("Väntas"));
    CHECK(!page_says("sedan"));
    CHECK(!page_says("frånvar"));
    CHECK(!page_says("saknas"));
}

TEST(who_left_today_has_gone_home)
{
    make_scene();
    scene.people[0].left_utc_ms = utc_at(22, 600);
    CHECK(page_says("Gått hem"));
    CHECK(page_says("gick 10:00"));
}

TEST(who_left_yesterday_has_not_come_today)
{
    make_scene();
    scene.people[0].left_utc_ms = utc_at(21, 600);
    CHECK(!page_says("Gått hem"));
    CHECK(page_says("Inget planerat"));
    CHECK(!page_says("gick"));
}

TEST(whose_departure_nobody_saw_is_unknown_and_not_here)
{
    make_scene();
    put_here();
    scene.people[0].arrived_utc_ms = utc_at(20, 532);
    CHECK(page_says("sedan fredag 08:52"));
    CHECK(page_says("Okänt"));
    CHECK(!page_says(">Här<"));
}

TEST(a_pause_is_shown_to_staff)
{
    make_scene();
    put_here();
    scene.people[0].paused = true;
    CHECK(page_says(">Paus<"));
}

TEST(who_is_in_no_group_is_on_the_page_all_the_same)
{
    make_scene();
    scene.people[0].group[0] = '\0';
    CHECK(page_says("Utan grupp"));
    CHECK(page_says("Anna"));
}

TEST(a_person_of_a_group_that_is_gone_is_on_the_page_all_the_same)
{
    make_scene();
    scene.all.group_count = 0;
    CHECK(page_says("Utan grupp"));
    CHECK(page_says("Anna"));
}

TEST(a_centre_without_people_says_so)
{
    make_scene();
    scene.all.person_count = 0;
    CHECK(page_says("Här finns inga deltagare än."));
}

TEST(names_and_places_are_escaped_wherever_they_stand)
{
    make_scene();
    const char *evil = "<script>'x'\"&";
    put_here();
    text_copy(scene.people[0].name, sizeof scene.people[0].name, evil);
    text_copy(scene.people[0].symbol, sizeof scene.people[0].symbol, evil);
    text_copy(scene.people[0].picture, sizeof scene.people[0].picture, evil);
    text_copy(scene.group.name, sizeof scene.group.name, evil);
    text_copy(scene.signal.place, sizeof scene.signal.place, evil);
    text_copy(scene.signal.about_name, sizeof scene.signal.about_name, evil);
    text_copy(scene.signal.staff_name, sizeof scene.signal.staff_name, evil);
    scene.signal.state = SIGNAL_ACKNOWLEDGED;
    scene.signal_count = 1;
    CHECK(!page_says("<script>'"));
    CHECK(!page_says("'x'"));
    CHECK(page_says("&lt;script&gt;&#39;x&#39;&quot;&amp;"));
}

TEST(an_arabic_name_stands_in_its_own_direction)
{
    make_scene();
    text_copy(scene.people[0].name, sizeof scene.people[0].name, "ليلى");
    CHECK(page_says("<b dir=\"auto\">ليلى</b>"));
}

TEST(a_signal_says_place_time_and_age)
{
    make_scene();
    scene.signal_count = 1;
    CHECK(page_says("Köket"));
    CHECK(page_says("<span class=\"at\" dir=\"auto\">10:17</span>"));
    CHECK(page_says("<span class=\"ago\" dir=\"auto\">3 min</span>"));
}

TEST(a_signal_from_somebody_unknown_says_that_it_is_not_known)
{
    make_scene();
    scene.signal_count = 1;
    CHECK(page_says("Vem är inte känt"));
    text_copy(scene.signal.about_name, VIEW_NAME_SIZE, "Anna");
    CHECK(!page_says("Vem är inte känt"));
}

TEST(presses_are_counted_when_they_are_several)
{
    make_scene();
    scene.signal_count = 1;
    CHECK(!page_says("tryckning"));
    scene.signal.presses = 4;
    CHECK(page_says("4 tryckningar"));
}

TEST(each_state_has_its_own_true_words)
{
    static const struct {
        enum view_signal_state state;
        const char *words;
    } cases[] = {{SIGNAL_PRESSED, "Sparad, inte framme än"},
                 {SIGNAL_DELIVERED, "Framme, ingen är på väg än"},
                 {SIGNAL_ACKNOWLEDGED, "Maria är på väg"},
                 {SIGNAL_WITH, "Maria är där"},
                 {SIGNAL_CLOSED, "Avslutad"},
                 {SIGNAL_WITHDRAWN, "Det är lugnt igen"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        make_scene();
        scene.signal_count = 1;
        scene.signal.state = cases[i].state;
        text_copy(scene.signal.staff_name, VIEW_NAME_SIZE, "Maria");
        for (size_t j = 0; j < sizeof cases / sizeof cases[0]; j++)
            CHECK(page_says(cases[j].words) == (i == j));
    }
}

TEST(nobody_is_named_who_has_not_said_that_they_come)
{
    char says[VIEW_TEXT_SIZE];
    signals_words("sv", SIGNAL_DELIVERED, "Maria", says, sizeof says);
    CHECK(strstr(says, "Maria") == NULL);
}

TEST(the_page_asks_to_be_drawn_only_for_what_is_pressed)
{
    make_scene();
    scene.signal_count = 1;
    CHECK(page_says("data-draw"));
    scene.signal.state = SIGNAL_DELIVERED;
    CHECK(!page_says("data-draw"));
}

TEST(a_signal_that_is_over_is_no_card)
{
    make_scene();
    scene.signal_count = 1;
    scene.signal.state = SIGNAL_WITHDRAWN;
    CHECK(page_says("Inga signaler"));
    CHECK(page_says("Tidigare signaler"));
    CHECK(!page_says("data-signal=\"" SIGNAL_ID));
}

TEST(a_test_press_and_a_question_are_told_from_the_button)
{
    make_scene();
    scene.signal_count = 1;
    CHECK(page_says("Knappen<"));
    scene.signal.kind = SIGNAL_ASK;
    CHECK(page_says("Fråga till personal"));
    scene.signal.kind = SIGNAL_TEST;
    CHECK(page_says("Prov av knappen"));
}

TEST(an_unsure_clock_shows_a_band_and_no_time)
{
    make_scene();
    put_here();
    scene.people[1] = scene.people[0];
    scene.people[1].here = false;
    scene.people[1].left_utc_ms = utc_at(22, 600);
    scene.all.person_count = 2;
    scene.signal_count = 1;
    scene.visit.now.quality = CLOCK_UNSURE;
    CHECK(!page_says("08:52"));
    CHECK(!page_says("10:17"));
    CHECK(!page_says("Gått hem"));
    CHECK(page_says(">3 min<"));
}

TEST(an_unsure_clock_gives_no_age_to_a_signal_of_another_boot)
{
    make_scene();
    scene.signal_count = 1;
    scene.visit.now.quality = CLOCK_UNSURE;
    scene.signal.this_boot = false;
    CHECK(!page_says("class=\"ago\""));
    CHECK(page_says("Köket"));
}

TEST(the_page_names_no_other_server_and_has_no_script_of_its_own)
{
    make_scene();
    put_here();
    scene.signal_count = 1;
    CHECK(!page_says("http://"));
    CHECK(!page_says("https://"));
    CHECK(!page_says(" style="));
    CHECK(!page_says(" onload"));
    CHECK(strstr(page_policy, "unsafe") == NULL);
}

TEST(a_refusal_says_what_and_leads_back)
{
    char page[8192];
    struct html html;
    html_init(&html, page, sizeof page);
    page_refusal(&html, "sv", 404, NULL);
    CHECK(strstr(page, "Den sidan finns inte.") != NULL);
    CHECK(strstr(page, "<a href=\"/\">") != NULL);
    CHECK(strstr(page, "live.mjs") == NULL);
}

TEST(a_signal_whose_clock_was_lost_has_no_age_of_decades)
{
    make_scene();
    scene.signal_count = 1;
    scene.signal.this_boot = false;
    scene.signal.raised_utc_ms = 5000;
    CHECK(page_says("Köket"));
    CHECK(!page_says("dygn"));
    CHECK(!page_says("class=\"ago\""));
}

TEST(answering_is_one_touch_and_the_next_one_is_offered)
{
    make_scene();
    scene.signal_count = 1;
    CHECK(page_says("/signal/" SIGNAL_ID "/acknowledge"));
    CHECK(page_says(">Jag kommer<"));
    scene.signal.state = SIGNAL_ACKNOWLEDGED;
    CHECK(page_says(">Jag är där<"));
    CHECK(!page_says(">Jag kommer<"));
    scene.signal.state = SIGNAL_WITH;
    CHECK(page_says(">Avsluta<"));
}

TEST(a_locked_page_names_nobody_and_may_still_answer)
{
    make_scene();
    scene.signal_count = 1;
    text_copy(scene.signal.about_name, VIEW_NAME_SIZE, "Anna");
    scene.visit.who.locked = true;
    html_init(&scene.visit.html, scene.page, sizeof scene.page);
    signals_section(&scene.visit, &scene.signal, 1);
    CHECK(strstr(scene.page, "Anna") == NULL);
    CHECK(strstr(scene.page, "Köket") != NULL);
    CHECK(strstr(scene.page, ">Jag kommer<") != NULL);
}

TEST(every_form_carries_the_secret_of_its_session)
{
    make_scene();
    put_here();
    scene.signal_count = 1;
    CHECK(page_says("name=\"csrf\" value=\"secret\""));
    int forms = 0;
    int secrets = 0;
    for (const char *at = scene.page; (at = strstr(at, "<form")) != NULL; at++)
        forms++;
    for (const char *at = scene.page; (at = strstr(at, "\"csrf\"")) != NULL;
         at++)
        secrets++;
    CHECK(forms > 0);
    CHECK_INT(forms, secrets);
}

TEST(a_large_centre_is_shown_a_group_at_a_time)
{
    make_scene();
    put_here();
    scene.all.group = GROUP_ID;
    CHECK(page_says("/?group=" GROUP_ID));
    CHECK(page_says("Anna"));
    scene.all.group = STAFF_ID;
    CHECK(!page_says(">Anna<"));
}
