/* Everything about one person: taken out for those who are to have it, and
 * taken away for good. For the leader alone, and never by one touch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_timeline.h"
#include "ui/staff/review/review.h"
#include "ui/staff/review/stored.h"
#include "ui/staff/when.h"

enum {
    HOLDS_MAX = 200,
    LOOKS_MAX = 400,
    PURPOSE_CHARS = 200,
    NAME_CHARS = 40,
    ALL_DAYS = 4000, /* more than ten years */
    GATHER_MS = 120000
};

static const char handover[] = "handover";

static enum review_hold
hold_of(struct visit *visit, const char *person)
{
    enum review_hold kind = HOLD_NONE;
    int count = 0;
    struct review_held *held = calloc(HOLDS_MAX, sizeof *held);
    if (held != NULL &&
        view_holds(visit->store, held, HOLDS_MAX, &count) == RESULT_OK)
        for (int i = 0; i < count; i++)
            if (text_equal(held[i].person, person))
                kind = held[i].kind;
    free(held);
    return kind;
}

/* The newest file that was taken out to be handed over; 0: none. */
static int64_t
taken_out(struct visit *visit, const char *person, int64_t *at)
{
    int64_t seq = 0;
    struct timeline looks = {.max = LOOKS_MAX};
    looks.entries = calloc(LOOKS_MAX, sizeof *looks.entries);
    if (looks.entries != NULL &&
        view_who_touched(visit->store, person, &looks) == RESULT_OK)
        for (int i = 0; i < looks.count && seq == 0; i++) {
            if (looks.entries[i].kind != EVENT_EXPORTED ||
                !text_equal(looks.entries[i].what, handover))
                continue;
            seq = looks.entries[i].seq;
            *at = looks.entries[i].at;
        }
    free(looks.entries);
    return seq;
}

static void
form_at(struct visit *visit, const char *person, const char *what)
{
    char path[VISIT_PATH_SIZE];
    text_format(path, sizeof path, "/review/erase/%s%s", person, what);
    field_form(visit, path);
}

static void
put_handover(struct visit *visit, const char *person, enum review_hold hold)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    char when[WHEN_SIZE], says[WHEN_SIZE + 120];
    int64_t at = 0;
    html_element(html, "h2", NULL, word(lang, "Lämna över"));
    html_element(html, "p", "hint",
                 word(lang, "En fil med allt som är sparat om personen, för "
                            "arkivet eller för nästa utförare."));
    form_at(visit, person, "/file");
    field_line(visit,
               &(struct field){.name = "purpose",
                               .label = word(lang, "Till vem lämnas den?"),
                               .most = PURPOSE_CHARS,
                               .needed = true});
    field_button(visit, word(lang, "Ta ut filen"), "quiet");
    field_form_end(visit);
    int64_t seq = taken_out(visit, person, &at);
    if (seq == 0)
        return;
    when_was(lang, visit->now, at, when);
    text_format(says, sizeof says, word(lang, "Filen togs ut %s."), when);
    html_element(html, "p", NULL, says);
    if (hold != HOLD_ARCHIVE)
        return;
    form_at(visit, person, "/handed");
    field_hidden_number(visit, "until", seq);
    field_button(visit, word(lang, "Arkivet har tagit emot den"), "quiet");
    field_form_end(visit);
}

static void
put_erase(struct visit *visit, const struct subject *subject,
          enum review_hold hold)
{
    struct html *html = &visit->html;
    const char *lang = visit->lang;
    html_element(html, "h2", NULL, word(lang, "Ta bort för gott"));
    field_problem(visit, "about");
    if (hold != HOLD_NONE) {
        html_element(html, "p", NULL,
                     word(lang, "Det finns ett undantag för personen. Ta bort "
                                "undantaget först."));
        html_put(html, "<p class=\"ways\">");
        review_link(visit, "/review/retention", word(lang, "Till undantagen"));
        html_put(html, "</p>");
        return;
    }
    html_element(html, "p", NULL,
                 word(lang, "Allt om personen tas bort: också i kopior och i "
                            "det som har varit. Det går inte att få "
                            "tillbaka."));
    if (subject->person.here) {
        html_element(html, "p", "hint",
                     word(lang, "Personen är här nu. Skriv in avfärden "
                                "först."));
        return;
    }
    form_at(visit, subject->person.id, "");
    field_line(visit,
               &(struct field){.name = "name",
                               .label = word(lang, "Skriv personens namn"),
                               .hint = word(lang, "Som det står här ovanför."),
                               .most = NAME_CHARS,
                               .needed = true});
    field_tick(visit, "sure",
               word(lang, "Jag har läst det här och vill ta bort allt"), false);
    field_button(visit, word(lang, "Ta bort allt"), "grave");
    field_form_end(visit);
}

