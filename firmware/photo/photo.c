#include "firmware/photo/photo.h"

#include <limits.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/photo/frame.h"
#include "firmware/photo/helper.h"

static enum result
result_of(int status)
{
    switch (status) {
    case 0:
        return RESULT_OK;
    case PHOTO_EXIT_NO_PICTURE:
        return RESULT_ABSENT;
    case PHOTO_EXIT_TOO_LARGE:
        return RESULT_FULL;
    case PHOTO_EXIT_IO:
        log_warn("troskel-photo cannot work here");
        return RESULT_IO;
    case HELPER_OUT_OF_TIME:
        return RESULT_BUSY;
    default:
        /* Also a helper that was ended for what it tried: the picture is to
         * blame, not we. */
        return RESULT_INVALID;
    }
}

static void
hash_png(struct photo *photo)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, photo->png, photo->length);
    sodium_bin2hex(photo->hash, sizeof photo->hash, hash, sizeof hash);
}

enum result
photo_decode(const void *bytes, size_t length, struct photo *out)
{
    char helper[PATH_MAX];
    int status = PHOTO_EXIT_IO;
    *out = (struct photo){0};
    if (length > PHOTO_BYTES_MAX)
        return RESULT_FULL;
    enum result result = helper_find("troskel-photo", "TROSKEL_PHOTO", helper);
    if (result == RESULT_OK)
        out->png = malloc(PHOTO_PNG_MAX);
    if (out->png == NULL)
        return RESULT_IO;
    struct helper_job job = {.program = helper,
                             .input = bytes,
                             .input_length = length,
                             .output = out->png,
                             .output_room = PHOTO_PNG_MAX,
                             .wait_ms = PHOTO_WAIT_MS};
    result = helper_run(&job, &status);
    if (result == RESULT_OK)
        result = result_of(status);
    out->length = job.output_length;
    if (result == RESULT_OK &&
        !frame_check(out->png, out->length, &out->width, &out->height)) {
        log_warn("troskel-photo gave something else than agreed");
        result = RESULT_INVALID;
    }
    if (result == RESULT_OK)
        hash_png(out);
    else
        photo_finish(out);
    return result;
}

enum result
photo_take(int status, const unsigned char *png, size_t length,
           struct photo *out)
{
    *out = (struct photo){.length = length};
    enum result result = result_of(status);
    if (result != RESULT_OK)
        return result;
    if (!frame_check(png, length, &out->width, &out->height)) {
        log_warn("troskel-photo gave something else than agreed");
        return RESULT_INVALID;
    }
    out->png = malloc(length);
    if (out->png == NULL)
        return RESULT_FULL;
    memcpy(out->png, png, length);
    hash_png(out);
    return RESULT_OK;
}

void
photo_finish(struct photo *photo)
{
    free(photo->png);
    *photo = (struct photo){0};
}

const char *
photo_says(enum result result)
{
    static const char *const says[RESULT_COUNT] = {
        [RESULT_OK] = "",
        [RESULT_IO] = WORD("Bilden gick inte att läsa just nu."),
        [RESULT_INVALID] = WORD("Bildfilen är skadad."),
        [RESULT_FULL] = WORD("Bilden är för stor."),
        [RESULT_BUSY] = WORD("Bilden tog för lång tid att läsa."),
        [RESULT_ABSENT] = WORD("Filen är ingen JPEG- eller PNG-bild."),
    };
    return says[result];
}
