/* "Visa mina uppgifter": what is stored about somebody, in words, with
 * who looked; on the page and on paper. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_timeline.h"
#include "ui/staff/review/review.h"
#include "ui/staff/review/stored.h"
#include "ui/staff/when.h"

/* The page shows a month of days and the newest readers; the paper more than
 * a year, which is as long as days are kept where nobody chose otherwise. */
enum {
    PAGE_DAYS = 31,
    PAPER_DAYS = 400,
    PAGE_LOOKS = 60,
    PAPER_LOOKS = 1000,
    WAIT_MS = 25000
};

struct mine {
    struct subject subject;
    json_t *parts;
    struct timeline looks;
};

static bool
read_mine(struct visit *visit, struct mine *mine, int days, int looks)
{
    *mine = (struct mine){.looks.max = looks};
    if (!subject_of(visit, &mine->subject))
        return false;
    mine->looks.entries = calloc((size_t)looks, sizeof *mine->looks.entries);
    visit->room = mine->looks.entries; /* freed with the visit */
    mine->parts = stored_of(visit, &mine->subject, days);
    if (mine->looks.entries != NULL && mine->parts != NULL &&
        view_who_touched(visit->store, mine->subject.person.id, &mine->looks) ==
            RESULT_OK)
        return true;
    json_decref(mine->parts);
    visit_status(visit, 503);
    return false;
}

static const char *
promise(const char *lang)
{
    return word(lang, "Det här finns sparat om dig. Något som är fel rättas "
                      "med en ny anteckning.");
}

/* --- on the page --- */

static void
put_part(struct visit *visit, const json_t *part)
{
    struct html *html = &visit->html;
    const json_t *rows = json_object_get(part, "rows");
    html_element(html, "h2", NULL,
                 json_string_value(json_object_get(part, "title")));
    if (json_array_size(rows) == 0) {
        html_element(html, "p", "none", word(visit->lang, "Inget är sparat."));
        return;
    }
    html_put(html, "<dl class=\"stored\">");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        html_put(html, "<div>");
        html_element(html, "dt", NULL,
                     json_string_value(json_array_get(row, 0)));
        html_element(html, "dd", NULL,
                     json_string_value(json_array_get(row, 1)));
        html_put(html, "</div>");
    }
    html_put(html, "</dl>");
}

static void
put_looks(struct visit *visit, const struct timeline *looks)
{
    struct html *html = &visit->html;
    html_element(html, "h2", NULL,
                 word(visit->lang, "Vem har läst eller ändrat"));
    html_put(html, "<ul class=\"timeline\">");
    for (int i = 0; i < looks->count; i++) {
        char when[WHEN_SIZE];
        when_was(visit->lang, visit->now, looks->entries[i].at, when);
        html_put(html, "<li>");
        html_element(html, "span", "at", when);
        html_put(html, "<span>");
        html_element(html, "b", NULL, looks->entries[i].who);
        html_put(html, " ");
        html_text(html, review_kind_words(visit->lang, looks->entries[i].kind));
        html_put(html, "</span></li>");
    }
    html_put(html, "</ul>");
}

void
mine_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    struct mine mine;
    char path[VISIT_PATH_SIZE];
    if (!read_mine(visit, &mine, PAGE_DAYS, PAGE_LOOKS))
        return;
    shell_open(visit, &(struct shell){.title = word(lang, "Mina uppgifter"),
                                      .nav = NAV_REVIEW,
                                      .style = "review.css",
                                      .narrow = true});
    html_put(html, "<p class=\"lead whose\">");
    shell_picture(html, mine.subject.person.picture, 64,
                  mine.subject.person.symbol);
    html_element(html, "b", NULL, mine.subject.person.name);
    html_put(html, "</p>");
    html_element(html, "p", NULL, promise(lang));
    html_put(html, "<p class=\"ways\">");
    text_format(path, sizeof path, "/review/mine/%s/pdf",
                mine.subject.person.id);
    review_link(visit, path, word(lang, "Skriv ut allt"));
    html_put(html, "</p>");
    for (size_t i = 0; i < json_array_size(mine.parts); i++)
        put_part(visit, json_array_get(mine.parts, i));
    html_element(html, "p", "hint",
                 word(lang, "Här visas den senaste månadens dagar. Utskriften "
                            "har mer än ett år."));
    put_looks(visit, &mine.looks);
    json_decref(mine.parts);
    shell_close(visit);
}

