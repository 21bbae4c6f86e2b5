/*
 * bench-press DIR KIOSK-SOCKET N PACE-MS
 *
 * N presses, one every PACE-MS, through run/button.sock as a contact's edge
 * comes: from the edge to the answer, which comes when the press is durable;
 * and to the kiosk's frame that says so. Beside each the limit: a process that
 * does nothing but wait for an edge, write the same 128 bytes to a file of its
 * own in the same folder, sync them and answer. Both come after as long a rest:
 * paced work is slower than work upon work, and buttons are paced.
 *
 * A line a press: number, CLOCK_MONOTONIC at the edge in ns, then durable,
 * the limit and kiosk in µs. Each press is a signal of its own: the one before is
 * taken back through the kiosk first.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/clock.h"
#include "firmware/base/text.h"

enum { RECORD = 128, RECORDS = 512, ANSWER_MS = 10000, PATH = 512 };

struct bench {
    int button;
    int limit;          /* the other process's socket */
    FILE *ask, *answer; /* the kiosk's control socket, both ways */
};

static bool
open_kiosk(struct bench *bench, const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    text_copy(address.sun_path, sizeof address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 ||
        connect(fd, (const struct sockaddr *)&address, sizeof address) != 0)
        return false;
    bench->ask = fdopen(fd, "w");
    bench->answer = fdopen(dup(fd), "r");
    return bench->ask != NULL && bench->answer != NULL;
}

static json_t *
kiosk(struct bench *bench, const char *text)
{
    static char line[262144];
    fprintf(bench->ask, "%s\n", text);
    fflush(bench->ask);
    if (fgets(line, sizeof line, bench->answer) == NULL)
        return NULL;
    return json_loads(line, 0, NULL);
}

/* "signal" while one is told; the label of what is told, or "". */
static bool
kiosk_tells(struct bench *bench, const char *begins)
{
    json_t *frame = kiosk(bench, "{\"do\":\"describe\"}");
    const json_t *element;
    size_t at;
    bool tells = false;
    json_array_foreach(json_object_get(frame, "elements"), at, element)
    {
        const char *id = json_string_value(json_object_get(element, "id"));
        const char *label =
            json_string_value(json_object_get(element, "label"));
        tells = tells || (text_equal(id, "signal") && label != NULL &&
                          strncmp(label, begins, strlen(begins)) == 0);
    }
    json_decref(frame);
    return tells;
}

static double
since_us(uint64_t from_ns)
{
    return (double)(clock_kernel_ns() - from_ns) / 1000;
}

static double
press(struct bench *bench, uint64_t *edge_ns)
{
    json_t *edge = json_pack("{s:s}", "edge", "press");
    json_t *answer = NULL;
    *edge_ns = clock_kernel_ns();
    if (channel_send(bench->button, edge) != RESULT_OK ||
        channel_wait(bench->button, ANSWER_MS) != RESULT_OK ||
        channel_receive(bench->button, &answer) != RESULT_OK) {
        json_decref(edge);
        return -1;
    }
    double us = since_us(*edge_ns);
    bool stored = json_is_true(json_object_get(answer, "pressed"));
    json_decref(edge);
    json_decref(answer);
    return stored ? us : -1;
}

/* --- the limit --- */

static void
be_limit(int socket, int file)
{
    unsigned char record[RECORD];
    struct pollfd wait = {socket, POLLIN, 0};
    for (int i = 0; poll(&wait, 1, -1) == 1; i++) {
        char answer = 1;
        if (recv(socket, record, sizeof record, 0) <= 0)
            break;
        memset(record, i, sizeof record);
        if (pwrite(file, record, sizeof record, (i % RECORDS) * RECORD) !=
                RECORD ||
            fdatasync(file) != 0)
            answer = 0;
        (void)send(socket, &answer, 1, MSG_NOSIGNAL);
    }
    _exit(0);
}

/* It ends when this end of the pair is closed. */
static bool
start_limit(struct bench *bench, const char *path)
{
    static const unsigned char zeros[RECORD * RECORDS];
    int ends[2];
    int file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 || write(file, zeros, sizeof zeros) != sizeof zeros ||
        fsync(file) != 0 ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_limit(ends[1], file);
    }
    close(ends[1]);
    close(file);
    bench->limit = ends[0];
    return pid > 0;
}

static double
press_limit(const struct bench *bench)
{
    static const char edge[] = "{\"edge\":\"press\"}";
    char answer = 0;
    uint64_t from = clock_kernel_ns();
    if (send(bench->limit, edge, sizeof edge, MSG_NOSIGNAL) < 0 ||
        recv(bench->limit, &answer, 1, 0) != 1 || answer != 1)
        return -1;
    return since_us(from);
}

/* --- */

static double
wait_for_kiosk(struct bench *bench, uint64_t edge_ns)
{
    while (!kiosk_tells(bench, "Du har tryckt") &&
           !kiosk_tells(bench, "Personalen har"))
        if (since_us(edge_ns) > ANSWER_MS * 1000.0)
            return -1;
    return since_us(edge_ns);
}

int
main(int argc, char **argv)
{
    struct bench bench = {.button = -1};
    char path[PATH], raw[PATH];
    if (argc != 5) {
        fputs("usage: bench-press DIR KIOSK-SOCKET N PACE-MS\n", stderr);
        return 2;
    }
    text_format(path, sizeof path, "%s/run/button.sock", argv[1]);
    text_format(raw, sizeof raw, "%s/spool/raw", argv[1]);
    if (!start_limit(&bench, raw) ||
        channel_connect(path, &bench.button) != RESULT_OK ||
        !open_kiosk(&bench, argv[2]))
        return 1;
    long count = strtol(argv[3], NULL, 10);
    useconds_t pace = (useconds_t)strtol(argv[4], NULL, 10) * 1000;
    for (int i = 1; i <= count; i++) {
        uint64_t edge_ns = 0;
        double durable_us = press(&bench, &edge_ns);
        double kiosk_us = wait_for_kiosk(&bench, edge_ns);
        usleep(pace / 3);
        json_decref(kiosk(&bench, "{\"do\":\"tap\",\"id\":\"withdraw\"}"));
        json_decref(kiosk(&bench, "{\"do\":\"settle\"}"));
        usleep(pace / 3);
        double limit_us = press_limit(&bench);
        usleep(pace / 3);
        printf("%d %llu %.0f %.0f %.0f\n", i, (unsigned long long)edge_ns,
               durable_us, limit_us, kiosk_us);
        fflush(stdout);
    }
    unlink(raw);
    return 0;
}
