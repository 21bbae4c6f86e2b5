#include "firmware/button/contact.h"

void
contact_init(struct contact *contact, bool two, int64_t now_ms)
{
    *contact = (struct contact){.two = two, .since_ms = now_ms};
    contact->closed[CONTACT_BREAK] = two;
}

static enum contact_pair
pair_of(const struct contact *contact)
{
    bool made = contact->closed[CONTACT_MAKE];
    if (contact->two && made == contact->closed[CONTACT_BREAK])
        return PAIR_SAME;
    return made ? PAIR_PRESSED : PAIR_REST;
}

void
contact_set(struct contact *contact, enum contact_which which, bool closed,
            int64_t now_ms)
{
    contact->closed[which] = closed;
    enum contact_pair pair = pair_of(contact);
    if (pair == contact->pair)
        return;
    contact->pair = pair;
    contact->since_ms = now_ms;
    if (pair == PAIR_SAME)
        contact->by_break = closed;
}

bool
contact_advance(struct contact *contact, int64_t now_ms)
{
    int64_t due = contact_due(contact);
    if (due < 0 || now_ms < due)
        return false;
    contact->fault = contact->pair == PAIR_SAME;
    return true;
}

int64_t
contact_due(const struct contact *contact)
{
    enum contact_pair awaited = contact->fault ? PAIR_REST : PAIR_SAME;
    if (contact->pair != awaited)
        return -1;
    return contact->since_ms + CONTACT_SAME_MS;
}

bool
contact_believed(const struct contact *contact, enum contact_which which)
{
    return !contact->fault ||
           which == (contact->by_break ? CONTACT_BREAK : CONTACT_MAKE);
}

bool
contact_down(const struct contact *contact)
{
    bool made = contact->closed[CONTACT_MAKE];
    bool broken = contact->two && !contact->closed[CONTACT_BREAK];
    if (contact->fault)
        return contact->by_break ? broken : made;
    return made || broken;
}
