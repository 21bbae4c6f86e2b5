/*
 * Draws SVG files as square PNG files, once, at build time, so that no
 * program of ours holds an SVG parser (SDL2_image draws one in twenty wrong).
 *
 *   troskel-raster SIZE_PX < LIST      each line: SVG path, tab, PNG path
 *   troskel-raster --version           the renderer's
 *
 * The whole drawing is fitted into the square, on a transparent ground. The
 * first file that cannot be drawn ends the run with its name and code 1.
 */
#include <librsvg/rsvg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
draw(RsvgHandle *handle, int size_px, const char *png, GError **error)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size_px, size_px);
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle square = {0, 0, size_px, size_px};
    bool drawn = rsvg_handle_render_document(handle, cairo, &square, error);
    cairo_destroy(cairo);
    if (drawn)
        drawn =
            cairo_surface_write_to_png(surface, png) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return drawn;
}

static bool
raster(const char *svg, const char *png, int size_px)
{
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_file(svg, &error);
    bool drawn = handle != NULL && draw(handle, size_px, png, &error);
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
    int size_px = argc == 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    if (size_px < 16 || size_px > 2048) {
        fputs("usage: troskel-raster SIZE_PX < LIST\n", stderr);
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
        code = raster(line, png, size_px) ? 0 : 1;
    }
    free(line);
    return code;
}
