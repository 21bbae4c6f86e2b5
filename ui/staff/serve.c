#include "ui/staff/serve.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/view_access.h"
#include "ui/staff/cookie.h"
#include "ui/staff/frame.h"
#include "ui/staff/gate.h"
#include "ui/staff/page.h"

/* --- the database --- */

static bool
keep_last(void *user, const struct event *event)
{
    *(int64_t *)user = event->at.utc_ms;
    return true;
}

/* A box that lost its battery must not date anything before what it stored. */
static void
set_floor(struct serve *serve)
{
    int64_t utc_ms = 0;
    int64_t seq = store_seq(serve->store);
    if (seq > 0 &&
        store_events(serve->store, seq - 1, 1, keep_last, &utc_ms) == RESULT_OK)
        clock_set_floor(serve->clock, utc_ms);
}

static enum result
read_centre(struct serve *serve)
{
    char zone[sizeof serve->centre.zone];
    text_copy(zone, sizeof zone, serve->centre.zone);
    enum result result = view_centre(serve->store, &serve->centre);
    if (result == RESULT_OK && !text_equal(zone, serve->centre.zone) &&
        civil_set_zone(serve->centre.zone) != RESULT_OK)
        log_warn("this machine has no time zone %s", serve->centre.zone);
    return result;
}

static uint64_t
file_of(const struct serve *serve)
{
    char path[FOLDER_PATH_SIZE];
    struct stat about;
    folder_path(serve->folder, "troskel.db", path);
    return stat(path, &about) == 0 ? (uint64_t)about.st_ino : 0;
}

/* Visits that wait for core read on from where everybody reads now. */
static void
change_store(struct serve *serve, struct store *store, uint64_t file)
{
    for (struct visit_frame *frame = serve->visits; frame != NULL;
         frame = frame->next)
        if (frame->visit.store != NULL)
            frame->visit.store = store;
    store_close(serve->store);
    serve->store = store;
    serve->file = file;
    set_floor(serve);
}

/* A copy that was restored is another file under the same name. While there
 * is none that opens, the one that was read so far is still the truest. */
static enum result
open_store(struct serve *serve)
{
    struct store *store = NULL;
    uint64_t file = file_of(serve);
    if (serve->store != NULL && (file == 0 || file == serve->file))
        return RESULT_OK;
    enum result result = store_open(&store, serve->folder, STORE_READ);
    if (result != RESULT_OK)
        return serve->store != NULL ? RESULT_OK : result;
    if (serve->store != NULL)
        log_info("the database is another file now; it is read from here on");
    change_store(serve, store, file);
    return RESULT_OK;
}

/* --- who asks --- */

static void
read_visitor(struct serve *serve, struct visit_frame *frame, const char *cookie)
{
    struct visitor *who = &frame->visit.who;
    struct view_session session;
    if (serve->store == NULL ||
        !cookie_value(cookie, cookie_session, frame->token,
                      sizeof frame->token) ||
        view_session(serve->store, clock_boot_id(serve->clock), frame->token,
                     frame->visit.now, &session) != RESULT_OK) {
        frame->token[0] = '\0';
        return;
    }
    text_copy(who->account, sizeof who->account, session.account.id);
    text_copy(who->name, sizeof who->name, session.account.name);
    text_copy(who->picture, sizeof who->picture, session.account.picture);
    text_copy(who->lang, sizeof who->lang, session.account.lang);
    text_copy(who->csrf, sizeof who->csrf, session.csrf);
    who->role = session.account.role;
    who->staff = session.account.staff;
    who->locked = session.locked;
    who->group_count = session.account.group_count;
    memcpy(who->groups, session.account.groups, sizeof who->groups);
    frame->unused_ms = session.unused_ms;
}

bool
serve_still(void *user, const char *token)
{
    struct serve *serve = user;
    struct view_session session;
    return serve->store != NULL &&
           view_session(serve->store, clock_boot_id(serve->clock), token,
                        clock_now(serve->clock), &session) == RESULT_OK;
}

/* --- the beginning --- */

