#include "ui/staff/today.h"

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/staff/page.h"
#include "ui/staff/people.h"
#include "ui/staff/signals.h"

#define GROUP_ID "11111111-1111-7111-8111-111111111111"
#define PERSON_ID "22222222-2222-7222-8222-222222222222"
#define SIGNAL_ID "33333333-3333-7333-8333-333333333333"
#define STAFF_ID "44444444-4444-7444-8444-444444444444"

/* A made-up centre of one person and one signal, for a test to change. */
struct scene {
    struct view_centre centre;
    struct view_group group;
    struct view_person people[2];
    struct view_signal signal;
    struct today today;
    char page[65536];
};

static int64_t
utc_at(int day, int minute)
{
    return civil_to_utc(civil_day_of(2026, 11, day), minute, NULL);
}

static void
make_scene(struct scene *scene)
{
    *scene = (struct scene){.centre = {.name = "Verkstan", .lang = "sv"},
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
    scene->signal.raised_utc_ms = utc_at(22, 617);
    scene->today = (struct today){
        .centre = &scene->centre,
        .groups = &scene->group,
        .group_count = 1,
        .people = scene->people,
        .person_count = 1,
        .signals = &scene->signal,
        .now = {utc_at(22, 620), 1000000 + 3 * 60000, CLOCK_SYNCED},
        .core_answers = true};
}

static bool
page_says(struct scene *scene, const char *what)
{
    struct html html;
    html_init(&html, scene->page, sizeof scene->page);
    today_page(&html, &scene->today);
    CHECK(!html.cut);
    return strstr(scene->page, what) != NULL;
}

static void
put_here(struct scene *scene)
{
    scene->people[0].here = true;
    scene->people[0].arrived_utc_ms = utc_at(22, 532);
}

TEST(who_is_here_stands_with_picture_name_and_since_when)
{
    struct scene scene;
    make_scene(&scene);
    put_here(&scene);
    CHECK(page_says(&scene, "<b dir=\"auto\">Anna</b>"));
    CHECK(page_says(&scene, "alt=\"räv\" src=\"/picture/1F98A.png\""));
    CHECK(page_says(&scene, "sedan 08:52"));
    CHECK(page_says(&scene, "Ateljén"));
}

TEST(who_has_not_come_is_not_here_and_not_missing)
{
    struct scene scene;
    make_scene(&scene);
    CHECK(page_says(&scene, "Inte kommit än"));
    CHECK(!page_says(&scene, "sedan"));
    CHECK(!page_says(&scene, "frånvar"));
    CHECK(!page_says(&scene, "saknas"));
}

TEST(who_left_today_has_gone_home)
{
    struct scene scene;
    make_scene(&scene);
    scene.people[0].left_utc_ms = utc_at(22, 600);
    CHECK(page_says(&scene, "Gått hem"));
    CHECK(page_says(&scene, "gick 10:00"));
}

TEST(who_left_yesterday_has_not_come_today)
{
    struct scene scene;
    make_scene(&scene);
    scene.people[0].left_utc_ms = utc_at(21, 600);
    CHECK(!page_says(&scene, "Gått hem"));
    CHECK(page_says(&scene, "Inte kommit än"));
    CHECK(!page_says(&scene, "gick"));
}

TEST(who_has_been_here_since_friday_is_here_since_friday)
{
    struct scene scene;
    make_scene(&scene);
    put_here(&scene);
    scene.people[0].arrived_utc_ms = utc_at(20, 532);
    CHECK(page_says(&scene, "sedan fredag 08:52"));
}

TEST(a_pause_is_shown_to_staff)
{
    struct scene scene;
    make_scene(&scene);
    put_here(&scene);
    scene.people[0].paused = true;
    CHECK(page_says(&scene, ">Paus<"));
}

TEST(who_is_in_no_group_is_on_the_page_all_the_same)
{
    struct scene scene;
    make_scene(&scene);
    scene.people[0].group[0] = '\0';
    CHECK(page_says(&scene, "Utan grupp"));
    CHECK(page_says(&scene, "Anna"));
}

TEST(a_person_of_a_group_that_is_gone_is_on_the_page_all_the_same)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.group_count = 0;
    CHECK(page_says(&scene, "Utan grupp"));
    CHECK(page_says(&scene, "Anna"));
}

TEST(a_centre_without_people_says_so)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.person_count = 0;
    CHECK(page_says(&scene, "Här finns inga deltagare än."));
}

