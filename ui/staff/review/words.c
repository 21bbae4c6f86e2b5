/* Words that several pages of the room say. */
#include "firmware/base/words.h"
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "ui/staff/review/review.h"

void
review_day_words(const char *lang, int32_t day, char out[REVIEW_DAY_SIZE])
{
    struct civil_ymd ymd = civil_ymd_of(day);
    text_format(out, REVIEW_DAY_SIZE, "%s ",
                word_weekday(lang, civil_weekday(day)));
    text_append(out, REVIEW_DAY_SIZE, word_in(lang, "day, month", "%1$d %2$s"),
                ymd.day, word_month(lang, ymd.month));
}

void
review_month_words(const char *lang, int32_t month, char out[REVIEW_DAY_SIZE])
{
    struct civil_ymd ymd = civil_ymd_of(month);
    text_format(out, REVIEW_DAY_SIZE, "%s %d", word_month(lang, ymd.month),
                ymd.year);
}

void
review_minutes(int minutes, char out[REVIEW_DAY_SIZE])
{
    if (minutes < 60)
        text_format(out, REVIEW_DAY_SIZE, "%d min", minutes);
    else if (minutes % 60 == 0)
        text_format(out, REVIEW_DAY_SIZE, "%d h", minutes / 60);
    else
        text_format(out, REVIEW_DAY_SIZE, "%d h %d min", minutes / 60,
                    minutes % 60);
}

const char *
review_purpose_words(const char *lang, enum purpose purpose)
{
    static const char *const words[PURPOSE_COUNT] = {
        [PURPOSE_PRESENCE] = WORD("Närvaro"),
        [PURPOSE_PLAN] = WORD("Planer och det som är klart"),
        [PURPOSE_STRESS] = WORD("Signaler och pauser"),
        [PURPOSE_METHODS] = WORD("Anteckningar som är överförda"),
        [PURPOSE_AUDIT] = WORD("Vem som har läst och loggat in"),
        [PURPOSE_TECHNICAL] = WORD("Teknisk logg")};
    return purpose >= 0 && purpose < PURPOSE_COUNT ? word(lang, words[purpose])
                                                   : "";
}

const char *
review_code_words(const char *lang, enum attend_code code)
{
    static const char *const words[CODE_COUNT] = {
        [CODE_NONE] = WORD("Inget särskilt"),
        [CODE_SICK] = WORD("Sjuk"),
        [CODE_HOLIDAY] = WORD("Ledig"),
        [CODE_AWAY] = WORD("På annat håll, enligt överenskommelse"),
        [CODE_PLANNING] = WORD("Planeringsdag, stängt"),
        [CODE_PLANNED] = WORD("Räknas som planerat")};
    return code >= 0 && code < CODE_COUNT ? word(lang, words[code]) : "";
}

const char *
review_kind_words(const char *lang, enum event_kind kind)
{
    switch ((int)kind) {
    case EVENT_ARRIVED:
        return word(lang, "Kom");
    case EVENT_ARRIVAL_UNDONE:
        return word(lang, "Ankomsten togs tillbaka");
    case EVENT_LEFT:
        return word(lang, "Gick");
    case EVENT_DEPARTURE_UNDONE:
        return word(lang, "Avfärden togs tillbaka");
    case EVENT_VISIT_SETTLED:
        return word(lang, "Tiderna rättades");
    case EVENT_DONE:
        return word(lang, "Klart");
    case EVENT_UNDONE:
        return word(lang, "Inte klart");
    case EVENT_CHOSEN:
        return word(lang, "Valde");
    case EVENT_CHANGE_SEEN:
        return word(lang, "Såg en ändring");
    case EVENT_PAUSED:
        return word(lang, "Paus började");
    case EVENT_RESUMED:
        return word(lang, "Paus slutade");
    case EVENT_SIGNAL_RAISED:
        return word(lang, "Signal");
    case EVENT_DAY_NOTED:
        return word(lang, "Dagen noterades");
    case EVENT_LOOKED:
        return word(lang, "Läste");
    case EVENT_EXPORTED:
        return word(lang, "Tog ut en fil");
    case EVENT_SHEET_CONFIRMED:
        return word(lang, "Bekräftade månaden");
    default:
        return word(lang, "Ändrade något");
    }
}

int32_t
review_month_before(int32_t month, int by)
{
    struct civil_ymd ymd = civil_ymd_of(month);
    int months = ymd.year * 12 + ymd.month - 1 - by;
    return civil_day_of(months / 12, months % 12 + 1, 1);
}

void
review_link(struct visit *visit, const char *path, const char *words)
{
    html_put(&visit->html, "<a class=\"button\"");
    html_attribute(&visit->html, "href", path);
    html_put(&visit->html, ">");
    html_text(&visit->html, words);
    html_put(&visit->html, "</a>");
}
