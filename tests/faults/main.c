/* The fault rigs, one a run: tests/faults/run prints their rows. */
#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "tests/faults/power.h"
#include "tests/faults/rig.h"

/* What AddressSanitizer keeps of freed memory makes each fork dear. */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
    return "quarantine_size_mb=1:malloc_context_size=4:detect_leaks=0";
}

static const struct {
    const char *name;
    int (*run)(void);
} rigs[] = {{"crash", rig_crash},     {"storm", rig_storm},
            {"mutants", rig_mutants}, {"copies", rig_copies},
            {"full", rig_full},       {"clock", rig_clock},
            {"kills", rig_kills},     {"bytes", rig_bytes},
            {"wal", rig_wal},         {"slow", rig_slow}};

static int
take_away(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st, (void)kind, (void)where;
    return remove(path);
}

static void
find_programs(void)
{
    char self[500] = "";
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    rig_need(length > 0);
    self[length] = '\0';
    text_format(rig.shim, sizeof rig.shim, "%s/faults-shim.so", dirname(self));
    const char *bin = getenv("TROSKEL_BIN");
    if (bin != NULL)
        text_copy(rig.bin, sizeof rig.bin, bin);
    else
        text_format(rig.bin, sizeof rig.bin, "%s/../bin", self);
}

/* By a name without a space in it, which LD_PRELOAD would part: a checkout may
 * lie anywhere. */
static void
link_shim(void)
{
    char name[sizeof rig.shim];
    text_format(name, sizeof name, "%s/shim.so", rig.work);
    rig_need(symlink(rig.shim, name) == 0);
    text_copy(rig.shim, sizeof rig.shim, name);
}

/* Short, because a socket's path is; in memory, because none of the rigs
 * needs a real disk to fail. */
static void
make_work(void)
{
    struct stat st;
    text_copy(rig.work, sizeof rig.work,
              stat("/dev/shm", &st) == 0 ? "/dev/shm/tf.XXXXXX"
                                         : "/tmp/tf.XXXXXX");
    rig_need(mkdtemp(rig.work) != NULL);
    link_shim();
}

int
main(int argc, char **argv)
{
    int code = 2;
    log_open("faults");
    if (argc == 3 && text_equal(argv[1], "probe"))
        return rig_probe(argv[2], true);
    if (argc == 3 && text_equal(argv[1], "read"))
        return rig_probe(argv[2], false);
    find_programs();
    rig.seed = argc > 2 ? strtoumax(argv[2], NULL, 10) : (uint64_t)time(NULL);
    rig.lengthy = argc > 3 && text_equal(argv[3], "long");
    rig.random = rig.seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    /* faults-rigs live DEVICE DIR LIFE COMMANDS: in D2's guest. */
    if (argc == 6 && text_equal(argv[1], "live")) {
        make_work();
        rig.random = 1;
        return power_live(argv[2], argv[3], (enum power_life)atoi(argv[4]),
                          atoi(argv[5]));
    }
    if (argc >= 6 && text_equal(argv[1], "power")) {
        make_work();
        code = rig_power(argv[4], argv[5], argc > 6 ? argv[6] : "");
        nftw(rig.work, take_away, 32, FTW_DEPTH | FTW_PHYS);
        return code;
    }
    for (size_t i = 0; argc > 1 && i < sizeof rigs / sizeof rigs[0]; i++) {
        if (!text_equal(argv[1], rigs[i].name))
            continue;
        make_work();
        printf("seed %" PRIu64 "\n", rig.seed);
        fflush(stdout);
        code = rigs[i].run();
        if (code == 0 || getenv("FAULTS_KEEP") == NULL)
            nftw(rig.work, take_away, 32, FTW_DEPTH | FTW_PHYS);
        else
            printf("kept: %s\n", rig.work);
    }
    if (code == 2)
        fputs("usage: faults-rigs NAME [SEED [long]]\n", stderr);
    return code;
}
