#include "ui/kiosk/kit_item.h"

#include <math.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/day.h"

/* Home: what is now and what comes then (methods TP-2), in the person's way:
 * now-then, sequence, menu, or only to look at. */

static struct day_place
place_here(const struct app *app)
{
    return day_place_of(&app->world->day, app->world->minute,
                        app_clock_sure(app));
}

static const struct view_item *
item_now(const struct app *app)
{
    struct day_place place = place_here(app);
    return place.now < 0 ? NULL : &app->world->day.items[place.now];
}

/* How much room the word over a card takes, with the air below it. */
static int
label_high(const struct kit *kit)
{
    double words = 6.6 * fmin(kit->frame_scale, 1.35);
    return layout_px(&kit->layout, words) + layout_px(&kit->layout, 0.8);
}

/* The word over a card: Nu, Sen. */
static void
label(struct kit *kit, const char *id, struct draw_rect *rect, const char *text)
{
    struct draw_rect row = layout_take_top(rect, label_high(kit));
    (void)layout_take_bottom(&row, layout_px(&kit->layout, 0.8));
    kit_say(kit, id, row, text,
            (struct kit_style){
                .size = KIT_TITLE, .lines = 1, .bold = true, .soft = true});
}

static void
plain_card(struct kit *kit, struct draw_rect rect, const char *id,
           const char *picture, const char *text)
{
    struct view_card card = {.text = ""};
    (void)text_copy(card.text, sizeof card.text, text);
    (void)text_copy(card.picture, sizeof card.picture, picture);
    kit_card(kit, rect, kit->palette->card);
    draw_element(kit->list, id, ROLE_PICTURE, text, rect);
    kit_card_words(kit, layout_inset(rect, layout_px(&kit->layout, 2)), &card,
                   NULL);
}

static void
draw_now(struct kit *kit, struct draw_rect rect, const struct day_place *place)
{
    const struct view_day *day = &kit->world->day;
    label(kit, "label:now", &rect, word(kit->lang, "Nu"));
    if (place->now >= 0 && kit->person->mode == MODE_LOOK) {
        kit_item_card(kit, rect, "now", &day->items[place->now]);
    } else if (place->now >= 0) {
        kit_item_touch(kit, rect, &day->items[place->now], true, true);
    } else if (place->next >= 0) {
        plain_card(kit, rect, "now:here", "own-here",
                   word(kit->lang, "Du är här"));
    } else {
        kit_end_card(kit, rect, "now:end",
                     word(kit->lang, "Dagen är slut här"));
    }
}

/* The dots stand by what comes while nothing is now yet. */
static void
draw_then(struct kit *kit, struct draw_rect rect, const struct day_place *place)
{
    const struct view_day *day = &kit->world->day;
    label(kit, "label:then", &rect, word(kit->lang, "Sen"));
    if (place->next < 0) {
        kit_end_card(kit, rect, "next:end", word(kit->lang, "Hem"));
        return;
    }
    const struct view_item *next = &day->items[place->next];
    if (kit->person->mode != MODE_LOOK) {
        kit_item_touch(kit, rect, next, false, place->now < 0);
        return;
    }
    kit_card(kit, rect, kit->palette->card);
    draw_element(kit->list, "next", ROLE_PICTURE, next->what.text, rect);
    kit_own(kit, NULL);
    kit_item_body(kit, layout_inset(rect, layout_px(&kit->layout, 2)), next,
                  place->now < 0);
}

static void
draw_arrow(struct kit *kit, struct draw_rect rect)
{
    int side = layout_px(&kit->layout, 9);
    kit_picture(kit, layout_middle(rect, side, side),
                rect.h > rect.w ? "own-arrow-right" : "own-arrow-down");
}

static bool
stacked(const struct kit *kit)
{
    return kit->layout.portrait && kit->person->direction == DIRECTION_VERTICAL;
}

/* How many cards stand beside each other: as many as the person wants of
 * now, then and what follows. */
static int
cards_wanted(const struct kit *kit)
{
    int most = kit->person->mode == MODE_SEQUENCE ? 6 : 2;
    int wanted = kit->person->how_many;
    return wanted >= 1 && wanted < most ? wanted : most;
}

