#include "firmware/photo/write.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

struct writing {
    unsigned char *bytes;
    size_t length, room;
};

static void
on_write(png_structp png, png_bytep from, size_t length)
{
    struct writing *writing = png_get_io_ptr(png);
    if (writing->room - writing->length < length)
        png_error(png, "full");
    memcpy(writing->bytes + writing->length, from, length);
    writing->length += length;
}

static void
on_flush(png_structp png)
{
    (void)png;
}

static void
on_message(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp message)
{
    (void)png, (void)message;
}

struct rows {
    const unsigned char *bytes;
    int width, height, colours; /* as PNG numbers them */
    size_t stride;
};

static void
write_all(png_structp png, png_infop info, const struct rows *rows)
{
    png_set_IHDR(png, info, (png_uint_32)rows->width, (png_uint_32)rows->height,
                 8, rows->colours, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < rows->height; y++)
        png_write_row(png, rows->bytes + rows->stride * (size_t)y);
    png_write_end(png, info);
}

static enum result
write_rows(const struct rows *rows, unsigned char **out, size_t *length)
{
    /* What cannot be packed grows by far less than an eighth. */
    size_t raw = (rows->stride + 1) * (size_t)rows->height;
    struct writing writing = {.room = raw + raw / 8 + 4096};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
                                              on_message, on_warning);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    struct writing *into = &writing;
    bool whole = false;
    bool *done = &whole;
    writing.bytes = malloc(writing.room);
    if (info != NULL && writing.bytes != NULL && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, into, on_write, on_flush);
        write_all(png, info, rows);
        *done = true;
    }
    png_destroy_write_struct(&png, &info);
    *out = *done ? into->bytes : NULL;
    *length = *done ? into->length : 0;
    if (!*done)
        free(into->bytes);
    return *done ? RESULT_OK : RESULT_FULL;
}

enum result
write_png(const struct pixels *pixels, unsigned char **out, size_t *length)
{
    struct rows rows = {pixels->rgb, pixels->width, pixels->height,
                        PNG_COLOR_TYPE_RGB, (size_t)pixels->width * 3};
    return write_rows(&rows, out, length);
}

enum result
write_drawing(const unsigned char *rgba, int side, unsigned char **out,
              size_t *length)
{
    struct rows rows = {rgba, side, side, PNG_COLOR_TYPE_RGBA,
                        (size_t)side * 4};
    return write_rows(&rows, out, length);
}
