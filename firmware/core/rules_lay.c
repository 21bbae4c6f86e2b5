#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/laying.h"
#include "firmware/core/plan_edit.h"

static enum result
invalid(struct ask *ask, const char *where, const char *says)
{
    return ask_refuse(ask, RESULT_INVALID, "invalid", where, says);
}

static enum result
read_days(struct ask *ask, struct laying *laying)
{
    size_t at;
    json_t *value;
    const json_t *days = json_object_get(ask->command, "days");
    if (json_array_size(days) == 0)
        return invalid(ask, "days", "missing");
    if (json_array_size(days) > LAYING_DAYS_MAX)
        return invalid(ask, "days", "too many");
    json_array_foreach(days, at, value)
    {
        if (civil_parse_date(json_string_value(value),
                             &laying->days[laying->day_count++]) != RESULT_OK)
            return invalid(ask, "days", "not a date like 2026-11-24");
    }
    return RESULT_OK;
}

static enum result
read_whom(struct core *core, struct ask *ask, struct laying *laying)
{
    size_t at;
    json_t *value;
    const json_t *to = json_object_get(ask->command, "to");
    if (json_array_size(to) == 0)
        return invalid(ask, "to", "missing");
    if (json_array_size(to) > LAYING_WHOM_MAX)
        return invalid(ask, "to", "too many");
    json_array_foreach(to, at, value)
    {
        json_t *body = json_pack("{s:O}", "audience", value);
        struct view_whom whom = plan_whom(body);
        json_decref(body);
        if (!view_whom_exists(core->store, &whom))
            return ask_refuse(ask, RESULT_ABSENT, "absent", "to",
                              "there is no such group or person");
        laying->whom[laying->whom_count++] = whom;
    }
    return RESULT_OK;
}

/* Things of the plan, each as it is on its day. */
static enum result
read_items(struct core *core, struct ask *ask, const json_t *items,
           json_t *entries)
{
    size_t at;
    json_t *value;
    int32_t first = 0;
    json_array_foreach(items, at, value)
    {
        int32_t date = 0;
        const char *item = json_string_value(json_object_get(value, "item"));
        if (civil_parse_date(json_string_value(json_object_get(value, "date")),
                             &date) != RESULT_OK ||
            item == NULL)
            return invalid(ask, "items", "an item and its date");
        enum result result = team_allows_item(core, ask, item);
        if (result != RESULT_OK)
            return result;
        json_t *body = laying_of_item(core->store, item, date);
        if (body == NULL)
            return ask_refuse(ask, RESULT_ABSENT, "absent", "items",
                              "there is no such thing in the plan");
        first = at == 0 || date < first ? date : first;
        json_array_append_new(
            entries, json_pack("{s:i,s:o}", "day", (int)date, "body", body));
    }
    json_array_foreach(entries, at, value)
    {
        json_int_t day = json_integer_value(json_object_get(value, "day"));
        json_object_set_new(value, "day", json_integer(day - first));
    }
    return RESULT_OK;
}

static enum result
check_entries(struct ask *ask, const json_t *entries)
{
    size_t at;
    json_t *entry;
    struct plan_problem problem;
    if (json_array_size(entries) == 0)
        return invalid(ask, "items", "nothing to lay out");
    if (json_array_size(entries) > LAYING_ENTRIES_MAX)
        return invalid(ask, "items", "too many");
    json_array_foreach(entries, at, entry)
    {
        json_int_t day = json_integer_value(json_object_get(entry, "day"));
        if (day < 0 || day > LAYING_DAYS_MAX)
            return invalid(ask, "items", "too many days apart");
        if (!plan_body_sound(json_object_get(entry, "body"), false, &problem)) {
            char where[64];
            text_format(where, sizeof where, "items[%zu].%.40s", at,
                        problem.where);
            return invalid(ask, where, problem.says);
        }
    }
    return RESULT_OK;
}

/* From things of the plan, a template, or bodies as they are given. */
static enum result
read_entries(struct core *core, struct ask *ask, struct laying *laying)
{
    struct view_template template;
    const json_t *items = json_object_get(ask->command, "items");
    const json_t *bodies = json_object_get(ask->command, "bodies");
    const char *id = ask_text(ask, "template");
    enum result result = RESULT_OK;
    if ((items != NULL) + (bodies != NULL) + (id != NULL) != 1)
        return invalid(ask, "items", "one of items, template or bodies");
    laying->keep =
        id != NULL || json_is_true(json_object_get(ask->command, "keep"));
    if (id != NULL) {
        result = view_template(core->store, id, &template, &laying->entries);
        if (result == RESULT_ABSENT)
            return ask_refuse(ask, result, "absent", "template",
                              "there is no such template");
    } else if (bodies != NULL) {
        laying->entries = json_deep_copy(bodies);
        laying->keep = true;
    } else {
        laying->entries = json_array();
        result = read_items(core, ask, items, laying->entries);
    }
    return result == RESULT_OK ? check_entries(ask, laying->entries) : result;
}

