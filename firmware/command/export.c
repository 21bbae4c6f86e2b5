/*
 * export: what others may have, through firmware/exchange. To a file it goes
 * whole: written beside, then renamed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/gentle.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/export_board.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/exchange/export.h"

enum { FORMAT, FROM, TO, OUT, ABOUT, PAGE = 1024, DAYS_MAX = 62 };

struct export
{
    struct line *line;
    const char *format; /* "csv", "json" or "ics" */
    struct reading reading;
    struct export_people people;
    struct view_person *persons;
    struct view_group groups[VIEW_GROUPS_MAX];
    struct export_presence *presence;
    int32_t from, to; /* civil days; both count */
    bool from_said, to_said;
    char about[UUID_SIZE]; /* only what is about or names them; empty: all */
    FILE *out;
    int64_t last; /* of the events that were told */
    bool first;
    enum result result;
};

typedef enum result export_fn(struct export *export);

/* --- people --- */

static enum result
write_json(struct export *export, json_t *value)
{
    bool fine = value != NULL &&
                json_dumpf(value, export->out, JSON_INDENT(2)) == 0 &&
                fputc('\n', export->out) != EOF;
    json_decref(value);
    return fine ? RESULT_OK : RESULT_IO;
}

static enum result
export_people(struct export *export)
{
    return text_equal(export->format, "csv")
               ? export_people_csv(&export->people, export->out)
               : write_json(export, export_people_json(&export->people));
}

/* --- events and presence --- */

static bool
in_range(const struct export *export, const struct event *event)
{
    int32_t day = civil_from_utc(event->at.utc_ms).day;
    return (!export->from_said || day >= export->from) &&
           (!export->to_said || day <= export->to);
}

/* A step of a signal that was theirs: who came, and when it was over. Whose it
 * was may have been said after the press, so the signal itself is asked. */
static bool
is_in_their_signal(const struct export *export, const struct event *event)
{
    struct view_signal signal;
    return strncmp(event_kind_name(event->kind), "signal_", 7) == 0 &&
           view_signal(export->reading.store, "", event->about, &signal) ==
               RESULT_OK &&
           text_equal(signal.about, export->about);
}

/* What is about the person, what names them in what it says (an item of
 * theirs, a note), and all of a signal of theirs. */
static bool
is_about(const struct export *export, const struct event *event)
{
    const json_t *whom = json_object_get(event->body, "audience");
    return export->about[0] == '\0' ||
           text_equal(event->about, export->about) ||
           text_equal(json_string_value(json_object_get(event->body, "person")),
                      export->about) ||
           text_equal(json_string_value(json_object_get(whom, "id")),
                      export->about) ||
           is_in_their_signal(export, event);
}

static bool
take_event(void *user, const struct event *event)
{
    struct export *export = user;
    export->last = event->seq;
    if (!in_range(export, event) || !is_about(export, event))
        return true;
    if (export->presence != NULL) {
        export->result = export_presence_event(export->presence, event);
    } else if (text_equal(export->format, "csv")) {
        export_event_csv(export->out, event);
    } else {
        json_t *object = export_event_json(event);
        fputs(export->first ? "\n" : ",\n", export->out);
        if (object == NULL ||
            json_dumpf(object, export->out, JSON_COMPACT) != 0)
            export->result = RESULT_IO;
        json_decref(object);
    }
    export->first = false;
    return export->result == RESULT_OK;
}

static enum result
walk_events(struct export *export)
{
    int64_t before;
    enum result result;
    struct gentle file = gentle_file(fileno(export->out));
    do {
        before = export->last;
        result = store_events(export->reading.store, export->last, PAGE,
                              take_event, export);
        gentle_wrote(&file, ftello(export->out));
    } while (result == RESULT_OK && export->result == RESULT_OK &&
             export->last > before);
    return result == RESULT_OK ? export->result : result;
}

static enum result
export_events(struct export *export)
{
    bool csv = text_equal(export->format, "csv");
    export->first = true;
    if (csv)
        export_events_head(export->out, export->people.lang);
    else
        fputc('[', export->out);
    enum result result = walk_events(export);
    if (result != RESULT_OK)
        return result;
    if (!csv)
        fputs(export->first ? "]\n" : "\n]\n", export->out);
    return export_end(export->out);
}

static enum result
export_presence(struct export *export)
{
    export->presence = calloc(1, sizeof *export->presence);
    if (export->presence == NULL)
        return RESULT_FULL;
    export_presence_init(export->presence, &export->people, export->out);
    enum result result = walk_events(export);
    if (result == RESULT_OK)
        result = export_presence_end(export->presence);
    free(export->presence);
    export->presence = NULL;
    return result;
}

/* --- a person's days --- */

static enum result
export_day(struct export *export)
{
    char person[UUID_SIZE];
    enum result result = reading_person(export->line, &export->reading,
                                        export->line->argv[1], person);
    if (result != RESULT_OK)
        return result;
    int count = export->to - export->from + 1;
    struct view_day *days = calloc((size_t)count, sizeof *days);
    if (days == NULL)
        return RESULT_FULL;
    for (int i = 0; i < count && result == RESULT_OK; i++)
        result =
            view_day(export->reading.store, person, export->from + i, &days[i]);
    if (result == RESULT_OK)
        result = export_days_ics(days, count, export->reading.centre.zone,
                                 clock_now(export->reading.clock).utc_ms,
                                 export->out);
    free(days);
    return result;
}

/* --- from the line to the file --- */

