#include "ui/kiosk/kit_item.h"

#include <stdio.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

/* One thing of the day: what is known of it, question by question (methods
 * §2). A question nobody has answered is not there. */

enum { ANSWERS_MAX = 10 };

struct answer {
    const char *id, *question;
    bool own; /* staff's words; times are the screen's */
    char picture[VIEW_PICTURE_SIZE];
    char text[VIEW_TEXT_SIZE];
};

struct answers {
    struct answer answer[ANSWERS_MAX];
    int count;
    size_t longest; /* in letters, of what stands beside another */
};

static void
add(struct answers *answers, const char *id, const char *question,
    const char *picture, const char *text)
{
    if (text_empty(text) || answers->count == ANSWERS_MAX)
        return;
    struct answer *answer = &answers->answer[answers->count++];
    answer->id = id;
    answer->question = question;
    answer->own = strcmp(id, "when") != 0 && strcmp(id, "how-long") != 0;
    (void)text_copy(answer->picture, sizeof answer->picture, picture);
    (void)text_copy(answer->text, sizeof answer->text, text);
}

static const char *
picture_or(const char *picture, const char *otherwise)
{
    return text_empty(picture) ? otherwise : picture;
}

/* Times only where the clock is sure and the person wants any. */
static void
add_times(const struct kit *kit, const struct view_item *item,
          struct answers *answers)
{
    if (!app_clock_sure(kit->app) || item->start < 0 || item->all_day ||
        kit->person->time == TIME_NONE)
        return;
    char text[VIEW_TEXT_SIZE];
    civil_format_time(item->start, text);
    add(answers, "when", word(kit->lang, "När"), "own-when", text);
    int minutes = item->end - item->start;
    if (item->end < 0 || minutes <= 0)
        return;
    if (minutes < 60)
        (void)text_format(text, sizeof text,
                          word_plural(kit->lang, "%d minut", "%d minuter",
                                      (unsigned long)minutes),
                          minutes);
    else if (minutes % 60 == 0)
        (void)text_format(text, sizeof text,
                          word_plural(kit->lang, "%d timme", "%d timmar",
                                      (unsigned long)minutes / 60),
                          minutes / 60);
    else
        (void)text_format(text, sizeof text,
                          word(kit->lang, "%1$d tim %2$d min"), minutes / 60,
                          minutes % 60);
    add(answers, "how-long", word(kit->lang, "Hur länge"), "own-how-long",
        text);
}

static void
add_with(const struct kit *kit, const struct view_item *item,
         struct answers *answers)
{
    char names[VIEW_TEXT_SIZE] = "";
    for (int i = 0; i < item->with_count; i++)
        (void)text_append(names, sizeof names, "%s%s", i == 0 ? "" : ", ",
                          item->with[i].text);
    add(answers, "with", word(kit->lang, "Med vem"),
        item->with_count > 0 ? picture_or(item->with[0].picture, "own-with")
                             : "own-with",
        names);
}

/* What happens then is always known: the next thing, or the end. */
static void
add_then(const struct kit *kit, const struct view_item *item,
         struct answers *answers)
{
    const struct view_day *day = &kit->world->day;
    for (int i = (int)(item - day->items) + 1; i < day->count; i++) {
        const struct view_item *next = &day->items[i];
        if (next->state == STATE_CANCELLED || next->state == STATE_SET_ASIDE)
            continue;
        add(answers, "then", word(kit->lang, "Sen"),
            picture_or(next->what.picture, "own-then"), next->what.text);
        return;
    }
    add(answers, "then", word(kit->lang, "Sen"), "own-home",
        word(kit->lang, "Hem"));
}

static void
gather(const struct kit *kit, const struct view_item *item,
       struct answers *answers)
{
    const char *lang = kit->lang;
    answers->count = 0;
    answers->longest = kit->frame_scale > 1.0 ? 12 : 18;
    /* TP-1: what nobody knows yet is said, with when it will be known. */
    add(answers, "unknown", word(lang, "Vi vet inte än"), "own-question",
        item->known_when);
    add_times(kit, item, answers);
    add(answers, "where", word(lang, "Var"),
        picture_or(item->where.picture, "own-where"), item->where.text);
    add_with(kit, item, answers);
    add(answers, "why", word(lang, "Varför"), "own-why", item->why);
    add(answers, "bring", word(lang, "Ta med"), "own-bring", item->bring);
    add(answers, "learn", word(lang, "Lära"), "own-learn", item->learn);
    add_then(kit, item, answers);
}

static void
draw_answer(struct kit *kit, struct draw_rect rect, const struct answer *answer)
{
    char label[DRAW_TEXT_SIZE];
    (void)text_format(label, sizeof label, "%s: %s", answer->question,
                      answer->text);
    draw_element(kit->list, answer->id, ROLE_TEXT, label, rect);
    if (answer->own)
        kit_also(kit, answer->text);
    kit_card(kit, rect, kit->palette->card);
    rect = layout_inset(rect, layout_px(&kit->layout, 0.9));
    struct draw_rect sign = layout_take_left(&rect, rect.h);
    kit_picture(kit, sign, answer->picture);
    (void)layout_take_left(&rect, layout_px(&kit->layout, 2));
    /* Where the answer would be squeezed the sign alone is the question. */
    struct kit_style said = {.size = KIT_BODY, .own = true};
    struct draw_rect lower = rect;
    struct draw_rect upper = layout_take_top(&lower, rect.h * 2 / 5);
    struct kit_style asked = {.size = KIT_SMALL, .lines = 1, .soft = true};
    struct kit_style one = said;
    one.lines = 1;
    double whole =
        kit_text_px(kit, one) * 3 / (4 * kit->layout.panel.px_per_mm);
    if (kit_fits(kit, upper, answer->question, asked, KIT_LEAST_MM) > 0 &&
        kit_fits(kit, lower, answer->text, one, whole) > 0) {
        kit_say(kit, NULL, upper, answer->question, asked);
        rect = lower;
    }
    kit_say(kit, NULL, rect, answer->text, said);
}

