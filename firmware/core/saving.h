/*
 * Inside core: what every command that saves a thing has in common. The
 * command carries `about`, `body` (the thing's new body, see the table of
 * events) and, from an editor, `seen`: the seq it was drawn from.
 */
#pragma once

#include "firmware/core/inside.h"

/* Takes `body` from the command (RESULT_INVALID if it is no object), refuses
 * what looks like a personal identity number, and lays it over what stands
 * (`over` NULL: nothing stands): a field that is null is taken away. It
 * becomes the event's body. */
MUST_CHECK enum result saving_body(struct ask *ask, const json_t *over);

/* The newest body of that kind about the ask's id; *out NULL if none. The
 * caller owns it. */
MUST_CHECK enum result saving_standing(struct core *core, struct ask *ask,
                                       enum event_kind kind, json_t **out);

/* Somebody saved it after the editor's page was drawn: "changed". A command
 * without `seen` is not an editor's. */
MUST_CHECK enum result saving_seen(struct core *core, struct ask *ask,
                                   enum event_kind kind);

/* Any string in it, however deep, that looks like an identity number; the
 * ids and hashes of ours do not count. Fills `where` with the field. */
bool saving_has_identity(const json_t *value, const char *field,
                         char where[64]);

/* The person of the ask, who comes here; refused if they have ended. */
MUST_CHECK enum result saving_person(struct core *core, struct ask *ask,
                                     struct view_brief *person);

/* One more event in the same transaction, before the ask's own. */
MUST_CHECK enum result saving_also(struct core *core, struct ask *ask,
                                   enum event_kind kind, const char *about,
                                   json_t *body);
