/*
 * A program under measure with everything that it starts: its processes are
 * children of the probe or of each other (the probe is their reaper), and the
 * kernel's account of all of them is added up.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { TREE_MAX = 128 };

struct tree {
    pid_t root;
    pid_t pids[TREE_MAX];
    int count;
};

struct tree_cost {
    int64_t cpu_ns;  /* of every thread that was, also those that ended */
    int64_t wakeups; /* voluntary switches of the threads there are */
    int64_t pss_kb, rss_kb;
    int64_t read_bytes; /* from the disk */
    int processes;
};

/* With DISPLAY set to `display`; quiet unless BENCH_LOUD is set. */
bool tree_start(struct tree *tree, char *const argv[], const char *display);
/* SIGTERM, and after two seconds SIGKILL, to each; waits for all. */
void tree_end(struct tree *tree);

/* `memory`: PSS and RSS too, which takes the kernel a while. */
struct tree_cost tree_cost(struct tree *tree, bool memory);

/* Every file that its processes have mapped leaves the page cache, as far as
 * the kernel lets go: what others map stays. Returns how many were asked. */
int tree_files(struct tree *tree, char ***paths);
void tree_evict(char *const *paths, int count);
