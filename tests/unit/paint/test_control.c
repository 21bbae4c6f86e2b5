#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/kiosk/control.h"

struct desk {
    struct loop loop;
    struct clock *clock;
    struct control *control;
    char path[100];
    int asked;
    int wait; /* so many times the answer is: not yet */
};

/* Gives back what was asked, and how many that makes. */
static json_t *
echo(void *user, const json_t *request)
{
    struct desk *desk = user;
    if (desk->wait > 0) {
        desk->wait--;
        return NULL;
    }
    return json_pack("{s:i,s:O?}", "n", ++desk->asked, "got",
                     json_object_get(request, "do"));
}

static bool
begin(struct desk *desk)
{
    memset(desk, 0, sizeof *desk);
    text_format(desk->path, sizeof desk->path, "%s/k.sock", test_folder());
    return clock_open(&desk->clock, NULL) == RESULT_OK &&
           loop_init(&desk->loop, desk->clock) == RESULT_OK &&
           control_open(&desk->control, desk->path, &desk->loop, echo, desk) ==
               RESULT_OK;
}

static void
end(struct desk *desk)
{
    control_close(desk->control);
    loop_finish(&desk->loop);
    clock_close(desk->clock);
}

static int
caller_of(const struct desk *desk)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    text_copy(address.sun_path, sizeof address.sun_path, desk->path);
    if (connect(fd, (const struct sockaddr *)&address, sizeof address) != 0)
        abort();
    return fd;
}

/* What came since last time; "" nothing, "end" the line was closed. */
static const char *
heard(int fd)
{
    static char text[4096];
    ssize_t got = recv(fd, text, sizeof text - 1, 0);
    if (got == 0 || (got < 0 && errno != EAGAIN))
        return "end";
    text[got < 0 ? 0 : got] = '\0';
    return text;
}

static void
say(int fd, const char *text)
{
    if (send(fd, text, strlen(text), MSG_NOSIGNAL) != (ssize_t)strlen(text))
        abort();
}

TEST(each_line_is_answered_in_order)
{
    struct desk desk;
    REQUIRE(begin(&desk));
    int fd = caller_of(&desk);
    say(fd, "{\"do\":\"a\"}\n{\"do\":\"b\"}\n");
    control_turn(desk.control);
    CHECK_STR(heard(fd), "{\"n\":1,\"got\":\"a\"}\n{\"n\":2,\"got\":\"b\"}\n");
    close(fd);
    end(&desk);
}

TEST(half_a_line_waits_for_the_rest)
{
    struct desk desk;
    REQUIRE(begin(&desk));
    int fd = caller_of(&desk);
    say(fd, "{\"do\":");
    control_turn(desk.control);
    CHECK_STR(heard(fd), "");
    say(fd, "\"a\"}\n");
    control_turn(desk.control);
    CHECK_STR(heard(fd), "{\"n\":1,\"got\":\"a\"}\n");
    close(fd);
    end(&desk);
}

TEST(a_line_that_is_no_object_is_answered_with_an_error)
{
    struct desk desk;
    REQUIRE(begin(&desk));
    int fd = caller_of(&desk);
    say(fd, "hello\n[1]\n{\"do\":\"a\"}\n");
    control_turn(desk.control);
    CHECK_STR(heard(fd),
              "{\"ok\":false,\"says\":\"a line is one JSON object\"}\n"
              "{\"ok\":false,\"says\":\"a line is one JSON object\"}\n"
              "{\"n\":1,\"got\":\"a\"}\n");
    CHECK_INT(desk.asked, 1);
    close(fd);
    end(&desk);
}

TEST(a_line_without_end_is_refused_and_the_caller_let_go)
{
    struct desk desk;
    static char much[CONTROL_LINE_MAX + 1];
    REQUIRE(begin(&desk));
    int fd = caller_of(&desk);
    memset(much, 'x', CONTROL_LINE_MAX);
    say(fd, much);
    control_turn(desk.control);
    CHECK(strstr(heard(fd), "too long") != NULL);
    control_turn(desk.control);
    CHECK_STR(heard(fd), "end");
    close(fd);
    end(&desk);
}

