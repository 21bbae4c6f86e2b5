#include <poll.h>
#include <unistd.h>

#include "firmware/base/loop.h"
#include "tests/test.h"

struct party {
    struct loop *loop;
    int other_fd;
    int calls;
};

static void
take_and_leave(void *user, int fd, short events)
{
    struct party *party = user;
    (void)events;
    party->calls++;
    loop_remove(party->loop, fd);
    loop_remove(party->loop, party->other_fd);
}

TEST(a_handler_may_remove_itself_and_others)
{
    struct clock *clock = NULL;
    struct loop loop;
    int a[2] = {-1, -1};
    int b[2] = {-1, -1};
    REQUIRE(clock_open(&clock, NULL) == RESULT_OK);
    REQUIRE(loop_init(&loop, clock) == RESULT_OK);
    REQUIRE(pipe(a) == 0 && pipe(b) == 0);
    struct party party = {&loop, b[0], 0};
    REQUIRE(loop_add(&loop, a[0], POLLIN, take_and_leave, &party) == RESULT_OK);
    REQUIRE(loop_add(&loop, b[0], POLLIN, take_and_leave, &party) == RESULT_OK);
    REQUIRE(write(a[1], "x", 1) == 1 && write(b[1], "x", 1) == 1);
    loop_once(&loop, 1000);
    CHECK_INT(party.calls, 1);
    loop_once(&loop, 0);
    CHECK_INT(party.calls, 1);
    for (int i = 0; i < 2; i++) {
        close(a[i]);
        close(b[i]);
    }
    loop_finish(&loop);
    clock_close(clock);
}
