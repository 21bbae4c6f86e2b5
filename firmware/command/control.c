/*
 * control: JSON lines to the kiosk's control socket, and its answers.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/subcommands.h"

enum { ANSWER_WAIT_MS = 10000 };

static enum result
connect_to(const char *path, int *fd)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!text_copy(address.sun_path, sizeof address.sun_path, path))
        return RESULT_INVALID;
    *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd < 0)
        return RESULT_IO;
    if (connect(*fd, (struct sockaddr *)&address, sizeof address) == 0)
        return RESULT_OK;
    close(*fd);
    *fd = -1;
    return RESULT_ABSENT;
}

static enum result
send_line(int fd, const char *text)
{
    char end = '\n';
    size_t length = strlen(text);
    for (size_t sent = 0; sent < length;) {
        ssize_t now = send(fd, text + sent, length - sent, MSG_NOSIGNAL);
        if (now < 0)
            return RESULT_ABSENT;
        sent += (size_t)now;
    }
    return send(fd, &end, 1, MSG_NOSIGNAL) == 1 ? RESULT_OK : RESULT_ABSENT;
}

/* Copies one line of answer to standard output, however long it is. */
static enum result
take_line(int fd)
{
    for (;;) {
        struct pollfd polled = {fd, POLLIN, 0};
        char piece[4096];
        int ready = poll(&polled, 1, ANSWER_WAIT_MS);
        if (ready == 0)
            return RESULT_BUSY;
        /* Looked at first: what stands after the line's end is not ours. */
        ssize_t length = recv(fd, piece, sizeof piece, MSG_PEEK);
        if (length < 0 && errno == EINTR)
            continue;
        if (length <= 0)
            return RESULT_ABSENT;
        char *end = memchr(piece, '\n', (size_t)length);
        size_t take = end == NULL ? (size_t)length : (size_t)(end - piece) + 1;
        if (recv(fd, piece, take, 0) != (ssize_t)take ||
            fwrite(piece, 1, take, stdout) != take)
            return RESULT_IO;
        if (end != NULL)
            return fflush(stdout) == 0 ? RESULT_OK : RESULT_IO;
    }
}

static int
talk(const struct line *line, int fd)
{
    for (int i = 1; i < line->argc; i++) {
        enum result result = send_line(fd, line->argv[i]);
        if (result == RESULT_OK)
            result = take_line(fd);
        if (result != RESULT_OK)
            return line_refuse(
                line, line->argv[0],
                result == RESULT_IO
                    ? line_reason(line, result)
                    : word(line->lang, WORD("skärmen svarar inte")));
    }
    return LINE_DONE;
}

int
subcommand_control(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    int fd = -1;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 2, 10000))
        return LINE_MISUSED;
    enum result result = connect_to(line->argv[0], &fd);
    if (result != RESULT_OK)
        return line_refuse(
            line, line->argv[0],
            result == RESULT_ABSENT
                ? word(line->lang, WORD("där lyssnar ingen skärm"))
                : line_reason(line, result));
    end = talk(line, fd);
    close(fd);
    return end;
}
