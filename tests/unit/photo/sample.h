/*
 * Small pictures made when the test runs, so that no photo of anybody has to
 * lie here: left half red, right half blue, with what a test wants around.
 */
#pragma once

#include <stddef.h>

struct sample {
    unsigned char *bytes; /* free */
    size_t length;
};

/* `orientation` 0: no EXIF block. */
struct sample sample_jpeg(int width, int height, int orientation);
struct sample sample_cmyk_jpeg(int width, int height);
struct sample sample_progressive_jpeg(int width, int height);

enum sample_png { SAMPLE_RGB8, SAMPLE_RGBA16, SAMPLE_GREY1, SAMPLE_INTERLACED };
/* SAMPLE_RGBA16 is clear on the right half; SAMPLE_GREY1 white and black. */
struct sample sample_png(int width, int height, enum sample_png kind);

/* A PNG header that promises this size, with no picture behind it. */
struct sample sample_promise(unsigned width, unsigned height);
