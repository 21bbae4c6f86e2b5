/*
 * troskel-kiosk: the participant's screen.
 */
#include <malloc.h>
#include <stdio.h>

#include "firmware/base/log.h"
#include "firmware/base/trace.h"
#include "firmware/base/words.h"
#include "firmware/store/store.h"
#include "ui/kiosk/kiosk.h"
#include "ui/kiosk/options.h"
#include "ui/kiosk/preview.h"
#include "ui/kiosk/sheet.h"

static int
run(const struct options *options)
{
    static struct kiosk kiosk; /* too large for the stack */
    words_open(words_folder());
    store_expect_lookups();
    enum result result = kiosk_open(&kiosk, options);
    if (result == RESULT_OK) {
        result = kiosk_run(&kiosk);
        kiosk_close(&kiosk);
    }
    words_close();
    return result == RESULT_OK ? 0 : 1;
}

static int
draw_sheet(const struct options *options)
{
    enum result result =
        sheet_draw(options->sheet, options->lang, options->query);
    if (result == RESULT_OK)
        return 0;
    fprintf(stderr, "troskel-kiosk: no sheet: %s\n", result_name(result));
    return 1;
}

/* 2: what was asked for is not there or not understood. */
static int
draw_frame(const struct options *options)
{
    char says[PREVIEW_SAYS_SIZE];
    words_open(words_folder());
    enum result result = preview_draw(options, says);
    words_close();
    if (result == RESULT_OK)
        return 0;
    fprintf(stderr, "troskel-kiosk: no frame: %s\n",
            says[0] != '\0' ? says : result_name(result));
    return result == RESULT_INVALID || result == RESULT_ABSENT ? 2 : 1;
}

int
main(int argc, char *argv[])
{
    struct options options;
    char says[OPTIONS_SAYS_SIZE];
    log_open("troskel-kiosk");
    trace_open("kiosk");
    /* What decoding a picture takes is given back, and leaves no holes. */
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    if (options_read(&options, argc, argv, says) != RESULT_OK) {
        fprintf(stderr, "troskel-kiosk: %s\n", says);
        options_help(stderr);
        return 2;
    }
    switch (options.task) {
    case TASK_HELP:
        options_help(stdout);
        return 0;
    case TASK_VERSION:
        puts("troskel-kiosk " TROSKEL_VERSION);
        return 0;
    case TASK_SHEET:
        return draw_sheet(&options);
    case TASK_DRAW:
        return draw_frame(&options);
    case TASK_RUN:
        break;
    }
    return run(&options);
}
