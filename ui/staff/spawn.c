#include "ui/staff/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { ARGUMENTS_MAX = 24, PATH_SIZE = 4096 };

struct job {
    struct spawn *spawn;
    char *argv[ARGUMENTS_MAX + 1];
    char *environment[2];
    unsigned char *in;
    size_t in_length, fed;
    unsigned char *out;
    size_t out_length, out_room;
    int wait_ms;
    int64_t due_ms;
    spawn_done_fn *done;
    void *user;
    pid_t pid; /* 0: not started */
    int fd;    /* our end of its one socket; -1: over */
    int status;
    bool started, over;
    struct job *next;
};

struct spawn {
    struct loop *loop;
    struct job *jobs; /* oldest first */
    int running, count;
};

/* --- a job's memory --- */

static void
free_job(struct job *job)
{
    for (int i = 0; job->argv[i] != NULL; i++)
        free(job->argv[i]);
    free(job->environment[0]);
    free(job->in);
    free(job->out);
    free(job);
}

static bool
copy_arguments(struct job *job, const char *const *argv,
               const char *environment)
{
    for (int i = 0; argv[i] != NULL; i++) {
        if (i == ARGUMENTS_MAX || (job->argv[i] = strdup(argv[i])) == NULL)
            return false;
    }
    if (environment == NULL)
        return true;
    job->environment[0] = strdup(environment);
    return job->environment[0] != NULL;
}

/* --- the socket --- */

static void hear(void *user, int fd, short events);

/* Both ways over one socket: a peer that went away is EPIPE, never SIGPIPE. */
static void
feed(struct job *job)
{
    while (job->fed < job->in_length) {
        ssize_t n = send(job->fd, job->in + job->fed, job->in_length - job->fed,
                         MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n < 0)
            break; /* it does not want the rest */
        job->fed += (size_t)n;
    }
    job->fed = job->in_length;
    shutdown(job->fd, SHUT_WR);
    loop_events(job->spawn->loop, job->fd, POLLIN);
}

static bool
room_for_more(struct job *job)
{
    size_t room = job->out_room == 0 ? 1 << 16 : job->out_room * 2;
    if (job->out_length < job->out_room)
        return true;
    if (room > SPAWN_OUT_MAX)
        return false;
    unsigned char *more = realloc(job->out, room);
    if (more == NULL)
        return false;
    job->out = more;
    job->out_room = room;
    return true;
}

static void
end_line(struct job *job)
{
    if (job->fd < 0)
        return;
    loop_remove(job->spawn->loop, job->fd);
    close(job->fd);
    job->fd = -1;
}

static void
hear(void *user, int fd, short events)
{
    struct job *job = user;
    if (events & POLLOUT)
        feed(job);
    if (!(events & (POLLIN | POLLHUP | POLLERR)))
        return;
    for (;;) {
        if (!room_for_more(job)) {
            job->status = SPAWN_KILLED;
            end_line(job);
            return;
        }
        ssize_t n = recv(fd, job->out + job->out_length,
                         job->out_room - job->out_length, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0) {
            end_line(job);
            return;
        }
        job->out_length += (size_t)n;
    }
}

/* --- the process --- */

static void
find_beside(const char *name, char out[PATH_SIZE])
{
    static const char *const places[] = {"", "../bin/"};
    char self[PATH_SIZE];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        slash[1] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (text_format(out, PATH_SIZE, "%s%s%s", self, places[i], name) &&
            access(out, X_OK) == 0)
            return;
}

static int
spawn_process(struct job *job, int its_end)
{
    char path[PATH_SIZE] = "";
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    find_beside(job->argv[0], path);
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, its_end, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, its_end, STDOUT_FILENO);
    int error = posix_spawn(&job->pid, path, &actions, &attributes, job->argv,
                            job->environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

static void
start(struct job *job, int64_t boot_ms)
{
    int ends[2];
    job->started = true;
    job->due_ms = boot_ms + job->wait_ms;
    job->spawn->running++;
    job->status = SPAWN_KILLED;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        log_errno("socketpair");
        return;
    }
    int error = spawn_process(job, ends[1]);
    close(ends[1]);
    if (error != 0) {
        errno = error;
        log_errno("cannot start %s", job->argv[0]);
        job->pid = 0;
        close(ends[0]);
        return;
    }
    job->fd = ends[0];
    if (loop_add(job->spawn->loop, job->fd, POLLIN | POLLOUT, hear, job) ==
        RESULT_OK)
        return;
    close(job->fd);
    job->fd = -1;
    (void)kill(job->pid, SIGKILL);
}

