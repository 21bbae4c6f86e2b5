#include "firmware/exchange/overlap.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/words.h"

void
overlap_init(struct overlap *overlap)
{
    memset(overlap, 0, sizeof *overlap);
}

void
overlap_finish(struct overlap *overlap)
{
    free(overlap->items);
    overlap_init(overlap);
}

enum result
overlap_add(struct overlap *overlap, const struct overlap_item *item)
{
    if (item->start < 0 || item->end < 0)
        return RESULT_OK;
    if (overlap->count == overlap->room) {
        int room = overlap->room == 0 ? 64 : overlap->room * 2;
        struct overlap_item *items =
            realloc(overlap->items, (size_t)room * sizeof *items);
        if (items == NULL)
            return RESULT_FULL;
        overlap->items = items;
        overlap->room = room;
    }
    overlap->items[overlap->count++] = *item;
    return RESULT_OK;
}

static int
by_time(const void *a, const void *b)
{
    const struct overlap_item *one = a, *other = b;
    int order = strcmp(one->audience, other->audience);
    if (order != 0)
        return order;
    if (one->day != other->day)
        return one->day < other->day ? -1 : 1;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return one->line - other->line;
}

void
overlap_tell(struct overlap *overlap, struct report *report)
{
    const struct overlap_item *longest = NULL; /* of those begun so far */
    if (overlap->count > 1)
        qsort(overlap->items, (size_t)overlap->count, sizeof *overlap->items,
              by_time);
    for (int i = 0; i < overlap->count; i++) {
        const struct overlap_item *item = &overlap->items[i];
        bool beside = longest != NULL && longest->day == item->day &&
                      strcmp(longest->audience, item->audience) == 0;
        if (beside && item->start < longest->end)
            report_say(report, REPORT_WARNING, item->line, NULL,
                       WORD("\"%s\" börjar innan \"%s\" är slut."), item->title,
                       longest->title);
        if (!beside || item->end > longest->end)
            longest = item;
    }
}
