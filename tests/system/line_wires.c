/*
 * A button's line without a chip: a file in $TROSKEL_WIRES named as the line,
 * with 1 in it when the contact is closed and 0 when it is open. Stands where
 * line_gpiod1.c or line_gpiod2.c does, behind line.h, so that troskel-button
 * whole can be asked what it does with a wire that is cut, a contact that
 * sticks, a chip that is gone. The real ones are asked by tests/faults/gpio.
 *
 * A file is put there by renaming, or it might be read half-written.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "firmware/base/clock.h"
#include "firmware/base/text.h"
#include "firmware/button/line.h"

enum { PATH_SIZE = 256 };

struct line {
    char path[PATH_SIZE];
    int fd; /* what happens in the folder */
    bool down;
    bool lamp;
};

static enum result
read_level(const struct line *line, bool *down)
{
    FILE *file = fopen(line->path, "re");
    int byte = file == NULL ? EOF : fgetc(file);
    if (file != NULL)
        fclose(file);
    *down = byte == '1';
    return byte == '0' || byte == '1' ? RESULT_OK : RESULT_ABSENT;
}

enum result
line_open(struct line **out, const struct line_wanted *wanted,
          enum line_use use)
{
    const char *wires = getenv("TROSKEL_WIRES");
    struct line *line = calloc(1, sizeof *line);
    *out = NULL;
    if (line == NULL || wires == NULL) {
        free(line);
        return RESULT_ABSENT;
    }
    line->lamp = use == LINE_LAMP;
    line->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (line->fd < 0 ||
        !text_format(line->path, sizeof line->path, "%s/%s", wires,
                     wanted->name) ||
        inotify_add_watch(line->fd, wires, IN_MOVED_TO | IN_DELETE) < 0 ||
        (!line->lamp && read_level(line, &line->down) != RESULT_OK)) {
        line_close(line);
        return RESULT_ABSENT;
    }
    /* As with a chip: what it is when it is asked for makes no edge. */
    *out = line;
    return RESULT_OK;
}

void
line_close(struct line *line)
{
    if (line == NULL)
        return;
    if (line->fd >= 0)
        close(line->fd);
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
    return line->path;
}

enum result
line_read(struct line *line, struct line_edge *edge)
{
    _Alignas(struct inotify_event) char news[4096];
    bool down;
    while (read(line->fd, news, sizeof news) > 0) {
    }
    if (read_level(line, &down) != RESULT_OK)
        return RESULT_ABSENT;
    if (down == line->down)
        return RESULT_BUSY;
    line->down = down;
    *edge = (struct line_edge){.down = down, .time_ns = clock_kernel_ns()};
    return RESULT_OK;
}

enum result
line_level(struct line *line, bool *down)
{
    return read_level(line, down);
}

enum result
line_set(struct line *line, bool lit)
{
    FILE *file = fopen(line->path, "we");
    if (file == NULL)
        return RESULT_ABSENT;
    fputc(lit ? '1' : '0', file);
    return fclose(file) == 0 ? RESULT_OK : RESULT_ABSENT;
}
