/* The report of a file that was read in or tried: the command line's own
 * words. */
#include "ui/staff/people/import.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { LINES_MAX = 200 };

static void
put_line(struct visit *visit, const json_t *line)
{
    struct html *html = &visit->html;
    char where[160] = "";
    const char *place = json_string_value(json_object_get(line, "place"));
    json_int_t at = json_integer_value(json_object_get(line, "line"));
    if (at > 0)
        text_format(where, sizeof where, word(visit->lang, "Rad %d"), (int)at);
    if (!text_empty(place))
        text_append(where, sizeof where, "%s%s", where[0] != '\0' ? ", " : "",
                    place);
    html_put(html, "<li");
    html_attribute(html, "data-severity",
                   json_string_value(json_object_get(line, "severity")));
    html_put(html, ">");
    if (where[0] != '\0')
        html_element(html, "span", "at", where);
    html_element(html, "span", NULL,
                 json_string_value(json_object_get(line, "says")));
    html_put(html, "</li>");
}

/* The lines of one sort below their title, at most `max`; how many. */
static int
put_sort(struct visit *visit, const json_t *report, const char *severity,
         const char *title, int max)
{
    struct html *html = &visit->html;
    size_t at;
    json_t *line;
    int shown = 0;
    json_array_foreach(json_object_get(report, "lines"), at, line)
    {
        if (shown >= max ||
            !text_equal(json_string_value(json_object_get(line, "severity")),
                        severity))
            continue;
        if (shown == 0) {
            html_element(html, "h2", NULL, word(visit->lang, title));
            html_put(html, "<ul class=\"report\">");
        }
        put_line(visit, line);
        shown++;
    }
    if (shown > 0)
        html_put(html, "</ul>");
    return shown;
}

/* What stands in the way first, then what somebody may want to look at. */
static void
put_lines(struct visit *visit, const json_t *report)
{
    static const struct {
        const char *severity, *title;
    } parts[] = {{"refused", WORD("Det här står i vägen")},
                 {"warning", WORD("Värt att se på")},
                 {"matched", WORD("Hittade bilder")},
                 {"info", WORD("Övrigt")}};
    int shown = 0;
    for (int i = 0; i < 4; i++)
        shown += put_sort(visit, report, parts[i].severity, parts[i].title,
                          LINES_MAX - shown);
}

static void
put_confirm(struct visit *visit, const struct import_order *order)
{
    field_form(visit, "/import");
    field_hidden(visit, "id", order->id);
    field_hidden(visit, "sort", order->sort);
    field_hidden(visit, "file", order->name);
    field_hidden(visit, "whose", order->whose);
    field_hidden(visit, "set", order->set);
    field_hidden(visit, "licence", order->licence);
    field_hidden(visit, "author", order->author);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Läs in"), "main");
    field_button_as(visit, word(visit->lang, "Låt bli"), "quiet", "act",
                    "leave");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
}

void
import_outcome(struct visit *visit, const struct import_order *order,
               const json_t *told)
{
    char says[200];
    json_int_t saved = json_integer_value(json_object_get(told, "saved"));
    unsigned long n = saved > 1 ? (unsigned long)saved - 1 : 0;
    bool ok = json_is_true(json_object_get(told, "ok"));
    if (!ok)
        text_copy(says, sizeof says,
                  word(visit->lang, "Filen är inte inläst. Inget är ändrat."));
    else if (n == 0)
        text_copy(says, sizeof says, word(visit->lang, "Allt stod så redan."));
    else if (order->trial)
        text_format(says, sizeof says,
                    word_plural(visit->lang, "%lu ändring. Inget är sparat än.",
                                "%lu ändringar. Inget är sparat än.", n),
                    n);
    else
        text_format(says, sizeof says,
                    word_plural(visit->lang, "%lu ändring sparad.",
                                "%lu ändringar sparade.", n),
                    n);
    shell_band(&visit->html, says);
    if (ok && order->trial && n > 0)
        put_confirm(visit, order);
    put_lines(visit, json_object_get(told, "report"));
    if (ok && order->trial && n > 0 &&
        json_array_size(
            json_object_get(json_object_get(told, "report"), "lines")) > 20)
        put_confirm(visit, order);
}
