/*
 * press: an edge down and one up, through the same press logic that a finger
 * on the real button goes through.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"

enum { ANSWER_WAIT_MS = 5000 };

/* The answer comes when the press is on disk. */
static enum result
ask_button(const struct folder *folder, const json_t *message, json_t **answer)
{
    char path[FOLDER_PATH_SIZE];
    int fd = -1;
    folder_path(folder, "run/button.sock", path);
    enum result result = channel_connect(path, &fd);
    if (result == RESULT_OK)
        result = channel_send(fd, message);
    if (result == RESULT_OK)
        result = channel_wait(fd, ANSWER_WAIT_MS);
    if (result == RESULT_OK)
        result = channel_receive(fd, answer);
    if (fd >= 0)
        close(fd);
    return result;
}

static int
tell_press(const struct line *line, json_t *answer)
{
    bool ok = json_is_true(json_object_get(answer, "ok"));
    bool pressed = json_is_true(json_object_get(answer, "pressed"));
    if (line->json) {
        int printed = print_json(line, answer);
        return ok ? printed : LINE_REFUSED;
    }
    json_decref(answer);
    if (!ok)
        return line_refuse(line, "run/button.sock",
                           line_reason(line, RESULT_IO));
    puts(word(line->lang, pressed ? WORD("Sparat: någon tryckte.")
                                  : WORD("Hör till trycket nyss.")));
    return LINE_DONE;
}

int
subcommand_press(struct line *line)
{
    enum { TEST, BUTTON };
    struct line_option options[] = {
        {"test", 0, NULL, WORD("ett prov, som ingen kommer för"), NULL},
        {"button", 0, "N", WORD("vilken knapp i button.conf, från 1"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    json_t *answer = NULL;
    const char *button = options[BUTTON].value;
    json_t *message = json_pack("{s:s, s:b}", "edge", "press", "test",
                                options[TEST].value != NULL);
    if (button != NULL)
        json_object_set_new(message, "button",
                            json_integer(strtol(button, NULL, 10) - 1));
    enum result result = ask_button(&reading.folder, message, &answer);
    json_decref(message);
    if (result == RESULT_OK)
        end = tell_press(line, answer);
    else
        end = line_refuse(
            line, "run/button.sock",
            result == RESULT_ABSENT || result == RESULT_BUSY
                ? word(line->lang, WORD("troskel-button svarar inte"))
                : line_reason(line, result));
    reading_close(&reading);
    return end;
}
