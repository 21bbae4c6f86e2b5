/* What a person is good at (ST-1, ST-2). What others have seen reaches the
 * person's screen only if they want to keep it (ST-3). */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { TEXT_CHARS = 300, LINE_CHARS = 60, NAME_CHARS = 40 };

/* Everyday words to begin with; any other word will do. */
static const char *const everyday[] = {
    WORD("noggrann"),       WORD("ser detaljer"), WORD("rolig"),
    WORD("tålmodig"),       WORD("nyfiken"),      WORD("hjälpsam"),
    WORD("djurkunnig"),     WORD("händig"),       WORD("rättvis"),
    WORD("musikalisk"),     WORD("omtänksam"),    WORD("stark"),
    WORD("ihärdig"),        WORD("bra minne"),    WORD("påhittig"),
    WORD("lugn hand"),      WORD("ärlig"),        WORD("modig"),
    WORD("ordningsam"),     WORD("lyssnar"),      WORD("språkkunnig"),
    WORD("bra på siffror"), WORD("matlagare"),    WORD("hittar överallt")};

static void
put_everyday(struct visit *visit)
{
    struct html *html = &visit->html;
    html_put(html, "<datalist id=\"everyday\">");
    for (size_t i = 0; i < sizeof everyday / sizeof everyday[0]; i++) {
        html_put(html, "<option");
        html_attribute(html, "value", word(visit->lang, everyday[i]));
        html_put(html, ">");
    }
    html_put(html, "</datalist><details class=\"everyday\"><summary>");
    html_text(html, word(visit->lang, "Vardagsord att börja med"));
    html_put(html, "</summary><p>");
    for (size_t i = 0; i < sizeof everyday / sizeof everyday[0]; i++) {
        html_text(html, i > 0 ? ", " : "");
        html_text(html, word(visit->lang, everyday[i]));
    }
    html_put(html, "</p></details>");
}

static void
put_seen_by(struct visit *visit, const struct support_strength *one)
{
    struct choice from[4], stage[3];
    for (int i = 0; i < 4; i++)
        from[i] = (struct choice){
            .value = words_of_support_from[i],
            .words = words_from(visit->lang, (enum support_from)i)};
    for (int i = 0; i < 3; i++)
        stage[i] = (struct choice){
            .value = words_of_support_stage[i],
            .words = words_stage(visit->lang, (enum support_stage)i)};
    field_one_of(visit,
                 &(struct field){.name = "seen_by",
                                 .label = word(visit->lang, "Sett av"),
                                 .value = words_of_support_from[one->seen_by]},
                 from, 4);
    field_line(visit, &(struct field){.name = "seer",
                                      .label = word(visit->lang, "Vem"),
                                      .value = one->seer,
                                      .most = NAME_CHARS});
    field_one_of(visit,
                 &(struct field){.name = "stage",
                                 .label = word(visit->lang, "Hur långt"),
                                 .value = words_of_support_stage[one->stage]},
                 stage, 3);
}

static void
put_understood(struct visit *visit, const struct support_strength *one)
{
    field_lines(visit,
                &(struct field){.name = "example",
                                .label = word(visit->lang, "Exempel"),
                                .value = one->example,
                                .most = TEXT_CHARS},
                2);
    field_lines(visit,
                &(struct field){.name = "shows_when",
                                .label = word(visit->lang, "När syns den"),
                                .value = one->shows_when,
                                .most = TEXT_CHARS},
                2);
    field_lines(visit,
                &(struct field){.name = "blocked_by",
                                .label = word(visit->lang, "Vad hindrar den"),
                                .value = one->blocked_by,
                                .most = TEXT_CHARS},
                2);
    field_line(visit,
               &(struct field){.name = "used_in",
                               .label = word(visit->lang, "Används i"),
                               .hint = word(visit->lang,
                                            "Aktiviteten där styrkan används."),
                               .value = one->used_in,
                               .most = LINE_CHARS});
    field_tick(visit, "keeps", word(visit->lang, "Personen vill ha den kvar"),
               one->keeps);
    field_tick(visit, "shown", word(visit->lang, "Visa den på personens skärm"),
               one->shown);
}