static const struct kind {
    const char *name;
    export_fn *write;
    const char *formats; /* the first is the usual one */
} kinds[] = {{"people", export_people, "csv|json"},
             {"presence", export_presence, "csv"},
             {"events", export_events, "csv|json"},
             {"day", export_day, "ics"}};

static bool
among(const char *formats, const char *format)
{
    const char *at = strstr(formats, format);
    size_t length = strlen(format);
    return length > 0 && at != NULL && (at == formats || at[-1] == '|') &&
           (at[length] == '|' || at[length] == '\0');
}

static enum result
read_range(struct export *export, const struct line_option *options)
{
    export->from_said = options[FROM].value != NULL;
    export->to_said = options[TO].value != NULL;
    if (reading_date(export->line, &export->reading, options[FROM].value,
                     &export->from) != RESULT_OK)
        return RESULT_INVALID;
    export->to = export->from;
    if (export->to_said &&
        reading_date(export->line, &export->reading, options[TO].value,
                     &export->to) != RESULT_OK)
        return RESULT_INVALID;
    bool both = export->from_said && export->to_said;
    bool days = text_equal(export->line->argv[0], "day");
    if ((both || days) && (export->to < export->from ||
                           (days && export->to - export->from >= DAYS_MAX))) {
        line_misuse(export->line, "--to",
                    word(export->line->lang,
                         WORD("slutar före det börjar, eller är längre än "
                              "62 dagar")));
        return RESULT_INVALID;
    }
    return RESULT_OK;
}

static enum result
read_people(struct export *export)
{
    struct reading *reading = &export->reading;
    export->persons = calloc(VIEW_PEOPLE_MAX, sizeof *export->persons);
    if (export->persons == NULL)
        return RESULT_FULL;
    export->people.people = export->persons;
    export->people.groups = export->groups;
    export->people.lang = export->line->lang;
    enum result result = view_people(
        reading->store, clock_boot_id(reading->clock), export->persons,
        VIEW_PEOPLE_MAX, &export->people.person_count);
    return result != RESULT_OK
               ? result
               : view_groups(reading->store, export->groups, VIEW_GROUPS_MAX,
                             &export->people.group_count);
}

static enum result
write_out(struct export *export, const struct kind *kind, const char *path)
{
    char part[4096];
    export->out = stdout;
    if (path != NULL && (!text_format(part, sizeof part, "%s.part", path) ||
                         (export->out = fopen(part, "we")) == NULL))
        return RESULT_IO;
    enum result result = kind->write(export);
    if (path == NULL)
        return result == RESULT_OK && fflush(stdout) != 0 ? RESULT_IO : result;
    bool synced = fflush(export->out) == 0 && fsync(fileno(export->out)) == 0;
    if (fclose(export->out) != 0 || !synced)
        result = result == RESULT_OK ? RESULT_IO : result;
    if (result == RESULT_OK && rename(part, path) != 0)
        result = RESULT_IO;
    if (result != RESULT_OK)
        unlink(part);
    return result;
}

static int
run_export(struct export *export, const struct kind *kind,
           const struct line_option *options)
{
    const char *path = options[OUT].value;
    const char *about = options[ABOUT].value;
    if (read_range(export, options) != RESULT_OK)
        return LINE_MISUSED;
    if (about != NULL && reading_person(export->line, &export->reading, about,
                                        export->about) != RESULT_OK)
        return LINE_REFUSED;
    enum result result = read_people(export);
    if (result == RESULT_OK)
        result = write_out(export, kind, path);
    free(export->persons);
    if (result == RESULT_OK)
        return LINE_DONE;
    if (kind->write == export_day &&
        (result == RESULT_ABSENT || result == RESULT_INVALID))
        return LINE_REFUSED; /* said already: nobody has that name */
    return line_refuse(export->line, path == NULL ? kind->name : path,
                       line_reason(export->line, result));
}

int
subcommand_export(struct line *line)
{
    struct line_option options[] = {
        {"format", 0, "csv|json|ics", WORD("filens form"), NULL},
        {"from", 0, "YYYY-MM-DD", WORD("från och med den dagen"), NULL},
        {"to", 0, "YYYY-MM-DD", WORD("till och med den dagen"), NULL},
        {"output", 'o', "FILE", WORD("till en fil; annars till skärmen"), NULL},
        {"about", 0, "PERSON", WORD("bara det som gäller den personen"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    static struct export export;
    const struct kind *kind = NULL;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 2))
        return LINE_MISUSED;
    if (text_equal(line->argv[0], "board"))
        return line_operands(line, 2, 2)
                   ? export_board(line, options[OUT].value)
                   : LINE_MISUSED;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_equal(kinds[i].name, line->argv[0]))
            kind = &kinds[i];
    if (kind == NULL)
        return line_misuse(
            line, line->argv[0],
            word(line->lang,
                 WORD("people, presence, events, day eller board")));
    if (!line_operands(line, 1 + (kind->write == export_day),
                       1 + (kind->write == export_day)))
        return LINE_MISUSED;
    char usual[8];
    text_format(usual, sizeof usual, "%.*s", (int)strcspn(kind->formats, "|"),
                kind->formats);
    export = (struct export){.line = line, .format = usual};
    if (options[FORMAT].value != NULL)
        export.format = options[FORMAT].value;
    if (!among(kind->formats, export.format))
        return line_misuse(line, "--format", kind->formats);
    if (reading_open(line, &export.reading) != RESULT_OK)
        return LINE_REFUSED;
    gentle_process();
    end = run_export(&export, kind, options);
    reading_close(&export.reading);
    return end;
}
