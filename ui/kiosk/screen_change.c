#include "ui/kiosk/kit_item.h"

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* The change card (methods TP-5): the old picture stays, with the sign and
 * the word; an arrow; the new one; why; and what is as usual. To have seen it
 * is enough: nothing is to be confirmed. */

static void
append_part(char *out, size_t size, const char *part)
{
    if (!text_empty(part))
        (void)text_append(out, size, "%s%s", out[0] == '\0' ? "" : " · ", part);
}

static bool
times_shown(const struct kit *kit)
{
    return app_clock_sure(kit->app) && kit->person != NULL;
}

static void
time_text(const struct kit *kit, int minute, char *out, size_t size)
{
    out[0] = '\0';
    if (!times_shown(kit) || minute < 0)
        return;
    char time[CIVIL_TIME_SIZE];
    civil_format_time(minute, time);
    (void)text_copy(out, size, time);
}

/* What is as usual, named: "Ateljén · 10:00 · Maria". */
static void
as_usual(const struct kit *kit, const struct view_item *item, char *out,
         size_t size)
{
    char time[CIVIL_TIME_SIZE];
    out[0] = '\0';
    if (item->change == CHANGE_CANCELLED || item->change == CHANGE_ADDED)
        return;
    if (item->change != CHANGE_REPLACED)
        append_part(out, size, item->what.text);
    if (item->change != CHANGE_PLACE &&
        (item->old_where.text[0] == '\0' ||
         text_equal(item->old_where.text, item->where.text)))
        append_part(out, size, item->where.text);
    if (item->change != CHANGE_TIME &&
        (item->old_start < 0 || item->old_start == item->start)) {
        time_text(kit, item->start, time, sizeof time);
        append_part(out, size, time);
    }
    if (item->change != CHANGE_PERSON && item->with_count > 0)
        append_part(out, size, item->with[0].text);
}

static void
old_second(const struct kit *kit, const struct view_item *item, char *out,
           size_t size)
{
    out[0] = '\0';
    if (item->change == CHANGE_TIME)
        time_text(kit, item->old_start, out, size);
    else if (item->change == CHANGE_PLACE)
        (void)text_copy(out, size, item->old_where.text);
    else if (item->change == CHANGE_PERSON && item->old_with.text[0] != '\0')
        (void)text_copy(out, size, item->old_what.text);
}

static void
new_card(const struct kit *kit, const struct view_item *item,
         struct view_card *card, char *second, size_t size)
{
    *card = item->what;
    second[0] = '\0';
    if (item->change == CHANGE_CANCELLED) {
        (void)text_copy(card->picture, sizeof card->picture, "own-cancelled");
        (void)text_copy(card->text, sizeof card->text,
                        word(kit->lang, "Inte i dag"));
    } else if (item->change == CHANGE_TIME) {
        time_text(kit, item->start, second, size);
    } else if (item->change == CHANGE_PERSON && item->with_count > 0) {
        *card = item->with[0];
        if (card->picture[0] == '\0')
            (void)text_copy(card->picture, sizeof card->picture, "own-staff");
        (void)text_copy(second, size, item->what.text);
    } else {
        (void)text_copy(second, size, item->where.text);
    }
}

/* When somebody else comes, the face is what is old and new. */
static void
old_card(const struct view_item *item, struct view_card *card)
{
    *card = text_empty(item->old_what.text) ? item->what : item->old_what;
    if (item->change != CHANGE_PERSON || text_empty(item->old_with.text))
        return;
    *card = item->old_with;
    if (card->picture[0] == '\0')
        (void)text_copy(card->picture, sizeof card->picture, "own-staff");
}

static void
draw_old(struct kit *kit, struct draw_rect rect, const struct view_item *item)
{
    char second[DRAW_TEXT_SIZE];
    struct view_card old;
    const struct view_card *card = &old;
    old_card(item, &old);
    old_second(kit, item, second, sizeof second);
    kit_card(kit, rect, kit->palette->card);
    draw_element(kit->list, "old", ROLE_PICTURE, card->text, rect);
    kit_own(kit, second);
    rect = layout_inset(rect, layout_px(&kit->layout, 2));
    kit_mark(kit, &rect, "own-change", "changed:", word(kit->lang, "Ändring"));
    kit_card_words(kit, rect, card, second);
}

