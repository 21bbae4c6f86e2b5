/* The picture library: searched, the centre's own, who made what. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/credits.h"
#include "ui/staff/people/people.h"
#include "ui/staff/team.h"

enum { HITS = 48, OWN_A_PAGE = 48, SETS_MAX = 40, NAME_CHARS = 40 };

static void
put_tile(struct visit *visit, const char *picture, const char *name)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    html_put(html, "<li>");
    if (view_picture_is_own(picture)) {
        text_format(path, sizeof path, "/pictures/about/%s.png", picture);
        html_put(html, "<a");
        html_attribute(html, "href", path);
        html_put(html, ">");
    }
    shell_picture(html, picture, 96, "");
    html_element(html, "span", NULL, name);
    html_put(html, view_picture_is_own(picture) ? "</a></li>" : "</li>");
}

static void
put_search(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "<form class=\"seek\" role=\"search\" action=\"/pictures\">"
                   "<input type=\"search\" name=\"q\" maxlength=\"60\" "
                   "autocomplete=\"off\"");
    html_attribute(html, "aria-label", word(visit->lang, "Sök en bild"));
    html_attribute(html, "placeholder", word(visit->lang, "Sök en bild"));
    html_attribute(html, "value", form_typed(&visit->query, "q"));
    html_put(html, ">");
    field_button(visit, word(visit->lang, "Sök"), "quiet");
    html_put(html, "</form>");
}

static void
put_found(struct visit *visit)
{
    struct html *html = &visit->html;
    const char *query = form_typed(&visit->query, "q");
    struct picker_hit *hits = calloc(HITS, sizeof *hits);
    int count = hits == NULL ? 0 : picker_find(visit, query, hits, HITS);
    html_put(html, "<ul class=\"tiles\">");
    for (int i = 0; i < count; i++)
        put_tile(visit, hits[i].id, hits[i].name);
    html_put(html, "</ul>");
    if (count == 0)
        html_element(html, "p", "empty",
                     word(visit->lang, "Ingen bild heter så. Pröva ett annat "
                                       "ord."));
    free(hits);
}

static void
put_page_link(struct visit *visit, long page, const char *words)
{
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/pictures?own=1&page=%ld", page);
    people_link(&visit->html, path, "way", words);
}

/* A page at a time: a house may have hundreds. */
static void
put_own(struct visit *visit)
{
    struct html *html = &visit->html;
    long page = 0;
    int count = 0;
    struct view_picture *own = calloc(OWN_A_PAGE + 1, sizeof *own);
    (void)form_number(&visit->query, "page", 0, 10000, &page);
    if (own != NULL &&
        view_pictures_own(visit->store, visit->lang, (int)page * OWN_A_PAGE,
                          own, OWN_A_PAGE + 1, &count) != RESULT_OK)
        count = 0;
    html_put(html, "<h2>");
    html_text(html, word(visit->lang, "Husets egna bilder"));
    html_put(html, "</h2><ul class=\"tiles\">");
    for (int i = 0; i < count && i < OWN_A_PAGE; i++)
        put_tile(visit, own[i].id, own[i].name);
    html_put(html, "</ul>");
    if (count == 0)
        html_element(html, "p", "empty", word(visit->lang, "Inga än."));
    html_put(html, "<p class=\"ways\">");
    if (page > 0)
        put_page_link(visit, page - 1, word(visit->lang, "Föregående"));
    if (count > OWN_A_PAGE)
        put_page_link(visit, page + 1, word(visit->lang, "Fler"));
    html_put(html, "</p>");
    free(own);
}

void
pictures_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Bilder"),
                                      .nav = NAV_MORE,
                                      .style = "people.css"});
    put_search(visit);
    html_put(html, "<p class=\"ways\">");
    people_link(html, "/pictures/new", "way", word(visit->lang, "Nytt foto"));
    people_link(html, "/voices", "way", word(visit->lang, "Röster"));
    if (visit_may(visit, ROLE_LEADER))
        people_link(html, "/import", "way",
                    word(visit->lang, "Läs in ett bildpaket"));
    people_link(html, "/pictures/credits", "way",
                word(visit->lang, "Vem som har gjort bilderna"));
    html_put(html, "</p>");
    if (form_typed(&visit->query, "q")[0] != '\0')
        put_found(visit);
    else
        put_own(visit);
    shell_close(visit);
}

/* --- one of the centre's own --- */

static void
put_facts(struct visit *visit, const struct view_picture *picture,
          const char *person)
{
    struct html *html = &visit->html;
    struct view_person whose;
    html_put(html, "<dl class=\"set\"><dt>");
    html_text(html, word(visit->lang, "Upphov"));
    html_put(html, "</dt>");
    html_element(html, "dd", NULL, picture->author);
    html_element(html, "dt", NULL, word(visit->lang, "Licens"));
    html_element(html, "dd", NULL,
                 text_equal(picture->licence, "own")
                     ? word(visit->lang, "husets egen")
                     : picture->licence);
    if (picture->pack[0] != '\0') {
        html_element(html, "dt", NULL, word(visit->lang, "Paket"));
        html_element(html, "dd", NULL, picture->pack);
    }
    if (person[0] != '\0' && view_person(visit->store, visit->boot_id, person,
                                         &whose) == RESULT_OK) {
        html_element(html, "dt", NULL, word(visit->lang, "På bilden"));
        html_element(html, "dd", NULL, whose.name);
    }
    html_put(html, "</dl>");
}

