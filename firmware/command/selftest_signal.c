#include "firmware/command/selftest_signal.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/signal.h"

enum { SAYS_SIZE = 200 };

static void
tell_faults(const struct reading *reading, const char *lang, selftest_fn *tell,
            void *user)
{
    struct view_fault faults[VIEW_FAULTS_MAX];
    char says[SAYS_SIZE];
    int count = 0;
    const char *receiver =
        WORD("En personalsida är öppen, eller det är stängt.");
    bool received = true;
    bool walked = true;
    if (view_faults(reading->store, faults, VIEW_FAULTS_MAX, &count) !=
        RESULT_OK)
        return; /* the check of the database tells */
    for (int i = 0; i < count; i++) {
        if (faults[i].what == FAULT_RECEIVER) {
            received = false;
            receiver = text_equal(faults[i].state, "silent")
                           ? WORD("En personalsida är öppen, men svarar "
                                  "inte.")
                           : WORD("Ingen personalsida är öppen under "
                                  "öppettiden.");
        }
        if (faults[i].what != FAULT_WALK)
            continue;
        walked = false;
        text_format(says, sizeof says,
                    word(lang, WORD("Knappen är inte provad på länge: %s.")),
                    faults[i].place);
        tell(user, "walk", false, says);
    }
    tell(user, "receiver", received, word(lang, receiver));
    if (walked)
        tell(user, "walk", true, word(lang, WORD("Knapparna är provade.")));
}

/* Nothing is closed by time alone, so what was forgotten is told. */
static void
tell_old(const struct reading *reading, const char *lang, selftest_fn *tell,
         void *user)
{
    static struct view_signal signals[VIEW_SIGNALS_MAX];
    char says[SAYS_SIZE];
    int count = 0;
    int old = 0;
    if (view_signals(reading->store, clock_boot_id(reading->clock), false,
                     signals, VIEW_SIGNALS_MAX, &count) != RESULT_OK)
        return;
    for (int i = 0; i < count; i++)
        old += signal_is_old(&signals[i], clock_now(reading->clock));
    text_format(says, sizeof says,
                word(lang, WORD("Signaler som har stått öppna i mer än ett "
                                "dygn: %d.")),
                old);
    tell(user, "signals", old == 0, says);
}

void
selftest_signal(const struct reading *reading, const char *lang,
                selftest_fn *tell, void *user)
{
    tell_faults(reading, lang, tell, user);
    tell_old(reading, lang, tell, user);
}
