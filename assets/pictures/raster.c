/*
 * Draws SVG files as square PNG files, once, at build time, so that no
 * program of ours holds an SVG parser (SDL2_image draws one in twenty wrong).
 *
 *   troskel-raster SIZE_PX < LIST          each line: SVG path, tab, PNG path
 *   troskel-raster SIZE_PX --fill < LIST   what leaves much air grows
 *   troskel-raster --version               the renderer's
 *
 * The whole drawing is fitted into the square, on a transparent ground. The
 * first file that cannot be drawn ends the run with its name and code 1.
 *
 * --fill: others' drawings keep more air around them than ours do, and would
 * look small beside them. They grow about their middle until they come as near
 * to the edges as ours, by a factor of GROWTH_MOST at most: what is meant to
 * be small stays small.
 */
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ours come to 4 of 72 from each edge. */
static const double FILLED = 64.0 / 72.0, GROWTH_MOST = 1.4;

struct ink {
    int left, top, right, bottom; /* of what is not transparent */
};

static cairo_surface_t *
draw(RsvgHandle *handle, int size_px, const RsvgRectangle *area, GError **error)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size_px, size_px);
    cairo_t *cairo = cairo_create(surface);
    bool drawn = rsvg_handle_render_document(handle, cairo, area, error);
    cairo_destroy(cairo);
    if (drawn)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

static struct ink
ink_of(cairo_surface_t *surface, int size_px)
{
    struct ink ink = {size_px, size_px, -1, -1};
    cairo_surface_flush(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < size_px; y++) {
        const uint32_t *row = (const void *)(data + (ptrdiff_t)y * stride);
        for (int x = 0; x < size_px; x++) {
            if (row[x] >> 24 == 0)
                continue;
            ink.left = x < ink.left ? x : ink.left;
            ink.right = x > ink.right ? x : ink.right;
            ink.top = y < ink.top ? y : ink.top;
            ink.bottom = y;
        }
    }
    return ink;
}

/* Where the whole drawing goes so that its ink fills the square. */
static RsvgRectangle
filled(const struct ink *ink, int size_px)
{
    double wide = ink->right - ink->left + 1;
    double high = ink->bottom - ink->top + 1;
    double growth = size_px * FILLED / fmax(wide, high);
    growth = fmin(fmax(growth, 1.0), GROWTH_MOST);
    double side = size_px * growth;
    double x = size_px / 2.0 - (ink->left + wide / 2.0) * growth;
    double y = size_px / 2.0 - (ink->top + high / 2.0) * growth;
    return (RsvgRectangle){x, y, side, side};
}

static bool
raster(const char *svg, const char *png, int size_px, bool fill)
{
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_file(svg, &error);
    RsvgRectangle area = {0, 0, size_px, size_px};
    cairo_surface_t *surface =
        handle == NULL ? NULL : draw(handle, size_px, &area, &error);
    struct ink ink = {.right = -1};
    if (surface != NULL && fill)
        ink = ink_of(surface, size_px);
    if (ink.right >= 0) {
        cairo_surface_destroy(surface);
        area = filled(&ink, size_px);
        surface = draw(handle, size_px, &area, &error);
    }
    bool drawn = surface != NULL && cairo_surface_write_to_png(surface, png) ==
                                        CAIRO_STATUS_SUCCESS;
    if (surface != NULL)
        cairo_surface_destroy(surface);
    if (!drawn)
        fprintf(stderr, "troskel-raster: %s: %s\n", svg,
                error != NULL ? error->message : "cannot be written");
    g_clear_error(&error);
    g_clear_object(&handle);
    return drawn;
}

int
main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        return puts("librsvg " LIBRSVG_VERSION) < 0;
    int size_px = argc >= 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    bool fill = argc == 3 && strcmp(argv[2], "--fill") == 0;
    if (size_px < 16 || size_px > 2048 || argc > 3 || (argc == 3 && !fill)) {
        fputs("usage: troskel-raster SIZE_PX [--fill] < LIST\n", stderr);
        return 2;
    }
    char *line = NULL;
    size_t room = 0;
    int code = 0;
    while (code == 0 && getline(&line, &room, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        char *png = strchr(line, '\t');
        if (png == NULL)
            continue;
        *png++ = '\0';
        code = raster(line, png, size_px, fill) ? 0 : 1;
    }
    free(line);
    return code;
}
