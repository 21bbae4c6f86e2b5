/* Today, for staff who have no other screen: signals first, then who is here
 * and who is not; and one page for each of them. */
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/kiosk/kit.h"

enum { TILE_MM = 28, TILE_HIGH_MM = 20 };

struct tiles {
    struct draw_rect area;
    int columns, rows;
};

static struct tiles
tiles_of(const struct layout *layout)
{
    int wide = layout_px(layout, TILE_MM);
    int high = layout_px(layout, TILE_HIGH_MM);
    struct tiles tiles = {.area = layout->content};
    if (high > tiles.area.h)
        high = layout->touch;
    tiles.columns = layout_count(tiles.area.w, wide, layout->gap);
    tiles.rows = layout_count(tiles.area.h, high, layout->gap);
    if (tiles.columns > 6)
        tiles.columns = 6;
    if (tiles.rows > 4)
        tiles.rows = 4;
    return tiles;
}

static bool
is_open(const struct view_signal *signal)
{
    return signal->state < SIGNAL_CLOSED;
}

static int
open_signals(const struct app_world *world,
             const struct view_signal *out[VIEW_SIGNALS_MAX])
{
    int count = 0;
    for (int i = 0; i < world->signal_count; i++)
        if (is_open(&world->signals[i]))
            out[count++] = &world->signals[i];
    return count;
}

/* The `at`th of the people, those who are here before those who are not;
 * NULL: there are not so many. */
static const struct view_person *
person_at(const struct app_world *world, int at)
{
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < world->people_count; i++)
            if (world->people[i].here == (pass == 0) && at-- == 0)
                return &world->people[i];
    return NULL;
}

static void
clock_of(int64_t utc_ms, char out[CIVIL_TIME_SIZE])
{
    civil_format_time(civil_from_utc(utc_ms).minute, out);
}

static void
place_of(const struct kit *kit, const struct view_signal *signal, char *out,
         size_t size)
{
    (void)text_copy(out, size,
                    text_equal(signal->place, "kiosk")
                        ? word(kit->lang, "Vid skärmen")
                        : signal->place);
}

static const char *
sign_of(const struct view_signal *signal)
{
    static const char *const signs[] = {[SIGNAL_PRESSED] = "own-sent",
                                        [SIGNAL_DELIVERED] = "own-delivered",
                                        [SIGNAL_ACKNOWLEDGED] = "own-coming",
                                        [SIGNAL_WITH] = "own-here",
                                        [SIGNAL_CLOSED] = "own-done",
                                        [SIGNAL_WITHDRAWN] = "own-calm"};
    return signs[signal->state];
}

static void
draw_signal_tile(struct kit *kit, struct draw_rect rect,
                 const struct view_signal *signal)
{
    char id[DRAW_ID_SIZE];
    char stamp[CIVIL_TIME_SIZE];
    char second[DRAW_TEXT_SIZE];
    struct view_card card = {.text = ""};
    clock_of(signal->raised_utc_ms, stamp);
    place_of(kit, signal, card.text, sizeof card.text);
    (void)text_copy(card.picture, sizeof card.picture, sign_of(signal));
    (void)text_format(
        second, sizeof second, "%s%s%s", app_clock_sure(kit->app) ? stamp : "",
        app_clock_sure(kit->app) && signal->about_name[0] != '\0' ? " " : "",
        signal->about_name);
    (void)text_format(id, sizeof id, "signal:%s", signal->id);
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_CHOICE, card.text, kit->palette->note);
    kit_card_words(kit, inside, &card, second);
}

static void
state_of(const struct kit *kit, const struct view_person *person, char *out,
         size_t size)
{
    char stamp[CIVIL_TIME_SIZE];
    if (!person->here) {
        (void)text_copy(out, size, word(kit->lang, "inte här"));
        return;
    }
    clock_of(person->arrived_utc_ms, stamp);
    if (app_clock_sure(kit->app))
        (void)text_format(out, size, word(kit->lang, "här %s"), stamp);
    else
        (void)text_copy(out, size, word(kit->lang, "här"));
}

