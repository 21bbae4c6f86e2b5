/*
 * import: a centre's own files, through firmware/exchange. All of a file or
 * nothing; --dry-run goes all the way and then lets it be.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/act.h"
#include "firmware/command/deliver.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"
#include "firmware/exchange/board.h"
#include "firmware/exchange/calendar.h"
#include "firmware/exchange/centre.h"
#include "firmware/exchange/pack.h"
#include "firmware/exchange/people.h"
#include "firmware/exchange/pictures.h"
#include "firmware/exchange/recordings.h"
#include "firmware/exchange/week.h"

enum {
    FOR,
    GROUP,
    ALL,
    DRY_RUN,
    SET,
    LICENCE,
    AUTHOR,
    DATE,
    BY,
    FILE_BYTES_MAX = 32 * 1024 * 1024
};

struct import {
    struct line *line;
    const struct line_option *options;
    const char *path;
    struct reading reading;
    struct library *library;
    struct centre centre;
    struct report report;
    struct import_audience whose;
    char work[FOLDER_PATH_SIZE]; /* of pictures on their way; "" none */
    json_t *events;
    json_t *blobs;
};

typedef enum result import_fn(struct import *import);

/* Reads the file and hands its bytes to one of the pure importers. */
static enum result
read_and(struct import *import,
         enum result (*take)(struct import *import, const char *bytes,
                             size_t length))
{
    char *bytes = NULL;
    size_t length = 0;
    enum result result =
        centre_read_file(import->path, FILE_BYTES_MAX, &bytes, &length);
    if (result != RESULT_OK)
        line_refuse(import->line, import->path,
                    line_reason(import->line, result));
    else
        result = take(import, bytes, length);
    free(bytes);
    return result;
}

static enum result
take_people(struct import *import, const char *bytes, size_t length)
{
    return people_import(&import->centre.context, bytes, length,
                         &import->report, &import->events);
}

static enum result
take_week(struct import *import, const char *bytes, size_t length)
{
    return week_import(&import->centre.context, bytes, length, &import->report,
                       &import->events);
}

static enum result
take_calendar(struct import *import, const char *bytes, size_t length)
{
    return calendar_import(&import->centre.context, &import->whose, bytes,
                           length, &import->report, &import->events);
}

static enum result
import_people(struct import *import)
{
    return read_and(import, take_people);
}

static enum result
import_week(struct import *import)
{
    return read_and(import, take_week);
}

static enum result
import_calendar(struct import *import)
{
    const char *person = import->options[FOR].value;
    const char *group = import->options[GROUP].value;
    enum result result = RESULT_OK;
    import->whose.whom = person != NULL  ? IMPORT_PERSON
                         : group != NULL ? IMPORT_GROUP
                                         : IMPORT_ALL;
    if (person != NULL)
        result = reading_person(import->line, &import->reading, person,
                                import->whose.id);
    else if (group != NULL)
        result = reading_group(import->line, &import->reading, group,
                               import->whose.id);
    if (result == RESULT_OK)
        result = read_and(import, take_calendar);
    calendar_forget();
    return result;
}

static enum result
make_work(struct import *import)
{
    folder_path(&import->reading.folder, "inbox/.pictures-XXXXXX",
                import->work);
    if (mkdtemp(import->work) == NULL) {
        log_errno("%s", import->work);
        import->work[0] = '\0';
        return RESULT_IO;
    }
    return RESULT_OK;
}

static enum result
import_pictures(struct import *import)
{
    enum result result = make_work(import);
    return result != RESULT_OK
               ? result
               : pictures_import(&import->centre.context, import->path,
                                 import->work, &import->report, &import->events,
                                 &import->blobs);
}

static enum result
import_recordings(struct import *import)
{
    enum result result = make_work(import);
    if (result != RESULT_OK)
        return result;
    return recordings_import(
        &import->centre.context,
        &(struct recordings_from){.folder = import->path,
                                  .work = import->work,
                                  .by = import->options[BY].value},
        &import->report, &import->events, &import->blobs);
}

