#include "ui/kiosk/theme.h"

#include <math.h>

static const struct palette palettes[] = {
    [THEME_LIGHT] = {.ground = 0xF4EFE4,
                     .card = 0xFBF8F0,
                     .button = 0xE6E7DA,
                     .pressed = 0xC3D3C8,
                     .now = 0xDCE8DF,
                     .note = 0xEADFC8,
                     .ink = 0x17393C,
                     .soft = 0x43605F,
                     .edge = 0x6B8480,
                     .line = 0xDAD2C0,
                     .accent = 0x2F6F73,
                     .on_accent = 0xF7F3E8,
                     .off = 0xE2DBCB,
                     .plate = 0xFBF8F0},
    [THEME_DIM] = {.ground = 0x20302F,
                   .card = 0x2A3C3A,
                   .button = 0x324745,
                   .pressed = 0x456059,
                   .now = 0x2F4B47,
                   .note = 0x3C4540,
                   .ink = 0xDFE5D9,
                   .soft = 0xB9C6BB,
                   .edge = 0x8AA29B,
                   .line = 0x3F5350,
                   .accent = 0x8FC0B8,
                   .on_accent = 0x1B2C2B,
                   .off = 0x44544F,
                   .plate = 0xD9DDCF}};

const struct palette *
theme_palette(enum app_theme theme)
{
    return &palettes[theme == THEME_DIM ? THEME_DIM : THEME_LIGHT];
}

/* One channel's part of the relative luminance (WCAG 2.2, sRGB). */
static double
linear(uint32_t channel)
{
    double value = (double)(channel & 0xFFu) / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double
luminance(uint32_t colour)
{
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) +
           0.0722 * linear(colour);
}

double
theme_contrast(uint32_t a, uint32_t b)
{
    double one = luminance(a) + 0.05;
    double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}
