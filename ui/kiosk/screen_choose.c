#include "ui/kiosk/kit.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* Symbols stand where they always stand: a person's place in the group says
 * page and cell. No names. */

struct grid {
    struct draw_rect area;
    int columns, rows, gap;
};

static struct grid
grid_of(const struct layout *layout)
{
    double mm = layout->scale > 1.0 ? 23 : 20;
    int tile = layout_px(layout, mm);
    struct grid grid = {.area = layout->content, .gap = layout->gap};
    if (tile < layout->touch)
        tile = layout->touch;
    grid.columns = layout_count(grid.area.w, tile, grid.gap);
    grid.rows = layout_count(grid.area.h, tile, grid.gap);
    if (grid.columns > 6)
        grid.columns = 6;
    if (grid.rows > 4)
        grid.rows = 4;
    return grid;
}

static struct grid
grid_here(const struct app *app)
{
    struct layout layout;
    kit_layout(&layout, app, true);
    return grid_of(&layout);
}

static int
per_page(const struct grid *grid)
{
    return grid->columns * grid->rows;
}

static struct draw_rect
cell(const struct grid *grid, int index)
{
    return layout_cell(grid->area, grid->columns, grid->rows, grid->gap,
                       index % grid->columns, index / grid->columns);
}

bool
screen_choose_has_groups(const struct app *app)
{
    struct grid grid = grid_here(app);
    return app->world->group_count > 1 &&
           app->world->people_count > per_page(&grid);
}

/* --- groups --- */

static int
pages_of(int count, int page_size)
{
    return count <= 0 ? 1 : (count + page_size - 1) / page_size;
}

static bool
somebody_without_group(const struct app_world *world)
{
    for (int i = 0; i < world->people_count; i++)
        if (world->people[i].group[0] == '\0')
            return true;
    return false;
}

static void
draw_group(struct kit *kit, const struct grid *grid, int at,
           const struct view_group *group)
{
    char id[DRAW_ID_SIZE];
    struct view_card card;
    (void)text_format(id, sizeof id, "group:%s", group->id);
    (void)text_copy(card.text, sizeof card.text, group->name);
    (void)text_copy(card.picture, sizeof card.picture, group->picture);
    kit_tile(kit, cell(grid, at), id, &card);
}

/* Few groups are drawn large. */
static struct grid
grid_of_groups(const struct layout *layout, int count)
{
    struct grid grid = grid_of(layout);
    if (count > 6)
        return grid;
    grid.columns = layout->portrait ? (count > 3 ? 2 : 1)
                   : count > 4      ? 3
                                    : count;
    grid.rows = (count + grid.columns - 1) / grid.columns;
    int most = layout_px(layout, 52);
    if ((grid.area.h - (grid.rows - 1) * grid.gap) / grid.rows > most)
        grid.area =
            layout_middle(grid.area, grid.area.w,
                          grid.rows * most + (grid.rows - 1) * grid.gap);
    return grid;
}

