/* What the editor sends to core. */
#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/plan/editor.h"

/* Only what was pressed beside a row: the page again, nothing is saved. */
static bool
only_presses(const struct visit *visit)
{
    return form_text(&visit->form, "find") != NULL ||
           form_text(&visit->form, "take") != NULL ||
           form_text(&visit->form, "raise") != NULL;
}

/* Of two versions, what was chosen. */
static void
choose_versions(struct visit *visit, struct editor *editor)
{
    json_t *theirs = editor_standing(visit, editor);
    for (int i = 0; theirs != NULL && editor_fields[i] != NULL; i++) {
        char name[32];
        text_format(name, sizeof name, "keep-%s", editor_fields[i]);
        if (!form_has(&visit->form, name, "theirs"))
            continue;
        json_t *value = json_object_get(theirs, editor_fields[i]);
        if (value == NULL)
            json_object_del(editor->draft, editor_fields[i]);
        else
            json_object_set(editor->draft, editor_fields[i], value);
    }
    json_decref(theirs);
}

/* What the page does not show goes along. */
static void
keep_rest(struct visit *visit, struct editor *editor)
{
    json_t *standing = editor_standing(visit, editor);
    json_t *all_day = json_object_get(standing, "all_day");
    if (all_day != NULL && json_object_get(editor->draft, "start") == NULL)
        json_object_set(editor->draft, "all_day", all_day);
    json_decref(standing);
}

static void
set_text(struct visit *visit, json_t *command, const char *name)
{
    const char *text = form_text(&visit->form, name);
    if (!text_empty(text))
        json_object_set_new(command, name, json_string(text));
}

static void
set_date(json_t *command, int32_t day)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(day, date);
    json_object_set_new(command, "date", json_string(date));
}

static void
send(struct visit *visit, struct editor *editor)
{
    int32_t day = editor->date;
    json_t *command = visit_command(visit, "item_save");
    const char *date =
        json_string_value(json_object_get(editor->draft, "date"));
    if (!editor->is_new) {
        json_object_set_new(command, "item", json_string(editor->facts.id));
        set_date(command, editor->date);
        set_text(visit, command, "scope");
        set_text(visit, command, "reason");
    }
    if (form_has(&visit->form, "aware", "1"))
        json_object_set_new(command, "aware", json_true());
    json_object_set_new(editor->draft, "audience",
                        plan_audience(&editor->of.whom));
    json_object_set(command, "body", editor->draft);
    if (date != NULL && civil_parse_date(date, &day) != RESULT_OK)
        day = editor->date;
    plan_day_path(&editor->of, day, visit->then, sizeof visit->then);
    text_append(visit->then, sizeof visit->then, "?saved=1");
    visit_ask(visit, command, plan_answered);
}

/* A thing that begins on a weekday begins on the first such day from the day
 * of its page on. */
static void
begin_weekly(struct editor *editor)
{
    char date[CIVIL_DATE_SIZE];
    if (!editor->is_new || json_object_get(editor->draft, "weekday") == NULL)
        return;
    civil_format_date(editor->date, date);
    json_object_set_new(editor->draft, "from", json_string(date));
    json_object_del(editor->draft, "to");
}

void
plan_editor_post(struct visit *visit)
{
    struct editor editor;
    if (editor_begin(visit, &editor) && !only_presses(visit)) {
        choose_versions(visit, &editor);
        draft_propose(editor.draft, visit->library, visit->lang);
        draft_finish(editor.draft);
        keep_rest(visit, &editor);
        begin_weekly(&editor);
        send(visit, &editor);
    }
    editor_finish(&editor);
}

void
plan_remove_post(struct visit *visit)
{
    struct editor editor;
    char instead[VIEW_NAME_SIZE];
    struct library_hit hit;
    if (!editor_begin(visit, &editor) ||
        !visit_text(visit, "instead", 40, instead, sizeof instead)) {
        editor_finish(&editor);
        return;
    }
    json_t *command = visit_command(visit, "item_remove");
    json_object_set_new(command, "item", json_string(editor.facts.id));
    set_date(command, editor.date);
    set_text(visit, command, "scope");
    set_text(visit, command, "reason");
    if (instead[0] != '\0') {
        json_t *other = json_pack("{s:s}", "title", instead);
        if (visit->library != NULL && library_match(visit->library, visit->lang,
                                                    instead, &hit) == RESULT_OK)
            json_object_set_new(other, "picture", json_string(hit.id));
        json_object_set_new(command, "instead", other);
    } else if (form_has(&visit->form, "nothing", "1")) {
        json_object_set_new(command, "instead", json_string("nothing"));
    }
    plan_day_path(&editor.of, editor.date, visit->then, sizeof visit->then);
    text_append(visit->then, sizeof visit->then, "?saved=1");
    editor_finish(&editor);
    visit_ask(visit, command, plan_answered);
}
