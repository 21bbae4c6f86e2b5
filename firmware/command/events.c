#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/gentle.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/names.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"

enum { PAGE = 1024, FOLLOW_MS = 200 };

struct tell {
    struct line *line;
    struct names *names;
    int64_t last; /* the newest that was told */
    bool follow;
    bool first;
    int end;
    struct gentle file; /* standard output, if it is one */
};

static json_t *
about_json(const struct tell *tell, const struct event *event)
{
    if (text_empty(event->about))
        return json_null();
    json_t *about = json_pack("{s:s}", "id", event->about);
    const struct view_person *person = names_person(tell->names, event->about);
    if (person != NULL) {
        json_object_set_new(about, "name", json_string(person->name));
        json_object_set_new(about, "symbol", json_string(person->symbol));
    }
    return about;
}

static json_t *
who_json(struct tell *tell, const struct event *event)
{
    if (text_empty(event->who))
        return json_null();
    return json_pack("{s:s, s:o}", "id", event->who, "name",
                     print_text(names_staff(tell->names, event->who)));
}

static json_t *
event_json(struct tell *tell, const struct event *event)
{
    json_t *object = json_pack(
        "{s:I, s:s, s:o, s:o, s:s, s:I, s:s}", "seq", (json_int_t)event->seq,
        "id", event->id, "at", print_utc(event->at.utc_ms), "local",
        print_local(event->at.utc_ms), "clock",
        clock_quality_name(event->at.quality), "boot_ms",
        (json_int_t)event->at.boot_ms, "boot_id", event->boot_id);
    if (object == NULL)
        return NULL;
    json_object_set_new(object, "through",
                        json_string(event_through_name(event->through)));
    json_object_set_new(object, "who", who_json(tell, event));
    json_object_set_new(object, "kind",
                        json_string(event_kind_name(event->kind)));
    json_object_set_new(object, "about", about_json(tell, event));
    json_object_set_new(object, "body",
                        event->body == NULL ? json_object()
                                            : json_deep_copy(event->body));
    return object;
}

static void
tell_plainly(struct tell *tell, const struct event *event)
{
    char when[40];
    char number[24];
    const struct view_person *person = names_person(tell->names, event->about);
    print_local_into(event->at.utc_ms, when, sizeof when);
    text_format(number, sizeof number, "%lld", (long long)event->seq);
    print_cell(number, 6);
    print_cell(when, 19);
    print_cell(event_kind_name(event->kind), 20);
    print_cell(event_through_name(event->through), 7);
    print_cell(person == NULL ? "" : person->symbol, 12);
    puts(names_staff(tell->names, event->who));
}

static bool
tell_event(void *user, const struct event *event)
{
    struct tell *tell = user;
    tell->last = event->seq;
    if (!tell->line->json) {
        tell_plainly(tell, event);
    } else if (tell->follow) {
        tell->end = print_json_line(tell->line, event_json(tell, event));
    } else {
        fputs(tell->first ? "\n" : ",\n", stdout);
        json_t *object = event_json(tell, event);
        tell->end =
            object != NULL && json_dumpf(object, stdout, JSON_COMPACT) == 0
                ? LINE_DONE
                : LINE_REFUSED;
        json_decref(object);
    }
    tell->first = false;
    return tell->end == LINE_DONE;
}

/* A page at a time: a log of twenty years is told without being held. */
static enum result
tell_rest(struct tell *tell, struct store *store)
{
    int64_t before;
    enum result result;
    do {
        before = tell->last;
        result = store_events(store, tell->last, PAGE, tell_event, tell);
        gentle_wrote(&tell->file, ftello(stdout));
    } while (result == RESULT_OK && tell->end == LINE_DONE &&
             tell->last > before);
    return result;
}

static enum result
tell_all(struct tell *tell, struct store *store)
{
    bool array = tell->line->json && !tell->follow;
    if (array)
        putchar('[');
    enum result result = tell_rest(tell, store);
    if (array)
        puts(tell->first ? "]" : "\n]");
    while (result == RESULT_OK && tell->end == LINE_DONE && tell->follow) {
        if (fflush(stdout) != 0)
            break;
        struct timespec pause = {0, FOLLOW_MS * 1000000L};
        nanosleep(&pause, NULL);
        if (store_seq(store) > tell->last)
            result = tell_rest(tell, store);
    }
    return result;
}

int
subcommand_events(struct line *line)
{
    enum { AFTER, FOLLOW };
    struct line_option options[] = {
        {"after", 0, "N", WORD("bara händelser efter nummer N"), NULL},
        {"follow", 0, NULL, WORD("vänta på nya; en per rad"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    struct names names;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    char *rest = NULL;
    const char *after = options[AFTER].value;
    struct tell tell = {.line = line,
                        .names = &names,
                        .first = true,
                        .file = gentle_file(STDOUT_FILENO)};
    tell.follow = options[FOLLOW].value != NULL;
    if (after != NULL)
        tell.last = strtoll(after, &rest, 10);
    if (after != NULL && (rest == after || *rest != '\0' || tell.last < 0))
        return line_misuse(line, after, line_reason(line, RESULT_INVALID));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    if (!tell.follow)
        gentle_process(); /* else somebody sits there and waits */
    enum result result = names_open(&names, &reading);
    if (result == RESULT_OK)
        result = tell_all(&tell, reading.store);
    end = tell.end;
    if (result != RESULT_OK)
        end = line_refuse(line, line->dir, line_reason(line, result));
    names_close(&names);
    reading_close(&reading);
    return end;
}
