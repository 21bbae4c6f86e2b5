#include "firmware/command/export_board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/credit.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/exchange/board_out.h"
#include "firmware/store/standing.h"

enum { DAYS = 14 };

struct boards {
    struct line *line;
    struct reading reading;
    struct library *library; /* NULL: there is none */
    struct board_out out;
    struct view_item *items; /* owned; out.cards point into them */
    int count;
};

static enum result
png(void *user, const char *picture, unsigned char **bytes, size_t *length)
{
    const struct boards *boards = user;
    if (view_picture_is_own(picture))
        return view_photo(boards->reading.store, picture, bytes, length);
    return boards->library == NULL
               ? RESULT_ABSENT
               : library_png(boards->library, picture, bytes, length);
}

static enum result
credit(void *user, const char *picture, struct library_credit *out)
{
    const struct boards *boards = user;
    return credit_of(boards->reading.store, boards->library, picture, out);
}

static bool
known(const struct boards *boards, const char *id)
{
    for (int i = 0; i < boards->count; i++)
        if (text_equal(boards->items[i].id, id))
            return true;
    return false;
}

/* Each choice once, of the days to come, in this person's own words. */
static enum result
choices_of(struct boards *boards, const char *person)
{
    struct view_day *day = malloc(sizeof *day);
    int32_t today = reading_now(&boards->reading).day;
    enum result result = day == NULL ? RESULT_FULL : RESULT_OK;
    for (int32_t d = 0; d < DAYS && result == RESULT_OK; d++) {
        result = view_day(boards->reading.store, person, today + d, day);
        for (int i = 0; result == RESULT_OK && i < day->count; i++)
            if (day->items[i].option_count > 0 &&
                boards->count < BOARD_OUT_MAX &&
                !known(boards, day->items[i].id))
                boards->items[boards->count++] = day->items[i];
    }
    free(day);
    return result;
}

/* As it was planned, in everybody's words. */
static enum result
choice_itself(struct boards *boards, const char *id)
{
    json_t *body = NULL, *option;
    size_t i;
    struct view_item *item = &boards->items[0];
    enum result result =
        standing_body(boards->reading.store, EVENT_ITEM_SAVED, id, &body);
    if (result != RESULT_OK)
        return result;
    *item = (struct view_item){.start = -1};
    (void)text_copy(item->id, sizeof item->id, id);
    (void)text_copy(item->what.text, sizeof item->what.text,
                    json_string_value(json_object_get(body, "title")));
    json_array_foreach(json_object_get(body, "options"), i, option)
    {
        if (item->option_count == VIEW_OPTIONS_MAX)
            break;
        struct view_card *card = &item->options[item->option_count++];
        (void)text_copy(card->text, sizeof card->text,
                        json_string_value(json_object_get(option, "text")));
        (void)text_copy(card->picture, sizeof card->picture,
                        json_string_value(json_object_get(option, "picture")));
    }
    boards->count = item->option_count > 0;
    json_decref(body);
    return RESULT_OK;
}

static enum result
find_choices(struct boards *boards, const char *what)
{
    char person[UUID_SIZE];
    unsigned char bytes[UUID_BYTES];
    if (uuid_parse(what, bytes) &&
        view_item_exists(boards->reading.store, what))
        return choice_itself(boards, what);
    enum result result =
        reading_person(boards->line, &boards->reading, what, person);
    return result == RESULT_OK ? choices_of(boards, person) : result;
}

static enum result
write_bytes(const char *path, const void *bytes, size_t length)
{
    char part[4096];
    if (!text_format(part, sizeof part, "%s.part", path))
        return RESULT_INVALID;
    FILE *out = fopen(part, "wbe");
    bool fine = out != NULL && fwrite(bytes, 1, length, out) == length &&
                fflush(out) == 0 && fsync(fileno(out)) == 0;
    if (out != NULL && fclose(out) != 0)
        fine = false;
    if (fine && rename(part, path) == 0)
        return RESULT_OK;
    if (out != NULL)
        unlink(part);
    return RESULT_IO;
}

static enum result
write_obf(const struct boards *boards, const char *path)
{
    json_t *json = board_out_obf(&boards->out);
    char *text = json == NULL ? NULL : json_dumps(json, JSON_INDENT(2));
    enum result result =
        text == NULL ? RESULT_FULL : write_bytes(path, text, strlen(text));
    free(text);
    json_decref(json);
    return result;
}

static enum result
write_obz(const struct boards *boards, const char *path)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    enum result result = board_out_obz(&boards->out, &bytes, &length);
    if (result == RESULT_OK)
        result = write_bytes(path, bytes, length);
    free(bytes);
    return result;
}

static enum result
write_boards(struct boards *boards, const char *path)
{
    boards->out.lang = boards->reading.centre.lang;
    boards->out.user = boards;
    boards->out.png = png;
    boards->out.credit = credit;
    boards->out.count = boards->count;
    for (int i = 0; i < boards->count; i++)
        boards->out.cards[i] = (struct board_out_card){
            boards->items[i].id, boards->items[i].what.text,
            boards->items[i].options, boards->items[i].option_count};
    return strcasecmp(path + strlen(path) - 4, ".obz") == 0
               ? write_obz(boards, path)
               : write_obf(boards, path);
}

static int
run(struct boards *boards, const char *path)
{
    struct line *line = boards->line;
    enum result result = find_choices(boards, line->argv[1]);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT || result == RESULT_INVALID
                   ? LINE_REFUSED /* said already: nobody has that name */
                   : line_refuse(line, line->argv[1],
                                 line_reason(line, result));
    if (boards->count == 0)
        return line_refuse(line, line->argv[1],
                           word(line->lang, WORD("har inget att välja på")));
    result = write_boards(boards, path);
    return result == RESULT_OK
               ? LINE_DONE
               : line_refuse(line, path, line_reason(line, result));
}

int
export_board(struct line *line, const char *path)
{
    struct boards boards = {.line = line};
    size_t length = path == NULL ? 0 : strlen(path);
    if (length < 5 || (strcasecmp(path + length - 4, ".obf") != 0 &&
                       strcasecmp(path + length - 4, ".obz") != 0))
        return line_misuse(
            line, "--output",
            word(line->lang, WORD("en fil som slutar på .obf eller .obz")));
    if (reading_open(line, &boards.reading) != RESULT_OK)
        return LINE_REFUSED;
    if (library_open(&boards.library, library_path()) != RESULT_OK)
        boards.library = NULL;
    boards.items = calloc(BOARD_OUT_MAX, sizeof *boards.items);
    int end = boards.items == NULL
                  ? line_refuse(line, path, line_reason(line, RESULT_FULL))
                  : run(&boards, path);
    free(boards.items);
    library_close(boards.library);
    reading_close(&boards.reading);
    return end;
}
