#include "firmware/exchange/week_words.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"

const struct columns_field week_fields[WEEK_FIELD_COUNT + 1] = {
    [WEEK_DAY] = {"Dag|Dag|Dag|Day|Veckodag|Ugedag|Ukedag|Weekday|Datum|Dato|"
                  "Date",
                  true},
    [WEEK_START] = {"Start|Start|Start|Start|Börjar|Begynder|Begynner|Från|"
                    "Fra|From|Kl",
                    true},
    [WEEK_END] = {"Slut|Slut|Slutt|End|Slutar|Till|Til|To|Stop", false},
    [WEEK_WHO] = {"Vem|Hvem|Hvem|Who|Vilka|Grupp|Gruppe|Group", true},
    [WEEK_WHAT] = {"Vad|Hvad|Hva|What|Aktivitet|Activity|Titel|Tittel|Title",
                   true},
    [WEEK_WHERE] = {"Var|Hvor|Hvor|Where|Plats|Sted|Place|Rum", false},
    [WEEK_WITH] = {"Med|Med|Med|With|Personal|Personale|Staff", false},
    [WEEK_WHY] = {"Varför|Hvorfor|Hvorfor|Why", false},
    [WEEK_BRING] = {"Ta med|Tag med|Ta med|Bring|Ha med", false},
    [WEEK_LEARN] = {"Lära|Lære|Lære|Learn|Lär mig|Lærer", false},
    [WEEK_HOW] = {"Hur|Hvordan|Hvordan|How|Steg|Trin|Trinn|Steps", false},
    [WEEK_OPTIONS] = {"Välja|Vælge|Velge|Choose|Val|Valg|Options", false},
    [WEEK_PICTURE] = {"Bild|Billede|Bilde|Picture", false},
    [WEEK_NOTICES] = {"Förvarning|Varsel|Varsel|Notice|Notices|Snart", false},
};

const struct choice week_days[] = {
    {"1", "mån|man|man|mon|måndag|mandag|monday|må|ma|mo"},
    {"2", "tis|tir|tir|tue|tisdag|tirsdag|tuesday|tues|ti|tu|tysdag"},
    {"3", "ons|ons|ons|wed|onsdag|wednesday|weds|on|we"},
    {"4", "tors|tors|tors|thu|torsdag|thursday|thur|thurs|tor|to|th"},
    {"5", "fre|fre|fre|fri|fredag|friday|fr"},
    {"6", "lör|lør|lør|sat|lördag|lørdag|saturday|lö|lø|sa|laurdag|lau"},
    {"7", "sön|søn|søn|sun|söndag|søndag|sunday|sö|sø|su|sundag"},
    {NULL, NULL}};

const char *const week_everybody =
    "alla|alle|alle|all|allihop|everybody|everyone|hela huset";
const char *const week_every_day =
    "alla dagar|alle dage|alle dager|every day|varje dag|hver dag|daily";
const char *const week_working_days =
    "vardagar|hverdage|hverdager|weekdays|vardag|working days";

static int
day_named(const char *text, size_t length)
{
    char word[CHOICE_KEY_SIZE];
    (void)text_format(word, sizeof word, "%.*s", (int)length, text);
    const char *value = choice_find(week_days, word);
    return value == NULL ? 0 : value[0] - '0';
}

/* "mån" or "mån-fre". */
static unsigned
days_of_part(const char *text, size_t length)
{
    size_t split = 0;
    while (split < length && text[split] != '-' &&
           strncmp(text + split, "\xE2\x80\x93", 3) != 0)
        split++;
    int from = day_named(text, split);
    if (split == length || from == 0)
        return split == length && from > 0 ? 1U << from : 0;
    size_t after = split + (text[split] == '-' ? 1 : 3);
    int to = after > length ? 0 : day_named(text + after, length - after);
    unsigned days = 0;
    for (int day = from; day <= to; day++)
        days |= 1U << day;
    return days;
}

unsigned
week_days_in(const char *text)
{
    unsigned days = 0;
    if (choice_is(week_every_day, text))
        return 0xFE;
    if (choice_is(week_working_days, text))
        return 0x3E;
    while (*text != '\0') {
        size_t length = strcspn(text, ",+&/");
        unsigned part = days_of_part(text, length);
        if (part == 0)
            return 0;
        days |= part;
        text += length;
        if (*text != '\0')
            text++;
    }
    return days;
}
