/* troskel-button: presses, onto the disk before anything else. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/button/service.h"

static const char usage[] = "usage: troskel-button --dir DIR [--config FILE]\n";

int
main(int argc, char **argv)
{
    static const struct option options[] = {
        {"dir", required_argument, NULL, 'd'},
        {"config", required_argument, NULL, 'c'},
        {0}};
    static struct service service;
    const char *dir = NULL;
    const char *config = NULL;
    log_open("troskel-button");
    for (int option;
         (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == 'd')
            dir = optarg;
        else if (option == 'c')
            config = optarg;
        else
            dir = NULL, optind = argc + 1;
    }
    if (dir == NULL || optind != argc) {
        fputs(usage, stderr);
        return 2;
    }
    enum result result = service_init(&service, dir, config);
    if (result == RESULT_OK)
        result = service_run(&service);
    service_finish(&service);
    return result == RESULT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
