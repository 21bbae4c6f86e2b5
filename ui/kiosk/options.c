#include "ui/kiosk/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"

enum option_id {
    OPTION_DIR = 1,
    OPTION_SIZE,
    OPTION_DENSITY,
    OPTION_BACKEND,
    OPTION_ROTATION,
    OPTION_THEME,
    OPTION_LEFT,
    OPTION_LOW,
    OPTION_CONTROL,
    OPTION_SHOTS,
    OPTION_SOUND,
    OPTION_SHEET,
    OPTION_LANG,
    OPTION_QUERY,
    OPTION_DRAW,
    OPTION_PERSON,
    OPTION_ITEM,
    OPTION_AT,
    OPTION_AS,
    OPTION_OUT,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option table[] = {
    {"dir", required_argument, NULL, OPTION_DIR},
    {"size", required_argument, NULL, OPTION_SIZE},
    {"dpi-mm", required_argument, NULL, OPTION_DENSITY},
    {"backend", required_argument, NULL, OPTION_BACKEND},
    {"rotation", required_argument, NULL, OPTION_ROTATION},
    {"theme", required_argument, NULL, OPTION_THEME},
    {"left", no_argument, NULL, OPTION_LEFT},
    {"low", no_argument, NULL, OPTION_LOW},
    {"control", required_argument, NULL, OPTION_CONTROL},
    {"shots", required_argument, NULL, OPTION_SHOTS},
    {"sound", required_argument, NULL, OPTION_SOUND},
    {"sheet", required_argument, NULL, OPTION_SHEET},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"query", required_argument, NULL, OPTION_QUERY},
    {"draw", required_argument, NULL, OPTION_DRAW},
    {"person", required_argument, NULL, OPTION_PERSON},
    {"item", required_argument, NULL, OPTION_ITEM},
    {"at", required_argument, NULL, OPTION_AT},
    {"as", required_argument, NULL, OPTION_AS},
    {"out", required_argument, NULL, OPTION_OUT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0}};

void
options_help(FILE *to)
{
    fputs(
        "troskel-kiosk --dir DIR [--size WxH] [--dpi-mm N] [--backend NAME]\n"
        "              [--rotation DEGREES] [--theme NAME] [--left] [--low]\n"
        "              [--control SOCKET] [--shots DIR] [--sound NAME]\n"
        "troskel-kiosk --dir DIR --draw SCREEN --at TIME [--person ID]\n"
        "              [--item ID] [--as JSON] [--size WxH] [--out FILE]\n"
        "troskel-kiosk --sheet OUT.png [--lang LANG] [--query TEXT]\n"
        "\n"
        "  --dir DIR        the folder that holds all state\n"
        "  --size WxH       the panel in pixels, as 1280x800; left out: the\n"
        "                   whole screen. A window has no border and stands\n"
        "                   at 0,0\n"
        "  --dpi-mm N       pixels per millimetre of the panel, as 5.9; a\n"
        "                   density in dots per inch is 25.4 times that.\n"
        "                   Left out: known from the panel's pixels\n"
        "  --backend NAME   window (default), offscreen, kmsdrm or dumb\n"
        "  --rotation N     0, 90, 180 or 270, clockwise\n"
        "  --theme NAME     light (default), dim, contrast, or auto: dim in "
        "the\n"
        "                   evening, as the centre says\n"
        "  --left           the frame mirrored, for left hands\n"
        "  --low            on a tall panel all that can be touched stands in\n"
        "                   the lower half\n"
        "  --control SOCKET answer scripts there, one JSON object a line\n"
        "  --shots DIR      a PNG of each new frame: 0001-cover.png ...\n"
        "  --sound NAME     what is read aloud comes out of it, headphones "
        "for\n"
        "                   one; `troskel-voice --list` has the names. Left\n"
        "                   out: the usual one; none: nothing is read aloud\n"
        "  --sheet OUT.png  draw the picture library's concepts, then end;\n"
        "                   further pages are OUT-2.png ...\n"
        "  --lang LANG      of the names on the sheet: sv (default), da, nb,\n"
        "                   nn, fi, en\n"
        "  --query TEXT     what a search for TEXT finds, instead of all\n"
        "  --draw SCREEN    one frame as --person sees it, as PNG, then end;\n"
        "                   nothing is marked as seen: home, day, step, work,\n"
        "                   choice, change, strategies or choose\n"
        "  --at TIME        as 2026-11-24T09:10\n"
        "  --as JSON        settings to try: {\"text\":\"XL\"}\n"
        "  --out FILE       - (default) is standard output\n",
        to);
}

static bool
read_size(const char *text, struct present_options *screen)
{
    char end;
    return sscanf(text, "%5dx%5d%c", &screen->width, &screen->height, &end) ==
               2 &&
           screen->width >= 160 && screen->width <= 8192 &&
           screen->height >= 160 && screen->height <= 8192;
}

