#include "firmware/core/laying.h"

#include <stdlib.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/plan_body.h"
#include "firmware/store/standing.h"

static const char *const whom_words[] = {"all", "group", "person"};

json_t *
laying_of_item(struct store *store, const char *item, int32_t date)
{
    json_t *base = NULL;
    json_t *change = NULL;
    json_t *body = NULL;
    if (!view_item_exists(store, item) ||
        standing_body(store, EVENT_ITEM_SAVED, item, &base) != RESULT_OK)
        return NULL;
    if (view_change_body(store, item, date, &change) != RESULT_IO)
        body = plan_overlaid(base, change);
    json_t *portable = plan_portable(body);
    json_decref(base);
    json_decref(change);
    json_decref(body);
    return portable;
}

static bool
is_theirs(struct store *store, const struct view_whom *whom, const char *item)
{
    struct view_facts facts;
    return view_facts(store, item, &facts) == RESULT_OK &&
           facts.whom.kind == whom->kind && text_equal(facts.whom.id, whom->id);
}

json_t *
laying_of_days(struct store *store, const struct view_whom *whom, int32_t first,
               int days, bool whole)
{
    json_t *entries = json_array();
    struct view_day *day = malloc(sizeof *day);
    for (int n = 0; day != NULL && n < days; n++) {
        if (view_whom_day(store, whom, first + n, day) != RESULT_OK)
            break;
        for (int i = 0; i < day->count; i++) {
            const struct view_item *item = &day->items[i];
            if (item->state == STATE_CANCELLED ||
                (!whole && !is_theirs(store, whom, item->id)))
                continue;
            json_t *body = laying_of_item(store, item->id, first + n);
            if (body != NULL)
                json_array_append_new(
                    entries, json_pack("{s:i,s:o}", "day", n, "body", body));
        }
    }
    free(day);
    return entries;
}

json_t *
laying_body(const struct laying *laying, const struct laying_cell *cell)
{
    char date[CIVIL_DATE_SIZE];
    const struct view_whom *whom = &laying->whom[cell->whom];
    const json_t *entry = json_array_get(laying->entries, (size_t)cell->entry);
    json_t *body = json_deep_copy(json_object_get(entry, "body"));
    json_t *audience = json_pack("{s:s}", "kind", whom_words[whom->kind]);
    if (whom->kind != AUDIENCE_ALL)
        json_object_set_new(audience, "id", json_string(whom->id));
    civil_format_date(cell->date, date);
    json_object_set_new(body, "audience", audience);
    json_object_set_new(body, "date", json_string(date));
    json_object_set_new(body, "origin", json_string("staff"));
    return body;
}

static bool
stands_there(const struct view_day *day, const json_t *body)
{
    const char *title = json_string_value(json_object_get(body, "title"));
    int start = plan_minute(body, "start");
    for (int i = 0; i < day->count; i++)
        if (text_equal(day->items[i].what.text, title) &&
            day->items[i].start == start &&
            day->items[i].state != STATE_CANCELLED)
            return true;
    return false;
}

static enum result
judge(struct store *store, const struct laying *laying,
      const struct view_day *day, struct laying_cell *cell)
{
    struct view_overlap beside;
    int count = 0;
    const json_t *body = json_object_get(
        json_array_get(laying->entries, (size_t)cell->entry), "body");
    int start = plan_minute(body, "start");
    int end = plan_minute(body, "end");
    cell->stands = day->count > 0;
    if (cell->date < laying->today) {
        cell->state = CELL_PAST;
        return RESULT_OK;
    }
    if (stands_there(day, body)) {
        cell->state = CELL_SAME;
        return RESULT_OK;
    }
    if (start < 0 || end < 0)
        return RESULT_OK;
    enum result result =
        view_overlaps(store,
                      &(struct view_stretch){.whom = laying->whom[cell->whom],
                                             .date = cell->date,
                                             .start = start,
                                             .end = end,
                                             .except = ""},
                      &beside, 1, &count);
    if (result == RESULT_OK && count > 0) {
        cell->state = CELL_BESIDE;
        text_copy(cell->beside, sizeof cell->beside, beside.title);
        text_copy(cell->person, sizeof cell->person, beside.person);
    }
    return result;
}

static int
offset_of(const struct laying *laying, size_t at)
{
    const json_t *entry = json_array_get(laying->entries, at);
    return laying->keep ? (int)json_integer_value(json_object_get(entry, "day"))
                        : 0;
}

/* Where the cells go that are laid. */
struct laid {
    struct view_day *day; /* what stands already, of the day last looked at */
    struct laying_cell *out;
    int max;
    int *count;
};

/* All that comes to one of them from one of the days. */
static enum result
lay_one(struct store *store, const struct laying *laying, int whom, int at,
        const struct laid *laid)
{
    int32_t loaded = -1;
    size_t entries = json_array_size(laying->entries);
    for (size_t i = 0; i < entries; i++) {
        int32_t date = laying->days[at] + offset_of(laying, i);
        if (*laid->count == laid->max)
            return RESULT_FULL;
        if (date != loaded && view_whom_day(store, &laying->whom[whom], date,
                                            laid->day) != RESULT_OK)
            return RESULT_IO;
        loaded = date;
        struct laying_cell *cell = &laid->out[(*laid->count)++];
        *cell = (struct laying_cell){
            .entry = (int)i, .whom = whom, .date = date, .state = CELL_NEW};
        enum result result = judge(store, laying, laid->day, cell);
        if (result != RESULT_OK)
            return result;
    }
    return RESULT_OK;
}

enum result
laying_cells(struct store *store, const struct laying *laying,
             struct laying_cell *out, int max, int *count)
{
    enum result result = RESULT_OK;
    struct laid laid = {calloc(1, sizeof *laid.day), out, max, count};
    *count = 0;
    if (laid.day == NULL)
        return RESULT_FULL;
    for (int w = 0; w < laying->whom_count; w++)
        for (int d = 0; d < laying->day_count && result == RESULT_OK; d++)
            result = lay_one(store, laying, w, d, &laid);
    free(laid.day);
    return result;
}
