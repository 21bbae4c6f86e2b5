/* Packs and boards: a zip's list and its files, a table, a board, a drawing. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/exchange/board_read.h"
#include "firmware/exchange/bundle.h"
#include "firmware/exchange/pack_table.h"
#include "firmware/photo/frame.h"
#include "firmware/photo/svg_draw.h"
#include "tests/fuzz/exchange/targets.h"

/* What fontconfig and Pango keep until the end is theirs, not a drawing's. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\nleak:libcairo\n"
           "leak:libglib\nleak:librsvg\n";
}

static void
promise(bool holds)
{
    if (!holds)
        abort();
}

static void
read_table(const char *bytes, size_t length)
{
    struct report report;
    const char *key;
    json_t *row;
    report_init(&report, "sv");
    json_t *rows = pack_table_read(bytes, length, "sv", &report);
    promise(json_is_object(rows));
    json_object_foreach(rows, key, row)
        promise(text_is_utf8(key, strlen(key)) && json_is_object(row));
    json_decref(rows);
    report_finish(&report);
}

void
target_board(const char *bytes, size_t length)
{
    static struct board board;
    struct report report;
    json_t *json = json_loadb(bytes, length, 0, NULL);
    const char *root = board_root(json, "first.obf");
    promise(root != NULL);
    report_init(&report, "sv");
    bool fine = board_read(json, "sv", &report, &board);
    promise(fine == !report_refused(&report));
    promise(!fine || (board.count > 0 && board.count <= BOARD_BUTTONS_MAX));
    for (int i = 0; fine && i < board.count; i++)
        promise(text_is_utf8(board.buttons[i].label,
                             strlen(board.buttons[i].label)));
    report_finish(&report);
    json_decref(json);
}

void
target_svg(const char *bytes, size_t length)
{
    unsigned char *png = NULL;
    size_t png_length = 0;
    enum svg_why why = svg_check(bytes, length);
    promise(why < SVG_WHY_COUNT);
    enum svg_why drawn = svg_draw_png(bytes, length, &png, &png_length);
    promise(why == SVG_FINE || drawn == why);
    promise((drawn == SVG_FINE) == (png != NULL));
    promise(png == NULL || frame_check_drawing(png, png_length));
    free(png);
}

static void
read_one(struct bundle *bundle, int at)
{
    char *bytes = NULL;
    size_t length = 0;
    const char *name = bundle_name(bundle, at);
    promise(text_is_utf8(name, strlen(name)) && name[0] != '/' &&
            strstr(name, "../") != name && strstr(name, "/../") == NULL);
    if (bundle_read(bundle, at, 1 << 20, &bytes, &length) != RESULT_OK) {
        promise(bytes == NULL);
        return;
    }
    promise(length <= 1 << 20 && bytes[length] == '\0');
    if (strstr(name, ".csv") != NULL)
        read_table(bytes, length);
    else if (strstr(name, ".obf") != NULL)
        target_board(bytes, length);
    else
        (void)svg_check(bytes, length);
    free(bytes);
}

void
target_zip(const char *bytes, size_t length)
{
    struct bundle *bundle = NULL;
    char where[BUNDLE_NAME_SIZE];
    enum bundle_why why = bundle_open_bytes(&bundle, bytes, length, where);
    promise((why == BUNDLE_FINE) == (bundle != NULL));
    promise(text_is_utf8(where, strlen(where)));
    for (int i = 0; bundle != NULL && i < bundle_count(bundle); i++)
        read_one(bundle, i);
    bundle_close(bundle);
}
