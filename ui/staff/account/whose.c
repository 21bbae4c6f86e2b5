#include "ui/staff/account/whose.h"

#include <string.h>

#include "firmware/base/words.h"
#include "firmware/store/licence.h"
#include "ui/staff/page.h"

/* An address is shown and not followed: the box stands in a closed net. */
static void
put_row(struct html *html, const char *lang, const struct credits_row *row)
{
    html_put(html, "<tr><th scope=\"row\">");
    html_element(html, "span", "set", row->what);
    html_put(html, " ");
    html_text(html, row->version);
    html_put(html, "</th><td>");
    html_text(html, row->author);
    if (row->source[0] != '\0') {
        html_put(html, "<br>");
        html_text(html, row->source);
    }
    html_put(html, "</td><td>");
    html_text(html, row->licence);
    if (!licence_may_be_sold(row->licence)) {
        html_put(html, "<br><strong>");
        html_text(html, word(lang, WORD("ej för vidaresäljning")));
        html_put(html, "</strong>");
    }
    html_put(html, "</td><td>");
    if (row->pictures > 0)
        html_number(html, row->pictures);
    html_put(html, "</td></tr>");
}

static void
put_heading(struct html *html, const char *text)
{
    html_put(html, "<th scope=\"col\">");
    html_text(html, text);
    html_put(html, "</th>");
}

void
whose_page(struct html *html, const char *lang, const struct credits *credits)
{
    const char *title = word(lang, WORD("Vems bilder och ord"));
    page_begin(html, &(struct page){.lang = lang, .title = title});
    html_put(html, "<main><h1>");
    html_text(html, title);
    html_put(html, "</h1><table><thead><tr>");
    put_heading(html, word(lang, WORD("Samling")));
    put_heading(html, word(lang, WORD("Av")));
    put_heading(html, word(lang, WORD("Licens")));
    put_heading(html, word(lang, WORD("Bilder")));
    html_put(html, "</tr></thead><tbody>");
    for (int i = 0; i < credits->count; i++)
        put_row(html, lang, &credits->rows[i]);
    html_put(html, "</tbody></table><p><a href=\"/\">");
    html_text(html, word(lang, WORD("Till första sidan")));
    html_put(html, "</a></p></main>");
    page_end(html);
}