static int
rest_row(const struct kit *kit)
{
    return layout_px(&kit->layout, kit->layout.portrait ? 8.4 : 10);
}

/* What follows after now and then: small, flat, in order. */
static void
draw_rest(struct kit *kit, struct draw_rect rect, const struct day_place *place,
          int most)
{
    const struct view_day *day = &kit->world->day;
    int high = rest_row(kit);
    int gap = layout_px(&kit->layout, 1.6);
    label(kit, "label:after", &rect, word(kit->lang, "Därefter"));
    int rows = layout_count(rect.h, high, gap);
    if (rows > most)
        rows = most;
    int shown = 0;
    for (int i = place->next + 1; i < day->count && shown < rows; i++) {
        const struct view_item *item = &day->items[i];
        if (item->state == STATE_CANCELLED || item->state == STATE_SET_ASIDE)
            continue;
        char id[DRAW_ID_SIZE];
        (void)text_format(id, sizeof id, "after:%s", item->id);
        struct draw_rect row = {rect.x, rect.y + shown++ * (high + gap), rect.w,
                                high};
        draw_element(kit->list, id, ROLE_PICTURE, item->what.text, row);
        kit_own(kit, NULL);
        kit_card(kit, row, kit->palette->card);
        kit_card_words(kit, layout_inset(row, layout_px(&kit->layout, 0.8)),
                       &item->what, NULL);
    }
    if (shown == 0 || (place->next >= 0 && shown < rows)) {
        struct draw_rect row = {rect.x, rect.y + shown * (high + gap), rect.w,
                                high};
        kit_end_card(kit, row, "after:end", word(kit->lang, "Hem"));
    }
}

static bool
something_follows(const struct kit *kit, const struct day_place *place)
{
    return place->next >= 0 && place->next + 1 < kit->world->day.count;
}

/* Under each other, what follows gives way first. */
static bool
has_room_for_rest(const struct kit *kit, const struct draw_rect *content)
{
    int card = kit->layout.touch + label_high(kit);
    return !stacked(kit) ||
           content->h >= 2 * (card + layout_px(&kit->layout, 1)) +
                             label_high(kit) + rest_row(kit);
}

static void
draw_now_then(struct kit *kit, struct draw_rect content)
{
    struct day_place place = place_here(kit->app);
    int wanted = cards_wanted(kit);
    int arrow = layout_px(&kit->layout, 11);
    bool rest = wanted > 2 && something_follows(kit, &place) &&
                has_room_for_rest(kit, &content);
    if (wanted == 1 || (place.now < 0 && place.next < 0)) {
        draw_now(kit, layout_middle(content, content.w * 3 / 4, content.h),
                 &place);
        return;
    }
    struct draw_rect last = {0};
    if (stacked(kit) && rest) {
        int high = kit->layout.touch + label_high(kit);
        draw_now(kit, layout_take_top(&content, high), &place);
        (void)layout_take_top(&content, layout_px(&kit->layout, 1));
        struct draw_rect then = layout_take_top(&content, high);
        (void)layout_take_top(&content, layout_px(&kit->layout, 1));
        last = content;
        content = then;
    } else if (stacked(kit)) {
        int most = content.h - arrow - kit->layout.touch - label_high(kit);
        int high = content.h * 54 / 100 - arrow / 2;
        draw_now(kit, layout_take_top(&content, high < most ? high : most),
                 &place);
        draw_arrow(kit, layout_take_top(&content, arrow));
    } else {
        if (rest) {
            last = layout_take_right(&content, content.w * 27 / 100);
            (void)layout_take_right(&content, layout_px(&kit->layout, 4));
        }
        draw_now(kit,
                 layout_take_left(&content, content.w * 56 / 100 - arrow / 2),
                 &place);
        draw_arrow(kit, layout_take_left(&content, arrow));
    }
    draw_then(kit, content, &place);
    if (rest)
        draw_rest(kit, last, &place, wanted - 2);
}

