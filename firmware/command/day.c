#include <stdio.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/core/day.h"

static json_t *
card_json(const struct view_card *card)
{
    return json_pack("{s:o, s:o}", "text", print_text(card->text), "picture",
                     print_text(card->picture));
}

static json_t *
with_json(const struct view_item *item)
{
    json_t *all = json_array();
    for (int i = 0; i < item->with_count; i++)
        json_array_append_new(all, json_string(item->with[i].text));
    return all;
}

static json_t *
how_json(const struct view_item *item)
{
    json_t *all = json_array();
    for (int i = 0; i < item->how_count; i++) {
        json_t *step = card_json(&item->how[i].card);
        json_object_set_new(step, "done", json_boolean(item->how[i].done));
        json_array_append_new(all, step);
    }
    return all;
}

static json_t *
change_json(const struct view_item *item)
{
    if (item->change == CHANGE_NONE)
        return json_null();
    return json_pack(
        "{s:s, s:o, s:o, s:o, s:o, s:b}", "kind",
        view_change_name(item->change), "was", card_json(&item->old_what),
        "was_place", print_text(item->old_where.text), "was_start",
        print_minute(item->old_start), "reason",
        print_text(item->change_reason), "seen", item->change_seen);
}

static json_t *
options_json(const struct view_item *item)
{
    json_t *all = json_array();
    for (int i = 0; i < item->option_count; i++)
        json_array_append_new(all, card_json(&item->options[i]));
    return all;
}

static json_t *
item_json(const struct view_item *item, bool now)
{
    json_t *object = json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:b, s:s, s:o, s:o}", "id", item->id,
        "title", item->what.text, "picture", print_text(item->what.picture),
        "start", print_minute(item->start), "end", print_minute(item->end),
        "all_day", item->all_day, "state", view_state_name(item->state),
        "place", print_text(item->where.text), "with", with_json(item));
    if (object == NULL)
        return NULL;
    json_object_set_new(object, "why", print_text(item->why));
    json_object_set_new(object, "bring", print_text(item->bring));
    json_object_set_new(object, "learn", print_text(item->learn));
    json_object_set_new(object, "how", how_json(item));
    json_object_set_new(object, "options", options_json(item));
    json_object_set_new(object, "chosen",
                        item->chosen == -1 ? json_null()
                                           : json_integer(item->chosen));
    json_object_set_new(object, "change", change_json(item));
    json_object_set_new(object, "by_choice", json_boolean(item->by_choice));
    json_object_set_new(object, "now", json_boolean(now));
    return object;
}

static const char *
state_word(const struct line *line, enum view_state state)
{
    switch (state) {
    case STATE_PLANNED:
        return "";
    case STATE_DONE:
        return word(line->lang, WORD("klar"));
    case STATE_SET_ASIDE:
        return word(line->lang, WORD("undanlagd"));
    case STATE_CANCELLED:
        return word(line->lang, WORD("inställd"));
    }
    return "";
}

static void
print_item(const struct line *line, const struct view_item *item, bool now)
{
    char clock[CIVIL_TIME_SIZE] = "";
    char till[CIVIL_TIME_SIZE] = "";
    char span[24];
    if (item->start >= 0)
        civil_format_time(item->start % 1440, clock);
    if (item->end >= 0)
        civil_format_time(item->end % 1440, till);
    text_format(span, sizeof span, "%s%s%s", clock, till[0] ? "–" : "", till);
    print_cell(now ? "▸" : "", 1);
    print_cell(span, 11);
    print_cell(item->what.text, 28);
    print_cell(item->where.text, 14);
    puts(state_word(line, item->state));
}

static int
print_day(const struct line *line, const struct view_day *day, int now)
{
    json_t *all = json_array();
    for (int i = 0; i < day->count; i++)
        if (line->json)
            json_array_append_new(all, item_json(&day->items[i], i == now));
        else
            print_item(line, &day->items[i], i == now);
    if (line->json)
        return print_json(line, all);
    json_decref(all);
    if (day->count == 0)
        puts(word(line->lang, WORD("Inget är planerat.")));
    if (day->left_out > 0)
        printf(word(line->lang, WORD("… och %d till\n")), day->left_out);
    return LINE_DONE;
}

int
subcommand_day(struct line *line)
{
    enum { DATE };
    struct line_option options[] = {
        {"date", 0, "YYYY-MM-DD", WORD("vilken dag; annars idag"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    char person[UUID_SIZE];
    int32_t date;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 1))
        return LINE_MISUSED;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    static struct view_day day;
    if (reading_date(line, &reading, options[DATE].value, &date)) {
        end = LINE_MISUSED;
    } else if (reading_person(line, &reading, line->argv[0], person)) {
        end = LINE_REFUSED;
    } else {
        enum result result = view_day(reading.store, person, date, &day);
        struct civil now = reading_now(&reading);
        struct clock_time time = clock_now(reading.clock);
        int at = date == now.day ? day_place_of(&day, now.minute,
                                                time.quality != CLOCK_UNSURE)
                                       .now
                                 : -1;
        end = result == RESULT_OK
                  ? print_day(line, &day, at)
                  : line_refuse(line, line->argv[0], line_reason(line, result));
    }
    reading_close(&reading);
    return end;
}
