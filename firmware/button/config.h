/*
 * Which lines the buttons and the lamp hang on, from a plain text file that
 * a technician writes:
 *
 *     # The button by the door of the kitchen
 *     button = Knappen
 *     place  = Köket
 *     line   = GPIO17            or  chip = pinctrl-bcm2711  and  offset = 17
 *     active = low               low (default) or high
 *     bias   = up                up (default), down, none or as-is
 *     break  = GPIO22            its second contact, that opens; or, with
 *                                chip and offset,  break-offset = 22
 *     staff  = yes               the staff's own button: "I am here"
 *     lamp   = Lampan
 *     line   = GPIO27
 *     active = high              (default for a lamp)
 *     second = GPIO22            a second light, beside the first; or, with
 *                                chip and offset,  second-offset = 22
 *     led    = troskel           instead of line: one of /sys/class/leds that
 *                                can be dimmed
 *
 * `button` and `lamp` begin a block; what follows belongs to it. Parsing is
 * pure: bytes in, configuration or one sentence out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"
#include "firmware/button/line.h"
#include "firmware/button/record.h"

enum {
    CONFIG_BUTTONS_MAX = 8,
    CONFIG_BYTES_MAX = 16384,
    CONFIG_SAYS_SIZE = 160,
    CONFIG_LED_SIZE = 128
};

struct config_button {
    char name[RECORD_NAME_SIZE];
    char place[RECORD_NAME_SIZE]; /* empty: not said */
    struct line_wanted line;
    bool two;                  /* it has a contact that opens as well, or a
                                  lamp a second light */
    struct line_wanted breaks; /* that one, if `two` */
    bool staff;                /* the staff's own: "I am here" */
    char led[CONFIG_LED_SIZE]; /* of a lamp: instead of a line */
};

/* What a press there is called: its place, or the button's name. */
const char *config_where(const struct config_button *button);

struct config {
    struct config_button buttons[CONFIG_BUTTONS_MAX];
    int count;
    bool has_lamp;
    struct config_button lamp; /* place unused */
};

struct config_fault {
    int line;                    /* in the file, from 1 */
    char says[CONFIG_SAYS_SIZE]; /* for a technician */
};

/* RESULT_INVALID fills *fault; *config is then not to be used. */
MUST_CHECK enum result config_parse(struct config *config, const char *text,
                                    size_t length, struct config_fault *fault);

/* Reads `path`; what is wrong is logged with file, line and reason.
 * RESULT_ABSENT if there is no such file (not logged). */
MUST_CHECK enum result config_load(struct config *config, const char *path);
