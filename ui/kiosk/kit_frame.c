#include "ui/kiosk/kit.h"

#include <math.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/day.h"
#include "ui/kiosk/trouble.h"

enum { NOTES_MAX = 2 };

struct note {
    const char *id, *icon;
    char text[DRAW_TEXT_SIZE];
};

struct notes {
    struct note note[NOTES_MAX];
    int count, most; /* narrow, or in large letters, the first alone is told */
};

static void
add_note(struct notes *notes, const char *id, const char *icon,
         const char *text)
{
    if (notes->count == notes->most)
        return;
    struct note *note = &notes->note[notes->count++];
    note->id = id;
    note->icon = icon;
    (void)text_copy(note->text, sizeof note->text, text);
}

static void
note_signal(struct kit *kit, struct notes *notes)
{
    const struct view_signal *signal = app_signal(kit->app);
    if (signal == NULL || kit->app->screen == SCREEN_SIGNAL ||
        (kit->app->screen == SCREEN_STAFF_SIGNAL &&
         text_equal(kit->app->staff.signal, signal->id)))
        return;
    const char *icon = NULL;
    char text[DRAW_TEXT_SIZE];
    screen_signal_sentence(kit->app, signal, &icon, text, sizeof text);
    /* What is said to whoever pressed is not said to staff in their corner. */
    if (app_in_corner(kit->app))
        screen_staff_sentence(kit, signal, text, sizeof text);
    add_note(notes, "note:signal", icon, text);
}

/* TP-7: what comes is told in a picture and one word, and nothing sounds. */
static void
note_soon(struct kit *kit, struct notes *notes)
{
    const struct app_world *world = kit->world;
    if (kit->person == NULL || app_quiet(kit->app) || !app_clock_sure(kit->app))
        return;
    struct day_place place = day_place_of(&world->day, world->minute, true);
    if (place.next < 0 || place.next >= world->day.count)
        return;
    const struct view_item *next = &world->day.items[place.next];
    if (day_notice(next, world->minute) == 0)
        return;
    char text[DRAW_TEXT_SIZE];
    (void)text_format(text, sizeof text, word(kit->lang, "Snart: %s"),
                      next->what.text);
    add_note(notes, "note:soon",
             text_empty(next->what.picture) ? "own-next" : next->what.picture,
             text);
}

static void
gather(struct kit *kit, struct notes *notes)
{
    const struct app *app = kit->app;
    if (kit->world->unsaved_ms > APP_UNSAVED_MS)
        add_note(notes, "note:unsaved", "own-not-saved",
                 word(kit->lang, "Det är inte sparat än"));
    else if (kit->world->unsaved_ms > APP_SAVING_MS)
        add_note(notes, "note:saving", "own-wait", word(kit->lang, "Sparar …"));
    note_signal(kit, notes);
    if (app->screen == SCREEN_HOME && app->undo.kind == UNDO_ARRIVAL)
        add_note(notes, "note:here", "own-here", word(kit->lang, "Du är här"));
    /* On the cover it is a card, for whoever comes in (screen_cover.c). */
    enum trouble trouble = trouble_of(app);
    if (app->screen == SCREEN_HOME && trouble != TROUBLE_NONE)
        add_note(notes, "note:button", trouble_icon(trouble),
                 trouble_words(kit->lang, trouble));
    note_soon(kit, notes);
}

static void
draw_note(struct kit *kit, struct draw_rect rect, const struct note *note)
{
    draw_element(kit->list, note->id, ROLE_STATUS, note->text, rect);
    draw_box(kit->list, rect, kit->palette->note, kit_radius(kit));
    rect = layout_inset(rect, layout_px(&kit->layout, 0.6));
    struct draw_rect left = layout_take_left(&rect, rect.h);
    kit_picture(kit, left, note->icon);
    (void)layout_take_left(&rect, layout_px(&kit->layout, 1.6));
    kit_say(kit, NULL, rect, note->text, (struct kit_style){.size = KIT_BODY});
}

static bool
shows_clock(const struct kit *kit)
{
    return app_clock_sure(kit->app) &&
           (kit->person == NULL || kit->person->time != TIME_NONE);
}

static void
draw_clock(struct kit *kit, struct draw_rect rect, enum draw_align align)
{
    char clock[CIVIL_TIME_SIZE];
    civil_format_time(kit->world->minute, clock);
    kit_say(kit, "clock", rect, clock,
            (struct kit_style){.size = KIT_TITLE, .lines = 1, .align = align});
}

static void
draw_date(struct kit *kit, struct draw_rect rect)
{
    if (!app_clock_sure(kit->app))
        return;
    struct civil_ymd date = civil_ymd_of(kit->world->today);
    char text[DRAW_TEXT_SIZE];
    (void)text_format(
        text, sizeof text,
        word_in(kit->lang, "weekday, day, month", "%1$s %2$d %3$s"),
        word_weekday(kit->lang, civil_weekday(kit->world->today)), date.day,
        word_month(kit->lang, date.month));
    kit_say(kit, "date", rect, text,
            (struct kit_style){.size = KIT_BODY, .lines = 1});
}

