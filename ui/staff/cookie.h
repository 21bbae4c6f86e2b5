/*
 * Which session a browser says it has: one cookie of its Cookie header
 * (RFC 6265bis). Pure.
 *
 * The name begins with __Host-, so a browser takes it over TLS only, for this
 * very host and every path, and never from a page of another's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

extern const char cookie_session[]; /* "__Host-troskel" */

/* False if the cookie is not there, is there twice, or is longer than fits:
 * then nobody is logged in. A value is of A-Z a-z 0-9 - and _ only. */
bool cookie_value(const char *header, const char *name, char *out, size_t size);
