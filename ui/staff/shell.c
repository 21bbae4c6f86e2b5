#include "ui/staff/shell.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/page.h"
#include "ui/staff/today/signals.h"

static const struct {
    const char *path, *shape, *words;
    unsigned roles;
} ways[NAV_COUNT] = {
    [NAV_TODAY] = {"/", "today", WORD("I dag"), ROLES_CARE},
    [NAV_PLAN] = {"/plan", "plan", WORD("Planera"), ROLES_CARE},
    [NAV_PEOPLE] = {"/people", "people", WORD("Deltagare"), ROLES_CARE},
    [NAV_REVIEW] = {"/review", "review", WORD("Följa upp"),
                    ROLES_CARE | ROLE_PLANNER},
    [NAV_MORE] = {"/more", "more", WORD("Mer"), ROLES_ALL}};

void
shell_picture(struct html *html, const char *picture, int size, const char *alt)
{
    char path[VIEW_PICTURE_SIZE + 16];
    char pixels[16];
    if (text_empty(picture)) {
        html_put(html, "<span class=\"blank\"></span>");
        return;
    }
    text_format(path, sizeof path, "/picture/%s.png", picture);
    text_format(pixels, sizeof pixels, "%d", size);
    html_put(html, "<img");
    html_attribute(html, "width", pixels);
    html_attribute(html, "height", pixels);
    html_attribute(html, "alt", alt);
    html_attribute(html, "src", path);
    html_put(html, ">");
}

static void
put_band(struct html *html, const char *id, const char *kind, bool hidden,
         const char *says)
{
    html_put(html, "<div");
    html_attribute(html, "class", kind);
    if (id != NULL)
        html_attribute(html, "id", id);
    html_put(html, hidden ? " hidden>" : ">");
    page_shape(html, text_equal(kind, "band saved") ? "closed" : "unsure");
    html_put(html, "<p>");
    html_text(html, says);
    html_put(html, "</p></div>");
}

void
shell_band(struct html *html, const char *says)
{
    put_band(html, NULL, "band", false, says);
}

static void
put_way(struct visit *visit, enum nav way, enum nav current)
{
    struct html *html = &visit->html;
    html_put(html, "<a");
    html_attribute(html, "href", ways[way].path);
    html_put(html, way == current ? " aria-current=\"page\">" : ">");
    page_shape(html, ways[way].shape);
    html_put(html, "<span>");
    html_text(html, word(visit->lang, ways[way].words));
    html_put(html, "</span></a>");
}

static void
put_me(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "<details class=\"me\"><summary>");
    if (text_empty(visit->who.picture))
        page_shape(html, "me");
    else
        shell_picture(html, visit->who.picture, 28, "");
    html_put(html, "<span>");
    html_text(html, visit->who.name);
    html_put(html, "</span></summary><div><a href=\"/me\">");
    html_text(html, word(visit->lang, "Mitt konto"));
    html_put(html, "</a>");
    if (visit_may(visit, ROLES_CARE)) {
        html_put(html, "<a href=\"/me/sound\">");
        html_text(html, word(visit->lang, "Ljud vid signal"));
        html_put(html, "</a>");
    }
    field_act(visit, "/logout", word(visit->lang, "Logga ut"), "quiet", NULL,
              NULL);
    html_put(html, "</div></details>");
}

static void
put_head(struct visit *visit, const struct shell *shell)
{
    struct html *html = &visit->html;
    html_put(html, "<a class=\"skip\" href=\"#now\">");
    html_text(html, word(visit->lang, "Till innehållet"));
    html_put(html,
             "</a><header class=\"top\"><p class=\"centre\" dir=\"auto\">");
    html_text(html, text_empty(visit->centre->name) ? "Tröskel"
                                                    : visit->centre->name);
    html_put(html, "</p><nav");
    html_attribute(html, "aria-label", word(visit->lang, "Sidor"));
    html_put(html, ">");
    for (int way = NAV_TODAY; way < NAV_COUNT; way++)
        if (visit_may(visit, ways[way].roles))
            put_way(visit, (enum nav)way, shell->nav);
    html_put(html, "</nav><p id=\"link\" hidden");
    html_attribute(html, "data-live", word(visit->lang, "Direkt"));
    html_attribute(html, "data-wait", word(visit->lang, "Kopplar upp"));
    html_attribute(html, "data-lost", word(visit->lang, "Ingen kontakt"));
    html_put(html, "></p>");
    put_me(visit);
    html_put(html, "</header>");
}

