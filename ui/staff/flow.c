/* The steps between a request and its answer: asking core, running a program,
 * drawing again with what was wrong. */
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/frame.h"

static struct visit_frame *
frame_of(struct visit *visit)
{
    return visit->frame;
}

/* --- core --- */

static const struct {
    const char *why;
    int status;
} statuses[] = {{"invalid", 422}, {"absent", 404}, {"refused", 409},
                {"changed", 409}, {"busy", 503},   {"full", 507},
                {"io", 503},      {"locked", 429}, {"session", 401},
                {"role", 403},    {"team", 403},   {"helper", 503}};

static int
status_of(const char *why)
{
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (text_equal(statuses[i].why, why))
            return statuses[i].status;
    return 409;
}

/* Core's own sentences are for the log; these are for people. */
static const char *
words_of(const char *lang, const char *why)
{
    if (text_equal(why, "invalid"))
        return word(lang, "Det går inte att spara så.");
    if (text_equal(why, "absent"))
        return word(lang, "Det finns inte längre.");
    if (text_equal(why, "changed"))
        return word(lang, "Någon annan har ändrat under tiden.");
    if (text_equal(why, "busy"))
        return word(lang, "Det är mycket just nu. Försök igen om en stund.");
    if (text_equal(why, "full"))
        return word(lang, "Lådans minne är fullt. Inget är sparat.");
    if (text_equal(why, "locked"))
        return word(lang, "För många försök. Vänta fem minuter.");
    if (text_equal(why, "helper"))
        return word(lang, "Lösenord går inte att pröva just nu. Säg till en "
                          "tekniker.");
    if (text_equal(why, "team"))
        return word(lang, "Det hör till en annan grupp än din.");
    if (text_equal(why, "io"))
        return word(lang, "Det är inte säkert att det är sparat.");
    return word(lang, "Det går inte just nu.");
}

void
visit_refused(struct visit *visit, const json_t *answer)
{
    const char *why = json_string_value(json_object_get(answer, "why"));
    const char *where = json_string_value(json_object_get(answer, "where"));
    const char *says = json_string_value(json_object_get(answer, "says"));
    struct visit_problem *problem = &visit->problem;
    text_copy(problem->why, sizeof problem->why, why == NULL ? "io" : why);
    text_copy(problem->where, sizeof problem->where, where);
    text_copy(problem->says, sizeof problem->says,
              words_of(visit->lang, problem->why));
    visit->status = status_of(problem->why);
    log_info("core said no: %s %s: %s", problem->why, problem->where,
             says == NULL ? "" : says);
}

static void
go_or_say(struct visit *visit, const json_t *answer)
{
    if (json_is_true(json_object_get(answer, "ok")))
        visit_go(visit, visit->then[0] != '\0' ? visit->then : visit->at);
    else
        visit_refused(visit, answer);
}

static void
forget(struct waiting *waiting)
{
    for (struct waiting **at = &waiting->serve->waitings; *at != NULL;
         at = &(*at)->next) {
        if (*at == waiting) {
            *at = waiting->next;
            break;
        }
    }
    free(waiting);
}

static void
take_answer(void *user, const json_t *answer)
{
    struct waiting *waiting = user;
    struct visit_frame *frame = waiting->frame;
    forget(waiting);
    if (frame == NULL)
        return;
    frame->asked = NULL;
    (frame->after != NULL ? frame->after : go_or_say)(&frame->visit, answer);
    frame_settle(frame);
}

static void
cannot_ask(struct visit *visit)
{
    text_copy(visit->problem.why, sizeof visit->problem.why, "io");
    text_copy(visit->problem.says, sizeof visit->problem.says,
              word(visit->lang, "Lådans minne svarar inte. Inget är sparat."));
    visit->status = 503;
}

void
visit_ask(struct visit *visit, json_t *command, visit_answer_fn *after)
{
    struct visit_frame *frame = frame_of(visit);
    struct serve_core *core = &frame->serve->core;
    bool slow = visit->route->flags & ROUTE_SLOW;
    struct waiting *waiting = calloc(1, sizeof *waiting);
    if (waiting == NULL || command == NULL || !core->answers) {
        free(waiting);
        json_decref(command);
        cannot_ask(visit);
        return;
    }
    if (frame->token[0] != '\0')
        json_object_set_new(command, "session", json_string(frame->token));
    *waiting = (struct waiting){
        .serve = frame->serve, .frame = frame, .next = frame->serve->waitings};
    frame->serve->waitings = waiting;
    frame->asked = waiting;
    frame->after = after;
    frame->due_ms =
        visit->now.boot_ms + (slow ? SERVE_SLOW_WAIT_MS : SERVE_WAIT_MS);
    if (core->ask(core->user, command, slow, take_answer, waiting) == RESULT_OK)
        return;
    frame->asked = NULL;
    forget(waiting);
    cannot_ask(visit);
}

