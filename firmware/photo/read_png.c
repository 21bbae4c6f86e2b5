#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/photo/exif.h"
#include "firmware/photo/read.h"

enum { CHUNK_BYTES_MAX = 8 << 20, CHUNKS_MAX = 128 };

struct reading {
    png_structp png;
    png_infop info;
    const unsigned char *bytes; /* what is left */
    size_t length;
    enum result why;
    struct shrink shrink;
    unsigned char *rows; /* RGBA: one row, or all of an interlaced picture */
    unsigned char *rgb;
};

static void
on_error(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp message)
{
    (void)png, (void)message; /* nothing is printed */
}

static void
on_read(png_structp png, png_bytep to, size_t length)
{
    struct reading *reading = png_get_io_ptr(png);
    if (length > reading->length)
        png_error(png, "cut short");
    memcpy(to, reading->bytes, length);
    reading->bytes += length;
    reading->length -= length;
}

static void
leave(struct reading *reading, enum result why)
{
    reading->why = why;
    png_longjmp(reading->png, 1);
}

static void
set_up(struct reading *reading)
{
    png_structp png = reading->png;
    png_set_read_fn(png, reading, on_read);
    /* Larger ones are to be told apart from damaged ones: see below. */
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_chunk_cache_max(png, CHUNKS_MAX);
    png_set_chunk_malloc_max(png, CHUNK_BYTES_MAX);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
}

/* Whatever it is, rows come as RGBA with 8 bits. */
static void
choose_form(png_structp png)
{
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
}

static void
lay_on_white(const unsigned char *rgba, unsigned char *rgb, int width)
{
    for (int x = 0; x < width; x++, rgba += 4, rgb += 3)
        for (int i = 0; i < 3; i++)
            rgb[i] = (unsigned char)((rgba[i] * rgba[3] +
                                      255 * (255 - rgba[3]) + 127) /
                                     255);
}

static void
read_rows(struct reading *reading, int width, int height, int passes)
{
    size_t stride = (size_t)width * 4;
    size_t kept = passes > 1 ? (size_t)height : 1;
    if (png_get_rowbytes(reading->png, reading->info) != stride)
        leave(reading, RESULT_INVALID);
    reading->rows = calloc(kept, stride);
    reading->rgb = malloc((size_t)width * 3);
    if (reading->rows == NULL || reading->rgb == NULL ||
        shrink_init(&reading->shrink, width, height) != RESULT_OK)
        leave(reading, RESULT_FULL);
    for (int pass = 0; pass < passes; pass++) {
        for (int y = 0; y < height; y++) {
            unsigned char *row =
                reading->rows + (kept > 1 ? (size_t)y * stride : 0);
            png_read_row(reading->png, row, NULL);
            if (pass < passes - 1)
                continue;
            lay_on_white(row, reading->rgb, width);
            shrink_row(&reading->shrink, reading->rgb);
        }
    }
    png_read_end(reading->png, NULL);
}

static int
orientation_of(struct reading *reading)
{
    png_bytep exif = NULL;
    png_uint_32 length = 0;
    if (png_get_eXIf_1(reading->png, reading->info, &length, &exif) == 0)
        return 1;
    return exif_orientation(exif, length);
}

static void
read_all(struct reading *reading, struct pixels *out)
{
    set_up(reading);
    png_read_info(reading->png, reading->info);
    png_uint_32 width = png_get_image_width(reading->png, reading->info);
    png_uint_32 height = png_get_image_height(reading->png, reading->info);
    if (!pixels_bearable(width, height))
        leave(reading, RESULT_FULL);
    int orientation = orientation_of(reading);
    choose_form(reading->png);
    int passes = png_set_interlace_handling(reading->png);
    png_read_update_info(reading->png, reading->info);
    read_rows(reading, (int)width, (int)height, passes);
    shrink_take(&reading->shrink, out);
    reading->why = pixels_orient(out, orientation);
}

enum result
read_png(const unsigned char *bytes, size_t length, struct pixels *out)
{
    struct reading *reading = calloc(1, sizeof *reading);
    *out = (struct pixels){0};
    if (reading == NULL)
        return RESULT_FULL;
    reading->bytes = bytes;
    reading->length = length;
    reading->why = RESULT_INVALID; /* what a longjmp of libpng means */
    reading->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reading,
                                          on_error, on_warning);
    if (reading->png != NULL)
        reading->info = png_create_info_struct(reading->png);
    if (reading->info == NULL)
        reading->why = RESULT_FULL;
    else if (setjmp(png_jmpbuf(reading->png)) == 0)
        read_all(reading, out);
    enum result why = reading->why;
    png_destroy_read_struct(&reading->png, &reading->info, NULL);
    shrink_finish(&reading->shrink);
    free(reading->rows);
    free(reading->rgb);
    free(reading);
    if (why != RESULT_OK)
        pixels_finish(out);
    return why;
}