TEST(a_request_that_waits_is_asked_again_and_holds_up_its_own_line_only)
{
    struct desk desk;
    REQUIRE(begin(&desk));
    int slow = caller_of(&desk);
    int quick = caller_of(&desk);
    desk.wait = 1;
    say(slow, "{\"do\":\"slow\"}\n{\"do\":\"then\"}\n");
    control_turn(desk.control);
    CHECK_STR(heard(slow), "");
    CHECK(control_due(desk.control, 1000) > 1000);
    desk.wait = 1; /* the slow one is asked first */
    say(quick, "{\"do\":\"quick\"}\n");
    control_turn(desk.control);
    CHECK_STR(heard(quick), "{\"n\":1,\"got\":\"quick\"}\n");
    CHECK_STR(heard(slow), "");
    control_turn(desk.control);
    CHECK_STR(heard(slow), "{\"n\":2,\"got\":\"slow\"}\n"
                           "{\"n\":3,\"got\":\"then\"}\n");
    CHECK_INT(control_due(desk.control, 1000), -1);
    close(slow);
    close(quick);
    end(&desk);
}

TEST(a_caller_that_leaves_mid_line_leaves_nothing_behind)
{
    struct desk desk;
    REQUIRE(begin(&desk));
    for (int i = 0; i < 3 * CONTROL_CLIENTS_MAX; i++) {
        int fd = caller_of(&desk);
        say(fd, "{\"do\"");
        control_turn(desk.control);
        close(fd);
        control_turn(desk.control);
    }
    int fd = caller_of(&desk);
    say(fd, "{\"do\":\"a\"}\n");
    control_turn(desk.control);
    CHECK_STR(heard(fd), "{\"n\":1,\"got\":\"a\"}\n");
    close(fd);
    end(&desk);
}

TEST(one_caller_too_many_is_let_go)
{
    struct desk desk;
    int fds[CONTROL_CLIENTS_MAX + 1];
    REQUIRE(begin(&desk));
    for (int i = 0; i <= CONTROL_CLIENTS_MAX; i++) {
        fds[i] = caller_of(&desk);
        control_turn(desk.control);
    }
    CHECK_STR(heard(fds[CONTROL_CLIENTS_MAX - 1]), "");
    CHECK_STR(heard(fds[CONTROL_CLIENTS_MAX]), "end");
    for (int i = 0; i <= CONTROL_CLIENTS_MAX; i++)
        close(fds[i]);
    end(&desk);
}

TEST(nobody_else_may_speak_and_nobody_else_may_take_the_place)
{
    struct desk desk;
    struct stat about;
    struct control *other = NULL;
    REQUIRE(begin(&desk));
    CHECK_INT(stat(desk.path, &about), 0);
    CHECK_INT(about.st_mode & 0777, 0600);
    CHECK_INT(control_open(&other, desk.path, &desk.loop, echo, &desk),
              RESULT_BUSY);
    CHECK_INT(control_open(&other,
                           "/a/path/that/is/far/too/long/for/a/socket/because/"
                           "its/address/holds/no/more/than/one/hundred/and/"
                           "eight/bytes",
                           &desk.loop, echo, &desk),
              RESULT_INVALID);
    CHECK_INT(
        control_open(&other, "/nowhere/at/all/k.sock", &desk.loop, echo, &desk),
        RESULT_IO);
    end(&desk);
    CHECK(stat(desk.path, &about) != 0);
}

TEST(a_socket_left_by_a_kiosk_that_died_is_replaced)
{
    struct desk desk;
    struct control *control = NULL;
    REQUIRE(begin(&desk));
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    text_format(address.sun_path, sizeof address.sun_path, "%s/dead.sock",
                test_folder());
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK_INT(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    CHECK_INT(control_open(&control, address.sun_path, &desk.loop, echo, &desk),
              RESULT_OK);
    control_close(control);
    end(&desk);
}