/* A template that comes upon things is laid among them only if that was said;
 * it never takes anything away. */
static enum result
check_merge(struct ask *ask, const struct laying_cell *cells, int count)
{
    if (ask_text(ask, "template") == NULL ||
        json_is_true(json_object_get(ask->command, "merge")))
        return RESULT_OK;
    for (int i = 0; i < count; i++)
        if (cells[i].stands && cells[i].state != CELL_PAST)
            return ask_refuse(ask, RESULT_INVALID, "refused", "merge",
                              "something is planned there already");
    return RESULT_OK;
}

static enum result
lay_cell(struct core *core, struct ask *ask, const struct laying *laying,
         const struct laying_cell *cell, json_t *made)
{
    char id[UUID_SIZE];
    json_t *body = laying_body(laying, cell);
    uuid_make(id, ask->now.utc_ms);
    enum result result = edit_add(core, ask, id, body, true);
    json_decref(body);
    json_array_append_new(made, json_string(id));
    return result;
}

static enum result
lay_cells(struct core *core, struct ask *ask, const struct laying *laying,
          const struct laying_cell *cells, int count)
{
    bool both = text_equal(ask_text(ask, "overlaps"), "both");
    json_t *made = json_array();
    enum result result = RESULT_OK;
    for (int i = 0; i < count && result == RESULT_OK; i++)
        if (cells[i].state == CELL_NEW ||
            (cells[i].state == CELL_BESIDE && both))
            result = lay_cell(core, ask, laying, &cells[i], made);
    int laid = (int)json_array_size(made);
    if (result == RESULT_OK && laid == 0)
        result = ask_refuse(ask, RESULT_INVALID, "refused", "days",
                            "none of it can be laid out there");
    uuid_make(ask->event.about, ask->now.utc_ms);
    ask->event.body = json_pack("{s:o}", "items", made);
    ask->extra = json_pack("{s:s,s:i,s:i}", "laying", ask->event.about, "made",
                           laid, "skipped", count - laid);
    return result;
}

enum result
rule_lay(struct core *core, struct ask *ask)
{
    struct laying laying = {.today = civil_from_utc(ask->now.utc_ms).day};
    int count = 0;
    struct laying_cell *cells = malloc(LAYING_CELLS_MAX * sizeof *cells);
    enum result result = cells == NULL ? RESULT_FULL : RESULT_OK;
    if (result == RESULT_OK)
        result = read_days(ask, &laying);
    if (result == RESULT_OK)
        result = read_whom(core, ask, &laying);
    if (result == RESULT_OK)
        result = read_entries(core, ask, &laying);
    if (result == RESULT_OK) {
        result =
            laying_cells(core->store, &laying, cells, LAYING_CELLS_MAX, &count);
        if (result == RESULT_FULL)
            result = invalid(ask, "days", "more than 600 things at once");
    }
    if (result == RESULT_OK)
        result = check_merge(ask, cells, count);
    if (result == RESULT_OK)
        result = lay_cells(core, ask, &laying, cells, count);
    json_decref(laying.entries);
    free(cells);
    return result;
}

/* --- taking it back --- */

/* What somebody has changed, begun or seen since is not taken from them. */
static enum result
check_untouched(struct core *core, struct ask *ask, const char *item,
                int64_t laid, int32_t today)
{
    struct view_facts facts;
    if (view_facts(core->store, item, &facts) != RESULT_OK || facts.seq > laid)
        return ask_refuse(ask, RESULT_BUSY, "changed", "laying",
                          "somebody has changed one of them since");
    if (facts.date < today)
        return ask_refuse(ask, RESULT_BUSY, "changed", "laying",
                          "one of those days has been");
    enum result result = team_allows_plan(core, ask, &facts.whom);
    if (result != RESULT_OK)
        return result;
    if (view_item_touched(core->store, item))
        return ask_refuse(ask, RESULT_BUSY, "changed", "laying",
                          "somebody has begun one of them");
    if (view_change_was_seen(core->store, item, facts.date) ||
        (facts.date == today &&
         view_whom_was_here(core->store, &facts.whom, today)))
        return ask_refuse(ask, RESULT_BUSY, "changed", "laying",
                          "somebody has seen one of them");
    return RESULT_OK;
}

static enum result
take_all(struct core *core, struct ask *ask, const json_t *items, int64_t laid)
{
    size_t at;
    json_t *value;
    enum result result = RESULT_OK;
    int32_t today = civil_from_utc(ask->now.utc_ms).day;
    json_array_foreach(items, at, value)
    {
        if (result == RESULT_OK)
            result = check_untouched(core, ask, json_string_value(value), laid,
                                     today);
    }
    json_array_foreach(items, at, value)
    {
        if (result == RESULT_OK)
            result = edit_put(core, ask, EVENT_ITEM_REMOVED,
                              json_string_value(value), NULL);
    }
    return result;
}