TEST(names_and_places_are_escaped_wherever_they_stand)
{
    struct scene scene;
    make_scene(&scene);
    const char *evil = "<script>'x'\"&";
    put_here(&scene);
    text_copy(scene.people[0].name, sizeof scene.people[0].name, evil);
    text_copy(scene.people[0].symbol, sizeof scene.people[0].symbol, evil);
    text_copy(scene.people[0].picture, sizeof scene.people[0].picture, evil);
    text_copy(scene.group.name, sizeof scene.group.name, evil);
    text_copy(scene.centre.name, sizeof scene.centre.name, evil);
    text_copy(scene.signal.place, sizeof scene.signal.place, evil);
    text_copy(scene.signal.about_name, sizeof scene.signal.about_name, evil);
    text_copy(scene.signal.staff_name, sizeof scene.signal.staff_name, evil);
    scene.signal.state = SIGNAL_ACKNOWLEDGED;
    scene.today.signal_count = 1;
    CHECK(!page_says(&scene, "<script>'"));
    CHECK(!page_says(&scene, "'x'"));
    CHECK(page_says(&scene, "&lt;script&gt;&#39;x&#39;&quot;&amp;"));
    CHECK(page_says(&scene, "<title>(1) &lt;script&gt;"));
}

TEST(an_arabic_name_stands_in_its_own_direction)
{
    struct scene scene;
    make_scene(&scene);
    text_copy(scene.people[0].name, sizeof scene.people[0].name, "ليلى");
    CHECK(page_says(&scene, "<b dir=\"auto\">ليلى</b>"));
}

TEST(nobody_s_id_is_on_the_page_but_the_signal_s)
{
    struct scene scene;
    make_scene(&scene);
    text_copy(scene.centre.id, UUID_SIZE, STAFF_ID);
    text_copy(scene.signal.about, UUID_SIZE, PERSON_ID);
    text_copy(scene.signal.staff, UUID_SIZE, STAFF_ID);
    text_copy(scene.signal.about_name, VIEW_NAME_SIZE, "Anna");
    scene.today.signal_count = 1;
    CHECK(!page_says(&scene, PERSON_ID));
    CHECK(!page_says(&scene, GROUP_ID));
    CHECK(!page_says(&scene, STAFF_ID));
    CHECK(page_says(&scene, SIGNAL_ID));
}

TEST(a_signal_says_place_time_and_age)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    CHECK(page_says(&scene, "Köket"));
    CHECK(page_says(&scene, "<span class=\"at\" dir=\"auto\">10:17</span>"));
    CHECK(page_says(&scene, "<span class=\"ago\" dir=\"auto\">3 min</span>"));
    CHECK(page_says(&scene, "<title>(1) Verkstan</title>"));
}

TEST(a_signal_from_somebody_unknown_says_that_it_is_not_known)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    CHECK(page_says(&scene, "Vem är inte känt"));
    text_copy(scene.signal.about_name, VIEW_NAME_SIZE, "Anna");
    CHECK(!page_says(&scene, "Vem är inte känt"));
}

TEST(presses_are_counted_when_they_are_several)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    CHECK(!page_says(&scene, "tryckning"));
    scene.signal.presses = 4;
    CHECK(page_says(&scene, "4 tryckningar"));
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
        struct scene scene;
        make_scene(&scene);
        scene.today.signal_count = 1;
        scene.signal.state = cases[i].state;
        text_copy(scene.signal.staff_name, VIEW_NAME_SIZE, "Maria");
        for (size_t j = 0; j < sizeof cases / sizeof cases[0]; j++)
            CHECK(page_says(&scene, cases[j].words) == (i == j));
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
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    CHECK(page_says(&scene, "data-draw"));
    scene.signal.state = SIGNAL_DELIVERED;
    CHECK(!page_says(&scene, "data-draw"));
}

TEST(a_signal_that_is_over_is_no_card)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    scene.signal.state = SIGNAL_WITHDRAWN;
    CHECK(page_says(&scene, "Inga signaler"));
    CHECK(page_says(&scene, "Tidigare signaler"));
    CHECK(!page_says(&scene, SIGNAL_ID));
    CHECK(page_says(&scene, "<title>Verkstan</title>"));
}

TEST(a_test_press_and_a_question_are_told_from_the_button)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    CHECK(page_says(&scene, "Knappen<"));
    scene.signal.kind = SIGNAL_ASK;
    CHECK(page_says(&scene, "Fråga till personal"));
    scene.signal.kind = SIGNAL_TEST;
    CHECK(page_says(&scene, "Prov av knappen"));
}

