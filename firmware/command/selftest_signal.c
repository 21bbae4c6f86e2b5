#include "firmware/command/selftest_signal.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/fault_says.h"
#include "firmware/core/signal.h"

enum { SAYS_SIZE = 200 };

/* Everything that stands, and what is well where nothing does. */
static void
tell_faults(const struct reading *reading, const char *lang, selftest_fn *tell,
            void *user)
{
    struct view_fault faults[VIEW_FAULTS_MAX];
    char says[FAULT_SAYS_SIZE];
    int count = 0;
    bool receiver = true;
    bool walked = true;
    if (view_faults(reading->store, faults, VIEW_FAULTS_MAX, &count) !=
        RESULT_OK)
        return; /* the check of the database tells */
    for (int i = 0; i < count; i++) {
        receiver = receiver && faults[i].what != FAULT_RECEIVER;
        walked = walked && faults[i].what != FAULT_WALK;
        fault_says(lang, &faults[i], says);
        tell(user, view_fault_name(faults[i].what), false, says);
    }
    if (receiver)
        tell(user, "receiver", true,
             word(lang, WORD("En personalsida är öppen, eller det är "
                             "stängt.")));
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
