#include "firmware/base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *log_program = "troskel";

void
log_open(const char *program)
{
    log_program = program;
}

/* One write, so that lines of several processes never mix. */
__attribute__((format(printf, 3, 0))) static void
put_line(const char *level, const char *tail, const char *format, va_list list)
{
    int kept = errno;
    char line[1024];
    int at = snprintf(line, sizeof line, "%s: %s", log_program, level);
    at += vsnprintf(line + at, sizeof line - (size_t)at - 2, format, list);
    if (at > (int)sizeof line - 2)
        at = (int)sizeof line - 2;
    if (tail != NULL)
        at += snprintf(line + at, sizeof line - (size_t)at - 1, ": %s", tail);
    if (at > (int)sizeof line - 2)
        at = (int)sizeof line - 2;
    line[at++] = '\n';
    ssize_t ignored = write(STDERR_FILENO, line, (size_t)at);
    (void)ignored; /* nowhere left to say it */
    errno = kept;
}

void
log_info(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    put_line("", NULL, format, list);
    va_end(list);
}

void
log_warn(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    put_line("warning: ", NULL, format, list);
    va_end(list);
}

void
log_errno(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    put_line("error: ", strerror(errno), format, list);
    va_end(list);
}