void
erase_draw(struct visit *visit)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    enum review_hold hold = hold_of(visit, subject.person.id);
    shell_open(visit,
               &(struct shell){.title = word(visit->lang, "Allt om en person"),
                               .nav = NAV_REVIEW,
                               .style = "review.css",
                               .narrow = true});
    html_put(&visit->html, "<p class=\"lead whose\">");
    shell_picture(&visit->html, subject.person.picture, 64,
                  subject.person.symbol);
    html_element(&visit->html, "b", NULL, subject.person.name);
    html_put(&visit->html, "</p>");
    put_handover(visit, subject.person.id, hold);
    put_erase(visit, &subject, hold);
    shell_close(visit);
}

void
erase_post(struct visit *visit)
{
    struct subject subject;
    char name[VIEW_NAME_SIZE];
    if (!subject_of(visit, &subject) ||
        !visit_needed(visit, "name", NAME_CHARS, name, sizeof name))
        return;
    if (!text_equal(name, subject.person.name)) {
        visit_wrong(visit, "name",
                    word(visit->lang, "Så heter inte personen."));
        return;
    }
    if (!form_has(&visit->form, "sure", "1")) {
        visit_wrong(visit, "sure", word(visit->lang, "Sätt ett kryss först."));
        return;
    }
    json_t *command = visit_command(visit, "erase");
    json_object_set_new(command, "about", json_string(subject.person.id));
    json_object_set_new(command, "name", json_string(name));
    text_copy(visit->then, sizeof visit->then, "/review/retention?saved=1");
    visit_ask(visit, command, NULL);
}

void
handed_post(struct visit *visit)
{
    long until = 0;
    if (!form_number(&visit->form, "until", 1, 2000000000L, &until)) {
        visit_status(visit, 400);
        return;
    }
    json_t *command = visit_command(visit, "handed_over");
    json_object_set_new(command, "about", json_string(visit->path.id[0]));
    json_object_set_new(command, "until", json_integer(until));
    text_format(visit->then, sizeof visit->then, "/review/erase/%s?saved=1",
                visit->path.id[0]);
    visit_ask(visit, command, NULL);
}

/* --- the file --- */

/* The events are a list already; it is put behind what stands now. */
static char *
whole_file(struct visit *visit, const struct subject *subject,
           const unsigned char *events, size_t length)
{
    char *text = NULL;
    size_t size = 0;
    json_t *parts = stored_of(visit, subject, ALL_DAYS);
    json_t *file = json_pack("{s:s,s:s,s:o}", "centre", visit->centre->name,
                             "person", subject->person.name, "parts", parts);
    char *head = file == NULL ? NULL : json_dumps(file, JSON_INDENT(1));
    FILE *out = head == NULL ? NULL : open_memstream(&text, &size);
    json_decref(file);
    if (out == NULL) {
        free(head);
        return NULL;
    }
    bool fine =
        fprintf(out, "%.*s,\n\"events\": ", (int)strlen(head) - 2, head) > 0 &&
        fwrite(events, 1, length, out) == length && fputs("}\n", out) >= 0;
    free(head);
    if (fclose(out) == 0 && fine)
        return text;
    free(text);
    return NULL;
}

static void
gathered(struct visit *visit, int status, const unsigned char *bytes,
         size_t length)
{
    struct subject subject;
    if (!subject_of(visit, &subject))
        return;
    char *text =
        status == 0 ? whole_file(visit, &subject, bytes, length) : NULL;
    if (text == NULL)
        visit_status(visit, 503);
    else
        visit_bytes(visit, "application/json", "troskel-handover.json", text,
                    strlen(text));
    free(text);
}

/* Ten years of a log are read in seconds: another program does it, so that no
 * signal waits meanwhile. */
static void
gather(struct visit *visit, const struct subject *subject)
{
    visit_spawn(visit,
                &(struct visit_job){.argv = {"troskel", "export", "--dir",
                                             visit->folder->path, "events",
                                             "--about", subject->person.id,
                                             "--format", "json", NULL},
                                    .wait_ms = GATHER_MS,
                                    .after = gathered});
}

static void
kept(struct visit *visit, const json_t *answer)
{
    struct subject subject;
    if (!json_is_true(json_object_get(answer, "ok")))
        visit_refused(visit, answer);
    else if (subject_of(visit, &subject))
        gather(visit, &subject);
}

void
handover_post(struct visit *visit)
{
    struct subject subject;
    char purpose[4 * PURPOSE_CHARS + 4];
    if (!subject_of(visit, &subject) ||
        !visit_needed(visit, "purpose", PURPOSE_CHARS, purpose, sizeof purpose))
        return;
    json_t *command = visit_command(visit, "exported");
    json_object_set_new(command, "about", json_string(subject.person.id));
    json_object_set_new(command, "what", json_string(handover));
    json_object_set_new(command, "form", json_string("json"));
    json_object_set_new(command, "purpose", json_string(purpose));
    visit_ask(visit, command, kept);
}
