#include "firmware/button/line.h"

#include <assert.h>
#include <stddef.h>

/* A machine without libgpiod has no lines, so none is ever open. */

enum result
line_open(struct line **out, const struct line_wanted *wanted,
          enum line_use use)
{
    (void)wanted, (void)use;
    *out = NULL;
    return RESULT_ABSENT;
}

void
line_close(struct line *line)
{
    assert(line == NULL);
}

int
line_fd(const struct line *line)
{
    (void)line;
    return -1;
}

const char *
line_where(const struct line *line)
{
    (void)line;
    return "";
}

enum result
line_read(struct line *line, struct line_edge *edge)
{
    (void)line, (void)edge;
    return RESULT_ABSENT;
}

enum result
line_level(struct line *line, bool *down)
{
    (void)line, (void)down;
    return RESULT_ABSENT;
}

enum result
line_set(struct line *line, bool lit)
{
    (void)line, (void)lit;
    return RESULT_ABSENT;
}
