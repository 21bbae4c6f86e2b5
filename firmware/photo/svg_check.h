/*
 * Whether an SVG is a drawing and nothing more: no script, nothing fetched
 * from elsewhere, no entities of its own, no reference that leads back to
 * itself or multiplies. A pure check of the bytes, before librsvg sees them.
 *
 * What is refused is refused with a reason a person can be told. The check is
 * tolerant of how SVG is written and strict about what it asks for. At most
 * 4 MiB, 100,000 elements, 200 deep; 200,000 once references are followed.
 *
 * SVG 1.1 chapters 16 and 18 (linking, scripting), XML 1.0 section 4.
 */
#pragma once

#include <stddef.h>

enum svg_why {
    SVG_FINE,
    SVG_NO_PICTURE, /* not an SVG */
    SVG_TOO_LARGE,
    SVG_DAMAGED,
    SVG_SCRIPT,
    SVG_OUTSIDE, /* asks for another file or address */
    SVG_ENTITIES,
    SVG_LOOP,
    SVG_SLOW,
    SVG_IO, /* it is our fault */
    SVG_WHY_COUNT
};

enum { SVG_BYTES_MAX = 4 << 20 };

enum svg_why svg_check(const char *bytes, size_t length);
