#include "tests/bench/kiosk.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"

static const char *
program(const char *name, char out[300])
{
    const char *bin = getenv("TROSKEL_BIN");
    (void)text_format(out, 300, "%s/%s", bin == NULL ? "build/ship/bin" : bin,
                      name);
    return out;
}

void
rig_rest(int ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000L};
    while (nanosleep(&left, &left) != 0)
        ;
}

/* Quiet unless BENCH_LOUD is set. */
static pid_t
start(char *const argv[])
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    if (getenv("BENCH_LOUD") == NULL) {
        int null = open("/dev/null", O_RDWR);
        (void)dup2(null, 1);
        (void)dup2(null, 2);
    }
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    execv(argv[0], argv);
    _exit(127);
}

static bool
run(char *const argv[])
{
    int status = 1;
    pid_t pid = start(argv);
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

bool
rig_make(struct rig *rig, const char *dir, int people, int years, int ticks)
{
    char bin[300], p[12], y[12], t[12];
    (void)text_format(rig->dir, sizeof rig->dir, "%s", dir);
    (void)text_format(rig->socket, sizeof rig->socket, "%s/k.sock", dir);
    (void)text_format(p, sizeof p, "%d", people);
    (void)text_format(y, sizeof y, "%d", years);
    (void)text_format(t, sizeof t, "%d", ticks);
    (void)program("bench-gen", bin);
    char *argv[] = {bin, rig->dir, p, y, (char[]){"2026-11-20"}, t, NULL};
    rig->fd = -1;
    rig->backend = "offscreen";
    (void)program("../pictures.db", bin);
    if (access(bin, R_OK) != 0) {
        printf("    %s: no pictures, so nothing here would be true\n", bin);
        return false;
    }
    (void)program("bench-gen", bin);
    if (!run(argv))
        return false;
    if (rig->clock[0] == '\0')
        return true;
    (void)program("troskel", bin);
    char *set[] = {bin,
                   (char[]){"--dir"},
                   rig->dir,
                   (char[]){"clock"},
                   (char[]){"set"},
                   rig->clock,
                   NULL};
    return run(set);
}

bool
rig_start_core(struct rig *rig)
{
    char bin[300], path[260];
    (void)program("troskel-core", bin);
    char *argv[] = {bin, (char[]){"--dir"}, rig->dir, NULL};
    rig->core = start(argv);
    (void)text_format(path, sizeof path, "%s/run/core.sock", rig->dir);
    for (int i = 0; i < 200 && access(path, F_OK) != 0; i++)
        rig_rest(50);
    return access(path, F_OK) == 0;
}

static bool
connect_control(struct rig *rig)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!text_copy(address.sun_path, sizeof address.sun_path, rig->socket))
        return false;
    rig->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(rig->fd, (struct sockaddr *)&address, sizeof address) == 0) {
        rig->from = fdopen(dup(rig->fd), "r");
        return rig->from != NULL;
    }
    close(rig->fd);
    rig->fd = -1;
    return false;
}

bool
rig_start_kiosk(struct rig *rig)
{
    char bin[300];
    (void)program("troskel-kiosk", bin);
    char *argv[] = {bin,
                    (char[]){"--dir"},
                    rig->dir,
                    (char[]){"--backend"},
                    (char[]){"offscreen"},
                    (char[]){"--size"},
                    (char[]){"1280x800"},
                    (char[]){"--control"},
                    rig->socket,
                    NULL};
    rig->kiosk = start(argv);
    for (int i = 0; i < 400 && !connect_control(rig); i++)
        rig_rest(50);
    if (rig->fd < 0)
        return false;
    return rig_ok(rig, rig->core > 0 ? "{\"do\":\"settle\"}"
                                     : "{\"do\":\"describe\"}");
}

void
rig_end(pid_t *pid)
{
    if (*pid <= 0)
        return;
    kill(*pid, SIGTERM);
    for (int i = 0; i < 60 && waitpid(*pid, NULL, WNOHANG) == 0; i++) {
        rig_rest(50);
        if (i == 58)
            kill(*pid, SIGKILL);
    }
    *pid = 0;
}

void
rig_end_kiosk(struct rig *rig)
{
    if (rig->from != NULL)
        (void)fclose(rig->from);
    if (rig->fd >= 0)
        close(rig->fd);
    rig->from = NULL;
    rig->fd = -1;
    rig_end(&rig->kiosk);
}

