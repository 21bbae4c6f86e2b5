#include "ui/staff/review/pattern.h"

#include <stddef.h>

#include "firmware/base/text.h"

static void
count_name(struct pattern_names *names, const char *name)
{
    for (int i = 0; i < names->count; i++) {
        if (!text_equal(names->at[i].name, name))
            continue;
        names->at[i].count++;
        return;
    }
    if (names->count == PATTERN_NAMES_MAX) {
        names->others++;
        return;
    }
    (void)text_copy(names->at[names->count].name, PATTERN_NAME_SIZE, name);
    names->at[names->count++].count = 1;
}

void
pattern_add(struct pattern *pattern, const struct pattern_signal *signal)
{
    pattern->total++;
    pattern->hours[signal->minute / 60 % 24]++;
    pattern->weekdays[(signal->weekday + 6) % 7]++;
    count_name(&pattern->places, signal->place);
    if (signal->before == NULL)
        pattern->unknown_before++;
    else
        count_name(&pattern->before, signal->before);
    pattern->transitions +=
        signal->since_change >= 0 && signal->since_change <= TRANSITION_MINUTES;
}

static void
sort(struct pattern_names *names)
{
    for (int i = 1; i < names->count; i++) {
        struct pattern_name one = names->at[i];
        int k = i;
        for (; k > 0 && names->at[k - 1].count < one.count; k--)
            names->at[k] = names->at[k - 1];
        names->at[k] = one;
    }
}

void
pattern_end(struct pattern *pattern)
{
    sort(&pattern->places);
    sort(&pattern->before);
}