/* Pixels per millimetre; what can only be dots per inch is taken as such. */
static bool
read_density(const char *text, double *px_per_mm)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 1 && value <= 1000))
        return false;
    *px_per_mm = value > 40 ? value / 25.4 : value;
    return true;
}

static bool
read_backend(const char *text, enum present_kind *kind)
{
    for (int i = 0; i < PRESENT_COUNT; i++) {
        if (strcmp(text, present_kind_name((enum present_kind)i)) != 0)
            continue;
        *kind = (enum present_kind)i;
        return true;
    }
    return false;
}

static bool
read_rotation(const char *text, int *rotation)
{
    static const char *const known[] = {"0", "90", "180", "270"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(text, known[i]) != 0)
            continue;
        *rotation = i * 90;
        return true;
    }
    return false;
}

static bool
read_theme(const char *text, struct options *options)
{
    static const char *const known[THEME_COUNT] = {[THEME_LIGHT] = "light",
                                                   [THEME_DIM] = "dim",
                                                   [THEME_CONTRAST] =
                                                       "contrast"};
    options->theme = THEME_LIGHT;
    options->theme_by_hour = strcmp(text, "auto") == 0;
    for (int i = 0; i < THEME_COUNT; i++) {
        if (strcmp(text, known[i]) != 0)
            continue;
        options->theme = (enum app_theme)i;
        return true;
    }
    return options->theme_by_hour;
}

static bool
take_screen(struct options *options, int id, const char *value)
{
    switch (id) {
    case OPTION_SIZE:
        return read_size(value, &options->screen);
    case OPTION_DENSITY:
        return read_density(value, &options->px_per_mm);
    case OPTION_BACKEND:
        return read_backend(value, &options->screen.kind);
    case OPTION_ROTATION:
        return read_rotation(value, &options->screen.rotation);
    default:
        return read_theme(value, options);
    }
}

/* What a frame that is drawn once is of. */
static bool
take_drawing(struct options *options, int id, const char *value)
{
    switch (id) {
    case OPTION_PERSON:
        options->person = value;
        return true;
    case OPTION_ITEM:
        options->item = value;
        return true;
    case OPTION_AT:
        options->at = value;
        return true;
    case OPTION_AS:
        options->as = value;
        return true;
    case OPTION_OUT:
        options->out = value;
        return true;
    default:
        return take_screen(options, id, value);
    }
}

/* False: the value is not one of those the option takes. */
static bool
take(struct options *options, int id, const char *value)
{
    switch (id) {
    case OPTION_DIR:
        options->dir = value;
        return true;
    case OPTION_LEFT:
        options->left = true;
        return true;
    case OPTION_LOW:
        options->low = true;
        return true;
    case OPTION_CONTROL:
        options->control = value;
        return true;
    case OPTION_SHOTS:
        options->shots = value;
        return true;
    case OPTION_SOUND:
        options->sound = value;
        return value[0] != '\0';
    case OPTION_SHEET:
        options->task = TASK_SHEET;
        options->sheet = value;
        return true;
    case OPTION_LANG:
        options->lang = value;
        return true;
    case OPTION_QUERY:
        options->query = value;
        return true;
    case OPTION_DRAW:
        options->task = TASK_DRAW;
        options->draw = value;
        return true;
    case OPTION_HELP:
        options->task = TASK_HELP;
        return true;
    case OPTION_VERSION:
        options->task = TASK_VERSION;
        return true;
    default:
        return take_drawing(options, id, value);
    }
}

enum result
options_read(struct options *options, int argc, char *argv[],
             char says[OPTIONS_SAYS_SIZE])
{
    *options = (struct options){.task = TASK_RUN, .lang = "sv"};
    options->screen.title = "Tröskel";
    opterr = 0;
    optind = 1;
    for (;;) {
        int at = -1;
        int id = getopt_long(argc, argv, "", table, &at);
        if (id == -1)
            break;
        if (id == '?') {
            text_format(says, OPTIONS_SAYS_SIZE, "not understood: %s",
                        argv[optind - 1]);
            return RESULT_INVALID;
        }
        if (!take(options, id, optarg)) {
            text_format(says, OPTIONS_SAYS_SIZE, "--%s: not understood: %s",
                        table[at].name, optarg);
            return RESULT_INVALID;
        }
    }
    if (optind < argc) {
        text_format(says, OPTIONS_SAYS_SIZE, "not understood: %s",
                    argv[optind]);
        return RESULT_INVALID;
    }
    if ((options->task == TASK_RUN || options->task == TASK_DRAW) &&
        options->dir == NULL) {
        text_copy(says, OPTIONS_SAYS_SIZE, "--dir DIR is missing");
        return RESULT_INVALID;
    }
    return RESULT_OK;
}
