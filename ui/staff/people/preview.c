/* The person's screen as it would be with what stands in the form, drawn by
 * the kiosk's own code. Nothing of it counts as seen. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"
#include "ui/staff/people/settings.h"

enum { WAIT_MS = 8000, OPENS = 8 * 60, CLOSES = 16 * 60 };

/* Now, or the first hour of the day while the house is closed. */
static void
time_of(const struct visit *visit, char out[32])
{
    char date[CIVIL_DATE_SIZE], clock[CIVIL_TIME_SIZE];
    int opens = visit->centre->opens < 0 ? OPENS : visit->centre->opens;
    int closes = visit->centre->closes < 0 ? CLOSES : visit->centre->closes;
    int minute = civil_from_utc(visit->now.utc_ms).minute;
    if (minute < opens || minute >= closes)
        minute = opens + 60;
    civil_format_date(visit->today, date);
    civil_format_time(minute % 1440, clock);
    text_format(out, 32, "%sT%s", date, clock);
}

/* What the form says of the screen; only what is of the lists. */
static char *
settings_to_try(const struct visit *visit)
{
    json_t *as = json_object();
    for (int i = 0; i < settings_count; i++) {
        const struct setting *setting = &settings[i];
        const char *typed = form_text(&visit->query, setting->name);
        if (setting->reach && !text_equal(setting->name, "theme") &&
            !text_equal(setting->name, "left") &&
            !text_equal(setting->name, "low"))
            continue;
        for (int c = 0; typed != NULL && setting->choices[c][0] != NULL; c++)
            if (text_equal(setting->choices[c][0], typed))
                json_object_set_new(as, setting->name,
                                    setting_json(setting, typed));
    }
    char *text = json_dumps(as, JSON_COMPACT);
    json_decref(as);
    return text;
}

static void
take_frame(struct visit *visit, int status, const unsigned char *bytes,
           size_t length)
{
    if (status == 0 && length > 0)
        visit_bytes(visit, "image/png", NULL, bytes, length);
    else
        visit_status(visit, 404);
}

void
preview_draw_person(struct visit *visit)
{
    static const char *const screens[] = {"home", "day", "strategies",
                                          "choose"};
    char at[32];
    const char *screen = "home";
    const char *typed = form_typed(&visit->query, "screen");
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        if (text_equal(screens[i], typed))
            screen = screens[i];
    time_of(visit, at);
    char *as = settings_to_try(visit);
    struct visit_job job = {
        .argv = {"troskel-kiosk", "--dir", visit->folder->path, "--draw",
                 screen, "--person", visit->path.id[0], "--at", at, "--size",
                 "1280x800", "--as", as == NULL ? "{}" : as, NULL},
        .wait_ms = WAIT_MS,
        .after = take_frame};
    visit_spawn(visit, &job);
    free(as);
}
