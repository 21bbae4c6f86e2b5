#include "ui/kiosk/control.h"

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

struct caller {
    int fd; /* -1: free */
    char line[CONTROL_LINE_MAX];
    size_t length;
    json_t *request;  /* not answered yet */
    int64_t since_ms; /* real time, whatever the test clock says */
    char *out;        /* answers that the peer has not taken yet */
    size_t out_length, out_sent;
    bool ending; /* after what is in `out` */
};

struct control {
    char path[sizeof((struct sockaddr_un *)0)->sun_path];
    int fd;
    struct loop *loop;
    control_answer_fn *answer;
    void *user;
    struct caller *callers[CONTROL_CLIENTS_MAX];
};

static int64_t
real_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

static void
drop(struct control *control, int at)
{
    struct caller *caller = control->callers[at];
    loop_remove(control->loop, caller->fd);
    close(caller->fd);
    json_decref(caller->request);
    free(caller->out);
    free(caller);
    control->callers[at] = NULL;
}

static void
wake(void *user, int fd, short events)
{
    (void)user; /* control_turn, in the same turn of the loop, reads */
    (void)fd;
    (void)events;
}

static void
accept_caller(struct control *control)
{
    int fd = accept4(control->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    int at = 0;
    if (fd < 0)
        return;
    while (at < CONTROL_CLIENTS_MAX && control->callers[at] != NULL)
        at++;
    struct caller *caller =
        at == CONTROL_CLIENTS_MAX ? NULL : calloc(1, sizeof *caller);
    if (caller == NULL || loop_add(control->loop, fd, POLLIN, wake, NULL)) {
        free(caller);
        close(fd);
        return;
    }
    caller->fd = fd;
    control->callers[at] = caller;
}

static bool
someone_listens(const struct sockaddr_un *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool listens = fd >= 0 && connect(fd, (const struct sockaddr *)address,
                                      sizeof *address) == 0;
    if (fd >= 0)
        close(fd);
    return listens;
}

static enum result
listen_at(struct control *control)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    text_copy(address.sun_path, sizeof address.sun_path, control->path);
    if (someone_listens(&address)) {
        log_warn("%s: another program answers there", control->path);
        return RESULT_BUSY;
    }
    unlink(control->path);
    control->fd =
        socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    mode_t before = umask(0177);
    bool bound = control->fd >= 0 &&
                 bind(control->fd, (const struct sockaddr *)&address,
                      sizeof address) == 0 &&
                 listen(control->fd, CONTROL_CLIENTS_MAX) == 0;
    umask(before);
    if (!bound) {
        log_errno("%s", control->path);
        return RESULT_IO;
    }
    return loop_add(control->loop, control->fd, POLLIN, wake, NULL);
}

enum result
control_open(struct control **out, const char *path, struct loop *loop,
             control_answer_fn *answer, void *user)
{
    struct control *control = calloc(1, sizeof *control);
    *out = NULL;
    if (control == NULL)
        return RESULT_FULL;
    control->fd = -1;
    control->loop = loop;
    control->answer = answer;
    control->user = user;
    enum result result = RESULT_INVALID;
    if (text_copy(control->path, sizeof control->path, path))
        result = listen_at(control);
    else
        log_warn("%s: too long for a socket", path);
    if (result != RESULT_OK) {
        if (control->fd >= 0)
            close(control->fd);
        free(control);
        return result;
    }
    *out = control;
    return RESULT_OK;
}

void
control_close(struct control *control)
{
    if (control == NULL)
        return;
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++)
        if (control->callers[i] != NULL)
            drop(control, i);
    loop_remove(control->loop, control->fd);
    close(control->fd);
    unlink(control->path);
    free(control);
}

/* --- answers --- */

