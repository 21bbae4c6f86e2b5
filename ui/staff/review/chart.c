#include "ui/staff/review/chart.h"

#include "firmware/base/text.h"

enum {
    WIDTH = 640,
    HEIGHT = 190,
    TOP = 30,
    BOTTOM = 160,
    HATCHED = 22,
    WIDEST = 64
};

static void
attribute(struct html *html, const char *name, int value)
{
    char number[16];
    (void)text_format(number, sizeof number, "%d", value);
    html_attribute(html, name, number);
}

static void
label(struct html *html, int x, int y, const char *text)
{
    html_put(html, "<text text-anchor=\"middle\"");
    attribute(html, "x", x);
    attribute(html, "y", y);
    html_put(html, ">");
    html_text(html, text);
    html_put(html, "</text>");
}

/* The first characters of it, whatever the script: under a bar there is room
 * for "ons", and the table beside it has the whole word. */
static void
brief_label(const struct chart *chart, const char *whole, char out[64])
{
    int characters = 0;
    size_t length = 0;
    while (whole[length] != '\0') {
        bool begins = ((unsigned char)whole[length] & 0xC0) != 0x80;
        if (chart->brief > 0 && begins && characters++ == chart->brief)
            break;
        length++;
    }
    (void)text_format(out, 64, "%.*s", (int)length, whole);
}

static void
draw_bar(struct html *html, const struct chart *chart, int i, int most)
{
    const struct chart_bar *bar = &chart->bars[i];
    char fill[64] = "currentColor";
    char number[16];
    char brief[64];
    int step = WIDTH / chart->count;
    int height = bar->hidden ? HATCHED
                 : most > 0  ? bar->count * (BOTTOM - TOP) / most
                             : 0;
    int middle = i * step + step / 2;
    int width = step - step / 3 < WIDEST ? step - step / 3 : WIDEST;
    if (bar->hidden)
        (void)text_format(fill, sizeof fill, "url(#%s-few)", chart->id);
    if (height > 0) {
        html_put(html, bar->hidden ? "<rect class=\"few\"" : "<rect");
        attribute(html, "x", middle - width / 2);
        attribute(html, "y", BOTTOM - height);
        attribute(html, "width", width);
        attribute(html, "height", height);
        html_attribute(html, "fill", fill);
        html_put(html, "/>");
    }
    (void)text_format(number, sizeof number, "%d", bar->count);
    if (bar->hidden || bar->count > 0)
        label(html, middle, BOTTOM - height - 6,
              bar->hidden ? chart->few : number);
    brief_label(chart, bar->label, brief);
    label(html, middle, BOTTOM + 22, brief);
}

void
chart_bars(struct html *html, const struct chart *chart)
{
    char name[64];
    char box[32];
    int most = 0;
    for (int i = 0; i < chart->count; i++)
        if (!chart->bars[i].hidden && chart->bars[i].count > most)
            most = chart->bars[i].count;
    (void)text_format(name, sizeof name, "%s-title %s-about", chart->id,
                      chart->id);
    (void)text_format(box, sizeof box, "0 0 %d %d", WIDTH, HEIGHT);
    html_put(html, "<svg class=\"chart\" role=\"img\"");
    html_attribute(html, "viewBox", box);
    html_attribute(html, "aria-labelledby", name);
    html_put(html, "><title");
    (void)text_format(name, sizeof name, "%s-title", chart->id);
    html_attribute(html, "id", name);
    html_put(html, ">");
    html_text(html, chart->title);
    html_put(html, "</title><desc");
    (void)text_format(name, sizeof name, "%s-about", chart->id);
    html_attribute(html, "id", name);
    html_put(html, ">");
    html_text(html, chart->describes);
    html_put(html, "</desc><defs><pattern");
    (void)text_format(name, sizeof name, "%s-few", chart->id);
    html_attribute(html, "id", name);
    html_put(html, " width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                   "<path d=\"M0 6 6 0\" stroke=\"currentColor\" "
                   "fill=\"none\"/></pattern></defs>");
    for (int i = 0; i < chart->count; i++)
        draw_bar(html, chart, i, most);
    html_put(html,
             "<path class=\"line\" fill=\"none\" stroke=\"currentColor\"");
    (void)text_format(name, sizeof name, "M0 %d H%d", BOTTOM, WIDTH);
    html_attribute(html, "d", name);
    html_put(html, "/></svg>");
}
