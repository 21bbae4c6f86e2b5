/* A day out of a typed list: one thing a line, each with the picture that its
 * words name. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/lines.h"
#include "ui/staff/plan/plan.h"

static void
picture_of(struct visit *visit, const char *title, char out[VIEW_PICTURE_SIZE])
{
    struct library_hit hit;
    out[0] = '\0';
    if (view_picture_named(visit->store, visit->lang, title, out) == RESULT_OK)
        return;
    out[0] = '\0';
    if (visit->library != NULL &&
        library_match(visit->library, visit->lang, title, &hit) == RESULT_OK)
        text_copy(out, VIEW_PICTURE_SIZE, hit.id);
}

static void
put_line(struct visit *visit, const struct plan_line *line)
{
    struct html *html = &visit->html;
    char picture[VIEW_PICTURE_SIZE];
    char time[40];
    struct view_item when = {.start = line->start, .end = line->end};
    picture_of(visit, line->title, picture);
    plan_time_words(visit->lang, &when, time, sizeof time);
    html_put(html, "<li class=\"thing\">");
    if (picture[0] != '\0')
        shell_picture(html, picture, 56, "");
    else
        html_put(html, "<span class=\"blank\"></span>");
    html_put(html, "<div class=\"words\">");
    if (time[0] != '\0')
        html_element(html, "span", "time", time);
    html_element(html, "b", NULL, line->title);
    if (text_length(line->title) > 40)
        html_element(html, "p", "wrong",
                     word(visit->lang, "Ett namn, högst 40 tecken."));
    html_put(html, "</div></li>");
}

static void
put_preview(struct visit *visit, const char *text)
{
    struct plan_line lines[LINES_MAX];
    int left_out = 0;
    int count = lines_read(text, lines, LINES_MAX, &left_out);
    if (count == 0)
        return;
    html_put(&visit->html, "<h2>");
    html_text(&visit->html, word(visit->lang, "Så här blir det"));
    html_put(&visit->html, "</h2><ol class=\"things\">");
    for (int i = 0; i < count; i++)
        put_line(visit, &lines[i]);
    html_put(&visit->html, "</ol>");
    if (left_out > 0) {
        char says[120];
        text_format(says, sizeof says,
                    word(visit->lang, "%d rader får inte plats på en dag."),
                    left_out);
        html_element(&visit->html, "p", "wrong", says);
    }
}

void
plan_list_draw(struct visit *visit)
{
    struct plan_of of;
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE + 8];
    char words[PLAN_DAY_SIZE];
    const char *lang = visit->lang;
    if (!plan_of_visit(visit, &of))
        return;
    plan_day_words(lang, visit->path.date, words);
    text_format(title, sizeof title, "%s, %s", of.name, words);
    shell_open(visit, &(struct shell){.title = title,
                                      .nav = NAV_PLAN,
                                      .style = "plan.css",
                                      .script = "plan.mjs",
                                      .narrow = true});
    field_form(visit, visit->at);
    field_lines(visit,
                &(struct field){
                    .name = "lines",
                    .label = word(lang, "En sak på varje rad"),
                    .hint = word(lang, "Tiden först, om den finns: 9.00–10.15 "
                                       "Måla. Bilderna kommer av sig själva."),
                },
                10);
    html_put(&visit->html, "<p class=\"acts\">");
    field_button_as(visit, word(lang, "Visa"), "quiet", "show", "1");
    field_button_as(visit, word(lang, "Lägg ut"), "main", "lay", "1");
    html_put(&visit->html, "</p>");
    put_preview(visit, form_text(&visit->form, "lines"));
    field_form_end(visit);
    shell_close(visit);
}

static json_t *
entry_of(struct visit *visit, const struct plan_line *line)
{
    char picture[VIEW_PICTURE_SIZE];
    char time[CIVIL_TIME_SIZE];
    json_t *body = json_pack("{s:s}", "title", line->title);
    picture_of(visit, line->title, picture);
    if (picture[0] != '\0')
        json_object_set_new(body, "picture", json_string(picture));
    if (line->start >= 0) {
        civil_format_time(line->start, time);
        json_object_set_new(body, "start", json_string(time));
    }
    if (line->end >= 0) {
        civil_format_time(line->end, time);
        json_object_set_new(body, "end", json_string(time));
    }
    return json_pack("{s:i,s:o}", "day", 0, "body", body);
}

static void
answered(struct visit *visit, const json_t *answer)
{
    const char *laying = json_string_value(json_object_get(answer, "laying"));
    if (laying != NULL && json_is_true(json_object_get(answer, "ok")))
        text_append(visit->then, sizeof visit->then, "?laid=%s", laying);
    plan_answered(visit, answer);
    if (text_equal(visit->problem.why, "invalid"))
        text_copy(visit->problem.where, sizeof visit->problem.where, "lines");
}

void
plan_list_post(struct visit *visit)
{
    struct plan_of of;
    struct plan_line lines[LINES_MAX];
    char date[CIVIL_DATE_SIZE];
    int left_out = 0;
    if (!plan_of_visit(visit, &of) || form_has(&visit->form, "show", "1"))
        return;
    int count = lines_read(form_typed(&visit->form, "lines"), lines, LINES_MAX,
                           &left_out);
    if (count == 0 || left_out > 0) {
        visit_wrong(visit, "lines",
                    word(visit->lang, "En till tjugofyra rader."));
        return;
    }
    json_t *bodies = json_array();
    for (int i = 0; i < count; i++)
        json_array_append_new(bodies, entry_of(visit, &lines[i]));
    civil_format_date(visit->path.date, date);
    json_t *command = visit_command(visit, "lay");
    json_object_set_new(command, "bodies", bodies);
    json_object_set_new(command, "days", json_pack("[s]", date));
    json_object_set_new(command, "to",
                        json_pack("[o]", plan_audience(&of.whom)));
    plan_day_path(&of, visit->path.date, visit->then, sizeof visit->then);
    visit_ask(visit, command, answered);
}
