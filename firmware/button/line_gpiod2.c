#include "firmware/button/line.h"

#include <errno.h>
#include <fcntl.h>
#include <gpiod.h>
#include <stdlib.h>

#include "firmware/base/text.h"
#include "firmware/button/chips.h"

/* How many edges the kernel keeps for us while a sync stalls. */
enum { KERNEL_KEEPS = 256, READ_AT_ONCE = 16 };

struct line {
    struct gpiod_line_request *request;
    struct gpiod_edge_event_buffer *buffer; /* NULL for a lamp */
    unsigned offset;
    int waiting, next; /* events read into the buffer, the next of them */
    unsigned long seqno;
    char where[LINE_NAME_SIZE];
};

/* True if this chip has the wanted line; then *offset is set. */
static bool
find_on(struct gpiod_chip *chip, const struct line_wanted *wanted,
        unsigned *offset, char *where)
{
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    if (info == NULL)
        return false;
    bool found = wanted->chip[0] == '\0' ||
                 text_equal(gpiod_chip_info_get_label(info), wanted->chip);
    if (found && wanted->name[0] != '\0') {
        int at = gpiod_chip_get_line_offset_from_name(chip, wanted->name);
        found = at >= 0;
        *offset = found ? (unsigned)at : 0;
    } else if (found) {
        *offset = wanted->offset;
        found = *offset < gpiod_chip_info_get_num_lines(info);
    }
    if (found)
        text_format(where, LINE_NAME_SIZE, "%s %u",
                    gpiod_chip_info_get_name(info), *offset);
    gpiod_chip_info_free(info);
    return found;
}

static int
set_up(struct gpiod_line_settings *settings, const struct line_wanted *wanted,
       enum line_use use)
{
    static const enum gpiod_line_bias bias[] = {
        [LINE_BIAS_AS_IS] = GPIOD_LINE_BIAS_AS_IS,
        [LINE_BIAS_NONE] = GPIOD_LINE_BIAS_DISABLED,
        [LINE_BIAS_UP] = GPIOD_LINE_BIAS_PULL_UP,
        [LINE_BIAS_DOWN] = GPIOD_LINE_BIAS_PULL_DOWN,
    };
    gpiod_line_settings_set_active_low(settings, wanted->active_low);
    if (use == LINE_LAMP)
        return gpiod_line_settings_set_direction(settings,
                                                 GPIOD_LINE_DIRECTION_OUTPUT) |
               gpiod_line_settings_set_output_value(settings,
                                                    GPIOD_LINE_VALUE_INACTIVE);
    return gpiod_line_settings_set_direction(settings,
                                             GPIOD_LINE_DIRECTION_INPUT) |
           gpiod_line_settings_set_edge_detection(settings,
                                                  GPIOD_LINE_EDGE_BOTH) |
           gpiod_line_settings_set_event_clock(settings,
                                               GPIOD_LINE_CLOCK_MONOTONIC) |
           gpiod_line_settings_set_bias(settings, bias[wanted->bias]);
}

static struct gpiod_line_request *
request_on(struct gpiod_chip *chip, unsigned offset,
           const struct line_wanted *wanted, enum line_use use)
{
    struct gpiod_line_request *request = NULL;
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    struct gpiod_line_config *lines = gpiod_line_config_new();
    struct gpiod_request_config *config = gpiod_request_config_new();
    if (settings != NULL && lines != NULL && config != NULL &&
        set_up(settings, wanted, use) == 0 &&
        gpiod_line_config_add_line_settings(lines, &offset, 1, settings) == 0) {
        gpiod_request_config_set_consumer(config, "troskel-button");
        gpiod_request_config_set_event_buffer_size(config, KERNEL_KEEPS);
        request = gpiod_chip_request_lines(chip, config, lines);
    }
    int error = errno;
    gpiod_request_config_free(config);
    gpiod_line_config_free(lines);
    gpiod_line_settings_free(settings);
    errno = error;
    return request;
}