void
screen_groups(struct kit *kit)
{
    const struct app_world *world = kit->world;
    int count = world->group_count + (somebody_without_group(world) ? 1 : 0);
    struct grid grid = grid_of_groups(&kit->layout, count);
    int size = per_page(&grid);
    struct view_group others = {.id = "-", .picture = "own-group"};
    (void)text_copy(others.name, sizeof others.name, word(kit->lang, "Andra"));
    kit_header(kit);
    for (int i = 0; i < size; i++) {
        int index = kit->app->page * size + i;
        if (index < world->group_count)
            draw_group(kit, &grid, i, &world->groups[index]);
        else if (index < count)
            draw_group(kit, &grid, i, &others);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(kit, kit->app->page, pages_of(count, size));
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
screen_groups_act(struct app *app, const char *element)
{
    static const char prefix[] = "group:";
    if (turn_page(app, element))
        return true;
    if (strncmp(element, prefix, sizeof prefix - 1) != 0)
        return false;
    (void)text_copy(app->group, sizeof app->group, element + sizeof prefix - 1);
    app_show(app, SCREEN_CHOOSE);
    return true;
}

/* --- symbols --- */

/* What this person calls their symbol, where they call it something. */
static const char *
name_of(const struct view_person *person)
{
    return person->label[0] != '\0' ? person->label : person->symbol;
}

static bool
in_group(const struct app *app, const struct view_person *person)
{
    if (app->group[0] == '\0')
        return true;
    return text_equal(person->group, app->group) ||
           (app->group[0] == '-' && person->group[0] == '\0');
}

enum { PLACES_MAX = VIEW_PEOPLE_MAX };

/* The group's people by place; -1 where nobody stands. Two with the same
 * place: the second takes the next free one. Returns how many places. */
static int
places(const struct app *app, short at[PLACES_MAX])
{
    bool by_place = app->group[0] != '\0' || app->world->group_count <= 1;
    int used = 0;
    memset(at, -1, PLACES_MAX * sizeof at[0]);
    for (int i = 0; i < app->world->people_count && i < PLACES_MAX; i++) {
        const struct view_person *person = &app->world->people[i];
        if (!in_group(app, person))
            continue;
        int place = by_place && person->place >= 0 ? person->place : used;
        while (place < PLACES_MAX && at[place] >= 0)
            place++;
        if (place >= PLACES_MAX)
            continue;
        at[place] = (short)i;
        if (place >= used)
            used = place + 1;
    }
    return used;
}

static void
draw_symbol(struct kit *kit, struct draw_rect rect,
            const struct view_person *person)
{
    char id[DRAW_ID_SIZE];
    (void)text_format(id, sizeof id, "person:%s", person->id);
    struct draw_rect inside = kit_touch(kit, rect, id, ROLE_CHOICE,
                                        name_of(person), kit->palette->card);
    kit_own(kit, NULL);
    int words = layout_px(&kit->layout, 5.4);
    struct draw_rect below = layout_take_bottom(&inside, words);
    kit_picture(kit, inside, person->picture);
    kit_say(kit, NULL, below, name_of(person),
            (struct kit_style){
                .size = KIT_SMALL, .lines = 1, .align = DRAW_MIDDLE});
}

void
screen_choose(struct kit *kit)
{
    struct grid grid = grid_of(&kit->layout);
    int size = per_page(&grid);
    short at[PLACES_MAX];
    int used = places(kit->app, at);
    kit_header(kit);
    if (used == 0)
        kit_say(kit, "empty", kit->layout.content,
                word(kit->lang,
                     "Här finns ingen bild än. Personalen hjälper till."),
                (struct kit_style){.size = KIT_TITLE, .align = DRAW_MIDDLE});
    for (int i = 0; i < size; i++) {
        int place = kit->app->page * size + i;
        if (place < used && at[place] >= 0)
            draw_symbol(kit, cell(&grid, i), &kit->world->people[at[place]]);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(kit, kit->app->page, pages_of(used, size));
}

static void
whose(struct app *app, const char *person)
{
    const struct view_signal *signal = app_signal(app);
    if (signal != NULL && app->watch.open) {
        json_t *command = app_command(app, "whose", person);
        if (command != NULL)
            (void)json_object_set_new(command, "signal",
                                      json_string(signal->id));
    }
    app->whose = false;
    app_show(app, signal != NULL ? SCREEN_SIGNAL : SCREEN_COVER);
}

/* One touch: the arrival, or the day of somebody who is here already. */
void
screen_choose_person(struct app *app, const char *id)
{
    const struct view_person *person = app_find_person(app, id);
    if (person == NULL || app->arriving[0] != '\0')
        return;
    if (app->whose) {
        whose(app, id);
        return;
    }
    if (person->here) {
        app_enter(app, id);
        return;
    }
    bool just_left = text_equal(app->left, id) &&
                     app->world->now.boot_ms - app->left_ms < APP_LEFT_MS;
    if (app_command(app, just_left ? "leave_undo" : "arrive", id) == NULL)
        return;
    (void)text_copy(app->arriving, sizeof app->arriving, id);
    (void)text_format(app->held, sizeof app->held, "person:%s", id);
}

bool
screen_choose_act(struct app *app, const char *element)
{
    static const char prefix[] = "person:";
    if (strncmp(element, prefix, sizeof prefix - 1) == 0) {
        screen_choose_person(app, element + sizeof prefix - 1);
        return true;
    }
    app->arriving[0] = '\0'; /* whoever walks on does not wait */
    if (turn_page(app, element))
        return true;
    if (text_equal(element, "back") && app->whose) {
        app->whose = false;
        app_show(app, SCREEN_SIGNAL);
        return true;
    }
    if (text_equal(element, "back") && app->group[0] != '\0') {
        app_show(app, SCREEN_GROUPS);
        return true;
    }
    return false;
}
