/*
 * Sound as a WAV file: what stands in one, and one written again.
 *
 * A pure core: it allocates nothing and keeps nothing. Sixteen-bit PCM alone is
 * taken, in one channel or two, 8 to 48 kHz, half a minute at most. What is
 * written is a head of 44 bytes and the samples, in one channel: a file goes in
 * with whatever else somebody's recorder put there (places, dates, names), and
 * comes out as sound only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "firmware/base/result.h"

enum {
    WAV_HEAD_BYTES = 44,
    WAV_SECONDS_MAX = 30,
    WAV_RATE_LEAST = 8000,
    WAV_RATE_MOST = 48000,
    WAV_CHUNKS_MAX = 64,
    /* The largest that wav_write makes. */
    WAV_BYTES_MAX = WAV_HEAD_BYTES + WAV_SECONDS_MAX * WAV_RATE_MOST * 2
};

enum wav_fault {
    WAV_FINE,
    WAV_NOT_WAV,   /* no RIFF, no WAVE */
    WAV_BROKEN,    /* a part says more than there is, or there are none */
    WAV_ENCODING,  /* not PCM of sixteen bits, one channel or two */
    WAV_RATE,      /* below 8 or above 48 kHz */
    WAV_TOO_LONG,  /* more than half a minute */
    WAV_TOO_SHORT, /* no sound in it */
    WAV_FAULT_COUNT
};

struct wav {
    const unsigned char *samples; /* into the caller's bytes, little-endian */
    size_t sample_bytes;
    int rate, channels;
    int frames; /* samples of one channel */
    enum wav_fault fault;
};

/* RESULT_INVALID: not one we take, `fault` says why. */
MUST_CHECK enum result wav_read(struct wav *wav, const void *bytes,
                                size_t length);
/* Swedish, for word(): what is wrong and what would be right. */
const char *wav_says(enum wav_fault fault);

int wav_ms(const struct wav *wav);
/* The mean of the channels, -32768…32767. */
int wav_sample(const struct wav *wav, int frame);
/* Nothing but silence: the loudest sample is below a hundredth of the most. */
bool wav_silent(const struct wav *wav);

/* The sound in one channel with a head of its own, into `out` of
 * wav_written(wav) bytes. */
size_t wav_written(const struct wav *wav);
void wav_write(const struct wav *wav, unsigned char *out);