/* --- menu: today's things in no order but the plan's --- */

enum { MENU_TILES = 4 }; /* one less where "more" takes a place */

static int
menu_pages(const struct kit *kit, int *size)
{
    int wanted = kit->person->how_many;
    int count = kit->world->day.count;
    int most = count > MENU_TILES ? MENU_TILES - 1 : MENU_TILES;
    *size = wanted >= 1 && wanted < most ? wanted : most;
    return count == 0 ? 1 : (count + *size - 1) / *size;
}

static void
draw_menu(struct kit *kit, struct draw_rect content)
{
    int size = 1;
    int pages = menu_pages(kit, &size);
    int first = kit->app->page % pages * size;
    int columns = size < 3 ? size : kit->layout.portrait ? 2 : size;
    if (!kit->layout.portrait && content.w / size < content.h / 2)
        columns = 2;
    if (kit->layout.portrait && size < 4)
        columns = 1;
    int rows = (size + columns - 1) / columns;
    for (int i = 0; i < size && first + i < kit->world->day.count; i++)
        kit_item_touch(kit,
                       layout_cell(content, columns, rows, kit->layout.gap,
                                   i % columns, i / columns),
                       &kit->world->day.items[first + i], false, false);
    if (pages > 1)
        kit_button(kit, kit->layout.slots[SLOT_SECOND], "more", "own-next",
                   word(kit->lang, "Mer"));
}

/* --- the bar --- */

static void
draw_bar(struct kit *kit)
{
    const struct draw_rect *slots = kit->layout.slots;
    const struct view_item *now = item_now(kit->app);
    enum view_mode mode = kit->person->mode;
    if (mode != MODE_MENU)
        kit_button(kit, slots[SLOT_FIRST], "day", "own-day",
                   word(kit->lang, "Min dag"));
    if (now != NULL && (mode == MODE_NOW_THEN || mode == MODE_SEQUENCE)) {
        bool done = now->state == STATE_DONE;
        kit_button(
            kit, slots[SLOT_SECOND], "done", done ? "own-undo" : "own-done",
            done ? word(kit->lang, "Inte klar") : word(kit->lang, "Klar"));
    }
    kit_button(kit, slots[SLOT_THIRD], "pause", "own-pause",
               word(kit->lang, "Paus"));
    kit_frame(kit, kit->app->undo.kind != UNDO_NONE ? LEFT_UNDO : LEFT_NONE,
              RIGHT_LEAVE);
}

void
screen_home(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    kit_header(kit);
    if (kit->person == NULL)
        return;
    if (kit->world->day.count == 0)
        plain_card(kit, layout_middle(content, content.w * 3 / 4, content.h),
                   "empty", "own-free-day",
                   word(kit->lang, "I dag är inget planerat"));
    else if (kit->person->mode == MODE_MENU)
        draw_menu(kit, content);
    else
        draw_now_then(kit, content);
    draw_bar(kit);
}

static void
open_day(struct app *app)
{
    const struct view_item *change =
        app_quiet(app) ? NULL : app_unseen_change(app);
    if (change == NULL) {
        app_show(app, SCREEN_DAY);
        return;
    }
    app->after = SCREEN_DAY;
    screen_change_open(app, change);
}

static void
toggle_done(struct app *app)
{
    const struct view_item *now = item_now(app);
    if (now == NULL)
        return;
    app_mark_done(app, now, -1, now->state != STATE_DONE);
    (void)text_copy(app->held, sizeof app->held, "done");
}

bool
screen_home_act(struct app *app, const char *element)
{
    const char *item = kit_item_of(element);
    if (item != NULL) {
        app_open_item(app, item, SCREEN_HOME);
    } else if (text_equal(element, "day")) {
        open_day(app);
    } else if (text_equal(element, "done")) {
        toggle_done(app);
    } else if (text_equal(element, "pause")) {
        (void)app_command(app, "pause", app->person);
        (void)text_copy(app->held, sizeof app->held, "pause");
    } else if (text_equal(element, "more")) {
        app->page++;
    } else {
        return false;
    }
    return true;
}
