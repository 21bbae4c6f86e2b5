#include "firmware/photo/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum result
helper_find(const char *name, const char *variable, char out[PATH_MAX])
{
    static const char *const places[] = {"", "../bin/"};
    const char *given = getenv(variable);
    if (!text_empty(given))
        return text_copy(out, PATH_MAX, given) ? RESULT_OK : RESULT_IO;
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        slash[1] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (text_format(out, PATH_MAX, "%s%s%s", self, places[i], name) &&
            access(out, X_OK) == 0)
            return RESULT_OK;
    log_warn("%s is not beside %s", name, self);
    return RESULT_IO;
}

static int64_t
now_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

/* One socket both ways: a peer that went away is EPIPE, never SIGPIPE. */
enum result
helper_start(const char *program, int *fd, pid_t *pid)
{
    static char *const environment[] = {NULL};
    char name[64];
    const char *slash = strrchr(program, '/');
    (void)text_copy(name, sizeof name, slash == NULL ? program : slash + 1);
    char *const arguments[] = {name, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        log_errno("socketpair");
        return RESULT_IO;
    }
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    int error = posix_spawn(pid, program, &actions, &attributes, arguments,
                            environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
    *fd = ends[0];
    if (error == 0)
        return RESULT_OK;
    errno = error;
    log_errno("%s", program);
    close(ends[0]);
    return RESULT_IO;
}

struct feeding {
    struct helper_job *job;
    int fd;
    size_t fed;
    bool closed; /* our half: everything is said, or nobody listens */
    bool ended;  /* it said everything */
    bool spoilt; /* it said too much */
};

static void
feed(struct feeding *feeding)
{
    struct helper_job *job = feeding->job;
    const unsigned char *input = job->input;
    ssize_t n = 0;
    if (feeding->fed < job->input_length)
        n = send(feeding->fd, input + feeding->fed,
                 job->input_length - feeding->fed, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0)
        feeding->fed += (size_t)n;
    bool failed = n < 0 && errno != EAGAIN && errno != EINTR;
    if (failed || feeding->fed == job->input_length) {
        shutdown(feeding->fd, SHUT_WR);
        feeding->closed = true;
    }
}

static void
hear(struct feeding *feeding)
{
    struct helper_job *job = feeding->job;
    unsigned char more;
    bool full = job->output_length == job->output_room;
    ssize_t n =
        recv(feeding->fd, full ? &more : job->output + job->output_length,
             full ? 1 : job->output_room - job->output_length, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n > 0 && full)
        feeding->spoilt = true;
    else if (n > 0)
        job->output_length += (size_t)n;
    feeding->ended = n <= 0;
}

/* Until it has said everything. False if it takes too long. */
static bool
talk(struct feeding *feeding)
{
    int64_t until = now_ms() + feeding->job->wait_ms;
    while (!feeding->ended && !feeding->spoilt) {
        int64_t left = until - now_ms();
        struct pollfd polled = {feeding->fd, POLLIN, 0};
        if (!feeding->closed)
            polled.events |= POLLOUT;
        int ready = left > 0 ? poll(&polled, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        if ((polled.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
            hear(feeding);
        if (!feeding->closed && (polled.revents & POLLOUT) != 0)
            feed(feeding);
    }
    return true;
}

enum result
helper_run(struct helper_job *job, int *status)
{
    pid_t pid = -1;
    struct feeding feeding = {.job = job, .fd = -1};
    int how = 0;
    job->output_length = 0;
    if (helper_start(job->program, &feeding.fd, &pid) != RESULT_OK)
        return RESULT_IO;
    bool in_time = talk(&feeding);
    if (!in_time || feeding.spoilt)
        kill(pid, SIGKILL);
    close(feeding.fd);
    pid_t ended;
    do
        ended = waitpid(pid, &how, 0);
    while (ended < 0 && errno == EINTR);
    *status = !in_time                         ? HELPER_OUT_OF_TIME
              : ended == pid && WIFEXITED(how) ? WEXITSTATUS(how)
                                               : HELPER_KILLED;
    return RESULT_OK;
}