static struct visit_frame *
make_frame(struct serve *serve, struct web_exchange *exchange,
           const struct web_request *request)
{
    struct visit_frame *frame = calloc(1, sizeof *frame);
    char *page = frame == NULL ? NULL : malloc(FRAME_PAGE_SIZE);
    if (page == NULL) {
        free(frame);
        return NULL;
    }
    struct visit *visit = &frame->visit;
    html_init(&visit->html, page, FRAME_PAGE_SIZE);
    frame->serve = serve;
    frame->exchange = exchange;
    frame->head = request->head;
    text_copy(frame->address, sizeof frame->address, request->address);
    text_copy(frame->path, sizeof frame->path, request->path);
    visit->frame = frame;
    visit->at = frame->path;
    visit->now = clock_now(serve->clock);
    visit->folder = serve->folder;
    visit->boot_id = clock_boot_id(serve->clock);
    visit->library = serve->library;
    visit->centre = &serve->centre;
    visit->core_answers = serve->core.answers;
    visit->route = request->verdict.route;
    visit->path = request->verdict.path;
    frame->next = serve->visits;
    serve->visits = frame;
    return frame;
}

/* False when the visit has been answered already. */
static bool
read_state(struct visit_frame *frame, const char *cookie)
{
    struct serve *serve = frame->serve;
    struct visit *visit = &frame->visit;
    bool there =
        open_store(serve) == RESULT_OK && read_centre(serve) == RESULT_OK;
    visit->store = there ? serve->store : NULL;
    visit->today = civil_from_utc(visit->now.utc_ms).day;
    if (!visit->path.dated)
        visit->path.date = visit->today;
    read_visitor(serve, frame, cookie);
    visit->lang =
        text_empty(visit->who.lang) ? serve->centre.lang : visit->who.lang;
    if (there || visit->route == NULL || (visit->route->flags & ROUTE_PUBLIC))
        return true;
    frame_refuse(frame, 503);
    return false;
}

/* False when the visit has been answered already. */
static bool
read_forms(struct visit_frame *frame, const struct web_request *request)
{
    struct visit *visit = &frame->visit;
    enum result result =
        form_read_pairs(&visit->query, request->query, request->query_length);
    if (result == RESULT_OK && !visit->get &&
        !(visit->route->flags & ROUTE_SCRIPTED))
        result = form_read(&visit->form, request->body, request->body_length,
                           request->type);
    else if (result == RESULT_OK && !visit->get && request->body_length > 0)
        result =
            form_read_pairs(&visit->form, request->body, request->body_length);
    if (result == RESULT_OK)
        return true;
    frame_refuse(frame, result == RESULT_FULL ? 413 : 400);
    return false;
}

static void
ask_to_log_in(struct visit_frame *frame, const char *page)
{
    char place[VISIT_PATH_SIZE];
    if ((frame->visit.route->flags & ROUTE_SCRIPTED) || !frame->visit.get) {
        frame_refuse(frame, 401);
        return;
    }
    text_format(place, sizeof place, "%s?to=%s", page, frame->path);
    frame_send_to(frame, place);
}

/* Whoever is turned away is in the log; they wait for none of it. */
void
frame_note_turned_away(struct visit_frame *frame, const char *why)
{
    struct serve_core *core = &frame->serve->core;
    struct visit *visit = &frame->visit;
    char what[ROUTE_WORD_SIZE];
    if (frame->token[0] == '\0' || !core->answers)
        return;
    route_word(visit->route->path, what);
    json_t *command = json_pack("{s:s,s:s,s:s,s:s}", "do", "turned_away",
                                "session", frame->token, "what",
                                what[0] == '\0' ? "today" : what, "why", why);
    if (command != NULL && visit->path.ids > 0)
        json_object_set_new(command, "about", json_string(visit->path.id[0]));
    if (core->ask(core->user, command, false, NULL, NULL) != RESULT_OK)
        log_warn("that somebody was turned away was not noted");
}

