#include "ui/kiosk/kit_item.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

static void
append_part(char *out, size_t size, const char *part)
{
    if (!text_empty(part))
        (void)text_append(out, size, "%s%s", out[0] == '\0' ? "" : " · ", part);
}

void
kit_item_second(const struct kit *kit, const struct view_item *item, char *out,
                size_t size)
{
    char part[DRAW_TEXT_SIZE];
    kit_time_words(kit, item, out, size);
    append_part(out, size, item->where.text);
    if (item->with_count > 0) {
        (void)text_format(part, sizeof part, word(kit->lang, "med %s"),
                          item->with[0].text);
        append_part(out, size, part);
    }
}

static enum view_mark
mark_of(const struct kit *kit)
{
    return kit->person == NULL ? MARK_TICK : kit->person->mark;
}

static void
draw_marks(struct kit *kit, struct draw_rect *rect,
           const struct view_item *item)
{
    if (item->state == STATE_DONE && mark_of(kit) == MARK_TICK)
        kit_mark(kit, rect, "own-done", "done:", word(kit->lang, "Klar"));
    else if (item->state == STATE_CANCELLED)
        kit_mark(kit, rect, "own-cancelled",
                 "cancelled:", word(kit->lang, "Inte i dag"));
    else if (item->state == STATE_SET_ASIDE)
        kit_mark(kit, rect, "own-set-aside",
                 "aside:", word(kit->lang, "Undanlagd"));
    else if (item->change != CHANGE_NONE)
        kit_mark(kit, rect, "own-change",
                 "changed:", word(kit->lang, "Ändring"));
}

/* Turned: one sees the back of the card. */
static void
draw_turned(struct kit *kit, struct draw_rect rect,
            const struct view_item *item)
{
    struct view_card back = {.picture = "own-done"};
    (void)text_copy(back.text, sizeof back.text, item->what.text);
    kit_card(kit, rect, kit->palette->button);
    kit_card_words(kit, layout_inset(rect, layout_px(&kit->layout, 1)), &back,
                   NULL);
}

/* Moved: it lies in the box of what is done, smaller. */
static void
draw_moved(struct kit *kit, struct draw_rect rect, const struct view_item *item)
{
    kit_mark(kit, &rect, "own-done", "done:", word(kit->lang, "Klart"));
    struct draw_rect box = layout_middle(rect, rect.w * 3 / 4, rect.h * 4 / 5);
    kit_card(kit, box, kit->palette->button);
    kit_card_words(kit, layout_inset(box, layout_px(&kit->layout, 1)),
                   &item->what, NULL);
}

static void
draw_plain(struct kit *kit, struct draw_rect rect, const struct view_item *item)
{
    char second[DRAW_TEXT_SIZE];
    kit_item_second(kit, item, second, sizeof second);
    draw_marks(kit, &rect, item);
    kit_card_words(kit, rect, &item->what, second);
}

void
kit_item_body(struct kit *kit, struct draw_rect rect,
              const struct view_item *item, bool with_time)
{
    struct kit_time time = kit_time_of(kit, item);
    int wide = with_time ? kit_time_width(kit, &time) : 0;
    if (wide > 0) {
        struct draw_rect column = layout_take_left(&rect, wide);
        kit_time_draw(kit, "time", column, &time);
        (void)layout_take_left(&rect, layout_px(&kit->layout, 2));
    }
    if (item->state == STATE_DONE && mark_of(kit) == MARK_TURN)
        draw_turned(kit, rect, item);
    else if (item->state == STATE_DONE && mark_of(kit) == MARK_MOVE)
        draw_moved(kit, rect, item);
    else
        draw_plain(kit, rect, item);
}

/* What is on a card besides its title is heard after it. */
void
kit_item_own(struct kit *kit, const struct view_item *item)
{
    char second[DRAW_TEXT_SIZE];
    kit_item_second(kit, item, second, sizeof second);
    kit_own(kit, kit_shows_text(kit) ? second : NULL);
}

void
kit_item_card(struct kit *kit, struct draw_rect rect, const char *id,
              const struct view_item *item)
{
    kit_card(kit, rect, kit->palette->card);
    draw_element(kit->list, id, ROLE_PICTURE, item->what.text, rect);
    kit_item_own(kit, item);
    kit_item_body(kit, layout_inset(rect, layout_px(&kit->layout, 2)), item,
                  false);
}

void
kit_item_touch(struct kit *kit, struct draw_rect rect,
               const struct view_item *item, bool is_now, bool with_time)
{
    char id[DRAW_ID_SIZE];
    (void)text_format(id, sizeof id, "item:%s", item->id);
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_BUTTON, item->what.text,
                  is_now ? kit->palette->now : kit->palette->card);
    kit_item_own(kit, item);
    kit_item_body(kit, layout_inset(inside, layout_px(&kit->layout, 0.8)), item,
                  with_time);
}

void
kit_end_card(struct kit *kit, struct draw_rect rect, const char *id,
             const char *text)
{
    struct view_card card = {.picture = "own-home"};
    (void)text_copy(card.text, sizeof card.text, text);
    kit_card(kit, rect, kit->palette->card);
    draw_element(kit->list, id, ROLE_PICTURE, text, rect);
    kit_card_words(kit, layout_inset(rect, layout_px(&kit->layout, 2)), &card,
                   NULL);
}

void
kit_item_now(struct kit *kit, struct draw_rect rect)
{
    struct draw_op *op = draw_box(kit->list, rect, DRAW_NONE, kit_radius(kit));
    op->ink = kit->palette->accent;
    op->line = panel_px(&kit->layout.panel, 1.1);
}

const char *
kit_item_of(const char *element)
{
    static const char prefix[] = "item:";
    return strncmp(element, prefix, sizeof prefix - 1) == 0
               ? element + sizeof prefix - 1
               : NULL;
}
