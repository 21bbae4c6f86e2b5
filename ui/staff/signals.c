#include "ui/staff/signals.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/page.h"
#include "ui/staff/when.h"

bool
signals_open(enum view_signal_state state)
{
    return state != SIGNAL_CLOSED && state != SIGNAL_WITHDRAWN;
}

void
signals_words(const char *lang, enum view_signal_state state, const char *staff,
              char *out, size_t size)
{
    const char *name = text_empty(staff) ? word(lang, "Personal") : staff;
    switch (state) {
    case SIGNAL_PRESSED:
        text_copy(out, size, word(lang, "Sparad, inte framme än"));
        break;
    case SIGNAL_DELIVERED:
        text_copy(out, size, word(lang, "Framme, ingen är på väg än"));
        break;
    case SIGNAL_ACKNOWLEDGED:
        text_format(out, size, word(lang, "%s är på väg"), name);
        break;
    case SIGNAL_WITH:
        text_format(out, size, word(lang, "%s är där"), name);
        break;
    case SIGNAL_CLOSED:
        text_copy(out, size, word(lang, "Avslutad"));
        break;
    case SIGNAL_WITHDRAWN:
        text_copy(out, size, word(lang, "Det är lugnt igen"));
        break;
    }
}

static const char *
kind_words(const char *lang, enum view_signal_kind kind)
{
    switch (kind) {
    case SIGNAL_PRESS:
        return word(lang, "Knappen");
    case SIGNAL_ASK:
        return word(lang, "Fråga till personal");
    case SIGNAL_TEST:
        return word(lang, "Prov av knappen");
    }
    return "";
}

static const char *
shape_of(enum view_signal_state state)
{
    static const char *const shapes[] = {[SIGNAL_PRESSED] = "pressed",
                                         [SIGNAL_DELIVERED] = "delivered",
                                         [SIGNAL_ACKNOWLEDGED] = "acknowledged",
                                         [SIGNAL_WITH] = "with",
                                         [SIGNAL_CLOSED] = "closed",
                                         [SIGNAL_WITHDRAWN] = "closed"};
    return shapes[state];
}

static const char *
place_words(const char *lang, const struct view_signal *signal)
{
    if (text_empty(signal->place))
        return word(lang, "Okänd plats");
    return text_equal(signal->place, "kiosk") ? word(lang, "Skärmen")
                                              : signal->place;
}

/* "10:20 · 3 min": the clock's part only when the clock is sure, the age from
 * the boot clock where it counts. */
static void
put_since(struct html *html, const struct today *today,
          const struct view_signal *signal)
{
    const char *lang = today->centre->lang;
    char at[WHEN_SIZE];
    char ago[WHEN_SIZE] = "";
    when_was(lang, today->now, signal->raised_utc_ms, at);
    if (signal->this_boot)
        when_ago(lang, today->now.boot_ms - signal->raised_boot_ms, ago);
    else if (when_sure(today->now) && when_known(signal->raised_utc_ms))
        when_ago(lang, today->now.utc_ms - signal->raised_utc_ms, ago);
    html_element(html, "span", "at", at);
    if (ago[0] != '\0' && signals_open(signal->state))
        html_element(html, "span", "ago", ago);
}

static void
put_who(struct html *html, const char *lang, const struct view_signal *signal)
{
    html_put(html, "<p class=\"who\">");
    if (text_empty(signal->about_name)) {
        html_text(html, word(lang, "Vem är inte känt"));
    } else {
        char path[VIEW_PICTURE_SIZE + 16];
        text_format(path, sizeof path, "/picture/%s.png",
                    signal->about_picture);
        html_put(html, "<img alt=\"\" width=\"40\" height=\"40\"");
        html_attribute(html, "src", path);
        html_put(html, ">");
        html_element(html, "span", NULL, signal->about_name);
    }
    html_put(html, "</p>");
}

static void
put_card(struct html *html, const struct today *today,
         const struct view_signal *signal)
{
    const char *lang = today->centre->lang;
    char state[VIEW_TEXT_SIZE];
    char presses[WHEN_SIZE];
    signals_words(lang, signal->state, signal->staff_name, state, sizeof state);
    html_put(html, "<li");
    html_attribute(html, "class", view_signal_state_name(signal->state));
    html_attribute(html, "data-signal", signal->id);
    if (signal->state == SIGNAL_PRESSED)
        html_put(html, " data-draw=\"1\"");
    html_put(html, ">");
    page_shape(html, shape_of(signal->state));
    html_put(html, "<div><h3 dir=\"auto\">");
    html_text(html, place_words(lang, signal));
    html_put(html, "</h3>");
    html_element(html, "p", "state", state);
    put_who(html, lang, signal);
    html_put(html, "<p class=\"facts\">");
    put_since(html, today, signal);
    html_element(html, "span", NULL, kind_words(lang, signal->kind));
    if (signal->presses > 1) {
        text_format(presses, sizeof presses,
                    word_plural(lang, "%d tryckning", "%d tryckningar",
                                (unsigned long)signal->presses),
                    signal->presses);
        html_element(html, "span", NULL, presses);
    }
    html_put(html, "</p></div></li>");
}

static void
put_earlier(struct html *html, const struct today *today)
{
    const char *lang = today->centre->lang;
    bool any = false;
    for (int i = 0; i < today->signal_count; i++) {
        const struct view_signal *signal = &today->signals[i];
        char state[VIEW_TEXT_SIZE];
        if (signals_open(signal->state))
            continue;
        if (!any) {
            html_put(html, "<h2 class=\"minor\">");
            html_text(html, word(lang, "Tidigare signaler"));
            html_put(html, "</h2><ul class=\"earlier\">");
        }
        any = true;
        signals_words(lang, signal->state, "", state, sizeof state);
        html_put(html, "<li>");
        page_shape(html, shape_of(signal->state));
        put_since(html, today, signal);
        html_element(html, "b", NULL, place_words(lang, signal));
        if (!text_empty(signal->about_name))
            html_element(html, "span", NULL, signal->about_name);
        html_element(html, "span", "state", state);
        html_put(html, "</li>");
    }
    if (any)
        html_put(html, "</ul>");
}

void
signals_section(struct html *html, const struct today *today)
{
    const char *lang = today->centre->lang;
    int open = today_open_signals(today);
    html_put(html, "<section id=\"signals\"><h2>");
    html_text(html,
              open == 0 ? word(lang, "Inga signaler") : word(lang, "Signaler"));
    html_put(html, "</h2>");
    if (open > 0)
        html_put(html, "<ul class=\"signals\">");
    for (int i = 0; i < today->signal_count; i++)
        if (signals_open(today->signals[i].state))
            put_card(html, today, &today->signals[i]);
    if (open > 0)
        html_put(html, "</ul>");
    put_earlier(html, today);
    html_put(html, "</section>");
}
