#include "ui/kiosk/kit_item.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* The choice board (methods TP-8): what there is, something else, and nothing
 * just now, all the same size. It can be chosen anew until it begins; a touch
 * on what is chosen takes it back. */

enum { CHOICE_NOT_YET = -1, CHOICE_ELSE = -2, CHOICE_NOTHING = -3 };

static void
draw_option(struct kit *kit, struct draw_rect rect,
            const struct view_card *card, int option, int chosen)
{
    char id[DRAW_ID_SIZE];
    (void)text_format(id, sizeof id, "option:%d", option);
    bool is_chosen = option == chosen;
    struct draw_rect inside =
        kit_touch(kit, rect, id, ROLE_CHOICE, card->text,
                  is_chosen ? kit->palette->now : kit->palette->card);
    if (option >= 0)
        kit_own(kit, NULL);
    if (is_chosen)
        kit_mark(kit, &inside, "own-done", "chosen", word(kit->lang, "Valt"));
    kit_card_words(kit, inside, card, NULL);
}

void
screen_choice(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    const struct view_item *item = app_find_item(kit->app, kit->app->item);
    kit_header(kit);
    if (item == NULL) {
        kit_frame(kit, LEFT_BACK, RIGHT_HOME);
        return;
    }
    struct view_card others[2] = {{.picture = "own-else"},
                                  {.picture = "own-nothing"}};
    (void)text_copy(others[0].text, sizeof others[0].text,
                    word(kit->lang, "Något annat"));
    (void)text_copy(others[1].text, sizeof others[1].text,
                    word(kit->lang, "Inget just nu"));
    int count = item->option_count + 2;
    int columns = kit->layout.portrait ? 2 : (count + 1) / 2;
    int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; i++) {
        bool own = i < item->option_count;
        int other = i - item->option_count;
        draw_option(kit,
                    layout_cell(content, columns, rows, kit->layout.gap,
                                i % columns, i / columns),
                    own ? &item->options[i] : &others[other],
                    own ? i : CHOICE_ELSE - other, item->chosen);
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

bool
screen_choice_act(struct app *app, const char *element)
{
    static const char prefix[] = "option:";
    const struct view_item *item = app_find_item(app, app->item);
    if (text_equal(element, "back")) {
        app_show(app, SCREEN_STEP);
        return true;
    }
    if (item == NULL || strncmp(element, prefix, sizeof prefix - 1) != 0)
        return false;
    int option = (int)strtol(element + sizeof prefix - 1, NULL, 10);
    if (option == item->chosen)
        option = CHOICE_NOT_YET;
    json_t *command = app_item_command(app, "choose", item);
    if (command != NULL) {
        (void)json_object_set_new(command, "option", json_integer(option));
        (void)text_copy(app->held, sizeof app->held, element);
    }
    return true;
}