/* What the page says of itself when it has lost its line or its login. */
static void
put_truth(struct visit *visit)
{
    struct html *html = &visit->html;
    put_band(html, "lost", "band", true,
             word(visit->lang,
                  "Sidan har ingen kontakt med lådan. Det som står "
                  "här kan ha ändrats."));
    html_put(html, "<div class=\"band\" id=\"gone\" hidden>");
    page_shape(html, "unsure");
    html_put(html, "<p>");
    html_text(html, word(visit->lang, "Du är utloggad. Signaler kommer inte "
                                      "fram hit."));
    html_put(html, " <a href=\"/login\">");
    html_text(html, word(visit->lang, "Logga in"));
    html_put(html, "</a></p></div>");
    html_put(html, "<p id=\"say\" class=\"unseen\" aria-live=\"assertive\"");
    html_attribute(html, "data-new", word(visit->lang, "Ny signal"));
    html_put(html, "></p>");
}

void
shell_strip(struct visit *visit, const char *but)
{
    struct html *html = &visit->html;
    struct view_signal *signals = NULL;
    int count = 0;
    html_put(html, "<aside id=\"strip\" data-live");
    html_attribute(html, "aria-label", word(visit->lang, "Signaler"));
    html_put(html, ">");
    if (visit_may(visit, ROLES_CARE))
        signals_faults(visit);
    if (visit_may(visit, ROLES_CARE) &&
        signals_read(visit, false, &signals, &count)) {
        for (int i = 0; i < count; i++)
            if (!text_equal(signals[i].id, but))
                signals_strip(visit, &signals[i]);
    }
    html_put(html, "</aside>");
    signals_free(signals);
}

void
shell_open(struct visit *visit, const struct shell *shell)
{
    struct html *html = &visit->html;
    bool live = visit_may(visit, ROLES_CARE) && !shell->paper;
    bool today = shell->nav == NAV_TODAY && shell->bare;
    char fresh[sizeof "/strip?on=" + UUID_SIZE] = "/strip";
    if (shell->signal != NULL)
        text_format(fresh, sizeof fresh, "/strip?on=%s", shell->signal);
    struct page page = {.lang = visit->lang,
                        .title = shell->title,
                        .style = shell->style,
                        .script = shell->script,
                        .csrf = live ? visit->who.csrf : NULL,
                        .fresh = !live   ? NULL
                                 : today ? "/now"
                                         : fresh,
                        .kind = shell->paper    ? "paper"
                                : shell->narrow ? "narrow"
                                                : NULL};
    page_begin(html, &page);
    if (!shell->paper) {
        put_head(visit, shell);
        put_truth(visit);
    }
    if (live && !today)
        shell_strip(visit, shell->signal);
    html_put(html, "<main id=\"now\"");
    html_attribute(html, "data-title", shell->title);
    html_put(html, ">");
    if (!shell->bare)
        html_element(html, "h1", NULL, shell->title);
    if (visit->problem.why[0] != '\0')
        put_band(html, NULL, "band wrong-band", false, visit->problem.says);
    else if (form_has(&visit->query, "saved", "1"))
        put_band(html, NULL, "band saved", false, word(visit->lang, "Sparat."));
}

void
shell_close(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "</main><footer><p>");
    html_text(html, word(visit->lang, "Tröskel. Knappen ger besked inne i "
                                      "huset; den är inget larm."));
    html_put(html, "</p></footer>");
    page_end(html);
}

void
shell_wide(struct visit *visit, const char *name)
{
    html_put(&visit->html,
             "<div class=\"wide\" role=\"region\" tabindex=\"0\"");
    html_attribute(&visit->html, "aria-label", name);
    html_put(&visit->html, "><table>");
}

void
shell_wide_end(struct visit *visit)
{
    html_put(&visit->html, "</tbody></table></div>");
}
