/* troskel-core: the only process that writes the database. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/trace.h"
#include "firmware/core/core.h"
#include "firmware/core/server.h"

struct program {
    struct folder folder;
    struct clock *clock;
    struct loop loop;
    struct core *core;
    struct server *server;
};

static void
usage(FILE *out)
{
    fputs("usage: troskel-core --dir DIR\n"
          "Keeps the log of the centre in DIR: takes commands on\n"
          "DIR/run/core.sock, presses from DIR/spool. Ends at SIGTERM.\n",
          out);
}

static const char *
read_options(int argc, char **argv)
{
    static const struct option options[] = {{"dir", required_argument, 0, 'd'},
                                            {"help", no_argument, 0, 'h'},
                                            {0, 0, 0, 0}};
    const char *dir = NULL;
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'h') {
            usage(stdout);
            exit(0);
        }
        if (option != 'd') {
            usage(stderr);
            exit(2);
        }
        dir = optarg;
    }
    if (dir == NULL || optind != argc) {
        usage(stderr);
        exit(2);
    }
    return dir;
}

static enum result
start(struct program *program, const char *dir)
{
    enum result result = folder_open(&program->folder, dir);
    if (result != RESULT_OK) {
        log_warn("%s: no such folder", dir);
        return result;
    }
    result = clock_open(&program->clock, program->folder.path);
    if (result == RESULT_OK)
        result = loop_init(&program->loop, program->clock);
    if (result == RESULT_OK)
        result = core_open(&program->core, &program->folder, program->clock);
    if (result == RESULT_BUSY)
        log_warn("%s: another core has this folder", dir);
    if (result == RESULT_ABSENT)
        log_warn("%s: no centre here yet; make one with troskel init", dir);
    if (result == RESULT_OK)
        result = server_open(&program->server, &program->folder, &program->loop,
                             program->core);
    return result;
}

static int64_t
turn(void *user, struct clock_time now)
{
    struct program *program = user;
    int64_t due = core_turn(program->core, now);
    server_wait_for_core(program->server);
    server_tell(program->server);
    if (core_broken(program->core))
        loop_stop(&program->loop);
    return due;
}

int
main(int argc, char **argv)
{
    struct program program = {.loop = {.signal_fd = -1}};
    log_open("troskel-core");
    trace_open("core");
    enum result result = start(&program, read_options(argc, argv));
    if (result == RESULT_OK) {
        log_info("ready");
        result = loop_run(&program.loop, turn, &program);
    }
    bool broken = program.core != NULL && core_broken(program.core);
    server_close(program.server);
    core_close(program.core);
    loop_finish(&program.loop);
    clock_close(program.clock);
    if (broken)
        log_warn("the disk failed; starting again from the file");
    return result != RESULT_OK || broken;
}
