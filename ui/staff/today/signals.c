#include "ui/staff/today/signals.h"

#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/people/card.h"
#include "ui/staff/shell.h"
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

const char *
signals_place(const char *lang, const struct view_signal *signal)
{
    if (text_empty(signal->place))
        return word(lang, "Okänd plats");
    return text_equal(signal->place, "kiosk") ? word(lang, "Skärmen")
                                              : signal->place;
}

static int
by_weight(const void *a, const void *b)
{
    const struct view_signal *one = a;
    const struct view_signal *other = b;
    /* A test never stands before somebody who needs help. */
    int open = signals_open(other->state) - signals_open(one->state);
    int test = (one->kind == SIGNAL_TEST) - (other->kind == SIGNAL_TEST);
    if (open != 0 || test != 0)
        return open != 0 ? open : test;
    return one->raised_utc_ms < other->raised_utc_ms   ? 1
           : one->raised_utc_ms > other->raised_utc_ms ? -1
                                                       : 0;
}

bool
signals_read(struct visit *visit, bool all, struct view_signal **out,
             int *count)
{
    struct view_signal *signals = calloc(VIEW_SIGNALS_MAX, sizeof *signals);
    *out = signals;
    *count = 0;
    if (signals == NULL ||
        view_signals(visit->store, visit->boot_id, all, signals,
                     VIEW_SIGNALS_MAX, count) != RESULT_OK)
        return false;
    qsort(signals, (size_t)*count, sizeof *signals, by_weight);
    return true;
}

void
signals_free(struct view_signal *signals)
{
    free(signals);
}

int
signals_open_count(const struct view_signal *signals, int count)
{
    int open = 0;
    for (int i = 0; i < count; i++)
        open += signals_open(signals[i].state);
    return open;
}

/* "10:20 · 3 min": the clock's part only when the clock is sure, the age from
 * the boot clock where it counts. */
static void
put_since(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    char at[WHEN_SIZE];
    char ago[WHEN_SIZE] = "";
    when_was(visit->lang, visit->now, signal->raised_utc_ms, at);
    if (signal->this_boot)
        when_ago(visit->lang, visit->now.boot_ms - signal->raised_boot_ms, ago);
    else if (when_sure(visit->now) && when_known(signal->raised_utc_ms))
        when_ago(visit->lang, visit->now.utc_ms - signal->raised_utc_ms, ago);
    html_element(html, "span", "at", at);
    if (ago[0] != '\0' && signals_open(signal->state))
        html_element(html, "span", "ago", ago);
}

/* Marks what a page has to have drawn before it counts as delivered. */
static void
put_marks(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    html_attribute(html, "class", view_signal_state_name(signal->state));
    html_attribute(html, "data-signal", signal->id);
    html_attribute(html, "data-place", signals_place(visit->lang, signal));
    if (signal->state == SIGNAL_PRESSED)
        html_put(html, " data-draw=\"1\"");
    if (signal->state <= SIGNAL_DELIVERED && signal->kind != SIGNAL_TEST)
        html_put(html, " data-waits=\"1\"");
}

static void
put_act(struct visit *visit, const struct view_signal *signal, const char *act,
        const char *label)
{
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/signal/%s/%s", signal->id, act);
    field_form(visit, path);
    field_hidden(visit, "to", visit->at);
    field_button(visit, label, "main");
    field_form_end(visit);
}

/* The next thing one would do, as one touch. */
static void
put_next(struct visit *visit, const struct view_signal *signal)
{
    if (!visit->who.staff)
        return;
    if (signal->state <= SIGNAL_DELIVERED)
        put_act(visit, signal, "acknowledge", word(visit->lang, "Jag kommer"));
    else if (signal->state == SIGNAL_ACKNOWLEDGED)
        put_act(visit, signal, "with", word(visit->lang, "Jag är där"));
}

static void
put_close(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/signal/%s", signal->id);
    html_put(html, "<a class=\"button quiet\"");
    html_attribute(html, "href", path);
    html_put(html, ">");
    html_text(html, signal->state == SIGNAL_WITH ? word(visit->lang, "Avsluta")
                                                 : word(visit->lang, "Mer"));
    html_put(html, "</a>");
}

void
signals_strip(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    char state[VIEW_TEXT_SIZE];
    signals_words(visit->lang, signal->state, signal->staff_name, state,
                  sizeof state);
    html_put(html, "<div");
    put_marks(visit, signal);
    html_put(html, ">");
    page_shape(html, shape_of(signal->state));
    html_put(html, "<p>");
    html_element(html, "b", NULL, signals_place(visit->lang, signal));
    if (!text_empty(signal->about_name) && !visit->who.locked)
        html_element(html, "span", NULL, signal->about_name);
    html_element(html, "span", "state", state);
    put_since(visit, signal);
    html_put(html, "</p>");
    put_next(visit, signal);
    put_close(visit, signal);
    html_put(html, "</div>");
}

