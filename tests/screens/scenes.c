#include "tests/screens/scenes.h"

#include "firmware/base/text.h"

static void
cover(struct made_up *made)
{
    (void)made;
}

static void
cover_fault(struct made_up *made)
{
    made->world.button_works = false;
}

static void
groups(struct made_up *made)
{
    made->world.people_count = 48;
    (void)made_up_touch(made, "choose");
}

static void
choose(struct made_up *made)
{
    made->world.group_count = 1;
    (void)made_up_touch(made, "choose");
}

static void
arrived(struct made_up *made)
{
    (void)made_up_arrive(made, 0);
}

static void
home_before(struct made_up *made)
{
    made_up_minute(made, 505);
    made_up_at_home(made);
}

static void
home_last(struct made_up *made)
{
    made_up_minute(made, 800);
    made_up_at_home(made);
}

static void
home_end(struct made_up *made)
{
    made_up_minute(made, 900);
    made_up_at_home(made);
}

static void
home_empty(struct made_up *made)
{
    made->plan.count = 0;
    made_up_at_home(made);
}

static void
home_done(struct made_up *made)
{
    made->plan.items[1].state = STATE_DONE;
    made_up_at_home(made);
}

static void
home_soon(struct made_up *made)
{
    made_up_minute(made, 650);
    made_up_at_home(made);
}

static void
home_unsaved(struct made_up *made)
{
    made_up_at_home(made);
    made->world.unsaved_ms = 2000;
}

static void
home_saving(struct made_up *made)
{
    made_up_at_home(made);
    made->world.unsaved_ms = 500;
}

static void
home_fault(struct made_up *made)
{
    made->world.button_works = false;
    (void)made_up_arrive(made, 0);
}

static void
home_sequence(struct made_up *made)
{
    made->people[0].mode = MODE_SEQUENCE;
    made->people[0].time = TIME_DOTS_DIGITAL;
    made_up_at_home(made);
}

static void
home_menu(struct made_up *made)
{
    made->people[0].mode = MODE_MENU;
    made_up_at_home(made);
}

static void
home_look(struct made_up *made)
{
    made->people[0].mode = MODE_LOOK;
    made_up_at_home(made);
}

static void
home_disc(struct made_up *made)
{
    made->people[0].time = TIME_DISC;
    made->people[0].level = LEVEL_PICTURE;
    made_up_at_home(made);
}

static void
home_bar(struct made_up *made)
{
    made->people[0].time = TIME_BAR;
    made->people[0].text = TEXT_XL;
    made_up_at_home(made);
}

static void
home_analogue(struct made_up *made)
{
    made->people[0].time = TIME_ANALOGUE;
    made->people[0].text = TEXT_S;
    made->people[0].greys = true;
    made_up_at_home(made);
}

static void
home_text(struct made_up *made)
{
    made->people[0].level = LEVEL_TEXT;
    made->people[0].time = TIME_DIGITAL;
    made_up_at_home(made);
}

static void
home_unsure(struct made_up *made)
{
    made->world.now.quality = CLOCK_UNSURE;
    made->plan.items[0].state = STATE_DONE;
    made_up_at_home(made);
}

static void
day(struct made_up *made)
{
    made->plan.items[0].state = STATE_DONE;
    made->plan.items[3].state = STATE_CANCELLED;
    made_up_at_home(made);
    (void)made_up_touch(made, "day");
}

static void
day_cells(struct made_up *made)
{
    made->people[0].direction = DIRECTION_HORIZONTAL;
    made->people[0].time = TIME_DIGITAL;
    made->people[0].how_many = 6;
    made->people[0].mark = MARK_TURN;
    day(made);
}

static void
step(struct made_up *made)
{
    made_up_at_home(made);
    (void)made_up_touch(made, made_up_item_element(made, 1));
}

static void
step_next(struct made_up *made)
{
    made_up_at_home(made);
    (void)made_up_touch(made, made_up_item_element(made, 2));
}

