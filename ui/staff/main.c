#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/words.h"
#include "ui/staff/staff.h"

static const char help[] =
    "troskel-staff --dir DIR [--port N] [--bind ADDRESS] [--name NAME]\n"
    "\n"
    "Serves the staff's pages over HTTPS: who is here, the signals, the plan.\n"
    "Everybody logs in by name; `troskel staff-url` says where, and how the\n"
    "box's certificate is known.\n"
    "\n"
    "  --dir DIR       the folder that holds all state\n"
    "  --port N        8420 if not said; 0 takes a free one and prints it\n"
    "  --bind ADDRESS  127.0.0.1 if not said: this machine alone; 0.0.0.0 is\n"
    "                  every address of it\n"
    "  --name NAME     what this machine is called on its network, besides\n"
    "                  its own name\n"
    "  --help          this text\n";

enum choice {
    CHOICE_DIR = 256,
    CHOICE_PORT,
    CHOICE_BIND,
    CHOICE_NAME,
    CHOICE_HELP
};

static bool
parse_port(const char *text, int *port)
{
    char *end;
    long value = strtol(text, &end, 10);
    *port = (int)value;
    return *text != '\0' && *end == '\0' && value >= 0 && value <= 65535;
}

static bool
take_choice(int choice, struct staff_options *options)
{
    switch (choice) {
    case CHOICE_DIR:
        options->dir = optarg;
        return true;
    case CHOICE_PORT:
        return parse_port(optarg, &options->port);
    case CHOICE_BIND:
        options->bind = optarg;
        return true;
    case CHOICE_NAME:
        options->name = optarg;
        return true;
    default:
        return false;
    }
}

/* False when the program ends here, with `status`. */
static bool
parse(int argc, char **argv, struct staff_options *options, int *status)
{
    static const struct option longs[] = {
        {"dir", required_argument, NULL, CHOICE_DIR},
        {"port", required_argument, NULL, CHOICE_PORT},
        {"bind", required_argument, NULL, CHOICE_BIND},
        {"name", required_argument, NULL, CHOICE_NAME},
        {"help", no_argument, NULL, CHOICE_HELP},
        {NULL, 0, NULL, 0}};
    int choice;
    *status = 2;
    while ((choice = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (choice == CHOICE_HELP) {
            fputs(help, stdout);
            *status = 0;
            return false;
        }
        if (!take_choice(choice, options)) {
            fputs(help, stderr);
            return false;
        }
    }
    if (options->dir == NULL || optind != argc) {
        fputs(help, stderr);
        return false;
    }
    return true;
}

int
main(int argc, char **argv)
{
    struct staff_options options = {.bind = "127.0.0.1", .port = 8420};
    int status;
    log_open("troskel-staff");
    if (!parse(argc, argv, &options, &status))
        return status;
    words_open(words_folder());
    enum result result = staff_run(&options);
    words_close();
    return result == RESULT_OK ? 0 : 1;
}
