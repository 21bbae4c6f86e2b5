/* Who of the staff stands here, and their PIN. */
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/kiosk/kit.h"

enum { PIN_MAX = 12, PIN_MIN = 6, TILE_MM = 26 };

/* --- who --- */

struct tiles {
    struct draw_rect area;
    int columns, rows;
};

static struct tiles
tiles_of(const struct layout *layout)
{
    int tile = layout_px(layout, TILE_MM);
    struct tiles tiles = {.area = layout->content};
    if (tile < layout->touch)
        tile = layout->touch;
    tiles.columns = layout_count(tiles.area.w, tile, layout->gap);
    tiles.rows = layout_count(tiles.area.h, tile, layout->gap);
    if (tiles.columns > 5)
        tiles.columns = 5;
    if (tiles.rows > 3)
        tiles.rows = 3;
    return tiles;
}

void
screen_staff_who(struct kit *kit)
{
    const struct app_world *world = kit->world;
    struct tiles tiles = tiles_of(&kit->layout);
    int size = tiles.columns * tiles.rows;
    kit_header(kit);
    if (world->team_count == 0)
        kit_say(kit, "empty", kit->layout.content,
                word(kit->lang, "Ingen har en PIN-kod än. Den väljs på "
                                "personalens sidor."),
                (struct kit_style){
                    .size = KIT_TITLE, .lines = 4, .align = DRAW_MIDDLE});
    for (int i = 0; i < size; i++) {
        char id[DRAW_ID_SIZE];
        int at = kit->app->page * size + i;
        if (at >= world->team_count)
            break;
        (void)text_format(id, sizeof id, "mate:%s", world->team[at].id);
        kit_tile(kit,
                 layout_cell(tiles.area, tiles.columns, tiles.rows,
                             kit->layout.gap, i % tiles.columns,
                             i / tiles.columns),
                 id, &world->team[at].card);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(
        kit, kit->app->page,
        world->team_count <= size ? 1 : (world->team_count + size - 1) / size);
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
screen_staff_who_act(struct app *app, const char *element)
{
    static const char prefix[] = "mate:";
    if (turn_page(app, element))
        return true;
    if (strncmp(element, prefix, sizeof prefix - 1) != 0)
        return false;
    (void)text_copy(app->staff.mate, sizeof app->staff.mate,
                    element + sizeof prefix - 1);
    app->staff.pin[0] = '\0';
    app->staff.says = PIN_SAYS_NOTHING;
    app_show(app, SCREEN_STAFF_PIN);
    return true;
}

/* --- PIN --- */

static const struct app_mate *
mate(const struct app *app)
{
    for (int i = 0; i < app->world->team_count; i++)
        if (text_equal(app->world->team[i].id, app->staff.mate))
            return &app->world->team[i];
    return NULL;
}

static void
draw_key(struct kit *kit, struct draw_rect rect, int digit)
{
    char id[DRAW_ID_SIZE];
    char label[4];
    (void)text_format(id, sizeof id, "digit:%d", digit);
    (void)text_format(label, sizeof label, "%d", digit);
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_BUTTON, label, kit->palette->card);
    kit_say(
        kit, NULL, inside, label,
        (struct kit_style){
            .size = KIT_BIG, .lines = 1, .bold = true, .align = DRAW_MIDDLE});
}

/* Where the keys stand: as a telephone has them where the pane is high enough,
 * else in rows of five or four, else nine with 0 in the bar below them. */
struct keys {
    int columns, rows; /* 0 columns: they do not fit */
    bool low_zero;     /* 0 stands in the bar */
};

static struct keys
keys_of(const struct layout *layout, struct draw_rect area)
{
    static const struct keys ways[] = {
        {3, 4, false}, {5, 2, false}, {4, 3, false}, {3, 3, true}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct draw_rect cell =
            layout_cell(area, ways[i].columns, ways[i].rows, layout->gap, 0, 0);
        if (cell.w >= layout->touch && cell.h >= layout->touch)
            return ways[i];
    }
    return (struct keys){0, 0, false};
}

static void
draw_keys(struct kit *kit, struct draw_rect area)
{
    int key = kit->layout.touch;
    int gap = kit->layout.gap;
    struct keys keys = keys_of(&kit->layout, area);
    if (keys.columns == 0)
        keys = (struct keys){5, 2, false};
    area = layout_middle(area, keys.columns * key * 7 / 4,
                         keys.rows * key * 7 / 5);
    for (int i = 0; i < 10; i++) {
        int digit = (i + 1) % 10;
        int x = keys.columns == 3 && digit == 0 ? 1 : i % keys.columns;
        struct draw_rect cell = layout_cell(area, keys.columns, keys.rows, gap,
                                            x, i / keys.columns);
        if (keys.low_zero && digit == 0)
            cell = kit->layout.slots[SLOT_SECOND];
        draw_key(kit, cell, digit);
    }
}

static void
draw_typed(struct kit *kit, struct draw_rect rect)
{
    int count = (int)strlen(kit->app->staff.pin);
    int dots = count < PIN_MIN ? PIN_MIN : count;
    int side = layout_px(&kit->layout, dots > 8 ? 1.6 : 2.4);
    int step = side + side / 2;
    char label[DRAW_TEXT_SIZE];
    struct draw_rect row = layout_middle(rect, dots * step - side / 2, side);
    (void)text_format(label, sizeof label, word(kit->lang, "%d siffror"),
                      count);
    draw_element(kit->list, "typed", ROLE_STATUS, label, rect);
    for (int i = 0; i < dots; i++) {
        struct draw_rect dot = {row.x + i * step, row.y, side, side};
        if (i < count)
            (void)draw_disc(kit->list, dot, kit->palette->ink, 1.0f);
        else
            (void)draw_ring(kit->list, dot, layout_px(&kit->layout, 0.4),
                            kit->palette->edge);
    }
}

static void
say_how_it_went(const struct kit *kit, char *out, size_t size)
{
    const struct app_staff *staff = &kit->app->staff;
    const struct app_mate *who = mate(kit->app);
    switch (staff->says) {
    case PIN_OTHER:
        (void)text_copy(out, size, word(kit->lang, "Koden är en annan."));
        break;
    case PIN_WAIT:
        (void)text_format(out, size,
                          word(kit->lang, "Det går att försöka igen om "
                                          "%d min."),
                          staff->wait_minutes);
        break;
    case PIN_BUSY:
        (void)text_copy(out, size, word(kit->lang, "Det gick inte just nu."));
        break;
    case PIN_SAYS_NOTHING:
    default:
        (void)text_copy(out, size, who == NULL ? "" : who->card.text);
        break;
    }
}

/* Where it is told what was typed and how it went; what is left of the content
 * is the keys'. A low pane has room for the keys alone: then it is told in the
 * bar, and where 0 stands there, in the line that nine keys leave. */
struct told {
    struct draw_rect line, dots, keys;
    struct kit_style style;
};

static struct told
told_of(const struct layout *layout)
{
    struct told told = {
        .dots = layout->slots[SLOT_SECOND],
        .keys = layout->content,
        .style = {
            .size = KIT_BODY, .lines = 1, .bold = true, .align = DRAW_MIDDLE}};
    told.line = layout_take_top(&told.keys, layout_px(layout, 8));
    struct keys keys = keys_of(layout, told.keys);
    if (keys.columns > 0 && !keys.low_zero)
        return told;
    told.keys = layout->content;
    keys = keys_of(layout, told.keys);
    if (keys.low_zero) {
        int high = 3 * layout->touch + 2 * layout->gap;
        told.line = layout_take_top(&told.keys, told.keys.h - high);
        told.dots = layout_take_left(&told.line, told.line.w / 3);
        told.style.align = DRAW_START;
        return told;
    }
    told.line = told.dots;
    told.dots = layout_take_bottom(&told.line, told.line.h / 3);
    told.style =
        (struct kit_style){.size = KIT_SMALL, .lines = 3, .align = DRAW_MIDDLE};
    return told;
}

void
screen_staff_pin(struct kit *kit)
{
    const struct draw_rect *slots = kit->layout.slots;
    struct told told = told_of(&kit->layout);
    char says[DRAW_TEXT_SIZE];
    kit_header(kit);
    say_how_it_went(kit, says, sizeof says);
    kit_say(kit, "says", told.line, says, told.style);
    draw_typed(kit, told.dots);
    draw_keys(kit, told.keys);
    if (kit->app->staff.pin[0] != '\0')
        kit_button(kit, slots[SLOT_FIRST], "erase", "own-undo",
                   word(kit->lang, "Sudda"));
    if (strlen(kit->app->staff.pin) >= PIN_MIN)
        kit_button(kit, slots[SLOT_THIRD], "enter", "own-done",
                   word(kit->lang, "Öppna"));
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

static void
type(struct app *app, char digit)
{
    size_t length = strlen(app->staff.pin);
    if (length >= PIN_MAX)
        return;
    app->staff.says = PIN_SAYS_NOTHING;
    app->staff.pin[length] = digit;
    app->staff.pin[length + 1] = '\0';
    /* The next digit may be the same key at once: not the same touch. */
    app->last_ms = app->world->now.boot_ms - APP_SAME_TOUCH_MS;
}

static void
send(struct app *app)
{
    json_t *command = app_command(app, "pin_login", "");
    if (command == NULL)
        return;
    (void)json_object_set_new(command, "account", json_string(app->staff.mate));
    (void)json_object_set_new(command, "pin", json_string(app->staff.pin));
    (void)text_copy(app->held, sizeof app->held, "enter");
}

bool
screen_staff_pin_act(struct app *app, const char *element)
{
    static const char prefix[] = "digit:";
    size_t length = strlen(app->staff.pin);
    if (strncmp(element, prefix, sizeof prefix - 1) == 0)
        type(app, element[sizeof prefix - 1]);
    else if (text_equal(element, "erase") && length > 0)
        app->staff.pin[length - 1] = '\0';
    else if (text_equal(element, "enter"))
        send(app);
    else if (text_equal(element, "back"))
        app_show(app, SCREEN_STAFF_WHO);
    else
        return false;
    return true;
}
