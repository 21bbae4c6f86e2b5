#include "firmware/command/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/beside.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/command/supervise.h"

#define STAFF_PORT "8420" /* troskel-staff's own, if none is said */

/* Everything has ended 2 s after SIGTERM: they are asked, then made to. */
enum { END_ASKED_MS = 1200, END_MADE_MS = 400, GREET_MS = 50 };

struct run {
    const struct line *line;
    struct run_wish wish;
    struct folder folder;
    struct run_program programs[RUN_PROGRAMS];
    pid_t pids[RUN_PROGRAMS];
    int count;
    struct supervise supervise;
    struct clock *clock; /* the machine's own: a frozen test clock would stop
                            everybody from being started again */
    struct loop loop;
    int lock_fd, child_fd;
    bool greeted;
};

static enum result
take_lock(struct run *run)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&run->folder, "run/run.lock", path);
    run->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (run->lock_fd < 0) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    if (flock(run->lock_fd, LOCK_EX | LOCK_NB) == 0)
        return RESULT_OK;
    return errno == EWOULDBLOCK ? RESULT_BUSY : RESULT_IO;
}

/* A socket whose owner was killed would look alive to whoever lists it. */
static void
remove_stale(const struct folder *folder)
{
    static const char *const names[] = {"run/core.sock", "run/button.sock"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[FOLDER_PATH_SIZE];
        int fd = -1;
        folder_path(folder, names[i], path);
        if (channel_connect(path, &fd) == RESULT_ABSENT)
            unlink(path);
        if (fd >= 0)
            close(fd);
    }
}

/* In the child: nothing of ours but the standard descriptors, no blocked
 * signal, and the parent's death is its own. */
static void
become(const char *path, const struct run_program *program, pid_t parent)
{
    sigset_t none;
    setpgid(0, 0); /* a terminal's Ctrl-C is for the parent, who asks them */
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(LINE_REFUSED);
    execv(path, (char *const *)program->words);
    log_errno("%s", path);
    _exit(LINE_REFUSED);
}

static void
start(struct run *run, int at, int64_t now_ms)
{
    char path[BESIDE_PATH_SIZE];
    (void)beside(run->programs[at].name, path);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        become(path, &run->programs[at], parent);
    if (pid < 0) {
        log_errno("fork");
        supervise_died(&run->supervise, at, now_ms);
        return;
    }
    run->pids[at] = pid;
    supervise_started(&run->supervise, at, now_ms);
    log_info("%s started, pid %d", run->programs[at].name, (int)pid);
}

static void
note_death(struct run *run, int at, int status)
{
    run->pids[at] = 0;
    supervise_died(&run->supervise, at, clock_now(run->clock).boot_ms);
    if (run->loop.stopping)
        return;
    int wait_ms = run->supervise.children[at].wait_ms;
    if (WIFSIGNALED(status))
        log_warn("%s was ended by signal %d; again in %d ms",
                 run->programs[at].name, WTERMSIG(status), wait_ms);
    else
        log_warn("%s ended with %d; again in %d ms", run->programs[at].name,
                 WEXITSTATUS(status), wait_ms);
}

static void
reap(void *user, int fd, short events)
{
    struct run *run = user;
    struct signalfd_siginfo info;
    (void)events;
    while (read(fd, &info, sizeof info) == (ssize_t)sizeof info)
        continue;
    for (int i = 0; i < run->count; i++) {
        int status;
        if (run->pids[i] > 0 && waitpid(run->pids[i], &status, WNOHANG) > 0)
            note_death(run, i, status);
    }
}

static enum result
watch_children(struct run *run)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0 ||
        (run->child_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) < 0) {
        log_errno("signalfd");
        return RESULT_IO;
    }
    return loop_add(&run->loop, run->child_fd, POLLIN, reap, run);
}

/* Once core listens, the way in is told. */
static void
greet(struct run *run)
{
    const char *lang = run->line->lang;
    char path[FOLDER_PATH_SIZE];
    int fd = -1;
    folder_path(&run->folder, "run/core.sock", path);
    if (channel_connect(path, &fd) != RESULT_OK)
        return;
    close(fd);
    run->greeted = true;
    printf(word(lang, WORD("Tröskel är igång i %s.\n")), run->folder.path);
    if (!text_equal(run->wish.port, "0")) /* else troskel-staff says it */
        printf(word(lang, WORD("Personalens sida: http://localhost:%s/\n")),
               run->wish.port == NULL ? STAFF_PORT : run->wish.port);
    printf(word(lang, WORD("Knappen: troskel --dir %s press\n")),
           run->folder.path);
    puts(word(lang, WORD("Ctrl-C avslutar allt.")));
    fflush(stdout);
}

