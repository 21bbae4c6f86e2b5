/*
 * What is stored about one person and stands in no other view: for "Visa mina
 * uppgifter". Each fills at most `max` and says how many through
 * `count`.
 */
#pragma once

#include "firmware/store/view.h"

/* What this person calls a picture. */
struct stored_name {
    char picture[VIEW_PICTURE_SIZE];
    char name[VIEW_NAME_SIZE];
};
MUST_CHECK enum result view_stored_names(struct store *store,
                                         const char *person,
                                         struct stored_name *out, int max,
                                         int *count);

/* A photo that the person is in, seen or not. */
struct stored_photo {
    char id[VIEW_PICTURE_SIZE];
    char author[104];
    char source[204];
};
MUST_CHECK enum result view_stored_photos(struct store *store,
                                          const char *person,
                                          struct stored_photo *out, int max,
                                          int *count);

/* What is planned for this person alone: dated (oldest first), then weekly. */
struct stored_item {
    char title[VIEW_TEXT_SIZE];
    char place[VIEW_NAME_SIZE];
    int32_t date; /* INT32_MIN: every `weekday` */
    int weekday;  /* 1 Monday */
    int start;    /* minutes; -1: not said */
};
MUST_CHECK enum result view_stored_items(struct store *store,
                                         const char *person,
                                         struct stored_item *out, int max,
                                         int *count);

/* Signals that are known to be the person's, newest first. */
struct stored_signal {
    char id[UUID_SIZE];
    int64_t at; /* UTC, ms */
    char place[VIEW_NAME_SIZE];
};
MUST_CHECK enum result view_stored_signals(struct store *store,
                                           const char *person,
                                           struct stored_signal *out, int max,
                                           int *count);

/* The events about the person that the log holds, but for what was ticked off
 * (the index of a person's history leaves those out), and when the first was
 * (0: none). */
MUST_CHECK enum result view_stored_events(struct store *store,
                                          const char *person, int64_t *events,
                                          int64_t *first_at);
