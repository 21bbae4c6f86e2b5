/*
 * The words of the people table. Constant; firmware/exchange/choice.h has
 * their form.
 */
#pragma once

#include "firmware/exchange/choice.h"
#include "firmware/exchange/columns.h"

enum people_field {
    PEOPLE_SYMBOL,
    PEOPLE_NAME,
    PEOPLE_GROUP,
    PEOPLE_LANG,
    PEOPLE_MODE,
    PEOPLE_LEVEL,
    PEOPLE_TEXT,
    PEOPLE_DIRECTION,
    PEOPLE_MARK,
    PEOPLE_TIME,
    PEOPLE_GREYS,
    PEOPLE_HOW_MANY,
    PEOPLE_STRATEGY,
    PEOPLE_STRATEGY_LAST = PEOPLE_STRATEGY + 3,
    PEOPLE_PHOTO,
    PEOPLE_NOTE,
    PEOPLE_SCAN, /* from here on: the body's `reach` */
    PEOPLE_SCAN_PACE,
    PEOPLE_TOUCH,
    PEOPLE_HOLD,
    PEOPLE_DEAD,
    PEOPLE_LEFT,
    PEOPLE_LOW,
    PEOPLE_THEME,
    PEOPLE_TAG,
    PEOPLE_VOICE,
    PEOPLE_VOICE_RATE,
    PEOPLE_VOICE_VOLUME,
    PEOPLE_FIELD_COUNT
};

extern const struct columns_field people_fields[PEOPLE_FIELD_COUNT + 1];

/* The values of a field whose words are fixed, or NULL. */
struct people_choice {
    const char *key;   /* in the body: "mode" */
    const char *usual; /* when nothing is said; NULL: the centre's */
    const struct choice *values;
};
const struct people_choice *people_choice_of(enum people_field field);

/* Likewise for what stands in the body's `reach`; `usual` is NULL: what is not
 * said is left out. */
const struct people_choice *people_reach_of(enum people_field field);
