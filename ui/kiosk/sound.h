/*
 * The wire between the kiosk and troskel-voice, which plays.
 *
 * A process of its own holds the audio device, and only while something is
 * heard: what hangs in a driver hangs there, its libraries cost the kiosk
 * nothing, and silence is the end of a process. Over a SOCK_SEQPACKET pair on
 * its standard input it is sent one sound_ask at a time with the WAV file's
 * descriptor, and answers each with one sound_told. When the other end closes,
 * it ends.
 */
#pragma once

#include <stdint.h>

enum {
    SOUND_RATE = 48000, /* of the device; one channel */
    SOUND_NICE_MS = 60  /* what a device still plays when its queue is empty */
};

struct sound_ask {
    int32_t volume; /* of a hundred */
};
_Static_assert(sizeof(struct sound_ask) == 4, "as it goes over the wire");

enum sound_told {
    SOUND_ENDED = 'e',    /* heard to its end */
    SOUND_REFUSED = 'r',  /* no WAV that we play */
    SOUND_NO_DEVICE = 'n' /* nothing to hear it by */
};
