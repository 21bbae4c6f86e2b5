#include "firmware/base/loop.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/notify.h"

static void
take_signal(void *user, int fd, short events)
{
    struct loop *loop = user;
    struct signalfd_siginfo info;
    (void)events;
    if (read(fd, &info, sizeof info) == (ssize_t)sizeof info)
        loop->stopping = true;
}

enum result
loop_init(struct loop *loop, struct clock *clock)
{
    *loop = (struct loop){.clock = clock, .signal_fd = -1};
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    signal(SIGPIPE, SIG_IGN);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0 ||
        (loop->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) <
            0) {
        log_errno("signalfd");
        return RESULT_IO;
    }
    return loop_add(loop, loop->signal_fd, POLLIN, take_signal, loop);
}

void
loop_finish(struct loop *loop)
{
    if (loop->signal_fd >= 0)
        close(loop->signal_fd);
    loop->signal_fd = -1;
    loop->count = 0;
}

enum result
loop_add(struct loop *loop, int fd, short events, loop_fn *handle, void *user)
{
    if (loop->count == LOOP_SOURCES_MAX)
        return RESULT_FULL;
    loop->sources[loop->count++] =
        (struct loop_source){fd, events, handle, user};
    return RESULT_OK;
}

static int
find_source(const struct loop *loop, int fd)
{
    for (int i = 0; i < loop->count; i++)
        if (loop->sources[i].fd == fd)
            return i;
    return -1;
}

void
loop_remove(struct loop *loop, int fd)
{
    int at = find_source(loop, fd);
    if (at >= 0)
        loop->sources[at] = loop->sources[--loop->count];
}

void
loop_events(struct loop *loop, int fd, short events)
{
    int at = find_source(loop, fd);
    if (at >= 0)
        loop->sources[at].events = events;
}

void
loop_once(struct loop *loop, int64_t wait_ms)
{
    struct pollfd polled[LOOP_SOURCES_MAX];
    int count = loop->count;
    for (int i = 0; i < count; i++)
        polled[i] =
            (struct pollfd){loop->sources[i].fd, loop->sources[i].events, 0};
    int timeout = wait_ms < 0 ? -1 : wait_ms > INT_MAX ? INT_MAX : (int)wait_ms;
    int ready = poll(polled, (nfds_t)count, timeout);
    loop->turns++;
    if (ready < 0 && errno != EINTR)
        log_errno("poll");
    for (int i = 0; i < count && ready > 0; i++) {
        if (polled[i].revents == 0)
            continue;
        /* An earlier handler may have removed this one: ask again by fd. */
        int at = find_source(loop, polled[i].fd);
        if (at >= 0)
            loop->sources[at].handle(loop->sources[at].user, polled[i].fd,
                                     polled[i].revents);
    }
}

/* A whole turn is done: the program is ready, and alive. */
static int64_t
tell_alive(const struct loop *loop, bool *ready, int64_t wait_ms)
{
    int every = notify_every_ms();
    if (loop->stopping)
        return wait_ms;
    if (!*ready)
        notify_ready();
    *ready = true;
    notify_alive();
    return every >= 0 && (wait_ms < 0 || wait_ms > every) ? every : wait_ms;
}

enum result
loop_run(struct loop *loop, loop_turn_fn *turn, void *user)
{
    bool ready = false;
    while (!loop->stopping) {
        int64_t wait_ms = -1;
        if (turn != NULL) {
            struct clock_time now = clock_now(loop->clock);
            int64_t due = turn(user, now);
            if (due >= 0)
                wait_ms = due > now.boot_ms ? due - now.boot_ms : 0;
        }
        wait_ms = tell_alive(loop, &ready, wait_ms);
        if (!loop->stopping)
            loop_once(loop, wait_ms);
    }
    return RESULT_OK;
}

void
loop_stop(struct loop *loop)
{
    loop->stopping = true;
}