/* --- on paper --- */

static json_t *
table_block(json_t *head, json_t *rows)
{
    return json_pack("{s:{s:o,s:o,s:s}}", "table", "head", head, "rows", rows,
                     "size", "small");
}

static void
add_part(struct visit *visit, json_t *content, const json_t *part)
{
    json_t *rows = json_object_get(part, "rows");
    json_array_append_new(
        content, json_pack("{s:O}", "heading", json_object_get(part, "title")));
    if (json_array_size(rows) == 0)
        json_array_append_new(
            content,
            json_pack("{s:s}", "text", word(visit->lang, "Inget är sparat.")));
    else
        json_array_append_new(
            content, table_block(json_pack("[s,s]", word(visit->lang, "Vad"),
                                           word(visit->lang, "Sparat")),
                                 json_incref(rows)));
}

static void
add_looks(struct visit *visit, json_t *content, const struct timeline *looks)
{
    const char *lang = visit->lang;
    json_t *rows = json_array();
    for (int i = 0; i < looks->count; i++) {
        char when[WHEN_SIZE];
        when_was(lang, visit->now, looks->entries[i].at, when);
        json_array_append_new(
            rows, json_pack("[s,s,s]", when, looks->entries[i].who,
                            review_kind_words(lang, looks->entries[i].kind)));
    }
    json_array_append_new(
        content,
        json_pack("{s:s}", "heading", word(lang, "Vem har läst eller ändrat")));
    json_array_append_new(
        content, table_block(json_pack("[s,s,s]", word(lang, "När"),
                                       word(lang, "Av"), word(lang, "Vad")),
                             rows));
}

static void
printed(struct visit *visit, int status, const unsigned char *bytes,
        size_t length)
{
    if (status != 0 || length == 0)
        visit_status(visit, 503);
    else
        visit_bytes(visit, "application/pdf", NULL, bytes, length);
}

static void
print(struct visit *visit, const struct mine *mine, json_t *content)
{
    char footer[2 * VIEW_NAME_SIZE];
    char day[WHEN_SIZE];
    when_today(visit->lang, visit->now, day);
    text_format(footer, sizeof footer, "%s · %s", visit->centre->name, day);
    json_t *document = json_pack(
        "{s:s,s:s,s:s,s:s,s:o}", "name", mine->subject.person.name, "lang",
        visit->lang, "footer", footer, "page",
        word(visit->lang, "Sida {page} av {pages}"), "content", content);
    char *text = document == NULL ? NULL : json_dumps(document, JSON_COMPACT);
    json_decref(document);
    if (text == NULL) {
        visit_status(visit, 503);
        return;
    }
    visit_spawn(visit, &(struct visit_job){.argv = {"troskel-paper", NULL},
                                           .bytes = text,
                                           .length = strlen(text),
                                           .wait_ms = WAIT_MS,
                                           .after = printed});
    free(text);
}

void
mine_pdf_draw(struct visit *visit)
{
    const char *lang = visit->lang;
    struct mine mine;
    if (!read_mine(visit, &mine, PAPER_DAYS, PAPER_LOOKS))
        return;
    json_t *content =
        json_pack("[{s:s},{s:s}]", "title", word(lang, "Mina uppgifter"),
                  "text", promise(lang));
    for (size_t i = 0; i < json_array_size(mine.parts); i++)
        add_part(visit, content, json_array_get(mine.parts, i));
    if (mine.looks.count > 0)
        add_looks(visit, content, &mine.looks);
    json_decref(mine.parts);
    print(visit, &mine, content);
}
