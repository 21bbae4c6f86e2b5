#include "ui/staff/people.h"

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/page.h"
#include "ui/staff/when.h"

enum presence
people_presence(const struct view_person *person, struct clock_time now)
{
    if (person->here)
        return PRESENCE_HERE;
    return when_is_today(now, person->left_utc_ms) ? PRESENCE_HOME
                                                   : PRESENCE_AWAY;
}

static const char *
presence_words(const char *lang, enum presence presence, bool sure)
{
    switch (presence) {
    case PRESENCE_HERE:
        return word(lang, "Här");
    case PRESENCE_HOME:
        return word(lang, "Gått hem");
    case PRESENCE_AWAY:
    case PRESENCE_COUNT:
        break;
    }
    return sure ? word(lang, "Inte kommit än") : word(lang, "Inte här");
}

static const char *const presence_names[PRESENCE_COUNT] = {
    [PRESENCE_HERE] = "here",
    [PRESENCE_AWAY] = "away",
    [PRESENCE_HOME] = "home"};

/* In `group`, or with no group that is known when it is NULL. */
static bool
belongs(const struct today *today, const struct view_person *person,
        const struct view_group *group)
{
    if (group != NULL)
        return text_equal(person->group, group->id);
    for (int i = 0; i < today->group_count; i++)
        if (text_equal(person->group, today->groups[i].id))
            return false;
    return true;
}

static bool
counts(const struct today *today, const struct view_person *person,
       const struct view_group *group, enum presence presence)
{
    return belongs(today, person, group) &&
           people_presence(person, today->now) == presence;
}

static void
put_times(struct html *html, const struct today *today,
          const struct view_person *person)
{
    const char *lang = today->centre->lang;
    char at[WHEN_SIZE];
    char says[2 * WHEN_SIZE];
    int64_t utc_ms =
        person->here ? person->arrived_utc_ms : person->left_utc_ms;
    if (!person->here && !when_is_today(today->now, utc_ms))
        return;
    when_was(lang, today->now, utc_ms, at);
    if (at[0] == '\0')
        return;
    text_format(says, sizeof says,
                person->here ? word(lang, "sedan %s") : word(lang, "gick %s"),
                at);
    html_element(html, "span", "at", says);
}

static void
put_person(struct html *html, const struct today *today,
           const struct view_person *person)
{
    char path[VIEW_PICTURE_SIZE + 16];
    html_put(html, "<li>");
    if (text_empty(person->picture)) {
        html_put(html, "<span class=\"blank\"></span>");
    } else {
        text_format(path, sizeof path, "/picture/%s.png", person->picture);
        html_put(html, "<img width=\"48\" height=\"48\"");
        html_attribute(html, "alt", person->symbol);
        html_attribute(html, "src", path);
        html_put(html, ">");
    }
    html_element(html, "b", NULL, person->name);
    put_times(html, today, person);
    if (person->here && person->paused)
        html_element(html, "span", "pause", word(today->centre->lang, "Paus"));
    html_put(html, "</li>");
}

static int
count_of(const struct today *today, const struct view_group *group,
         enum presence presence)
{
    int found = 0;
    for (int i = 0; i < today->person_count; i++)
        found += counts(today, &today->people[i], group, presence);
    return found;
}

static void
put_presence(struct html *html, const struct today *today,
             const struct view_group *group, enum presence presence)
{
    int count = count_of(today, group, presence);
    if (count == 0)
        return;
    html_put(html, "<h3>");
    page_shape(html, presence_names[presence]);
    html_text(html, presence_words(today->centre->lang, presence,
                                   when_sure(today->now)));
    html_put(html, " <span class=\"count\">");
    html_number(html, count);
    html_put(html, "</span></h3><ul");
    html_attribute(html, "class", presence_names[presence]);
    html_put(html, ">");
    for (int i = 0; i < today->person_count; i++)
        if (counts(today, &today->people[i], group, presence))
            put_person(html, today, &today->people[i]);
    html_put(html, "</ul>");
}

static void
put_group(struct html *html, const struct today *today,
          const struct view_group *group)
{
    int total = 0;
    for (int presence = 0; presence < PRESENCE_COUNT; presence++)
        total += count_of(today, group, (enum presence)presence);
    if (total == 0)
        return;
    html_put(html, "<article><h2 dir=\"auto\">");
    html_text(html, group != NULL ? group->name
                                  : word(today->centre->lang, "Utan grupp"));
    html_put(html, "</h2>");
    for (int presence = 0; presence < PRESENCE_COUNT; presence++)
        put_presence(html, today, group, (enum presence)presence);
    html_put(html, "</article>");
}

/* "9 här · 13 inte kommit än · 2 gått hem", over the groups. */
static void
put_summary(struct html *html, const struct today *today)
{
    bool sure = when_sure(today->now);
    int totals[PRESENCE_COUNT] = {0};
    for (int i = 0; i < today->person_count; i++)
        totals[people_presence(&today->people[i], today->now)]++;
    html_put(html, "<p class=\"summary\">");
    for (int i = 0; i < PRESENCE_COUNT; i++) {
        if (totals[i] == 0 && i != PRESENCE_HERE)
            continue;
        html_put(html, "<span>");
        page_shape(html, presence_names[i]);
        html_put(html, "<b>");
        html_number(html, totals[i]);
        html_put(html, "</b> ");
        html_text(html,
                  presence_words(today->centre->lang, (enum presence)i, sure));
        html_put(html, "</span>");
    }
    html_put(html, "</p>");
}

void
people_section(struct html *html, const struct today *today)
{
    html_put(html, "<section id=\"people\">");
    if (today->person_count == 0) {
        html_element(html, "p", "empty",
                     word(today->centre->lang, "Här finns inga deltagare än."));
    } else {
        put_summary(html, today);
        html_put(html, "<div class=\"groups\">");
        for (int i = 0; i < today->group_count; i++)
            put_group(html, today, &today->groups[i]);
        put_group(html, today, NULL);
        html_put(html, "</div>");
    }
    html_put(html, "</section>");
}
