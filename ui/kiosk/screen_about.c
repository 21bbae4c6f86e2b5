#include "ui/kiosk/kit.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* About this screen: what can be set and whom to tell, then whose pictures and
 * letters these are. It is nobody's day: from the cover, and back to it. */

enum { OWN_ROWS = 4 };

struct line {
    const char *picture; /* NULL: none */
    const char *title, *text;
};

static struct line
own_line(const char *lang, int i)
{
    const struct line lines[OWN_ROWS] = {
        {"own-day", word(lang, "Skärmen visar dagen i bilder"),
         word(lang, "Den kan användas med finger, knappar och tangenter.")},
        {"own-ear", word(lang, "Den går att ställa in för dig"),
         word(lang, "Text, uppläsning, färger och beröring. Personalen gör "
                    "det.")},
        {"own-conversation", word(lang, "Är något svårt här?"),
         word(lang, "Berätta för personalen. De tar också emot klagomål.")},
        {"own-safe", word(lang, "Det du gör här stannar på centret"),
         word(lang, "Personalen kan visa vad som är sparat.")}};
    return lines[i];
}

static struct line
line_at(const struct kit *kit, int i)
{
    const struct about *about = kit->world->about;
    if (i < OWN_ROWS)
        return own_line(kit->lang, i);
    const struct about_row *row = &about->rows[i - OWN_ROWS];
    return (struct line){NULL, row->title, row->text};
}

static int
lines_of(const struct app_world *world)
{
    return OWN_ROWS + (world->about == NULL ? 0 : world->about->count);
}

static void
draw_line_of(struct kit *kit, struct draw_rect rect, int i)
{
    char id[DRAW_ID_SIZE];
    char label[DRAW_TEXT_SIZE];
    struct line line = line_at(kit, i);
    (void)text_format(id, sizeof id, "about:%d", i);
    (void)text_format(label, sizeof label, "%s. %s", line.title, line.text);
    kit_card(kit, rect, kit->palette->card);
    draw_element(kit->list, id, ROLE_TEXT, label, rect);
    rect = layout_inset(rect, layout_px(&kit->layout, 1));
    if (line.picture != NULL) {
        struct draw_rect left = layout_take_left(&rect, rect.h);
        kit_picture(kit, left, line.picture);
    }
    (void)layout_take_left(&rect, layout_px(&kit->layout, 2));
    int share = kit->layout.portrait ? 8 : 9;
    struct draw_rect title = layout_take_top(&rect, rect.h * share / 20);
    kit_say(kit, NULL, title, line.title,
            (struct kit_style){
                .size = KIT_BODY, .lines = 1, .bold = true, .lean = 1});
    kit_say(kit, NULL, rect, line.text,
            (struct kit_style){
                .size = KIT_SMALL, .lines = 4, .soft = true, .lean = -1});
}

/* Ours stand on pages of their own, before the rest. */
static int
page_size(const struct kit *kit, const struct draw_rect *area)
{
    int high = layout_px(&kit->layout, kit->layout.portrait ? 19.5 : 13);
    int rows = layout_count(area->h, high, layout_px(&kit->layout, 2));
    return rows < OWN_ROWS ? OWN_ROWS / 2 : OWN_ROWS;
}

void
screen_about(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    kit_header(kit);
    int size = page_size(kit, &content);
    int count = lines_of(kit->world);
    int pages = (count + size - 1) / size;
    int page = kit->app->page < pages ? kit->app->page : pages - 1;
    int gap = layout_px(&kit->layout, 2);
    int most = size * layout_px(&kit->layout, 26) + (size - 1) * gap;
    if (content.h > most)
        content = layout_middle(content, content.w, most);
    for (int i = 0; i < size && page * size + i < count; i++)
        draw_line_of(kit, layout_cell(content, 1, size, gap, 0, i),
                     page * size + i);
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
    kit_pages(kit, page, pages);
}

bool
screen_about_act(struct app *app, const char *element)
{
    int page = app->page;
    if (text_equal(element, "next"))
        page++;
    else if (text_equal(element, "previous") && page > 0)
        page--;
    else
        return false;
    app_show(app, SCREEN_ABOUT);
    app->page = page;
    return true;
}
