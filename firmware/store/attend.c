#include "firmware/store/attend.h"

#include <stddef.h>

#include "firmware/base/text.h"

enum { HOUR = 60 };

bool
attend_preset(const char *word, struct attend_rules *out)
{
    static const struct {
        const char *word;
        struct attend_rules rules;
    } presets[] = {
        {"hour", {ATTEND_HOURLY, 0, 0, 15, true}},
        {"five", {ATTEND_HALF_FULL, 5 * HOUR, 1, 1, true}},
        {"six-two", {ATTEND_HALF_FULL, 6 * HOUR, 2 * HOUR, 1, true}},
    };
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++) {
        if (!text_equal(presets[i].word, word))
            continue;
        *out = presets[i].rules;
        return true;
    }
    return false;
}

static const char *const codes[CODE_COUNT] = {"none", "sick",     "holiday",
                                              "away", "planning", "planned"};

const char *
attend_code_name(enum attend_code code)
{
    return code >= 0 && code < CODE_COUNT ? codes[code] : codes[0];
}

enum attend_code
attend_code_parse(const char *word)
{
    for (int i = 0; i < CODE_COUNT; i++)
        if (text_equal(codes[i], word))
            return (enum attend_code)i;
    return CODE_COUNT;
}

/* The minutes that the rules look at; -1 when nobody knows them. */
static int
minutes_for(const struct attend_rules *rules, const struct attend_day *day)
{
    switch (day->code) {
    case CODE_SICK:
    case CODE_HOLIDAY:
    case CODE_AWAY:
        return day->present > 0 ? day->present : 0;
    case CODE_PLANNING:
        return rules->planning ? day->planned : 0;
    case CODE_PLANNED:
        return day->planned;
    case CODE_NONE:
    case CODE_COUNT:
        break;
    }
    return day->present < 0 ? -1 : day->present + day->rest;
}

void
attend_count(const struct attend_rules *rules, struct attend_day *day)
{
    day->present = day->state == ATTEND_ABSENT  ? 0
                   : day->state == ATTEND_KNOWN ? day->went - day->came
                                                : -1;
    int minutes = minutes_for(rules, day);
    day->halves = 0;
    day->counted = 0;
    if (minutes <= 0)
        return;
    if (rules->kind == ATTEND_HALF_FULL)
        day->halves = minutes >= rules->full ? 2 : minutes >= rules->half;
    else
        day->counted =
            rules->round > 1 ? minutes - minutes % rules->round : minutes;
}

void
attend_add(const struct attend_day *day, struct attend_sum *sum)
{
    bool decided = day->code != CODE_NONE;
    sum->planned += day->planned;
    sum->rest += day->rest;
    if (day->present < 0 && !decided) {
        sum->unknown += day->state != ATTEND_HERE;
        return;
    }
    sum->present += day->present > 0 ? day->present : 0;
    sum->days += day->state != ATTEND_ABSENT;
    sum->full += day->halves == 2;
    sum->half += day->halves == 1;
    sum->counted += day->counted;
}
