/* What the plan's pages say: days, questions, notices, and core's refusals. */
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

/* --- core's refusals --- */

static const struct {
    const char *why, *where, *says;
} refusals[] = {
    {"invalid", "title", WORD("Ett namn, högst 40 tecken.")},
    {"invalid", "start",
     WORD("En tid som 09:30. Idag och imorgon går det att "
          "byta tid, men inte att ta bort den.")},
    {"invalid", "end",
     WORD("5 till 480 minuter efter starten. Idag och "
          "imorgon går sluttiden inte att ta bort.")},
    {"invalid", "place",
     WORD("Högst 40 tecken. Idag och imorgon går det att "
          "byta plats, men inte att ta bort den.")},
    {"invalid", "how", WORD("Varje steg har ord, högst 30 tecken.")},
    {"invalid", "options", WORD("Minst två att välja på, högst 40 tecken.")},
    {"invalid", "with", WORD("Högst fyra namn.")},
    {"invalid", "notices", WORD("Högst två förvarningar.")},
    {"invalid", "why", WORD("Högst 60 tecken.")},
    {"invalid", "bring", WORD("Högst 60 tecken.")},
    {"invalid", "learn", WORD("Högst 60 tecken.")},
    {"invalid", "known_when", WORD("Högst 60 tecken.")},
    {"invalid", "to", WORD("Den sista dagen är före den första.")},
    {"invalid", "date", WORD("En dag som har varit går inte att planera om.")},
    {"invalid", "days", WORD("Välj dagar, högst 600 saker på en gång.")},
    {"invalid", "items", WORD("Välj något att lägga ut.")},
    {"invalid", "name",
     WORD("Ett namn som ingen annan mall har, högst 40 "
          "tecken.")},
    {"refused", "aware", WORD("Det är något annat vid samma tid.")},
    {"refused", "instead",
     WORD("Dagen är redan ute. Säg vad som blir i "
          "stället, eller att inget blir det.")},
    {"refused", "start",
     WORD("Det som saknar tid kan inte byta plats här. "
          "Sätt ett klockslag först.")},
    {"refused", "merge",
     WORD("Där finns redan något. Lägg mallen bland det, "
          "eller låt bli.")},
    {"refused", "days",
     WORD("Inget av det kan läggas där: det finns redan, "
          "krockar eller har varit.")},
    {"changed", "laying",
     WORD("Någon har ändrat, börjat på eller sett något "
          "av det. Därför tas inget tillbaka.")},
    {"changed", "", WORD("Någon annan har ändrat under tiden.")},
    {"absent", "", WORD("Det finns inte längre.")},
    {"session", "", WORD("Logga in igen.")},
    {"role", "", WORD("Det går inte härifrån.")},
    {"full", "", WORD("Lådans minne är fullt. Inget är sparat.")},
    {"io", "", WORD("Det är inte säkert att det är sparat.")},
    {"", "", WORD("Det går inte att spara så.")}};

static const struct {
    const char *why;
    int status;
} statuses[] = {{"absent", 404},  {"refused", 409}, {"changed", 409},
                {"busy", 503},    {"full", 507},    {"io", 503},
                {"session", 401}, {"role", 403}};

void
plan_answered(struct visit *visit, const json_t *answer)
{
    if (json_is_true(json_object_get(answer, "ok"))) {
        visit_go(visit, visit->then[0] != '\0' ? visit->then : visit->at);
        return;
    }
    const char *why = json_string_value(json_object_get(answer, "why"));
    const char *where = json_string_value(json_object_get(answer, "where"));
    struct visit_problem *problem = &visit->problem;
    text_copy(problem->why, sizeof problem->why, why == NULL ? "io" : why);
    text_copy(problem->where, sizeof problem->where, where);
    visit->status = 422;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (text_equal(statuses[i].why, problem->why))
            visit->status = statuses[i].status;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        if ((refusals[i].why[0] != '\0' &&
             !text_equal(refusals[i].why, problem->why)) ||
            (refusals[i].where[0] != '\0' &&
             !text_equal(refusals[i].where, problem->where)))
            continue;
        text_copy(problem->says, sizeof problem->says,
                  word(visit->lang, refusals[i].says));
        return;
    }
}