bool
frame_lead_home(struct visit_frame *frame)
{
    const struct visit *visit = &frame->visit;
    if (!text_equal(visit->route->path, "/"))
        return false;
    frame_send_to(frame, visit->who.role == ROLE_PLANNER ? "/review" : "/box");
    return true;
}

/* --- programs --- */

static void
take_spawned(void *user, int status, const unsigned char *bytes, size_t length)
{
    struct visit_frame *frame = user;
    visit_spawned_fn *spawned = frame->spawned;
    frame->spawned = NULL;
    spawned(&frame->visit, status, bytes, length);
    frame_settle(frame);
}

void
visit_spawn(struct visit *visit, const struct visit_job *job)
{
    struct visit_frame *frame = frame_of(visit);
    char session[SECRET_TOKEN_SIZE + 24];
    text_format(session, sizeof session, "TROSKEL_SESSION=%s", frame->token);
    frame->spawned = job->after;
    enum result result = spawn_start(
        frame->serve->spawn,
        &(struct spawn_order){.argv = job->argv,
                              .environment = job->as_visitor ? session : NULL,
                              .bytes = job->bytes,
                              .length = job->length,
                              .wait_ms = job->wait_ms,
                              .done = take_spawned,
                              .user = frame});
    if (result == RESULT_OK)
        return;
    frame->spawned = NULL;
    text_copy(visit->problem.why, sizeof visit->problem.why, "busy");
    text_copy(visit->problem.says, sizeof visit->problem.says,
              words_of(visit->lang, "busy"));
    visit->status = 503;
}

/* --- what a room says --- */

void
visit_go(struct visit *visit, const char *path)
{
    text_copy(visit->then, sizeof visit->then, path);
    visit->status = 303;
    frame_of(visit)->settled = true;
}

void
visit_wrong(struct visit *visit, const char *where, const char *says)
{
    if (visit->problem.why[0] != '\0')
        return; /* the first one is told; the others come after it */
    text_copy(visit->problem.why, sizeof visit->problem.why, "invalid");
    text_copy(visit->problem.where, sizeof visit->problem.where, where);
    text_copy(visit->problem.says, sizeof visit->problem.says, says);
    visit->status = 422;
}

void
visit_status(struct visit *visit, int status)
{
    visit->status = status;
    visit->type = NULL;
    frame_of(visit)->settled = true;
}

void
visit_bytes(struct visit *visit, const char *type, const char *filename,
            const void *bytes, size_t length)
{
    unsigned char *copy = malloc(length + 1);
    if (copy == NULL) {
        visit_status(visit, 503);
        return;
    }
    if (length > 0)
        memcpy(copy, bytes, length);
    free(visit->bytes);
    visit->bytes = copy;
    visit->length = length;
    visit->type = type;
    text_copy(visit->filename, sizeof visit->filename, filename);
    frame_of(visit)->settled = true;
}

const char *
visit_from(const struct visit *visit)
{
    return visit->frame->address;
}

void
frame_begin(struct visit *visit)
{
    if (visit->get)
        visit->route->draw(visit);
    else
        visit->route->post(visit);
}

void
frame_after_look(struct visit *visit, const json_t *answer)
{
    if (json_is_true(json_object_get(answer, "ok"))) {
        frame_begin(visit);
        return;
    }
    /* Not noted, so not shown. */
    visit_refused(visit, answer);
    if (text_equal(visit->problem.why, "team"))
        frame_note_turned_away(frame_of(visit), "team");
    visit_status(visit, visit->status);
}

void
frame_note_page(struct visit_frame *frame)
{
    uint64_t now_ms = clock_kernel_ns() / 1000000;
    if (frame->visit.drawing)
        frame->serve->drawing_ms = now_ms;
    if (frame->visit.alive)
        frame->serve->alive_ms = now_ms;
}

void
visit_note_card(struct visit *visit, const char *signal)
{
    struct visit_frame *frame = frame_of(visit);
    struct serve_core *core = &frame->serve->core;
    if (frame->token[0] == '\0' || !core->answers)
        return;
    json_t *command = json_pack("{s:s,s:s,s:s}", "do", "card_shown", "session",
                                frame->token, "signal", signal);
    if (core->ask(core->user, command, false, NULL, NULL) != RESULT_OK)
        log_warn("that a signal's card was shown was not noted");
}
