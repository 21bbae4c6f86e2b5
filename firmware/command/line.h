/*
 * One command line: its options, its language, and how it says no.
 *
 * A subcommand lists its options once, in a table that ends with an empty
 * row; reading and --help both come from that table. Every subcommand takes
 * --dir, --lang, --json and --help besides. What goes wrong is one line on
 * standard error that names the place and the reason.
 *
 * Exit codes: 0 done, 1 refused or not well, 2 wrong use, 3 the database is
 * damaged (backup: core, which starts one every hour, acts on it).
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/folder.h"
#include "firmware/base/result.h"

enum line_exit {
    LINE_DONE = 0,
    LINE_REFUSED = 1,
    LINE_MISUSED = 2,
    LINE_DAMAGED = 3 /* = KEEP_EXIT_DAMAGED */
};

struct line_option {
    const char *name;  /* "date"; NULL ends the table */
    char letter;       /* 'o', or 0 */
    const char *form;  /* "YYYY-MM-DD"; NULL: the option takes nothing */
    const char *what;  /* for --help: a Swedish WORD() */
    const char *value; /* filled: what was given, "" for a flag, else NULL */
};

struct line_command;

struct line {
    const struct line_command *command;
    const char *dir; /* as given, $TROSKEL_DIR, or the box's own folder */
    const char *asked_lang; /* --lang, or NULL */
    char lang[8];           /* what a person reads here */
    bool json;
    int argc; /* operands once line_read has run; before it, all words */
    char **argv;
};

/* `run` returns an enum line_exit. Texts are Swedish WORD()s. */
struct line_command {
    const char *name;
    const char *form; /* operands and options, as after "Usage" */
    const char *what; /* one sentence */
    const char *more; /* further sentences, or NULL */
    int (*run)(struct line *line);
};

/* Reads the options and leaves the operands. True: go on. False: *end is
 * what to return (help was asked for, or an option was wrong). */
bool line_read(struct line *line, struct line_option *options, int *end);

/* True if there are from `least` to `most` operands; else says how it is
 * used. */
bool line_operands(const struct line *line, int least, int most);

/* "troskel day: WHERE: WHY" (WHERE may be NULL). Gives LINE_REFUSED. */
int line_refuse(const struct line *line, const char *where, const char *why);
/* Likewise, with a hint at --help. Gives LINE_MISUSED. */
int line_misuse(const struct line *line, const char *where, const char *why);
/* Why, in words, for a result that nothing better is known about. */
const char *line_reason(const struct line *line, enum result result);

/* The language of $LC_ALL, $LC_MESSAGES or $LANG, "sv" if not one of ours. */
void line_lang_of_user(char lang[8]);
