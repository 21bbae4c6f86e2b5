#include "tests/screens/made_up.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"

/* U+200E and U+200F say which way a line runs, and are not seen. */
static size_t
unseen(const char *text)
{
    size_t count = 0;
    for (const char *at = strstr(text, "\xe2\x80"); at != NULL;
         at = strstr(at + 1, "\xe2\x80"))
        count += at[2] == '\x8e' || at[2] == '\x8f';
    return count;
}

static int
width_of(void *user, const char *text, int text_px, enum draw_weight weight)
{
    (void)user;
    double em = weight == DRAW_BOLD ? 0.62 : 0.6;
    return (int)((double)(text_length(text) - unseen(text)) * em * text_px +
                 0.999);
}

static int
height_of(void *user, int text_px, enum draw_weight weight)
{
    (void)user;
    (void)weight;
    return text_px * 4 / 3;
}

struct draw_metrics
made_up_metrics(void)
{
    return (struct draw_metrics){.width = width_of, .line_height = height_of};
}

static void
id_of(char out[UUID_SIZE], char letter, int number)
{
    (void)text_format(out, UUID_SIZE, "%c0000000-0000-7000-8000-%012d", letter,
                      number);
}

static void
card(struct view_card *card, const char *picture, const char *text)
{
    (void)text_copy(card->picture, sizeof card->picture, picture);
    (void)text_copy(card->text, sizeof card->text, text);
}

static void
add_people(struct made_up *made)
{
    static const struct {
        const char *picture, *symbol;
    } symbols[] = {
        {"1F98A", "räv"},    {"1F989", "uggla"},      {"26F5", "båt"},
        {"1F333", "träd"},   {"1F408", "katt"},       {"1F43B", "björn"},
        {"1F40E", "häst"},   {"1F994", "igelkott"},   {"1F41F", "fisk"},
        {"1F98B", "fjäril"}, {"1F422", "sköldpadda"}, {"1F319", "måne"},
        {"1F33B", "solros"}, {"1F427", "pingvin"},    {"1F6B2", "cykel"},
        {"1F9AB", "bäver"},  {"1F407", "hare"},       {"1F415", "hund"}};
    enum { SYMBOLS = sizeof symbols / sizeof symbols[0] };
    for (int i = 0; i < made->world.people_count; i++) {
        struct view_person *person = &made->people[i];
        int group = i * made->world.group_count / made->world.people_count;
        id_of(person->id, 'a', i);
        (void)text_format(person->name, sizeof person->name, "Namn%d", i);
        (void)text_copy(person->symbol, sizeof person->symbol,
                        symbols[i % SYMBOLS].symbol);
        (void)text_copy(person->picture, sizeof person->picture,
                        symbols[i % SYMBOLS].picture);
        (void)text_copy(person->group, sizeof person->group,
                        made->world.groups[group].id);
        (void)text_copy(person->lang, sizeof person->lang, "sv");
        person->place = i % 8;
        person->how_many = 4;
        card(&person->strategies[0], "1F3B5", "Lyssna på musik");
        card(&person->strategies[1], "1F6B6", "Gå en sväng");
        person->strategy_count = 2;
    }
}

static void
add_item(struct made_up *made, const char *picture, const char *text, int start,
         int end)
{
    struct view_item *item = &made->plan.items[made->plan.count];
    memset(item, 0, sizeof *item);
    id_of(item->id, 'b', made->plan.count++);
    item->date = made->world.today;
    item->start = start;
    item->end = end;
    item->chosen = -1;
    item->old_start = -1;
    card(&item->what, picture, text);
}

static void
add_plan(struct made_up *made)
{
    add_item(made, "own-gathering", "Samling", 540, 570);
    add_item(made, "1F3A8", "Måla", 600, 660);
    add_item(made, "own-fika", "Fika", 660, 690);
    add_item(made, "1F6B6", "Promenad", 690, 720);
    add_item(made, "1F37D", "Lunch", 720, 780);
    add_item(made, "1F3B5", "Musik", 780, 840);
    struct view_item *item = &made->plan.items[1];
    card(&item->where, "1F5BC", "Ateljén");
    card(&item->with[0], "own-staff", "Maria");
    item->with_count = 1;
    (void)text_copy(item->why, sizeof item->why, "Du tycker om färg");
    (void)text_copy(item->bring, sizeof item->bring, "Förkläde");
    (void)text_copy(item->learn, sizeof item->learn, "Blanda färger");
    static const char *const how[] = {"Ta på förkläde", "Hämta papper",
                                      "Välj färger",    "Måla",
                                      "Tvätta penslar", "Häng upp bilden"};
    item->how_count = sizeof how / sizeof how[0];
    for (int i = 0; i < item->how_count; i++)
        card(&item->how[i].card, "1F3A8", how[i]);
    item = &made->plan.items[2];
    card(&item->where, "1F373", "Köket");
    item->notices[0] = 15;
    item->notices[1] = 5;
    item = &made->plan.items[5];
    card(&item->options[0], "1F3B5", "Musik");
    card(&item->options[1], "1F9C1", "Baka");
    card(&item->options[2], "1FA9A", "Snickra");
    item->option_count = 3;
}

