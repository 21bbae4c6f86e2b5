/* What is counted, what of it is shown, and the chart of it. */
#include "ui/staff/review/pattern.h"

#include "tests/test.h"
#include "ui/staff/review/chart.h"
#include "ui/staff/review/few.h"

TEST(fewer_than_five_are_hidden_and_never_one_alone)
{
    const int alone[] = {20, 3, 0, 7, 9};
    const int two[] = {20, 3, 2, 7};
    bool shown[5];
    few_hide(alone, 5, shown);
    CHECK(shown[0] && !shown[1] && shown[2] && !shown[3] && shown[4]);
    few_hide(two, 4, shown);
    CHECK(shown[0] && !shown[1] && !shown[2] && shown[3]);
}

TEST(signals_are_counted_by_hour_day_place_and_what_went_before)
{
    static struct pattern p;
    p = (struct pattern){.total = 0};
    for (int i = 0; i < 3; i++)
        pattern_add(
            &p, &(struct pattern_signal){10 * 60 + 20, 2, "Köket", "Fika", 15});
    pattern_add(&p,
                &(struct pattern_signal){11 * 60, 7, "Ateljén", "Måla", 16});
    pattern_add(&p, &(struct pattern_signal){11 * 60, 7, "Ateljén", NULL, -1});
    pattern_end(&p);
    CHECK_INT(p.total, 5);
    CHECK_INT(p.hours[10], 3);
    CHECK_INT(p.weekdays[1], 3);
    CHECK_INT(p.weekdays[6], 2);
    CHECK_STR(p.places.at[0].name, "Köket");
    CHECK_STR(p.before.at[0].name, "Fika");
    CHECK_INT(p.before.at[0].count, 3);
    CHECK_INT(p.unknown_before, 1);
    CHECK_INT(p.transitions, 3);
}

TEST(a_chart_has_a_title_and_says_nothing_of_what_is_hidden)
{
    static char text[8000];
    struct html html;
    const struct chart_bar bars[] = {{"09", 12, false}, {"1<0", 3, true}};
    html_init(&html, text, sizeof text);
    chart_bars(&html, &(struct chart){.id = "h",
                                      .title = "När",
                                      .describes = "Tabellen",
                                      .few = "<5",
                                      .bars = bars,
                                      .count = 2});
    CHECK(!html.cut);
    CHECK(strstr(text, "role=\"img\"") != NULL);
    CHECK(strstr(text, "<title id=\"h-title\">När</title>") != NULL);
    CHECK(strstr(text, ">12</text>") != NULL);
    CHECK(strstr(text, ">3</text>") == NULL);
    CHECK(strstr(text, "1&lt;0") != NULL);
    CHECK(strstr(text, "url(#h-few)") != NULL);
    CHECK(strstr(text, "style=") == NULL);
}
