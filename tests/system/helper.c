/*
 * What a shell cannot do for the system tests: whole messages to core's
 * socket, good or bad, and hands on the glass that keep a beat.
 *
 *   system-helper messages SOCKET < LINES   each line is one message; "@N" is
 *       one of N bytes. Prints the answer to each, "-" where none came. What
 *       core pushes by itself is passed over.
 *   system-helper hands SOCKET SECONDS X Y W H   twenty touches a second with
 *       up to five fingers and a palm, all inside the rectangle, told to the
 *       kiosk's control socket. Prints how many touches and answers there
 *       were, and the longest any answer took, in ms.
 *   system-helper tap SOCKET ELEMENT MS A B   taps, and looks at the screen
 *       again and again until the element A or B is on it. Prints which and
 *       after how many ms, or "-" and MS.
 */
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1 << 20, WAIT_MS = 5000, BEAT_MS = 50, FINGERS = 5 };

struct hands {
    int fd;
    int x, y, w, h;
    uint32_t chance;
    long touches, answers, refused;
    int64_t longest_ms;
};

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
connect_to(const char *path, int type)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
    if (fd < 0 || strlen(path) >= sizeof address.sun_path)
        exit(1);
    memcpy(address.sun_path, path, strlen(path));
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        perror(path);
        exit(1);
    }
    return fd;
}

static bool
readable(int fd, int wait_ms)
{
    struct pollfd polled = {fd, POLLIN, 0};
    return poll(&polled, 1, wait_ms) > 0;
}

/* The next message that is an answer; "" if the line ended or none came. */
static void
next_answer(int fd, char *out, size_t size)
{
    int64_t until = now_ms() + WAIT_MS;
    out[0] = '\0';
    while (now_ms() < until && readable(fd, (int)(until - now_ms()))) {
        ssize_t length = recv(fd, out, size - 1, 0);
        if (length <= 0) {
            out[0] = '\0';
            return;
        }
        out[length] = '\0';
        if (strstr(out, "\"ok\":") != NULL)
            return;
        out[0] = '\0';
    }
}

static int
messages(const char *path)
{
    static char line[LINE_MAX_BYTES];
    static char answer[LINE_MAX_BYTES];
    int fd = connect_to(path, SOCK_SEQPACKET);
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t length = strcspn(line, "\n");
        line[length] = '\0';
        if (line[0] == '@') {
            length = (size_t)strtoul(line + 1, NULL, 10);
            if (length > sizeof line)
                length = sizeof line;
            memset(line, 'x', length);
        }
        if (send(fd, line, length, MSG_NOSIGNAL) >= 0)
            next_answer(fd, answer, sizeof answer);
        else
            answer[0] = '\0';
        puts(answer[0] == '\0' ? "-" : answer);
        if (answer[0] == '\0') { /* it may have let go of us: anew */
            close(fd);
            fd = connect_to(path, SOCK_SEQPACKET);
        }
    }
    close(fd);
    return 0;
}

static int
chance(struct hands *hands, int below)
{
    hands->chance = hands->chance * 1664525u + 1013904223u;
    return below <= 0 ? 0 : (int)((hands->chance >> 8) % (unsigned)below);
}

/* Sends one line and takes its answer. */
static void
tell(struct hands *hands, const char *line)
{
    char piece[4096];
    int64_t before = now_ms();
    if (send(hands->fd, line, strlen(line), MSG_NOSIGNAL) < 0)
        exit(1);
    bool first = true;
    for (;;) {
        if (!readable(hands->fd, WAIT_MS))
            exit(1);
        ssize_t length = recv(hands->fd, piece, sizeof piece, 0);
        if (length <= 0)
            exit(1);
        if (first && memmem(piece, (size_t)length, "\"ok\":true", 9) == NULL &&
            memmem(piece, (size_t)length, "\"ok\": true", 10) == NULL)
            hands->refused++;
        first = false;
        if (piece[length - 1] == '\n')
            break;
    }
    hands->answers++;
    int64_t took = now_ms() - before;
    if (took > hands->longest_ms)
        hands->longest_ms = took;
}

