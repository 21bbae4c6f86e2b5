#include "firmware/photo/sandbox.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { OUTPUT_BYTES_MAX = 16 << 20 };

static bool
limit(int what, rlim_t most)
{
    struct rlimit both = {most, most};
    return setrlimit((__rlimit_resource_t)what, &both) == 0;
}

static bool
set_limits(int memory_mib, int processor_s)
{
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_CPU, (rlim_t)processor_s) &&
           limit(RLIMIT_FSIZE, OUTPUT_BYTES_MAX) &&
           (SANITIZED || (limit(RLIMIT_NOFILE, 3) &&
                          limit(RLIMIT_AS, (rlim_t)memory_mib << 20)));
}

/* Memory that can be run is never given. */
static bool
allow(scmp_filter_ctx filter)
{
    static const int calls[] = {SCMP_SYS(brk),         SCMP_SYS(munmap),
                                SCMP_SYS(mremap),      SCMP_SYS(madvise),
                                SCMP_SYS(exit),        SCMP_SYS(exit_group),
                                SCMP_SYS(rt_sigreturn)};
    bool done = true;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        done =
            done && seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
    static const struct {
        int call;
        struct scmp_arg_cmp when;
    } bounded[] = {
        {SCMP_SYS(mmap),
         {.arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC}},
        {SCMP_SYS(read),
         {.arg = 0, .op = SCMP_CMP_EQ, .datum_a = STDIN_FILENO}},
        {SCMP_SYS(write),
         {.arg = 0, .op = SCMP_CMP_EQ, .datum_a = STDOUT_FILENO}},
        {SCMP_SYS(write),
         {.arg = 0, .op = SCMP_CMP_EQ, .datum_a = STDERR_FILENO}},
    };
    for (size_t i = 0; i < sizeof bounded / sizeof bounded[0]; i++)
        done = done &&
               seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, bounded[i].call,
                                      1, &bounded[i].when) == 0;
    return done;
}

static bool
forbid(scmp_filter_ctx filter)
{
    static const int calls[] = {
        SCMP_SYS(execve),   SCMP_SYS(execveat), SCMP_SYS(socket),
        SCMP_SYS(connect),  SCMP_SYS(unlinkat), SCMP_SYS(renameat2),
        SCMP_SYS(mkdirat),  SCMP_SYS(linkat),   SCMP_SYS(symlinkat),
        SCMP_SYS(fchmodat), SCMP_SYS(fchownat), SCMP_SYS(mount)};
    bool done = true;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        done = done && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, calls[i],
                                        0) == 0;
    return done;
}

/* Cairo asks whether it might read the typeface that it holds already: yes to
 * everything, without looking. */
static bool
say_yes(scmp_filter_ctx filter)
{
    static const int calls[] = {
#ifdef __NR_access
        SCMP_SYS(access),
#endif
        SCMP_SYS(faccessat), SCMP_SYS(faccessat2)};
    bool done = true;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        done = done &&
               seccomp_rule_add(filter, SCMP_ACT_ERRNO(0), calls[i], 0) == 0;
    return done;
}

/* What a drawing library needs besides: locks, chance, the time, and threads
 * of this very process (Pango looks for a typeface in one). clone3 hides its
 * flags in memory, so it does not exist here and libc takes clone. */
static bool
allow_drawing(scmp_filter_ctx filter)
{
    static const int calls[] = {
        SCMP_SYS(futex),          SCMP_SYS(getrandom),
        SCMP_SYS(clock_gettime),  SCMP_SYS(sched_yield),
        SCMP_SYS(rt_sigprocmask), SCMP_SYS(set_robust_list),
        SCMP_SYS(rseq),           SCMP_SYS(gettid)};
    bool done = allow(filter);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        done =
            done && seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;
    struct scmp_arg_cmp thread = {.arg = 0,
                                  .op = SCMP_CMP_MASKED_EQ,
                                  .datum_a = CLONE_THREAD,
                                  .datum_b = CLONE_THREAD};
    struct scmp_arg_cmp no_code = {
        .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC};
    return done &&
           seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                  &thread) == 0 &&
           seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                                  &no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
                            0) == 0 &&
           say_yes(filter) && forbid(filter);
}

static bool
load_filter(bool drawing)
{
    uint32_t otherwise = SANITIZED ? SCMP_ACT_ALLOW
                         : drawing ? SCMP_ACT_ERRNO(EPERM)
                                   : SCMP_ACT_KILL_PROCESS;
    scmp_filter_ctx filter = seccomp_init(otherwise);
    if (filter == NULL)
        return false;
    /* Of every thread there is by now, too. */
    if (drawing && seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) != 0) {
        seccomp_release(filter);
        return false;
    }
    bool done = (SANITIZED ? forbid(filter)
                 : drawing ? allow_drawing(filter)
                           : allow(filter)) &&
                seccomp_load(filter) == 0;
    if (SANITIZED || !done)
        seccomp_release(filter);
    return done;
}

static enum result
enter(bool drawing, int memory_mib, int processor_s)
{
    if (!SANITIZED && close_range(3, ~0u, 0) != 0)
        return RESULT_IO;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
        !set_limits(memory_mib, processor_s) || !load_filter(drawing))
        return RESULT_IO;
    return RESULT_OK;
}

enum result
sandbox_enter(void)
{
    return enter(false, SANDBOX_MEMORY_MIB, SANDBOX_PROCESSOR_S);
}

enum result
sandbox_enter_drawing(void)
{
    return enter(true, SANDBOX_DRAWING_MIB, SANDBOX_PROCESSOR_S);
}

enum result
sandbox_enter_pages(void)
{
    return enter(true, SANDBOX_PAGES_MIB, SANDBOX_PAGES_S);
}

bool
sandbox_whole(void)
{
    return !SANITIZED;
}
