/* The whole program, from run/button.sock to the spool. Core is not there, or
 * is a socket of this test. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/folder.h"
#include "firmware/base/text.h"
#include "firmware/button/spool.h"
#include "tests/test.h"

enum { WAIT_MS = 10000 };

static struct folder folder;
static pid_t child;

static void
path_of(const char *name, char out[FOLDER_PATH_SIZE])
{
    folder_path(&folder, name, out);
}

/* Starts the program and waits until it listens. */
static int
start(void)
{
    char path[FOLDER_PATH_SIZE];
    int fd = -1;
    CHECK_INT(folder_make(test_folder(), true), RESULT_OK);
    CHECK_INT(folder_open(&folder, test_folder()), RESULT_OK);
    child = fork();
    if (child == 0) {
        execl(TROSKEL_BUTTON, "troskel-button", "--dir", test_folder(),
              (char *)NULL);
        _exit(127);
    }
    path_of("run/button.sock", path);
    for (int i = 0; i < 500 && fd < 0; i++) {
        if (channel_connect(path, &fd) != RESULT_OK)
            usleep(20000);
    }
    CHECK(fd >= 0);
    return fd;
}

static int
stop(int signal_number)
{
    int status = 0;
    kill(child, signal_number);
    CHECK_INT(waitpid(child, &status, 0), child);
    return status;
}

static json_t *
receive(int fd)
{
    json_t *message = NULL;
    CHECK_INT(channel_wait(fd, WAIT_MS), RESULT_OK);
    CHECK_INT(channel_receive(fd, &message), RESULT_OK);
    return message;
}

static json_t *
ask(int fd, const char *text)
{
    json_t *message = json_loads(text, 0, NULL);
    CHECK_INT(channel_send(fd, message), RESULT_OK);
    json_decref(message);
    return receive(fd);
}

static bool
is(const json_t *answer, const char *key, const char *value)
{
    return text_equal(json_string_value(json_object_get(answer, key)), value);
}

static bool
is_true(const json_t *answer, const char *key)
{
    return json_is_true(json_object_get(answer, key));
}

static int
presses_in_spool(struct record *last)
{
    char path[FOLDER_PATH_SIZE];
    struct spool *spool = NULL;
    uint64_t position = 0;
    int presses = 0;
    path_of("spool/button.spool", path);
    CHECK_INT(spool_open_read(&spool, path), RESULT_OK);
    while (spool != NULL && spool_next(spool, position, last) == RESULT_OK) {
        position = last->number;
        presses += (int)last->count;
    }
    spool_close(spool);
    return presses;
}

TEST(a_press_is_on_disk_when_it_is_answered_even_if_all_dies_then)
{
    int fd = start();
    json_t *answer = ask(fd, "{\"edge\":\"press\"}");
    CHECK_INT(stop(SIGKILL), SIGKILL);
    CHECK(is_true(answer, "ok"));
    CHECK(is_true(answer, "pressed"));
    CHECK(is(answer, "lamp", "sent"));
    struct record record;
    CHECK_INT(presses_in_spool(&record), 1);
    CHECK_INT(record.flags, RECORD_KEY);
    CHECK_INT(strlen(record.boot), 36);
    CHECK(record.utc_ms > 0);
    json_decref(answer);
    close(fd);
}

TEST(down_and_up_are_one_press_and_a_test_is_marked)
{
    int fd = start();
    json_decref(ask(fd, "{\"edge\":\"down\",\"button\":1,\"test\":true}"));
    json_t *up = ask(fd, "{\"edge\":\"up\",\"button\":1}");
    CHECK(is_true(up, "ok"));
    CHECK(!is_true(up, "pressed"));
    struct record record;
    CHECK_INT(presses_in_spool(&record), 1);
    CHECK_INT(record.button, 1);
    CHECK_INT(record.flags, RECORD_KEY | RECORD_TEST);
    CHECK_INT(stop(SIGTERM), 0);
    json_decref(up);
    close(fd);
}

TEST(what_is_no_edge_is_invalid_and_presses_nothing)
{
    int fd = start();
    static const char *const wrong[] = {"{\"edge\":\"sideways\"}",
                                        "{\"edge\":\"press\",\"button\":8}",
                                        "{\"edge\":\"press\",\"button\":-1}",
                                        "{\"edge\":\"press\",\"button\":\"0\"}",
                                        "{\"edge\":7}",
                                        "{}"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        json_t *answer = ask(fd, wrong[i]);
        CHECK(is(answer, "why", "invalid"));
        json_decref(answer);
    }
    CHECK_INT(send(fd, "not json", 8, 0), 8);
    json_t *answer = receive(fd);
    CHECK(is(answer, "why", "invalid"));
    json_decref(answer);
    answer = ask(fd, "{\"do\":\"state\"}");
    CHECK(is_true(answer, "ok"));
    CHECK(is(answer, "lamp", "off"));
    CHECK(is(answer, "button", "ok"));
    json_decref(answer);
    struct record record;
    CHECK_INT(presses_in_spool(&record), 0);
    CHECK_INT(stop(SIGTERM), 0);
    close(fd);
}