static int64_t
turn(void *user, struct clock_time now)
{
    struct run *run = user;
    int due;
    while ((due = supervise_due(&run->supervise, now.boot_ms)) >= 0)
        start(run, due, now.boot_ms);
    if (!run->greeted)
        greet(run);
    int64_t next = supervise_next(&run->supervise);
    if (run->greeted)
        return next;
    int64_t again = now.boot_ms + GREET_MS;
    return next >= 0 && next < again ? next : again;
}

static void
signal_all(struct run *run, int signal_number)
{
    for (int i = 0; i < run->count; i++)
        if (run->pids[i] > 0)
            kill(run->pids[i], signal_number);
}

static void
wait_all(struct run *run, int wait_ms)
{
    int64_t until = clock_now(run->clock).boot_ms + wait_ms;
    while (supervise_alive(&run->supervise) > 0) {
        int64_t left = until - clock_now(run->clock).boot_ms;
        if (left <= 0)
            return;
        loop_once(&run->loop, left);
    }
}

static void
end_all(struct run *run)
{
    run->loop.stopping = true;
    signal_all(run, SIGTERM);
    wait_all(run, END_ASKED_MS);
    for (int i = 0; i < run->count; i++)
        if (run->pids[i] > 0)
            log_warn("%s did not end by itself", run->programs[i].name);
    signal_all(run, SIGKILL);
    wait_all(run, END_MADE_MS);
}

/* Is everything there that is to be started? */
static bool
check_programs(const struct run *run)
{
    for (int i = 0; i < run->count; i++) {
        char path[BESIDE_PATH_SIZE];
        if (!beside(run->programs[i].name, path)) {
            line_refuse(run->line, path, line_reason(run->line, RESULT_ABSENT));
            return false;
        }
    }
    return true;
}

static int
stand_watch(struct run *run)
{
    enum result result = take_lock(run);
    if (result == RESULT_BUSY)
        return line_refuse(
            run->line, run->folder.path,
            word(run->line->lang, WORD("Tröskel är redan igång där")));
    if (result == RESULT_OK)
        result = loop_init(&run->loop, run->clock);
    if (result == RESULT_OK)
        result = watch_children(run);
    if (result == RESULT_OK) {
        remove_stale(&run->folder);
        supervise_init(&run->supervise, run->count,
                       clock_now(run->clock).boot_ms);
        result = loop_run(&run->loop, turn, run);
        end_all(run);
    }
    loop_finish(&run->loop);
    return result == RESULT_OK ? LINE_DONE
                               : line_refuse(run->line, run->folder.path,
                                             line_reason(run->line, result));
}

static bool
is_size(const char *text)
{
    int width;
    int height;
    char rest;
    return sscanf(text, "%5dx%5d%c", &width, &height, &rest) == 2 &&
           width > 0 && height > 0;
}

/* The folder is looked into once, so that a wrong one is refused at once and
 * not by four programs over and over. */
static int
run_in(struct line *line, struct run *run)
{
    struct reading reading;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    run->folder = reading.folder;
    reading_close(&reading);
    run->wish.dir = run->folder.path;
    run->count = run_programs(&run->wish, run->programs);
    if (!check_programs(run))
        return LINE_REFUSED;
    if (clock_open(&run->clock, NULL) != RESULT_OK)
        return line_refuse(line, NULL, line_reason(line, RESULT_FULL));
    int end = stand_watch(run);
    clock_close(run->clock);
    if (run->lock_fd >= 0)
        close(run->lock_fd);
    if (run->child_fd >= 0)
        close(run->child_fd);
    return end;
}

int
subcommand_run(struct line *line)
{
    enum { SIZE, BACKEND, THEME, SOUND, CONTROL, PORT, NO_KIOSK };
    struct line_option options[] = {
        {"size", 0, "WxH", WORD("skärmens storlek i bildpunkter"), NULL},
        {"backend", 0, "window|offscreen|kmsdrm|dumb", WORD("vad skärmen är"),
         NULL},
        {"theme", 0, "light|dim", WORD("ljust eller dämpat"), NULL},
        {"sound", 0, "NAME|none", WORD("vad det som läses upp hörs i"), NULL},
        {"control", 0, "SOCKET", WORD("styr skärmen från skript"), NULL},
        {"port", 0, "N", WORD("port för personalens sida"), NULL},
        {"no-kiosk", 0, NULL, WORD("utan deltagarnas skärm"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (options[SIZE].value != NULL && !is_size(options[SIZE].value))
        return line_misuse(
            line, options[SIZE].value,
            word(line->lang, WORD("är ingen storlek (1280x800)")));
    struct run run = {.line = line, .lock_fd = -1, .child_fd = -1};
    run.wish = (struct run_wish){.size = options[SIZE].value,
                                 .backend = options[BACKEND].value,
                                 .theme = options[THEME].value,
                                 .sound = options[SOUND].value,
                                 .control = options[CONTROL].value,
                                 .port = options[PORT].value,
                                 .no_kiosk = options[NO_KIOSK].value != NULL};
    return run_in(line, &run);
}
