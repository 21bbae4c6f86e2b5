#include "ui/staff/today.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/page.h"
#include "ui/staff/people.h"
#include "ui/staff/signals.h"
#include "ui/staff/when.h"

int
today_open_signals(const struct today *today)
{
    int open = 0;
    for (int i = 0; i < today->signal_count; i++)
        open += signals_open(today->signals[i].state);
    return open;
}

static void
make_title(const struct today *today, char *out, size_t size)
{
    int open = today_open_signals(today);
    out[0] = '\0';
    if (open > 0)
        text_format(out, size, "(%d) ", open);
    text_append(out, size, "%s",
                text_empty(today->centre->name) ? "Tröskel"
                                                : today->centre->name);
}

static void
put_band(struct html *html, const char *id, bool hidden, const char *says)
{
    html_put(html, "<div class=\"band\"");
    if (id != NULL)
        html_attribute(html, "id", id);
    html_put(html, hidden ? " hidden>" : ">");
    page_shape(html, "unsure");
    html_put(html, "<p>");
    html_text(html, says);
    html_put(html, "</p></div>");
}

static void
put_bands(struct html *html, const struct today *today)
{
    const char *lang = today->centre->lang;
    html_put(html, "<div id=\"bands\">");
    if (!today->core_answers)
        put_band(html, "core", false,
                 word(lang, "Lådans minne svarar inte. Det som står här kan "
                            "ha ändrats."));
    if (!when_sure(today->now))
        put_band(html, "clock", false,
                 word(lang, "Lådans klocka är osäker. Tider visas inte."));
    html_put(html, "</div>");
}

static void
put_when(struct html *html, const struct today *today)
{
    char date[WHEN_SIZE];
    char clock[WHEN_SIZE];
    when_today(today->centre->lang, today->now, date);
    when_clock(today->now, clock);
    html_put(html, "<p id=\"when\">");
    if (date[0] != '\0') {
        html_element(html, "span", "date", date);
        html_element(html, "b", "clock", clock);
    }
    html_put(html, "</p>");
}

void
today_now(struct html *html, const struct today *today)
{
    char title[VIEW_NAME_SIZE + 16];
    make_title(today, title, sizeof title);
    html_put(html, "<main id=\"now\"");
    html_attribute(html, "data-title", title);
    html_put(html, ">");
    put_when(html, today);
    put_bands(html, today);
    signals_section(html, today);
    people_section(html, today);
    html_put(html, "</main>");
}

static void
put_header(struct html *html, const struct today *today)
{
    const char *lang = today->centre->lang;
    html_put(html, "<header><h1 dir=\"auto\">");
    html_text(html, text_empty(today->centre->name) ? "Tröskel"
                                                    : today->centre->name);
    html_put(html, "</h1><p id=\"link\" hidden");
    html_attribute(html, "data-live", word(lang, "Direkt"));
    html_attribute(html, "data-wait", word(lang, "Kopplar upp"));
    html_attribute(html, "data-lost", word(lang, "Ingen kontakt"));
    html_put(html, "></p></header>");
    put_band(html, "lost", true,
             word(lang, "Sidan har ingen kontakt med lådan. Det som står här "
                        "kan ha ändrats."));
    if (today->open_to_network)
        put_band(html, NULL, false,
                 word(lang, "Sidan har ingen inloggning. Den som är på samma "
                            "nät kan läsa den."));
    html_put(html, "<noscript>");
    put_band(html, NULL, false,
             word(lang, "Sidan hämtas var tionde sekund. En signal räknas som "
                        "framme när en sida med skript har visat den."));
    html_put(html, "</noscript>");
    html_put(html, "<p id=\"say\" class=\"unseen\" aria-live=\"assertive\"");
    html_attribute(html, "data-new", word(lang, "Ny signal"));
    html_put(html, "></p>");
}

void
today_page(struct html *html, const struct today *today)
{
    const char *lang = today->centre->lang;
    char title[VIEW_NAME_SIZE + 16];
    make_title(today, title, sizeof title);
    page_begin(html, lang, title, true);
    put_header(html, today);
    today_now(html, today);
    html_put(html, "<footer><p>");
    html_text(html, word(lang, "Tröskel. Knappen ger besked inne i huset; den "
                               "är inget larm."));
    html_put(html, "</p><p><a href=\"/credits\">");
    html_text(html, word(lang, "Vems bilder och ord"));
    html_put(html, "</a></p></footer>");
    page_end(html);
}