static int
accept_core(int listener)
{
    int fd = -1;
    CHECK_INT(channel_wait(listener, WAIT_MS), RESULT_OK);
    CHECK_INT(channel_accept(listener, &fd), RESULT_OK);
    return fd;
}

/* Answers as core does, with a position and a lamp besides. */
static void
answer_as_core(int fd, const json_t *command, int position)
{
    json_t *answer = json_pack("{s:b,s:i}", "ok", true, "position", position);
    json_t *id = json_object_get(command, "id");
    if (id != NULL)
        json_object_set(answer, "id", id);
    CHECK_INT(channel_send(fd, answer), RESULT_OK);
    json_decref(answer);
}

/* Reads commands and answers them until `wanted` came. */
static void
serve_until(int fd, const char *wanted, int position)
{
    for (int i = 0; i < 10; i++) {
        json_t *command = receive(fd);
        bool found = is(command, "do", wanted);
        answer_as_core(fd, command, position);
        json_decref(command);
        if (found)
            return;
    }
    CHECK_STR("never asked", wanted);
}

TEST(core_is_poked_tells_the_lamp_and_hears_how_the_button_is)
{
    char path[FOLDER_PATH_SIZE];
    int listener = -1;
    int fd = start();
    json_decref(ask(fd, "{\"edge\":\"press\"}")); /* core is not there yet */
    path_of("run/core.sock", path);
    CHECK_INT(channel_listen(path, &listener), RESULT_OK);
    int core = accept_core(listener);
    serve_until(core, "hello", 0);
    serve_until(core, "spool", 1);
    serve_until(core, "button", 1);
    json_t *answer = ask(fd, "{\"do\":\"state\"}");
    CHECK(is(answer, "lamp", "off")); /* taken, and core said nothing yet */
    json_decref(answer);
    json_t *push = json_pack("{s:s}", "lamp", "coming");
    CHECK_INT(channel_send(core, push), RESULT_OK);
    json_decref(push);
    bool coming = false;
    for (int i = 0; i < 200 && !coming; i++) {
        answer = ask(fd, "{\"do\":\"state\"}");
        coming = is(answer, "lamp", "coming");
        json_decref(answer);
        usleep(10000);
    }
    CHECK(coming);
    CHECK_INT(stop(SIGTERM), 0);
    close(core);
    close(listener);
    close(fd);
}

TEST(a_press_the_disk_refuses_is_told_so_and_stored_when_it_can_be)
{
    char path[FOLDER_PATH_SIZE];
    CHECK_INT(folder_make(test_folder(), true), RESULT_OK);
    CHECK_INT(folder_open(&folder, test_folder()), RESULT_OK);
    path_of("spool", path);
    CHECK_INT(rmdir(path), 0);
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    close(file); /* a file where the folder has to be */
    child = fork();
    if (child == 0) {
        execl(TROSKEL_BUTTON, "troskel-button", "--dir", test_folder(),
              (char *)NULL);
        _exit(127);
    }
    int fd = -1;
    char sock[FOLDER_PATH_SIZE];
    path_of("run/button.sock", sock);
    for (int i = 0; i < 500 && fd < 0; i++)
        if (channel_connect(sock, &fd) != RESULT_OK)
            usleep(20000);
    json_t *answer = ask(fd, "{\"edge\":\"press\"}");
    CHECK(is(answer, "why", "io"));
    CHECK(is(answer, "lamp", "off"));
    json_decref(answer);
    CHECK_INT(unlink(path), 0);
    CHECK_INT(mkdir(path, 0700), 0);
    bool sent = false;
    for (int i = 0; i < 500 && !sent; i++) {
        answer = ask(fd, "{\"do\":\"state\"}");
        sent = is(answer, "lamp", "sent") && is(answer, "button", "ok");
        json_decref(answer);
        usleep(20000);
    }
    CHECK(sent);
    struct record record;
    CHECK_INT(presses_in_spool(&record), 1);
    CHECK_INT(stop(SIGTERM), 0);
    close(fd);
}

