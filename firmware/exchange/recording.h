/*
 * A voice that somebody lends: WAV bytes and what they are of become a
 * recording_saved event and the bytes that go with it. The command line and
 * the staff's page make them by this; core looks at them once more.
 *
 * The bytes that come out are sound only (base/wav.h): names, places and dates
 * that a recorder wrote beside it stay outside.
 */
#pragma once

#include <jansson.h>

#include "firmware/base/wav.h"
#include "firmware/store/view.h"

enum { RECORDING_HASH_SIZE = 65, RECORDING_BYTES_MAX = 12 * 1024 * 1024 };

struct recording_asked {
    enum view_recording_of of;
    const char *key;  /* a picture's id, a title, a person's or staff's id */
    const char *says; /* what is heard in it: as it stands on the screen */
    const char *lang;
    const char *by;   /* whose voice it is */
    const char *date; /* when they agreed, "2026-11-27" */
};

struct recording {
    json_t *event;        /* {"kind","about","body"} for a batch; owned */
    unsigned char *bytes; /* owned */
    size_t length;
    char hash[RECORDING_HASH_SIZE];
    int ms;
};

/* RESULT_INVALID: *says is a Swedish sentence for word(). One thing has one
 * recording a language: a second takes its place. recording_finish takes what
 * was never made (all zero), too. */
MUST_CHECK enum result recording_make(struct recording *recording,
                                      const struct recording_asked *asked,
                                      const void *wav, size_t length,
                                      const char **says);
void recording_finish(struct recording *recording);