/* Nine of the staff, and where their pages are. */
static void
add_team(struct made_up *made)
{
    static const char *const names[] = {"Elin",   "Idris",  "Jonas",
                                        "Linnea", "Maria",  "Mohammed-Amin",
                                        "Samir",  "Sigrid", "Åsa"};
    struct app_world *world = &made->world;
    struct app_device *device = &world->device;
    for (int i = 0; i < 9; i++) {
        id_of(world->team[i].id, 'd', i);
        card(&world->team[i].card, "own-staff", names[i]);
    }
    world->team_count = 9;
    (void)text_copy(device->url, sizeof device->url,
                    "https://192.168.1.20:8420/");
    (void)text_copy(device->print, sizeof device->print,
                    "70:19:39:CD:E2:28:C4:5D:88:45:90:BD:BB:B8:32:46:"
                    "75:7E:B3:3A:2C:15:B7:88:EA:ED:93:42:24:DC:7C:9D");
    if (qr_make(&device->qr, device->url) != RESULT_OK)
        abort();
}

struct made_up *
made_up_open(int width, int height)
{
    struct made_up *made = calloc(1, sizeof *made);
    if (made == NULL)
        abort();
    struct app_world *world = &made->world;
    world->panel = panel_for(width, height);
    world->metrics = made_up_metrics();
    world->now.boot_ms = 1000000;
    world->now.quality = CLOCK_SYNCED;
    world->today = civil_day_of(2026, 11, 22);
    world->people = made->people;
    world->people_count = 24;
    world->group_count = 3;
    world->core_answers = world->button_works = true;
    (void)text_copy(world->centre.name, sizeof world->centre.name, "Verkstan");
    (void)text_copy(world->centre.lang, sizeof world->centre.lang, "sv");
    (void)text_copy(world->centre.calm_place, sizeof world->centre.calm_place,
                    "vilrummet");
    static const char *const groups[] = {"Ateljén", "Köket", "Snickeriet"};
    static const char *const pictures[] = {"1F3A8", "1F373", "1FA9A"};
    for (int i = 0; i < 3; i++) {
        id_of(world->groups[i].id, 'c', i);
        (void)text_copy(world->groups[i].name, sizeof world->groups[i].name,
                        groups[i]);
        (void)text_copy(world->groups[i].picture,
                        sizeof world->groups[i].picture, pictures[i]);
    }
    add_people(made);
    add_plan(made);
    add_team(made);
    made->core_works = true;
    made_up_minute(made, 620);
    made->app = app_open(world);
    return made;
}

void
made_up_close(struct made_up *made)
{
    app_close(made->app);
    for (int i = 0; i < made->asked_count; i++)
        json_decref(made->asked[i]);
    free(made);
}

void
made_up_minute(struct made_up *made, int minute)
{
    struct app_world *world = &made->world;
    world->minute = minute;
    world->now.utc_ms = ((int64_t)world->today * 1440 + minute) * 60000;
    made->plan.date = world->today;
}

/* --- the small core --- */

static struct view_person *
person_of(struct made_up *made, const char *id)
{
    for (int i = 0; i < made->world.people_count; i++)
        if (text_equal(made->people[i].id, id))
            return &made->people[i];
    return NULL;
}

static struct view_item *
item_of(struct made_up *made, const char *id)
{
    for (int i = 0; i < made->plan.count; i++)
        if (text_equal(made->plan.items[i].id, id))
            return &made->plan.items[i];
    return NULL;
}

static const char *
field(const json_t *command, const char *name)
{
    return json_string_value(json_object_get(command, name));
}

static void
carry_out_item(struct made_up *made, const json_t *command, const char *what)
{
    struct view_item *item = item_of(made, field(command, "item"));
    const json_t *step = json_object_get(command, "step");
    if (item == NULL)
        return;
    bool done = text_equal(what, "done");
    if (text_equal(what, "choose"))
        item->chosen =
            (int)json_integer_value(json_object_get(command, "option"));
    else if (text_equal(what, "change_seen"))
        item->change_seen = true;
    else if (step != NULL)
        item->how[json_integer_value(step)].done = done;
    else
        item->state = done ? STATE_DONE : STATE_PLANNED;
}