static void
touch(struct hands *hands, const char *phase, int finger)
{
    char line[160];
    snprintf(line, sizeof line,
             "{\"do\":\"touch\",\"phase\":\"%s\",\"finger\":%d,\"x\":%d,"
             "\"y\":%d}\n",
             phase, finger, hands->x + chance(hands, hands->w),
             hands->y + chance(hands, hands->h));
    tell(hands, line);
}

/* A palm is all fingers at once, sliding; a finger is one down and one up. */
static void
beat(struct hands *hands, long count)
{
    bool palm = count % 7 == 6;
    int fingers = palm ? FINGERS : 1 + chance(hands, FINGERS);
    for (int i = 0; i < fingers; i++)
        touch(hands, "down", i + 1);
    for (int i = 0; palm && i < fingers; i++)
        touch(hands, "move", i + 1);
    for (int i = 0; i < fingers; i++)
        touch(hands, "up", i + 1);
    hands->touches++;
}

static int
play(char **argv)
{
    struct hands hands = {.fd = connect_to(argv[2], SOCK_STREAM),
                          .chance = 20261122};
    int64_t began = now_ms();
    int64_t until = began + strtol(argv[3], NULL, 10) * 1000;
    hands.x = (int)strtol(argv[4], NULL, 10);
    hands.y = (int)strtol(argv[5], NULL, 10);
    hands.w = (int)strtol(argv[6], NULL, 10);
    hands.h = (int)strtol(argv[7], NULL, 10);
    while (now_ms() < until) {
        beat(&hands, hands.touches);
        if (hands.touches % 20 == 0)
            tell(&hands, "{\"do\":\"describe\"}\n");
        int64_t left = began + hands.touches * BEAT_MS - now_ms();
        if (left > 0)
            poll(NULL, 0, (int)left);
    }
    printf("%ld touches, %ld answers, %ld refused, longest %lld ms\n",
           hands.touches, hands.answers, hands.refused,
           (long long)hands.longest_ms);
    close(hands.fd);
    return 0;
}

/* One line of the control socket and its whole answer. */
static void
ask(int fd, const char *line, char *out, size_t size)
{
    size_t length = 0;
    out[0] = '\0';
    if (send(fd, line, strlen(line), MSG_NOSIGNAL) < 0)
        return;
    while (length < size - 1 && readable(fd, WAIT_MS)) {
        ssize_t more = recv(fd, out + length, size - 1 - length, 0);
        if (more <= 0)
            break;
        length += (size_t)more;
        out[length] = '\0';
        if (out[length - 1] == '\n')
            break;
    }
}

static bool
stands(const char *answer, const char *id)
{
    char wanted[80];
    char spaced[80];
    snprintf(wanted, sizeof wanted, "\"id\":\"%s\"", id);
    snprintf(spaced, sizeof spaced, "\"id\": \"%s\"", id);
    return strstr(answer, wanted) != NULL || strstr(answer, spaced) != NULL;
}

static int
tap_and_look(char **argv)
{
    static char answer[LINE_MAX_BYTES];
    char line[160];
    int fd = connect_to(argv[2], SOCK_STREAM);
    int64_t most = strtol(argv[4], NULL, 10);
    int64_t began = now_ms();
    const char *found = "-";
    snprintf(line, sizeof line, "{\"do\":\"tap\",\"id\":\"%s\"}\n", argv[3]);
    ask(fd, line, answer, sizeof answer);
    while (now_ms() - began < most && found[0] == '-') {
        ask(fd, "{\"do\":\"describe\"}\n", answer, sizeof answer);
        found = stands(answer, argv[5])   ? argv[5]
                : stands(answer, argv[6]) ? argv[6]
                                          : "-";
        if (found[0] == '-')
            poll(NULL, 0, BEAT_MS / 2);
    }
    printf("%s %lld\n", found, (long long)(now_ms() - began));
    close(fd);
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "messages") == 0)
        return messages(argv[2]);
    if (argc == 8 && strcmp(argv[1], "hands") == 0)
        return play(argv);
    if (argc == 7 && strcmp(argv[1], "tap") == 0)
        return tap_and_look(argv);
    fputs("system-helper messages SOCKET | hands SOCKET SECONDS X Y W H | "
          "tap SOCKET ELEMENT MS A B\n",
          stderr);
    return 2;
}
