#include "tests/bench/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"

static void
rest_ms(int ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000L};
    while (nanosleep(&left, &left) != 0)
        ;
}

bool
tree_start(struct tree *tree, char *const argv[], const char *display)
{
    memset(tree, 0, sizeof *tree);
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);
        if (getenv("BENCH_LOUD") == NULL) {
            (void)dup2(null, 1);
            (void)dup2(null, 2);
        }
        setpgid(0, 0);
        setenv("DISPLAY", display, 1);
        unsetenv("WAYLAND_DISPLAY");
        execvp(argv[0], argv);
        _exit(127);
    }
    tree->root = pid;
    return pid > 0;
}

/* --- who belongs to it --- */

static pid_t
parent_of(pid_t pid)
{
    char path[64], line[512];
    int parent = 0;
    (void)text_format(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "re");
    if (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const char *end = strrchr(line, ')'); /* the name may hold anything */
        if (end == NULL || sscanf(end, ") %*c %d", &parent) != 1)
            parent = 0;
    }
    if (file != NULL)
        (void)fclose(file);
    return parent;
}

static bool
belongs(const struct tree *tree, pid_t pid)
{
    for (int depth = 0; pid > 1 && depth < 16; depth++) {
        for (int i = 0; i < tree->count; i++)
            if (tree->pids[i] == pid)
                return true;
        if (pid == tree->root)
            return true;
        pid = parent_of(pid);
    }
    return false;
}

/* Who was in it stays in it, also when its parent has ended. */
static void
find_all(struct tree *tree)
{
    DIR *proc = opendir("/proc");
    const struct dirent *entry;
    while (proc != NULL && (entry = readdir(proc)) != NULL) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        bool known = false;
        for (int i = 0; i < tree->count; i++)
            known = known || tree->pids[i] == pid;
        if (pid > 1 && !known && tree->count < TREE_MAX && belongs(tree, pid))
            tree->pids[tree->count++] = pid;
    }
    if (proc != NULL)
        closedir(proc);
}

void
tree_end(struct tree *tree)
{
    find_all(tree);
    for (int i = 0; i < tree->count; i++)
        kill(tree->pids[i], SIGTERM);
    for (int ms = 0; tree->count > 0 && ms < 4000; ms += 10) {
        for (int i = tree->count - 1; i >= 0; i--)
            if (waitpid(tree->pids[i], NULL, WNOHANG) != 0 &&
                kill(tree->pids[i], ms >= 2000 ? SIGKILL : 0) != 0)
                tree->pids[i] = tree->pids[--tree->count];
        if (tree->count > 0)
            rest_ms(10);
    }
    memset(tree, 0, sizeof *tree);
}

/* --- what it costs --- */

static int64_t
number_in(pid_t pid, const char *file, const char *word)
{
    char path[128], line[256];
    int64_t number = 0;
    (void)text_format(path, sizeof path, "/proc/%d/%s", (int)pid, file);
    FILE *in = fopen(path, "re");
    while (in != NULL && fgets(line, sizeof line, in) != NULL)
        if (strncmp(line, word, strlen(word)) == 0) {
            number = strtoll(line + strlen(word), NULL, 10);
            break;
        }
    if (in != NULL)
        (void)fclose(in);
    return number;
}

static int64_t
wakeups_of(pid_t pid)
{
    char path[64], file[300];
    int64_t wakeups = 0;
    (void)text_format(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(path);
    const struct dirent *entry;
    while (threads != NULL && (entry = readdir(threads)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        (void)text_format(file, sizeof file, "task/%.20s/status",
                          entry->d_name);
        wakeups += number_in(pid, file, "voluntary_ctxt_switches:");
    }
    if (threads != NULL)
        closedir(threads);
    return wakeups;
}

static int64_t
cpu_of(pid_t pid)
{
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return 0;
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct tree_cost
tree_cost(struct tree *tree, bool memory)
{
    struct tree_cost cost = {0};
    find_all(tree);
    for (int i = 0; i < tree->count; i++) {
        pid_t pid = tree->pids[i];
        cost.cpu_ns += cpu_of(pid);
        cost.wakeups += wakeups_of(pid);
        cost.read_bytes += number_in(pid, "io", "read_bytes:");
        if (memory) {
            cost.pss_kb += number_in(pid, "smaps_rollup", "Pss:");
            cost.rss_kb += number_in(pid, "smaps_rollup", "Rss:");
        }
        cost.processes++;
    }
    return cost;
}

/* --- its files --- */

static void
add_file(char ***paths, int *count, const char *path)
{
    for (int i = 0; i < *count; i++)
        if (strcmp((*paths)[i], path) == 0)
            return;
    char **more = realloc(*paths, ((size_t)*count + 1) * sizeof **paths);
    if (more == NULL)
        return;
    *paths = more;
    more[(*count)++] = strdup(path);
}

int
tree_files(struct tree *tree, char ***paths)
{
    char name[64], line[4300];
    int count = 0;
    *paths = NULL;
    find_all(tree);
    for (int i = 0; i < tree->count; i++) {
        (void)text_format(name, sizeof name, "/proc/%d/maps",
                          (int)tree->pids[i]);
        FILE *maps = fopen(name, "re");
        while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
            char *path = strchr(line, '/');
            line[strcspn(line, "\n")] = '\0';
            if (path != NULL && strncmp(path, "/dev/", 5) != 0)
                add_file(paths, &count, path);
        }
        if (maps != NULL)
            (void)fclose(maps);
    }
    return count;
}

void
tree_evict(char *const *paths, int count)
{
    for (int i = 0; i < count; i++) {
        int fd = open(paths[i], O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            continue;
        (void)fsync(fd);
        (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        close(fd);
    }
}