/* The corner's commands, carried by its session. */
static void
carry_out_staff(struct made_up *made, const json_t *command, const char *what)
{
    struct view_signal *signal = &made->world.signals[0];
    if (text_equal(what, "acknowledge"))
        signal->state = SIGNAL_ACKNOWLEDGED;
    else if (text_equal(what, "with"))
        signal->state = SIGNAL_WITH;
    else if (text_equal(what, "close"))
        signal->state = SIGNAL_CLOSED;
    if (signal->state >= SIGNAL_ACKNOWLEDGED)
        (void)text_copy(signal->staff_name, sizeof signal->staff_name, "Maria");
    (void)command;
}

static bool
is_staff(const char *what)
{
    static const char *const names[] = {
        "acknowledge", "with", "close", "logout", "pin_login", "first_code"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(what, names[i]))
            return true;
    return false;
}

static void
carry_out(struct made_up *made, const json_t *command)
{
    const char *what = field(command, "do");
    if (made->session_over && json_object_get(command, "session") != NULL)
        return;
    if (is_staff(what)) {
        carry_out_staff(made, command, what);
        return;
    }
    struct view_person *person = person_of(made, field(command, "about"));
    if (text_equal(what, "arrive") || text_equal(what, "leave_undo"))
        person->here = true;
    else if (text_equal(what, "leave") || text_equal(what, "arrive_undo"))
        person->here = false;
    else if (text_equal(what, "pause") || text_equal(what, "resume"))
        person->paused = text_equal(what, "pause");
    else if (text_equal(what, "ask"))
        (void)made_up_signal(made, SIGNAL_ASK);
    else if (text_equal(what, "withdraw"))
        made->world.signal_count = 0;
    else if (text_equal(what, "whose") && person != NULL)
        (void)text_copy(made->world.signals[0].about,
                        sizeof made->world.signals[0].about, person->id);
    else
        carry_out_item(made, command, what);
}

static void
load_day(struct made_up *made)
{
    memset(&made->world.day, 0, sizeof made->world.day);
    made->world.day.date = made->world.today;
    if (app_person(made->app) != NULL)
        made->world.day = made->plan;
}

/* Maria's PIN is 305917; nobody has an account yet when `first_code` says so.
 */
static void
add_staff_answer(struct made_up *made, const json_t *command, json_t *answer)
{
    const char *what = field(command, "do");
    bool right = text_equal(field(command, "pin"), "305917");
    if (text_equal(what, "pin_login")) {
        json_object_set_new(answer, "ok", json_boolean(right));
        json_object_set_new(answer, right ? "session" : "why",
                            json_string(right                   ? "token"
                                        : made->pin_tries++ < 4 ? "refused"
                                                                : "locked"));
        json_object_set_new(answer, "wait_ms", json_integer(300000));
    }
    if (text_equal(what, "first_code")) {
        json_object_set_new(answer, "ok", json_boolean(made->no_account));
        json_object_set_new(answer, "code", json_string("K7QFM-2XH9D"));
        json_object_set_new(answer, "left_ms", json_integer(600000));
    }
    if (made->session_over && json_object_get(command, "session") != NULL) {
        json_object_set_new(answer, "ok", json_false());
        json_object_set_new(answer, "where", json_string("session"));
    }
}

void
made_up_settle(struct made_up *made)
{
    json_t *command;
    load_day(made);
    while ((command = app_take_command(made->app)) != NULL) {
        if (made->asked_count == MADE_UP_COMMANDS)
            abort();
        made->asked[made->asked_count++] = command;
    }
    while (made->core_works && made->answered < made->asked_count) {
        command = made->asked[made->answered++];
        if (!made->core_refuses)
            carry_out(made, command);
        json_t *answer = json_pack("{s:b}", "ok", !made->core_refuses);
        add_staff_answer(made, command, answer);
        load_day(made);
        app_answer(made->app, command, answer);
        json_decref(answer);
        app_world_changed(made->app);
        while ((command = app_take_command(made->app)) != NULL)
            made->asked[made->asked_count++] = command;
    }
    load_day(made);
    app_world_changed(made->app);
    while ((command = app_take_command(made->app)) != NULL)
        made->asked[made->asked_count++] = command;
}

