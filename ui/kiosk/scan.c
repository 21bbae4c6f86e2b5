#include "ui/kiosk/scan.h"

static bool
touchable(const struct draw_element *element)
{
    return element->enabled &&
           (element->role == ROLE_BUTTON || element->role == ROLE_CHOICE);
}

static int
middle(const struct draw_element *element)
{
    return element->rect.y + element->rect.h / 2;
}

/* By insertion: a frame has few, and many of them stand in order. */
static void
sort(short *out, const struct draw_list *list,
     bool (*before)(const struct draw_element *, const struct draw_element *),
     const short *from, int count)
{
    for (int i = 0; i < count; i++) {
        int at = i;
        short index = from[i];
        while (at > 0 &&
               before(&list->elements[index], &list->elements[out[at - 1]])) {
            out[at] = out[at - 1];
            at--;
        }
        out[at] = index;
    }
}

static bool
above(const struct draw_element *a, const struct draw_element *b)
{
    return a->rect.y < b->rect.y;
}

static bool
left_of(const struct draw_element *a, const struct draw_element *b)
{
    return a->rect.x < b->rect.x;
}

/* How many from `from` on stand in one row: with their middle above the lower
 * edge of the row's first. */
static int
row_length(const struct draw_list *list, const short *sorted, int from,
           int count)
{
    const struct draw_rect *first = &list->elements[sorted[from]].rect;
    int length = 1;
    while (from + length < count &&
           middle(&list->elements[sorted[from + length]]) < first->y + first->h)
        length++;
    return length;
}

void
scan_plan(struct scan_plan *plan, const struct draw_list *list)
{
    short found[DRAW_ELEMENTS_MAX] = {0};
    short sorted[DRAW_ELEMENTS_MAX];
    int count = 0;
    for (int i = 0; i < list->element_count; i++)
        if (touchable(&list->elements[i]))
            found[count++] = (short)i;
    sort(sorted, list, above, found, count);
    plan->count = 0;
    plan->first[0] = 0;
    for (int at = 0; at < count;) {
        int length = row_length(list, sorted, at, count);
        sort(plan->element + at, list, left_of, sorted + at, length);
        int step = count <= SCAN_LINEAR_MAX ? 1 : length;
        for (int end = at + length; at < end;) {
            at += step;
            plan->first[++plan->count] = (short)at;
        }
    }
}

int
scan_size(const struct scan_plan *plan, int group)
{
    return plan->first[group + 1] - plan->first[group];
}

struct draw_rect
scan_rect(const struct scan_plan *plan, const struct draw_list *list, int group,
          int inside)
{
    int from = plan->first[group] + (inside < 0 ? 0 : inside);
    int to = inside < 0 ? plan->first[group + 1] : from + 1;
    struct draw_rect all = list->elements[plan->element[from]].rect;
    for (int i = from + 1; i < to; i++) {
        const struct draw_rect *rect = &list->elements[plan->element[i]].rect;
        int right = all.x + all.w > rect->x + rect->w ? all.x + all.w
                                                      : rect->x + rect->w;
        int bottom = all.y + all.h > rect->y + rect->h ? all.y + all.h
                                                       : rect->y + rect->h;
        all.x = all.x < rect->x ? all.x : rect->x;
        all.y = all.y < rect->y ? all.y : rect->y;
        all.w = right - all.x;
        all.h = bottom - all.y;
    }
    return all;
}