/* True when it is over: its line is closed and it was waited for. */
static bool
ended(struct job *job, int64_t boot_ms)
{
    int status = 0;
    if (job->fd >= 0 && boot_ms < job->due_ms)
        return false;
    if (job->pid > 0 && boot_ms >= job->due_ms) {
        (void)kill(job->pid, SIGKILL);
        end_line(job);
    }
    if (job->pid > 0) {
        /* Its output is closed; a healthy one ends now, another is ended when
         * its time is over. */
        pid_t got = waitpid(job->pid, &status, WNOHANG);
        if (got == 0)
            return false;
        job->pid = 0;
        bool out_of_time = boot_ms >= job->due_ms;
        job->status = WIFEXITED(status) && !out_of_time ? WEXITSTATUS(status)
                      : out_of_time                     ? SPAWN_TIMED_OUT
                                                        : SPAWN_KILLED;
        if (job->out_length > 0 && job->out_room > SPAWN_OUT_MAX)
            job->status = SPAWN_KILLED;
    }
    return true;
}

static void
finish(struct spawn *spawn, struct job **at)
{
    struct job *job = *at;
    *at = job->next;
    spawn->running--;
    spawn->count--;
    job->done(job->user, job->status, job->out, job->out_length);
    free_job(job);
}

int64_t
spawn_turn(struct spawn *spawn, int64_t boot_ms)
{
    int64_t due = -1;
    for (struct job **at = &spawn->jobs; *at != NULL;) {
        struct job *job = *at;
        if (!job->started && spawn->running < SPAWN_RUNNING_MAX)
            start(job, boot_ms);
        if (job->started && ended(job, boot_ms)) {
            finish(spawn, at);
            at = &spawn->jobs; /* the one told may have started another */
            continue;
        }
        /* Closed, but not gone yet: look again soon. */
        int64_t next = job->fd < 0 ? boot_ms + 5 : job->due_ms;
        if (job->started && (due < 0 || next < due))
            due = next;
        at = &job->next;
    }
    return due;
}

enum result
spawn_start(struct spawn *spawn, const struct spawn_order *order)
{
    if (spawn->count >= SPAWN_RUNNING_MAX + SPAWN_WAITING_MAX)
        return RESULT_FULL;
    struct job *job = calloc(1, sizeof *job);
    if (job == NULL)
        return RESULT_IO;
    job->spawn = spawn;
    job->fd = -1;
    job->wait_ms = order->wait_ms;
    job->done = order->done;
    job->user = order->user;
    job->in = malloc(order->length + 1);
    if (job->in == NULL ||
        !copy_arguments(job, order->argv, order->environment)) {
        free_job(job);
        return RESULT_IO;
    }
    if (order->length > 0)
        memcpy(job->in, order->bytes, order->length);
    job->in_length = order->length;
    struct job **at = &spawn->jobs;
    while (*at != NULL)
        at = &(*at)->next;
    *at = job;
    spawn->count++;
    return RESULT_OK;
}

enum result
spawn_open(struct spawn **out, struct loop *loop)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return RESULT_IO;
    (*out)->loop = loop;
    return RESULT_OK;
}

void
spawn_close(struct spawn *spawn)
{
    if (spawn == NULL)
        return;
    while (spawn->jobs != NULL) {
        struct job *job = spawn->jobs;
        spawn->jobs = job->next;
        end_line(job);
        if (job->pid > 0) {
            (void)kill(job->pid, SIGKILL);
            (void)waitpid(job->pid, NULL, 0);
        }
        free_job(job);
    }
    free(spawn);
}
