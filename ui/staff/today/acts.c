/* What staff do on today's pages: each is a command to core, nothing more. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/request.h"
#include "ui/staff/today/today.h"

/* Back to the page it was done on, where that is one of ours. */
static void
back_to(struct visit *visit, const char *otherwise)
{
    const char *to = form_text(&visit->form, "to");
    text_copy(visit->then, sizeof visit->then,
              request_path_is_ours(to) ? to : otherwise);
}

static json_t *
signal_command(struct visit *visit, const char *name)
{
    json_t *command = visit_command(visit, name);
    json_object_set_new(command, "signal", json_string(visit->path.id[0]));
    return command;
}

void
signal_acknowledge(struct visit *visit)
{
    back_to(visit, "/");
    visit_ask(visit, signal_command(visit, "acknowledge"), NULL);
}

void
signal_with(struct visit *visit)
{
    back_to(visit, "/");
    visit_ask(visit, signal_command(visit, "with"), NULL);
}

/* Each ticked box of `name`, as a list. */
static void
set_list(struct visit *visit, json_t *command, const char *name)
{
    json_t *list = json_array();
    const struct form_field *field = NULL;
    while ((field = form_next(&visit->form, name, field)) != NULL)
        json_array_append_new(list, json_string(field->value));
    if (json_array_size(list) > 0)
        json_object_set(command, name, list);
    json_decref(list);
}

static bool
set_note(struct visit *visit, json_t *command, const char *name)
{
    char text[VIEW_NOTE_SIZE];
    if (!visit_text(visit, name, VIEW_NOTE_CHARS, text, sizeof text))
        return false;
    if (text[0] != '\0')
        json_object_set_new(command, name, json_string(text));
    return true;
}

static bool
set_time(struct visit *visit, json_t *command, const char *name)
{
    char text[CIVIL_TIME_SIZE];
    int minute = -1;
    if (!visit_time(visit, name, &minute))
        return false;
    if (minute >= 0) {
        civil_format_time(minute, text);
        json_object_set_new(command, name, json_string(text));
    }
    return true;
}

void
signal_close(struct visit *visit)
{
    bool later = form_has(&visit->form, "later", "1");
    json_t *command = signal_command(visit, later ? "signal_form" : "close");
    set_list(visit, command, "helped");
    set_list(visit, command, "before");
    if (!set_time(visit, command, "met") ||
        !set_note(visit, command, "inside") ||
        !set_note(visit, command, "outside")) {
        json_decref(command);
        return;
    }
    text_copy(visit->then, sizeof visit->then, "/");
    visit_ask(visit, command, NULL);
}

void
signal_whose(struct visit *visit)
{
    char person[UUID_SIZE];
    if (!visit_id(visit, "about", person))
        return;
    if (person[0] == '\0') {
        visit_wrong(visit, "about", word(visit->lang, "Välj vem det var."));
        return;
    }
    json_t *command = signal_command(visit, "whose");
    json_object_set_new(command, "about", json_string(person));
    text_format(visit->then, sizeof visit->then, "/signal/%s",
                visit->path.id[0]);
    visit_ask(visit, command, NULL);
}

static void
answer_drawn(struct visit *visit, const json_t *answer)
{
    visit_status(visit,
                 json_is_true(json_object_get(answer, "ok")) ? 204 : 409);
}

void
signal_drawn(struct visit *visit)
{
    visit_ask(visit, signal_command(visit, "deliver"), answer_drawn);
}

/* Every few seconds, after a frame: an open socket is no open eye. */
void
page_draws(struct visit *visit)
{
    visit->drawing = visit->alive = true;
    visit_status(visit, 204);
}

void
page_is_hidden(struct visit *visit)
{
    visit->alive = true;
    visit_status(visit, 204);
}

void
presence_post(struct visit *visit)
{
    static const char *const acts[] = {"arrive", "leave", "arrive_undo",
                                       "leave_undo"};
    const char *group = form_text(&visit->form, "group");
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        const char *person = form_text(&visit->form, acts[i]);
        if (person == NULL)
            continue;
        json_t *command = visit_command(visit, acts[i]);
        json_object_set_new(command, "about", json_string(person));
        char there[VISIT_PATH_SIZE] = "/";
        if (group != NULL &&
            (text_equal(group, "all") || text_length(group) == UUID_SIZE - 1))
            text_format(there, sizeof there, "/?group=%s", group);
        back_to(visit, there);
        visit_ask(visit, command, NULL);
        return;
    }
    visit_wrong(visit, "", word(visit->lang, "Det gick inte att förstå."));
}

void
settle_post(struct visit *visit)
{
    char person[UUID_SIZE];
    char date[CIVIL_DATE_SIZE];
    int32_t day = visit->today;
    bool own = visit->path.ids > 0;
    text_copy(person, sizeof person, own ? visit->path.id[0] : "");
    if ((!own && !visit_id(visit, "about", person)) ||
        !visit_date(visit, "date", &day))
        return;
    civil_format_date(day, date);
    json_t *command = visit_command(visit, "settle");
    json_object_set_new(command, "about", json_string(person));
    json_object_set_new(command, "date", json_string(date));
    if (form_has(&visit->form, "unknown", "1"))
        json_object_set_new(command, "unknown", json_true());
    else if (!set_time(visit, command, "came") ||
             !set_time(visit, command, "went")) {
        json_decref(command);
        return;
    }
    if (own)
        text_format(visit->then, sizeof visit->then, "/presence/%s?saved=1",
                    person);
    else
        text_copy(visit->then, sizeof visit->then, "/?saved=1");
    visit_ask(visit, command, NULL);
}

void
staff_came_post(struct visit *visit)
{
    text_copy(visit->then, sizeof visit->then, "/");
    visit_ask(visit, visit_command(visit, "staff_came"), NULL);
}

void
staff_went_post(struct visit *visit)
{
    text_copy(visit->then, sizeof visit->then, "/");
    visit_ask(visit, visit_command(visit, "staff_went"), NULL);
}
