#include "firmware/base/clock.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

/* No reading before this can be right: the program did not exist yet. */
#define BUILT_UTC_MS INT64_C(1790000000000) /* 2026-09-21 */
#define FLOOR_SLACK_MS (INT64_C(5) * 60 * 1000)

/* Shared by every process of a test folder, mapped. A writer bumps `change`
 * to odd, writes, and bumps it to even; a reader tries again meanwhile. */
struct test_clock {
    uint32_t magic;
    uint32_t change;
    int64_t utc_shift_ms;
    int64_t boot_shift_ms;
    int64_t frozen_utc_ms; /* 0: running */
    int64_t frozen_boot_ms;
    int32_t quality; /* enum clock_quality, or -1: what the machine says */
    int32_t spare;
};

enum { TEST_MAGIC = 0x54524b4c };

struct clock {
    struct test_clock *test; /* NULL unless the folder is for tests */
    int64_t floor_ms;
    char boot_id[40];
};

static int64_t
read_clock(clockid_t id)
{
    struct timespec now;
    if (clock_gettime(id, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
read_boot_id(char *to, size_t size)
{
    char line[40] = "";
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        ssize_t length = read(fd, line, 36);
        line[length > 0 ? length : 0] = '\0';
        close(fd);
    }
    text_copy(to, size,
              line[0] != '\0' ? line : "00000000-0000-0000-0000-000000000000");
}

/* Maps the test clock if the folder is for tests, making it when missing. */
static enum result
map_test_clock(struct clock *clock, const char *dir)
{
    char mark[4096];
    char path[4096];
    text_format(mark, sizeof mark, "%s/for-tests", dir);
    text_format(path, sizeof path, "%s/clock", dir);
    if (access(mark, F_OK) != 0) {
        if (access(path, F_OK) != 0)
            return RESULT_OK;
        log_warn("%s: a test clock in a folder that is not for tests", path);
        return RESULT_INVALID;
    }
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (fd < 0 || ftruncate(fd, sizeof(struct test_clock)) != 0) {
        log_errno("%s", path);
        if (fd >= 0)
            close(fd);
        return RESULT_IO;
    }
    void *map = mmap(NULL, sizeof(struct test_clock), PROT_READ | PROT_WRITE,
                     MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    clock->test = map;
    if (clock->test->magic != TEST_MAGIC) {
        clock->test->quality = -1;
        clock->test->magic = TEST_MAGIC;
    }
    return RESULT_OK;
}

enum result
clock_open(struct clock **out, const char *dir)
{
    struct clock *clock = calloc(1, sizeof *clock);
    if (clock == NULL)
        return RESULT_FULL;
    clock->floor_ms = BUILT_UTC_MS;
    read_boot_id(clock->boot_id, sizeof clock->boot_id);
    enum result result = dir == NULL ? RESULT_OK : map_test_clock(clock, dir);
    if (result != RESULT_OK) {
        clock_close(clock);
        clock = NULL;
    }
    *out = clock;
    return result;
}

void
clock_close(struct clock *clock)
{
    if (clock == NULL)
        return;
    if (clock->test != NULL)
        munmap(clock->test, sizeof *clock->test);
    free(clock);
}

static struct test_clock
test_snapshot(const struct test_clock *shared)
{
    struct test_clock copy;
    uint32_t before;
    do {
        before = __atomic_load_n(&shared->change, __ATOMIC_ACQUIRE);
        copy = *shared;
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
    } while ((before & 1) != 0 ||
             before != __atomic_load_n(&shared->change, __ATOMIC_ACQUIRE));
    return copy;
}

static enum clock_quality
machine_quality(void)
{
    struct timex state = {0};
    int status = adjtimex(&state);
    return status >= 0 && status != TIME_ERROR && !(state.status & STA_UNSYNC)
               ? CLOCK_SYNCED
               : CLOCK_HELD;
}

uint64_t
clock_kernel_ns(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

struct clock_time
clock_now(const struct clock *clock)
{
    struct clock_time now = {read_clock(CLOCK_REALTIME),
                             read_clock(CLOCK_BOOTTIME), CLOCK_HELD};
    if (clock->test != NULL) {
        struct test_clock test = test_snapshot(clock->test);
        now.utc_ms = test.frozen_utc_ms != 0 ? test.frozen_utc_ms
                                             : now.utc_ms + test.utc_shift_ms;
        now.boot_ms = test.frozen_utc_ms != 0
                          ? test.frozen_boot_ms
                          : now.boot_ms + test.boot_shift_ms;
        if (test.quality >= 0) {
            now.quality = (enum clock_quality)test.quality;
            return now;
        }
    }
    now.quality = now.utc_ms < clock->floor_ms - FLOOR_SLACK_MS
                      ? CLOCK_UNSURE
                      : machine_quality();
    return now;
}

int64_t
clock_built_utc_ms(void)
{
    return BUILT_UTC_MS;
}

void
clock_set_floor(struct clock *clock, int64_t utc_ms)
{
    if (clock->test == NULL && utc_ms > clock->floor_ms)
        clock->floor_ms = utc_ms;
}

const char *
clock_quality_name(enum clock_quality quality)
{
    static const char *const names[CLOCK_QUALITY_COUNT] = {
        [CLOCK_SYNCED] = "synced",
        [CLOCK_HELD] = "held",
        [CLOCK_UNSURE] = "unsure"};
    return quality < CLOCK_QUALITY_COUNT ? names[quality] : "unsure";
}

const char *
clock_boot_id(const struct clock *clock)
{
    return clock->boot_id;
}

static void
bump_change(struct test_clock *test)
{
    __atomic_add_fetch(&test->change, 1, __ATOMIC_ACQ_REL);
}

enum result
clock_test_set(struct clock *clock, int64_t utc_ms, bool frozen,
               enum clock_quality quality)
{
    if (clock->test == NULL)
        return RESULT_INVALID;
    int64_t boot_ms = clock_now(clock).boot_ms;
    struct test_clock *test = clock->test;
    bump_change(test);
    test->utc_shift_ms = utc_ms - read_clock(CLOCK_REALTIME);
    test->boot_shift_ms = boot_ms - read_clock(CLOCK_BOOTTIME);
    test->frozen_utc_ms = frozen ? utc_ms : 0;
    test->frozen_boot_ms = boot_ms;
    test->quality = (int32_t)quality;
    bump_change(test);
    return RESULT_OK;
}

enum result
clock_test_advance(struct clock *clock, int64_t ms)
{
    if (clock->test == NULL)
        return RESULT_INVALID;
    struct test_clock *test = clock->test;
    bump_change(test);
    test->utc_shift_ms += ms;
    test->boot_shift_ms += ms;
    if (test->frozen_utc_ms != 0) {
        test->frozen_utc_ms += ms;
        test->frozen_boot_ms += ms;
    }
    bump_change(test);
    return RESULT_OK;
}