static void
work(struct made_up *made)
{
    made->plan.items[1].how[0].done = true;
    step(made);
    (void)made_up_touch(made, "work");
}

static void
choice(struct made_up *made)
{
    made_up_minute(made, 730);
    made_up_at_home(made);
    (void)made_up_touch(made, made_up_item_element(made, 5));
    (void)made_up_touch(made, "choice");
    (void)made_up_touch(made, "option:1");
}

static void
change_of(struct made_up *made, enum view_change kind)
{
    struct view_item *item = &made->plan.items[2];
    item->change = kind;
    item->old_what = item->what;
    item->old_where = item->where;
    item->old_start = item->start;
    (void)text_copy(item->change_reason, sizeof item->change_reason,
                    "Köket målas om i dag");
    made_up_at_home(made);
    (void)made_up_touch(made, "day");
}

static void
change(struct made_up *made)
{
    struct view_item *item = &made->plan.items[2];
    change_of(made, CHANGE_REPLACED);
    (void)text_copy(item->what.text, sizeof item->what.text, "Glass ute");
    (void)text_copy(item->what.picture, sizeof item->what.picture, "1F366");
    made_up_settle(made);
}

static void
change_time(struct made_up *made)
{
    change_of(made, CHANGE_TIME);
    made->plan.items[2].old_start = 645;
    made_up_settle(made);
}

static void
change_cancelled(struct made_up *made)
{
    change_of(made, CHANGE_CANCELLED);
    made->plan.items[2].state = STATE_CANCELLED;
    made_up_settle(made);
}

static void
pause(struct made_up *made)
{
    made_up_at_home(made);
    (void)made_up_touch(made, "pause");
}

static void
pause_length(struct made_up *made)
{
    pause(made);
    (void)made_up_touch(made, "pause:30");
}

static void
pause_over(struct made_up *made)
{
    pause(made);
    (void)made_up_touch(made, "pause:10");
    for (int i = 0; i < 10; i++) {
        made_up_wait(made, 60000);
        (void)made_up_touch(made, "paused"); /* somebody is there */
    }
}

static void
strategies(struct made_up *made)
{
    pause(made);
    (void)made_up_touch(made, "strategies");
}

static void
leave(struct made_up *made)
{
    made_up_at_home(made);
    (void)made_up_touch(made, "leave");
}

static void
pressed(struct made_up *made)
{
    (void)made_up_signal(made, SIGNAL_PRESS);
    made_up_settle(made);
}

static void
not_through(struct made_up *made)
{
    pressed(made);
    made_up_wait(made, 21000);
}

static void
delivered(struct made_up *made)
{
    made_up_at_home(made);
    pressed(made);
    made->world.signals[0].state = SIGNAL_DELIVERED;
    made_up_settle(made);
}

static void
slow(struct made_up *made)
{
    delivered(made);
    made_up_wait(made, 181000);
}

static void
slow_unknown(struct made_up *made)
{
    pressed(made);
    made_up_wait(made, 181000);
}

static void
nobody_receives(struct made_up *made)
{
    made->world.nobody_receives = true;
    made_up_at_home(made);
    pressed(made);
}

static void
cover_receiver(struct made_up *made)
{
    made->world.nobody_receives = true;
}

static void
cover_walking(struct made_up *made)
{
    made->world.walking = true;
}

static void
cover_walk_due(struct made_up *made)
{
    made->world.walk_due = true;
}

static void
home_receiver(struct made_up *made)
{
    made->world.nobody_receives = true;
    made_up_at_home(made);
}

static void
with(struct made_up *made)
{
    delivered(made);
    made->world.signals[0].state = SIGNAL_WITH;
    made_up_settle(made);
}

static void
withdrawn(struct made_up *made)
{
    delivered(made);
    (void)made_up_touch(made, "withdraw");
}

