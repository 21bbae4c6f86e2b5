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

/* Everything that is said of somebody has an end: a time of its own, or that
 * of the person, the account or the house it is about. A kind that comes anew
 * is put into one of the two by hand. */
TEST(every_kind_of_event_has_an_end)
{
    static const enum event_kind with_its_subject[] = {
        EVENT_CENTRE_SAVED,      EVENT_GROUP_SAVED,
        EVENT_PLACE_SAVED,       EVENT_STAFF_SAVED,
        EVENT_PERSON_SAVED,      EVENT_CONSENT_GIVEN,
        EVENT_CONSENT_WITHDRAWN, EVENT_PICTURE_SAVED,
        EVENT_PICTURE_NAMED,     EVENT_PICTURE_REMOVED,
        EVENT_RECORDING_SAVED,   EVENT_RECORDING_REMOVED,
        EVENT_TEMPLATE_SAVED,    EVENT_TEMPLATE_REMOVED,
        EVENT_PERSON_ENDED,      EVENT_PERSON_RESUMED,
        EVENT_STRATEGIES_SAVED,  EVENT_WELLBEING_SAVED,
        EVENT_HELP_SAVED,        EVENT_OWN_WORDS_SAVED,
        EVENT_STRENGTH_SAVED,    EVENT_STRENGTH_REMOVED,
        EVENT_RELATION_SAVED,    EVENT_RELATION_REMOVED,
        EVENT_AGREEMENT_SAVED,   EVENT_AGREED_SAVED,
        EVENT_RETENTION_SAVED,   EVENT_HOLD_SET,
        EVENT_HOLD_LIFTED,       EVENT_HANDED_OVER,
        EVENT_PURGE_APPROVED,    EVENT_PURGED,
        EVENT_PURGE_CLEANED,     EVENT_RULES_SAVED,
        EVENT_ACCOUNT_SAVED,     EVENT_ACCOUNT_CLOSED,
        EVENT_ACCESS_REVIEWED,   EVENT_FAULT_BEGAN,
        EVENT_FAULT_ENDED};
    for (int kind = EVENT_NONE + 1; kind < EVENT_KIND_COUNT; kind++) {
        const char *name = event_kind_name((enum event_kind)kind);
        bool stays = false;
        if (event_kind_parse(name) != (enum event_kind)kind)
            continue; /* a number of nobody's */
        for (size_t i = 0;
             i < sizeof with_its_subject / sizeof with_its_subject[0]; i++)
            stays = stays || (int)with_its_subject[i] == kind;
        if (stays == (due_by((enum event_kind)kind) != DUE_NEVER))
            printf("    %s\n", name);
        CHECK(stays == (due_by((enum event_kind)kind) == DUE_NEVER));
    }
}
