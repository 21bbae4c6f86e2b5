#include "ui/kiosk/kit_time.h"

#include <math.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/day.h"

static enum view_time
display(const struct kit *kit)
{
    return kit->person == NULL ? TIME_NONE : kit->person->time;
}

struct kit_time
kit_time_of(const struct kit *kit, const struct view_item *item)
{
    const struct app_world *world = kit->world;
    struct kit_time time = {.minutes_left = -1, .clock = -1};
    if (!app_clock_sure(kit->app) || item->all_day ||
        item->state == STATE_CANCELLED || item->date != world->today)
        return time;
    struct day_place place = day_place_of(&world->day, world->minute, true);
    bool is_now =
        place.now >= 0 && text_equal(world->day.items[place.now].id, item->id);
    if (item->start >= 0 && world->minute < item->start) {
        time.minutes_left = item->start - world->minute;
        time.clock = item->start;
    } else if (is_now) {
        time.now = true;
        time.clock = item->end;
        if ((item->end < 0 || item->end <= world->minute) && place.next >= 0)
            time.clock = world->day.items[place.next].start;
        if (time.clock > world->minute)
            time.minutes_left = time.clock - world->minute;
    }
    time.shown =
        (time.minutes_left >= 0 || time.now) && display(kit) != TIME_NONE;
    return time;
}

int
kit_time_width(const struct kit *kit, const struct kit_time *time)
{
    if (!time->shown)
        return 0;
    switch (display(kit)) {
    case TIME_DOTS:
    case TIME_DOTS_DIGITAL:
    case TIME_BAR:
        return layout_px(&kit->layout, 9);
    case TIME_DISC:
    case TIME_ANALOGUE:
        return time->minutes_left < 0 ? layout_px(&kit->layout, 9)
                                      : layout_px(&kit->layout, 17);
    case TIME_DIGITAL:
    case TIME_NONE:
        break;
    }
    return 0;
}

/* The column of dots: the upper ones are out (TP-4). */
static void
draw_dots(struct kit *kit, struct draw_rect rect, int minutes_left)
{
    int lit = day_dots(minutes_left, NULL);
    int pitch = rect.h / DAY_DOTS_MAX;
    int side = layout_px(&kit->layout, 5.2);
    if (side > pitch * 4 / 5)
        side = pitch * 4 / 5;
    int most = layout_px(&kit->layout, 7.5);
    if (pitch > most)
        pitch = most;
    int top = rect.y + (rect.h - pitch * DAY_DOTS_MAX) / 2;
    for (int i = 0; i < DAY_DOTS_MAX; i++) {
        struct draw_rect dot = {rect.x + (rect.w - side) / 2,
                                top + i * pitch + (pitch - side) / 2, side,
                                side};
        bool on = i >= DAY_DOTS_MAX - lit;
        draw_disc(kit->list, dot, on ? kit->palette->accent : kit->palette->off,
                  1.0f);
    }
}

static void
draw_disc_left(struct kit *kit, struct draw_rect rect, int minutes_left)
{
    struct draw_rect disc = layout_square(rect, rect.w);
    float hour = minutes_left >= 60 ? 1.0f : (float)minutes_left / 60.0f;
    draw_disc(kit->list, disc, kit->palette->off, 1.0f);
    if (minutes_left > 0)
        draw_disc(kit->list, disc, kit->palette->accent, hour);
    draw_ring(kit->list, disc, panel_px(&kit->layout.panel, 0.5),
              kit->palette->edge);
}

static void
draw_bar_left(struct kit *kit, struct draw_rect rect, int minutes_left)
{
    enum { WHOLE = 120 };
    struct draw_rect bar =
        layout_middle(rect, layout_px(&kit->layout, 5), rect.h);
    int left = minutes_left > WHOLE ? WHOLE : minutes_left;
    struct draw_rect full = bar;
    full.h = bar.h * left / WHOLE;
    full.y = bar.y + bar.h - full.h;
    draw_box(kit->list, bar, kit->palette->off, bar.w / 2);
    if (full.h > 0)
        draw_box(kit->list, full, kit->palette->accent,
                 full.h < bar.w ? full.h / 2 : bar.w / 2);
}

static void
draw_hand(struct kit *kit, struct draw_rect face, double turn, double length,
          double mm)
{
    double angle = turn * 2.0 * M_PI;
    int x = face.x + face.w / 2;
    int y = face.y + face.h / 2;
    draw_line(kit->list, x, y, x + (int)lround(sin(angle) * length * face.w),
              y - (int)lround(cos(angle) * length * face.w),
              panel_px(&kit->layout.panel, mm), kit->palette->ink);
}