static void
coming(struct made_up *made)
{
    delivered(made);
    made->world.signals[0].state = SIGNAL_ACKNOWLEDGED;
    (void)text_copy(made->world.signals[0].staff_name,
                    sizeof made->world.signals[0].staff_name, "Maria");
    made_up_settle(made);
}

static void
coming_band(struct made_up *made)
{
    coming(made);
    (void)made_up_touch(made, "back");
}

static void
closed(struct made_up *made)
{
    coming(made);
    made->world.signal_count = 0;
    made_up_settle(made);
}

static void
asked(struct made_up *made)
{
    (void)made_up_touch(made, "ask");
}

static void
fading(struct made_up *made)
{
    made_up_at_home(made);
    made_up_wait(made, 88500);
}

/* --- three people with opposite ways, on the same box --- */

/* Large text, two things at a time, a name in Arabic script. */
static void
large(struct made_up *made)
{
    struct view_person *person = &made->people[0];
    made->world.voice_works = true;
    person->reach.voice = VOICE_EAR;
    person->text = TEXT_3XL;
    person->how_many = 2;
    (void)text_copy(person->name, sizeof person->name, "ليلى");
    (void)text_copy(person->symbol, sizeof person->symbol, "ثعلب");
    (void)text_copy(made->plan.items[1].with[0].text,
                    sizeof made->plan.items[1].with[0].text, "ليلى");
}

/* Pictures alone, one switch. */
static void
switches(struct made_up *made)
{
    struct view_person *person = &made->people[0];
    made->world.voice_works = true;
    person->reach.voice = VOICE_TOUCH;
    person->level = LEVEL_PICTURE;
    person->time = TIME_DISC;
    person->reach.scan = SCAN_ONE;
    person->reach.left = true;
}

/* Text alone, high contrast, English; a chair before a tall pane. */
static void
contrast(struct made_up *made)
{
    struct view_person *person = &made->people[0];
    made->world.voice_works = true;
    person->reach.voice = VOICE_EAR;
    person->level = LEVEL_TEXT;
    person->text = TEXT_XL;
    person->mode = MODE_SEQUENCE;
    person->time = TIME_DIGITAL;
    person->reach.theme = WANT_CONTRAST;
    person->reach.low = true;
    (void)text_copy(person->lang, sizeof person->lang, "en");
}

static void
large_choose(struct made_up *made)
{
    large(made);
    choose(made);
}

static void
large_home(struct made_up *made)
{
    large(made);
    made_up_at_home(made);
}

static void
large_step(struct made_up *made)
{
    large(made);
    step(made);
}

static void
switch_choose(struct made_up *made)
{
    switches(made);
    choose(made);
    app_key(made->app, KEY_SPACE);
    made_up_wait(made, 1);
}

static void
switch_home(struct made_up *made)
{
    switches(made);
    made_up_at_home(made);
    app_key(made->app, KEY_SPACE);
    made_up_wait(made, 1);
}

static void
switch_day(struct made_up *made)
{
    switches(made);
    day(made);
    app_key(made->app, KEY_SPACE);
    made_up_wait(made, 1);
}

static void
switch_pause(struct made_up *made)
{
    switches(made);
    pause(made);
    app_key(made->app, KEY_SPACE);
    made_up_wait(made, 1);
}

/* --- about this screen --- */

static const struct about credits = {
    {{"OpenMoji 17.0.0", "CC-BY-SA-4.0 · OpenMoji – the open-source emoji and "
                         "icon project (each picture's artist stands beside "
                         "it)"},
     {"CLDR annotations 48.2.0", "Unicode-3.0 · © Unicode, Inc."},
     {"Tröskel's drawings and concepts 0.1.0",
      "CC-BY-SA-4.0 · The Tröskel project"},
     {"Andika 6.101", "OFL-1.1 · © SIL International"},
     {"Centrets egna foton", "Centrets eget foto · Maria"}},
    5};

static void
about(struct made_up *made)
{
    made->world.about = &credits;
    (void)made_up_touch(made, "about");
}

