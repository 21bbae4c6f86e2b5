#include "ui/kiosk/kit_item.h"

#include <assert.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/day.h"

/* My day: the whole day in pages that stand still, in rows or in cells by the
 * person's direction; what is now is marked. */

struct sheet {
    struct draw_rect area;
    int columns, rows, size, pages;
    bool down_first; /* reads down a column before the next */
};

static struct sheet
sheet_of(const struct kit *kit, struct draw_rect area)
{
    const struct layout *layout = &kit->layout;
    struct sheet sheet = {.area = area};
    bool vertical = kit->person->direction == DIRECTION_VERTICAL;
    int high = layout->touch;
    int wide = layout_px(layout, layout->portrait ? 36 : 31);
    sheet.rows = layout_count(area.h, high, layout->gap);
    sheet.columns = layout_count(area.w, wide, layout->gap);
    if (vertical) {
        sheet.columns = sheet.rows < 3 ? 2 : 1;
        sheet.down_first = true;
    } else {
        int tall = layout_px(layout, 33);
        sheet.rows = layout_count(area.h, tall, layout->gap);
        if (sheet.rows > 2 || sheet.columns > 3)
            sheet.rows = sheet.columns > 3 ? 1 : 2;
    }
    /* Turning pages takes places of its own (LA-4). */
    int most = kit->world->day.count > 5 ? 4 : 5;
    while (sheet.rows * sheet.columns > most && sheet.columns > 1)
        sheet.columns--;
    if (sheet.rows > most)
        sheet.rows = most;
    int wanted = kit->person->how_many < 2 ? 2 : kit->person->how_many;
    sheet.size = sheet.rows * sheet.columns;
    if (wanted < sheet.size) {
        sheet.size = wanted;
        if (sheet.columns == 1)
            sheet.rows = wanted;
        else if (sheet.rows == 1)
            sheet.columns = wanted;
    }
    int count = kit->world->day.count;
    sheet.pages = count == 0 ? 1 : (count + sheet.size - 1) / sheet.size;
    return sheet;
}

static void
draw_item(struct kit *kit, const struct sheet *sheet, int i, int now)
{
    const struct view_item *item = &kit->world->day.items[i];
    assert(sheet->rows > 0 && sheet->columns > 0);
    int at = i % sheet->size;
    int x = sheet->down_first ? at / sheet->rows : at % sheet->columns;
    int y = sheet->down_first ? at % sheet->rows : at / sheet->columns;
    struct draw_rect rect = layout_cell(sheet->area, sheet->columns,
                                        sheet->rows, kit->layout.gap, x, y);
    if (i != now) {
        kit_item_touch(kit, rect, item, false, false);
        return;
    }
    char id[DRAW_ID_SIZE];
    (void)text_format(id, sizeof id, "item:%s", item->id);
    struct draw_rect inside = kit_touch(kit, rect, id, ROLE_BUTTON,
                                        item->what.text, kit->palette->now);
    kit_item_own(kit, item);
    kit_item_now(kit, rect);
    inside = layout_inset(inside, layout_px(&kit->layout, 0.8));
    kit_mark(kit, &inside, NULL, "now", word(kit->lang, "Nu"));
    kit_item_body(kit, inside, item, false);
}

/* The day opens on the page where now is. */
static int
first_page(const struct app *app, const struct sheet *sheet)
{
    struct day_place place =
        day_place_of(&app->world->day, app->world->minute, app_clock_sure(app));
    int at = place.now >= 0 ? place.now : place.next;
    return at >= 0 ? at / sheet->size : 0;
}

/* Pages are counted from the one that opened, so that the first touch needs
 * no arithmetic; -page means earlier ones. */
static int
page_here(const struct app *app, const struct sheet *sheet)
{
    int page = first_page(app, sheet) + app->page;
    if (page < 0)
        return 0;
    return page < sheet->pages ? page : sheet->pages - 1;
}

void
screen_day(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    kit_header(kit);
    if (kit->person == NULL)
        return;
    const struct view_day *day = &kit->world->day;
    if (day->count == 0)
        kit_say(kit, "empty", content,
                word(kit->lang, "I dag är inget planerat"),
                (struct kit_style){.size = KIT_TITLE, .align = DRAW_MIDDLE});
    struct sheet sheet = sheet_of(kit, content);
    int page = page_here(kit->app, &sheet);
    struct day_place place =
        day_place_of(day, kit->world->minute, app_clock_sure(kit->app));
    for (int i = page * sheet.size;
         i < day->count && i < (page + 1) * sheet.size; i++)
        draw_item(kit, &sheet, i, place.now);
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(kit, page, sheet.pages);
}

bool
screen_day_act(struct app *app, const char *element)
{
    const char *item = kit_item_of(element);
    if (item != NULL) {
        int page = app->page;
        app_open_item(app, item, SCREEN_DAY);
        app->day_page = page;
    } else if (text_equal(element, "next")) {
        app->page++;
    } else if (text_equal(element, "previous")) {
        app->page--;
    } else {
        return false;
    }
    return true;
}
