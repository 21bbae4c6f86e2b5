#include <stdio.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"

static json_t *
named(const char *id, const char *name)
{
    if (text_empty(id))
        return json_null();
    return json_pack("{s:s, s:s}", "id", id, "name", name);
}

static json_t *
signal_json(const struct view_signal *signal)
{
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:i}", "id",
                     signal->id, "kind", view_signal_kind_name(signal->kind),
                     "state", view_signal_state_name(signal->state), "place",
                     print_text(signal->place), "about",
                     named(signal->about, signal->about_name), "staff",
                     named(signal->staff, signal->staff_name), "raised",
                     print_utc(signal->raised_utc_ms), "raised_local",
                     print_local(signal->raised_utc_ms), "presses",
                     signal->presses);
}

static const char *
state_word(const struct line *line, enum view_signal_state state)
{
    switch (state) {
    case SIGNAL_PRESSED:
        return word(line->lang, WORD("skickad, ingen har sett den än"));
    case SIGNAL_DELIVERED:
        return word(line->lang, WORD("visad för personalen"));
    case SIGNAL_ACKNOWLEDGED:
        return word(line->lang, WORD("någon kommer"));
    case SIGNAL_WITH:
        return word(line->lang, WORD("någon är hos"));
    case SIGNAL_CLOSED:
        return word(line->lang, WORD("avslutad"));
    case SIGNAL_WITHDRAWN:
        return word(line->lang, WORD("återtagen"));
    }
    return "";
}

static void
print_signal(const struct line *line, const struct view_signal *signal)
{
    char when[40] = "";
    if (signal->raised_utc_ms != 0)
        print_local_into(signal->raised_utc_ms, when, sizeof when);
    print_cell(when, 19);
    print_cell(signal->kind == SIGNAL_TEST ? word(line->lang, WORD("prov"))
                                           : signal->place,
               14);
    print_cell(signal->about_name, 14);
    printf("%s%s%s\n", state_word(line, signal->state),
           text_empty(signal->staff_name) ? "" : ": ", signal->staff_name);
}

int
subcommand_signals(struct line *line)
{
    enum { ALL };
    struct line_option options[] = {
        {"all", 0, NULL, WORD("även det senaste dygnets avslutade"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    static struct view_signal signals[VIEW_SIGNALS_MAX];
    struct reading reading;
    int count = 0;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    enum result result = view_signals(
        reading.store, clock_boot_id(reading.clock), options[ALL].value != NULL,
        signals, VIEW_SIGNALS_MAX, &count);
    if (result != RESULT_OK) {
        end = line_refuse(line, line->dir, line_reason(line, result));
    } else if (line->json) {
        json_t *all = json_array();
        for (int i = 0; i < count; i++)
            json_array_append_new(all, signal_json(&signals[i]));
        end = print_json(line, all);
    } else {
        for (int i = 0; i < count; i++)
            print_signal(line, &signals[i]);
        if (count == 0)
            puts(word(line->lang, WORD("Inga signaler.")));
        end = LINE_DONE;
    }
    reading_close(&reading);
    return end;
}
