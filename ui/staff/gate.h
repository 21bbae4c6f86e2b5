/*
 * Who may pass: a pure judgement of a route, a visitor and the mark that a
 * change has to carry. Core checks the role again; this decides what a browser
 * is shown instead.
 */
#pragma once

#include <stdbool.h>

#include "ui/staff/room.h"

enum gate {
    GATE_OPEN,
    GATE_LOGIN,     /* nobody is logged in: to the login page, and back */
    GATE_LOCKED,    /* too long without a touch: the password once more */
    GATE_FORBIDDEN, /* another role's */
    GATE_FORGED     /* a change that did not come from a page of ours */
};

/* `mark` is what the form's field "csrf" or the header X-Troskel held; it may
 * be NULL. */
enum gate gate_judge(const struct route *route, const struct visitor *who,
                     const char *mark);
/* Compares without telling by its time where two texts differ. */
bool gate_same(const char *a, const char *b);
