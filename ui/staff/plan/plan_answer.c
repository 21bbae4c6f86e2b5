/* Core's answers, in words that know the plan. */
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/plan.h"

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
    {"team", "", WORD("Det hör till en annan grupp än din.")},
    {"full", "", WORD("Lådans minne är fullt. Inget är sparat.")},
    {"io", "", WORD("Det är inte säkert att det är sparat.")},
    {"", "", WORD("Det går inte att spara så.")}};

static const struct {
    const char *why;
    int status;
} statuses[] = {{"absent", 404},  {"refused", 409}, {"changed", 409},
                {"busy", 503},    {"full", 507},    {"io", 503},
                {"session", 401}, {"role", 403},    {"team", 403}};

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
