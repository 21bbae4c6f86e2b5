/*
 * troskel-svg: one drawing that nobody vouches for comes in on standard
 * input, a PNG of 320 x 320 goes out on standard output.
 *
 * Exit: 0 done, else SVG_EXIT plus an enum svg_why.
 */
#include <stdlib.h>
#include <unistd.h>

#include "firmware/photo/pipe.h"
#include "firmware/photo/sandbox.h"
#include "firmware/photo/svg.h"
#include "firmware/photo/svg_draw.h"

static enum svg_why
convert(void)
{
    unsigned char *bytes = NULL;
    unsigned char *png = NULL;
    size_t length = 0;
    size_t png_length = 0;
    enum result result = pipe_read(&bytes, &length, SVG_BYTES_MAX);
    enum svg_why why = result == RESULT_OK     ? SVG_FINE
                       : result == RESULT_FULL ? SVG_TOO_LARGE
                                               : SVG_IO;
    if (why == SVG_FINE)
        why = svg_draw_png((const char *)bytes, length, &png, &png_length);
    if (why == SVG_FINE && pipe_write(png, png_length) != RESULT_OK)
        why = SVG_IO;
    free(bytes);
    free(png);
    return why;
}

int
main(void)
{
    svg_draw_prepare();
    enum svg_why why =
        sandbox_enter_drawing() == RESULT_OK ? convert() : SVG_IO;
    /* Not exit: what it would do is forbidden here, and nothing is buffered. */
    _exit(why == SVG_FINE ? 0 : SVG_EXIT + (int)why);
}
