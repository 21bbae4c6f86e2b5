#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

/* jpeglib.h needs size_t and FILE before it. */
#include <jerror.h>
#include <jpeglib.h>

#include "firmware/photo/exif.h"
#include "firmware/photo/read.h"

enum { MARKER_EXIF = JPEG_APP0 + 1, SCANS_MAX = 200 };

struct reading {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf leave;
    enum result why;
    struct shrink shrink;
    unsigned char *row; /* as libjpeg gives it */
    unsigned char *rgb; /* of a CMYK row */
};

static struct reading *
reading_of(j_common_ptr jpeg)
{
    return jpeg->client_data;
}

static void
leave(struct reading *reading, enum result why)
{
    reading->why = why;
    longjmp(reading->leave, 1);
}

static void
on_error(j_common_ptr jpeg)
{
    int code = jpeg->err->msg_code;
    leave(reading_of(jpeg), code == JERR_OUT_OF_MEMORY ||
                                    code == JERR_IMAGE_TOO_BIG ||
                                    code == JERR_NO_BACKING_STORE
                                ? RESULT_FULL
                                : RESULT_INVALID);
}

/* Warnings that mean that part of the picture is not there. */
static void
on_message(j_common_ptr jpeg, int level)
{
    int code = jpeg->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER ||
                      code == JWRN_HUFF_BAD_CODE))
        leave(reading_of(jpeg), RESULT_INVALID);
}

static void
on_output(j_common_ptr jpeg)
{
    (void)jpeg; /* nothing is printed */
}

/* A small file can hold thousands of passes over a large picture. */
static void
on_progress(j_common_ptr jpeg)
{
    struct reading *reading = reading_of(jpeg);
    if (reading->jpeg.input_scan_number > SCANS_MAX)
        leave(reading, RESULT_INVALID);
}

static int
orientation_of(const struct jpeg_decompress_struct *jpeg)
{
    for (jpeg_saved_marker_ptr marker = jpeg->marker_list; marker != NULL;
         marker = marker->next) {
        if (marker->marker != MARKER_EXIF)
            continue;
        int orientation = exif_orientation(marker->data, marker->data_length);
        if (orientation != 1)
            return orientation;
    }
    return 1;
}

/* The largest reduction that leaves no less than we want to keep. */
static void
choose_scale(struct jpeg_decompress_struct *jpeg)
{
    unsigned longest = jpeg->image_width > jpeg->image_height
                           ? jpeg->image_width
                           : jpeg->image_height;
    jpeg->scale_num = 1;
    jpeg->scale_denom = 1;
    while (jpeg->scale_denom < 8 &&
           longest / (jpeg->scale_denom * 2) >= PIXELS_SIDE_MAX)
        jpeg->scale_denom *= 2;
    bool cmyk = jpeg->jpeg_color_space == JCS_CMYK ||
                jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
}

/* Adobe's programs write ink inverted, and say so with a marker. */
static void
cmyk_to_rgb(const unsigned char *cmyk, unsigned char *rgb, unsigned width,
            bool inverted)
{
    for (unsigned x = 0; x < width; x++, cmyk += 4, rgb += 3)
        for (int i = 0; i < 3; i++) {
            int ink = inverted ? cmyk[i] : 255 - cmyk[i];
            int black = inverted ? cmyk[3] : 255 - cmyk[3];
            rgb[i] = (unsigned char)(ink * black / 255);
        }
}

static void
read_rows(struct reading *reading)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    size_t width = jpeg->output_width;
    reading->row = malloc(width * (size_t)jpeg->output_components);
    reading->rgb = malloc(width * 3);
    if (reading->row == NULL || reading->rgb == NULL ||
        shrink_init(&reading->shrink, (int)jpeg->output_width,
                    (int)jpeg->output_height) != RESULT_OK)
        leave(reading, RESULT_FULL);
    bool cmyk = jpeg->out_color_space == JCS_CMYK;
    while (jpeg->output_scanline < jpeg->output_height) {
        (void)jpeg_read_scanlines(jpeg, &reading->row, 1);
        if (cmyk)
            cmyk_to_rgb(reading->row, reading->rgb, jpeg->output_width,
                        jpeg->saw_Adobe_marker != 0);
        shrink_row(&reading->shrink, cmyk ? reading->rgb : reading->row);
    }
    (void)jpeg_finish_decompress(jpeg);
}

static void
set_up(struct reading *reading)
{
    reading->jpeg.err = jpeg_std_error(&reading->errors);
    reading->errors.error_exit = on_error;
    reading->errors.emit_message = on_message;
    reading->errors.output_message = on_output;
    reading->jpeg.client_data = reading;
}

static void
read_all(struct reading *reading, const unsigned char *bytes, size_t length,
         struct pixels *out)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    jpeg_create_decompress(jpeg);
    reading->progress.progress_monitor = on_progress;
    jpeg->progress = &reading->progress;
    jpeg_mem_src(jpeg, bytes, length);
    jpeg_save_markers(jpeg, MARKER_EXIF, 0xffff);
    (void)jpeg_read_header(jpeg, TRUE);
    if (!pixels_bearable(jpeg->image_width, jpeg->image_height))
        leave(reading, RESULT_FULL);
    int orientation = orientation_of(jpeg); /* gone once it is finished */
    choose_scale(jpeg);
    (void)jpeg_start_decompress(jpeg);
    read_rows(reading);
    shrink_take(&reading->shrink, out);
    reading->why = pixels_orient(out, orientation);
}

enum result
read_jpeg(const unsigned char *bytes, size_t length, struct pixels *out)
{
    struct reading *reading = calloc(1, sizeof *reading);
    *out = (struct pixels){0};
    if (reading == NULL)
        return RESULT_FULL;
    set_up(reading);
    if (setjmp(reading->leave) == 0)
        read_all(reading, bytes, length, out);
    enum result why = reading->why;
    jpeg_destroy_decompress(&reading->jpeg);
    shrink_finish(&reading->shrink);
    free(reading->row);
    free(reading->rgb);
    free(reading);
    if (why != RESULT_OK)
        pixels_finish(out);
    return why;
}
