#include "firmware/core/day.h"

static bool
passed_over(const struct view_item *item)
{
    return item->state == STATE_CANCELLED || item->state == STATE_SET_ASIDE;
}

/* What the sequence is made of: a thing of the whole day is no step in it,
 * unless the day has nothing else. */
static bool
in_sequence(const struct view_day *day, int i, bool all_day_too)
{
    return !passed_over(&day->items[i]) &&
           (all_day_too || !day->items[i].all_day);
}

static bool
only_all_day(const struct view_day *day)
{
    for (int i = 0; i < day->count; i++)
        if (in_sequence(day, i, false))
            return false;
    return true;
}

static int
after(const struct view_day *day, int i, bool all_day_too)
{
    for (i++; i < day->count; i++)
        if (in_sequence(day, i, all_day_too))
            return i;
    return -1;
}

static struct day_place
place_by_order(const struct view_day *day, bool all_day_too)
{
    struct day_place place = {-1, -1, false};
    for (int i = after(day, -1, all_day_too); i >= 0;
         i = after(day, i, all_day_too))
        if (day->items[i].state != STATE_DONE) {
            place.now = i;
            place.next = after(day, i, all_day_too);
            break;
        }
    return place;
}

/* The last one that has begun; -1: the day has not. A plan without any times
 * has begun with its first. */
static int
begun(const struct view_day *day, int minute, bool all_day_too)
{
    int found = -1;
    bool timed = false;
    for (int i = after(day, -1, all_day_too); i >= 0;
         i = after(day, i, all_day_too)) {
        const struct view_item *item = &day->items[i];
        timed = timed || item->start >= 0;
        if (item->start >= 0 && item->start <= minute)
            found = i;
    }
    return timed ? found : after(day, -1, all_day_too);
}

static bool
over(const struct view_item *item, int minute)
{
    return item->state == STATE_DONE || (item->end >= 0 && item->end <= minute);
}

/* What has no time of its own comes when what stands before it is over. */
static struct day_place
place_by_clock(const struct view_day *day, int minute, bool all_day_too)
{
    struct day_place place = {-1, -1, true};
    int i = begun(day, minute, all_day_too);
    if (i < 0) {
        place.next = after(day, -1, all_day_too);
        return place;
    }
    int next = after(day, i, all_day_too);
    while (next >= 0 && day->items[next].start < 0 &&
           over(&day->items[i], minute)) {
        i = next;
        next = after(day, i, all_day_too);
    }
    bool ended = day->items[i].end >= 0 && day->items[i].end <= minute;
    if (next >= 0 || !ended)
        place.now = i;
    place.next = next;
    return place;
}

struct day_place
day_place_of(const struct view_day *day, int minute, bool clock_sure)
{
    bool all_day_too = only_all_day(day);
    return clock_sure ? place_by_clock(day, minute, all_day_too)
                      : place_by_order(day, all_day_too);
}

int
day_minutes_left(const struct view_item *item, int minute)
{
    if (item->start >= 0 && minute < item->start)
        return item->start - minute;
    if (item->end >= 0)
        return item->end > minute ? item->end - minute : 0;
    return -1;
}

int
day_dots(int minutes_left, bool *more)
{
    enum { QUARTER = 15 };
    int dots = minutes_left > 0 ? (minutes_left + QUARTER - 1) / QUARTER : 0;
    bool beyond = minutes_left > DAY_DOTS_MAX * QUARTER;
    if (more != NULL)
        *more = beyond;
    return beyond ? DAY_DOTS_MAX : dots;
}

int
day_notice(const struct view_item *item, int minute)
{
    if (item->start < 0 || passed_over(item) || minute >= item->start)
        return 0;
    int left = item->start - minute;
    int due = 0;
    for (int i = 0; i < 2; i++)
        if (item->notices[i] >= left && (due == 0 || item->notices[i] < due))
            due = item->notices[i];
    return due;
}