void
rig_finish(struct rig *rig)
{
    rig_end_kiosk(rig);
    rig_end(&rig->core);
}

/* --- the control socket --- */

json_t *
rig_ask(struct rig *rig, const char *request)
{
    char line[65536];
    (void)text_format(line, sizeof line, "%s\n", request);
    if (rig->fd < 0 || send(rig->fd, line, strlen(line), MSG_NOSIGNAL) < 0 ||
        fgets(line, sizeof line, rig->from) == NULL)
        return NULL;
    return json_loads(line, 0, NULL);
}

bool
rig_ok(struct rig *rig, const char *request)
{
    json_t *answer = rig_ask(rig, request);
    bool ok = json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    return ok;
}

bool
rig_tap(struct rig *rig, const char *element)
{
    char request[200];
    (void)text_format(request, sizeof request, "{\"do\":\"tap\",\"id\":\"%s\"}",
                      element);
    bool tapped = rig_ok(rig, request);
    bool settled = tapped && rig_ok(rig, "{\"do\":\"settle\"}");
    if (!settled)
        printf("    %s: %s\n", element, tapped ? "not settled" : "not there");
    return settled;
}

/* --- what the kernel says --- */

static int64_t
number_after(const char *path, const char *word)
{
    char line[256];
    int64_t number = 0;
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, word, strlen(word)) == 0) {
            number = strtoll(line + strlen(word), NULL, 10);
            break;
        }
    if (file != NULL)
        (void)fclose(file);
    return number;
}

static void
add_thread(struct rig_cost *cost, pid_t pid, const char *thread)
{
    char path[300];
    (void)text_format(path, sizeof path, "/proc/%d/task/%.20s/schedstat",
                      (int)pid, thread);
    cost->cpu_us += number_after(path, "") / 1000;
    (void)text_format(path, sizeof path, "/proc/%d/task/%.20s/status", (int)pid,
                      thread);
    cost->wakeups += number_after(path, "voluntary_ctxt_switches:");
}

/* Whether a line of smaps begins a mapping, and not one of its figures. */
static bool
begins_mapping(const char *line)
{
    const char *dash = strchr(line, '-');
    return dash != NULL && dash < strchr(line, ' ');
}

/* The sum of `figure` over the mappings that have `mark` in their line. */
static int64_t
sum_kb(pid_t pid, const char *mark, const char *figure)
{
    char path[64], line[300];
    int64_t kb = 0;
    bool counts = false;
    (void)text_format(path, sizeof path, "/proc/%d/smaps", (int)pid);
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (begins_mapping(line))
            counts = strstr(line, mark) != NULL;
        else if (counts && strncmp(line, figure, strlen(figure)) == 0)
            kb += strtoll(line + strlen(figure), NULL, 10);
    }
    if (file != NULL)
        (void)fclose(file);
    return kb;
}

/* What it asked the kernel for. */
static int64_t
heap_kb(pid_t pid)
{
    return sum_kb(pid, "[heap]", "Private_Dirty:");
}

int64_t
rig_touched_kb(const struct rig *rig)
{
    char path[64];
    (void)text_format(path, sizeof path, "/proc/%d/io", (int)rig->kiosk);
    return number_after(path, "rchar:") / 1024 +
           sum_kb(rig->kiosk, " /", "Rss:") - sum_kb(rig->kiosk, ".so", "Rss:");
}

struct rig_cost
rig_cost(struct rig *rig, bool memory)
{
    struct rig_cost cost = {0};
    char path[64];
    /* Asked first: answering is work too. */
    json_t *told = rig_ask(rig, "{\"do\":\"describe\"}");
    cost.frames = json_integer_value(json_object_get(told, "frames"));
    json_decref(told);
    rig_rest(20);
    (void)text_format(path, sizeof path, "/proc/%d/task", (int)rig->kiosk);
    DIR *threads = opendir(path);
    const struct dirent *entry;
    while (threads != NULL && (entry = readdir(threads)) != NULL)
        if (entry->d_name[0] != '.')
            add_thread(&cost, rig->kiosk, entry->d_name);
    if (threads != NULL)
        closedir(threads);
    if (memory) {
        (void)text_format(path, sizeof path, "/proc/%d/smaps_rollup",
                          (int)rig->kiosk);
        cost.pss_kb = number_after(path, "Pss:");
        cost.own_kb = number_after(path, "Anonymous:");
        cost.heap_kb = heap_kb(rig->kiosk);
    }
    return cost;
}
