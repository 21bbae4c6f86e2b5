#include "ui/staff/people/settings.h"

#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

static const char *const modes[][2] = {
    {"now-then", WORD("nu och sen")},
    {"sequence", WORD("dagen i ordning")},
    {"menu", WORD("dagens möjligheter, i vilken ordning som helst")},
    {"look", WORD("bara titta")},
    {NULL, NULL}};
static const char *const levels[][2] = {{"picture+text", WORD("bild och text")},
                                        {"picture", WORD("bild")},
                                        {"photo", WORD("foto")},
                                        {"text", WORD("text")},
                                        {NULL, NULL}};
static const char *const texts[][2] = {{"S", WORD("liten")},
                                       {"M", WORD("mellan")},
                                       {"L", WORD("stor")},
                                       {"XL", WORD("större")},
                                       {"2XL", WORD("ännu större")},
                                       {"3XL", WORD("mycket stor")},
                                       {"4XL", WORD("dubbelt så stor")},
                                       {NULL, NULL}};
static const char *const times[][2] = {
    {"dots", WORD("prickar")},
    {"none", WORD("ingen tid")},
    {"disc", WORD("skiva")},
    {"bar", WORD("stapel")},
    {"digital", WORD("siffror")},
    {"analogue", WORD("visare")},
    {"dots+digital", WORD("prickar och siffror")},
    {NULL, NULL}};
static const char *const directions[][2] = {
    {"vertical", WORD("uppifrån och ner")},
    {"horizontal", WORD("från vänster")},
    {NULL, NULL}};
static const char *const marks[][2] = {{"tick", WORD("en bock")},
                                       {"turn", WORD("kortet vänds")},
                                       {"move", WORD("kortet flyttas")},
                                       {NULL, NULL}};
static const char *const counts[][2] = {{"1", "1"},  {"2", "2"}, {"3", "3"},
                                        {"4", "4"},  {"5", "5"}, {"6", "6"},
                                        {NULL, NULL}};
static const char *const truths[][2] = {
    {"false", WORD("nej")}, {"true", WORD("ja")}, {NULL, NULL}};
static const char *const scans[][2] = {{"off", WORD("ingen")},
                                       {"one", WORD("en kontakt")},
                                       {"two", WORD("två kontakter")},
                                       {NULL, NULL}};
static const char *const paces[][2] = {{"1000", WORD("1 sekund")},
                                       {"1500", WORD("1,5 sekunder")},
                                       {"2000", WORD("2 sekunder")},
                                       {"3000", WORD("3 sekunder")},
                                       {"4000", WORD("4 sekunder")},
                                       {"5000", WORD("5 sekunder")},
                                       {NULL, NULL}};
static const char *const touches[][2] = {
    {"inside", WORD("det man lyfter fingret på")},
    {"anywhere", WORD("det man når först, också om man glider")},
    {NULL, NULL}};
static const char *const holds[][2] = {{"0", WORD("direkt")},
                                       {"200", WORD("0,2 sekunder")},
                                       {"300", WORD("0,3 sekunder")},
                                       {"500", WORD("en halv sekund")},
                                       {"1000", WORD("1 sekund")},
                                       {"2000", WORD("2 sekunder")},
                                       {NULL, NULL}};
static const char *const deads[][2] = {{"0", WORD("som vanligt")},
                                       {"1000", WORD("1 sekund")},
                                       {"2000", WORD("2 sekunder")},
                                       {"3000", WORD("3 sekunder")},
                                       {NULL, NULL}};
static const char *const themes[][2] = {{"usual", WORD("som vanligt")},
                                        {"light", WORD("ljus")},
                                        {"dim", WORD("dämpad")},
                                        {"contrast", WORD("hög kontrast")},
                                        {NULL, NULL}};

const struct setting settings[] = {
    {"mode", WORD("Dagen visas som"), NULL, modes, false, false},
    {"level", WORD("Bild eller text"), NULL, levels, false, false},
    {"text", WORD("Textens storlek"), NULL, texts, false, false},
    {"how_many", WORD("Hur mycket på en gång"), NULL, counts, false, true},
    {"time", WORD("Tiden visas som"), NULL, times, false, false},
    {"direction", WORD("Riktning"), NULL, directions, false, false},
    {"mark", WORD("När något är klart"), NULL, marks, false, false},
    {"greys", WORD("Grå bilder"), NULL, truths, false, false},
    {"theme", WORD("Färger"), NULL, themes, true, false},
    {"touch", WORD("Det som räknas"), NULL, touches, true, false},
    {"hold_ms", WORD("Hur länge fingret vilar"), NULL, holds, true, true},
    {"dead_ms", WORD("Paus efter en beröring"), NULL, deads, true, true},
    {"left", WORD("För vänster hand"), NULL, truths, true, false},
    {"low", WORD("Lågt på skärmen"), WORD("För den som sitter i rullstol."),
     truths, true, false},
    {"scan", WORD("Kontakter"),
     WORD("För den som styr med en eller två kontakter."), scans, true, false},
    {"scan_ms", WORD("Från sak till sak"), NULL, paces, true, true}};

const int settings_count = sizeof settings / sizeof settings[0];

json_t *
setting_json(const struct setting *setting, const char *value)
{
    if (setting->number)
        return json_integer(strtol(value, NULL, 10));
    if (text_equal(setting->choices[0][0], "false"))
        return json_boolean(text_equal(value, "true"));
    return json_string(value);
}

static const char *
truth(bool yes)
{
    return yes ? "true" : "false";
}

static const char *
number(int value, char out[16])
{
    text_format(out, 16, "%d", value);
    return out;
}

const char *
setting_value(const struct setting *setting, const struct view_person *person,
              char out[16])
{
    const char *name = setting->name;
    const struct view_reach *reach = &person->reach;
    if (text_equal(name, "mode"))
        return view_mode_name(person->mode);
    if (text_equal(name, "level"))
        return view_level_name(person->level);
    if (text_equal(name, "text"))
        return view_text_name(person->text);
    if (text_equal(name, "time"))
        return view_time_name(person->time);
    if (text_equal(name, "direction"))
        return view_direction_name(person->direction);
    if (text_equal(name, "mark"))
        return view_mark_name(person->mark);
    if (text_equal(name, "greys"))
        return truth(person->greys);
    if (text_equal(name, "how_many"))
        return number(person->how_many, out);
    if (text_equal(name, "theme"))
        return view_theme_name(reach->theme);
    if (text_equal(name, "touch"))
        return view_touch_name(reach->touch);
    if (text_equal(name, "scan"))
        return view_scan_name(reach->scan);
    if (text_equal(name, "left"))
        return truth(reach->left);
    if (text_equal(name, "low"))
        return truth(reach->low);
    if (text_equal(name, "hold_ms"))
        return number(reach->hold_ms, out);
    if (text_equal(name, "dead_ms"))
        return number(reach->dead_ms, out);
    return number(reach->scan_ms, out);
}
