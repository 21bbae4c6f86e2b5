#include "ui/kiosk/kit_item.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* The order of work: what to do, in which order, each ticked by one touch and
 * taken back by another. */

/* How the steps stand: at most four to a page. */
struct sheet {
    int columns, rows, size;
};

static struct sheet
sheet_of(const struct app *app)
{
    struct layout layout;
    kit_layout(&layout, app, true);
    struct sheet sheet = {.columns = layout.portrait ? 1 : 2};
    int most = 4 / sheet.columns;
    sheet.rows = layout_count(layout.content.h, layout.touch, layout.gap);
    if (sheet.rows > most)
        sheet.rows = most;
    sheet.size = sheet.columns * sheet.rows;
    return sheet;
}

static int
first_open(const struct view_item *item)
{
    for (int i = 0; i < item->how_count; i++)
        if (!item->how[i].done)
            return i;
    return -1;
}

static int
page_here(const struct app *app, const struct view_item *item)
{
    if (app->page >= 0)
        return app->page;
    int open = first_open(item);
    return open < 0 ? 0 : open / sheet_of(app).size;
}

/* Its place in the order; once it is done, the tick. */
static void
draw_number(struct kit *kit, struct draw_rect *rect, int i, bool done)
{
    char id[DRAW_ID_SIZE];
    char text[8];
    int side = layout_px(&kit->layout, done ? 9 : 7);
    struct draw_rect left = layout_take_left(rect, layout_px(&kit->layout, 9));
    struct draw_rect disc = layout_square(left, side);
    (void)layout_take_left(rect, layout_px(&kit->layout, 1.2));
    if (done) {
        kit_picture(kit, disc, "own-done");
        (void)text_format(id, sizeof id, "done:%d", i);
        draw_element(kit->list, id, ROLE_STATUS, word(kit->lang, "Klar"), disc);
        return;
    }
    (void)text_format(text, sizeof text, "%d", i + 1);
    draw_disc(kit->list, disc, kit->palette->accent, 1.0f);
    kit_say(kit, NULL, disc, text,
            (struct kit_style){.size = KIT_BODY,
                               .lines = 1,
                               .align = DRAW_MIDDLE,
                               .bold = true,
                               .ink = kit->palette->on_accent});
}

static void
draw_work_step(struct kit *kit, struct draw_rect rect,
               const struct view_item *item, int i)
{
    char id[DRAW_ID_SIZE];
    const struct view_step *how = &item->how[i];
    (void)text_format(id, sizeof id, "step:%d", i);
    bool next = i == first_open(item);
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_BUTTON, how->card.text,
                  next ? kit->palette->now : kit->palette->card);
    kit_own(kit, NULL);
    inside = layout_inset(inside, layout_px(&kit->layout, 0.6));
    draw_number(kit, &inside, i, how->done);
    kit_card_words(kit, inside, &how->card, NULL);
}

void
screen_work(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    const struct view_item *item = app_find_item(kit->app, kit->app->item);
    kit_header(kit);
    if (item == NULL || item->how_count == 0) {
        kit_frame(kit, LEFT_BACK, RIGHT_HOME);
        return;
    }
    struct sheet sheet = sheet_of(kit->app);
    int page = page_here(kit->app, item);
    int pages = (item->how_count + sheet.size - 1) / sheet.size;
    int rows = sheet.rows;
    int most = layout_px(&kit->layout, 34);
    if ((content.h - (rows - 1) * kit->layout.gap) / rows > most)
        content = layout_middle(content, content.w,
                                rows * most + (rows - 1) * kit->layout.gap);
    for (int i = page * sheet.size;
         i < item->how_count && i < (page + 1) * sheet.size; i++) {
        int at = i % sheet.size;
        draw_work_step(kit,
                       layout_cell(content, sheet.columns, rows,
                                   kit->layout.gap, at % sheet.columns,
                                   at / sheet.columns),
                       item, i);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(kit, page, pages);
}

static bool
tick(struct app *app, const struct view_item *item, const char *element)
{
    static const char prefix[] = "step:";
    if (item == NULL || strncmp(element, prefix, sizeof prefix - 1) != 0)
        return false;
    int i = (int)strtol(element + sizeof prefix - 1, NULL, 10);
    if (i < 0 || i >= item->how_count)
        return true;
    app->page = page_here(app, item);
    app_mark_done(app, item, i, !item->how[i].done);
    (void)text_copy(app->held, sizeof app->held, element);
    return true;
}

bool
screen_work_act(struct app *app, const char *element)
{
    const struct view_item *item = app_find_item(app, app->item);
    if (tick(app, item, element))
        return true;
    if (text_equal(element, "back"))
        app_show(app, SCREEN_STEP);
    else if (text_equal(element, "next") && item != NULL)
        app->page = page_here(app, item) + 1;
    else if (text_equal(element, "previous") && item != NULL)
        app->page = page_here(app, item) - 1;
    else
        return false;
    return true;
}
