#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "ui/kiosk/paint.h"

static void
copy_row(const SDL_Surface *surface, int y, unsigned char *to)
{
    const uint32_t *from = (const uint32_t *)((const uint8_t *)surface->pixels +
                                              (ptrdiff_t)y * surface->pitch);
    for (int x = 0; x < surface->w; x++) {
        *to++ = (unsigned char)(from[x] >> 16);
        *to++ = (unsigned char)(from[x] >> 8);
        *to++ = (unsigned char)from[x];
    }
}

enum result
paint_png(const SDL_Surface *surface, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)surface->w,
                       .height = (png_uint_32)surface->h,
                       .format = PNG_FORMAT_RGB};
    size_t row = (size_t)surface->w * 3;
    unsigned char *bytes = malloc(row * (size_t)surface->h);
    if (bytes == NULL)
        return RESULT_FULL;
    for (int y = 0; y < surface->h; y++)
        copy_row(surface, y, bytes + (size_t)y * row);
    enum result result = RESULT_OK;
    /* Standard output may be a socket, which cannot be opened by a name. */
    bool written =
        strcmp(path, "-") == 0
            ? png_image_write_to_stdio(&image, stdout, 0, bytes, 0, NULL) &&
                  fflush(stdout) == 0
            : png_image_write_to_file(&image, path, 0, bytes, 0, NULL);
    if (!written) {
        log_warn("%s: %s", path, image.message);
        result = RESULT_IO;
    }
    png_image_free(&image);
    free(bytes);
    return result;
}
