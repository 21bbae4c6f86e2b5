#include "ui/kiosk/kit.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/signal.h"

/* The signal, told as it is and no better (methods LA-5 to LA-12): each state
 * has its own words and picture, nobody is asked why, and nothing needs an
 * answer. */

enum { HELPS_MAX = VIEW_STRATEGIES_MAX };

static bool
asked(const struct view_signal *signal)
{
    return signal->kind == SIGNAL_ASK;
}

/* It has waited for long, or it is known already that nobody would see it. */
static bool
undelivered(const struct app *app, const struct view_signal *signal)
{
    return signal->state == SIGNAL_PRESSED &&
           (app_signal_age(app, signal) >= SIGNAL_UNDELIVERED_MS ||
            app->world->nobody_receives);
}

static bool
slow(const struct app *app, const struct view_signal *signal)
{
    return signal->state <= SIGNAL_DELIVERED &&
           app_signal_age(app, signal) >= app_signal_slow_ms(app);
}

static void
sentence_waiting(const struct app *app, const struct view_signal *signal,
                 const char **icon, char *out, size_t size)
{
    const char *lang = app_lang(app);
    bool late = undelivered(app, signal);
    const char *says;
    if (late) {
        *icon = "own-not-through";
        says = asked(signal) ? word(lang, "Frågan har inte gått fram än.")
                             : word(lang, "Signalen har inte gått fram än.");
    } else {
        *icon = asked(signal) ? "own-ask" : "own-sent";
        says = asked(signal)
                   ? word(lang, "Du har frågat efter personal. Frågan är "
                                "sparad.")
                   : word(lang, "Du har tryckt. Signalen är sparad.");
    }
    (void)text_copy(out, size, says);
}

static void
sentence_named(const struct app *app, const struct view_signal *signal,
               char *out, size_t size)
{
    const char *lang = app_lang(app);
    bool with = signal->state == SIGNAL_WITH;
    if (signal->staff_name[0] == '\0')
        (void)text_copy(out, size,
                        with ? word(lang, "Personalen är hos dig.")
                             : word(lang, "Personalen kommer till dig."));
    else
        (void)text_format(out, size,
                          with ? word(lang, "%s är hos dig.")
                               : word(lang, "%s kommer till dig."),
                          signal->staff_name);
}

void
screen_signal_sentence(const struct app *app, const struct view_signal *signal,
                       const char **icon, char *out, size_t size)
{
    const char *lang = app_lang(app);
    bool ask = asked(signal);
    switch (signal->state) {
    case SIGNAL_PRESSED:
        sentence_waiting(app, signal, icon, out, size);
        break;
    case SIGNAL_DELIVERED:
        *icon = "own-delivered";
        (void)text_copy(out, size,
                        ask ? word(lang, "Personalen har fått frågan.")
                            : word(lang, "Personalen har fått signalen."));
        break;
    case SIGNAL_ACKNOWLEDGED:
    case SIGNAL_WITH:
        *icon = signal->state == SIGNAL_WITH ? "own-here" : "own-coming";
        if (signal->staff_picture[0] != '\0')
            *icon = signal->staff_picture;
        sentence_named(app, signal, out, size);
        break;
    case SIGNAL_CLOSED:
        *icon = "own-done";
        (void)text_copy(out, size,
                        ask ? word(lang, "Frågan är avslutad.")
                            : word(lang, "Signalen är avslutad."));
        break;
    case SIGNAL_WITHDRAWN:
        *icon = "own-calm";
        (void)text_copy(out, size, word(lang, "Det är lugnt igen."));
        break;
    }
}

/* What can be done meanwhile, if it takes time. */
static void
meanwhile(const struct kit *kit, const struct view_signal *signal, char *out,
          size_t size)
{
    const char *place = kit->world->centre.calm_place;
    bool long_now = slow(kit->app, signal);
    out[0] = '\0';
    if (long_now)
        (void)text_copy(out, size, word(kit->lang, "Det dröjer lite."));
    if ((long_now || undelivered(kit->app, signal)) && !text_empty(place)) {
        if (long_now)
            (void)text_append(out, size, " ");
        (void)text_append(out, size, word(kit->lang, "Du kan gå till %s."),
                          place);
    }
}

