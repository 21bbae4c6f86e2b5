/* The house: its groups, places and staff, each with a name and a picture. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { NAME_CHARS = 40, PLACES_MAX = 200 };

/* Which sort of thing a path speaks of: /house/group/ID, /house/group/new. */
static const struct sort {
    const char *path, *title, *one, *fresh, *command;
    enum event_kind kind;
    unsigned roles; /* who changes it */
} sorts[] = {{"/house/group/", WORD("Grupper"), WORD("Grupp"), WORD("Ny grupp"),
              "group_save", EVENT_GROUP_SAVED, ROLE_LEADER},
             {"/house/place/", WORD("Platser"), WORD("Plats"), WORD("Ny plats"),
              "place_save", EVENT_PLACE_SAVED, ROLES_CARE},
             {"/house/staff/", WORD("Personal"), WORD("Personal"),
              WORD("Ny i personalen"), "staff_save", EVENT_STAFF_SAVED,
              ROLE_LEADER}};

enum { GROUPS, PLACES, STAFF, SORTS };

/* All of a sort, as groups have it: id, name, picture. */
static int
read_sort(struct visit *visit, int sort, struct view_group *out, int max)
{
    int count = 0;
    struct view_staff *staff;
    if (sort == GROUPS &&
        view_groups(visit->store, out, max, &count) != RESULT_OK)
        return 0;
    if (sort == PLACES &&
        view_places(visit->store, out, max, &count) != RESULT_OK)
        return 0;
    if (sort != STAFF)
        return count;
    staff = calloc((size_t)max, sizeof *staff);
    if (staff == NULL ||
        view_staff(visit->store, staff, max, &count) != RESULT_OK)
        count = 0;
    for (int i = 0; i < count; i++) {
        text_copy(out[i].id, sizeof out[i].id, staff[i].id);
        text_copy(out[i].name, sizeof out[i].name, staff[i].name);
        text_copy(out[i].picture, sizeof out[i].picture, staff[i].picture);
    }
    free(staff);
    return count;
}

static void
put_sort(struct visit *visit, int at, struct view_group *things)
{
    struct html *html = &visit->html;
    const struct sort *sort = &sorts[at];
    char path[VISIT_PATH_SIZE];
    int count = read_sort(visit, at, things, PLACES_MAX);
    html_put(html, "<section><h2>");
    html_text(html, word(visit->lang, sort->title));
    html_put(html, "</h2><ul class=\"people\">");
    for (int i = 0; i < count; i++) {
        bool may = visit_may(visit, sort->roles);
        text_format(path, sizeof path, "%s%s", sort->path, things[i].id);
        html_put(html, may ? "<li><a" : "<li><span");
        if (may)
            html_attribute(html, "href", path);
        html_put(html, ">");
        shell_picture(html, things[i].picture, 48, "");
        html_element(html, "b", NULL, things[i].name);
        html_put(html, may ? "</a></li>" : "</span></li>");
    }
    html_put(html, "</ul>");
    if (visit_may(visit, sort->roles)) {
        text_format(path, sizeof path, "%snew", sort->path);
        html_put(html, "<p>");
        people_link(html, path, "change", word(visit->lang, sort->fresh));
        html_put(html, "</p>");
    }
    html_put(html, "</section>");
}

void
house_draw(struct visit *visit)
{
    struct view_group *things = calloc(PLACES_MAX, sizeof *things);
    visit->room = things;
    if (things == NULL) {
        visit_status(visit, 503);
        return;
    }
    shell_open(visit,
               &(struct shell){
                   .title = word(visit->lang, "Grupper, platser och personal"),
                   .nav = NAV_PEOPLE,
                   .style = "people.css"});
    html_put(&visit->html, "<div class=\"grouped\">");
    for (int i = 0; i < SORTS; i++)
        put_sort(visit, i, things);
    html_put(&visit->html, "</div>");
    shell_close(visit);
}

/* --- one of them --- */

static int
sort_of(const struct visit *visit)
{
    for (int i = 0; i < SORTS; i++)
        if (strncmp(visit->at, sorts[i].path, strlen(sorts[i].path)) == 0)
            return i;
    return GROUPS;
}

static bool
find_thing(struct visit *visit, int sort, struct view_group *out, int *count)
{
    struct view_group *things = calloc(PLACES_MAX, sizeof *things);
    bool found = visit->path.ids == 0;
    *out = (struct view_group){.id = ""};
    *count = things == NULL ? 0 : read_sort(visit, sort, things, PLACES_MAX);
    for (int i = 0; i < *count && !found; i++)
        if (text_equal(things[i].id, visit->path.id[0])) {
            *out = things[i];
            found = true;
        }
    free(things);
    return found;
}

void
house_thing_draw(struct visit *visit)
{
    int at = sort_of(visit), count = 0;
    const struct sort *sort = &sorts[at];
    struct view_group thing;
    int64_t seq = 0;
    bool old = visit->path.ids > 0;
    if (!find_thing(visit, at, &thing, &count) ||
        view_saved_seq(visit->store, sort->kind, thing.id, &seq) != RESULT_OK) {
        visit_status(visit, 404);
        return;
    }
    shell_open(visit,
               &(struct shell){
                   .title = word(visit->lang, old ? sort->one : sort->fresh),
                   .nav = NAV_PEOPLE,
                   .style = "people.css",
                   .script = "people.mjs",
                   .narrow = true});
    if (text_equal(visit->problem.why, "changed")) {
        html_put(&visit->html, "<section class=\"theirs\"><h2>");
        html_text(&visit->html, word(visit->lang, "Så står det nu"));
        html_put(&visit->html, "</h2>");
        shell_picture(&visit->html, thing.picture, 64, "");
        html_element(&visit->html, "p", NULL, thing.name);
        html_put(&visit->html, "</section>");
    }
    field_form(visit, visit->at);
    people_default_button(visit);
    field_hidden_number(visit, "seen", seq);
    field_line(visit, &(struct field){.name = "name",
                                      .label = word(visit->lang, "Namn"),
                                      .value = thing.name,
                                      .most = NAME_CHARS,
                                      .needed = true});
    picker_draw(visit, &(struct picker){.name = "picture",
                                        .label = word(visit->lang, "Bild"),
                                        .picture = thing.picture,
                                        .none = true});
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Spara"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

void
house_thing_post(struct visit *visit)
{
    int at = sort_of(visit), count = 0;
    struct view_group thing;
    char id[UUID_SIZE];
    if (picker_looks(visit))
        return;
    if (!find_thing(visit, at, &thing, &count)) {
        visit_status(visit, 404);
        return;
    }
    json_t *body = json_object();
    if (!people_take_needed(visit, body, "name", NAME_CHARS) ||
        !picker_take(visit, body, "picture")) {
        json_decref(body);
        return;
    }
    uuid_make(id, visit->now.utc_ms);
    if (thing.id[0] == '\0' && at == GROUPS)
        json_object_set_new(body, "order", json_integer(count));
    people_save(visit, sorts[at].command, thing.id[0] == '\0' ? id : thing.id,
                body, "/house");
}