static void
draw_new(struct kit *kit, struct draw_rect rect, const struct view_item *item)
{
    char second[DRAW_TEXT_SIZE];
    struct view_card card;
    new_card(kit, item, &card, second, sizeof second);
    kit_card(kit, rect, kit->palette->now);
    draw_element(kit->list, "new", ROLE_PICTURE, card.text, rect);
    if (item->change == CHANGE_CANCELLED)
        kit_also(kit, second);
    else
        kit_own(kit, second);
    rect = layout_inset(rect, layout_px(&kit->layout, 2));
    if (item->change == CHANGE_ADDED)
        kit_mark(kit, &rect, "own-change",
                 "changed:", word(kit->lang, "Ändring"));
    kit_card_words(kit, rect, &card, second);
}

/* Why, and what is as usual, beneath the cards: their room first, the words
 * once the cards stand, so that they are heard last. */
static void
draw_words(struct kit *kit, struct draw_rect *content,
           const struct view_item *item, bool say)
{
    char same[VIEW_TEXT_SIZE];
    char text[DRAW_TEXT_SIZE];
    struct draw_rect lower = {0};
    struct draw_rect upper = {0};
    int row = layout_px(&kit->layout, kit->layout.portrait ? 12 : 7.4);
    struct kit_style style = {.size = KIT_BODY, .own = true};
    as_usual(kit, item, same, sizeof same);
    if (same[0] != '\0')
        lower = layout_take_bottom(content, row);
    if (!text_empty(item->change_reason))
        upper = layout_take_bottom(content, row);
    (void)layout_take_bottom(content, layout_px(&kit->layout, 1.5));
    if (say && upper.h > 0)
        kit_say(kit, "reason", upper, item->change_reason, style);
    if (!say || lower.h == 0)
        return;
    (void)text_format(text, sizeof text,
                      word(kit->lang, "Det här är som vanligt: %s"), same);
    kit_say(kit, "as-usual", lower, text, style);
    kit->list->elements[kit->list->element_count - 1].own = false;
    kit_also(kit, same);
}

static void
draw_cards(struct kit *kit, struct draw_rect content,
           const struct view_item *item)
{
    int side = layout_px(&kit->layout, 9);
    int arrow = layout_px(&kit->layout, 12);
    if (item->change == CHANGE_ADDED) {
        draw_new(kit, layout_middle(content, content.w * 2 / 3, content.h),
                 item);
        return;
    }
    bool stacked = kit->layout.portrait;
    struct draw_rect old =
        stacked ? layout_take_top(&content, (content.h - arrow) / 2)
                : layout_take_left(&content, (content.w - arrow) / 2);
    struct draw_rect middle = stacked ? layout_take_top(&content, arrow)
                                      : layout_take_left(&content, arrow);
    draw_old(kit, old, item);
    kit_picture(kit, layout_middle(middle, side, side),
                stacked ? "own-arrow-down" : "own-arrow-right");
    draw_new(kit, content, item);
}

void
screen_change(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    const struct view_item *item = app_find_item(kit->app, kit->app->item);
    kit_header(kit);
    if (item != NULL) {
        struct draw_rect cards = content;
        draw_words(kit, &cards, item, false);
        draw_cards(kit, cards, item);
        draw_words(kit, &content, item, true);
        kit_button(kit, kit->layout.slots[SLOT_THIRD], "next", "own-next",
                   word(kit->lang, "Vidare"));
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

void
screen_change_open(struct app *app, const struct view_item *item)
{
    (void)text_copy(app->item, sizeof app->item, item->id);
    if (app->shown_count < VIEW_ITEMS_MAX)
        (void)text_copy(app->shown[app->shown_count++], UUID_SIZE, item->id);
    (void)app_item_command(app, "change_seen", item);
    app_show(app, SCREEN_CHANGE);
}

bool
screen_change_act(struct app *app, const char *element)
{
    if (!text_equal(element, "next"))
        return false;
    const struct view_item *more = app_unseen_change(app);
    if (more != NULL) {
        screen_change_open(app, more);
        return true;
    }
    if (app->after == SCREEN_STEP &&
        app_find_item(app, app->after_item) != NULL) {
        (void)text_copy(app->item, sizeof app->item, app->after_item);
        app_show(app, SCREEN_STEP);
    } else if (app->after == SCREEN_DAY) {
        app_show(app, SCREEN_DAY);
    } else {
        app_go_home(app);
    }
    return true;
}
