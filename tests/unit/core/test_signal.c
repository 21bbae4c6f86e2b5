#include "firmware/core/signal.h"
#include "tests/test.h"

/* The whole machine, written down a second time and by hand: where each step
 * leads from each state. `m` moves, `s` stays, `r` is refused. */
static const struct {
    char answer;
    enum view_signal_state to;
} table[SIGNAL_WITHDRAWN + 1][SIGNAL_STEP_COUNT] = {
    /* deliver, acknowledge, with, close, withdraw */
    [SIGNAL_PRESSED] = {{'m', SIGNAL_DELIVERED},
                        {'m', SIGNAL_ACKNOWLEDGED},
                        {'m', SIGNAL_WITH},
                        {'m', SIGNAL_CLOSED},
                        {'m', SIGNAL_WITHDRAWN}},
    [SIGNAL_DELIVERED] = {{'s', SIGNAL_DELIVERED},
                          {'m', SIGNAL_ACKNOWLEDGED},
                          {'m', SIGNAL_WITH},
                          {'m', SIGNAL_CLOSED},
                          {'m', SIGNAL_WITHDRAWN}},
    [SIGNAL_ACKNOWLEDGED] = {{'s', SIGNAL_ACKNOWLEDGED},
                             {'s', SIGNAL_ACKNOWLEDGED},
                             {'m', SIGNAL_WITH},
                             {'m', SIGNAL_CLOSED},
                             {'m', SIGNAL_WITHDRAWN}},
    [SIGNAL_WITH] = {{'s', SIGNAL_WITH},
                     {'s', SIGNAL_WITH},
                     {'s', SIGNAL_WITH},
                     {'m', SIGNAL_CLOSED},
                     {'m', SIGNAL_WITHDRAWN}},
    [SIGNAL_CLOSED] = {{'s', SIGNAL_CLOSED},
                       {'r', SIGNAL_CLOSED},
                       {'r', SIGNAL_CLOSED},
                       {'s', SIGNAL_CLOSED},
                       {'r', SIGNAL_CLOSED}},
    [SIGNAL_WITHDRAWN] = {{'s', SIGNAL_WITHDRAWN},
                          {'r', SIGNAL_WITHDRAWN},
                          {'r', SIGNAL_WITHDRAWN},
                          {'r', SIGNAL_WITHDRAWN},
                          {'s', SIGNAL_WITHDRAWN}}};

/* What may come in any order: the five steps, and time until T1 and T2. */
enum { TO_T1 = SIGNAL_STEP_COUNT, TO_T2, HAPPENINGS };
enum { T1 = 60000, T2 = 180000, LONGEST = 6 };

struct model {
    struct view_signal signal;
    struct clock_time now;
    bool answered; /* somebody's own step was taken: staff, or the person */
};

/* A step of the machine, and what always holds:
 * - it does what the table says, and the table has no other ways;
 * - no step takes it back, and an end stays an end;
 * - it is open until somebody closes it or the person takes it back;
 * - "is coming" and "is here" stand only after somebody said so. */
static void
take(struct model *model, enum signal_step step, bool seen[][SIGNAL_STEP_COUNT])
{
    enum view_signal_state before = model->signal.state;
    enum signal_answer answer = signal_take(&model->signal.state, step);
    enum view_signal_state after = model->signal.state;
    char want = table[before][step].answer;
    seen[before][step] = true;
    REQUIRE(after == table[before][step].to);
    REQUIRE(answer == (want == 'm'   ? SIGNAL_MOVES
                       : want == 's' ? SIGNAL_STAYS
                                     : SIGNAL_REFUSED));
    REQUIRE(after >= before);
    REQUIRE(signal_open(before) || after == before);
    REQUIRE(signal_open(after) || answer != SIGNAL_MOVES ||
            step == SIGNAL_STEP_CLOSE || step == SIGNAL_STEP_WITHDRAW);
    model->answered = model->answered || step != SIGNAL_STEP_DELIVER;
    REQUIRE(model->answered || after <= SIGNAL_DELIVERED);
}

/* Time, and what always holds:
 * - it moves no state: nothing is closed by time;
 * - the level only grows, only while nobody has acknowledged it. */