static enum result
import_pack(struct import *import)
{
    struct pack_about about = {.set = import->options[SET].value,
                               .licence = import->options[LICENCE].value,
                               .author = import->options[AUTHOR].value};
    enum result result = make_work(import);
    return result != RESULT_OK
               ? result
               : pack_import(&import->centre.context, &about, import->path,
                             import->work, &import->report, &import->events,
                             &import->blobs);
}

static enum result
import_board(struct import *import)
{
    char person[UUID_SIZE];
    struct board_wish wish = {.person = person};
    enum result result = reading_person(import->line, &import->reading,
                                        import->options[FOR].value, person);
    if (result == RESULT_OK)
        result = reading_date(import->line, &import->reading,
                              import->options[DATE].value, &wish.date);
    /* What was wrong has been said. */
    if (result != RESULT_OK)
        return RESULT_ABSENT;
    result = make_work(import);
    return result != RESULT_OK
               ? result
               : board_import(&import->centre.context, &wish, import->path,
                              import->work, &import->report, &import->events,
                              &import->blobs);
}

static void
remove_work(const struct import *import)
{
    if (import->work[0] == '\0')
        return;
    DIR *folder = opendir(import->work);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder != NULL)
        closedir(folder);
    rmdir(import->work);
}

/* Core's answer, or NULL: it has been said why there is none. */
static json_t *
hand_over(struct import *import)
{
    char beside[FOLDER_PATH_SIZE + 8];
    json_t *answer = NULL;
    json_t *batch = centre_batch(&import->centre, &import->report,
                                 import->events, import->blobs);
    import->events = NULL;
    import->blobs = NULL;
    text_format(beside, sizeof beside, "%s/",
                import->work[0] == '\0' ? "." : import->work);
    return deliver_ask(import->line, &import->reading, batch, beside,
                       import->options[DRY_RUN].value != NULL,
                       &answer) == RESULT_OK
               ? answer
               : NULL;
}

/* The event that tells of the import itself is no change to anything. */
static void
say_saved(const struct line *line, const json_t *answer, bool dry)
{
    json_int_t saved = json_integer_value(json_object_get(answer, "saved"));
    unsigned long n = saved > 1 ? (unsigned long)saved - 1 : 0;
    if (n == 0)
        puts(word(line->lang, WORD("Allt stod så redan.")));
    else if (dry)
        printf(word_plural(line->lang,
                           "%lu ändring. Inget är sparat: ett prov.\n",
                           "%lu ändringar. Inget är sparat: ett prov.\n", n),
               n);
    else
        printf(word_plural(line->lang, "%lu ändring sparad.\n",
                           "%lu ändringar sparade.\n", n),
               n);
}

static int
tell_outcome(struct import *import, json_t *answer)
{
    const struct line *line = import->line;
    bool dry = import->options[DRY_RUN].value != NULL;
    if (line->json) {
        json_t *told =
            json_pack("{s:b, s:b, s:o}", "ok", answer != NULL, "dry_run", dry,
                      "report", report_json(&import->report));
        if (answer != NULL)
            json_object_update_missing(told, answer);
        int end = print_json(line, told);
        return answer != NULL ? end : LINE_REFUSED;
    }
    if (report_print(&import->report, stdout) != RESULT_OK)
        return line_refuse(line, NULL, line_reason(line, RESULT_IO));
    if (answer == NULL)
        return LINE_REFUSED;
    say_saved(line, answer, dry);
    return LINE_DONE;
}

static int
conclude(struct import *import, enum result result)
{
    json_t *answer = NULL;
    if (result == RESULT_OK)
        answer = hand_over(import);
    else if (report_refused(&import->report))
        line_refuse(import->line, import->path,
                    word(import->line->lang,
                         WORD("filen är inte inläst; inget är ändrat")));
    else if (result != RESULT_ABSENT && result != RESULT_FULL)
        line_refuse(import->line, import->path,
                    line_reason(import->line, result));
    bool ok = json_is_true(json_object_get(answer, "ok"));
    if (answer != NULL && !ok)
        act_refusal(import->line, answer);
    int end = tell_outcome(import, ok ? answer : NULL);
    json_decref(answer);
    return end;
}

