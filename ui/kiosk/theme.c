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
                   .plate = 0xD9DDCF},
    [THEME_CONTRAST] = {.ground = 0xFBF8EE,
                        .card = 0xFDFBF4,
                        .button = 0xF1F0E4,
                        .pressed = 0xCFDDD4,
                        .now = 0xE4EEE4,
                        .note = 0xF2E9D2,
                        .ink = 0x071B1D,
                        .soft = 0x16363A,
                        .edge = 0x0C2A2D,
                        .line = 0x0C2A2D,
                        .accent = 0x0B3A40,
                        .on_accent = 0xFDFBF4,
                        .off = 0xD6D3C6,
                        .plate = 0xFDFBF4}};

const struct palette *
theme_palette(enum app_theme theme)
{
    return &palettes[theme < THEME_COUNT ? theme : THEME_LIGHT];
}

static bool
between(int minute, int from, int to)
{
    if (from <= to)
        return minute >= from && minute < to;
    return minute >= from || minute < to;
}

enum app_theme
theme_at(const struct view_centre *centre, int minute)
{
    enum { EVENING = 18 * 60, MORNING = 7 * 60 };
    const struct view_reach *reach = &centre->reach;
    int from = reach->dim_from;
    int to = reach->dim_to;
    if (reach->theme != WANT_USUAL)
        return theme_for(THEME_LIGHT, reach->theme, false);
    if (from < 0)
        from = centre->closes > 0 ? centre->closes : EVENING;
    if (to < 0)
        to = centre->opens > 0 ? centre->opens : MORNING;
    return minute >= 0 && between(minute, from, to) ? THEME_DIM : THEME_LIGHT;
}

enum app_theme
theme_for(enum app_theme box, enum view_theme want, bool quiet)
{
    switch (want) {
    case WANT_CONTRAST:
        return THEME_CONTRAST;
    case WANT_DIM:
        return THEME_DIM;
    case WANT_LIGHT:
        return quiet ? THEME_DIM : THEME_LIGHT;
    case WANT_USUAL:
        break;
    }
    return quiet && box != THEME_CONTRAST ? THEME_DIM : box;
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