static enum result
make_ready(struct line *line, enum line_use use)
{
    if (use == LINE_LAMP)
        return RESULT_OK;
    line->buffer = gpiod_edge_event_buffer_new(READ_AT_ONCE);
    int fd = gpiod_line_request_get_fd(line->request);
    int status = fcntl(fd, F_GETFL);
    return line->buffer != NULL && status >= 0 &&
                   fcntl(fd, F_SETFL, status | O_NONBLOCK) == 0
               ? RESULT_OK
               : RESULT_IO;
}

static enum result
open_on(struct line *line, const char *path, const struct line_wanted *wanted,
        enum line_use use)
{
    struct gpiod_chip *chip = gpiod_chip_open(path);
    if (chip == NULL)
        return errno == EACCES || errno == EPERM ? RESULT_IO : RESULT_ABSENT;
    enum result result = RESULT_ABSENT;
    if (find_on(chip, wanted, &line->offset, line->where)) {
        line->request = request_on(chip, line->offset, wanted, use);
        result = line->request != NULL ? make_ready(line, use)
                 : errno == EBUSY      ? RESULT_BUSY
                 : errno == ENODEV     ? RESULT_ABSENT
                                       : RESULT_IO;
    }
    gpiod_chip_close(chip);
    return result;
}

enum result
line_open(struct line **out, const struct line_wanted *wanted,
          enum line_use use)
{
    struct chips chips;
    enum result worst = RESULT_ABSENT;
    *out = NULL;
    chips_find(&chips, "/dev");
    for (int i = 0; i < chips.count; i++) {
        struct line *line = calloc(1, sizeof *line);
        if (line == NULL)
            return RESULT_IO;
        enum result result = open_on(line, chips.paths[i], wanted, use);
        if (result == RESULT_OK) {
            *out = line;
            return RESULT_OK;
        }
        if (result != RESULT_ABSENT)
            worst = result;
        line_close(line);
    }
    return worst;
}

void
line_close(struct line *line)
{
    if (line == NULL)
        return;
    if (line->buffer != NULL)
        gpiod_edge_event_buffer_free(line->buffer);
    if (line->request != NULL)
        gpiod_line_request_release(line->request);
    free(line);
}

int
line_fd(const struct line *line)
{
    return gpiod_line_request_get_fd(line->request);
}

const char *
line_where(const struct line *line)
{
    return line->where;
}

static enum result
read_more(struct line *line)
{
    int count = gpiod_line_request_read_edge_events(line->request, line->buffer,
                                                    READ_AT_ONCE);
    line->next = 0;
    line->waiting = count > 0 ? count : 0;
    if (count > 0)
        return RESULT_OK;
    return count == 0 || errno == EAGAIN || errno == EINTR ? RESULT_BUSY
                                                           : RESULT_ABSENT;
}

enum result
line_read(struct line *line, struct line_edge *edge)
{
    if (line->next == line->waiting) {
        enum result result = read_more(line);
        if (result != RESULT_OK)
            return result;
    }
    struct gpiod_edge_event *event = gpiod_edge_event_buffer_get_event(
        line->buffer, (unsigned long)line->next++);
    unsigned long seqno = gpiod_edge_event_get_line_seqno(event);
    *edge = (struct line_edge){
        .down = gpiod_edge_event_get_event_type(event) ==
                GPIOD_EDGE_EVENT_RISING_EDGE,
        .gap = seqno != line->seqno + 1,
        .time_ns = gpiod_edge_event_get_timestamp_ns(event),
    };
    line->seqno = seqno;
    return RESULT_OK;
}

enum result
line_level(struct line *line, bool *down)
{
    enum gpiod_line_value value =
        gpiod_line_request_get_value(line->request, line->offset);
    *down = value == GPIOD_LINE_VALUE_ACTIVE;
    return value == GPIOD_LINE_VALUE_ERROR ? RESULT_ABSENT : RESULT_OK;
}

enum result
line_set(struct line *line, bool lit)
{
    return gpiod_line_request_set_value(line->request, line->offset,
                                        lit ? GPIOD_LINE_VALUE_ACTIVE
                                            : GPIOD_LINE_VALUE_INACTIVE) == 0
               ? RESULT_OK
               : RESULT_ABSENT;
}
