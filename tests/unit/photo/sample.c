#include "tests/unit/photo/sample.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

static void
paint(unsigned char *row, int width)
{
    for (int x = 0; x < width; x++) {
        row[x * 3] = x < width / 2 ? 255 : 0;
        row[x * 3 + 1] = 0;
        row[x * 3 + 2] = x < width / 2 ? 0 : 255;
    }
}

static void
write_exif(struct jpeg_compress_struct *jpeg, int orientation)
{
    /* Big-endian TIFF, one entry in its first directory. */
    unsigned char exif[] = {'E', 'x', 'i', 'f', 0, 0, 'M',  'M', 0, 42, 0,
                            0,   0,   8,   0,   1, 1, 0x12, 0,   3, 0,  0,
                            0,   1,   0,   0,   0, 0, 0,    0,   0, 0};
    exif[25] = (unsigned char)orientation;
    jpeg_write_marker(jpeg, JPEG_APP0 + 1, exif, sizeof exif);
    jpeg_write_marker(jpeg, JPEG_COM, (const unsigned char *)"secret place",
                      12);
}

static struct sample
make_jpeg(int width, int height, int orientation, bool cmyk, bool progressive)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *out = NULL;
    unsigned long length = 0;
    unsigned char *row = calloc((size_t)width, 4);
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &out, &length);
    jpeg.image_width = (unsigned)width;
    jpeg.image_height = (unsigned)height;
    jpeg.input_components = cmyk ? 4 : 3;
    jpeg.in_color_space = cmyk ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    if (progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    if (orientation > 0)
        write_exif(&jpeg, orientation);
    if (cmyk)
        for (int x = 0; x < width; x++) /* Adobe: 255 is no ink */
            row[x * 4] = 255, row[x * 4 + 3] = 255;
    else
        paint(row, width);
    while (jpeg.next_scanline < jpeg.image_height)
        jpeg_write_scanlines(&jpeg, &row, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(row);
    return (struct sample){out, length};
}

struct sample
sample_jpeg(int width, int height, int orientation)
{
    return make_jpeg(width, height, orientation, false, false);
}

struct sample
sample_cmyk_jpeg(int width, int height)
{
    return make_jpeg(width, height, 0, true, false);
}

struct sample
sample_progressive_jpeg(int width, int height)
{
    return make_jpeg(width, height, 0, false, true);
}

static void
on_write(png_structp png, png_bytep from, size_t length)
{
    struct sample *sample = png_get_io_ptr(png);
    sample->bytes = realloc(sample->bytes, sample->length + length);
    memcpy(sample->bytes + sample->length, from, length);
    sample->length += length;
}

static void
paint_png_row(unsigned char *row, int width, enum sample_png kind)
{
    if (kind == SAMPLE_GREY1) {
        memset(row, 0, (size_t)width / 8 + 1);
        memset(row, 0xff, (size_t)width / 16);
    } else if (kind == SAMPLE_RGBA16) {
        memset(row, 0, (size_t)width * 8);
        for (int x = 0; x < width / 2; x++) {
            row[x * 8] = row[x * 8 + 1] = 255;
            row[x * 8 + 6] = row[x * 8 + 7] = 255;
        }
    } else {
        paint(row, width);
    }
}

struct sample
sample_png(int width, int height, enum sample_png kind)
{
    static const struct {
        int depth, colour, interlace;
    } forms[] = {
        [SAMPLE_RGB8] = {8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE},
        [SAMPLE_RGBA16] = {16, PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE},
        [SAMPLE_GREY1] = {1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE},
        [SAMPLE_INTERLACED] = {8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_ADAM7},
    };
    struct sample sample = {NULL, 0};
    unsigned char *row = calloc((size_t)width, 8);
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &sample, on_write, NULL);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height,
                 forms[kind].depth, forms[kind].colour, forms[kind].interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, 9);
    png_write_info(png, info);
    int passes = png_set_interlace_handling(png);
    paint_png_row(row, width, kind);
    for (int i = 0; i < passes * height; i++)
        png_write_row(png, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(row);
    return sample;
}

struct sample
sample_promise(unsigned width, unsigned height)
{
    struct sample sample = sample_png(1, 1, SAMPLE_RGB8);
    unsigned char *size = sample.bytes + 16;
    for (int i = 0; i < 4; i++) {
        size[i] = (unsigned char)(width >> (24 - 8 * i));
        size[4 + i] = (unsigned char)(height >> (24 - 8 * i));
    }
    unsigned char *check = sample.bytes + 29;
    unsigned long crc = 0xFFFFFFFFu;
    for (int i = 12; i < 29; i++) {
        crc ^= sample.bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1u)));
    }
    for (int i = 0; i < 4; i++)
        check[i] = (unsigned char)(~crc >> (24 - 8 * i));
    return sample;
}
