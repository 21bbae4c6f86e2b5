/*
 * Reading an event's body field by field, refusing what has not the form its
 * kind asks for. The first thing that is wrong is kept, with its field; once
 * wrong, a body stays wrong, so a reader checks once at its end.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "firmware/store/db.h"

struct body {
    struct store *store;
    const json_t *json; /* borrowed; may be NULL */
    bool wrong;
};

struct body body_of(struct store *store, const struct event *event);

/* At most `most` characters. Missing: NULL if `required` is false. */
const char *body_text(struct body *body, const char *field, size_t most,
                      bool required);
/* An id of ours (UUID text). */
const char *body_id(struct body *body, const char *field, bool required);
/* `missing` when it is not there. */
int64_t body_int(struct body *body, const char *field, int64_t low,
                 int64_t high, int64_t missing);
bool body_bool(struct body *body, const char *field);
/* "2026-11-24" as a civil day; INT64_MIN when missing. */
int64_t body_date(struct body *body, const char *field, bool required);
/* "09:00" (up to "47:59") as minutes; -1 when missing. */
int body_time(struct body *body, const char *field);
/* The index in `words` (NULL-terminated); `missing` when it is not there. */
int body_word(struct body *body, const char *field, const char *const *words,
              int missing);
/* A list of words, each once, as bits in the order of `words` (at most 60);
 * 0 when missing. */
int64_t body_words(struct body *body, const char *field,
                   const char *const *words);
/* A list of at most `most` strings, or of {text,picture} cards; as compact
 * JSON that the caller frees, NULL when missing or empty. */
char *body_texts(struct body *body, const char *field, size_t most);
char *body_cards(struct body *body, const char *field, size_t most);

void body_refuse(struct body *body, const char *field, const char *reason);
enum result body_result(const struct body *body);
