#include "firmware/core/plan_gaps.h"

#include "firmware/base/text.h"

static unsigned
bit(enum plan_question question, bool answered)
{
    return answered ? 1u << question : 0;
}

unsigned
gaps_answered(const struct view_item *item, bool ends_day)
{
    (void)ends_day; /* the day always says what comes then */
    return bit(QUESTION_WHAT, item->what.text[0] != '\0') |
           bit(QUESTION_WHEN, item->start >= 0 || item->all_day) |
           bit(QUESTION_HOW_LONG, item->end >= 0 || item->all_day) |
           bit(QUESTION_WHERE, item->where.text[0] != '\0') |
           bit(QUESTION_WITH, item->with_count > 0) |
           bit(QUESTION_HOW, item->how_count > 0 || item->option_count > 0) |
           bit(QUESTION_WHY, item->why[0] != '\0') | bit(QUESTION_THEN, true) |
           bit(QUESTION_LEARN,
               item->learn[0] != '\0' || item->bring[0] != '\0');
}

unsigned
gaps_missing(const struct view_item *item, bool ends_day)
{
    unsigned all = (1u << QUESTION_COUNT) - 1;
    return all & ~gaps_answered(item, ends_day) & ~bit(QUESTION_LEARN, true);
}

static bool
lies_outside(const struct view_item *item, int opens, int closes)
{
    if (item->all_day || item->start < 0)
        return false;
    int end = item->end >= 0 ? item->end : item->start;
    return (opens >= 0 && item->start < opens) || (closes >= 0 && end > closes);
}

static bool
lacks_picture(const struct view_item *item)
{
    if (item->known_when[0] != '\0')
        return false;
    if (item->what.picture[0] == '\0')
        return true;
    for (int i = 0; i < item->how_count; i++)
        if (item->how[i].card.picture[0] == '\0')
            return true;
    return false;
}

int
gaps_changed_at_once(const struct view_item *item)
{
    if (item->change == CHANGE_NONE || item->change == CHANGE_CANCELLED ||
        item->change == CHANGE_ADDED || item->change == CHANGE_DETAILS)
        return 0;
    int count = !text_equal(item->what.text, item->old_what.text);
    count += !text_equal(item->where.text, item->old_where.text);
    const char *with = item->with_count > 0 ? item->with[0].text : "";
    return count + !text_equal(with, item->old_with.text);
}

/* The latest that is not over when `at` begins; -1: none. */
static int
still_on(const struct view_day *day, int at)
{
    const struct view_item *item = &day->items[at];
    int found = -1;
    for (int i = 0; i < at; i++) {
        const struct view_item *before = &day->items[i];
        if (!before->all_day && before->state != STATE_CANCELLED &&
            before->start >= 0 && before->end > item->start &&
            (found < 0 || before->end > day->items[found].end))
            found = i;
    }
    return found;
}

struct notes {
    struct plan_note *out;
    int count, max;
};

static void
note(struct notes *notes, enum plan_notice kind, int item, int other)
{
    if (notes->count < notes->max)
        notes->out[notes->count++] = (struct plan_note){kind, item, other};
}

static void
note_item(struct notes *notes, const struct view_day *day, int at, int opens,
          int closes)
{
    const struct view_item *item = &day->items[at];
    if (item->state == STATE_CANCELLED)
        return;
    int beside = item->all_day || item->start < 0 ? -1 : still_on(day, at);
    if (beside >= 0)
        note(notes, NOTICE_OVERLAP, at, beside);
    if (lies_outside(item, opens, closes))
        note(notes, NOTICE_HOURS, at, -1);
    if (lacks_picture(item))
        note(notes, NOTICE_NO_PICTURE, at, -1);
    if (gaps_changed_at_once(item) > 2)
        note(notes, NOTICE_AT_ONCE, at, -1);
    if (item->option_count == 1)
        note(notes, NOTICE_FEW_CHOICES, at, -1);
}

int
gaps_notes(const struct view_day *day, int opens, int closes,
           struct plan_note *out, int max)
{
    struct notes notes = {out, 0, max};
    if (day->count == 0)
        note(&notes, NOTICE_EMPTY, -1, -1);
    for (int i = 0; i < day->count; i++)
        note_item(&notes, day, i, opens, closes);
    if (day->left_out > 0)
        note(&notes, NOTICE_TOO_MANY, -1, -1);
    return notes.count;
}

int
gaps_same_room(const struct plan_use *uses, int count, int at)
{
    const struct plan_use *use = &uses[at];
    if (text_empty(use->place) || use->start < 0 || use->end < 0)
        return -1;
    for (int i = at + 1; i < count; i++)
        if (!text_equal(uses[i].group, use->group) &&
            text_equal(uses[i].place, use->place) && uses[i].start >= 0 &&
            uses[i].start < use->end && use->start < uses[i].end)
            return i;
    return -1;
}
