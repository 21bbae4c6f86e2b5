/*
 * A centre for the importers' tests: three groups, three people, a library of
 * a few words, today 2026-11-22 in Stockholm.
 */
#pragma once

#include <jansson.h>

#include "firmware/exchange/import.h"

struct help {
    struct import_context context;
    struct view_group groups[3];
    struct view_person people[4];
    struct report report;
    json_t *events;   /* of the last import, or NULL */
    json_t *standing; /* [{"id","source","uid","date","audience"}] */
    json_t *bodies;   /* person id → body */
};

void help_init(struct help *help);
void help_finish(struct help *help);
/* Forgets the last import's report and events. */
void help_again(struct help *help);

/* The whole file at a path below the source folder; the caller frees it. */
char *help_read(const char *path, size_t *length);

/* How many events of a kind; the nth (from 0) body of it, NULL if none. */
int help_count(const struct help *help, const char *kind);
const json_t *help_body(const struct help *help, const char *kind, int nth);
/* The body whose `key` is `value`, the nth of those. */
const json_t *help_find(const struct help *help, const char *key,
                        const char *value, int nth);
const char *help_text(const json_t *body, const char *key);
