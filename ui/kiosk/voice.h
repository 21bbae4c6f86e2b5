/*
 * The kiosk's voice: what app wants heard becomes sound, and nothing here ever
 * waits.
 *
 * A recording that somebody lent goes first, then what was made before, else
 * espeak-ng makes it: a process of its own, the words on its standard input,
 * three seconds at most. troskel-voice plays (sound.h). Both are killed when
 * they hang, and only processes that were started here. Silence is that the
 * player ends.
 *
 * Times are kernel milliseconds: a test clock may stand still.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "firmware/base/loop.h"
#include "firmware/store/store.h"
#include "ui/kiosk/speech.h"
#include "ui/kiosk/voice_cache.h"

enum { VOICE_MAKE_MS = 3000, VOICE_LATE_MS = 4000, VOICE_DYING_MAX = 8 };

enum voice_state { VOICE_SILENT, VOICE_MAKING, VOICE_PLAYING };

/* A process that was started here; pid 0: none. `fd` is in the loop: it can be
 * read once the process has something to say, or is no more. */
struct voice_process {
    pid_t pid;
    int fd;
};

struct voice {
    struct loop *loop; /* borrowed */
    struct voice_cache cache;
    const char *device; /* NULL: the usual one */
    bool off;           /* never, on this box */
    bool asked, works;  /* whether there is something to hear it by */
    bool engine;        /* espeak-ng is there */
    bool recordings;    /* somebody lent a voice: the caller says so */
    int failures;       /* in a row; after three it does not work */
    int64_t asked_ms;   /* when it was looked at last */
    enum voice_state state;
    struct speech now; /* serial 0: nothing */
    char key[VOICE_KEY_SIZE];
    int sound_fd; /* what is made or played; -1: none */
    int64_t due_ms;
    struct voice_process player, maker, checker;
    pid_t dying[VOICE_DYING_MAX]; /* killed, not yet reaped */
};

/* `device` as SDL names it, "none": never; it has to outlive the voice. */
void voice_open(struct voice *voice, struct loop *loop,
                const struct folder *folder, const char *device);
void voice_close(struct voice *voice);

/* Looks whether there is anything to hear it by, if that was not found and is
 * a minute ago; the answer comes later. */
void voice_look(struct voice *voice);

/* Makes `wanted` heard (NULL: silence). Returns when it wants to be called
 * again (kernel ms; -1: when a descriptor of the loop says so). *ended becomes
 * the serial of what ended, or could not be heard, else 0; the caller then asks
 * app for what is next and calls again. */
int64_t voice_turn(struct voice *voice, const struct speech *wanted,
                   const char *person, struct store *store, uint64_t *ended);

/* True once it is known that there is a way to hear it. */
bool voice_works(const struct voice *voice);
