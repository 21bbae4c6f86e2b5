#include "ui/staff/team.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/view_access.h"

bool
team_begins(const struct visit *visit)
{
    return visit->who.group_count > 0 &&
           !form_has(&visit->query, "group", "all");
}

/* What cannot be read is not shown. */
bool
team_has(const struct visit *visit, const char *person)
{
    struct view_account account = {.group_count = visit->who.group_count};
    bool is = false;
    for (int i = 0; i < account.group_count; i++)
        text_copy(account.groups[i], UUID_SIZE, visit->who.groups[i]);
    return view_is_of_team(visit->store, &account, person, &is) == RESULT_OK &&
           is;
}

static bool
is_limited(const struct visit *visit)
{
    return visit->who.role == ROLE_STAFF && visit->who.group_count > 0;
}

bool
team_may(const struct visit *visit, const char *person)
{
    return !is_limited(visit) || team_has(visit, person);
}

bool
team_may_plan(const struct visit *visit, const struct view_whom *whom)
{
    if (!is_limited(visit) || whom->kind == AUDIENCE_ALL)
        return true;
    return whom->kind == AUDIENCE_GROUP ? visit_own_group(visit, whom->id)
                                        : team_has(visit, whom->id);
}

void
team_keep(const struct visit *visit, enum team_which which,
          struct view_person *people, int *count)
{
    int kept = 0;
    bool limited = which == TEAM_FIRST ? team_begins(visit) : is_limited(visit);
    for (int i = 0; i < *count && limited; i++)
        if (team_has(visit, people[i].id))
            people[kept++] = people[i];
    if (limited)
        *count = kept;
}

static void
put_way(struct visit *visit, const char *path, const char *words, bool here)
{
    struct html *html = &visit->html;
    html_put(html, "<a");
    html_attribute(html, "href", path);
    html_put(html, here ? " aria-current=\"page\">" : ">");
    html_text(html, words);
    html_put(html, "</a>");
}

void
team_ways(struct visit *visit)
{
    if (visit->who.group_count == 0)
        return;
    html_put(&visit->html, "<nav class=\"ways\"");
    html_attribute(&visit->html, "aria-label", word(visit->lang, "Grupper"));
    html_put(&visit->html, ">");
    put_way(visit, "?", word(visit->lang, "Mina grupper"), team_begins(visit));
    put_way(visit, "?group=all", word(visit->lang, "Alla"),
            !team_begins(visit));
    html_put(&visit->html, "</nav>");
}
