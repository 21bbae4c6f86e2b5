/* Any bytes as a recording: refused by a reason, or written as one that reads
 * the same. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "firmware/base/wav.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct wav wav, again;
    if (wav_read(&wav, bytes, length) != RESULT_OK) {
        if (wav_says(wav.fault)[0] == '\0')
            abort();
        return 0;
    }
    size_t size = wav_written(&wav);
    unsigned char *out = malloc(size);
    if (out == NULL)
        return 0;
    wav_write(&wav, out);
    if (size > WAV_BYTES_MAX || wav_read(&again, out, size) != RESULT_OK ||
        again.frames != wav.frames || again.rate != wav.rate ||
        wav_silent(&again) != wav_silent(&wav))
        abort();
    for (int i = 0; i < wav.frames; i++)
        if (wav_sample(&wav, i) != wav_sample(&again, i))
            abort();
    free(out);
    return 0;
}