enum result
rule_lay_undo(struct core *core, struct ask *ask)
{
    struct view_laying laying;
    json_t *items = NULL;
    const char *id = ask_text(ask, "laying");
    enum result result = id == NULL
                             ? RESULT_ABSENT
                             : view_laying(core->store, id, &laying, &items);
    if (result == RESULT_ABSENT)
        return ask_refuse(ask, result, "absent", "laying",
                          "nothing was laid out by that name");
    if (result == RESULT_OK && laying.undone)
        ask->already = true;
    else if (result == RESULT_OK)
        result = take_all(core, ask, items, laying.seq);
    text_copy(ask->event.about, sizeof ask->event.about, id);
    json_decref(items);
    return result;
}

/* --- templates --- */

static enum result
check_name(struct core *core, struct ask *ask, const char *id)
{
    struct view_template all[VIEW_TEMPLATES_MAX];
    int count = 0;
    const char *name = ask_text(ask, "name");
    if (text_empty(name) || text_length(name) > PLAN_TITLE_CHARS)
        return invalid(ask, "name", "1 to 40 characters");
    enum result result =
        view_templates(core->store, all, VIEW_TEMPLATES_MAX, &count);
    if (result != RESULT_OK)
        return result;
    if (count == VIEW_TEMPLATES_MAX && id == NULL)
        return invalid(ask, "name", "there are 60 templates already");
    for (int i = 0; i < count; i++)
        if (text_equal(all[i].name, name) && !text_equal(all[i].id, id))
            return invalid(ask, "name", "another template has that name");
    return RESULT_OK;
}

static enum result
template_items(struct core *core, struct ask *ask, int days, json_t **items)
{
    int32_t first = 0;
    const json_t *given = json_object_get(ask->command, "items");
    struct view_whom whom = plan_whom(ask->command);
    if (given != NULL) {
        *items = json_deep_copy(given);
        return check_entries(ask, *items);
    }
    if (ask_date(ask, &first) != RESULT_OK)
        return RESULT_INVALID;
    if (!view_whom_exists(core->store, &whom))
        return ask_refuse(ask, RESULT_ABSENT, "absent", "audience",
                          "there is no such group or person");
    enum result result = team_allows_plan(core, ask, &whom);
    if (result != RESULT_OK)
        return result;
    if (days == 7)
        first -= civil_weekday(first) - 1;
    bool whole = json_is_true(json_object_get(ask->command, "whole"));
    *items = laying_of_days(core->store, &whom, first, days, whole);
    if (json_array_size(*items) == 0)
        return invalid(ask, "date", "nothing is planned there");
    return json_array_size(*items) <= LAYING_ENTRIES_MAX
               ? RESULT_OK
               : invalid(ask, "date", "too many things for one template");
}

enum result
rule_template_save(struct core *core, struct ask *ask)
{
    struct view_template stands;
    json_t *items = NULL;
    const char *id = ask_text(ask, "template");
    json_int_t days =
        json_integer_value(json_object_get(ask->command, "for_days"));
    enum result result = check_name(core, ask, id);
    if (result == RESULT_OK && days != 1 && days != 7)
        result = invalid(ask, "for_days", "1 or 7");
    if (result == RESULT_OK && id != NULL) {
        result = view_template(core->store, id, &stands, NULL);
        if (result == RESULT_ABSENT)
            return ask_refuse(ask, result, "absent", "template",
                              "there is no such template");
        if (json_integer_value(json_object_get(ask->command, "seen")) <
            stands.seq)
            return ask_refuse(ask, RESULT_BUSY, "changed", "seen",
                              "somebody has changed it since");
    }
    if (result == RESULT_OK)
        result = template_items(core, ask, (int)days, &items);
    if (id != NULL)
        text_copy(ask->event.about, sizeof ask->event.about, id);
    else
        uuid_make(ask->event.about, ask->now.utc_ms);
    ask->event.body =
        json_pack("{s:s,s:I,s:o}", "name",
                  ask_text(ask, "name") != NULL ? ask_text(ask, "name") : "",
                  "days", days, "items", items != NULL ? items : json_array());
    ask->extra = json_pack("{s:s}", "template", ask->event.about);
    return result;
}

enum result
rule_template_remove(struct core *core, struct ask *ask)
{
    struct view_template stands;
    const char *id = ask_text(ask, "template");
    enum result result = id == NULL
                             ? RESULT_ABSENT
                             : view_template(core->store, id, &stands, NULL);
    if (result == RESULT_ABSENT)
        return ask_refuse(ask, result, "absent", "template",
                          "there is no such template");
    text_copy(ask->event.about, sizeof ask->event.about, id);
    return result;
}
