#include "tests/bench/screen.h"

#include <X11/extensions/XTest.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"

int64_t
probe_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void
probe_rest(int64_t ns)
{
    struct timespec left = {ns / 1000000000, ns % 1000000000};
    while (nanosleep(&left, &left) != 0)
        ;
}

/* --- the server --- */

static void
become_server(const struct screen *screen, int number_fd)
{
    char fd[12];
    (void)text_format(fd, sizeof fd, "%d", number_fd);
    int null = open("/dev/null", O_RDWR);
    (void)dup2(null, 1);
    (void)dup2(null, 2);
    execlp("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", "1280x800x24",
           "-fbdir", screen->folder, "-nolisten", "tcp", "-noreset", "-ac",
           "-s", "0", "-nocursor", (char *)NULL);
    _exit(127);
}

static bool
start_server(struct screen *screen)
{
    int ends[2];
    char number[12] = "";
    if (pipe(ends) != 0)
        return false;
    screen->server = fork();
    if (screen->server == 0) {
        close(ends[0]);
        become_server(screen, ends[1]);
    }
    close(ends[1]);
    size_t length = 0; /* the digits may come one by one */
    while (length < sizeof number - 1 && strchr(number, '\n') == NULL &&
           read(ends[0], number + length, 1) == 1)
        length++;
    close(ends[0]);
    if (screen->server < 0 || strchr(number, '\n') == NULL)
        return false;
    number[strcspn(number, "\n")] = '\0';
    return text_format(screen->display, sizeof screen->display, ":%s", number);
}

/* An XWD file: a header of big-endian words, the colours, the pixels. */
static bool
map_frame(struct screen *screen)
{
    enum { HEADER_SIZE = 0, COLOURS = 19, COLOUR_BYTES = 12 };
    char path[100];
    struct stat about;
    uint32_t words[COLOURS + 1];
    (void)text_format(path, sizeof path, "%s/Xvfb_screen0", screen->folder);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0)
        return false;
    screen->length = (size_t)about.st_size;
    void *file = mmap(NULL, screen->length, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (file == MAP_FAILED)
        return false;
    screen->file = file;
    memcpy(words, file, sizeof words);
    size_t skip = ntohl(words[HEADER_SIZE]) +
                  (size_t)ntohl(words[COLOURS]) * COLOUR_BYTES;
    screen->pixels = (const uint32_t *)(const void *)(screen->file + skip);
    return skip + (size_t)SCREEN_W * SCREEN_H * 4 <= screen->length;
}

bool
screen_open(struct screen *screen)
{
    memset(screen, 0, sizeof *screen);
    (void)text_copy(screen->folder, sizeof screen->folder,
                    "/dev/shm/probe.XXXXXX");
    if (mkdtemp(screen->folder) == NULL || !start_server(screen) ||
        !map_frame(screen))
        return false;
    screen->x = XOpenDisplay(screen->display);
    return screen->x != NULL;
}

void
screen_close(struct screen *screen)
{
    char path[100];
    if (screen->x != NULL)
        XCloseDisplay(screen->x);
    if (screen->file != NULL) {
        void *file;
        memcpy(&file, &screen->file, sizeof file);
        munmap(file, screen->length);
    }
    if (screen->server > 0) {
        kill(screen->server, SIGTERM);
        waitpid(screen->server, NULL, 0);
    }
    (void)text_format(path, sizeof path, "%s/Xvfb_screen0", screen->folder);
    unlink(path);
    rmdir(screen->folder);
    memset(screen, 0, sizeof *screen);
}

/* --- touches --- */

void
screen_move(struct screen *screen, int x, int y)
{
    XTestFakeMotionEvent(screen->x, 0, x, y, CurrentTime);
    XFlush(screen->x);
}

int64_t
screen_button(struct screen *screen, bool down)
{
    XTestFakeButtonEvent(screen->x, 1, down, CurrentTime);
    int64_t at = probe_ns();
    XFlush(screen->x);
    return at;
}

/* --- looking --- */

static uint32_t
sample(const struct screen *screen, int i)
{
    ptrdiff_t row = (ptrdiff_t)(i / LOOK_W) * 4;
    return screen->pixels[row * SCREEN_W + (ptrdiff_t)(i % LOOK_W) * 4] &
           0xffffff;
}

void
screen_look(const struct screen *screen, struct look *look)
{
    for (int i = 0; i < LOOK_W * LOOK_H; i++)
        look->pixels[i] = sample(screen, i);
}

bool
screen_is(const struct screen *screen, const struct look *look)
{
    int others = 0;
    for (int i = 0; i < LOOK_W * LOOK_H && others <= LOOK_W * LOOK_H / 200; i++)
        others += sample(screen, i) != look->pixels[i];
    return others <= LOOK_W * LOOK_H / 200;
}

bool
screen_settle(const struct screen *screen, int still_ms, int most_ms)
{
    struct look look;
    int64_t begun = probe_ns();
    int64_t since = begun;
    screen_look(screen, &look);
    while (probe_ns() - begun < (int64_t)most_ms * 1000000) {
        probe_rest(10000000);
        if (!screen_is(screen, &look)) {
            screen_look(screen, &look);
            since = probe_ns();
        }
        if (probe_ns() - since >= (int64_t)still_ms * 1000000)
            return true;
    }
    return false;
}
