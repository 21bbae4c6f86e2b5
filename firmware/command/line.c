#include "firmware/command/line.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

enum { OPTIONS_MAX = 32, FIRST_VALUE = 0x100 };

static struct line_option common[] = {
    {"dir", 0, "DIR", WORD("mappen med allt som hör till centret"), NULL},
    {"lang", 0, "sv|da|nb|nn|en", WORD("språk för det som skrivs ut"), NULL},
    {"json", 0, NULL, WORD("skriv för maskiner"), NULL},
    {"help", 'h', NULL, WORD("visa den här hjälpen"), NULL},
    {NULL, 0, NULL, NULL, NULL}};
enum { COMMON_DIR, COMMON_LANG, COMMON_JSON, COMMON_HELP, COMMON_COUNT };

void
line_lang_of_user(char lang[8])
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        char two[3] = {value[0], value[1], '\0'};
        text_copy(lang, 8, words_has(two) ? two : "sv");
        return;
    }
    text_copy(lang, 8, "sv");
}

static void
print_options(const struct line *line, const struct line_option *options)
{
    for (; options->name != NULL; options++) {
        char left[64];
        text_format(left, sizeof left, "%s--%s%s%s",
                    options->letter == 'o' ? "-o, " : "", options->name,
                    options->form == NULL ? "" : " ",
                    options->form == NULL ? "" : options->form);
        printf("  %-28s  %s\n", left, word(line->lang, options->what));
    }
}

static void
print_help(const struct line *line, const struct line_option *options)
{
    const struct line_command *command = line->command;
    printf("%s: troskel [--dir DIR] %s %s\n\n%s\n",
           word(line->lang, WORD("Så används det")), command->name,
           command->form, word(line->lang, command->what));
    if (command->more != NULL)
        printf("\n%s\n", word(line->lang, command->more));
    printf("\n%s:\n", word(line->lang, WORD("Val")));
    print_options(line, options);
    print_options(line, common);
}

static bool
take_common(struct line *line, struct line_option *options, int which, int *end)
{
    switch (which) {
    case COMMON_DIR:
        line->dir = optarg;
        return true;
    case COMMON_LANG:
        if (!words_has(optarg)) {
            *end = line_misuse(line, "--lang", optarg);
            return false;
        }
        line->asked_lang = optarg;
        text_copy(line->lang, sizeof line->lang, optarg);
        return true;
    case COMMON_JSON:
        line->json = true;
        return true;
    default:
        print_help(line, options);
        *end = LINE_DONE;
        return false;
    }
}

/* getopt's own form of both tables. */
static int
make_getopt(struct line_option *options, bool stop, struct option *out,
            char *letters, size_t letters_size)
{
    int count = 0;
    text_copy(letters, letters_size, stop ? "+:h" : ":h");
    for (; options[count].name != NULL && count < OPTIONS_MAX; count++) {
        bool takes = options[count].form != NULL;
        out[count] = (struct option){options[count].name, takes, NULL,
                                     FIRST_VALUE + count};
        if (options[count].letter != 0)
            text_append(letters, letters_size, "%c%s", options[count].letter,
                        takes ? ":" : "");
    }
    for (int i = 0; i < COMMON_COUNT; i++)
        out[count + i] = (struct option){common[i].name, common[i].form != NULL,
                                         NULL, FIRST_VALUE + OPTIONS_MAX + i};
    out[count + COMMON_COUNT] = (struct option){NULL, 0, NULL, 0};
    return count;
}

static int
by_letter(const struct line_option *options, int letter)
{
    for (int i = 0; options[i].name != NULL; i++)
        if (options[i].letter == letter)
            return FIRST_VALUE + i;
    return letter == 'h' ? FIRST_VALUE + OPTIONS_MAX + COMMON_HELP : letter;
}

bool
line_read(struct line *line, struct line_option *options, int *end)
{
    struct option table[OPTIONS_MAX + COMMON_COUNT + 1];
    char letters[2 * OPTIONS_MAX + 4];
    /* Before the subcommand, reading stops at the first word. */
    int count = make_getopt(options, line->command == NULL, table, letters,
                            sizeof letters);
    opterr = 0;
    optind = 0;
    for (;;) {
        int got = getopt_long(line->argc, line->argv, letters, table, NULL);
        if (got == -1)
            break;
        if (got == '?' || got == ':') {
            *end =
                line_misuse(line, line->argv[optind - 1],
                            got == ':' ? word(line->lang, WORD("värdet saknas"))
                                       : word(line->lang, WORD("okänt val")));
            return false;
        }
        int at =
            (got < FIRST_VALUE ? by_letter(options, got) : got) - FIRST_VALUE;
        if (at < count)
            options[at].value = optarg != NULL ? optarg : "";
        else if (!take_common(line, options, at - OPTIONS_MAX, end))
            return false;
    }
    line->argc -= optind;
    line->argv += optind;
    return true;
}

bool
line_operands(const struct line *line, int least, int most)
{
    if (line->argc >= least && line->argc <= most)
        return true;
    char form[256];
    text_format(form, sizeof form, "troskel %s %s", line->command->name,
                line->command->form);
    line_misuse(line, word(line->lang, WORD("så används det")), form);
    return false;
}

static void
put_line(const struct line *line, const char *where, const char *why,
         const char *hint)
{
    fflush(stdout);
    fprintf(stderr, "troskel%s%s: %s%s%s%s\n", line->command == NULL ? "" : " ",
            line->command == NULL ? "" : line->command->name,
            where == NULL ? "" : where, where == NULL ? "" : ": ", why, hint);
}

int
line_refuse(const struct line *line, const char *where, const char *why)
{
    put_line(line, where, why, "");
    return LINE_REFUSED;
}

int
line_misuse(const struct line *line, const char *where, const char *why)
{
    put_line(line, where, why, " (--help)");
    return LINE_MISUSED;
}

const char *
line_reason(const struct line *line, enum result result)
{
    static const char *const reasons[RESULT_COUNT] = {
        [RESULT_OK] = WORD("inget är fel"),
        [RESULT_IO] = WORD("går inte att läsa eller skriva"),
        [RESULT_INVALID] = WORD("har inte den form som väntas"),
        [RESULT_FULL] = WORD("det finns inte plats"),
        [RESULT_BUSY] = WORD("används av någon annan just nu"),
        [RESULT_ABSENT] = WORD("finns inte")};
    return word(line->lang,
                result < RESULT_COUNT ? reasons[result] : reasons[RESULT_IO]);
}
