/* The ways of the room, and its routes. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/review/review.h"
#include "ui/staff/team.h"

static void
put_way(struct visit *visit, const char *path, const char *words,
        const char *hint)
{
    struct html *html = &visit->html;
    html_put(html, "<li><a");
    html_attribute(html, "href", path);
    html_put(html, "><span>");
    html_element(html, "b", NULL, words);
    html_put(html, "<br>");
    html_element(html, "span", "hint", hint);
    html_put(html, "</span></a></li>");
}

static void
put_people(struct visit *visit)
{
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    visit->room = people;
    if (people == NULL || view_people(visit->store, visit->boot_id, people,
                                      VIEW_PEOPLE_MAX, &count) != RESULT_OK)
        return;
    html_element(&visit->html, "h2", NULL,
                 word(visit->lang, "En persons dagar"));
    team_ways(visit);
    team_keep(visit, TEAM_FIRST, people, &count);
    html_put(&visit->html, "<ul class=\"list\">");
    for (int i = 0; i < count; i++) {
        char path[VISIT_PATH_SIZE];
        text_format(path, sizeof path, "/review/person/%s", people[i].id);
        html_put(&visit->html, "<li><a");
        html_attribute(&visit->html, "href", path);
        html_put(&visit->html, ">");
        shell_picture(&visit->html, people[i].picture, 40, "");
        html_element(&visit->html, "b", NULL, people[i].name);
        html_put(&visit->html, "</a></li>");
    }
    html_put(&visit->html, "</ul>");
}

void
review_draw(struct visit *visit)
{
    char path[VISIT_PATH_SIZE];
    char date[CIVIL_DATE_SIZE];
    const char *lang = visit->lang;
    int32_t month = review_month_before(visit->today, 0);
    shell_open(visit, &(struct shell){.title = word(lang, "Se tillbaka"),
                                      .nav = NAV_REVIEW,
                                      .style = "review.css",
                                      .narrow = true});
    html_put(&visit->html, "<ul class=\"list\">");
    civil_format_date(month, date);
    text_format(path, sizeof path, "/review/month/%.7s", date);
    put_way(visit, path, word(lang, "Månaden"),
            word(lang, "Tid som fungerade, och vad signaler har gemensamt"));
    if (visit_may(visit, ROLES_CARE)) {
        civil_format_date(review_month_before(month, 1), date);
        text_format(path, sizeof path, "/review/sheets/%.7s", date);
        put_way(visit, path, word(lang, "Närvaro att bekräfta"),
                word(lang, "Ett blad per person och månad"));
        put_way(
            visit, "/review/journal", word(lang, "Till journalen"),
            word(lang, "Anteckningar att föra över, och det som är överfört"));
    }
    if (visit_may(visit, ROLE_LEADER))
        put_way(visit, "/review/retention", word(lang, "Hur länge det sparas"),
                word(lang, "Tider, undantag och gallring"));
    html_put(&visit->html, "</ul>");
    if (visit_may(visit, ROLES_CARE))
        put_people(visit);
    shell_close(visit);
}

#define GET(where, who, what)                                                  \
    {                                                                          \
        .path = (where), .roles = (who), .draw = (what)                        \
    }
#define ABOUT(where, who, what)                                                \
    {                                                                          \
        .path = (where), .roles = (who), .flags = ROUTE_PERSON, .draw = (what) \
    }
#define POST(where, who, of, again, what)                                      \
    {                                                                          \
        .path = (where), .method = METHOD_POST, .roles = (who), .flags = (of), \
        .draw = (again), .post = (what)                                        \
    }

const struct route review_routes[] = {
    GET("/review", ROLES_CARE | ROLE_PLANNER, review_draw),
    GET("/review/month/:month", ROLES_CARE | ROLE_PLANNER, month_draw),
    ABOUT("/review/person/:id", ROLES_CARE, days_draw),
    ABOUT("/review/mine/:id", ROLES_CARE, mine_draw),
    ABOUT("/review/mine/:id/pdf", ROLES_CARE, mine_pdf_draw),
    GET("/review/sheets/:month", ROLES_CARE, sheets_draw),
    ABOUT("/review/sheet/:id/:month", ROLES_CARE, sheet_draw),
    POST("/review/sheet/:id/:month/note", ROLES_CARE, ROUTE_PERSON, sheet_draw,
         sheet_note_post),
    POST("/review/sheet/:id/:month/confirm", ROLES_CARE, ROUTE_PERSON,
         sheet_draw, sheet_confirm_post),
    ABOUT("/review/agreed/:id", ROLES_CARE, agreed_draw),
    POST("/review/agreed/:id", ROLES_CARE, ROUTE_PERSON, agreed_draw,
         agreed_post),
    GET("/review/rules", ROLE_LEADER, rules_draw),
    POST("/review/rules", ROLE_LEADER, 0, rules_draw, rules_post),
    GET("/review/journal", ROLES_CARE, journal_draw),
    POST("/review/journal", ROLES_CARE, 0, journal_draw, journal_post),
    POST("/review/journal/:id/transferred", ROLES_CARE, 0, journal_draw,
         transferred_post),
    GET("/review/retention", ROLE_LEADER, retention_draw),
    POST("/review/retention", ROLE_LEADER, 0, retention_draw, retention_post),
    POST("/review/retention/purge", ROLE_LEADER, 0, retention_draw, purge_post),
    POST("/review/retention/hold", ROLE_LEADER, 0, retention_draw, hold_post),
    POST("/review/retention/lift/:id", ROLE_LEADER, 0, retention_draw,
         hold_lift_post),
    ABOUT("/review/erase/:id", ROLE_LEADER, erase_draw),
    POST("/review/erase/:id", ROLE_LEADER, ROUTE_PERSON, erase_draw,
         erase_post),
    POST("/review/erase/:id/file", ROLE_LEADER, ROUTE_PERSON, erase_draw,
         handover_post),
    POST("/review/erase/:id/handed", ROLE_LEADER, ROUTE_PERSON, erase_draw,
         handed_post),
    POST("/review/out", ROLES_CARE | ROLE_PLANNER, 0, out_draw, out_post),
    {.path = NULL}};