static void
about_more(struct made_up *made)
{
    about(made);
    (void)made_up_touch(made, "next");
}

static void
about_last(struct made_up *made)
{
    about(made);
    while (made_up_touch(made, "next")) {
    }
}

/* --- read aloud --- */

static void
with_ear(struct made_up *made)
{
    made->world.voice_works = true;
    made->world.centre.reach.voice = VOICE_EAR;
}

/* The ear was touched, and `parts` have been heard to their end. */
static void
heard(struct made_up *made, int parts)
{
    struct speech speech;
    (void)made_up_touch(made, "ear");
    for (int i = 0; i < parts && app_speech(made->app, &speech); i++)
        app_speech_ended(made->app, speech.serial);
}

static void
ear_cover(struct made_up *made)
{
    with_ear(made);
    heard(made, 2);
}

static void
ear_choose(struct made_up *made)
{
    with_ear(made);
    choose(made);
    heard(made, 4);
}

static void
ear_home(struct made_up *made)
{
    with_ear(made);
    made_up_at_home(made);
    heard(made, 4);
}

static void
ear_step(struct made_up *made)
{
    with_ear(made);
    step(made);
    heard(made, 6);
}

static void
ear_work(struct made_up *made)
{
    with_ear(made);
    work(made);
}

static void
ear_change(struct made_up *made)
{
    with_ear(made);
    change(made);
    heard(made, 3);
}

static void
ear_signal(struct made_up *made)
{
    with_ear(made);
    delivered(made);
    heard(made, 1);
}

static void
contrast_home(struct made_up *made)
{
    contrast(made);
    made_up_at_home(made);
}

static void
contrast_step(struct made_up *made)
{
    contrast(made);
    step(made);
}

static void
contrast_pause(struct made_up *made)
{
    contrast(made);
    pause(made);
}

static void
contrast_signal(struct made_up *made)
{
    contrast(made);
    delivered(made);
}

/* --- the staff's corner --- */

static void
staff_who(struct made_up *made)
{
    made_up_hold(made, made->world.panel.width - 20, 3000);
}

static void
staff_who_nobody(struct made_up *made)
{
    made->world.team_count = 0;
    staff_who(made);
}

static void
staff_pin(struct made_up *made)
{
    staff_who(made);
    (void)made_up_touch(made, "mate:d0000000-0000-7000-8000-000000000000");
    (void)app_tap(made->app, "digit:3");
    (void)app_tap(made->app, "digit:0");
}

static void
staff_pin_other(struct made_up *made)
{
    staff_pin(made);
    (void)made_up_type(made, "444444");
    (void)app_tap(made->app, "digit:3");
}

static void
staff_pin_wait(struct made_up *made)
{
    staff_pin(made);
    made->pin_tries = 4;
    (void)made_up_type(made, "444444");
}

static void
staff(struct made_up *made)
{
    for (int i = 0; i < 9; i++) {
        made->people[i * 2].here = true;
        made->people[i * 2].arrived_utc_ms =
            made->world.now.utc_ms - (i + 3) * INT64_C(600000);
    }
    (void)made_up_staff(made);
}

static void
staff_signals(struct made_up *made)
{
    staff(made);
    struct view_signal *signal = made_up_signal(made, SIGNAL_PRESS);
    (void)text_copy(signal->place, sizeof signal->place, "Snickeriet");
    (void)text_copy(signal->about_name, sizeof signal->about_name, "Namn4");
    made_up_settle(made);
}

static void
staff_signal(struct made_up *made)
{
    char id[64];
    staff_signals(made);
    (void)text_format(id, sizeof id, "signal:%s", made->world.signals[0].id);
    (void)made_up_touch(made, id);
}

static void
staff_signal_coming(struct made_up *made)
{
    staff_signal(made);
    (void)made_up_touch(made, "acknowledge");
}

