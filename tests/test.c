#include "tests/test.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TESTS_MAX = 2000 };

static struct {
    const char *name;
    test_fn *run;
} tests[TESTS_MAX];
static int test_count;
static int failures_here;
static char folder[64];

void
test_add(const char *name, test_fn *run)
{
    if (test_count == TESTS_MAX)
        abort();
    tests[test_count].name = name;
    tests[test_count++].run = run;
}

bool
test_check(bool holds, const char *what, const char *file, int line)
{
    if (!holds) {
        failures_here++;
        printf("    %s:%d: not so: %s\n", file, line, what);
    }
    return holds;
}

bool
test_check_int(int64_t got, int64_t want, const char *what, const char *file,
               int line)
{
    if (got == want)
        return true;
    failures_here++;
    printf("    %s:%d: %s is %" PRId64 ", want %" PRId64 "\n", file, line, what,
           got, want);
    return false;
}

bool
test_check_str(const char *got, const char *want, const char *what,
               const char *file, int line)
{
    if (got == want || (got != NULL && want != NULL && strcmp(got, want) == 0))
        return true;
    failures_here++;
    printf("    %s:%d: %s is \"%s\", want \"%s\"\n", file, line, what,
           got == NULL ? "(null)" : got, want == NULL ? "(null)" : want);
    return false;
}

static int
remove_entry(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
    (void)st, (void)flag, (void)ftw;
    return remove(path);
}

const char *
test_folder(void)
{
    if (folder[0] == '\0') {
        strcpy(folder, "/tmp/troskel-test-XXXXXX");
        if (mkdtemp(folder) == NULL)
            abort();
    }
    return folder;
}

static bool
wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(name, argv[i]) != NULL)
            return true;
    return argc < 2;
}

static bool
passes(int index)
{
    failures_here = 0;
    tests[index].run();
    if (folder[0] != '\0') {
        nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
        folder[0] = '\0';
    }
    printf("%s %s\n", failures_here == 0 ? "ok  " : "FAIL", tests[index].name);
    fflush(stdout);
    return failures_here == 0;
}

int
main(int argc, char **argv)
{
    int passed = 0;
    int failed = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 0; i < test_count; i++) {
        if (!wanted(tests[i].name, argc, argv))
            continue;
        if (passes(i))
            passed++;
        else
            failed++;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
