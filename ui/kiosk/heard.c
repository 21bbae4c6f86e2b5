#include "ui/kiosk/heard.h"

static bool
somebody_listens(const struct app_world *seen)
{
    if (seen->centre.reach.voice >= VOICE_EAR)
        return true;
    for (int i = 0; i < seen->people_count; i++)
        if (seen->people[i].reach.voice >= VOICE_EAR)
            return true;
    return false;
}

/* What app wants heard becomes sound, and app hears when it has ended: a few
 * that nothing can say are passed over at once. */
int64_t
heard_turn(struct kiosk *kiosk, struct clock_time now)
{
    enum { AT_ONCE_MAX = 8 };
    struct speech speech;
    uint64_t ended = 1;
    int64_t due = -1;
    for (int i = 0; ended != 0 && i < AT_ONCE_MAX; i++) {
        bool wanted = app_speech(kiosk->app, &speech);
        due = voice_turn(&kiosk->voice, wanted ? &speech : NULL,
                         app_person(kiosk->app), kiosk->world.store, &ended);
        if (ended != 0)
            app_speech_ended(kiosk->app, ended);
    }
    kiosk->world.seen.voice_works = voice_works(&kiosk->voice);
    if (ended != 0)
        return now.boot_ms;
    return due < 0 ? -1
                   : due - (int64_t)(clock_kernel_ns() / 1000000) + now.boot_ms;
}

/* Nothing of it is looked for where nobody wants it. */
void
heard_look(struct kiosk *kiosk)
{
    struct view_recording one;
    int count = 0;
    if (!somebody_listens(&kiosk->world.seen))
        return;
    kiosk->voice.recordings =
        kiosk->world.store != NULL &&
        view_recordings(kiosk->world.store, &one, 1, &count) == RESULT_OK &&
        count > 0;
    voice_look(&kiosk->voice);
}
