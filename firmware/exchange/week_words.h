/*
 * The words of the week table: headings, weekdays and "everybody". Constant.
 */
#pragma once

#include "firmware/exchange/choice.h"
#include "firmware/exchange/columns.h"

enum week_field {
    WEEK_DAY,
    WEEK_START,
    WEEK_END,
    WEEK_WHO,
    WEEK_WHAT,
    WEEK_WHERE,
    WEEK_WITH,
    WEEK_WHY,
    WEEK_BRING,
    WEEK_LEARN,
    WEEK_HOW,
    WEEK_OPTIONS,
    WEEK_PICTURE,
    WEEK_NOTICES,
    WEEK_FIELD_COUNT
};

extern const struct columns_field week_fields[WEEK_FIELD_COUNT + 1];
extern const struct choice week_days[]; /* value "1" Monday … "7" Sunday */
extern const char *const week_everybody;
extern const char *const week_every_day;
extern const char *const week_working_days;

/* Weekdays in `text` as bits 1 << 1 … 1 << 7; 0 if a word is unknown. */
unsigned week_days_in(const char *text);