/* A clock face of the time that it counts towards. */
static void
draw_face(struct kit *kit, struct draw_rect rect, int minute)
{
    struct draw_rect face = layout_square(rect, rect.w);
    draw_disc(kit->list, face, kit->palette->card, 1.0f);
    draw_ring(kit->list, face, panel_px(&kit->layout.panel, 0.6),
              kit->palette->edge);
    for (int i = 0; i < 12; i++) {
        double angle = i / 12.0 * 2.0 * M_PI;
        int x = face.x + face.w / 2 + (int)lround(sin(angle) * 0.4 * face.w);
        int y = face.y + face.h / 2 - (int)lround(cos(angle) * 0.4 * face.w);
        draw_line(kit->list, x, y, x, y,
                  panel_px(&kit->layout.panel, i % 3 == 0 ? 1.1 : 0.6),
                  kit->palette->ink);
    }
    draw_hand(kit, face, minute % 720 / 720.0, 0.22, 1.0);
    draw_hand(kit, face, minute % 60 / 60.0, 0.34, 0.7);
}

/* The number in words, for whoever hears or reads the list. */
static void
time_label(const struct kit *kit, const struct kit_time *time, char *out,
           size_t size)
{
    bool more = false;
    int dots = day_dots(time->minutes_left, &more);
    if ((time->now && time->minutes_left < 0) || dots == 0)
        (void)text_copy(out, size, word(kit->lang, "nu"));
    else if (more)
        (void)text_copy(out, size, word(kit->lang, "mer än två timmar"));
    else
        (void)text_format(out, size,
                          word_plural(kit->lang, "%d kvart kvar",
                                      "%d kvartar kvar", (unsigned long)dots),
                          dots);
}

void
kit_time_draw(struct kit *kit, const char *id, struct draw_rect rect,
              const struct kit_time *time)
{
    if (!time->shown || rect.w <= 0)
        return;
    char label[DRAW_TEXT_SIZE];
    time_label(kit, time, label, sizeof label);
    draw_element(kit->list, id, ROLE_STATUS, label, rect);
    if (time->now && time->minutes_left < 0) {
        kit_say(kit, NULL, rect, word(kit->lang, "nu"),
                (struct kit_style){.size = KIT_BODY,
                                   .lines = 1,
                                   .align = DRAW_MIDDLE,
                                   .bold = true});
        return;
    }
    int left = time->minutes_left;
    switch (display(kit)) {
    case TIME_DOTS:
    case TIME_DOTS_DIGITAL:
        draw_dots(kit, rect, left);
        break;
    case TIME_DISC:
        draw_disc_left(kit, rect, left);
        break;
    case TIME_BAR:
        draw_bar_left(kit, rect, left);
        break;
    case TIME_ANALOGUE:
        draw_face(kit, rect, time->clock);
        break;
    case TIME_DIGITAL:
    case TIME_NONE:
        break;
    }
}

void
kit_time_words(const struct kit *kit, const struct view_item *item, char *out,
               size_t size)
{
    enum view_time wanted = display(kit);
    out[0] = '\0';
    if (!app_clock_sure(kit->app) || item->start < 0 || item->all_day ||
        (wanted != TIME_DIGITAL && wanted != TIME_DOTS_DIGITAL &&
         wanted != TIME_ANALOGUE))
        return;
    char start[CIVIL_TIME_SIZE];
    char end[CIVIL_TIME_SIZE];
    civil_format_time(item->start, start);
    if (item->end < 0) {
        (void)text_copy(out, size, start);
        return;
    }
    civil_format_time(item->end % 1440, end);
    (void)text_format(out, size, "%s\u2013%s", start, end);
}

void
kit_time_dots_row(struct kit *kit, struct draw_rect rect, int lit, int of)
{
    int count = of;
    int side = layout_px(&kit->layout, 6);
    if (side > rect.h)
        side = rect.h;
    if (side > rect.w * 2 / (count * 3))
        side = rect.w * 2 / (count * 3);
    int pitch = side * 3 / 2;
    int left = rect.x + (rect.w - count * pitch + pitch - side) / 2;
    for (int i = 0; i < count; i++) {
        struct draw_rect dot = {left + i * pitch, rect.y + (rect.h - side) / 2,
                                side, side};
        draw_disc(kit->list, dot,
                  i >= count - lit ? kit->palette->accent : kit->palette->off,
                  1.0f);
    }
}
