#include "ui/kiosk/kit.h"
#include "ui/kiosk/trouble.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* The cover: what one sees from the door. Nobody is named on it. */

static void
draw_invitation(struct kit *kit, struct draw_rect rect)
{
    struct draw_rect inside =
        kit_touch(kit, rect, "choose", ROLE_BUTTON,
                  word(kit->lang, "Välj din bild"), kit->palette->card);
    struct draw_rect sign = layout_take_left(
        &inside, inside.h < inside.w / 3 ? inside.h : inside.w / 3);
    kit_picture(kit, layout_inset(sign, layout_px(&kit->layout, 1)),
                "own-choose");
    (void)layout_take_left(&inside, layout_px(&kit->layout, 3));
    kit_say(kit, NULL, inside, word(kit->lang, "Välj din bild"),
            (struct kit_style){.size = KIT_BIG, .bold = true});
}

/* A card by the button, for whoever comes in: its sign as large as the words
 * are high, and what one can do instead. */
static void
draw_trouble(struct kit *kit, struct draw_rect rect, enum trouble trouble)
{
    const char *says = trouble_words(kit->lang, trouble);
    draw_element(kit->list, "note:button", ROLE_STATUS, says, rect);
    draw_box(kit->list, rect, kit->palette->note, kit_radius(kit));
    rect = layout_inset(rect, layout_px(&kit->layout, 2));
    int side = rect.h < rect.w / 3 ? rect.h : rect.w / 3;
    kit_picture(kit, layout_take_left(&rect, side), trouble_icon(trouble));
    (void)layout_take_left(&rect, layout_px(&kit->layout, 3));
    kit_say(kit, NULL, rect, says,
            (struct kit_style){.size = KIT_BODY, .lines = 4});
}

void
screen_cover(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    enum trouble trouble = trouble_of(kit->app);
    kit_header(kit);
    int gap = layout_px(&kit->layout, 6);
    int high = layout_px(&kit->layout, kit->layout.portrait ? 30 : 24);
    int card = trouble == TROUBLE_NONE ? 0 : kit->layout.gap + high;
    struct draw_rect mark;
    if (kit->layout.portrait) {
        int mark_high = layout_px(&kit->layout, 52);
        int room = content.h - gap - high - card;
        if (mark_high > room)
            mark_high = room;
        /* Where there is room for a hint of a mark alone there is none. */
        if (mark_high < kit->layout.touch)
            mark_high = gap = 0;
        content =
            layout_middle(content, content.w, mark_high + gap + high + card);
        mark = layout_take_top(&content, mark_high);
        (void)layout_take_top(&content, gap);
    } else {
        mark = layout_take_left(&content, content.w * 2 / 5);
        (void)layout_take_left(&content, gap);
    }
    struct draw_rect block = layout_middle(content, content.w, high + card);
    if (mark.h > 0) {
        kit_picture(kit, layout_inset(mark, layout_px(&kit->layout, 1)),
                    "own-cover");
        draw_element(kit->list, "mark", ROLE_PICTURE, kit->world->centre.name,
                     mark);
        kit_own(kit, NULL);
    }
    if (trouble != TROUBLE_NONE) {
        /* Where it is narrow the invitation keeps a finger's height. */
        int least = kit->layout.touch;
        int room = block.h - kit->layout.gap;
        int told = room - high < least ? room - least : room - high;
        draw_trouble(kit, layout_take_top(&block, told), trouble);
        (void)layout_take_top(&block, kit->layout.gap);
    }
    draw_invitation(kit, block);
    /* In the middle of the bar: nobody comes upon it who touches back or home
     * once more than there is a way back. */
    kit_button(kit, kit->layout.slots[SLOT_SECOND], "about", "own-question",
               word(kit->lang, "Om skärmen"));
    kit_frame(kit, LEFT_NONE, RIGHT_NONE);
}

bool
screen_cover_act(struct app *app, const char *element)
{
    if (text_equal(element, "about")) {
        app_show(app, SCREEN_ABOUT);
        return true;
    }
    if (!text_equal(element, "choose"))
        return false;
    app->group[0] = '\0';
    app_show(app,
             screen_choose_has_groups(app) ? SCREEN_GROUPS : SCREEN_CHOOSE);
    return true;
}
