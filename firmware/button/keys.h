/*
 * Presses from a key on a laptop or from a script, over run/button.sock
 * (SOCK_SEQPACKET, one JSON object a message), through the same press logic
 * as a contact.
 *
 *   {"edge":"down","button":0}   {"edge":"up"}   {"edge":"press"}
 *   {"edge":"press","test":true} a walk test
 *   {"do":"state"}
 *
 * Answered {"ok":true,"pressed":true,"lamp":"sent"} once the press is durable
 * ("pressed":false if it was the same press still bouncing), or
 * {"ok":false,"why":"io"}. A key that was down when its client went is up.
 */
#pragma once

#include <jansson.h>

#include "firmware/base/clock.h"
#include "firmware/base/loop.h"
#include "firmware/button/press.h"

enum { KEYS_CLIENTS_MAX = 8, KEYS_BUTTONS_MAX = 8 };

/* Makes the press durable; RESULT_OK only then. */
typedef enum result keys_press_fn(void *user, int button, unsigned flags,
                                  bool test);
/* Adds what is known of lamp and button to an answer. */
typedef void keys_state_fn(void *user, json_t *answer);

struct keys {
    struct loop *loop; /* borrowed */
    keys_press_fn *press;
    keys_state_fn *state;
    void *user;
    int listener;                  /* -1: not listening */
    int clients[KEYS_CLIENTS_MAX]; /* descriptors, -1: free */
    struct press presses[KEYS_BUTTONS_MAX];
    int holder[KEYS_BUTTONS_MAX]; /* who holds it down, -1: nobody */
};

/* The caller has set loop, press, state and user. */
MUST_CHECK enum result keys_init(struct keys *keys, const char *path);
void keys_finish(struct keys *keys);

/* Lets time pass; returns when it wants to be called again, -1: never. */
int64_t keys_turn(struct keys *keys, struct clock_time now);
