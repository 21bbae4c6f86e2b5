/*
 * How the button is, for whoever asks: core, the self-test, a technician.
 *
 * Pure but for state_write, which replaces run/button.state whole, so that
 * nobody reads half of it.
 */
#pragma once

#include <jansson.h>

#include "firmware/button/service.h"

/* "ok", "absent", "stuck", "fault". */
const char *state_name(enum service_state state);
/* A Swedish sentence for WORD lookup; "" when all is well. */
const char *state_says(enum service_state state);

/* The worst of the lines and the spool. */
enum service_state state_of(const struct service *service);

/* [{"place":"Köket","state":"ok","staff":false}], for core; the caller owns
 * it. */
json_t *state_lines(const struct service *service);

/* {"button":"ok","says":"","lamp":"off","lines":[…]}; the caller owns it. */
json_t *state_json(const struct service *service);

/* Writes FOLDER/run/button.state. A failure is logged, and no harm. */
void state_write(const struct service *service);
