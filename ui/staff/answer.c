/* The end of a visit: the page, what is no page, or a no. */
#include <stdlib.h>

#include "firmware/base/text.h"
#include "ui/staff/frame.h"
#include "ui/staff/page.h"

void
frame_free(struct visit_frame *frame)
{
    if (frame->asked != NULL)
        frame->asked->frame = NULL;
    free(frame->visit.html.at);
    free(frame->visit.bytes);
    free(frame->visit.room);
    free(frame);
}

static void
end_visit(struct visit_frame *frame)
{
    for (struct visit_frame **at = &frame->serve->visits; *at != NULL;
         at = &(*at)->next) {
        if (*at == frame) {
            *at = frame->next;
            break;
        }
    }
    frame_free(frame);
}

static void
reply(struct visit_frame *frame, struct web_answer answer)
{
    struct visit *visit = &frame->visit;
    answer.policy = page_policy;
    answer.known = visit->who.role != ROLE_NONE;
    answer.microphone =
        visit->route != NULL && (visit->route->flags & ROUTE_MICROPHONE);
    answer.cookie = visit->cookie[0] != '\0' ? visit->cookie : NULL;
    web_reply(frame->exchange, &answer);
    end_visit(frame);
}

static void
reply_page(struct visit_frame *frame, int status)
{
    reply(frame, (struct web_answer){.status = status,
                                     .type = "text/html; charset=utf-8",
                                     .body = frame->visit.html.at,
                                     .length = frame->visit.html.length,
                                     .allow = NULL});
}

void
frame_refuse_method(struct visit_frame *frame, int status, const char *allow)
{
    struct visit *visit = &frame->visit;
    struct web_answer answer = {.status = status, .allow = allow};
    if (visit->route == NULL || !(visit->route->flags & ROUTE_SCRIPTED)) {
        html_init(&visit->html, visit->html.at, FRAME_PAGE_SIZE);
        page_refusal(&visit->html, visit->lang, status,
                     text_equal(visit->problem.why, "team")
                         ? visit->problem.says
                         : NULL);
        answer.type = "text/html; charset=utf-8";
        answer.body = visit->html.at;
        answer.length = visit->html.length;
    }
    reply(frame, answer);
}

void
frame_refuse(struct visit_frame *frame, int status)
{
    frame_refuse_method(frame, status, NULL);
}

void
frame_send_to(struct visit_frame *frame, const char *path)
{
    char place[VISIT_PATH_SIZE];
    text_copy(place, sizeof place, path);
    reply(frame, (struct web_answer){.status = 303, .location = place});
}

static bool
waits(const struct visit_frame *frame)
{
    return frame->asked != NULL || frame->spawned != NULL;
}

void
frame_settle(struct visit_frame *frame)
{
    struct visit *visit = &frame->visit;
    const struct route *route = visit->route;
    if (waits(frame))
        return;
    int status = visit->status == 0 ? 200 : visit->status;
    if (!frame->settled && !visit->get && route->draw != NULL) {
        /* Something stands in the way: the page once more, with what was
         * typed. A draw may wait for a program too. */
        frame->settled = true;
        visit->route->draw(visit);
        if (waits(frame))
            return;
    }
    if (visit->stream)
        reply(frame, (struct web_answer){
                         .status = 200, .stream = true, .token = frame->token});
    else if (status == 303)
        frame_send_to(frame, visit->then);
    else if (visit->type != NULL)
        reply(frame, (struct web_answer){.status = status,
                                         .type = visit->type,
                                         .body = (const char *)visit->bytes,
                                         .length = visit->length,
                                         .cache = visit->cache,
                                         .filename = visit->filename,
                                         .tagged = visit->tagged});
    else if (visit->html.cut)
        frame_refuse(frame, 503);
    else if (visit->html.length > 0)
        reply_page(frame, status);
    else if (status >= 400)
        frame_refuse(frame, status);
    else
        reply(frame, (struct web_answer){.status = status});
}
