#include "ui/staff/page.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"

const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'";

/* Every state has its own outline, so that none is told by colour alone. */
static const char shapes[] =
    "<svg class=\"shapes\" aria-hidden=\"true\" width=\"0\" height=\"0\">"
    "<symbol id=\"shape-pressed\" viewBox=\"0 0 24 24\">"
    "<circle cx=\"12\" cy=\"12\" r=\"9.5\"/>"
    "<circle class=\"full\" cx=\"12\" cy=\"12\" r=\"4.5\"/></symbol>"
    "<symbol id=\"shape-delivered\" viewBox=\"0 0 24 24\">"
    "<path d=\"M2 12c5-8 15-8 20 0-5 8-15 8-20 0z\"/>"
    "<circle class=\"full\" cx=\"12\" cy=\"12\" r=\"3.5\"/></symbol>"
    "<symbol id=\"shape-acknowledged\" viewBox=\"0 0 24 24\">"
    "<path d=\"M2 12h18M13 5l7 7-7 7\"/></symbol>"
    "<symbol id=\"shape-with\" viewBox=\"0 0 24 24\">"
    "<circle class=\"full\" cx=\"7.5\" cy=\"7\" r=\"3\"/>"
    "<circle class=\"full\" cx=\"16.5\" cy=\"7\" r=\"3\"/>"
    "<path d=\"M2.5 21v-3a5 5 0 0 1 10 0v3m-1 0v-3a5 5 0 0 1 10 0v3\"/>"
    "</symbol>"
    "<symbol id=\"shape-closed\" viewBox=\"0 0 24 24\">"
    "<path d=\"M4 13l5 6L20 5\"/></symbol>"
    "<symbol id=\"shape-here\" viewBox=\"0 0 24 24\">"
    "<circle class=\"full\" cx=\"12\" cy=\"12\" r=\"8\"/></symbol>"
    "<symbol id=\"shape-away\" viewBox=\"0 0 24 24\">"
    "<circle cx=\"12\" cy=\"12\" r=\"8\"/></symbol>"
    "<symbol id=\"shape-home\" viewBox=\"0 0 24 24\">"
    "<path d=\"M3 12l9-8 9 8M6 10v10h12V10\"/></symbol>"
    "<symbol id=\"shape-unsure\" viewBox=\"0 0 24 24\">"
    "<path d=\"M12 3L22 20H2z\"/><path d=\"M12 9v5m0 2.5v.5\"/></symbol>"
    "<symbol id=\"shape-today\" viewBox=\"0 0 24 24\">"
    "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M12 7v5l3.5 2\"/></symbol>"
    "<symbol id=\"shape-plan\" viewBox=\"0 0 24 24\">"
    "<path d=\"M4 6h16v14H4zM4 11h16M8.5 3v4M15.5 3v4\"/></symbol>"
    "<symbol id=\"shape-people\" viewBox=\"0 0 24 24\">"
    "<circle cx=\"8\" cy=\"8\" r=\"3.5\"/><circle cx=\"17\" cy=\"9\" "
    "r=\"2.5\"/>"
    "<path d=\"M2 20c0-7 12-7 12 0M15.5 14.5c3.5-.5 6 1.5 6 5\"/></symbol>"
    "<symbol id=\"shape-review\" viewBox=\"0 0 24 24\">"
    "<path d=\"M4 20V4M4 20h16M8.5 16v-5M13 16V8M17.5 16v-3\"/></symbol>"
    "<symbol id=\"shape-more\" viewBox=\"0 0 24 24\">"
    "<path d=\"M4 7h16M4 12h16M4 17h16\"/></symbol>"
    "<symbol id=\"shape-me\" viewBox=\"0 0 24 24\">"
    "<circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4 21c0-9 16-9 16 "
    "0\"/></symbol>"
    "</svg>";

static void
put_file(struct html *html, const char *front, const char *name,
         const char *back)
{
    char path[64];
    text_format(path, sizeof path, "/file/%s", name);
    html_put(html, front);
    html_text(html, path);
    html_put(html, back);
}

static void
put_files(struct html *html, const struct page *page)
{
    html_put(html, "<link rel=\"icon\" href=\"/file/icon.svg\">");
    put_file(html, "<link rel=\"stylesheet\" href=\"", "style.css", "\">");
    if (page->style != NULL)
        put_file(html, "<link rel=\"stylesheet\" href=\"", page->style, "\">");
    if (page->csrf != NULL)
        put_file(html, "<script type=\"module\" src=\"", "live.mjs",
                 "\"></script>");
    if (page->script != NULL)
        put_file(html, "<script type=\"module\" src=\"", page->script,
                 "\"></script>");
    if (text_equal(page->fresh, "/now"))
        html_put(html, "<noscript><meta http-equiv=\"refresh\" content=\"10\">"
                       "</noscript>");
}

void
page_begin(struct html *html, const struct page *page)
{
    html_put(html, "<!doctype html>\n<html");
    html_attribute(html, "lang", page->lang);
    html_put(html, "><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" "
                   "content=\"width=device-width, initial-scale=1\">"
                   "<meta name=\"color-scheme\" content=\"light dark\">"
                   "<meta name=\"robots\" content=\"noindex\">");
    html_put(html, "<title>");
    html_text(html, page->title);
    html_put(html, "</title>");
    put_files(html, page);
    html_put(html, "</head><body");
    if (page->kind != NULL)
        html_attribute(html, "class", page->kind);
    if (page->csrf != NULL)
        html_attribute(html, "data-csrf", page->csrf);
    if (page->fresh != NULL)
        html_attribute(html, "data-fresh", page->fresh);
    html_put(html, ">");
    html_put(html, shapes);
}

void
page_end(struct html *html)
{
    html_put(html, "</body></html>\n");
}

void
page_shape(struct html *html, const char *name)
{
    html_put(html, "<svg class=\"shape\" aria-hidden=\"true\"><use");
    char href[32] = "#shape-";
    text_append(href, sizeof href, "%s", name);
    html_attribute(html, "href", href);
    html_put(html, "/></svg>");
}

static const char *
refusal_words(const char *lang, int status)
{
    switch (status) {
    case 401:
        return word(lang, "Du är utloggad. Logga in och gör om det sista.");
    case 404:
        return word(lang, "Den sidan finns inte.");
    case 403:
        return word(lang, "Det går inte härifrån.");
    case 413:
        return word(lang, "Det är för stort.");
    case 429:
        return word(lang, "Det är mycket just nu. Försök igen om en stund.");
    case 421:
        return word(lang, "Adressen hör inte till den här lådan.");
    case 503:
        return word(lang, "Sidan kan inte visas just nu.");
    default:
        return word(lang, "Det gick inte att förstå.");
    }
}

void
page_refusal(struct html *html, const char *lang, int status, const char *says)
{
    page_begin(html, &(struct page){.lang = lang, .title = "Tröskel"});
    html_put(html, "<main class=\"refusal\"><h1>");
    html_text(html, says != NULL ? says : refusal_words(lang, status));
    html_put(html, "</h1><p>");
    html_number(html, status);
    html_put(html, "</p><p><a href=\"/\">");
    html_text(html, word(lang, "Till första sidan"));
    html_put(html, "</a></p></main>");
    page_end(html);
}
