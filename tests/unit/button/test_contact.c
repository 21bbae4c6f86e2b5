#include "firmware/button/contact.h"

#include "tests/test.h"

static struct contact contact;

static void
at_rest(void)
{
    contact_init(&contact, true, 0);
}

static void
make(bool closed, int64_t ms)
{
    contact_set(&contact, CONTACT_MAKE, closed, ms);
}

static void
breaks(bool open, int64_t ms)
{
    contact_set(&contact, CONTACT_BREAK, !open, ms);
}

TEST(a_button_with_one_contact_is_down_when_it_closes)
{
    contact_init(&contact, false, 0);
    CHECK(!contact_down(&contact));
    make(true, 10);
    CHECK(contact_down(&contact));
    CHECK_INT(contact_due(&contact), -1);
    CHECK(!contact_advance(&contact, 1000000));
    CHECK(!contact.fault);
}

TEST(either_contact_that_leaves_its_rest_is_down_at_once)
{
    at_rest();
    CHECK(!contact_down(&contact));
    breaks(true, 10);
    CHECK(contact_down(&contact));
    at_rest();
    make(true, 10);
    CHECK(contact_down(&contact));
}

TEST(a_press_and_a_release_are_no_fault)
{
    at_rest();
    breaks(true, 10);
    make(true, 30);
    CHECK(!contact_advance(&contact, 1000));
    CHECK(contact_down(&contact));
    make(false, 2000);
    breaks(false, 2049);
    CHECK(!contact_advance(&contact, 3000));
    CHECK(!contact_down(&contact));
    CHECK(!contact.fault);
}

TEST(both_open_for_50_ms_is_a_cut_wire)
{
    at_rest();
    breaks(true, 100);
    CHECK_INT(contact_due(&contact), 150);
    CHECK(!contact_advance(&contact, 149));
    CHECK(contact_advance(&contact, 150));
    CHECK(contact.fault);
    CHECK(!contact_advance(&contact, 200)); /* told once */
    CHECK_INT(contact_due(&contact), -1);
}

TEST(both_closed_for_50_ms_is_a_short)
{
    at_rest();
    make(true, 100);
    CHECK(contact_advance(&contact, 150));
    CHECK(contact.fault);
    CHECK(!contact_down(&contact));
}

TEST(a_hand_is_seen_through_a_short)
{
    at_rest();
    make(true, 100);
    CHECK(contact_down(&contact)); /* it may be a hand */
    (void)contact_advance(&contact, 150);
    breaks(true, 1000);
    CHECK(contact_down(&contact));
    CHECK(!contact_advance(&contact, 5000));
    CHECK(contact.fault); /* pressed, not mended */
    breaks(false, 6000);
    CHECK(!contact_down(&contact));
}

TEST(a_cut_wire_does_not_hold_the_button_down)
{
    at_rest();
    breaks(true, 100);
    CHECK(contact_down(&contact)); /* it may be a hand */
    (void)contact_advance(&contact, 150);
    CHECK(!contact_down(&contact));
}

TEST(a_loose_wire_does_not_press_while_the_fault_stands)
{
    at_rest();
    breaks(true, 100);
    (void)contact_advance(&contact, 150);
    for (int64_t ms = 200; ms < 2000; ms += 40) {
        breaks(ms % 80 == 0, ms);
        (void)contact_advance(&contact, ms);
        CHECK(!contact_down(&contact));
    }
    CHECK(contact.fault);
}

TEST(the_making_contact_presses_while_the_fault_stands)
{
    at_rest();
    breaks(true, 100);
    (void)contact_advance(&contact, 150);
    make(true, 1000);
    CHECK(contact_down(&contact));
    CHECK(!contact_advance(&contact, 5000));
    make(false, 6000);
    CHECK(!contact_down(&contact));
    CHECK(contact.fault);
}

TEST(a_mended_wire_ends_the_fault_after_50_ms_without_a_press)
{
    at_rest();
    breaks(true, 100);
    (void)contact_advance(&contact, 150);
    breaks(false, 1000);
    CHECK_INT(contact_due(&contact), 1050);
    CHECK(contact_advance(&contact, 1050));
    CHECK(!contact.fault);
    CHECK(!contact_down(&contact));
}

TEST(the_time_counts_from_the_first_moment_they_are_the_same)
{
    at_rest();
    breaks(true, 100);
    breaks(true, 140); /* read again, unchanged */
    CHECK_INT(contact_due(&contact), 150);
}