static const char *
calm_picture(const struct kit *kit)
{
    const struct view_centre *centre = &kit->world->centre;
    return text_empty(centre->calm_picture) ? "own-calm-place"
                                            : centre->calm_picture;
}

/* --- what may help: own ways when it is known whose, else what any place
 * has --- */

static const struct view_person *
whose_is_it(const struct kit *kit, const struct view_signal *signal)
{
    const struct view_person *about = app_find_person(kit->app, signal->about);
    return about != NULL ? about : kit->person;
}

static void
help(struct view_card *card, const char *picture, const char *text)
{
    (void)text_copy(card->picture, sizeof card->picture, picture);
    (void)text_copy(card->text, sizeof card->text, text);
}

static int
helps_of(const struct kit *kit, const struct view_signal *signal,
         struct view_card cards[HELPS_MAX])
{
    const struct view_person *person = whose_is_it(kit, signal);
    if (person != NULL && person->strategy_count > 0) {
        for (int i = 0; i < person->strategy_count; i++)
            cards[i] = person->strategies[i];
        return person->strategy_count;
    }
    int count = 0;
    const struct view_centre *centre = &kit->world->centre;
    if (!text_empty(centre->calm_place))
        help(&cards[count++], calm_picture(kit), centre->calm_place);
    help(&cards[count++], "own-alone", word(kit->lang, "Vara ensam"));
    help(&cards[count++], "own-near", word(kit->lang, "Någon nära"));
    help(&cards[count++], "own-sound-light",
         word(kit->lang, "Mindre ljud och ljus"));
    return count;
}

static void
draw_helps(struct kit *kit, struct draw_rect area,
           const struct view_signal *signal)
{
    struct view_card cards[HELPS_MAX];
    int count = helps_of(kit, signal, cards);
    int columns = kit->layout.portrait && count > 2 ? 2 : count;
    int rows = (count + columns - 1) / columns;
    int gap = layout_px(&kit->layout, 3);
    for (int i = 0; i < count; i++) {
        char id[DRAW_ID_SIZE];
        struct draw_rect rect =
            layout_cell(area, columns, rows, gap, i % columns, i / columns);
        (void)text_format(id, sizeof id, "help:%d", i);
        kit_card(kit, rect, kit->palette->card);
        draw_element(kit->list, id, ROLE_PICTURE, cards[i].text, rect);
        kit_card_words(kit, layout_inset(rect, layout_px(&kit->layout, 1.2)),
                       &cards[i], NULL);
    }
}

/* LA-7: whether the calm place is a picture of its own, because it is not
 * among the helps. */
static bool
shows_calm_place(const struct kit *kit, const struct view_signal *signal)
{
    const struct view_person *person = whose_is_it(kit, signal);
    return person != NULL && person->strategy_count > 0 &&
           !text_empty(kit->world->centre.calm_place);
}

static void
draw_calm_place(struct kit *kit, struct draw_rect rect)
{
    kit_picture(kit, rect, calm_picture(kit));
    draw_element(kit->list, "calm-place", ROLE_PICTURE,
                 kit->world->centre.calm_place, rect);
    kit_own(kit, NULL);
}

/* A wide pane: state, words, calm place. */
static void
draw_wide(struct kit *kit, struct draw_rect area, const char *says,
          const char *more, bool calm)
{
    struct draw_rect below = {0};
    bool two = more[0] != '\0';
    if (two && calm) {
        draw_calm_place(kit, layout_take_right(&area, area.h < area.w / 4
                                                          ? area.h
                                                          : area.w / 4));
        (void)layout_take_right(&area, layout_px(&kit->layout, 4));
    }
    draw_element(kit->list, "signal", ROLE_STATUS, says, area);
    if (two)
        below = layout_take_bottom(&area, area.h * 2 / 5);
    kit_say(
        kit, NULL, area, says,
        (struct kit_style){
            .size = KIT_BIG, .lines = 3, .bold = true, .lean = two ? 1 : 0});
    if (two)
        kit_say(kit, "meanwhile", below, more,
                (struct kit_style){.size = KIT_BODY, .lines = 3, .lean = -1});
}

