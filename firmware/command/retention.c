/*
 * retention: what is kept longer than was decided, counted by core's own
 * rules. Nothing goes by it: a purge is approved on the staff's pages,
 * which have this program count, so that no signal waits for it.
 */
#include <stdio.h>

#include "firmware/base/gentle.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/store/purge.h"

static enum result
count_due(const struct reading *reading, struct purge_count *count)
{
    struct purge_cut cut;
    enum result result =
        purge_cut_due(reading->store, reading_now(reading).day, &cut);
    return result == RESULT_OK ? purge_count(reading->store, &cut, count)
                               : result;
}

static json_t *
count_json(const struct purge_count *count)
{
    json_t *events = json_object();
    for (int i = 0; i < PURPOSE_COUNT; i++)
        json_object_set_new(events, purpose_name((enum purpose)i),
                            json_integer((json_int_t)count->events[i]));
    return json_pack("{s:o, s:I, s:I}", "events", events, "held",
                     (json_int_t)count->held, "waiting",
                     (json_int_t)count->waiting);
}

static void
print_row(const char *words, int64_t number)
{
    print_cell(words, 24);
    printf("%lld\n", (long long)number);
}

static int
print_count(const struct line *line, const struct purge_count *count)
{
    int64_t total = 0;
    for (int i = 0; i < PURPOSE_COUNT; i++)
        total += count->events[i];
    print_row(word(line->lang, WORD("Att gallra nu")), total);
    print_row(word(line->lang, WORD("Undantaget och sparas")), count->held);
    print_row(word(line->lang, WORD("Lämnas över först")), count->waiting);
    return LINE_DONE;
}

int
subcommand_retention(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct purge_count count;
    struct reading reading;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    gentle_process();
    enum result result = count_due(&reading, &count);
    reading_close(&reading);
    if (result != RESULT_OK)
        return line_refuse(line, line->dir, line_reason(line, result));
    return line->json ? print_json(line, count_json(&count))
                      : print_count(line, &count);
}
