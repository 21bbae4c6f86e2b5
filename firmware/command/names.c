#include "firmware/command/names.h"

#include <stdlib.h>

#include "firmware/base/text.h"

enum { PAGE = 4096 };

enum result
names_open(struct names *names, const struct reading *reading)
{
    *names = (struct names){.reading = reading};
    names->people = calloc(VIEW_PEOPLE_MAX, sizeof *names->people);
    if (names->people == NULL)
        return RESULT_FULL;
    return view_people(reading->store, clock_boot_id(reading->clock),
                       names->people, VIEW_PEOPLE_MAX, &names->count);
}

void
names_close(struct names *names)
{
    free(names->people);
    json_decref(names->staff);
    *names = (struct names){.reading = NULL};
}

const struct view_person *
names_person(const struct names *names, const char *id)
{
    for (int i = 0; i < names->count; i++)
        if (text_equal(names->people[i].id, id))
            return &names->people[i];
    return NULL;
}

struct staff_walk {
    json_t *staff;
    int64_t last;
};

static bool
take_staff(void *user, const struct event *event)
{
    struct staff_walk *walk = user;
    walk->last = event->seq;
    if (event->kind == EVENT_STAFF_SAVED)
        json_object_set(walk->staff, event->about,
                        json_object_get(event->body, "name"));
    return true;
}

const char *
names_staff(struct names *names, const char *id)
{
    if (text_empty(id))
        return "";
    if (names->staff == NULL) {
        struct staff_walk walk = {json_object(), 0};
        int64_t before;
        do
            before = walk.last;
        while (store_events(names->reading->store, walk.last, PAGE, take_staff,
                            &walk) == RESULT_OK &&
               walk.last > before);
        names->staff = walk.staff;
    }
    const char *name = json_string_value(json_object_get(names->staff, id));
    return name == NULL ? "" : name;
}