/* Two columns; a long answer has a row of its own, and so have all where
 * there are few. */
static bool
alone(const struct answers *answers, int index)
{
    return answers->count <= 3 ||
           text_length(answers->answer[index].text) > answers->longest;
}

/* The row and column of each answer; returns how many rows there are. */
static int
lay_out(const struct answers *answers, int *row, int *column)
{
    int at = 0;
    int side = 0;
    for (int i = 0; i < answers->count; i++) {
        if (alone(answers, i) && side == 1) {
            at++;
            side = 0;
        }
        row[i] = at;
        column[i] = alone(answers, i) ? -1 : side;
        if (alone(answers, i) || side == 1)
            at++;
        side = alone(answers, i) ? 0 : 1 - side;
    }
    return at + side;
}

/* Long answers go last, so that the short ones stand in pairs. */
static void
short_first(struct answers *answers)
{
    struct answers sorted = {.longest = answers->longest};
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < answers->count; i++)
            if (alone(answers, i) == (pass == 1) && answers->count > 3)
                sorted.answer[sorted.count++] = answers->answer[i];
    if (sorted.count == answers->count)
        *answers = sorted;
}

static void
draw_answers(struct kit *kit, struct draw_rect area,
             const struct view_item *item)
{
    struct answers answers;
    int row[ANSWERS_MAX];
    int column[ANSWERS_MAX];
    gather(kit, item, &answers);
    short_first(&answers);
    int rows = lay_out(&answers, row, column);
    int gap = layout_px(&kit->layout, rows > 4 ? 1.2 : 2);
    int most = layout_px(&kit->layout, 17);
    int high = rows > 0 ? (area.h - (rows - 1) * gap) / rows : 0;
    if (high > most)
        area = layout_middle(area, area.w, rows * most + (rows - 1) * gap);
    for (int i = 0; i < answers.count; i++) {
        int columns = column[i] < 0 ? 1 : 2;
        draw_answer(kit,
                    layout_cell(area, columns, rows, gap,
                                column[i] < 0 ? 0 : column[i], row[i]),
                    &answers.answer[i]);
    }
}

static bool
can_choose(const struct app *app, const struct view_item *item)
{
    bool begun = app_clock_sure(app) && item->start >= 0 &&
                 app->world->minute >= item->start;
    return item->option_count > 0 && !begun && !app_quiet(app) &&
           item->state == STATE_PLANNED;
}

static void
draw_bar(struct kit *kit, const struct view_item *item)
{
    const struct draw_rect *slots = kit->layout.slots;
    bool look = kit->person->mode == MODE_LOOK;
    if (item->how_count > 0)
        kit_button(kit, slots[SLOT_FIRST], "work", "own-how",
                   word(kit->lang, "Så gör jag"));
    if (!look && item->state == STATE_PLANNED)
        kit_button(kit, slots[SLOT_SECOND], "done", "own-done",
                   word(kit->lang, "Klar"));
    else if (!look && item->state == STATE_DONE)
        kit_button(kit, slots[SLOT_SECOND], "done", "own-undo",
                   word(kit->lang, "Inte klar"));
    if (!look && can_choose(kit->app, item))
        kit_button(kit, slots[SLOT_THIRD], "choice", "own-choose",
                   word(kit->lang, "Välj"));
    kit_frame(kit, LEFT_BACK, RIGHT_HOME);
}

void
screen_step(struct kit *kit)
{
    struct draw_rect content = kit->layout.content;
    const struct view_item *item = app_find_item(kit->app, kit->app->item);
    kit_header(kit);
    if (item == NULL || kit->person == NULL) {
        kit_frame(kit, LEFT_BACK, RIGHT_HOME);
        return;
    }
    struct draw_rect card =
        kit->layout.portrait ? layout_take_top(&content, content.h * 36 / 100)
                             : layout_take_left(&content, content.w * 42 / 100);
    if (kit->layout.portrait)
        (void)layout_take_top(&content, layout_px(&kit->layout, 3));
    else
        (void)layout_take_left(&content, layout_px(&kit->layout, 4));
    struct kit_time time = kit_time_of(kit, item);
    kit_card(kit, card, time.now ? kit->palette->now : kit->palette->card);
    draw_element(kit->list, "what", ROLE_PICTURE, item->what.text, card);
    kit_own(kit, NULL); /* the answers beside it say the rest */
    kit_item_body(kit, layout_inset(card, layout_px(&kit->layout, 2)), item,
                  true);
    draw_answers(kit, content, item);
    draw_bar(kit, item);
}

bool
screen_step_act(struct app *app, const char *element)
{
    const struct view_item *item = app_find_item(app, app->item);
    if (text_equal(element, "work")) {
        app_show(app, SCREEN_WORK);
        app->page = -1; /* where the first open step is */
    } else if (text_equal(element, "choice")) {
        app_show(app, SCREEN_CHOICE);
    } else if (text_equal(element, "done") && item != NULL) {
        app_mark_done(app, item, -1, item->state != STATE_DONE);
        (void)text_copy(app->held, sizeof app->held, "done");
    } else if (text_equal(element, "back") && app->from == SCREEN_DAY) {
        app_show(app, SCREEN_DAY);
        app->page = app->day_page;
    } else {
        return false;
    }
    return true;
}
