#include "firmware/command/names.h"

#include <stdlib.h>

#include "firmware/base/text.h"

enum result
names_open(struct names *names, const struct reading *reading)
{
    *names = (struct names){.people = NULL};
    names->people = calloc(VIEW_PEOPLE_MAX, sizeof *names->people);
    names->staff = calloc(VIEW_STAFF_MAX, sizeof *names->staff);
    if (names->people == NULL || names->staff == NULL)
        return RESULT_FULL;
    enum result result =
        view_people(reading->store, clock_boot_id(reading->clock),
                    names->people, VIEW_PEOPLE_MAX, &names->count);
    return result != RESULT_OK
               ? result
               : view_staff(reading->store, names->staff, VIEW_STAFF_MAX,
                            &names->staff_count);
}

void
names_close(struct names *names)
{
    free(names->people);
    free(names->staff);
    *names = (struct names){.people = NULL};
}

const struct view_person *
names_person(const struct names *names, const char *id)
{
    for (int i = 0; i < names->count; i++)
        if (text_equal(names->people[i].id, id))
            return &names->people[i];
    return NULL;
}

const char *
names_staff(const struct names *names, const char *id)
{
    for (int i = 0; i < names->staff_count; i++)
        if (text_equal(names->staff[i].id, id))
            return names->staff[i].name;
    return "";
}