static void
put_who(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    if (visit->who.locked)
        return;
    html_put(html, "<p class=\"who\">");
    if (text_empty(signal->about_name)) {
        html_text(html, word(visit->lang, "Vem är inte känt"));
    } else {
        shell_picture(html, signal->about_picture, 40, "");
        html_element(html, "span", NULL, signal->about_name);
    }
    html_put(html, "</p>");
}

/* LA-13: what helps the one who pressed, for whoever goes there. Which parts
 * of it are open stays as it was put. */
static void
put_help(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    if (visit->who.locked || text_empty(signal->about) ||
        signal->kind == SIGNAL_TEST || form_has(&visit->query, "hidden", "1"))
        return; /* what nobody sees is not sent, nor noted as seen */
    size_t before = html->length;
    html_put(html, "<details class=\"help\" open data-key=\"help-");
    html_text(html, signal->id);
    html_put(html, "\"><summary>");
    html_text(html, word(visit->lang, "Så hjälper du mig"));
    html_put(html, "</summary>");
    if (card_help(visit, signal->about)) {
        html_put(html, "</details>");
        visit_note_card(visit, signal->id);
        return;
    }
    html_back(html, before); /* nobody has said anything yet */
}

static void
put_facts(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    char presses[WHEN_SIZE];
    html_put(html, "<p class=\"facts\">");
    put_since(visit, signal);
    html_element(html, "span", NULL, kind_words(visit->lang, signal->kind));
    if (signal->presses > 1) {
        text_format(presses, sizeof presses,
                    word_plural(visit->lang, "%d tryckning", "%d tryckningar",
                                (unsigned long)signal->presses),
                    signal->presses);
        html_element(html, "span", NULL, presses);
    }
    html_put(html, "</p>");
}

/* One card, with what one can do. */
static void
put_card(struct visit *visit, const struct view_signal *signal, const char *tag)
{
    struct html *html = &visit->html;
    char state[VIEW_TEXT_SIZE];
    signals_words(visit->lang, signal->state, signal->staff_name, state,
                  sizeof state);
    html_put(html, "<");
    html_put(html, tag);
    put_marks(visit, signal);
    html_put(html, ">");
    page_shape(html, shape_of(signal->state));
    /* Alone on its page, the card's heading follows the page's own. */
    bool alone = !text_equal(tag, "li");
    html_put(html, alone ? "<div><h2 class=\"place\" dir=\"auto\">"
                         : "<div><h3 class=\"place\" dir=\"auto\">");
    html_text(html, signals_place(visit->lang, signal));
    html_put(html, alone ? "</h2>" : "</h3>");
    html_element(html, "p", "state", state);
    put_who(visit, signal);
    put_facts(visit, signal);
    if (signals_open(signal->state)) {
        html_put(html, "<div class=\"acts\">");
        put_next(visit, signal);
        if (!alone) /* what closes it stands on the same page */
            put_close(visit, signal);
        html_put(html, "</div>");
        put_help(visit, signal);
    }
    html_put(html, "</div></");
    html_put(html, tag);
    html_put(html, ">");
}

void
signals_alone(struct visit *visit, const struct view_signal *signal)
{
    html_put(&visit->html, "<div class=\"signals\" id=\"alone\" data-live>");
    put_card(visit, signal, "div");
    html_put(&visit->html, "</div>");
}

static void
put_earlier(struct visit *visit, const struct view_signal *signal)
{
    struct html *html = &visit->html;
    char state[VIEW_TEXT_SIZE];
    signals_words(visit->lang, signal->state, "", state, sizeof state);
    html_put(html, "<li>");
    page_shape(html, shape_of(signal->state));
    put_since(visit, signal);
    html_element(html, "b", NULL, signals_place(visit->lang, signal));
    if (!text_empty(signal->about_name) && !visit->who.locked)
        html_element(html, "span", NULL, signal->about_name);
    html_element(html, "span", "state", state);
    html_put(html, "</li>");
}

void
signals_section(struct visit *visit, const struct view_signal *signals,
                int count)
{
    struct html *html = &visit->html;
    int open = signals_open_count(signals, count);
    html_put(html, "<section id=\"signals\" data-live><h2>");
    html_text(html, open == 0 ? word(visit->lang, "Inga signaler")
                              : word(visit->lang, "Signaler"));
    html_put(html, "</h2>");
    if (open > 0)
        html_put(html, "<ul class=\"signals\">");
    for (int i = 0; i < open; i++) /* open ones come first */
        put_card(visit, &signals[i], "li");
    if (open > 0)
        html_put(html, "</ul>");
    if (count > open) {
        html_put(html, "<details class=\"earlier\" data-key=\"earlier\">"
                       "<summary>");
        html_text(html, word(visit->lang, "Tidigare signaler"));
        html_put(html, "</summary><ul>");
        for (int i = open; i < count; i++)
            put_earlier(visit, &signals[i]);
        html_put(html, "</ul></details>");
    }
    html_put(html, "</section>");
}