void
made_up_wait(struct made_up *made, int64_t ms)
{
    made->world.now.boot_ms += ms;
    made->world.now.utc_ms += ms;
    struct civil at = {made->world.today, 0, 0};
    at.minute = (int)(made->world.now.utc_ms / 60000 -
                      (int64_t)made->world.today * 1440);
    made->world.minute = at.minute;
    (void)app_advance(made->app);
    made_up_settle(made);
}

/* --- hands and eyes --- */

const struct draw_list *
made_up_look(struct made_up *made)
{
    app_view(made->app, &made->list);
    return &made->list;
}

const char *
made_up_screen(struct made_up *made)
{
    return made_up_look(made)->screen;
}

bool
made_up_touch(struct made_up *made, const char *element)
{
    made_up_wait(made, 700);
    const struct draw_element *found = draw_find(made_up_look(made), element);
    if (found == NULL)
        return false;
    int x = found->rect.x + found->rect.w / 2;
    int y = found->rect.y + found->rect.h / 2;
    app_touch(made->app, TOUCH_DOWN, 1, x, y);
    app_touch(made->app, TOUCH_UP, 1, x, y);
    made_up_settle(made);
    return true;
}

bool
made_up_arrive(struct made_up *made, int person)
{
    char id[DRAW_ID_SIZE];
    if (!made_up_touch(made, "choose"))
        return false;
    (void)text_format(id, sizeof id, "group:%s", made->people[person].group);
    (void)made_up_touch(made, id);
    (void)text_format(id, sizeof id, "person:%s", made->people[person].id);
    while (!made_up_touch(made, id))
        if (!made_up_touch(made, "next"))
            return false;
    return true;
}

void
made_up_at_home(struct made_up *made)
{
    made->people[0].here = true;
    (void)made_up_arrive(made, 0);
}

const struct draw_element *
made_up_find(struct made_up *made, const char *id)
{
    return draw_find(made_up_look(made), id);
}

bool
made_up_says(struct made_up *made, const char *text)
{
    const struct draw_list *list = made_up_look(made);
    for (int i = 0; i < list->element_count; i++)
        if (strstr(list->elements[i].label, text) != NULL)
            return true;
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind == DRAW_TEXT &&
            strstr(list->ops[i].text, text) != NULL)
            return true;
    return false;
}

int
made_up_asked(const struct made_up *made, const char *what)
{
    int count = 0;
    for (int i = 0; i < made->asked_count; i++)
        if (text_equal(field(made->asked[i], "do"), what))
            count++;
    return count;
}

const json_t *
made_up_last(const struct made_up *made)
{
    return made->asked_count > 0 ? made->asked[made->asked_count - 1] : NULL;
}

struct view_signal *
made_up_signal(struct made_up *made, enum view_signal_kind kind)
{
    struct view_signal *signal = &made->world.signals[0];
    memset(signal, 0, sizeof *signal);
    id_of(signal->id, 'd', made->signals_raised++);
    signal->kind = kind;
    signal->state = SIGNAL_PRESSED;
    signal->raised_boot_ms = made->world.now.boot_ms;
    signal->raised_utc_ms = made->world.now.utc_ms;
    signal->this_boot = true;
    signal->presses = 1;
    made->world.signal_count = 1;
    return signal;
}

struct view_item *
made_up_item(struct made_up *made, int i)
{
    return &made->plan.items[i];
}

const char *
made_up_item_element(struct made_up *made, int i)
{
    static char id[DRAW_ID_SIZE];
    (void)text_format(id, sizeof id, "item:%s", made->plan.items[i].id);
    return id;
}

void
made_up_hold(struct made_up *made, int x, int64_t ms)
{
    app_touch(made->app, TOUCH_DOWN, 1, x, 20);
    for (int64_t at = 0; at < ms; at += 500)
        made_up_wait(made, 500);
    app_touch(made->app, TOUCH_UP, 1, x, 20);
    made_up_settle(made);
}

bool
made_up_type(struct made_up *made, const char *pin)
{
    char id[16];
    for (; *pin != '\0'; pin++) {
        (void)text_format(id, sizeof id, "digit:%c", *pin);
        if (!app_tap(made->app, id))
            return false;
    }
    return app_tap(made->app, "enter") && (made_up_settle(made), true);
}

bool
made_up_staff(struct made_up *made)
{
    made_up_hold(made, made->world.panel.width - 20, 3000);
    while (made_up_find(made, "mate:d0000000-0000-7000-8000-000000000004") ==
               NULL &&
           made_up_touch(made, "next"))
        ;
    return made_up_touch(made, "mate:d0000000-0000-7000-8000-000000000004") &&
           made_up_type(made, "305917");
}
