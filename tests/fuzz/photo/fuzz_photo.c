/* Any bytes as a photo: the decoders, the orientation and the check of what
 * the helper gives back. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "firmware/photo/exif.h"
#include "firmware/photo/frame.h"
#include "firmware/photo/read.h"
#include "firmware/photo/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* What we wrote ourselves has to pass our own check. */
static void
write_and_check(const struct pixels *pixels)
{
    unsigned char *png = NULL;
    size_t length = 0;
    int width = 0;
    int height = 0;
    if (write_png(pixels, &png, &length) != RESULT_OK)
        return;
    if (!frame_check(png, length, &width, &height) || width != pixels->width ||
        height != pixels->height)
        abort();
    free(png);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct pixels pixels;
    int width;
    int height;
    int orientation = exif_orientation(bytes, length);
    if (orientation < 1 || orientation > 8)
        abort();
    (void)frame_check(bytes, length, &width, &height);
    if (read_photo(bytes, length, &pixels) == RESULT_OK)
        write_and_check(&pixels);
    pixels_finish(&pixels);
    return 0;
}
