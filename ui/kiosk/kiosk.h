/*
 * The kiosk's program: puts the pure app, the world it reads, the painter,
 * the screen and the line to core together, one turn of the loop at a time.
 *
 * A turn reads input, reads what changed, lets the app say what is to be done
 * and what is to be seen, and paints what differs. It sleeps in poll only,
 * until the next minute or the next thing that app waits for.
 */
#pragma once

#include "firmware/base/loop.h"
#include "firmware/core/client.h"
#include "firmware/store/library.h"
#include "ui/kiosk/app.h"
#include "ui/kiosk/idle.h"
#include "ui/kiosk/options.h"
#include "ui/kiosk/paint.h"
#include "ui/kiosk/present.h"
#include "ui/kiosk/tag_keys.h"
#include "ui/kiosk/voice.h"
#include "ui/kiosk/world.h"

enum { KIOSK_FDS_MAX = 8 };

struct control;

struct kiosk {
    struct options options;
    struct folder folder;
    struct clock *clock;
    struct loop loop;
    bool looping;
    struct client *client;
    struct library *library;
    struct paint *paint;
    struct present *present;
    struct app *app;
    struct world world;
    struct control *control;
    struct draw_list *list;            /* the frame as app gave it last */
    uint64_t hash;                     /* of the frame on the glass; 0: none */
    uint64_t frames;                   /* how many were shown */
    struct idle idle;                  /* what is done while nobody waits */
    json_t *asked[CLIENT_WAITING_MAX]; /* app's commands under way, in order */
    int asked_count;
    int client_fd; /* in the loop; -1: none */
    int screen_fds[KIOSK_FDS_MAX];
    int screen_fd_count;
    struct tag_keys tag;
    struct voice voice;
    struct about *about; /* NULL until somebody opens the page */
    int64_t heard_ms;    /* kernel time when core's line last stood */
    int button_fd;       /* line to the button's socket; -1: none */
};

/* `options` is copied. RESULT_OK, or what is in the way (logged). */
MUST_CHECK enum result kiosk_open(struct kiosk *kiosk,
                                  const struct options *options);
void kiosk_close(struct kiosk *kiosk);
MUST_CHECK enum result kiosk_run(struct kiosk *kiosk);

/* An edge of the button, as a key or a script gives it. RESULT_ABSENT if no
 * troskel-button runs in the folder. */
MUST_CHECK enum result kiosk_edge(struct kiosk *kiosk, bool down);

/* True if nothing is under way: every command answered, everything read that
 * core has stored, the frame shown. */
bool kiosk_settled(struct kiosk *kiosk);
