#include "firmware/photo/sandbox.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

enum { CELL_FAILED = 99 };

/* What becomes of a process that does this in the cell. */
static int
end_in(enum result (*enter)(void), void (*deed)(void))
{
    int how = 0;
    pid_t pid = fork();
    if (pid == 0) {
        if (enter() != RESULT_OK)
            _exit(CELL_FAILED);
        deed();
        _exit(0);
    }
    CHECK_INT(waitpid(pid, &how, 0), pid);
    return how;
}

static int
end_of(void (*deed)(void))
{
    return end_in(sandbox_enter, deed);
}

static void
do_nothing(void)
{
}

static void
open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void)fd;
}

static void
run_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
}

TEST(the_cell_can_be_entered_and_left)
{
    CHECK_INT(end_of(do_nothing), 0);
}

TEST(the_network_is_closed_in_the_cell)
{
    int how = end_of(open_socket);
    CHECK(WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS);
}

TEST(no_program_starts_in_the_cell)
{
    int how = end_of(run_program);
    CHECK(WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS);
}

static void
open_file(void)
{
    int fd = open("/etc/hostname", O_RDONLY | O_CLOEXEC);
    (void)fd;
}

static void
ask_who_runs(void)
{
    (void)!getppid();
}

/* With a sanitizer these two are open: sandbox.h says why. */
TEST(no_file_opens_in_the_cell_as_shipped)
{
    int how = end_of(open_file);
    CHECK((WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS) == sandbox_whole());
}

TEST(what_is_not_on_the_list_ends_the_process_as_shipped)
{
    int how = end_of(ask_who_runs);
    CHECK((WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS) == sandbox_whole());
}

/* Leaves with 1 if a file could be opened. */
static void
try_file(void)
{
    if (open("/etc/hostname", O_RDONLY | O_CLOEXEC) >= 0)
        _exit(1);
}

TEST(the_cell_for_drawing_has_no_files_no_network_and_no_programs)
{
    int how = end_in(sandbox_enter_drawing, open_socket);
    CHECK(WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS);
    how = end_in(sandbox_enter_drawing, run_program);
    CHECK(WIFSIGNALED(how) && WTERMSIG(how) == SIGSYS);
    how = end_in(sandbox_enter_drawing, try_file);
    CHECK_INT(WIFEXITED(how) ? WEXITSTATUS(how) : -1, sandbox_whole() ? 0 : 1);
}