void
kit_header(struct kit *kit)
{
    struct draw_rect rect = kit->layout.header;
    bool narrow = rect.w < panel_px(&kit->layout.panel, 100);
    bool large = kit->frame_scale > 1.0;
    struct notes notes = {.most = narrow || large ? 1 : NOTES_MAX};
    if (kit->person != NULL) {
        struct draw_rect left = layout_take_left(&rect, rect.h);
        kit_picture(kit, left, kit->person->picture);
        draw_element(kit->list, "me", ROLE_PICTURE, kit->person->symbol, left);
        kit_own(kit, NULL);
        (void)layout_take_left(&rect, layout_px(&kit->layout, 2.5));
    }
    gather(kit, &notes);
    int gap = layout_px(&kit->layout, 2);
    for (int i = 0; i < notes.count; i++)
        draw_note(kit, layout_cell(rect, notes.count, 1, gap, i, 0),
                  &notes.note[i]);
    if (notes.count > 0)
        return;
    if (narrow && kit->layout.ear.w > 0) {
        /* Beside the ear there is room for two rows, not for one long one. */
        rect.y = kit->layout.ear.y;
        rect.h = kit->layout.ear.h / 2;
        draw_date(kit, rect);
        rect.y += rect.h;
        if (shows_clock(kit))
            draw_clock(kit, rect, DRAW_START);
        return;
    }
    if (shows_clock(kit))
        draw_clock(kit, layout_take_right(&rect, layout_px(&kit->layout, 24)),
                   DRAW_END);
    draw_date(kit, rect);
}

void
kit_frame(struct kit *kit, enum kit_left left, enum kit_right right)
{
    const struct draw_rect *slots = kit->layout.slots;
    const char *lang = kit->lang;
    if (left == LEFT_BACK)
        kit_button(kit, slots[SLOT_BACK], "back", "own-back",
                   word(lang, "Tillbaka"));
    if (left == LEFT_UNDO)
        kit_button(kit, slots[SLOT_BACK], "undo", "own-undo",
                   word(lang, "Ångra"));
    kit_button(kit, slots[SLOT_ASK], "ask", "own-ask",
               word(lang, "Fråga personal"));
    kit_ear(kit);
    if (right == RIGHT_HOME)
        kit_button(kit, slots[SLOT_HOME], "home", "own-home",
                   word(lang, "Start"));
    if (right == RIGHT_LEAVE)
        kit_button(kit, slots[SLOT_HOME], "leave", "own-leave",
                   word(lang, "Hejdå"));
}

void
kit_heading(struct kit *kit, struct draw_rect *content, const char *icon,
            const char *text)
{
    struct draw_rect row = layout_take_top(
        content, layout_px(&kit->layout, 9 * fmin(kit->frame_scale, 1.4)));
    (void)layout_take_top(content, layout_px(&kit->layout, 2));
    struct draw_rect rect = row;
    if (icon != NULL) {
        kit_picture(kit, layout_take_left(&rect, rect.h), icon);
        (void)layout_take_left(&rect, layout_px(&kit->layout, 2));
    }
    kit_say(kit, "heading", rect, text,
            (struct kit_style){.size = KIT_TITLE, .bold = true});
}

void
kit_pages(struct kit *kit, int page, int pages)
{
    if (pages < 2)
        return;
    const struct draw_rect *slots = kit->layout.slots;
    if (page > 0)
        kit_button(kit, slots[SLOT_FIRST], "previous", "own-previous",
                   word(kit->lang, "Förra sidan"));
    if (page < pages - 1)
        kit_button(kit, slots[SLOT_THIRD], "next", "own-next",
                   word(kit->lang, "Nästa sida"));
    char label[DRAW_TEXT_SIZE];
    (void)text_format(label, sizeof label, word(kit->lang, "Sida %1$d av %2$d"),
                      page + 1, pages);
    draw_element(kit->list, "page", ROLE_STATUS, label, slots[SLOT_SECOND]);
    int side = layout_px(&kit->layout, 2.6);
    int wide = pages * side + (pages - 1) * side;
    if (wide > slots[SLOT_SECOND].w) { /* more than can be told by dots */
        (void)text_format(label, sizeof label, "%d/%d", page + 1, pages);
        kit_say(kit, NULL, slots[SLOT_SECOND], label,
                (struct kit_style){
                    .size = KIT_BODY, .lines = 1, .align = DRAW_MIDDLE});
        return;
    }
    struct draw_rect row = layout_middle(slots[SLOT_SECOND], wide, side);
    for (int i = 0; i < pages; i++) {
        struct draw_rect dot = {row.x + i * 2 * side, row.y, side, side};
        draw_disc(kit->list, dot,
                  i == page ? kit->palette->accent : kit->palette->edge, 1.0f)
            ->fraction = 1.0f;
    }
}
