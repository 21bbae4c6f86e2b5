#include "firmware/photo/svg.h"

#include <sodium.h>
#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/words.h"
#include "firmware/photo/frame.h"
#include "firmware/photo/helper.h"

static enum svg_why
why_of(int status)
{
    if (status == 0)
        return SVG_FINE;
    if (status == HELPER_OUT_OF_TIME)
        return SVG_SLOW;
    int why = status - SVG_EXIT;
    if (why == SVG_IO)
        log_warn("troskel-svg cannot work here");
    /* Also one that was ended for what it tried: the drawing is to blame. */
    return why > SVG_FINE && why < SVG_WHY_COUNT ? (enum svg_why)why
                                                 : SVG_DAMAGED;
}

static void
hash_png(struct photo *photo)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, photo->png, photo->length);
    sodium_bin2hex(photo->hash, sizeof photo->hash, hash, sizeof hash);
    photo->width = photo->height = FRAME_DRAWING_SIDE;
}

static enum svg_why
run(const char *helper, const void *bytes, size_t length, struct photo *out)
{
    int status = 0;
    struct helper_job job = {.program = helper,
                             .input = bytes,
                             .input_length = length,
                             .output = out->png,
                             .output_room = PHOTO_PNG_MAX,
                             .wait_ms = SVG_WAIT_MS};
    if (helper_run(&job, &status) != RESULT_OK)
        return SVG_IO;
    out->length = job.output_length;
    enum svg_why why = why_of(status);
    if (why == SVG_FINE && !frame_check_drawing(out->png, out->length)) {
        log_warn("troskel-svg gave something else than agreed");
        why = SVG_DAMAGED;
    }
    return why;
}

enum svg_why
svg_draw(const void *bytes, size_t length, struct photo *out)
{
    char helper[PATH_MAX];
    *out = (struct photo){0};
    if (length > SVG_BYTES_MAX)
        return SVG_TOO_LARGE;
    if (helper_find("troskel-svg", "TROSKEL_SVG", helper) != RESULT_OK)
        return SVG_IO;
    out->png = malloc(PHOTO_PNG_MAX);
    if (out->png == NULL)
        return SVG_IO;
    enum svg_why why = run(helper, bytes, length, out);
    if (why == SVG_FINE)
        hash_png(out);
    else
        photo_finish(out);
    return why;
}

const char *
svg_says(enum svg_why why)
{
    static const char *const says[SVG_WHY_COUNT] = {
        [SVG_FINE] = "",
        [SVG_NO_PICTURE] = WORD("Filen är ingen SVG-bild."),
        [SVG_TOO_LARGE] = WORD("Teckningen är för stor."),
        [SVG_DAMAGED] = WORD("Teckningen är skadad."),
        [SVG_SCRIPT] = WORD("Teckningen innehåller ett program."),
        [SVG_OUTSIDE] = WORD("Teckningen hämtar något från annat håll."),
        [SVG_ENTITIES] = WORD("Teckningen har egna förkortningar (entiteter)."),
        [SVG_LOOP] = WORD("Teckningen hänvisar till sig själv utan slut."),
        [SVG_SLOW] = WORD("Teckningen tar för lång tid att rita."),
        [SVG_IO] = WORD("Teckningen gick inte att rita just nu."),
    };
    return says[why];
}
