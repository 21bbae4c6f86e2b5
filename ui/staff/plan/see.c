/* The screen as the person sees it, drawn by the kiosk's own code in a program
 * of its own (troskel-kiosk --draw): nothing counts as seen. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/plan/plan.h"

enum { WAIT_MS = 8000 };

static const struct {
    const char *name, *words;
} screens[] = {{"home", WORD("Nu och sen")},
               {"day", WORD("Min dag")},
               {"strategies", WORD("Det som hjälper")}};

static const struct {
    const char *name, *size, *words;
} sizes[] = {{"large", "1280x800", WORD("10 tum")},
             {"small", "800x480", WORD("7 tum")},
             {"tall", "720x1280", WORD("7 tum, stående")}};

enum {
    SCREENS = sizeof screens / sizeof screens[0],
    SIZES = sizeof sizes / sizeof sizes[0]
};

static int
chosen_screen(const struct visit *visit)
{
    for (int i = 0; i < SCREENS; i++)
        if (form_has(&visit->query, "screen", screens[i].name))
            return i;
    return 0;
}

static int
chosen_size(const struct visit *visit)
{
    for (int i = 0; i < SIZES; i++)
        if (form_has(&visit->query, "size", sizes[i].name))
            return i;
    return 0;
}

/* The time asked for; else now, or the morning of another day. */
static void
chosen_time(const struct visit *visit, char out[CIVIL_TIME_SIZE])
{
    int minute = visit->path.date == visit->today
                     ? civil_from_utc(visit->now.utc_ms).minute
                     : 9 * 60;
    const char *typed = form_text(&visit->query, "at");
    if (!text_empty(typed) &&
        (civil_parse_time(typed, &minute) != RESULT_OK || minute >= 24 * 60))
        minute = 9 * 60;
    civil_format_time(minute, out);
}

static void
put_choices(struct visit *visit, const char *time)
{
    struct choice of_screens[SCREENS];
    struct choice of_sizes[SIZES];
    for (int i = 0; i < SCREENS; i++)
        of_screens[i] =
            (struct choice){.value = screens[i].name,
                            .words = word(visit->lang, screens[i].words)};
    for (int i = 0; i < SIZES; i++)
        of_sizes[i] = (struct choice){
            .value = sizes[i].name, .words = word(visit->lang, sizes[i].words)};
    html_put(&visit->html, "<form method=\"get\" class=\"row\">");
    field_select(visit,
                 &(struct field){.name = "screen",
                                 .label = word(visit->lang, "Sida"),
                                 .value = screens[chosen_screen(visit)].name},
                 of_screens, SCREENS);
    field_select(visit,
                 &(struct field){.name = "size",
                                 .label = word(visit->lang, "Skärm"),
                                 .value = sizes[chosen_size(visit)].name},
                 of_sizes, SIZES);
    field_line(visit, &(struct field){.name = "at",
                                      .label = word(visit->lang, "Klockan"),
                                      .value = time,
                                      .type = "time"});
    field_button(visit, word(visit->lang, "Visa"), "main");
    html_put(&visit->html, "</form>");
}

void
plan_see_draw(struct visit *visit)
{
    struct plan_of of;
    char date[CIVIL_DATE_SIZE];
    char time[CIVIL_TIME_SIZE];
    char title[VIEW_NAME_SIZE + PLAN_DAY_SIZE + 8];
    char words[PLAN_DAY_SIZE];
    char path[VISIT_PATH_SIZE];
    struct html *html = &visit->html;
    if (!plan_of_visit(visit, &of))
        return;
    civil_format_date(visit->path.date, date);
    chosen_time(visit, time);
    plan_day_words(visit->lang, visit->path.date, words);
    text_format(title, sizeof title, "%s, %s", of.name, words);
    shell_open(
        visit,
        &(struct shell){.title = title, .nav = NAV_PLAN, .style = "plan.css"});
    plan_ways(visit, &of, "see", visit->path.date, 0);
    put_choices(visit, time);
    text_format(path, sizeof path, "%s/seen/%s?screen=%s&size=%s&at=%s",
                of.base, date, screens[chosen_screen(visit)].name,
                sizes[chosen_size(visit)].name, time);
    html_put(html, "<p class=\"screen\"><img");
    html_attribute(html, "src", path);
    html_attribute(html, "alt",
                   word(visit->lang, "Så ser dagen ut på skärmen"));
    html_put(html, "></p><p class=\"hint\">");
    html_text(html, word(visit->lang, "Ritad av skärmens eget program. Inget "
                                      "räknas som sett."));
    html_put(html, "</p>");
    shell_close(visit);
}

static void
drawn(struct visit *visit, int status, const unsigned char *bytes,
      size_t length)
{
    if (status == 0 && length > 0)
        visit_bytes(visit, "image/png", NULL, bytes, length);
    else
        visit_status(visit, status == 2 ? 404 : 503);
}

void
plan_see_picture_draw(struct visit *visit)
{
    struct plan_of of;
    char date[CIVIL_DATE_SIZE];
    char time[CIVIL_TIME_SIZE];
    char at[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE];
    if (!plan_of_visit(visit, &of))
        return;
    civil_format_date(visit->path.date, date);
    chosen_time(visit, time);
    text_format(at, sizeof at, "%sT%s", date, time);
    struct visit_job job = {
        .argv = {"troskel-kiosk", "--dir", visit->folder->path, "--draw",
                 screens[chosen_screen(visit)].name, "--person", of.whom.id,
                 "--at", at, "--size", sizes[chosen_size(visit)].size, NULL},
        .wait_ms = WAIT_MS,
        .after = drawn};
    visit_spawn(visit, &job);
}
