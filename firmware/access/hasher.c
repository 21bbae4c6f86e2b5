#include "firmware/access/hasher.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/access/pass.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/photo/helper.h"

struct job {
    uint64_t ticket;
    struct pass_order order;
};

struct hasher {
    hasher_fn *done;
    void *user;
    char program[PATH_MAX];
    struct job jobs[HASHER_QUEUE_MAX]; /* the first one runs, if pid > 0 */
    int count;
    pid_t pid;
    int fd;
    uint64_t until_ms;
    unsigned char key[SECRET_KEY_BYTES];
    size_t have;
};

static uint64_t
now_ms(void)
{
    return clock_kernel_ns() / 1000000u;
}

enum result
hasher_open(struct hasher **out, hasher_fn *done, void *user)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return RESULT_FULL;
    (*out)->done = done;
    (*out)->user = user;
    (*out)->fd = -1;
    return RESULT_OK;
}

static void
reap(struct hasher *hasher)
{
    pid_t ended;
    if (hasher->pid <= 0)
        return;
    kill(hasher->pid, SIGKILL); /* it has said all or is too late */
    do
        ended = waitpid(hasher->pid, NULL, 0);
    while (ended < 0 && errno == EINTR);
    hasher->pid = 0;
    if (hasher->fd >= 0)
        close(hasher->fd);
    hasher->fd = -1;
}

void
hasher_close(struct hasher *hasher)
{
    if (hasher == NULL)
        return;
    reap(hasher);
    secret_wipe(hasher, sizeof *hasher);
    free(hasher);
}

enum result
hasher_add(struct hasher *hasher, uint64_t ticket, const char *password,
           const unsigned char salt[SECRET_SALT_BYTES], int passes,
           int memory_kib)
{
    size_t length = strlen(password);
    if (length > PASSWORD_BYTES_MAX)
        return RESULT_INVALID;
    if (hasher->count == HASHER_QUEUE_MAX)
        return RESULT_FULL;
    struct job *job = &hasher->jobs[hasher->count++];
    *job = (struct job){.ticket = ticket};
    memcpy(job->order.salt, salt, SECRET_SALT_BYTES);
    memcpy(job->order.password, password, length);
    job->order.length = (uint32_t)length;
    job->order.passes = passes;
    job->order.memory_kib = memory_kib;
    return RESULT_OK;
}

int
hasher_fd(const struct hasher *hasher)
{
    return hasher->fd;
}

int
hasher_waiting(const struct hasher *hasher)
{
    return hasher->count;
}

/* The order fits a socket's buffer, so it is said in one go. */
static enum result
start(struct hasher *hasher)
{
    const struct pass_order *order = &hasher->jobs[0].order;
    hasher->have = 0;
    hasher->until_ms = now_ms() + HASHER_WAIT_MS;
    if (hasher->program[0] == '\0' &&
        helper_find("troskel-pass", "TROSKEL_PASS", hasher->program) !=
            RESULT_OK) {
        hasher->program[0] = '\0';
        return RESULT_IO;
    }
    if (helper_start(hasher->program, &hasher->fd, &hasher->pid) != RESULT_OK) {
        hasher->fd = -1;
        hasher->pid = 0;
        return RESULT_IO;
    }
    ssize_t n =
        send(hasher->fd, order, sizeof *order, MSG_NOSIGNAL | MSG_DONTWAIT);
    return n == (ssize_t)sizeof *order ? RESULT_OK : RESULT_IO;
}

/* BUSY: it is not done yet. */
static enum result
hear(struct hasher *hasher)
{
    while (hasher->have < sizeof hasher->key) {
        ssize_t n = recv(hasher->fd, hasher->key + hasher->have,
                         sizeof hasher->key - hasher->have, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return now_ms() < hasher->until_ms ? RESULT_BUSY : RESULT_IO;
        if (n <= 0)
            return RESULT_IO;
        hasher->have += (size_t)n;
    }
    return RESULT_OK;
}

/* The job leaves the queue before it calls back: the callee may add one. */
static void
finish(struct hasher *hasher, enum result result)
{
    unsigned char key[SECRET_KEY_BYTES];
    uint64_t ticket = hasher->jobs[0].ticket;
    reap(hasher);
    if (result != RESULT_OK)
        log_warn("troskel-pass gave no key");
    memcpy(key, hasher->key, sizeof key);
    hasher->count--;
    memmove(&hasher->jobs[0], &hasher->jobs[1],
            (size_t)hasher->count * sizeof hasher->jobs[0]);
    secret_wipe(&hasher->jobs[hasher->count], sizeof hasher->jobs[0]);
    secret_wipe(hasher->key, sizeof hasher->key);
    hasher->done(hasher->user, ticket, result, key);
    secret_wipe(key, sizeof key);
}

void
hasher_turn(struct hasher *hasher)
{
    if (hasher->pid > 0) {
        enum result result = hear(hasher);
        if (result != RESULT_BUSY)
            finish(hasher, result);
    }
    while (hasher->pid <= 0 && hasher->count > 0)
        if (start(hasher) != RESULT_OK)
            finish(hasher, RESULT_IO);
}
