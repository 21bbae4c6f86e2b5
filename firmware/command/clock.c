/*
 * clock set, clock advance, clock show: the one clock of a test folder.
 */
#include <stdio.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/span.h"
#include "firmware/command/subcommands.h"
#include "firmware/core/client.h"

enum { FREEZE, UNSURE, CORE_WAIT_MS = 2000 };

static int
show(const struct line *line, const struct reading *reading)
{
    struct clock_time now = clock_now(reading->clock);
    char local[40];
    if (line->json)
        return print_json(line, json_pack("{s:o, s:o, s:I, s:s, s:b}", "utc",
                                          print_utc(now.utc_ms), "local",
                                          print_local(now.utc_ms), "boot_ms",
                                          (json_int_t)now.boot_ms, "quality",
                                          clock_quality_name(now.quality),
                                          "for_tests",
                                          folder_for_tests(&reading->folder)));
    print_local_into(now.utc_ms, local, sizeof local);
    printf("%s  %s\n", local, clock_quality_name(now.quality));
    return LINE_DONE;
}

static enum result
set(const struct line *line, struct reading *reading,
    const struct line_option *options)
{
    int64_t utc_ms;
    if (span_parse_moment(line->argv[1], &utc_ms) != RESULT_OK) {
        line_misuse(line, line->argv[1],
                    word(line->lang, WORD("är ingen tid (2026-11-24T09:10)")));
        return RESULT_INVALID;
    }
    return clock_test_set(reading->clock, utc_ms, options[FREEZE].value != NULL,
                          options[UNSURE].value != NULL ? CLOCK_UNSURE
                                                        : CLOCK_SYNCED);
}

static enum result
advance(const struct line *line, struct reading *reading)
{
    int64_t ms;
    if (span_parse(line->argv[1], &ms) != RESULT_OK) {
        line_misuse(line, line->argv[1],
                    word(line->lang, WORD("är ingen längd (90s, 15m, 2h)")));
        return RESULT_INVALID;
    }
    return clock_test_advance(reading->clock, ms);
}

/* Core tells its clients, so that every screen draws the new time at once.
 * Where no core runs there is nobody to tell. */
static void
tell_core(const struct folder *folder)
{
    json_t *answer = NULL;
    json_t *command = json_pack("{s:s}", "do", "clock");
    enum result ignored =
        client_once(folder, "command", command, CORE_WAIT_MS, &answer);
    (void)ignored;
    json_decref(answer);
}

static int
move(struct line *line, struct reading *reading,
     const struct line_option *options)
{
    if (!folder_for_tests(&reading->folder))
        return line_refuse(
            line, line->dir,
            word(line->lang, WORD("mappen är inte gjord för prov; där går "
                                  "klockan som datorns")));
    enum result result = text_equal(line->argv[0], "set")
                             ? set(line, reading, options)
                             : advance(line, reading);
    if (result != RESULT_OK)
        return LINE_MISUSED;
    tell_core(&reading->folder);
    return show(line, reading);
}

int
subcommand_clock(struct line *line)
{
    struct line_option options[] = {
        {"freeze", 0, NULL, WORD("låt klockan stå still"), NULL},
        {"unsure", 0, NULL, WORD("som om ingen vet att den går rätt"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 2))
        return LINE_MISUSED;
    const char *what = line->argv[0];
    bool shows = text_equal(what, "show") && line->argc == 1;
    bool moves = (text_equal(what, "set") || text_equal(what, "advance")) &&
                 line->argc == 2;
    if (!shows && !moves)
        return line_misuse(line, what,
                           word(line->lang, WORD("set, advance eller show")));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    end = shows ? show(line, &reading) : move(line, &reading, options);
    reading_close(&reading);
    return end;
}
