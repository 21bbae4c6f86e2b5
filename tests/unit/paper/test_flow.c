/* Which piece of a document stands where. */
#include "firmware/paper/flow.h"

#include "tests/test.h"

enum { MANY = 8 };

static struct place places[MANY];

TEST(pieces_follow_each_other_down_the_page)
{
    const struct piece pieces[] = {{.height = 10}, {.height = 20}};
    CHECK_INT(flow(pieces, 2, 100, places), 1);
    CHECK_INT(places[0].top, 0);
    CHECK_INT(places[1].top, 10);
}

TEST(what_does_not_fit_begins_the_next_page)
{
    const struct piece pieces[] = {
        {.height = 60}, {.height = 40}, {.height = 1}};
    CHECK_INT(flow(pieces, 3, 100, places), 2);
    CHECK_INT(places[1].page, 0);
    CHECK_INT(places[2].page, 1);
    CHECK_INT(places[2].top, 0);
}

TEST(a_heading_goes_with_what_it_is_about)
{
    const struct piece pieces[] = {
        {.height = 80}, {.height = 10, .keep_next = true}, {.height = 30}};
    CHECK_INT(flow(pieces, 3, 100, places), 2);
    CHECK_INT(places[1].page, 1);
    CHECK_INT(places[2].page, 1);
    CHECK_INT(places[2].top, 10);
}

TEST(a_chain_that_fits_on_no_page_is_parted)
{
    const struct piece pieces[] = {{.height = 60, .keep_next = true},
                                   {.height = 60, .keep_next = true},
                                   {.height = 60}};
    CHECK_INT(flow(pieces, 3, 100, places), 3);
    CHECK_INT(places[0].page, 0);
    CHECK_INT(places[2].page, 2);
}

TEST(a_tables_head_stands_again_on_each_page_but_its_first)
{
    const struct piece pieces[] = {{.height = 10, .keep_next = true},
                                   {.height = 50, .head = 10},
                                   {.height = 50, .head = 10}};
    CHECK_INT(flow(pieces, 3, 100, places), 2);
    CHECK(!places[1].with_head);
    CHECK(places[2].with_head);
    CHECK_INT(places[2].top, 10);
}

TEST(no_page_begins_with_nothing)
{
    const struct piece pieces[] = {
        {.height = 100}, {.height = 20, .is_space = true}, {.height = 10}};
    CHECK_INT(flow(pieces, 3, 100, places), 2);
    CHECK_INT(places[2].page, 1);
    CHECK_INT(places[2].top, 0);
}

TEST(a_break_begins_a_page_and_two_of_them_no_empty_one)
{
    const struct piece pieces[] = {{.height = 10},
                                   {.new_page = true, .is_space = true},
                                   {.new_page = true, .is_space = true},
                                   {.height = 10}};
    CHECK_INT(flow(pieces, 4, 100, places), 2);
    CHECK_INT(places[3].page, 1);
    CHECK_INT(places[3].top, 0);
}

TEST(nothing_takes_no_page)
{
    CHECK_INT(flow(NULL, 0, 100, places), 0);
}

TEST(columns_share_the_width_after_their_wishes)
{
    const double wish[] = {1, 3, 0};
    const double least[] = {10, 0, 0};
    double out[3];
    CHECK(flow_columns(wish, least, 3, 110, out));
    CHECK_INT(out[0], 30);
    CHECK_INT(out[1], 60);
    CHECK_INT(out[2], 20);
}

TEST(columns_that_do_not_fit_are_equal)
{
    const double wish[] = {1, 1};
    const double least[] = {90, 90};
    double out[2];
    CHECK(!flow_columns(wish, least, 2, 100, out));
    CHECK_INT(out[0], 50);
    CHECK_INT(out[1], 50);
}
