#include "ui/kiosk/kit_time.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/day.h"

/* Pause, and what helps me: calm and dim. The person ends it. A length may be
 * chosen, shown in dots; when they are out, the next picture is there. */

/* A dot of a pause is five minutes: of ten, a quarter would show nothing. */
enum { DOT_MINUTES = 5, SHORT_MINUTES = 10, LONG_MINUTES = 30 };

static bool
has_length(const struct app *app)
{
    return app->person[0] != '\0' && text_equal(app->pause_of, app->person) &&
           app->world->now.boot_ms < app->pause_until_ms;
}

/* The time that was chosen is over (LA-15): nothing sounds, the next picture
 * is there. NULL: it is not, or there is nothing more today. */
static const struct view_item *
after_length(const struct kit *kit)
{
    const struct app *app = kit->app;
    if (!text_equal(app->pause_of, app->person) ||
        app->world->now.boot_ms < app->pause_until_ms)
        return NULL;
    const struct view_day *day = &kit->world->day;
    struct day_place place =
        day_place_of(day, kit->world->minute, app_clock_sure(app));
    int at = place.now >= 0 ? place.now : place.next;
    return at >= 0 && at < day->count ? &day->items[at] : NULL;
}

static void
draw_next(struct kit *kit, struct draw_rect area, const struct view_item *item)
{
    kit_card(kit, area, kit->palette->card);
    draw_element(kit->list, "paused", ROLE_PICTURE, item->what.text, area);
    kit_own(kit, NULL);
    kit_card_words(kit, layout_inset(area, layout_px(&kit->layout, 2)),
                   &item->what, NULL);
}

static int
minutes_left(const struct app *app)
{
    return (int)((app->pause_until_ms - app->world->now.boot_ms + 59999) /
                 60000);
}

static void
draw_left(struct kit *kit, struct draw_rect row)
{
    char label[DRAW_TEXT_SIZE];
    int of = kit->app->pause_minutes / DOT_MINUTES;
    int lit = (minutes_left(kit->app) + DOT_MINUTES - 1) / DOT_MINUTES;
    int left = lit * DOT_MINUTES;
    text_format(label, sizeof label,
                word_plural(kit->lang, "%d minut kvar", "%d minuter kvar",
                            (unsigned long)left),
                left);
    draw_element(kit->list, "pause-left", ROLE_STATUS, label, row);
    kit_time_dots_row(kit, row, lit, of);
}

static void
draw_calm(struct kit *kit, struct draw_rect area)
{
    const struct view_item *next = after_length(kit);
    if (next != NULL) {
        draw_next(kit, area, next);
        return;
    }
    bool dots = has_length(kit->app);
    struct draw_rect words =
        layout_take_bottom(&area, layout_px(&kit->layout, dots ? 25 : 17));
    (void)layout_take_top(&words, layout_px(&kit->layout, 1));
    kit_picture(kit, layout_inset(area, layout_px(&kit->layout, 1)),
                "own-pause");
    if (dots) {
        draw_left(kit, layout_take_top(&words, layout_px(&kit->layout, 6)));
        (void)layout_take_top(&words, layout_px(&kit->layout, 2));
    }
    struct draw_rect top = layout_take_top(&words, words.h / 2);
    kit_say(
        kit, "paused", top, word(kit->lang, "Du har paus"),
        (struct kit_style){
            .size = KIT_TITLE, .lines = 1, .align = DRAW_MIDDLE, .bold = true});
    kit_say(kit, "as-long", words,
            word(kit->lang, "Pausen är så lång som du vill"),
            (struct kit_style){
                .size = KIT_BODY, .align = DRAW_MIDDLE, .soft = true});
}

/* As many dots as it has. */
static void
draw_length(struct kit *kit, struct draw_rect rect, const char *id, int minutes,
            const char *label)
{
    bool chosen = has_length(kit->app) && kit->app->pause_minutes == minutes;
    int dots = minutes / DOT_MINUTES;
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_CHOICE, label,
                  chosen ? kit->palette->now : kit->palette->button);
    struct draw_rect words = layout_take_bottom(&inside, inside.h * 2 / 5);
    int side = layout_px(&kit->layout, 6);
    if (side > inside.w * 2 / (dots * 3))
        side = inside.w * 2 / (dots * 3);
    int wide = dots * side + (dots - 1) * side / 2;
    struct draw_rect row = layout_middle(inside, wide, side);
    for (int i = 0; i < dots; i++) {
        struct draw_rect dot = {row.x + i * side * 3 / 2, row.y, side, side};
        draw_disc(kit->list, dot, kit->palette->accent, 1.0f);
    }
    kit_say(kit, NULL, words, label,
            (struct kit_style){.size = KIT_SMALL, .align = DRAW_MIDDLE});
}

