/* One signal: what is known of it, who it was, and the short form (LA-14) that
 * closes it. Everything in the form may be left empty. */
#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/field.h"
#include "ui/staff/shell.h"
#include "ui/staff/today/signals.h"
#include "ui/staff/today/today.h"
#include "ui/staff/when.h"

enum { BITS_MAX = 16 };

static const char *
helped_words(const char *lang, const char *name)
{
    static const struct {
        const char *name, *words;
    } all[] = {{"alone", WORD("Vara ensam")},
               {"near", WORD("Någon nära")},
               {"quiet", WORD("Tystare, mindre ljus")},
               {"calm_place", WORD("Lugn plats")},
               {"own_way", WORD("Egen strategi")},
               {"time", WORD("Tid")},
               {"other", WORD("Annat")}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (text_equal(all[i].name, name))
            return word(lang, all[i].words);
    return name;
}

static const char *
before_words(const char *lang, const char *name)
{
    static const struct {
        const char *name, *words;
    } all[] = {
        {"demand", WORD("Ett krav")},     {"noise", WORD("Ljud")},
        {"transition", WORD("Ett byte")}, {"people", WORD("Många människor")},
        {"waiting", WORD("Väntan")},      {"other", WORD("Annat")}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (text_equal(all[i].name, name))
            return word(lang, all[i].words);
    return name;
}

struct ticked {
    const char *(*name)(int at);
    unsigned bits;
};

static bool
is_ticked(void *user, const char *value)
{
    const struct ticked *ticked = user;
    for (int i = 0; ticked->name(i) != NULL; i++)
        if (text_equal(ticked->name(i), value))
            return (ticked->bits >> i & 1u) != 0;
    return false;
}

static void
put_bits(struct visit *visit, const char *name, const char *label,
         struct ticked *ticked,
         const char *(*words)(const char *lang, const char *name))
{
    struct choice choices[BITS_MAX];
    int count = 0;
    for (; count < BITS_MAX && ticked->name(count) != NULL; count++)
        choices[count] =
            (struct choice){.value = ticked->name(count),
                            .words = words(visit->lang, ticked->name(count))};
    field_any_of(visit, &(struct field){.name = name, .label = label}, choices,
                 count, is_ticked, ticked);
}

/* What both saw stands in columns of its own: the participant's words are
 * never mixed with staff's. */
static void
put_form(struct visit *visit, const struct view_signal *signal)
{
    struct view_signal_end end = {.met = -1};
    struct ticked helped = {.name = view_helped_name};
    struct ticked before = {.name = view_before_name};
    char path[VISIT_PATH_SIZE];
    char met[CIVIL_TIME_SIZE] = "";
    bool over = !signals_open(signal->state);
    bool known = view_signal_end(visit->store, signal->id, &end) == RESULT_OK;
    if (known && end.met >= 0)
        civil_format_time(end.met, met);
    helped.bits = end.helped;
    before.bits = end.before;
    text_format(path, sizeof path, "/signal/%s/close", signal->id);
    field_form(visit, path);
    if (over)
        field_hidden(visit, "later", "1");
    field_line(visit, &(struct field){.name = "met",
                                      .label = word(visit->lang, "Ni möttes"),
                                      .type = "time",
                                      .value = met});
    put_bits(visit, "helped", word(visit->lang, "Vad hjälpte?"), &helped,
             helped_words);
    put_bits(visit, "before", word(visit->lang, "Vad var det just innan?"),
             &before, before_words);
    html_put(&visit->html, "<details data-key=\"notes\"");
    html_put(&visit->html, end.inside[0] != '\0' || end.outside[0] != '\0'
                               ? " open><summary>"
                               : "><summary>");
    html_text(&visit->html, word(visit->lang, "Att lära av"));
    html_put(&visit->html, "</summary>");
    field_lines(
        visit,
        &(struct field){.name = "inside",
                        .label = word(visit->lang, "Deltagarens egna ord"),
                        .value = end.inside,
                        .most = VIEW_NOTE_CHARS},
        3);
    field_lines(visit,
                &(struct field){.name = "outside",
                                .label = word(visit->lang, "Vad vi såg"),
                                .value = end.outside,
                                .most = VIEW_NOTE_CHARS},
                3);
    html_put(&visit->html, "</details>");
    field_button(visit,
                 over ? word(visit->lang, "Spara")
                      : word(visit->lang, "Avsluta signalen"),
                 "main");
    field_form_end(visit);
}

static int
make_choices(const struct view_person *people, int count,
             struct choice *choices, const char *nobody)
{
    choices[0] = (struct choice){.value = "", .words = nobody};
    for (int i = 0; i < count; i++)
        choices[i + 1] =
            (struct choice){.value = people[i].id, .words = people[i].name};
    return count + 1;
}

/* Who it was: nobody has to say so, and staff may put it right (LA-9). */
static void
put_whose(struct visit *visit, const struct view_signal *signal)
{
    char path[VISIT_PATH_SIZE];
    int count = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    struct choice *choices = calloc(VIEW_PEOPLE_MAX + 1, sizeof *choices);
    if (people == NULL || choices == NULL ||
        view_people(visit->store, visit->boot_id, people, VIEW_PEOPLE_MAX,
                    &count) != RESULT_OK)
        goto out;
    count = make_choices(people, count, choices,
                         word(visit->lang, "Vem är inte känt"));
    text_format(path, sizeof path, "/signal/%s/whose", signal->id);
    html_put(&visit->html, "<details data-key=\"whose\"><summary>");
    html_text(&visit->html, word(visit->lang, "Vem var det?"));
    html_put(&visit->html, "</summary>");
    field_form(visit, path);
    field_select(visit,
                 &(struct field){.name = "about",
                                 .label = word(visit->lang, "Deltagare"),
                                 .value = signal->about},
                 choices, count);
    field_button(visit, word(visit->lang, "Spara"), "quiet");
    field_form_end(visit);
    html_put(&visit->html, "</details>");
out:
    free(people);
    free(choices);
}

void
signal_draw(struct visit *visit)
{
    struct view_signal signal;
    if (view_signal(visit->store, visit->boot_id, visit->path.id[0], &signal) !=
        RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    shell_open(visit, &(struct shell){.title = word(visit->lang, "Signal"),
                                      .nav = NAV_TODAY,
                                      .signal = signal.id,
                                      .narrow = true});
    signals_alone(visit, &signal);
    put_whose(visit, &signal);
    put_form(visit, &signal);
    html_put(&visit->html, "<p><a href=\"/\">");
    html_text(&visit->html, word(visit->lang, "Till i dag"));
    html_put(&visit->html, "</a></p>");
    shell_close(visit);
}
