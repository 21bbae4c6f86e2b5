/* How long what is kept. */
#include "firmware/store/retain.h"

#include "firmware/base/civil.h"
#include "tests/test.h"

TEST(months_are_counted_back_to_a_day_that_exists)
{
    struct retention r = {{0}};
    r.length[PURPOSE_STRESS] = 1;
    CHECK_INT(retention_day(&r, PURPOSE_STRESS, civil_day_of(2026, 3, 31)),
              civil_day_of(2026, 2, 28));
    r.length[PURPOSE_STRESS] = 12;
    CHECK_INT(retention_day(&r, PURPOSE_STRESS, civil_day_of(2028, 2, 29)),
              civil_day_of(2027, 2, 28));
    r.length[PURPOSE_TECHNICAL] = 30;
    CHECK_INT(retention_day(&r, PURPOSE_TECHNICAL, 1000), 970);
    CHECK_INT(retention_day(&r, PURPOSE_PLAN, 1000), INT32_MIN);
}

TEST(a_country_we_know_nothing_of_gets_no_swedish_numbers)
{
    struct retention r;
    CHECK(retention_pack("se", &r));
    CHECK_INT(r.length[PURPOSE_AUDIT], 24);
    CHECK(retention_pack("dk", &r));
    CHECK_INT(r.length[PURPOSE_AUDIT], 0);
    CHECK(!retention_pack("fi", &r));
    CHECK_INT(purpose_parse("stress"), PURPOSE_STRESS);
    CHECK_INT(purpose_parse("none"), PURPOSE_NONE);
}

TEST(a_setting_of_a_person_is_never_due)
{
    CHECK_INT(due_by(EVENT_PERSON_SAVED), DUE_NEVER);
    CHECK_INT(due_by(EVENT_PURGED), DUE_NEVER);
    CHECK_INT(due_by(EVENT_SIGNAL_CLOSED), DUE_WHOLE);
    CHECK_INT(due_by(EVENT_DONE), DUE_BY_DATE);
}
