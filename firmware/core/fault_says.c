#include "firmware/core/fault_says.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"

static const char *
button_words(const struct view_fault *fault)
{
    if (text_equal(fault->state, "stuck"))
        return WORD("Knappen har fastnat nedtryckt: %s.");
    if (text_equal(fault->state, "absent"))
        return WORD("Knappen är inte ansluten: %s.");
    return WORD("Knappen fungerar inte nu: %s.");
}

static const char *
words_of(const struct view_fault *fault)
{
    switch (fault->what) {
    case FAULT_BUTTON:
        if (text_equal(fault->place, "kiosk"))
            return WORD("Tryck på knappen går inte att spara nu.");
        return fault->place[0] == '\0' ? WORD("Knappen fungerar inte nu.")
                                       : button_words(fault);
    case FAULT_WALK:
        return WORD("Knappen är inte provad på länge: %s.");
    case FAULT_STAFF:
        return WORD("Personalens egen knapp fungerar inte nu.");
    case FAULT_RECEIVER:
        return text_equal(fault->state, "silent")
                   ? WORD("En personalsida är öppen, men svarar inte.")
                   : WORD("Ingen personalsida är öppen under öppettiden.");
    }
    return "";
}

void
fault_says(const char *lang, const struct view_fault *fault,
           char out[FAULT_SAYS_SIZE])
{
    const char *says = word(lang, words_of(fault));
    const char *gap = says;
    while (*gap != '\0' && !(gap[0] == '%' && gap[1] == 's'))
        gap++;
    if (*gap == '\0')
        text_copy(out, FAULT_SAYS_SIZE, says);
    else
        text_format(out, FAULT_SAYS_SIZE, "%.*s%s%s", (int)(gap - says), says,
                    fault->place, gap + 2);
}
