/*
 * Who is expected, whose departure nobody knows, who of the staff is at work:
 * what today's page asks besides view.h.
 */
#pragma once

#include "firmware/store/view.h"

/* Sets expected[i] for each of `people`: something stands in their own or
 * their group's plan of that day; where nothing does for anybody, what is for
 * everybody counts. */
MUST_CHECK enum result view_expected(struct store *store, int32_t date,
                                     const struct view_person *people,
                                     int count, bool *expected);

/* A visit of an earlier day that nobody ended. */
struct view_departure {
    char person[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
    int32_t day;
    int came; /* minute of that day */
};
/* Oldest first; `today` is not an earlier day. */
MUST_CHECK enum result view_departures(struct store *store, int32_t today,
                                       struct view_departure *out, int max,
                                       int *count);

/* The minute somebody came on that day. RESULT_ABSENT: they did not. */
MUST_CHECK enum result view_visit_first(struct store *store, const char *person,
                                        int32_t date, int *minute);

/* Who of the staff said that they work, today, by name. */
struct view_staff_here {
    struct view_staff staff;
    int64_t at_utc_ms;
};
MUST_CHECK enum result view_staff_here(struct store *store, int32_t today,
                                       struct view_staff_here *out, int max,
                                       int *count);

/* When somebody was here last: civil day of the newest visit; INT32_MIN:
 * never. */
struct view_seen {
    char person[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    char picture[VIEW_PICTURE_SIZE];
    int32_t day;
};
/* Who was not here since before `before`, longest first. */
MUST_CHECK enum result view_not_seen(struct store *store, int32_t before,
                                     struct view_seen *out, int max,
                                     int *count);
