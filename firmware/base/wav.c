#include "firmware/base/wav.h"

#include <string.h>

#include "firmware/base/words.h"

enum { PCM = 1, EXTENSIBLE = 0xFFFE, FORMAT_BYTES = 16, SILENT_BELOW = 328 };

static uint32_t
four(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
           (uint32_t)at[3] << 24;
}

static unsigned
two(const unsigned char *at)
{
    return (unsigned)at[0] | (unsigned)at[1] << 8;
}

static enum result
refuse(struct wav *wav, enum wav_fault fault)
{
    wav->fault = fault;
    return RESULT_INVALID;
}

/* The extensible form has the same numbers, and PCM's own behind them. */
static enum result
read_format(struct wav *wav, const unsigned char *at, size_t length)
{
    if (length < FORMAT_BYTES)
        return refuse(wav, WAV_BROKEN);
    unsigned kind = two(at);
    if (kind == EXTENSIBLE && length >= 26)
        kind = two(at + 24);
    unsigned channels = two(at + 2);
    uint32_t rate = four(at + 4);
    if (kind != PCM || two(at + 14) != 16 || channels < 1 || channels > 2)
        return refuse(wav, WAV_ENCODING);
    if (rate < WAV_RATE_LEAST || rate > WAV_RATE_MOST)
        return refuse(wav, WAV_RATE);
    wav->rate = (int)rate;
    wav->channels = (int)channels;
    return RESULT_OK;
}

static enum result
read_samples(struct wav *wav, const unsigned char *at, size_t length)
{
    if (wav->rate == 0)
        return refuse(wav, WAV_BROKEN); /* sound before it is said of what */
    size_t frames = length / 2 / (size_t)wav->channels;
    if (frames > (size_t)wav->rate * WAV_SECONDS_MAX)
        return refuse(wav, WAV_TOO_LONG);
    if (frames == 0)
        return refuse(wav, WAV_TOO_SHORT);
    wav->frames = (int)frames;
    wav->samples = at;
    wav->sample_bytes = frames * 2 * (size_t)wav->channels;
    return RESULT_OK;
}

enum result
wav_read(struct wav *wav, const void *bytes, size_t length)
{
    const unsigned char *all = bytes;
    *wav = (struct wav){.fault = WAV_FINE};
    if (length < 12 || memcmp(all, "RIFF", 4) != 0 ||
        memcmp(all + 8, "WAVE", 4) != 0)
        return refuse(wav, WAV_NOT_WAV);
    size_t at = 12;
    for (int chunk = 0; chunk < WAV_CHUNKS_MAX && length - at >= 8; chunk++) {
        const unsigned char *name = all + at;
        size_t size = four(all + at + 4);
        at += 8;
        if (size > length - at)
            return refuse(wav, WAV_BROKEN);
        if (memcmp(name, "data", 4) == 0)
            return read_samples(wav, all + at, size);
        if (memcmp(name, "fmt ", 4) == 0 &&
            read_format(wav, all + at, size) != RESULT_OK)
            return RESULT_INVALID;
        at += size;
        if (size % 2 != 0 && at < length)
            at++; /* parts begin at even places */
    }
    return refuse(wav, WAV_BROKEN);
}

const char *
wav_says(enum wav_fault fault)
{
    static const char *const says[WAV_FAULT_COUNT] = {
        [WAV_FINE] = "",
        [WAV_NOT_WAV] = WORD("Filen är ingen WAV-fil."),
        [WAV_BROKEN] = WORD("Filen är avbruten eller trasig."),
        [WAV_ENCODING] =
            WORD("Ljudet behöver vara PCM 16 bitar, mono eller stereo."),
        [WAV_RATE] = WORD("Ljudet behöver vara 8000 till 48000 Hz."),
        [WAV_TOO_LONG] = WORD("Inspelningen är längre än 30 sekunder."),
        [WAV_TOO_SHORT] = WORD("Det finns inget ljud i filen."),
    };
    return fault < WAV_FAULT_COUNT ? says[fault] : "";
}

int
wav_ms(const struct wav *wav)
{
    return (int)((int64_t)wav->frames * 1000 / wav->rate);
}

static int
signed_of(const unsigned char *at)
{
    int value = (int)two(at);
    return value >= 32768 ? value - 65536 : value;
}

int
wav_sample(const struct wav *wav, int frame)
{
    const unsigned char *at =
        wav->samples + (size_t)frame * 2 * (size_t)wav->channels;
    int first = signed_of(at);
    return wav->channels == 1 ? first : (first + signed_of(at + 2)) / 2;
}

bool
wav_silent(const struct wav *wav)
{
    for (int i = 0; i < wav->frames; i++) {
        int value = wav_sample(wav, i);
        if (value >= SILENT_BELOW || value <= -SILENT_BELOW)
            return false;
    }
    return true;
}

size_t
wav_written(const struct wav *wav)
{
    return WAV_HEAD_BYTES + (size_t)wav->frames * 2;
}

static void
put(unsigned char *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

/* The four letters of a chunk's name: no string, so without an end. */
static void
put_name(unsigned char *at, const char *name)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)name[i];
}

void
wav_write(const struct wav *wav, unsigned char *out)
{
    uint32_t bytes = (uint32_t)wav->frames * 2;
    uint32_t rate = (uint32_t)wav->rate;
    put_name(out, "RIFF");
    put(out + 4, bytes + WAV_HEAD_BYTES - 8, 4);
    put_name(out + 8, "WAVE");
    put_name(out + 12, "fmt ");
    put(out + 16, FORMAT_BYTES, 4);
    put(out + 20, PCM, 2);
    put(out + 22, 1, 2);
    put(out + 24, rate, 4);
    put(out + 28, rate * 2, 4);
    put(out + 32, 2, 2);
    put(out + 34, 16, 2);
    put_name(out + 36, "data");
    put(out + 40, bytes, 4);
    for (int i = 0; i < wav->frames; i++)
        put(out + WAV_HEAD_BYTES + (size_t)i * 2, (uint32_t)wav_sample(wav, i),
            2);
}
