/*
 * troskel: the command line for technicians, staff and scripts.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"

#define BOX_FOLDER "/var/lib/troskel"

static void
print_overview(const struct line *line)
{
    printf("%s: troskel [--dir DIR] [--lang sv] %s …\n\n",
           word(line->lang, WORD("Så används det")), "COMMAND");
    for (const struct line_command *at = subcommands; at->name != NULL; at++) {
        fputs("  ", stdout);
        print_cell(at->name, 10);
        puts(word(line->lang, at->what));
    }
    printf("\n%s\n",
           word(line->lang, WORD("troskel COMMAND --help säger mer. Mappen "
                                 "är --dir, annars $TROSKEL_DIR, annars "
                                 "/var/lib/troskel.")));
}

static const struct line_command *
find_command(const char *name)
{
    for (const struct line_command *at = subcommands; at->name != NULL; at++)
        if (text_equal(at->name, name))
            return at;
    return NULL;
}

static int
run_line(struct line *line)
{
    enum { VERSION, HELP };
    struct line_option options[] = {
        {"version", 0, NULL, WORD("visa versionen"), NULL},
        {"help", 'h', NULL, WORD("visa den här hjälpen"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (options[VERSION].value != NULL) {
        puts("troskel " TROSKEL_VERSION);
        return LINE_DONE;
    }
    if (options[HELP].value != NULL || line->argc == 0 ||
        text_equal(line->argv[0], "help")) {
        print_overview(line);
        return line->argc == 0 && options[HELP].value == NULL ? LINE_MISUSED
                                                              : LINE_DONE;
    }
    line->command = find_command(line->argv[0]);
    if (line->command == NULL)
        return line_misuse(line, line->argv[0],
                           word(line->lang, WORD("det kommandot finns inte")));
    return line->command->run(line);
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    log_open("troskel");
    words_open(words_folder());
    const char *dir = getenv("TROSKEL_DIR");
    struct line line = {
        .dir = text_empty(dir) ? BOX_FOLDER : dir, .argc = argc, .argv = argv};
    line_lang_of_user(line.lang);
    int end = run_line(&line);
    words_close();
    return end;
}
