/*
 * A small invented centre in a folder for tests, with a core in it: three
 * people, two groups, one of the staff, a Tuesday's plan.
 */
#pragma once

#include "firmware/core/core.h"
#include "firmware/store/view.h"

#define ANNA "0190a000-0000-7000-8000-000000000001"
#define BO "0190a000-0000-7000-8000-000000000002"
#define CILLA "0190a000-0000-7000-8000-000000000003"
#define MARIA "0190a000-0000-7000-8000-000000000011"
#define STUDIO "0190a000-0000-7000-8000-000000000021"
#define GARDEN "0190a000-0000-7000-8000-000000000022"
#define PAINT "0190a000-0000-7000-8000-000000000031" /* studio, weekday 2 */
#define FIKA "0190a000-0000-7000-8000-000000000032"  /* all, 2026-11-24 */
#define PICK "0190a000-0000-7000-8000-000000000033"  /* Anna's choice board */

struct centre {
    struct folder folder;
    struct clock *clock;
    struct core *core;
};

/* 2026-11-24 (a Tuesday) at 09:10 in Stockholm, standing still. */
bool centre_open(struct centre *centre);
void centre_close(struct centre *centre);
/* Ends core and starts it again from the file, as after a kill. */
bool centre_restart(struct centre *centre);

/* Asks through the command line's door; true if the answer says ok. The text
 * is JSON with ' for ". */
bool centre_ask(struct centre *centre, const char *text);
/* The answer's `why` ("" when ok); lives until the next call. */
const char *centre_why(struct centre *centre, const char *text);
/* Gives one of the staff an account and a session at once, without a password:
 * its token is what `token` says, 64 digits. */
bool centre_session(struct centre *centre, const char *staff, const char *role,
                    const char *token);
/* Writes a batch into the inbox under this name. */
bool centre_put(struct centre *centre, const char *name, const char *text);
/* Bytes into the inbox, for a batch to name. */
bool centre_put_bytes(struct centre *centre, const char *name,
                      const void *bytes, size_t length);
/* The log as "arrived anna; done anna": kinds, one after the other. */
void centre_log(struct centre *centre, int64_t after, char *out, size_t size);