/* Without a library nothing is matched, which the report says. */
static int
run_import(struct import *import, import_fn *take)
{
    struct reading *reading = &import->reading;
    if (library_open(&import->library, library_path()) != RESULT_OK)
        import->library = NULL;
    report_init(&import->report, import->line->lang);
    enum result result = centre_open(
        &import->centre, reading->store, import->library,
        clock_boot_id(reading->clock), reading_now(reading).day, import->path);
    int end;
    if (result == RESULT_OK) {
        end = conclude(import, take(import));
        centre_close(&import->centre);
    } else {
        end = line_refuse(import->line, import->line->dir,
                          line_reason(import->line, result));
    }
    remove_work(import);
    json_decref(import->events);
    json_decref(import->blobs);
    report_finish(&import->report);
    library_close(import->library);
    return end;
}

static bool
options_fit(const struct line *line, const struct line_option *options,
            import_fn *take)
{
    const char *says = NULL;
    int whom = (options[FOR].value != NULL) + (options[GROUP].value != NULL) +
               (options[ALL].value != NULL);
    bool about = options[SET].value != NULL || options[LICENCE].value != NULL ||
                 options[AUTHOR].value != NULL;
    if (take == import_calendar && whom != 1)
        says = WORD("--for, --group eller --all");
    else if (take == import_board && (whom != 1 || options[FOR].value == NULL))
        says = WORD("--for säger vems tavlan är");
    else if (take != import_calendar && take != import_board && whom > 0)
        says = WORD("--for, --group och --all hör till calendar");
    else if (take != import_board && options[DATE].value != NULL)
        says = WORD("--date hör till board");
    else if (take != import_recordings && options[BY].value != NULL)
        says = WORD("--by hör till recordings");
    else if (take != import_pack && about)
        says = WORD("--set, --licence och --author hör till pack");
    if (says != NULL)
        line_misuse(line, line->argv[0], word(line->lang, says));
    return says == NULL;
}

int
subcommand_import(struct line *line)
{
    static const struct {
        const char *name;
        import_fn *take;
    } kinds[] = {{"people", import_people},
                 {"week", import_week},
                 {"calendar", import_calendar},
                 {"pictures", import_pictures},
                 {"pack", import_pack},
                 {"board", import_board},
                 {"recordings", import_recordings}};
    struct line_option options[] = {
        {"for", 0, "PERSON", WORD("vems kalender det är"), NULL},
        {"group", 0, "GROUP", WORD("vilken grupps kalender det är"), NULL},
        {"all", 0, NULL, WORD("allas kalender"), NULL},
        {"dry-run", 0, NULL, WORD("pröva allt, spara inget"), NULL},
        {"set", 0, "NAME", WORD("vad bildpaketet heter"), NULL},
        {"licence", 0, "LICENCE", WORD("bildpaketets licens"), NULL},
        {"author", 0, "NAME", WORD("vem som har gjort bilderna"), NULL},
        {"date", 0, "YYYY-MM-DD", WORD("dagen för tavlans val; annars idag"),
         NULL},
        {"by", 0, "NAME", WORD("vems röst det är"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    static struct import import;
    import_fn *take = NULL;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 2, 2))
        return LINE_MISUSED;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_equal(kinds[i].name, line->argv[0]))
            take = kinds[i].take;
    if (take == NULL)
        return line_misuse(
            line, line->argv[0],
            word(line->lang,
                 WORD("people, week, calendar, pictures, pack, board eller "
                      "recordings")));
    if (!options_fit(line, options, take))
        return LINE_MISUSED;
    import = (struct import){
        .line = line, .options = options, .path = line->argv[1]};
    if (reading_open(line, &import.reading) != RESULT_OK)
        return LINE_REFUSED;
    end = run_import(&import, take);
    reading_close(&import.reading);
    return end;
}
