/*
 * troskel-photo: one picture that nobody vouches for comes in on standard
 * input, a plain small PNG goes out on standard output. With a percentage as
 * its argument it becomes square: the part of the longer side that begins so
 * far along.
 *
 * Exit: 0 done · 2 not a picture · 3 too large · 4 damaged · 5 no sandbox.
 * On failure one line on standard error.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/photo/photo.h"
#include "firmware/photo/pipe.h"
#include "firmware/photo/read.h"
#include "firmware/photo/sandbox.h"
#include "firmware/photo/write.h"

static enum result
convert(const char *square)
{
    unsigned char *bytes = NULL;
    unsigned char *png = NULL;
    size_t length = 0;
    struct pixels pixels = {0};
    enum result result = pipe_read(&bytes, &length, PHOTO_BYTES_MAX);
    if (result == RESULT_OK)
        result = read_photo(bytes, length, &pixels);
    free(bytes);
    if (result == RESULT_OK && square != NULL)
        result = pixels_square(&pixels, (int)strtol(square, NULL, 10));
    if (result == RESULT_OK)
        result = write_png(&pixels, &png, &length);
    if (result == RESULT_OK)
        result = pipe_write(png, length);
    free(png);
    pixels_finish(&pixels);
    return result;
}

int
main(int argc, char **argv)
{
    static const struct {
        int status;
        const char *line;
    } ends[RESULT_COUNT] = {
        [RESULT_OK] = {0, ""},
        [RESULT_ABSENT] = {PHOTO_EXIT_NO_PICTURE, "not a picture\n"},
        [RESULT_FULL] = {PHOTO_EXIT_TOO_LARGE, "too large\n"},
        [RESULT_INVALID] = {PHOTO_EXIT_DAMAGED, "damaged\n"},
        [RESULT_BUSY] = {PHOTO_EXIT_IO, "cannot be read\n"},
        [RESULT_IO] = {PHOTO_EXIT_IO, "cannot be read or written\n"},
    };
    enum result result = sandbox_enter();
    if (result == RESULT_OK)
        result = convert(argc > 1 ? argv[1] : NULL);
    const char *line = ends[result].line;
    if (write(STDERR_FILENO, line, strlen(line)) < 0)
        _exit(PHOTO_EXIT_IO);
    /* Not exit: what it would do is forbidden here, and nothing is buffered. */
    _exit(ends[result].status);
}
