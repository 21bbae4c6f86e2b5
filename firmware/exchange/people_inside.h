/*
 * Inside the people table's import: what its two files share.
 */
#pragma once

#include <jansson.h>

#include "firmware/exchange/csv.h"
#include "firmware/exchange/import.h"
#include "firmware/exchange/people_words.h"

struct group {
    char id[UUID_SIZE];
    char name[VIEW_NAME_SIZE];
    int next_place;
};

struct seen {
    char symbol[VIEW_NAME_SIZE]; /* folded */
    int line;
};

struct people {
    const struct import_context *context;
    struct report *report;
    json_t *groups_saved, *people_saved;
    int columns[PEOPLE_FIELD_COUNT];
    struct group groups[VIEW_GROUPS_MAX];
    int group_count;
    struct seen seen[VIEW_PEOPLE_MAX];
    int seen_count;
    struct csv_row row;
};

/* The cell of a field; empty if the file has no such column. */
const char *people_cell(const struct people *people, enum people_field field);
/* `format` is one of our sentences, with at most one %s. */
void people_refuse(struct people *people, enum people_field field,
                   const char *format, const char *value);
void people_refuse_choice(struct people *people, enum people_field field,
                          const struct choice *values);
/* Puts what the row says into the body's `reach`; false: refused. */
bool people_reach(struct people *people, json_t *body);
