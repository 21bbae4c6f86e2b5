#include "firmware/store/words_of.h"

#include "firmware/store/view.h"

const char *const words_of_mode[] = {"now-then", "sequence", "menu", "look",
                                     NULL};
const char *const words_of_level[] = {"picture+text", "picture", "photo",
                                      "text", NULL};
const char *const words_of_text[] = {"L",   "S",   "M",   "XL",
                                     "2XL", "3XL", "4XL", NULL};
const char *const words_of_scan[] = {"off", "one", "two", NULL};
const char *const words_of_touch[] = {"inside", "anywhere", NULL};
const char *const words_of_theme[] = {"usual", "light", "dim", "contrast",
                                      NULL};
const char *const words_of_voice[] = {"usual", "off", "ear", "touch", NULL};
const char *const words_of_recording[] = {"picture", "title", "person", NULL};
const char *const words_of_direction[] = {"vertical", "horizontal", NULL};
const char *const words_of_mark[] = {"tick", "turn", "move", NULL};
const char *const words_of_time[] = {
    "dots", "none", "disc", "bar", "digital", "analogue", "dots+digital", NULL};
const char *const words_of_state[] = {"planned", "done", "set_aside",
                                      "cancelled", NULL};
const char *const words_of_change[] = {"none",  "replaced", "cancelled",
                                       "time",  "place",    "person",
                                       "added", "details",  NULL};
const char *const words_of_energy[] = {"unsaid", "gives", "neutral", "takes",
                                       NULL};
const char *const words_of_signal_kind[] = {"press", "ask", "test", NULL};
const char *const words_of_signal_state[] = {
    "pressed",   "delivered", "acknowledged", "with", "closed",
    "withdrawn", NULL};
/* Bits of view_signal_end, in this order: added to at the end only. */
const char *const words_of_helped[] = {"alone",   "near", "quiet", "calm_place",
                                       "own_way", "time", "other", NULL};
const char *const words_of_before[] = {
    "demand", "noise", "transition", "people", "waiting", "other", NULL};
const char *const words_of_fault[] = {"button", "receiver", "walk",
                                      "staff_button", NULL};

const char *
view_mode_name(enum view_mode mode)
{
    return words_of_mode[mode];
}

const char *
view_level_name(enum view_level level)
{
    return words_of_level[level];
}

const char *
view_text_name(enum view_text text)
{
    return words_of_text[text];
}

const char *
view_time_name(enum view_time time)
{
    return words_of_time[time];
}

const char *
view_mark_name(enum view_mark mark)
{
    return words_of_mark[mark];
}

const char *
view_direction_name(enum view_direction direction)
{
    return words_of_direction[direction];
}

const char *
view_state_name(enum view_state state)
{
    return words_of_state[state];
}

const char *
view_change_name(enum view_change change)
{
    return words_of_change[change];
}

const char *
view_signal_state_name(enum view_signal_state state)
{
    return words_of_signal_state[state];
}

const char *
view_signal_kind_name(enum view_signal_kind kind)
{
    return words_of_signal_kind[kind];
}

const char *
view_scan_name(enum view_scan scan)
{
    return words_of_scan[scan];
}

const char *
view_touch_name(enum view_touch touch)
{
    return words_of_touch[touch];
}

const char *
view_theme_name(enum view_theme theme)
{
    return words_of_theme[theme];
}

/* The word of bit `at`; NULL beyond the last. */
static const char *
word_at(const char *const *words, int at)
{
    for (int i = 0; words[i] != NULL; i++)
        if (i == at)
            return words[i];
    return NULL;
}

const char *
view_helped_name(int at)
{
    return word_at(words_of_helped, at);
}

const char *
view_before_name(int at)
{
    return word_at(words_of_before, at);
}

const char *
view_fault_name(enum view_fault_what what)
{
    return words_of_fault[what];
}

const char *
view_voice_name(enum view_voice voice)
{
    return words_of_voice[voice];
}

const char *
view_recording_of_name(enum view_recording_of of)
{
    return words_of_recording[of];
}
