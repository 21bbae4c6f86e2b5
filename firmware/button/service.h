/*
 * What troskel-button does all day. A press goes, in this order: onto the
 * disk, into the lamp, to core. Everything after the disk may be broken.
 *
 * A press that the disk refuses is kept in memory and written as soon as it
 * takes it again; beyond SERVICE_PENDING_MAX the newest replaces the last, so
 * that the press remains and only its count suffers. The lamp is lit only for
 * what is on disk.
 */
#pragma once

#include <jansson.h>

#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/loop.h"
#include "firmware/button/keys.h"
#include "firmware/button/lamp.h"
#include "firmware/button/lights.h"
#include "firmware/button/spool.h"
#include "firmware/button/watch.h"
#include "firmware/core/client.h"

enum { SERVICE_PENDING_MAX = 64, SERVICE_RETRY_MS = 1000 };

/* The worst of all buttons and of the spool, in this order. */
enum service_state {
    SERVICE_OK,
    SERVICE_ABSENT, /* a line is not there */
    SERVICE_STUCK,  /* a button is held since 30 s */
    SERVICE_FAULT, /* presses cannot be stored, or a line is not ours, or a wire
                      is cut or shorted */
    SERVICE_UNKNOWN /* not said yet */
};

struct service {
    struct folder folder;
    struct config config;
    struct clock *clock;   /* the folder's, for what is written down */
    struct clock *machine; /* real time: contacts, retries */
    struct loop loop;
    struct spool *spool; /* NULL while it cannot be opened */
    struct client *client;
    int client_fd;
    struct keys keys;
    struct watch watches[CONFIG_BUTTONS_MAX];
    int watch_fds[CONFIG_BUTTONS_MAX][WATCH_LINES];
    enum watch_state seen[CONFIG_BUTTONS_MAX]; /* as it was told last */
    struct lights lights;
    enum lamp_state told_lamp; /* by core */
    struct record pending[SERVICE_PENDING_MAX];
    int pending_count;
    bool spool_fails;
    bool state_due; /* run/button.state is written at the end of the turn */
    bool poke_wanted, poke_under_way, connected;
    int64_t spool_retry_ms, poke_retry_ms;
    enum service_state state;
    enum lamp_state shown;
};

/* Opens everything that has to be there; the spool, the lines and core may
 * come later. The caller finishes it also after a failure. */
MUST_CHECK enum result service_init(struct service *service, const char *dir,
                                    const char *config_path);
/* Until SIGTERM. */
MUST_CHECK enum result service_run(struct service *service);
void service_finish(struct service *service);