/* False: the peer is gone. */
static bool
send_out(struct control *control, struct caller *caller)
{
    while (caller->out_sent < caller->out_length) {
        ssize_t sent =
            send(caller->fd, caller->out + caller->out_sent,
                 caller->out_length - caller->out_sent, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (sent < 0 && errno == EAGAIN) {
            loop_events(control->loop, caller->fd, POLLIN | POLLOUT);
            return true;
        }
        if (sent > 0)
            caller->out_sent += (size_t)sent;
    }
    free(caller->out);
    caller->out = NULL;
    caller->out_length = caller->out_sent = 0;
    loop_events(control->loop, caller->fd, POLLIN);
    return !caller->ending;
}

/* Takes over `answer`. There is never more than one under way a caller. */
static void
put_answer(struct caller *caller, json_t *answer)
{
    char *text = json_dumps(answer, JSON_COMPACT);
    size_t length = text == NULL ? 0 : strlen(text);
    caller->out = text == NULL ? NULL : malloc(length + 1);
    if (caller->out != NULL) {
        memcpy(caller->out, text, length);
        caller->out[length] = '\n';
        caller->out_length = length + 1;
    } else {
        caller->ending = true;
    }
    free(text);
    json_decref(answer);
}

static json_t *
refusal(const char *says)
{
    return json_pack("{s:b,s:s}", "ok", 0, "says", says);
}

/* The first whole line, taken out of what came. */
static bool
take_line(struct caller *caller, json_t **request)
{
    char *end = memchr(caller->line, '\n', caller->length);
    if (end == NULL)
        return false;
    size_t length = (size_t)(end - caller->line);
    *request = json_loadb(caller->line, length, JSON_REJECT_DUPLICATES, NULL);
    caller->length -= length + 1;
    memmove(caller->line, end + 1, caller->length);
    return true;
}

static void
work_on(struct control *control, struct caller *caller)
{
    json_t *answer = control->answer(control->user, caller->request);
    if (answer == NULL) {
        if (real_ms() - caller->since_ms < CONTROL_WAIT_MS)
            return;
        answer = refusal("it did not come to rest within ten seconds");
    }
    json_decref(caller->request);
    caller->request = NULL;
    put_answer(caller, answer);
}

static void
next_request(struct control *control, struct caller *caller)
{
    if (caller->request == NULL) {
        if (!take_line(caller, &caller->request)) {
            if (caller->length < CONTROL_LINE_MAX)
                return;
            put_answer(caller, refusal("the line is too long"));
            caller->ending = true;
            return;
        }
        caller->since_ms = real_ms();
        if (!json_is_object(caller->request)) {
            json_decref(caller->request);
            caller->request = NULL;
            put_answer(caller, refusal("a line is one JSON object"));
            return;
        }
    }
    work_on(control, caller);
}

/* False: the peer is gone. */
static bool
read_more(struct caller *caller)
{
    while (caller->length < CONTROL_LINE_MAX) {
        ssize_t got = recv(caller->fd, caller->line + caller->length,
                           CONTROL_LINE_MAX - caller->length, 0);
        if (got == 0)
            return false;
        if (got < 0)
            return errno == EAGAIN || errno == EINTR;
        caller->length += (size_t)got;
    }
    return true;
}

static bool
serve(struct control *control, struct caller *caller)
{
    bool here = read_more(caller);
    for (;;) {
        if (caller->out != NULL && !send_out(control, caller))
            return false;
        if (caller->out != NULL)
            return here; /* the peer reads slowly: nothing more until then */
        next_request(control, caller);
        if (caller->out == NULL)
            return here && !caller->ending;
    }
}

void
control_turn(struct control *control)
{
    accept_caller(control);
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++)
        if (control->callers[i] != NULL && !serve(control, control->callers[i]))
            drop(control, i);
}

int64_t
control_due(const struct control *control, int64_t now_ms)
{
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++)
        if (control->callers[i] != NULL && control->callers[i]->request != NULL)
            return now_ms + CONTROL_AGAIN_MS;
    return -1;
}