static void
staff_person(struct made_up *made)
{
    staff(made);
    (void)made_up_touch(made, "member:a0000000-0000-7000-8000-000000000000");
}

static void
staff_person_away(struct made_up *made)
{
    staff_person(made);
    (void)made_up_touch(made, "member_leave");
}

static void
device(struct made_up *made)
{
    made_up_hold(made, 20, 3000);
}

static void
device_first(struct made_up *made)
{
    made->no_account = true;
    made->world.button_works = false;
    device(made);
}

static void
device_nothing(struct made_up *made)
{
    made->world.device.url[0] = '\0';
    device(made);
}

const struct scene scenes[] = {{"cover", cover},
                               {"cover-fault", cover_fault},
                               {"cover-receiver", cover_receiver},
                               {"cover-walking", cover_walking},
                               {"cover-walk-due", cover_walk_due},
                               {"home-receiver", home_receiver},
                               {"groups", groups},
                               {"choose", choose},
                               {"home-arrived", arrived},
                               {"home-before", home_before},
                               {"home-last", home_last},
                               {"home-end", home_end},
                               {"home-empty", home_empty},
                               {"home-done", home_done},
                               {"home-soon", home_soon},
                               {"home-saving", home_saving},
                               {"home-unsaved", home_unsaved},
                               {"home-fault", home_fault},
                               {"home-sequence", home_sequence},
                               {"home-menu", home_menu},
                               {"home-look", home_look},
                               {"home-disc", home_disc},
                               {"home-bar", home_bar},
                               {"home-analogue", home_analogue},
                               {"home-text", home_text},
                               {"home-unsure", home_unsure},
                               {"day", day},
                               {"day-cells", day_cells},
                               {"step", step},
                               {"step-next", step_next},
                               {"work", work},
                               {"choice", choice},
                               {"change", change},
                               {"change-time", change_time},
                               {"change-cancelled", change_cancelled},
                               {"pause", pause},
                               {"pause-length", pause_length},
                               {"pause-over", pause_over},
                               {"strategies", strategies},
                               {"leave", leave},
                               {"pressed", pressed},
                               {"not-through", not_through},
                               {"delivered", delivered},
                               {"slow", slow},
                               {"slow-unknown", slow_unknown},
                               {"nobody-receives", nobody_receives},
                               {"with", with},
                               {"withdrawn", withdrawn},
                               {"coming", coming},
                               {"coming-band", coming_band},
                               {"closed", closed},
                               {"asked", asked},
                               {"fading", fading},
                               {"about", about},
                               {"about-more", about_more},
                               {"about-last", about_last},
                               {"ear-cover", ear_cover},
                               {"ear-choose", ear_choose},
                               {"ear-home", ear_home},
                               {"ear-step", ear_step},
                               {"ear-work", ear_work},
                               {"ear-change", ear_change},
                               {"ear-signal", ear_signal},
                               {"large-choose", large_choose},
                               {"large-home", large_home},
                               {"large-step", large_step},
                               {"switch-choose", switch_choose},
                               {"switch-home", switch_home},
                               {"switch-day", switch_day},
                               {"switch-pause", switch_pause},
                               {"contrast-home", contrast_home},
                               {"contrast-step", contrast_step},
                               {"contrast-pause", contrast_pause},
                               {"contrast-signal", contrast_signal},
                               {"staff-who", staff_who},
                               {"staff-who-nobody", staff_who_nobody},
                               {"staff-pin", staff_pin},
                               {"staff-pin-other", staff_pin_other},
                               {"staff-pin-wait", staff_pin_wait},
                               {"staff", staff},
                               {"staff-signals", staff_signals},
                               {"staff-signal", staff_signal},
                               {"staff-signal-coming", staff_signal_coming},
                               {"staff-person", staff_person},
                               {"staff-person-away", staff_person_away},
                               {"device", device},
                               {"device-first", device_first},
                               {"device-nothing", device_nothing}};
const int scene_count = sizeof scenes / sizeof scenes[0];
