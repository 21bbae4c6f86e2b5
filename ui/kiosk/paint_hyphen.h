/*
 * Between which syllables a long word may be parted, by libhyphen and the
 * dictionaries that Debian's hyphen-sv, hyphen-da, hyphen-no and hyphen-en-gb
 * put in /usr/share/hyphen ($TROSKEL_HYPHEN names another folder).
 *
 * A dictionary is read when the first word of its language is asked about. A
 * language whose dictionary is not there has no syllables: its words stay
 * whole. At least three letters stand on each side of a hyphen, and a place
 * where parting would change the spelling is none. After a hyphen that stands
 * in the word it may always be parted.
 */
#pragma once

#include <stdbool.h>

#include "ui/kiosk/draw.h"

enum { HYPHEN_LANGUAGES = 5 };

/* All zero: nothing is read yet. */
struct hyphens {
    struct hyphen_dictionary {
        void *dict; /* HyphenDict; NULL: not there */
        bool sought;
    } dictionaries[HYPHEN_LANGUAGES];
};

void hyphens_finish(struct hyphens *hyphens);

/* As struct draw_metrics' breaks: bytes of `word`, ascending. */
int hyphens_of(struct hyphens *hyphens, const char *lang, const char *word,
               int at[DRAW_BREAKS_MAX]);
