/*
 * What a licence lets a centre do with a picture (methods.md TP-9, R-26).
 *
 * Licences are SPDX ids where there is one ("CC-BY-SA-4.0"), else what its
 * owner says. Pure.
 */
#pragma once

#include <stdbool.h>

/* True if whoever has the box may sell it on with the picture in it. What is
 * unknown, owned or non-commercial may not. */
bool licence_may_be_sold(const char *licence);
