/* A long file beside people who wait for the disk. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/gentle.h"
#include "firmware/base/text.h"
#include "tests/test.h"

/* What is asked of the kernel, counted on its way. */
static int sent;

int
fdatasync(int fd)
{
    sent++;
    return (int)syscall(SYS_fdatasync, fd);
}

enum { PIECE = 256 * 1024, HALF = PIECE / 2 };

TEST(a_file_goes_to_the_disk_piece_by_piece)
{
    static char bytes[HALF];
    char path[300];
    (void)text_format(path, sizeof path, "%s/long", test_folder());
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    REQUIRE(fd >= 0);
    struct gentle file = gentle_file(fd);
    sent = 0;
    for (int64_t written = 0; written < INT64_C(4) * PIECE;) {
        CHECK(write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes);
        written += HALF;
        gentle_wrote(&file, written);
        CHECK_INT(sent, (int)(written / PIECE));
    }
    close(fd);
}

TEST(a_pipe_and_what_has_no_length_are_left_alone)
{
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    struct gentle file = gentle_file(ends[1]);
    sent = 0;
    gentle_wrote(&file, -1); /* what ftello(3) says of a pipe */
    CHECK_INT(sent, 0);
    gentle_wrote(&file, PIECE);
    close(ends[0]);
    close(ends[1]);
}

TEST(a_process_that_is_gentle_comes_after_others)
{
    int status = 1;
    pid_t pid = fork();
    if (pid == 0) {
        gentle_process();
        _exit(getpriority(PRIO_PROCESS, 0) >= 10 ? 0 : 1);
    }
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK_INT(status, 0);
}
