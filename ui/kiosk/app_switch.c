/*
 * Keys, switches and tags.
 *
 * Scanning begins with a press of a switch and ends with a touch, at the
 * cover, or after APP_SCAN_ROUNDS rounds in which nothing was chosen; nothing
 * moves before (G-8). Where nobody is known yet it goes as the centre says,
 * else as those do who scan.
 */
#include "firmware/base/tag.h"
#include "firmware/base/text.h"
#include "ui/kiosk/kit.h"
#include "ui/kiosk/scan.h"
#include "ui/kiosk/state.h"

struct way {
    enum view_scan scan;
    int ms;
};

static struct way
way_of(const struct view_reach *reach)
{
    return (struct way){reach->scan,
                        reach->scan_ms > 0 ? reach->scan_ms : VIEW_SCAN_MS};
}

/* Before somebody is known: one switch is enough if it is for anybody, at the
 * pace of the slowest. */
static struct way
way_of_all(const struct app_world *world)
{
    struct way all = {SCAN_OFF, 0};
    for (int i = 0; i < world->people_count; i++) {
        struct way one = way_of(&world->people[i].reach);
        if (one.scan == SCAN_OFF ||
            (one.scan == SCAN_TWO && all.scan == SCAN_ONE))
            continue;
        if (one.scan != all.scan || one.ms > all.ms)
            all = one;
    }
    return all;
}

static struct way
way_here(const struct app *app)
{
    if (app_who(app) != NULL || app_reach(app)->scan != SCAN_OFF)
        return way_of(app_reach(app));
    return way_of_all(app->world);
}

/* The walk through the frame as it is now; false: nothing to walk. What was
 * there may be gone. */
static bool
plan_now(struct app *app, struct scan_plan *plan)
{
    struct app_scan *scan = &app->scan;
    app_view(app, app->list);
    scan_plan(plan, app->list);
    if (scan->group >= plan->count)
        scan->group = scan->inside = -1;
    if (scan->group >= 0 && scan->inside >= scan_size(plan, scan->group))
        scan->inside = -1;
    return plan->count > 0;
}

/* After the last of a row comes the row, and then the next row. */
static void
step(struct app *app, const struct scan_plan *plan)
{
    struct app_scan *scan = &app->scan;
    if (scan->inside >= 0) {
        scan->inside++;
        if (scan->inside == scan_size(plan, scan->group))
            scan->inside = -1;
        return;
    }
    scan->group++;
    if (scan->group < plan->count)
        return;
    scan->group = 0;
    scan->rounds++;
}

static void
go_on(struct app *app)
{
    struct scan_plan plan;
    if (plan_now(app, &plan))
        step(app, &plan);
    app->scan.due_ms = app->world->now.boot_ms + way_here(app).ms;
}

void
app_scan_stop(struct app *app)
{
    app->scan.on = false;
    app->scan.group = app->scan.inside = -1;
}

int64_t
app_scan_due(struct app *app)
{
    struct app_scan *scan = &app->scan;
    struct way way = way_here(app);
    if (scan->on && way.scan == SCAN_OFF)
        app_scan_stop(app);
    if (!scan->on)
        return -1;
    if (scan->group < 0)
        go_on(app); /* another screen: its first */
    if (way.scan == SCAN_TWO)
        return -1;
    if (app->world->now.boot_ms >= scan->due_ms)
        go_on(app);
    app->touched_ms = app->world->now.boot_ms;
    if (scan->rounds >= APP_SCAN_ROUNDS) {
        app_scan_stop(app);
        return -1;
    }
    return scan->due_ms;
}

static void
start(struct app *app)
{
    app_scan_stop(app);
    app->focus[0] = '\0';
    app->scan.on = true;
    app->scan.rounds = 0;
    go_on(app);
}

