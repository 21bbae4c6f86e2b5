#include "ui/kiosk/kit.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* The cover: what one sees from the door. Nobody is named on it. */
void
screen_cover(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    kit_header(kit);
    int gap = layout_px(&kit->layout, 6);
    int high = layout_px(&kit->layout, kit->layout.portrait ? 30 : 24);
    struct draw_rect mark;
    struct draw_rect invitation;
    if (kit->layout.portrait) {
        int mark_high = layout_px(&kit->layout, 52);
        struct draw_rect block =
            layout_middle(content, content.w, mark_high + gap + high);
        mark = layout_take_top(&block, mark_high);
        (void)layout_take_top(&block, gap);
        invitation = layout_middle(block, content.w, high);
    } else {
        mark = layout_take_left(&content, content.w * 2 / 5);
        (void)layout_take_left(&content, gap);
        invitation = layout_middle(content, content.w, high);
    }
    kit_picture(kit, layout_inset(mark, layout_px(&kit->layout, 1)),
                "own-cover");
    draw_element(kit->list, "mark", ROLE_PICTURE, kit->world->centre.name,
                 mark);
    kit_own(kit, NULL);
    struct draw_rect inside =
        kit_touch(kit, invitation, "choose", ROLE_BUTTON,
                  word(kit->lang, "Välj din bild"), kit->palette->card);
    struct draw_rect sign = layout_take_left(
        &inside, inside.h < inside.w / 3 ? inside.h : inside.w / 3);
    kit_picture(kit, layout_inset(sign, layout_px(&kit->layout, 1)),
                "own-choose");
    (void)layout_take_left(&inside, layout_px(&kit->layout, 3));
    kit_say(kit, NULL, inside, word(kit->lang, "Välj din bild"),
            (struct kit_style){.size = KIT_BIG, .bold = true});
    kit_frame(kit, LEFT_NONE, RIGHT_NONE);
}

bool
screen_cover_act(struct app *app, const char *element)
{
    if (!text_equal(element, "choose"))
        return false;
    app->group[0] = '\0';
    app_show(app,
             screen_choose_has_groups(app) ? SCREEN_GROUPS : SCREEN_CHOOSE);
    return true;
}
