#include "firmware/base/channel.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

static enum result
make_socket(const char *path, struct sockaddr_un *address, int *fd)
{
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (!text_copy(address->sun_path, sizeof address->sun_path, path))
        return RESULT_INVALID;
    *fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (*fd >= 0)
        return RESULT_OK;
    log_errno("socket");
    return RESULT_IO;
}

enum result
channel_listen(const char *path, int *fd)
{
    struct sockaddr_un address;
    enum result result = make_socket(path, &address, fd);
    if (result != RESULT_OK)
        return result;
    unlink(path); /* the lock on the folder says that nobody else serves it */
    if (bind(*fd, (struct sockaddr *)&address, sizeof address) == 0 &&
        chmod(path, 0660) == 0 && listen(*fd, 16) == 0)
        return RESULT_OK;
    log_errno("%s", path);
    close(*fd);
    *fd = -1;
    return RESULT_IO;
}

enum result
channel_connect(const char *path, int *fd)
{
    struct sockaddr_un address;
    enum result result = make_socket(path, &address, fd);
    if (result != RESULT_OK)
        return result;
    if (connect(*fd, (struct sockaddr *)&address, sizeof address) == 0)
        return RESULT_OK;
    result = errno == ENOENT || errno == ECONNREFUSED ? RESULT_ABSENT
             : errno == EAGAIN                        ? RESULT_BUSY
                                                      : RESULT_IO;
    if (result == RESULT_IO)
        log_errno("%s", path);
    close(*fd);
    *fd = -1;
    return result;
}

enum result
channel_accept(int listener, int *fd)
{
    *fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (*fd >= 0)
        return RESULT_OK;
    if (errno == EAGAIN || errno == ECONNABORTED || errno == EINTR)
        return RESULT_ABSENT;
    log_errno("accept");
    return RESULT_IO;
}

enum result
channel_send(int fd, const json_t *message)
{
    char *text = json_dumps(message, JSON_COMPACT);
    if (text == NULL)
        return RESULT_INVALID;
    size_t length = strlen(text);
    ssize_t sent = -1;
    if (length <= CHANNEL_MESSAGE_MAX)
        sent = send(fd, text, length, MSG_NOSIGNAL);
    else
        errno = EMSGSIZE;
    int error = errno;
    free(text);
    if (sent >= 0)
        return RESULT_OK;
    return error == EPIPE || error == ECONNRESET || error == ENOTCONN
               ? RESULT_ABSENT
               : RESULT_FULL;
}

enum result
channel_receive(int fd, json_t **message)
{
    static char buffer[CHANNEL_MESSAGE_MAX + 1];
    *message = NULL;
    ssize_t length = recv(fd, buffer, sizeof buffer, 0);
    if (length < 0)
        return errno == EAGAIN || errno == EINTR ? RESULT_BUSY : RESULT_ABSENT;
    if (length == 0)
        return RESULT_ABSENT;
    if (length > CHANNEL_MESSAGE_MAX)
        return RESULT_INVALID;
    json_t *value =
        json_loadb(buffer, (size_t)length, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(value)) {
        *message = value;
        return RESULT_OK;
    }
    json_decref(value);
    return RESULT_INVALID;
}

enum result
channel_wait(int fd, int wait_ms)
{
    struct pollfd polled = {fd, POLLIN, 0};
    int ready;
    do
        ready = poll(&polled, 1, wait_ms);
    while (ready < 0 && errno == EINTR);
    return ready > 0 ? RESULT_OK : ready == 0 ? RESULT_BUSY : RESULT_IO;
}
