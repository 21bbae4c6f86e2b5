/*
 * What the frame keeps of a visit on its way, and how it moves: inside the
 * frame, for serve.c (the beginning), flow.c (the steps between) and answer.c
 * (the end).
 */
#pragma once

#include "ui/staff/serve.h"

/* A page of a centre at the limits (1,000 people) takes about 300 kB. */
enum { FRAME_PAGE_SIZE = 1 << 20 };

struct visit_frame {
    struct visit visit; /* first: a visit is its frame */
    struct serve *serve;
    struct web_exchange *exchange;
    char token[SECRET_TOKEN_SIZE];
    char address[WEB_ADDRESS_SIZE];
    char path[VISIT_PATH_SIZE];
    bool head;
    int64_t unused_ms; /* how long ago the session was used, as is noted */
    bool settled;      /* the room said what is to be sent */
    /* What it waits for; both NULL: for nothing. */
    struct waiting *asked;
    struct visit_job *job;
    visit_answer_fn *after;
    visit_spawned_fn *spawned;
    int64_t due_ms;
    struct visit_frame *next;
};

/* A command on its way to core. It outlives a visit that stopped waiting. */
struct waiting {
    struct serve *serve;
    struct visit_frame *frame; /* NULL: nobody waits any more */
    struct waiting *next;
};

/* Sends the page or what the room said, and ends the visit, unless it waits
 * for something. */
void frame_settle(struct visit_frame *frame);
/* Replies with a page that says no, and ends the visit. */
void frame_refuse(struct visit_frame *frame, int status);
/* Likewise; `allow` (may be NULL): the methods that the path has. */
void frame_refuse_method(struct visit_frame *frame, int status,
                         const char *allow);
/* Frees it; a command that is on its way finds nobody waiting. */
void frame_free(struct visit_frame *frame);
/* The first page is the floor's: who works elsewhere is led to their own, and
 * the visit is over. */
bool frame_lead_home(struct visit_frame *frame);
/* An event that the visitor was not let in: "role" or "team". */
void frame_note_turned_away(struct visit_frame *frame, const char *why);
/* Sends somebody to another page, and ends the visit. */
void frame_send_to(struct visit_frame *frame, const char *path);
/* What a page said of itself, that it draws or is there, with the time. */
void frame_note_page(struct visit_frame *frame);
/* The room's turn: a GET is drawn, what was sent is read. */
void frame_begin(struct visit *visit);
/* The answer to `looked`: then it is the room's turn. */
void frame_after_look(struct visit *visit, const json_t *answer);
