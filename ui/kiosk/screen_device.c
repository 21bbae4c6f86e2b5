/* The box itself, for whoever keeps it: where the staff pages are, and what
 * works. Nobody is named here. */
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/kiosk/kit.h"

enum { LINES_MAX = 6, QUIET = 3, PRINT_HALF = 48 };

struct lines {
    char text[LINES_MAX][DRAW_TEXT_SIZE];
    bool bold[LINES_MAX];
    int count;
};

static void
add(struct lines *lines, bool bold, const char *text)
{
    lines->bold[lines->count] = bold;
    (void)text_copy(lines->text[lines->count++], DRAW_TEXT_SIZE, text);
}

/* Light all around, whatever the theme: readers want dark on light. Squares
 * that stand side by side are one box. */
static void
draw_qr(struct kit *kit, struct draw_rect rect, const struct qr *qr)
{
    const struct palette *paper = theme_palette(THEME_LIGHT);
    int square = (rect.w < rect.h ? rect.w : rect.h) / (qr->side + 2 * QUIET);
    int side = square * (qr->side + 2 * QUIET);
    struct draw_rect plate = layout_middle(rect, side, side);
    (void)draw_box(kit->list, plate, paper->card, 0);
    draw_element(kit->list, "qr", ROLE_PICTURE, kit->world->device.url, plate);
    for (int row = 0; row < qr->side; row++)
        for (int from = 0; from < qr->side;) {
            int to = from;
            while (to < qr->side && qr->dark[row][to])
                to++;
            if (to > from) {
                struct draw_rect run = {plate.x + (QUIET + from) * square,
                                        plate.y + (QUIET + row) * square,
                                        (to - from) * square, square};
                (void)draw_box(kit->list, run, paper->ink, 0);
            }
            from = to > from ? to : from + 1;
        }
}

static void
gather(const struct kit *kit, struct lines *lines)
{
    const struct app_world *world = kit->world;
    const char *lang = kit->lang;
    char text[DRAW_TEXT_SIZE];
    if (world->device.url[0] != '\0')
        add(lines, true, world->device.url);
    else
        add(lines, false, word(lang, "Personalens sidor är inte igång."));
    if (kit->app->staff.code[0] != '\0') {
        (void)text_format(text, sizeof text,
                          word(lang, "Kod för det första kontot: %s"),
                          kit->app->staff.code);
        add(lines, true, text);
    }
    add(lines, false,
        world->core_answers ? word(lang, "Allt sparas.")
                            : word(lang, "Inget sparas just nu."));
    add(lines, false,
        world->button_works ? word(lang, "Knappen fungerar.")
                            : word(lang, "Knappen fungerar inte nu."));
    add(lines, false,
        app_clock_sure(kit->app) ? word(lang, "Klockan går rätt.")
                                 : word(lang, "Klockan är osäker."));
}

static void
draw_print(struct kit *kit, struct draw_rect rect)
{
    char half[PRINT_HALF + 1];
    struct draw_rect upper = layout_take_top(&rect, rect.h / 2);
    (void)text_copy(half, sizeof half, kit->world->device.print);
    kit_say(kit, "print", upper, half,
            (struct kit_style){.size = KIT_SMALL, .lines = 1, .lean = 1});
    kit_say(kit, "print-more", rect, kit->world->device.print + PRINT_HALF,
            (struct kit_style){.size = KIT_SMALL, .lines = 1, .lean = -1});
}

void
screen_device(struct kit *kit)
{
    struct lines lines = {.count = 0};
    struct draw_rect content = kit->layout.content;
    const struct app_device *device = &kit->world->device;
    kit_header(kit);
    gather(kit, &lines);
    if (device->url[0] != '\0' && device->print[0] != '\0' &&
        content.w >= layout_px(&kit->layout, 120)) {
        draw_print(kit,
                   layout_take_bottom(&content, layout_px(&kit->layout, 9)));
    }
    if (device->url[0] != '\0' && device->qr.side > 0) {
        struct draw_rect square =
            kit->layout.portrait
                ? layout_take_top(&content, content.h / 2)
                : layout_take_left(&content, content.w * 2 / 5);
        draw_qr(kit, square, &device->qr);
        (void)layout_take_left(
            &content, kit->layout.portrait ? 0 : layout_px(&kit->layout, 4));
    }
    for (int i = 0; i < lines.count; i++) {
        char id[DRAW_ID_SIZE];
        (void)text_format(id, sizeof id, "line:%d", i);
        kit_say(kit, id, layout_cell(content, 1, lines.count, 0, 0, i),
                lines.text[i],
                (struct kit_style){
                    .size = KIT_BODY, .lines = 2, .bold = lines.bold[i]});
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

bool
screen_device_act(struct app *app, const char *element)
{
    (void)app, (void)element;
    return false;
}