static void
wait(struct model *model, int64_t ms)
{
    struct view_signal before = model->signal;
    model->now.boot_ms += ms;
    model->now.utc_ms += ms;
    model->signal.level = signal_level(&model->signal, model->now, T1, T2);
    REQUIRE(model->signal.state == before.state);
    REQUIRE(model->signal.level >= before.level);
    if (before.state >= SIGNAL_ACKNOWLEDGED)
        REQUIRE(model->signal.level == before.level);
    else
        REQUIRE(model->signal.level ==
                (model->now.boot_ms >= T2 ? 2 : model->now.boot_ms >= T1));
}

TEST(every_order_of_six_happenings_leads_where_the_table_says)
{
    bool seen[SIGNAL_WITHDRAWN + 1][SIGNAL_STEP_COUNT] = {{false}};
    long orders = 1;
    for (int length = 1; length <= LONGEST; length++) {
        orders *= HAPPENINGS;
        for (long order = 0; order < orders; order++) {
            struct model model = {.signal = {.this_boot = true}};
            long rest = order;
            for (int i = 0; i < length; i++, rest /= HAPPENINGS) {
                int what = (int)(rest % HAPPENINGS);
                if (what < SIGNAL_STEP_COUNT)
                    take(&model, (enum signal_step)what, seen);
                else
                    wait(&model, what == TO_T1 ? T1 : T2 - T1);
            }
            /* The lamp says no more than is so. */
            enum signal_lamp lamp = signal_lamp_for(&model.signal, 1);
            REQUIRE((lamp == LAMP_OFF) == !signal_open(model.signal.state));
            REQUIRE(lamp != LAMP_COMING ||
                    model.signal.state == SIGNAL_ACKNOWLEDGED);
            REQUIRE(lamp != LAMP_HERE || model.signal.state == SIGNAL_WITH);
        }
    }
    for (int state = 0; state <= SIGNAL_WITHDRAWN; state++)
        for (int step = 0; step < SIGNAL_STEP_COUNT; step++)
            CHECK(seen[state][step]); /* all thirty ways were walked */
}

TEST(staff_without_a_device_may_close_at_once)
{
    enum view_signal_state state = SIGNAL_PRESSED;
    CHECK_INT(signal_take(&state, SIGNAL_STEP_CLOSE), SIGNAL_MOVES);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_CLOSE), SIGNAL_STAYS);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_WITHDRAW), SIGNAL_REFUSED);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_ACKNOWLEDGE), SIGNAL_REFUSED);
    CHECK_INT(signal_take(&state, SIGNAL_STEP_DELIVER), SIGNAL_STAYS);
}

TEST(time_without_an_answer_escalates_whatever_the_clock_does)
{
    struct view_signal signal = {.this_boot = true,
                                 .raised_boot_ms = 1000,
                                 .raised_utc_ms = 1795507800000};
    struct clock_time now = {1795507800000, 60999, CLOCK_HELD};
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 0);
    now.boot_ms = 61000;
    now.utc_ms = 5; /* the wall clock fell back to 1970: boot time counts */
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 1);
    now.boot_ms = 181000;
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 2);
    signal.this_boot = false; /* after a reboot, ten years behind */
    now = (struct clock_time){1480000000000, 61000, CLOCK_HELD};
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 1);
    now = (struct clock_time){1795507980000, 5000, CLOCK_HELD};
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 2);
    now.quality = CLOCK_UNSURE; /* then only what this boot has seen */
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 0);
    signal.state = SIGNAL_ACKNOWLEDGED;
    now.boot_ms = 999999;
    CHECK_INT(signal_level(&signal, now, 60000, 180000), 0);
}

TEST(the_lamp_shows_the_signal_that_nobody_answered)
{
    struct view_signal signals[3] = {{.state = SIGNAL_WITH},
                                     {.state = SIGNAL_PRESSED},
                                     {.state = SIGNAL_ACKNOWLEDGED}};
    CHECK_INT(signal_lamp_for(signals, 3), LAMP_SENT);
    signals[1].state = SIGNAL_CLOSED;
    CHECK_INT(signal_lamp_for(signals, 3), LAMP_COMING);
    signals[2].kind = SIGNAL_TEST;
    CHECK_INT(signal_lamp_for(signals, 3), LAMP_HERE);
    CHECK_INT(signal_lamp_for(signals, 0), LAMP_OFF);
}