static bool
passes(struct visit_frame *frame, const char *mark)
{
    struct visit *visit = &frame->visit;
    const char *typed = form_text(&visit->form, "csrf");
    switch (gate_judge(visit->route, &visit->who,
                       (visit->route->flags & ROUTE_SCRIPTED) || typed == NULL
                           ? mark
                           : typed)) {
    case GATE_OPEN:
        return true;
    case GATE_LOGIN:
        ask_to_log_in(frame, "/login");
        return false;
    case GATE_LOCKED:
        ask_to_log_in(frame, "/unlock");
        return false;
    case GATE_FORBIDDEN:
        if (frame_lead_home(frame))
            return false;
        frame_note_turned_away(frame, "role");
        break;
    case GATE_FORGED:
        break;
    }
    frame_refuse(frame, 403);
    return false;
}

/* Somebody reads: the session is not locked under their eyes. What a script
 * asks for by itself is no touch. */
static void
note_use(struct visit_frame *frame)
{
    struct serve_core *core = &frame->serve->core;
    const struct route *route = frame->visit.route;
    if (frame->token[0] == '\0' || frame->visit.who.locked ||
        frame->unused_ms < SESSION_USE_EVERY_MS || !core->answers ||
        (route->flags & ROUTE_SCRIPTED))
        return;
    json_t *command =
        json_pack("{s:s,s:s}", "do", "use", "session", frame->token);
    if (core->ask(core->user, command, false, NULL, NULL) != RESULT_OK)
        log_warn("the use of a session was not noted");
}

static void
take_visit(struct visit_frame *frame)
{
    struct visit *visit = &frame->visit;
    char what[ROUTE_WORD_SIZE];
    note_use(frame);
    route_word(visit->route->path, what);
    if (visit->route->flags & ROUTE_PERSON)
        visit_ask(visit,
                  json_pack("{s:s,s:s,s:s}", "do", "looked", "about",
                            visit->path.id[0], "what", what),
                  frame_after_look);
    else
        frame_begin(visit);
    frame_note_page(frame);
    frame_settle(frame);
}

void
serve_ask(void *user, struct web_exchange *exchange,
          const struct web_request *request)
{
    struct visit_frame *frame = make_frame(user, exchange, request);
    if (frame == NULL) {
        web_reply(exchange, &(struct web_answer){.status = 503});
        return;
    }
    frame->visit.get =
        frame->visit.route == NULL || frame->visit.route->method == METHOD_GET;
    if (!read_state(frame, request->cookie))
        return;
    if (request->verdict.status != 200) {
        frame_refuse_method(frame, request->verdict.status,
                            request->verdict.allow);
        return;
    }
    if (read_forms(frame, request) && passes(frame, request->mark))
        take_visit(frame);
}

/* --- time and life --- */

int64_t
serve_turn(struct serve *serve, int64_t boot_ms)
{
    int64_t due = -1;
    for (struct visit_frame *frame = serve->visits, *next; frame != NULL;
         frame = next) {
        next = frame->next;
        if (frame->asked == NULL)
            continue;
        if (boot_ms >= frame->due_ms) {
            log_warn("core has not answered for %s", frame->path);
            frame->asked->frame = NULL;
            frame->asked = NULL;
            frame_refuse(frame, 503);
        } else if (due < 0 || frame->due_ms < due) {
            due = frame->due_ms;
        }
    }
    return due;
}

enum result
serve_open(struct serve *serve)
{
    text_copy(serve->centre.lang, sizeof serve->centre.lang, "sv");
    if (library_open(&serve->library, library_path()) != RESULT_OK)
        log_warn("no picture library at %s", library_path());
    return RESULT_OK;
}

void
serve_close(struct serve *serve)
{
    while (serve->visits != NULL) {
        struct visit_frame *frame = serve->visits;
        serve->visits = frame->next;
        frame_free(frame);
    }
    while (serve->waitings != NULL) {
        struct waiting *waiting = serve->waitings;
        serve->waitings = waiting->next;
        free(waiting);
    }
    library_close(serve->library);
    store_close(serve->store);
}