static void
put_form(struct visit *visit, const struct subject *subject,
         const struct support_strength *one, const char *id)
{
    char path[VISIT_PATH_SIZE], date[CIVIL_DATE_SIZE];
    civil_format_date(one->date, date);
    text_format(path, sizeof path, "%s/strengths/%s", subject->base,
                id == NULL ? "new" : id);
    field_form(visit, path);
    people_default_button(visit);
    if (id != NULL)
        field_hidden_number(visit, "seen", one->seq);
    field_line(visit, &(struct field){.name = "word",
                                      .label = word(visit->lang, "Styrka"),
                                      .value = one->word,
                                      .most = SUPPORT_STRENGTH_CHARS,
                                      .needed = true});
    put_everyday(visit);
    picker_draw(visit, &(struct picker){.name = "picture",
                                        .label = word(visit->lang, "Bild"),
                                        .picture = one->picture,
                                        .none = true});
    put_seen_by(visit, one);
    put_understood(visit, one);
    field_line(visit, &(struct field){.name = "date",
                                      .label = word(visit->lang, "Dag"),
                                      .type = "date",
                                      .value = date,
                                      .needed = true});
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    if (id == NULL)
        return;
    text_format(path, sizeof path, "%s/strengths/%s/remove", subject->base, id);
    field_act(visit, path, word(visit->lang, "Ta bort styrkan"), "quiet", NULL,
              NULL);
}

/* A new one without an id in its path, else one that stands. */
void
strength_draw(struct visit *visit)
{
    struct subject subject;
    struct support_strength one = {.seen_by = FROM_SELF,
                                   .date = visit->today,
                                   .keeps = true,
                                   .shown = false};
    char owner[UUID_SIZE];
    bool old = visit->path.ids > 1;
    if (!subject_of(visit, &subject))
        return;
    if (old && (view_strength(visit->store, visit->path.id[1], owner, &one) !=
                    RESULT_OK ||
                !text_equal(owner, subject.person.id))) {
        visit_status(visit, 404);
        return;
    }
    subject_open(visit, &subject,
                 old ? word(visit->lang, "Styrka")
                     : word(visit->lang, "Ny styrka"),
                 "people.mjs");
    people_no_numbers(visit);
    subject_theirs(visit, &subject, show_strengths);
    put_form(visit, &subject, &one, old ? visit->path.id[1] : NULL);
    shell_close(visit);
}

void
strength_post(struct visit *visit)
{
    struct subject subject;
    char id[UUID_SIZE];
    if (picker_looks(visit) || !subject_of(visit, &subject))
        return;
    json_t *body = json_pack("{s:s}", "person", subject.person.id);
    bool fine =
        people_take_needed(visit, body, "word", SUPPORT_STRENGTH_CHARS) &&
        picker_take(visit, body, "picture") &&
        people_take_word(visit, body, "seen_by", words_of_support_from) &&
        people_take(visit, body, "seer", NAME_CHARS) &&
        people_take_word(visit, body, "stage", words_of_support_stage) &&
        people_take(visit, body, "example", TEXT_CHARS) &&
        people_take(visit, body, "shows_when", TEXT_CHARS) &&
        people_take(visit, body, "blocked_by", TEXT_CHARS) &&
        people_take(visit, body, "used_in", LINE_CHARS) &&
        people_take_day(visit, body, "date", true);
    people_take_tick(visit, body, "keeps");
    people_take_tick(visit, body, "shown");
    if (!fine) {
        json_decref(body);
        return;
    }
    uuid_make(id, visit->now.utc_ms);
    people_save(visit, "strength_save",
                visit->path.ids > 1 ? visit->path.id[1] : id, body,
                subject.base);
}

void
strength_remove_post(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    people_save(visit, "strength_remove", visit->path.id[1], json_object(),
                subject.base);
}
