/* Whose people an account may read and change, and who was turned away
 * at a page. */
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "firmware/store/standing.h"
#include "firmware/store/view_plan.h"

enum { TURNED_AGAIN_MS = 15 * 60 * 1000 };

/* Nothing is closed to the box itself, and to every role but staff. */
static bool
is_limited(const struct ask *ask)
{
    return ask->account[0] != '\0' && ask->role == ROLE_STAFF;
}

static enum result
refuse(struct ask *ask)
{
    return ask_refuse(ask, RESULT_INVALID, "team", "about",
                      "of a group that is not this account's");
}

enum result
team_allows(struct core *core, struct ask *ask, const char *person)
{
    struct view_account account;
    bool theirs = true;
    if (!is_limited(ask) || text_empty(person))
        return RESULT_OK;
    enum result result = view_account(core->store, ask->account, &account);
    if (result == RESULT_OK)
        result = view_is_of_team(core->store, &account, person, &theirs);
    return result == RESULT_OK && !theirs ? refuse(ask) : result;
}

static enum result
allows_group(struct core *core, struct ask *ask, const char *group)
{
    struct view_account account;
    if (!is_limited(ask))
        return RESULT_OK;
    enum result result = view_account(core->store, ask->account, &account);
    if (result != RESULT_OK || account.group_count == 0)
        return result;
    for (int i = 0; i < account.group_count; i++)
        if (text_equal(account.groups[i], group))
            return RESULT_OK;
    return refuse(ask);
}

enum result
team_allows_plan(struct core *core, struct ask *ask,
                 const struct view_whom *whom)
{
    switch (whom->kind) {
    case AUDIENCE_GROUP:
        return allows_group(core, ask, whom->id);
    case AUDIENCE_PERSON:
        return team_allows(core, ask, whom->id);
    case AUDIENCE_ALL:
        break;
    }
    return RESULT_OK;
}

enum result
team_allows_item(struct core *core, struct ask *ask, const char *item)
{
    struct view_facts facts;
    enum result result = view_facts(core->store, item, &facts);
    if (result == RESULT_ABSENT) /* whoever asked for it says so */
        return RESULT_OK;
    return result == RESULT_OK ? team_allows_plan(core, ask, &facts.whom)
                               : result;
}

enum result
team_allows_saved(struct core *core, struct ask *ask, enum event_kind kind,
                  const char *about, const char *field)
{
    json_t *body = NULL;
    enum result result = standing_body(core->store, kind, about, &body);
    if (result == RESULT_OK)
        result = team_allows(core, ask,
                             json_string_value(json_object_get(body, field)));
    json_decref(body);
    return result == RESULT_ABSENT ? RESULT_OK : result;
}

/* Who tries the same page again and again is one event a quarter. */
static bool
was_said(struct core *core, const struct ask *ask, const char *what)
{
    struct core_turned *rows = core->turned;
    for (int i = 0; i < CORE_TURNED_MAX; i++)
        if (text_equal(rows[i].who, ask->account) &&
            text_equal(rows[i].what, what) &&
            ask->now.boot_ms - rows[i].boot_ms < TURNED_AGAIN_MS)
            return true;
    struct core_turned *row = &rows[core->turned_next++ % CORE_TURNED_MAX];
    text_copy(row->who, sizeof row->who, ask->account);
    text_copy(row->what, sizeof row->what, what);
    row->boot_ms = ask->now.boot_ms;
    return false;
}

/* `about` is somebody who comes here, or left out: whatever else stood in the
 * address is not kept. */
enum result
rule_turned_away(struct core *core, struct ask *ask)
{
    struct view_brief person;
    const char *what = ask_text(ask, "what");
    const char *why = ask_text(ask, "why");
    if (text_empty(what) || text_empty(why))
        return ask_refuse(ask, RESULT_INVALID, "invalid", "what", "missing");
    if (ask->event.about[0] != '\0') {
        enum result result = view_brief(core->store, ask->event.about, &person);
        if (result == RESULT_ABSENT)
            ask->event.about[0] = '\0';
        else if (result != RESULT_OK)
            return result;
    }
    ask->already = was_said(core, ask, what);
    ask->event.body = json_pack("{s:s,s:s}", "what", what, "why", why);
    return RESULT_OK;
}
