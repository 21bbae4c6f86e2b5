/*
 * A button with two contacts: one that makes (closes) when it is pressed and
 * one that breaks (opens), each on its own line, so that a cut or shorted
 * wire is a fault instead of silence (reliability.md G5).
 *
 * A pure core. At rest the breaking contact is closed and the making one
 * open; pressed, it is the other way about. Both the same for longer than
 * CONTACT_SAME_MS is what no hand does: a fault, until they have been at rest
 * for as long. Either contact leaving its rest is a press at once, so a press
 * goes through a cut wire too. While the fault stands only one is believed: the
 * making one if both are open, the breaking one if both are closed. A loose
 * wire would press all day otherwise, and a shorted one would hide a hand.
 *
 * A button with one contact (`two` false) is never at fault and down when its
 * line is. Times are milliseconds of one clock that never jumps back.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { CONTACT_SAME_MS = 50 };

enum contact_which { CONTACT_MAKE, CONTACT_BREAK };

struct contact {
    bool two;
    bool closed[2]; /* by enum contact_which */
    enum contact_pair { PAIR_REST, PAIR_PRESSED, PAIR_SAME } pair;
    int64_t since_ms; /* of `pair` as it is now */
    bool fault;
    bool by_break; /* which one is believed in a fault */
};

/* As if at rest; the caller then says what the lines read. */
void contact_init(struct contact *contact, bool two, int64_t now_ms);

/* A contact moved or was read. */
void contact_set(struct contact *contact, enum contact_which which, bool closed,
                 int64_t now_ms);

/* Lets time pass. True if the fault came or went. */
bool contact_advance(struct contact *contact, int64_t now_ms);

/* When contact_advance is due, -1 if only an edge can change anything. */
int64_t contact_due(const struct contact *contact);

/* What the two say together. */
bool contact_down(const struct contact *contact);

/* Whether this one counts just now. */
bool contact_believed(const struct contact *contact, enum contact_which which);