static void
put_editing(struct visit *visit, const struct view_picture *picture,
            int64_t seq)
{
    struct html *html = &visit->html;
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/pictures/about/%s.png", picture->id);
    field_form(visit, path);
    field_hidden_number(visit, "seen", seq);
    field_line(visit,
               &(struct field){.name = "name",
                               .label = word(visit->lang, "Vad bilden heter"),
                               .value = picture->name,
                               .most = NAME_CHARS,
                               .needed = true});
    field_line(visit,
               &(struct field){.name = "author",
                               .label = word(visit->lang, "Vem tog bilden"),
                               .value = picture->author,
                               .most = NAME_CHARS,
                               .needed = true});
    html_put(html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(html, "</div>");
    field_form_end(visit);
    text_format(path, sizeof path, "/pictures/remove/%s.png", picture->id);
    field_act(visit, path, word(visit->lang, "Ta bort bilden"), "quiet", NULL,
              NULL);
    html_element(html, "p", "hint",
                 word(visit->lang, "Där den står visas en tom plats eller "
                                   "personens symbol i stället."));
}

void
own_picture_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct view_picture picture;
    char person[UUID_SIZE] = "", seen[VIEW_PICTURE_SIZE];
    int64_t seq = 0;
    const char *id = visit->path.key;
    if (!view_picture_is_own(id) ||
        view_picture(visit->store, visit->lang, id, &picture) != RESULT_OK ||
        view_picture_whose(visit->store, id, person, &seq) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    shell_open(visit, &(struct shell){.title = picture.name,
                                      .nav = NAV_MORE,
                                      .style = "people.css",
                                      .narrow = true});
    text_copy(seen, sizeof seen, id);
    view_agreed(visit->store, seen);
    shell_picture(html, seen, 240, picture.name);
    if (!text_equal(seen, id))
        html_element(html, "p", "hint",
                     word(visit->lang, "Den som är på bilden har sagt nej till "
                                       "bilder. Fotot visas inte."));
    put_facts(visit, &picture, person);
    if (team_may(visit, person))
        put_editing(visit, &picture, seq);
    else
        html_element(html, "p", "hint",
                     word(visit->lang, "Det hör till en annan grupp än din."));
    shell_close(visit);
}

void
own_picture_post(struct visit *visit)
{
    char name[VIEW_NAME_SIZE], author[VIEW_NAME_SIZE];
    if (!visit_needed(visit, "name", NAME_CHARS, name, sizeof name) ||
        !visit_needed(visit, "author", NAME_CHARS, author, sizeof author))
        return;
    json_t *command = visit_command(visit, "picture_words");
    json_object_set_new(command, "picture", json_string(visit->path.key));
    json_object_set_new(command, "body",
                        json_pack("{s:{s:s},s:s}", "words", visit->lang, name,
                                  "author", author));
    text_copy(visit->then, sizeof visit->then, "/pictures?own=1&saved=1");
    visit_ask(visit, command, people_answered);
}

void
picture_remove_post(struct visit *visit)
{
    json_t *command = visit_command(visit, "picture_remove");
    json_object_set_new(command, "picture", json_string(visit->path.key));
    text_copy(visit->then, sizeof visit->then, "/pictures?own=1&saved=1");
    visit_ask(visit, command, people_answered);
}

/* --- who made what --- */

static void
put_credit(struct visit *visit, const char *set, const char *licence,
           const char *author, const char *source)
{
    struct html *html = &visit->html;
    html_put(html, "<li><span>");
    html_element(html, "b", NULL, set);
    html_put(html, "<span class=\"facts\">");
    html_element(html, "span", NULL, credits_author(author, visit->lang));
    html_element(html, "span", NULL,
                 text_equal(licence, "own")
                     ? word(visit->lang, "husets egen")
                     : credits_licence(licence, visit->lang));
    if (source[0] != '\0')
        html_element(html, "span", NULL, source);
    html_put(html, "</span></span></li>");
}

void
pictures_credits_draw(struct visit *visit)
{
    struct html *html = &visit->html;
    struct view_credit *own = calloc(SETS_MAX, sizeof *own);
    struct library_credit credit;
    static const char *const examples[] = {"1F98A", "own-staff"};
    int count = 0;
    visit->room = own;
    if (own == NULL || view_picture_credits(visit->store, own, SETS_MAX,
                                            &count) != RESULT_OK) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit,
               &(struct shell){
                   .title = word(visit->lang, "Vem som har gjort bilderna"),
                   .nav = NAV_MORE,
                   .style = "people.css",
                   .narrow = true});
    html_put(html, "<ul class=\"cards\">");
    for (size_t i = 0; visit->library != NULL && i < 2; i++)
        if (library_credit(visit->library, examples[i], &credit) == RESULT_OK)
            put_credit(visit, credit.set, credit.licence, credit.author,
                       credit.source);
    for (int i = 0; i < count; i++)
        put_credit(visit,
                   own[i].pack[0] == '\0'
                       ? word(visit->lang, "Husets egna bilder")
                       : own[i].pack,
                   own[i].licence, own[i].author, own[i].source);
    html_put(html, "</ul>");
    shell_close(visit);
}
