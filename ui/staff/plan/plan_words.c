/* What the plan's pages say: days, questions, notices. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/plan.h"

void
plan_day_words(const char *lang, int32_t day, char out[PLAN_DAY_SIZE])
{
    struct civil_ymd ymd = civil_ymd_of(day);
    text_format(out, PLAN_DAY_SIZE, "%s ",
                word_weekday(lang, civil_weekday(day)));
    text_append(out, PLAN_DAY_SIZE, word_in(lang, "day, month", "%1$d %2$s"),
                ymd.day, word_month(lang, ymd.month));
}

const char *
plan_question_words(const char *lang, enum plan_question question)
{
    switch (question) {
    case QUESTION_WHAT:
        return word(lang, "vad");
    case QUESTION_WHEN:
        return word(lang, "när");
    case QUESTION_HOW_LONG:
        return word(lang, "hur länge");
    case QUESTION_WHERE:
        return word(lang, "var");
    case QUESTION_WITH:
        return word(lang, "med vem");
    case QUESTION_HOW:
        return word(lang, "hur");
    case QUESTION_WHY:
        return word(lang, "varför");
    case QUESTION_THEN:
        return word(lang, "vad händer sen");
    case QUESTION_LEARN:
        return word(lang, "vad lär jag mig");
    case QUESTION_COUNT:
        break;
    }
    return "";
}

const char *
plan_change_words(const char *lang, enum view_change change)
{
    switch (change) {
    case CHANGE_REPLACED:
        return word(lang, "Utbytt");
    case CHANGE_CANCELLED:
        return word(lang, "Inställt");
    case CHANGE_TIME:
        return word(lang, "Annan tid");
    case CHANGE_PLACE:
        return word(lang, "Annan plats");
    case CHANGE_PERSON:
        return word(lang, "Med någon annan");
    case CHANGE_ADDED:
        return word(lang, "Tillagt");
    case CHANGE_NONE:
    case CHANGE_DETAILS:
        break;
    }
    return "";
}

static const char *
title_at(const struct view_day *day, int at)
{
    return at < 0 || at >= day->count ? "" : day->items[at].what.text;
}

void
plan_note_words(const char *lang, const struct view_day *day,
                const struct plan_note *note, char *out, size_t size)
{
    const char *title = title_at(day, note->item);
    switch (note->kind) {
    case NOTICE_EMPTY:
        text_copy(out, size, word(lang, "Inget är planerat."));
        break;
    case NOTICE_OVERLAP:
        text_format(out, size, word(lang, "%s börjar innan %s är slut."), title,
                    title_at(day, note->other));
        break;
    case NOTICE_NO_PICTURE:
        text_format(out, size, word(lang, "%s har ett steg utan bild."), title);
        break;
    case NOTICE_HOURS:
        text_format(out, size, word(lang, "%s ligger utanför öppettiden."),
                    title);
        break;
    case NOTICE_AT_ONCE:
        text_format(out, size,
                    word(lang, "%s: vad, var och med vem är nytt på en gång. "
                               "En förändring i taget?"),
                    title);
        break;
    case NOTICE_FEW_CHOICES:
        text_format(out, size, word(lang, "%s har bara ett att välja på."),
                    title);
        break;
    case NOTICE_TOO_MANY:
        text_format(out, size,
                    word(lang, "Fler än %d saker: resten visas inte."),
                    VIEW_ITEMS_MAX);
        break;
    }
}

void
plan_time_words(const char *lang, const struct view_item *item, char *out,
                size_t size)
{
    char start[CIVIL_TIME_SIZE];
    char end[CIVIL_TIME_SIZE];
    out[0] = '\0';
    if (item->all_day) {
        text_copy(out, size, word(lang, "Hela dagen"));
        return;
    }
    if (item->start < 0)
        return;
    civil_format_time(item->start % 1440, start);
    text_copy(out, size, start);
    if (item->end < 0)
        return;
    civil_format_time(item->end % 1440, end);
    text_format(out, size, "%s\xe2\x80\x93%s", start, end);
}

const char *
plan_others_words(const char *lang)
{
    return word(lang, "Det här är en annan grupps plan. Du kan läsa den, men "
                      "inte ändra den.");
}
