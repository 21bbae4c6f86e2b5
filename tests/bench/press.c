/*
 * bench-press DIR KIOSK-SOCKET N PACE-MS
 *
 * N presses, one every PACE-MS, through run/button.sock as a contact's edge
 * comes: from the edge to the answer, which comes when the press is durable;
 * and to the kiosk's frame that says so. Beside each the raw price: the same
 * 128 bytes written and synced to a file of their own in the same folder.
 *
 * A line a press: number, CLOCK_MONOTONIC at the edge in ns, then durable,
 * raw and kiosk in µs. Each press is a signal of its own: the one before is
 * taken back through the kiosk first.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/clock.h"
#include "firmware/base/text.h"

enum { RECORD = 128, ANSWER_MS = 10000, PATH = 512 };

struct bench {
    int button, raw;
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

static double
raw(const struct bench *bench, int i)
{
    unsigned char record[RECORD];
    memset(record, i, sizeof record);
    uint64_t from = clock_kernel_ns();
    if (pwrite(bench->raw, record, sizeof record, (i % 512) * RECORD) !=
            RECORD ||
        fdatasync(bench->raw) != 0)
        return -1;
    return since_us(from);
}

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
    char path[PATH];
    if (argc != 5) {
        fputs("usage: bench-press DIR KIOSK-SOCKET N PACE-MS\n", stderr);
        return 2;
    }
    text_format(path, sizeof path, "%s/run/button.sock", argv[1]);
    if (channel_connect(path, &bench.button) != RESULT_OK ||
        !open_kiosk(&bench, argv[2]))
        return 1;
    text_format(path, sizeof path, "%s/spool/raw", argv[1]);
    bench.raw = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    static const unsigned char zeros[RECORD * 512];
    if (bench.raw < 0 || write(bench.raw, zeros, sizeof zeros) < 0 ||
        fsync(bench.raw) != 0)
        return 1;
    long count = strtol(argv[3], NULL, 10);
    useconds_t pace = (useconds_t)strtol(argv[4], NULL, 10) * 1000;
    for (int i = 1; i <= count; i++) {
        uint64_t edge_ns = 0;
        double raw_us = raw(&bench, i);
        double durable_us = press(&bench, &edge_ns);
        double kiosk_us = wait_for_kiosk(&bench, edge_ns);
        printf("%d %llu %.0f %.0f %.0f\n", i, (unsigned long long)edge_ns,
               durable_us, raw_us, kiosk_us);
        fflush(stdout);
        usleep(pace);
        json_decref(kiosk(&bench, "{\"do\":\"tap\",\"id\":\"withdraw\"}"));
        json_decref(kiosk(&bench, "{\"do\":\"settle\"}"));
    }
    unlink(path);
    return 0;
}
