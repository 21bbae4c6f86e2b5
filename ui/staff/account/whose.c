#include "ui/staff/account/whose.h"

#include "firmware/base/words.h"
#include "firmware/store/licence.h"
#include "ui/staff/page.h"

static void
put_line(struct html *html, const char *text)
{
    if (text[0] == '\0')
        return;
    html_put(html, "<br>");
    html_text(html, text);
}

/* An address is shown and not followed: the box stands in a closed net. A list,
 * because a table of addresses is wider than a telephone. */
static void
put_row(struct html *html, const char *lang, const struct credits_row *row)
{
    html_put(html, "<li><p class=\"long\"><b><span class=\"set\">");
    html_text(html, row->what);
    html_put(html, "</span> ");
    html_text(html, row->version);
    html_put(html, "</b>");
    put_line(html, credits_author(row->author, lang));
    put_line(html, row->source);
    put_line(html, credits_licence(row->licence, lang));
    if (!licence_may_be_sold(row->licence)) {
        html_put(html, " <strong>");
        html_text(html, word(lang, WORD("ej för vidaresäljning")));
        html_put(html, "</strong>");
    }
    if (row->pictures > 0) {
        html_put(html, "<br>");
        html_text(html, word(lang, WORD("Bilder")));
        html_put(html, ": ");
        html_number(html, row->pictures);
    }
    html_put(html, "</p></li>");
}

void
whose_page(struct html *html, const char *lang, const struct credits *credits)
{
    const char *title = word(lang, WORD("Vems bilder och ord"));
    page_begin(html, &(struct page){.lang = lang, .title = title});
    html_put(html, "<main><h1>");
    html_text(html, title);
    html_put(html, "</h1><ul class=\"list\">");
    for (int i = 0; i < credits->count; i++)
        put_row(html, lang, &credits->rows[i]);
    html_put(html, "</ul><p><a href=\"/\">");
    html_text(html, word(lang, WORD("Till första sidan")));
    html_put(html, "</a></p></main>");
    page_end(html);
}
