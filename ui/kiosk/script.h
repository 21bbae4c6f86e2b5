/*
 * What scripts may ask of the kiosk (README.md lists it): describe,
 * tap, touch, key, press, shot, clock, settle.
 */
#pragma once

#include <jansson.h>

/* A control_answer_fn; `user` is the struct kiosk. */
json_t *script_answer(void *user, const json_t *request);
