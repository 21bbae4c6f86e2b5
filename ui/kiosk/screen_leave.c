#include "ui/kiosk/kit.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* Leaving is asked once and never guessed. Both answers are as large. */

static void
draw_answer(struct kit *kit, struct draw_rect rect, const char *id,
            const char *icon, const char *label)
{
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_BUTTON, label, kit->palette->card);
    struct draw_rect words =
        layout_take_bottom(&inside, layout_px(&kit->layout, 11));
    kit_picture(kit, layout_inset(inside, layout_px(&kit->layout, 1)), icon);
    kit_say(kit, NULL, words, label,
            (struct kit_style){.size = KIT_TITLE, .align = DRAW_MIDDLE});
}

void
screen_leave(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    kit_header(kit);
    kit_heading(kit, &content, NULL, word(kit->lang, "Går du nu?"));
    int most = layout_px(&kit->layout, 62);
    if (kit->layout.portrait && content.h > 2 * most + kit->layout.gap)
        content = layout_middle(content, content.w, 2 * most + kit->layout.gap);
    int columns = kit->layout.portrait ? 1 : 2;
    int rows = 3 - columns;
    draw_answer(kit, layout_cell(content, columns, rows, kit->layout.gap, 0, 0),
                "leave_yes", "own-leave", word(kit->lang, "Ja, jag går"));
    draw_answer(kit,
                layout_cell(content, columns, rows, kit->layout.gap,
                            columns - 1, rows - 1),
                "leave_no", "own-here", word(kit->lang, "Jag är kvar"));
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

bool
screen_leave_act(struct app *app, const char *element)
{
    if (text_equal(element, "leave_yes")) {
        (void)app_command(app, "leave", app->person);
        (void)text_copy(app->held, sizeof app->held, "leave_yes");
    } else if (text_equal(element, "leave_no")) {
        app_go_home(app);
    } else {
        return false;
    }
    return true;
}
