/* The box: where its pages are and how a device learns to trust them. */
#include <string.h>

#include "firmware/access/address.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/account/account.h"
#include "ui/staff/shell.h"

static void
put_row(struct visit *visit, const char *name, const char *value)
{
    html_put(&visit->html, "<tr><th scope=\"row\">");
    html_text(&visit->html, name);
    html_put(&visit->html, "</th><td class=\"long\">");
    html_text(&visit->html, value);
    html_put(&visit->html, "</td></tr>");
}

void
box_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    struct address_card card;
    bool known = address_read(visit->folder, &card) == RESULT_OK;
    shell_open(visit, &(struct shell){.title = word(lang, "Lådan"),
                                      .nav = NAV_MORE,
                                      .narrow = true});
    html_put(html, "<table><tbody>");
    put_row(visit, word(lang, "Minnet"),
            visit->core_answers ? word(lang, "Allt sparas.")
                                : word(lang, "Inget sparas just nu."));
    put_row(visit, word(lang, "Klockan"),
            visit->now.quality == CLOCK_UNSURE
                ? word(lang, "Klockan är osäker.")
                : word(lang, "Klockan går rätt."));
    for (int i = 0; known && i < card.url_count; i++)
        put_row(visit, word(lang, "Adress"), card.urls[i]);
    if (known) {
        put_row(visit, word(lang, "Certifikatets fingeravtryck (SHA-256)"),
                card.certificate);
        put_row(visit, word(lang, "Nyckelns fingeravtryck (SHA-256)"),
                card.key);
    }
    html_put(html, "</tbody></table>");
    if (known && !card.own) {
        html_element(html, "h2", NULL, word(lang, "Telefoner och datorer"));
        html_element(html, "p", "hint",
                     word(lang, "Filen läggs in en gång på varje enhet. Den "
                                "gäller bara lådor i huset."));
        html_put(html, "<p class=\"acts\"><a class=\"button\" "
                       "href=\"/box/authority\">");
        html_text(html, word(lang, "Hämta lådans certifikat"));
        html_put(html, "</a></p>");
    }
    shell_close(visit);
}

/* No secret: what a device trusts. Also for whoever has no login yet. */
void
box_authority_draw(struct visit *visit)
{
    char pem[ADDRESS_PEM_SIZE];
    if (address_authority(visit->folder, pem) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    visit_bytes(visit, "application/x-x509-ca-cert", "troskel.crt", pem,
                strlen(pem));
}