void
screen_pause(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    const char *lang = kit->lang;
    kit_header(kit);
    if (kit->person == NULL)
        return;
    int high = content.h * 11 / 20;
    int rest = content.h - layout_px(&kit->layout, 4) - 2 * kit->layout.touch -
               kit->layout.gap;
    struct draw_rect calm =
        kit->layout.portrait
            ? layout_take_top(&content, high < rest ? high : rest)
            : layout_take_left(&content, content.w * 9 / 20);
    if (kit->layout.portrait)
        (void)layout_take_top(&content, layout_px(&kit->layout, 4));
    else
        (void)layout_take_left(&content, layout_px(&kit->layout, 4));
    draw_calm(kit, calm);
    int gap = kit->layout.gap;
    int most = layout_px(&kit->layout, 30);
    if ((content.h - gap) / 2 > most)
        content = layout_middle(content, content.w, 2 * most + gap);
    if (app_clock_sure(kit->app)) {
        draw_length(kit, layout_cell(content, 2, 2, gap, 0, 0), "pause:10",
                    SHORT_MINUTES, word(lang, "Tio minuter"));
        draw_length(kit, layout_cell(content, 2, 2, gap, 1, 0), "pause:30",
                    LONG_MINUTES, word(lang, "En halvtimme"));
    }
    if (kit->person->strategy_count > 0)
        kit_button(kit, layout_cell(content, 2, 2, gap, 0, 1), "strategies",
                   "own-strategies", word(lang, "Det som hjälper mig"));
    kit_button(kit, layout_cell(content, 2, 2, gap, 1, 1), "resume", "own-day",
               word(lang, "Till min dag"));
    kit_frame(kit, LEFT_NONE, RIGHT_LEAVE);
}

/* The same length again takes it away. */
static void
set_length(struct app *app, int minutes)
{
    bool again = has_length(app) && app->pause_minutes == minutes;
    app->pause_of[0] = '\0';
    if (again)
        return;
    (void)text_copy(app->pause_of, sizeof app->pause_of, app->person);
    app->pause_minutes = minutes;
    app->pause_until_ms = app->world->now.boot_ms + (int64_t)minutes * 60000;
}

bool
screen_pause_act(struct app *app, const char *element)
{
    if (text_equal(element, "pause:10")) {
        set_length(app, SHORT_MINUTES);
    } else if (text_equal(element, "pause:30")) {
        set_length(app, LONG_MINUTES);
    } else if (text_equal(element, "strategies")) {
        app_show(app, SCREEN_STRATEGIES);
    } else if (text_equal(element, "resume")) {
        app->pause_of[0] = '\0';
        (void)app_command(app, "resume", app->person);
        (void)text_copy(app->held, sizeof app->held, "resume");
    } else {
        return false;
    }
    return true;
}

/* --- what helps me --- */

void
screen_strategies(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    kit_header(kit);
    if (kit->person == NULL || kit->person->strategy_count == 0) {
        kit_frame(kit, LEFT_BACK, RIGHT_HOME);
        return;
    }
    kit_heading(kit, &content, "own-strategies",
                word(kit->lang, "Det som hjälper mig"));
    int count = kit->person->strategy_count;
    int columns = count == 1 ? 1 : 2;
    if (!kit->layout.portrait)
        columns = count;
    if (kit->layout.portrait && count == 2)
        columns = 1;
    if (columns == 4 && content.h > content.w / 2)
        columns = 2;
    int rows = (count + columns - 1) / columns;
    int gap = layout_px(&kit->layout, 4);
    for (int i = 0; i < count; i++) {
        char id[DRAW_ID_SIZE];
        const struct view_card *card = &kit->person->strategies[i];
        struct draw_rect rect =
            layout_cell(content, columns, rows, gap, i % columns, i / columns);
        (void)text_format(id, sizeof id, "strategy:%d", i);
        kit_card(kit, rect, kit->palette->card);
        draw_element(kit->list, id, ROLE_PICTURE, card->text, rect);
        kit_own(kit, NULL);
        kit_card_words(kit, layout_inset(rect, layout_px(&kit->layout, 2)),
                       card, NULL);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

bool
screen_strategies_act(struct app *app, const char *element)
{
    if (!text_equal(element, "back") && !text_equal(element, "home"))
        return false;
    app_go_home(app);
    return true;
}
