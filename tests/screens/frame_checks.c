#include "tests/screens/frame_checks.h"

#include <stdio.h>

bool
frame_within(const struct draw_rect *rect, int width, int height)
{
    return rect->x >= 0 && rect->y >= 0 && rect->w >= 0 && rect->h >= 0 &&
           rect->x + rect->w <= width && rect->y + rect->h <= height;
}

int
frame_texts_that_do_not_fit(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    const struct draw_metrics *metrics = &made->world.metrics;
    for (int i = 0; i < list->op_count; i++) {
        const struct draw_op *op = &list->ops[i];
        if (op->kind != DRAW_TEXT)
            continue;
        int wide =
            metrics->width(metrics->user, op->text, op->text_px, op->weight);
        if (wide > op->rect.w ||
            !frame_within(&op->rect, list->width, list->height)) {
            printf("    \"%s\" is %d wide in %d\n", op->text, wide, op->rect.w);
            wrong++;
        }
    }
    return wrong;
}

bool
frame_overlap(const struct draw_rect *a, const struct draw_rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h &&
           b->y < a->y + a->h;
}

int
frame_texts_over_each_other(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->op_count; i++)
        for (int j = 0; j < i; j++) {
            const struct draw_op *a = &list->ops[i];
            const struct draw_op *b = &list->ops[j];
            if (a->kind == DRAW_TEXT && b->kind == DRAW_TEXT &&
                frame_overlap(&a->rect, &b->rect)) {
                printf("    \"%s\" lies over \"%s\"\n", a->text, b->text);
                wrong++;
            }
        }
    return wrong;
}

int
frame_pictures_over_text(struct made_up *made, const struct draw_list *list)
{
    int wrong = 0;
    (void)made;
    for (int i = 0; i < list->op_count; i++)
        for (int j = 0; j < list->op_count; j++)
            if (list->ops[i].kind == DRAW_PICTURE &&
                list->ops[j].kind == DRAW_TEXT &&
                frame_overlap(&list->ops[i].rect, &list->ops[j].rect)) {
                printf("    %s lies on \"%s\"\n", list->ops[i].picture,
                       list->ops[j].text);
                wrong++;
            }
    return wrong;
}
