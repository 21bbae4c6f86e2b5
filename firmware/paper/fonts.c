#include "firmware/paper/fonts.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdbool.h>
#include <string.h>

/* cairo's MAX_OPEN_FACES: an eleventh would close one of them. */
enum { FACES_MAX = 10 };

/* In the order in which they are asked for a letter; after each, letters that
 * only it has, so that drawing them opens it. */
static const struct face {
    const char *name; /* as fontconfig writes a pattern */
    const char *sample;
    bool bold;
} faces[] = {
    {"Andika", "aÅ1→✓", false},
    {"Andika:bold", "aÅ1→✓", true},
    {"Noto Sans", "aΩ", false},
    {"Noto Sans Arabic", "مرحبا", false},
    {"Noto Sans Arabic:bold", "مرحبا", true},
    {"Noto Sans Ethiopic", "ሰላም", false},
    {"Noto Sans Thai", "สวัสดี", false},
    {"Noto Sans Hebrew", "שלום", false},
    {"Noto Sans Tamil", "வணக்கம்", false},
    {"Noto Sans Devanagari", "नमस्ते", false},
};
_Static_assert(sizeof faces / sizeof faces[0] <= FACES_MAX, "too many faces");

/* Adds the file that this machine has under that name, if it has it. */
static void
add_face(FcConfig *only, const char *name)
{
    FcPattern *wanted = FcNameParse((const FcChar8 *)name);
    FcChar8 *asked = NULL;
    FcChar8 *got = NULL;
    FcChar8 *file = NULL;
    FcResult how;
    FcConfigSubstitute(NULL, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcPattern *found = FcFontMatch(NULL, wanted, &how);
    if (found != NULL &&
        FcPatternGetString(wanted, FC_FAMILY, 0, &asked) == FcResultMatch &&
        FcPatternGetString(found, FC_FAMILY, 0, &got) == FcResultMatch &&
        FcStrCmpIgnoreCase(asked, got) == 0 &&
        FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch)
        (void)FcConfigAppFontAddFile(only, file);
    if (found != NULL)
        FcPatternDestroy(found);
    FcPatternDestroy(wanted);
}

/* A machine with none of ours writes with what it has. */
static void
add_any(FcConfig *only)
{
    FcFontSet *set = FcConfigGetFonts(only, FcSetApplication);
    FcPattern *wanted;
    FcResult how;
    FcChar8 *file = NULL;
    if (set != NULL && set->nfont > 0)
        return;
    wanted = FcNameParse((const FcChar8 *)"sans-serif");
    FcConfigSubstitute(NULL, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcPattern *found = FcFontMatch(NULL, wanted, &how);
    if (found != NULL &&
        FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch)
        (void)FcConfigAppFontAddFile(only, file);
    if (found != NULL)
        FcPatternDestroy(found);
    FcPatternDestroy(wanted);
}

static cairo_status_t
nowhere(void *closure, const unsigned char *bytes, unsigned int length)
{
    (void)closure;
    (void)bytes;
    (void)length;
    return CAIRO_STATUS_SUCCESS;
}

/* Writes a letter of each, to a document that nobody gets. The layout is kept
 * for good: it holds its faces open. */
static void
write_each(PangoContext *context)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(nowhere, NULL, 100, 100);
    cairo_t *cairo = cairo_create(surface);
    for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++) {
        PangoLayout *layout = pango_layout_new(context);
        PangoFontDescription *font = pango_font_description_from_string(
            faces[i].bold ? "Andika Bold 10" : "Andika 10");
        pango_layout_set_font_description(layout, font);
        pango_layout_set_text(layout, faces[i].sample, -1);
        pango_cairo_show_layout(cairo, layout);
        pango_font_description_free(font);
        /* Not unreferenced: see above. */
    }
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

PangoContext *
fonts_prepare(void)
{
    FcConfig *only = FcConfigCreate();
    if (only == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++)
        add_face(only, faces[i].name);
    add_any(only);
    (void)FcConfigSetCurrent(only);
    PangoFontMap *map = pango_cairo_font_map_new();
    pango_fc_font_map_set_config((PangoFcFontMap *)(void *)map, only);
    /* A point is a point: what a PDF measures in. */
    pango_cairo_font_map_set_resolution((PangoCairoFontMap *)(void *)map, 72);
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    write_each(context);
    return context;
}
