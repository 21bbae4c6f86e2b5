/* Stands where the frame stands in the program: what a room says is to happen
 * is taken note of and goes nowhere. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "ui/staff/room.h"

void
visit_ask(struct visit *visit, json_t *command, visit_answer_fn *after)
{
    (void)visit;
    (void)after;
    json_decref(command);
}

void
visit_spawn(struct visit *visit, const struct visit_job *job)
{
    (void)visit;
    (void)job;
}

void
visit_note_card(struct visit *visit, const char *signal)
{
    (void)visit;
    (void)signal;
}

void
visit_go(struct visit *visit, const char *path)
{
    text_copy(visit->then, sizeof visit->then, path);
    visit->status = 303;
}

void
visit_wrong(struct visit *visit, const char *where, const char *says)
{
    if (visit->problem.why[0] != '\0')
        return;
    text_copy(visit->problem.why, sizeof visit->problem.why, "invalid");
    text_copy(visit->problem.where, sizeof visit->problem.where, where);
    text_copy(visit->problem.says, sizeof visit->problem.says, says);
}

void
visit_refused(struct visit *visit, const json_t *answer)
{
    (void)answer;
    visit_wrong(visit, "", "");
}

const char *
visit_from(const struct visit *visit)
{
    (void)visit;
    return "";
}

void
visit_status(struct visit *visit, int status)
{
    visit->status = status;
}

void
visit_bytes(struct visit *visit, const char *type, const char *filename,
            const void *bytes, size_t length)
{
    (void)filename;
    (void)bytes;
    visit->type = type;
    visit->length = length;
}
