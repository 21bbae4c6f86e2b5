#include "firmware/photo/svg_draw.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/photo/frame.h"
#include "firmware/photo/write.h"

enum { SIDE = FRAME_DRAWING_SIDE };

/* --- one typeface for all text --- */

/* Andika, else whatever this machine writes with; from then on it is the only
 * one there is, so that nothing looks for another behind the closed door. */
static void
keep_one_typeface(void)
{
    FcPattern *wanted = FcNameParse((const FcChar8 *)"Andika,sans-serif");
    FcConfig *only = FcConfigCreate();
    FcResult how;
    FcChar8 *file = NULL;
    FcConfigSubstitute(NULL, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcPattern *found = FcFontMatch(NULL, wanted, &how);
    if (found != NULL &&
        FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch &&
        FcConfigAppFontAddFile(only, file))
        (void)FcConfigSetCurrent(only);
    FcConfigDestroy(only); /* the libraries hold it from now on */
    if (found != NULL)
        FcPatternDestroy(found);
    FcPatternDestroy(wanted);
}

void
svg_draw_prepare(void)
{
    static const char text[] =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
        "<text y='8'>aÅ1?</text><text y='8' font-weight='bold'"
        " font-style='italic'>aÅ1?</text></svg>";
    unsigned char *png = NULL;
    size_t length = 0;
    keep_one_typeface();
    if (svg_draw_png(text, sizeof text - 1, &png, &length) == SVG_FINE)
        free(png);
}

/* --- drawing --- */

static enum svg_why
draw(RsvgHandle *handle, cairo_surface_t *surface)
{
    GError *error = NULL;
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle square = {0, 0, SIDE, SIDE};
    bool drawn = rsvg_handle_render_document(handle, cairo, &square, &error) &&
                 cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    g_clear_error(&error);
    return drawn ? SVG_FINE : SVG_DAMAGED;
}

/* Cairo's premultiplied numbers to a PNG's plain bytes. */
static void
unfold(const unsigned char *row, unsigned char *rgba)
{
    for (int x = 0; x < SIDE; x++, rgba += 4) {
        uint32_t pixel;
        memcpy(&pixel, row + (size_t)x * 4, sizeof pixel);
        uint32_t alpha = pixel >> 24;
        for (int c = 0; c < 3; c++) {
            uint32_t part = pixel >> (16 - 8 * c) & 0xFF;
            uint32_t plain = alpha == 0 ? 0 : (part * 255 + alpha / 2) / alpha;
            rgba[c] = (unsigned char)(plain & 0xFF);
        }
        rgba[3] = (unsigned char)alpha;
    }
}

static enum svg_why
pack(cairo_surface_t *surface, unsigned char **png, size_t *length)
{
    unsigned char *rgba = malloc((size_t)SIDE * SIDE * 4);
    if (rgba == NULL)
        return SVG_IO;
    cairo_surface_flush(surface);
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; y < SIDE; y++)
        unfold(rows + y * stride, rgba + y * SIDE * 4);
    enum result result = write_drawing(rgba, SIDE, png, length);
    free(rgba);
    return result == RESULT_OK ? SVG_FINE : SVG_IO;
}

enum svg_why
svg_draw_png(const char *bytes, size_t length, unsigned char **png,
             size_t *png_length)
{
    GError *error = NULL;
    enum svg_why why = svg_check(bytes, length);
    if (why != SVG_FINE)
        return why;
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)bytes, length, &error);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    if (handle == NULL)
        why = SVG_DAMAGED;
    else if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        why = SVG_IO;
    else
        why = draw(handle, surface);
    if (why == SVG_FINE)
        why = pack(surface, png, png_length);
    cairo_surface_destroy(surface);
    g_clear_error(&error);
    g_clear_object(&handle);
    return why;
}
