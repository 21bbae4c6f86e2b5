#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/wav.h"
#include "tests/test.h"

enum { FILE_MAX = 4096 };

struct file {
    unsigned char bytes[FILE_MAX];
    size_t length;
};

static void
put(struct file *file, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        file->bytes[file->length++] = (unsigned char)(value >> (8 * i));
}

static void
say(struct file *file, const char *four)
{
    memcpy(file->bytes + file->length, four, 4);
    file->length += 4;
}

static void
begin(struct file *file)
{
    file->length = 0;
    say(file, "RIFF");
    put(file, 0, 4);
    say(file, "WAVE");
}

static void
format(struct file *file, unsigned kind, unsigned channels, uint32_t rate,
       unsigned bits)
{
    say(file, "fmt ");
    put(file, 16, 4);
    put(file, kind, 2);
    put(file, channels, 2);
    put(file, rate, 4);
    put(file, rate * channels * bits / 8, 4);
    put(file, channels * bits / 8, 2);
    put(file, bits, 2);
}

static void
samples(struct file *file, const int *values, int count)
{
    say(file, "data");
    put(file, (uint32_t)count * 2, 4);
    for (int i = 0; i < count; i++)
        put(file, (uint32_t)values[i], 2);
}

static enum wav_fault
fault_of(const struct file *file)
{
    struct wav wav;
    enum result result = wav_read(&wav, file->bytes, file->length);
    CHECK((result == RESULT_OK) == (wav.fault == WAV_FINE));
    CHECK(result == RESULT_OK || wav_says(wav.fault)[0] != '\0');
    return wav.fault;
}

TEST(a_stereo_file_comes_out_as_one_channel_without_what_else_stood_in_it)
{
    struct file file;
    struct wav wav;
    unsigned char out[FILE_MAX];
    begin(&file);
    say(&file, "LIST"); /* somebody's name, of odd length */
    put(&file, 5, 4);
    memcpy(file.bytes + file.length, "Maria", 6);
    file.length += 6;
    format(&file, 1, 2, 22050, 16);
    samples(&file, (int[]){1000, 2000, -1000, -3000}, 4);
    REQUIRE(wav_read(&wav, file.bytes, file.length) == RESULT_OK);
    CHECK(wav.frames == 2 && wav.rate == 22050 && wav.channels == 2);
    size_t length = wav_written(&wav);
    REQUIRE(length == 48);
    wav_write(&wav, out);
    for (size_t i = 0; i + 5 <= length; i++)
        CHECK(memcmp(out + i, "Maria", 5) != 0);
    REQUIRE(wav_read(&wav, out, length) == RESULT_OK);
    CHECK(wav.channels == 1 && wav.rate == 22050 && wav.frames == 2);
    CHECK(wav_sample(&wav, 0) == 1500 && wav_sample(&wav, 1) == -2000);
}

TEST(a_file_that_ends_before_it_says_so_is_broken_wherever_it_ends)
{
    struct file file;
    begin(&file);
    format(&file, 1, 1, 16000, 16);
    samples(&file, (int[]){5000, 5000, 5000}, 3);
    CHECK(fault_of(&file) == WAV_FINE);
    for (size_t length = file.length - 1; length > 0; length--) {
        struct file part = file;
        part.length = length;
        CHECK(fault_of(&part) == (length < 12 ? WAV_NOT_WAV : WAV_BROKEN));
    }
}

TEST(what_is_no_plain_sound_is_refused_by_its_reason)
{
    static const struct {
        unsigned kind, channels;
        uint32_t rate;
        unsigned bits;
        enum wav_fault fault;
    } rows[] = {
        {1, 1, 8000, 16, WAV_FINE},       {1, 2, 48000, 16, WAV_FINE},
        {1, 1, 22050, 8, WAV_ENCODING},   {3, 1, 22050, 32, WAV_ENCODING},
        {85, 1, 22050, 16, WAV_ENCODING}, {1, 0, 22050, 16, WAV_ENCODING},
        {1, 3, 22050, 16, WAV_ENCODING},  {1, 1, 7999, 16, WAV_RATE},
        {1, 1, 48001, 16, WAV_RATE},      {1, 1, 0, 16, WAV_RATE}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct file file;
        begin(&file);
        format(&file, rows[i].kind, rows[i].channels, rows[i].rate,
               rows[i].bits);
        samples(&file, (int[]){900, 900}, 2);
        CHECK(fault_of(&file) == rows[i].fault);
    }
}

TEST(no_sound_half_a_minute_too_much_and_silence_are_told_apart)
{
    static unsigned char bytes[WAV_HEAD_BYTES + 2 * (30 * 8000 + 1)];
    struct file file;
    struct wav wav;
    begin(&file);
    format(&file, 1, 1, 8000, 16);
    samples(&file, NULL, 0);
    CHECK(fault_of(&file) == WAV_TOO_SHORT);
    file.length -= 4;
    put(&file, 2 * (30 * 8000 + 1), 4);
    memcpy(bytes, file.bytes, file.length);
    CHECK(wav_read(&wav, bytes, sizeof bytes) == RESULT_INVALID);
    CHECK(wav.fault == WAV_TOO_LONG);
    bytes[40] -= 2;
    REQUIRE(wav_read(&wav, bytes, sizeof bytes) == RESULT_OK);
    CHECK(wav_ms(&wav) == 30000);
    CHECK(wav_silent(&wav));
    bytes[WAV_HEAD_BYTES + 101] = 2;
    CHECK(!wav_silent(&wav));
}

TEST(sound_before_its_form_is_said_is_broken)
{
    struct file file;
    begin(&file);
    samples(&file, (int[]){900}, 1);
    format(&file, 1, 1, 8000, 16);
    CHECK(fault_of(&file) == WAV_BROKEN);
}