TEST(a_line_that_is_not_there_is_said_in_button_state)
{
    char path[FOLDER_PATH_SIZE];
    CHECK_INT(folder_make(test_folder(), true), RESULT_OK);
    text_format(path, sizeof path, "%s/button.conf", test_folder());
    FILE *config = fopen(path, "w");
    REQUIRE(config != NULL);
    fputs("button = Knappen\nline = no-such-line\n", config);
    fclose(config);
    int fd = start();
    json_t *answer = ask(fd, "{\"do\":\"state\"}");
    CHECK(is(answer, "button", "absent"));
    json_decref(answer);
    path_of("run/button.state", path);
    json_t *state = json_load_file(path, 0, NULL);
    CHECK(is(state, "button", "absent"));
    CHECK_INT(json_array_size(json_object_get(state, "lines")), 1);
    json_decref(state);
    CHECK_INT(stop(SIGTERM), 0);
    close(fd);
}

static bool
put_file(const char *name, const char *text)
{
    char path[FOLDER_PATH_SIZE];
    text_format(path, sizeof path, "%s/%s", test_folder(), name);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return false;
    fputs(text, file);
    return fclose(file) == 0;
}

static int
brightness(void)
{
    char path[FOLDER_PATH_SIZE];
    char text[16] = "";
    path_of("brightness", path);
    FILE *file = fopen(path, "r");
    if (file == NULL || fgets(text, sizeof text, file) == NULL)
        text[0] = '\0';
    if (file != NULL)
        fclose(file);
    return (int)strtol(text, NULL, 10);
}

/* A folder with the two files that the kernel gives an LED. */
TEST(a_lamp_that_can_be_dimmed_breathes_while_nobody_has_answered)
{
    char config[FOLDER_PATH_SIZE + 40];
    CHECK_INT(folder_make(test_folder(), true), RESULT_OK);
    text_format(config, sizeof config, "lamp = Lampan\nled = %s\n",
                test_folder());
    REQUIRE(put_file("button.conf", config));
    REQUIRE(put_file("max_brightness", "255\n"));
    REQUIRE(put_file("brightness", "99\n"));
    int fd = start();
    usleep(200000);
    CHECK_INT(brightness(), 0);
    json_decref(ask(fd, "{\"edge\":\"press\"}"));
    int low = 255;
    int high = 0;
    for (int i = 0; i < 60; i++) {
        int now = brightness();
        low = now < low ? now : low;
        high = now > high ? now : high;
        usleep(100000);
    }
    CHECK(high > 240);
    CHECK(low < 110);
    CHECK(low >= 255 / 3);
    CHECK_INT(stop(SIGTERM), 0);
    close(fd);
}

TEST(the_staffs_own_button_is_marked_and_has_its_own_name_in_cores_list)
{
    char path[FOLDER_PATH_SIZE];
    int listener = -1;
    CHECK_INT(folder_make(test_folder(), true), RESULT_OK);
    REQUIRE(put_file("button.conf", "button = Knappen\nplace = Köket\n"
                                    "line = no-such-line\n"
                                    "button = Jag är här\nplace = Köket\n"
                                    "line = nor-this\nstaff = yes\n"));
    int fd = start();
    json_decref(ask(fd, "{\"edge\":\"press\"}"));
    struct record record;
    CHECK_INT(presses_in_spool(&record), 1);
    CHECK_STR(record.name, "Köket");
    CHECK_INT(record.flags & RECORD_STAFF, 0);
    json_decref(ask(fd, "{\"edge\":\"press\",\"button\":1}"));
    CHECK_INT(presses_in_spool(&record), 2);
    CHECK_STR(record.name, "Köket");
    CHECK_INT(record.flags & RECORD_STAFF, RECORD_STAFF);
    path_of("run/core.sock", path);
    CHECK_INT(channel_listen(path, &listener), RESULT_OK);
    int core = accept_core(listener);
    serve_until(core, "hello", 0);
    json_t *told = NULL;
    for (int i = 0; i < 5 && told == NULL; i++) {
        json_t *command = receive(core);
        answer_as_core(core, command, 2);
        if (is(command, "do", "button"))
            told = json_incref(json_object_get(command, "lines"));
        json_decref(command);
    }
    CHECK_INT(json_array_size(told), 2);
    CHECK(is(json_array_get(told, 0), "place", "Köket"));
    CHECK(is(json_array_get(told, 0), "state", "absent"));
    CHECK(!is_true(json_array_get(told, 0), "staff"));
    CHECK(is(json_array_get(told, 1), "place", "Jag är här"));
    CHECK(is_true(json_array_get(told, 1), "staff"));
    json_decref(told);
    CHECK_INT(stop(SIGTERM), 0);
    close(core);
    close(listener);
    close(fd);
}