TEST(an_unsure_clock_shows_a_band_and_no_time)
{
    struct scene scene;
    make_scene(&scene);
    put_here(&scene);
    scene.people[1] = scene.people[0];
    scene.people[1].here = false;
    scene.people[1].left_utc_ms = utc_at(22, 600);
    scene.today.person_count = 2;
    scene.today.signal_count = 1;
    scene.today.now.quality = CLOCK_UNSURE;
    CHECK(page_says(&scene, "klocka är osäker"));
    CHECK(!page_says(&scene, "08:52"));
    CHECK(!page_says(&scene, "10:17"));
    CHECK(!page_says(&scene, "10:20"));
    CHECK(!page_says(&scene, "november"));
    CHECK(!page_says(&scene, "Gått hem"));
    CHECK(page_says(&scene, "Inte här"));
    CHECK(page_says(&scene, ">3 min<"));
}

TEST(an_unsure_clock_gives_no_age_to_a_signal_of_another_boot)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    scene.today.now.quality = CLOCK_UNSURE;
    scene.signal.this_boot = false;
    CHECK(!page_says(&scene, "class=\"ago\""));
    CHECK(page_says(&scene, "Köket"));
}

TEST(the_page_says_when_core_does_not_answer)
{
    struct scene scene;
    make_scene(&scene);
    CHECK(!page_says(&scene, "svarar inte"));
    scene.today.core_answers = false;
    CHECK(page_says(&scene, "svarar inte"));
}

TEST(a_page_that_others_can_reach_says_that_it_has_no_login)
{
    struct scene scene;
    make_scene(&scene);
    CHECK(!page_says(&scene, "ingen inloggning"));
    scene.today.open_to_network = true;
    CHECK(page_says(&scene, "ingen inloggning"));
}

TEST(the_page_works_without_script)
{
    struct scene scene;
    make_scene(&scene);
    CHECK(page_says(&scene, "<noscript><meta http-equiv=\"refresh\""));
    CHECK(page_says(&scene, "id=\"lost\" hidden"));
}

TEST(the_page_names_no_other_server_and_has_no_script_of_its_own)
{
    struct scene scene;
    make_scene(&scene);
    put_here(&scene);
    scene.today.signal_count = 1;
    CHECK(!page_says(&scene, "http://"));
    CHECK(!page_says(&scene, "https://"));
    CHECK(!page_says(&scene, " style="));
    CHECK(!page_says(&scene, " onload"));
    CHECK(page_says(&scene,
                    "<script type=\"module\" src=\"/live.mjs\"></script>"));
    CHECK(strstr(page_policy, "unsafe") == NULL);
}

TEST(what_lives_is_the_same_alone_and_in_the_page)
{
    static struct scene scene;
    static char alone[65536];
    struct html html;
    make_scene(&scene);
    put_here(&scene);
    scene.today.signal_count = 1;
    html_init(&html, alone, sizeof alone);
    today_now(&html, &scene.today);
    CHECK(page_says(&scene, alone));
    CHECK(strstr(alone, "<html") == NULL);
}

TEST(a_full_centre_fits_on_the_page)
{
    enum { SIZE = 1 << 20 };
    static char page[SIZE];
    static struct view_person people[VIEW_PEOPLE_MAX];
    static struct view_signal signals[VIEW_SIGNALS_MAX];
    static struct scene scene;
    struct html html;
    make_scene(&scene);
    put_here(&scene);
    for (int i = 0; i < VIEW_PEOPLE_MAX; i++)
        people[i] = scene.people[0];
    for (int i = 0; i < VIEW_SIGNALS_MAX; i++)
        signals[i] = scene.signal;
    scene.today.people = people;
    scene.today.person_count = VIEW_PEOPLE_MAX;
    scene.today.signals = signals;
    scene.today.signal_count = VIEW_SIGNALS_MAX;
    html_init(&html, page, SIZE);
    today_page(&html, &scene.today);
    CHECK(!html.cut);
    CHECK(html.length < SIZE / 2);
}

TEST(a_refusal_says_what_and_leads_back)
{
    char page[8192];
    struct html html;
    html_init(&html, page, sizeof page);
    page_refusal(&html, "sv", 404);
    CHECK(strstr(page, "Den sidan finns inte.") != NULL);
    CHECK(strstr(page, "<a href=\"/\">") != NULL);
    CHECK(strstr(page, "live.mjs") == NULL);
}

TEST(a_signal_whose_clock_was_lost_has_no_age_of_decades)
{
    struct scene scene;
    make_scene(&scene);
    scene.today.signal_count = 1;
    scene.signal.this_boot = false;
    scene.signal.raised_utc_ms = 5000;
    CHECK(page_says(&scene, "Köket"));
    CHECK(!page_says(&scene, "dygn"));
    CHECK(!page_says(&scene, "class=\"ago\""));
}
