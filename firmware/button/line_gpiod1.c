#include "firmware/button/line.h"

#include <errno.h>
#include <fcntl.h>
#include <gpiod.h>
#include <stdlib.h>

#include "firmware/base/clock.h"
#include "firmware/base/text.h"
#include "firmware/button/chips.h"

/* The first kernel interface keeps 16 edges a line and drops what comes after
 * without a word: that many in one go means that some may be lost, at any time
 * between the last of them and now. So that one is as new as now: a press that
 * was dropped long after it is not taken for its bouncing. */
enum { KERNEL_KEEPS = 16 };

struct line {
    struct gpiod_chip *chip;
    struct gpiod_line *line; /* belongs to the chip */
    int fd;                  /* belongs to the line */
    int in_one_go;
    char where[LINE_NAME_SIZE];
};

/* The wanted line on this chip, NULL if it is not there. */
static struct gpiod_line *
find_on(struct gpiod_chip *chip, const struct line_wanted *wanted)
{
    if (wanted->chip[0] != '\0' &&
        !text_equal(gpiod_chip_label(chip), wanted->chip))
        return NULL;
    if (wanted->name[0] != '\0')
        return gpiod_chip_find_line(chip, wanted->name);
    if (wanted->offset >= gpiod_chip_num_lines(chip))
        return NULL;
    return gpiod_chip_get_line(chip, wanted->offset);
}

static int
flags_of(const struct line_wanted *wanted)
{
    static const int bias[] = {
        [LINE_BIAS_AS_IS] = 0,
        [LINE_BIAS_NONE] = GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE,
        [LINE_BIAS_UP] = GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP,
        [LINE_BIAS_DOWN] = GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN,
    };
    return bias[wanted->bias] |
           (wanted->active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0);
}

static enum result
request(struct line *line, const struct line_wanted *wanted, enum line_use use)
{
    int flags = flags_of(wanted);
    int failed = use == LINE_BUTTON
                     ? gpiod_line_request_both_edges_events_flags(
                           line->line, "troskel-button", flags)
                     : gpiod_line_request_output_flags(
                           line->line, "troskel-button", flags, 0);
    if (failed != 0)
        return errno == EBUSY    ? RESULT_BUSY
               : errno == ENODEV ? RESULT_ABSENT
                                 : RESULT_IO;
    text_format(line->where, sizeof line->where, "%s %u",
                gpiod_chip_name(line->chip), gpiod_line_offset(line->line));
    if (use == LINE_LAMP)
        return RESULT_OK;
    line->fd = gpiod_line_event_get_fd(line->line);
    int status = fcntl(line->fd, F_GETFL);
    return status >= 0 && fcntl(line->fd, F_SETFL, status | O_NONBLOCK) == 0
               ? RESULT_OK
               : RESULT_IO;
}

static enum result
open_on(struct line *line, const char *path, const struct line_wanted *wanted,
        enum line_use use)
{
    line->chip = gpiod_chip_open(path);
    if (line->chip == NULL)
        return errno == EACCES || errno == EPERM ? RESULT_IO : RESULT_ABSENT;
    line->line = find_on(line->chip, wanted);
    enum result result =
        line->line == NULL ? RESULT_ABSENT : request(line, wanted, use);
    if (result != RESULT_OK) {
        gpiod_chip_close(line->chip); /* releases the line too */
        line->chip = NULL;
    }
    return result;
}

enum result
line_open(struct line **out, const struct line_wanted *wanted,
          enum line_use use)
{
    struct chips chips;
    enum result worst = RESULT_ABSENT;
    struct line *line = calloc(1, sizeof *line);
    *out = NULL;
    if (line == NULL)
        return RESULT_IO;
    line->fd = -1;
    chips_find(&chips, "/dev");
    for (int i = 0; i < chips.count; i++) {
        enum result result = open_on(line, chips.paths[i], wanted, use);
        if (result == RESULT_OK) {
            *out = line;
            return RESULT_OK;
        }
        if (result != RESULT_ABSENT)
            worst = result;
    }
    free(line);
    return worst;
}

void
line_close(struct line *line)
{
    if (line == NULL)
        return;
    gpiod_chip_close(line->chip);
    free(line);
}

int
line_fd(const struct line *line)
{
    return line->fd;
}

const char *
line_where(const struct line *line)
{
    return line->where;
}

enum result
line_read(struct line *line, struct line_edge *edge)
{
    struct gpiod_line_event event;
    if (gpiod_line_event_read_fd(line->fd, &event) != 0) {
        line->in_one_go = 0;
        return errno == EAGAIN || errno == EINTR ? RESULT_BUSY : RESULT_ABSENT;
    }
    bool gap = ++line->in_one_go == KERNEL_KEEPS;
    *edge = (struct line_edge){
        .down = event.event_type == GPIOD_LINE_EVENT_RISING_EDGE,
        .gap = gap,
        .time_ns = gap ? clock_kernel_ns()
                       : (uint64_t)event.ts.tv_sec * 1000000000u +
                             (uint64_t)event.ts.tv_nsec,
    };
    return RESULT_OK;
}

enum result
line_level(struct line *line, bool *down)
{
    int value = gpiod_line_get_value(line->line);
    *down = value > 0;
    return value < 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
line_set(struct line *line, bool lit)
{
    return gpiod_line_set_value(line->line, lit) == 0 ? RESULT_OK
                                                      : RESULT_ABSENT;
}