static void
draw_person_tile(struct kit *kit, struct draw_rect rect,
                 const struct view_person *person)
{
    char id[DRAW_ID_SIZE];
    char second[DRAW_TEXT_SIZE];
    struct view_card card = {.text = ""};
    (void)text_copy(card.text, sizeof card.text, person->name);
    (void)text_copy(card.picture, sizeof card.picture, person->picture);
    (void)text_format(id, sizeof id, "member:%s", person->id);
    state_of(kit, person, second, sizeof second);
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_CHOICE, card.text,
                  person->here ? kit->palette->card : kit->palette->ground);
    kit_card_words(kit, inside, &card, second);
}

void
screen_staff(struct kit *kit)
{
    const struct view_signal *signals[VIEW_SIGNALS_MAX];
    int signal_count = open_signals(kit->world, signals);
    int all = signal_count + kit->world->people_count;
    struct tiles tiles = tiles_of(&kit->layout);
    int size = tiles.columns * tiles.rows;
    kit_header(kit);
    for (int i = 0; i < size; i++) {
        int at = kit->app->page * size + i;
        const struct view_person *person =
            person_at(kit->world, at - signal_count);
        struct draw_rect cell =
            layout_cell(tiles.area, tiles.columns, tiles.rows, kit->layout.gap,
                        i % tiles.columns, i / tiles.columns);
        if (at < signal_count)
            draw_signal_tile(kit, cell, signals[at]);
        else if (person != NULL)
            draw_person_tile(kit, cell, person);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(kit, kit->app->page, all <= size ? 1 : (all + size - 1) / size);
}

static bool
turn_page(struct app *app, const char *element)
{
    int page = app->page;
    if (text_equal(element, "next"))
        page++;
    else if (text_equal(element, "previous") && page > 0)
        page--;
    else
        return false;
    app_show(app, app->screen);
    app->page = page;
    return true;
}

bool
screen_staff_act(struct app *app, const char *element)
{
    static const char person[] = "member:";
    static const char signal[] = "signal:";
    if (turn_page(app, element))
        return true;
    app->staff.page = app->page;
    if (strncmp(element, person, sizeof person - 1) == 0) {
        (void)text_copy(app->staff.person, sizeof app->staff.person,
                        element + sizeof person - 1);
        app_show(app, SCREEN_STAFF_PERSON);
        return true;
    }
    if (strncmp(element, signal, sizeof signal - 1) == 0) {
        (void)text_copy(app->staff.signal, sizeof app->staff.signal,
                        element + sizeof signal - 1);
        app_show(app, SCREEN_STAFF_SIGNAL);
        return true;
    }
    return false;
}

static bool
back_to_today(struct app *app, const char *element)
{
    if (!text_equal(element, "back"))
        return false;
    app_show(app, SCREEN_STAFF);
    app->page = app->staff.page;
    return true;
}

/* A picture at the side and what is said beside it, one under the other. */
static void
draw_told(struct kit *kit, const char *picture, const char *title,
          const char *second, const char *third)
{
    struct draw_rect area =
        layout_middle(kit->layout.content, kit->layout.content.w,
                      layout_px(&kit->layout, 50));
    struct draw_rect left =
        layout_take_left(&area, area.h < area.w / 3 ? area.h : area.w / 3);
    kit_picture(kit, left, picture);
    (void)layout_take_left(&area, layout_px(&kit->layout, 4));
    int rows = text_empty(third) ? 2 : 3;
    struct draw_rect top = layout_take_top(&area, area.h / rows);
    kit_say(kit, "title", top, title,
            (struct kit_style){.size = KIT_BIG, .bold = true, .lean = 1});
    struct draw_rect middle =
        rows == 3 ? layout_take_top(&area, area.h / 2) : area;
    kit_say(kit, "second", middle, second,
            (struct kit_style){
                .size = KIT_BODY, .lines = 2, .lean = rows == 3 ? 0 : -1});
    if (rows == 3)
        kit_say(kit, "third", area, third,
                (struct kit_style){.size = KIT_BODY, .lines = 2, .lean = -1});
}

/* --- one person --- */

void
screen_staff_person(struct kit *kit)
{
    const struct view_person *person =
        app_find_person(kit->app, kit->app->staff.person);
    kit_header(kit);
    if (person != NULL) {
        char state[DRAW_TEXT_SIZE];
        state_of(kit, person, state, sizeof state);
        draw_told(kit, person->picture, person->name, state, "");
        if (person->here)
            kit_button(kit, kit->layout.slots[SLOT_FIRST], "member_leave",
                       "own-leave", word(kit->lang, "Går hem"));
        else
            kit_button(kit, kit->layout.slots[SLOT_FIRST], "member_arrive",
                       "own-here", word(kit->lang, "Är här"));
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

bool
screen_staff_person_act(struct app *app, const char *element)
{
    bool arrives = text_equal(element, "member_arrive");
    if (back_to_today(app, element))
        return true;
    if (!arrives && !text_equal(element, "member_leave"))
        return false;
    if (app_staff_command(app, arrives ? "arrive" : "leave",
                          app->staff.person) != NULL)
        (void)text_copy(app->held, sizeof app->held, element);
    return true;
}

/* --- one signal --- */

static const struct view_signal *
the_signal(const struct app *app)
{
    for (int i = 0; i < app->world->signal_count; i++)
        if (text_equal(app->world->signals[i].id, app->staff.signal))
            return &app->world->signals[i];
    return NULL;
}

static void
say_state(const struct kit *kit, const struct view_signal *signal, char *out,
          size_t size)
{
    const char *lang = kit->lang;
    const char *who = signal->staff_name;
    switch (signal->state) {
    case SIGNAL_ACKNOWLEDGED:
        (void)text_format(out, size, word(lang, "%s kommer."), who);
        break;
    case SIGNAL_WITH:
        (void)text_format(out, size, word(lang, "%s är där."), who);
        break;
    case SIGNAL_CLOSED:
        (void)text_copy(out, size, word(lang, "Signalen är avslutad."));
        break;
    case SIGNAL_WITHDRAWN:
        (void)text_copy(out, size, word(lang, "Det är lugnt igen."));
        break;
    case SIGNAL_PRESSED:
    case SIGNAL_DELIVERED:
    default:
        (void)text_copy(out, size, word(lang, "Ingen har svarat än."));
        break;
    }
}

void
screen_staff_sentence(const struct kit *kit, const struct view_signal *signal,
                      char *out, size_t size)
{
    char state[DRAW_TEXT_SIZE];
    place_of(kit, signal, out, size);
    say_state(kit, signal, state, sizeof state);
    (void)text_append(out, size, "%s%s", out[0] == '\0' ? "" : " · ", state);
}

static void
draw_answers(struct kit *kit, const struct view_signal *signal)
{
    const struct draw_rect *slots = kit->layout.slots;
    if (!is_open(signal))
        return;
    if (signal->state < SIGNAL_ACKNOWLEDGED)
        kit_button(kit, slots[SLOT_FIRST], "acknowledge", "own-coming",
                   word(kit->lang, "Jag kommer"));
    if (signal->state < SIGNAL_WITH)
        kit_button(kit, slots[SLOT_SECOND], "with", "own-here",
                   word(kit->lang, "Jag är där"));
    kit_button(kit, slots[SLOT_THIRD], "close", "own-done",
               word(kit->lang, "Avsluta"));
}

void
screen_staff_signal(struct kit *kit)
{
    const struct view_signal *signal = the_signal(kit->app);
    kit_header(kit);
    if (signal != NULL) {
        char place[VIEW_NAME_SIZE];
        char state[DRAW_TEXT_SIZE];
        char when[DRAW_TEXT_SIZE];
        char stamp[CIVIL_TIME_SIZE];
        place_of(kit, signal, place, sizeof place);
        say_state(kit, signal, state, sizeof state);
        clock_of(signal->raised_utc_ms, stamp);
        (void)text_format(when, sizeof when, "%s %s",
                          app_clock_sure(kit->app) ? stamp : "",
                          signal->about_name);
        text_trim(when);
        draw_told(kit, sign_of(signal), place, when[0] == '\0' ? state : when,
                  when[0] == '\0' ? "" : state);
        draw_answers(kit, signal);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

bool
screen_staff_signal_act(struct app *app, const char *element)
{
    if (back_to_today(app, element))
        return true;
    if (!text_equal(element, "acknowledge") && !text_equal(element, "with") &&
        !text_equal(element, "close"))
        return false;
    json_t *command = app_staff_command(app, element, "");
    if (command == NULL)
        return true;
    (void)json_object_set_new(command, "signal",
                              json_string(app->staff.signal));
    (void)text_copy(app->held, sizeof app->held, element);
    return true;
}
