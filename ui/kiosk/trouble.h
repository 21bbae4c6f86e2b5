/*
 * What is told when the button or its way to the staff does not work (methods
 * §3, fail-safe): plainly, in one sentence, with what one can do instead.
 */
#pragma once

#include "ui/kiosk/kit.h"

enum trouble {
    TROUBLE_NONE,
    TROUBLE_BUTTON,   /* a press would not be told from none */
    TROUBLE_RECEIVER, /* it is stored, and nobody would see it */
    TROUBLE_WALKING,  /* the staff are trying the button just now */
    TROUBLE_WALK_DUE  /* nobody has tried it for long: at the cover only */
};

/* The one that matters most to whoever stands here. */
enum trouble trouble_of(const struct app *app);

/* Its sign and its words. */
const char *trouble_icon(enum trouble trouble);
const char *trouble_words(const char *lang, enum trouble trouble);