static void
choose(struct app *app)
{
    struct app_scan *scan = &app->scan;
    struct scan_plan plan;
    if (!plan_now(app, &plan) || scan->group < 0) {
        go_on(app);
        return;
    }
    scan->rounds = 0;
    scan->due_ms = app->world->now.boot_ms + way_here(app).ms;
    if (scan->inside < 0 && scan_size(&plan, scan->group) > 1) {
        scan->inside = 0;
        return;
    }
    int at = plan.first[scan->group] + (scan->inside < 0 ? 0 : scan->inside);
    char id[DRAW_ID_SIZE];
    (void)text_copy(id, sizeof id, app->list->elements[plan.element[at]].id);
    (void)app_tap(app, id);
}

/* False: nobody scans here, and the key is a key. */
static bool
take_switch(struct app *app, bool next)
{
    struct way way = way_here(app);
    int64_t now = app->world->now.boot_ms;
    if (way.scan == SCAN_OFF)
        return false;
    bool again = now - app->scan.pressed_ms < app_reach(app)->dead_ms;
    if (again && app->scan.pressed_ms > 0)
        return true;
    app->scan.pressed_ms = now;
    if (!app->scan.on)
        start(app);
    else if (way.scan == SCAN_TWO && next)
        go_on(app);
    else
        choose(app);
    return true;
}

void
app_scan_view(struct kit *kit)
{
    const struct app_scan *scan = &kit->app->scan;
    struct draw_list *list = kit->list;
    struct scan_plan plan;
    if (!scan->on || scan->group < 0)
        return;
    scan_plan(&plan, list);
    if (scan->group >= plan.count)
        return;
    int inside =
        scan->inside < scan_size(&plan, scan->group) ? scan->inside : -1;
    int from = plan.first[scan->group] + (inside < 0 ? 0 : inside);
    int to = inside < 0 ? plan.first[scan->group + 1] : from + 1;
    for (int i = from; i < to; i++)
        list->elements[plan.element[i]].focused = true;
    kit_ring(kit, scan_rect(&plan, list, scan->group, inside));
}

/* --- keys --- */

static void
move_focus(struct app *app, int by)
{
    app_scan_stop(app);
    app_view(app, app->list);
    const struct draw_list *list = app->list;
    int ids[DRAW_ELEMENTS_MAX];
    int count = 0;
    int at = -1;
    for (int i = 0; i < list->element_count; i++) {
        const struct draw_element *element = &list->elements[i];
        if (!element->enabled ||
            (element->role != ROLE_BUTTON && element->role != ROLE_CHOICE))
            continue;
        if (text_equal(element->id, app->focus))
            at = count;
        ids[count++] = i;
    }
    if (count == 0)
        return;
    at = at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count;
    (void)text_copy(app->focus, sizeof app->focus, list->elements[ids[at]].id);
}

/* Whoever has walked with the tab key chooses with enter or space. */
static void
enter(struct app *app, bool next)
{
    char element[DRAW_ID_SIZE];
    (void)text_copy(element, sizeof element, app->focus);
    if (element[0] != '\0')
        (void)app_tap(app, element);
    else
        (void)take_switch(app, next);
}

void
app_key(struct app *app, enum app_key key)
{
    app->touched_ms = app->world->now.boot_ms;
    (void)app_voice_hush(app);
    switch (key) {
    case KEY_NEXT:
        move_focus(app, 1);
        app_voice_focused(app);
        break;
    case KEY_PREVIOUS:
        move_focus(app, -1);
        app_voice_focused(app);
        break;
    case KEY_ENTER:
        enter(app, false);
        break;
    case KEY_SPACE:
        enter(app, true);
        break;
    case KEY_BACK:
        if (!app_tap(app, "back"))
            (void)app_tap(app, "home");
        break;
    }
    app->voice.hushed = false;
}

/* --- tags --- */

void
app_tag(struct app *app, const char *number)
{
    char hash[TAG_HASH_SIZE];
    bool here = app->screen == SCREEN_COVER || app->screen == SCREEN_GROUPS ||
                app->screen == SCREEN_CHOOSE;
    if (!here || !tag_hash(hash, app->world->centre.id, number))
        return;
    for (int i = 0; i < app->world->people_count; i++) {
        const struct view_person *person = &app->world->people[i];
        if (!text_equal(person->reach.tag, hash))
            continue;
        app->touched_ms = app->world->now.boot_ms;
        screen_choose_person(app, person->id);
        return;
    }
}