/* A tall one: the calm place and its words in a row of their own. */
static void
draw_tall_meanwhile(struct kit *kit, struct draw_rect row, const char *more,
                    bool calm)
{
    if (calm) {
        draw_calm_place(kit, layout_take_left(&row, row.h));
        (void)layout_take_left(&row, layout_px(&kit->layout, 4));
    }
    kit_say(kit, "meanwhile", row, more,
            (struct kit_style){.size = KIT_BODY, .lines = 3});
}

static void
draw_state(struct kit *kit, struct draw_rect area,
           const struct view_signal *signal)
{
    const char *icon = NULL;
    char says[DRAW_TEXT_SIZE];
    char more[DRAW_TEXT_SIZE];
    bool calm = shows_calm_place(kit, signal);
    screen_signal_sentence(kit->app, signal, &icon, says, sizeof says);
    meanwhile(kit, signal, more, sizeof more);
    if (kit->layout.portrait && more[0] != '\0') {
        int row = area.h * 2 / 5;
        draw_tall_meanwhile(kit, layout_take_bottom(&area, row), more, calm);
        (void)layout_take_bottom(&area, layout_px(&kit->layout, 2));
        more[0] = '\0';
    }
    struct draw_rect left =
        layout_take_left(&area, area.h < area.w / 3 ? area.h : area.w / 3);
    kit_picture(kit, left, icon);
    (void)layout_take_left(&area, layout_px(&kit->layout, 4));
    draw_wide(kit, area, says, more, calm);
}

static void
draw_bar(struct kit *kit, const struct view_signal *signal)
{
    const struct draw_rect *slots = kit->layout.slots;
    if (kit->app->watch.open) {
        kit_button(kit, slots[SLOT_FIRST], "withdraw", "own-calm",
                   word(kit->lang, "Det är lugnt igen"));
        if (whose_is_it(kit, signal) == NULL && kit->world->people_count > 0)
            kit_button(kit, slots[SLOT_THIRD], "whose", "own-choose",
                       word(kit->lang, "Min bild"));
    }
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

void
screen_signal(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    const struct view_signal *signal = app_signal(kit->app);
    kit_header(kit);
    if (signal == NULL) {
        kit_frame(kit, LEFT_BACK, RIGHT_HOME);
        return;
    }
    struct draw_rect helps = {0};
    if (kit->app->watch.open) {
        helps = layout_take_bottom(&content, content.h * 52 / 100);
        (void)layout_take_bottom(&content, layout_px(&kit->layout, 3));
    }
    int most = layout_px(&kit->layout, kit->layout.portrait ? 56 : 44);
    draw_state(kit, layout_middle(content, content.w, most), signal);
    if (kit->app->watch.open)
        draw_helps(kit, helps, signal);
    draw_bar(kit, signal);
}

bool
screen_signal_act(struct app *app, const char *element)
{
    const struct view_signal *signal = app_signal(app);
    if (text_equal(element, "withdraw") && signal != NULL) {
        json_t *command = app_command(app, "withdraw", "");
        if (command != NULL)
            (void)json_object_set_new(command, "signal",
                                      json_string(signal->id));
        app->watch.withdrawn = command != NULL;
        (void)text_copy(app->held, sizeof app->held, "withdraw");
    } else if (text_equal(element, "whose")) {
        app->group[0] = '\0';
        app->whose = true;
        app_show(app,
                 screen_choose_has_groups(app) ? SCREEN_GROUPS : SCREEN_CHOOSE);
    } else if (text_equal(element, "back")) {
        app_signal_leave(app);
    } else {
        return false;
    }
    return true;
}
