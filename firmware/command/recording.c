/*
 * recording add, list, remove: voices of staff and family, heard before the
 * machine's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/deliver.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/exchange/centre.h"
#include "firmware/exchange/recording.h"
#include "firmware/store/library.h"

enum { PICTURE, TITLE, PERSON, STAFF, SAYS, BY, DATE, LIST_MAX = 2000 };

struct adding {
    struct line *line;
    const struct line_option *options;
    struct reading reading;
    struct recording_asked asked;
    char key[VIEW_TEXT_SIZE], says[VIEW_TEXT_SIZE], date[CIVIL_DATE_SIZE];
};

static void
name_of_picture(struct adding *adding, const char *id)
{
    struct view_picture own;
    struct library *library = NULL;
    if (view_picture_is_own(id)) {
        if (view_picture(adding->reading.store, adding->line->lang, id, &own) ==
            RESULT_OK)
            (void)text_copy(adding->says, sizeof adding->says, own.name);
        return;
    }
    char name[LIBRARY_NAME_SIZE];
    if (library_open(&library, library_path()) == RESULT_OK &&
        library_name(library, adding->line->lang, id, name) == RESULT_OK)
        (void)text_copy(adding->says, sizeof adding->says, name);
    library_close(library);
}

static enum result
name_of_person(struct adding *adding, const char *id)
{
    struct view_person person;
    enum result result = view_person(adding->reading.store, "", id, &person);
    if (result == RESULT_OK)
        (void)text_copy(adding->says, sizeof adding->says, person.name);
    return result;
}

static enum result
name_of_staff(struct adding *adding, const char *id)
{
    static struct view_staff all[VIEW_STAFF_MAX];
    int count = 0;
    enum result result =
        view_staff(adding->reading.store, all, VIEW_STAFF_MAX, &count);
    for (int i = 0; i < count; i++)
        if (text_equal(all[i].id, id))
            (void)text_copy(adding->says, sizeof adding->says, all[i].name);
    return result;
}

/* What it is of, and what that is called: exactly one of the four. */
static enum result
read_of(struct adding *adding)
{
    const struct line_option *options = adding->options;
    int given = 0;
    for (int i = PICTURE; i <= STAFF; i++)
        given += options[i].value != NULL;
    if (given != 1) {
        line_misuse(adding->line, "--picture, --title, --person, --staff",
                    word(adding->line->lang, WORD("en av dem")));
        return RESULT_INVALID;
    }
    enum result result = RESULT_OK;
    adding->asked.of = RECORDING_PERSON;
    if (options[PICTURE].value != NULL) {
        adding->asked.of = RECORDING_PICTURE;
        (void)text_copy(adding->key, sizeof adding->key,
                        options[PICTURE].value);
        name_of_picture(adding, adding->key);
    } else if (options[TITLE].value != NULL) {
        adding->asked.of = RECORDING_TITLE;
        (void)text_copy(adding->key, sizeof adding->key, options[TITLE].value);
        (void)text_copy(adding->says, sizeof adding->says, adding->key);
    } else if (options[PERSON].value != NULL) {
        result = reading_person(adding->line, &adding->reading,
                                options[PERSON].value, adding->key);
        if (result == RESULT_OK)
            result = name_of_person(adding, adding->key);
    } else {
        result = reading_staff(adding->line, &adding->reading,
                               options[STAFF].value, adding->key);
        if (result == RESULT_OK)
            result = name_of_staff(adding, adding->key);
    }
    return result;
}

static enum result
read_asked(struct adding *adding)
{
    int32_t day;
    const struct line_option *options = adding->options;
    enum result result = read_of(adding);
    if (result == RESULT_OK)
        result = reading_date(adding->line, &adding->reading,
                              options[DATE].value, &day);
    if (result != RESULT_OK)
        return result;
    civil_format_date(day, adding->date);
    if (options[SAYS].value != NULL)
        (void)text_copy(adding->says, sizeof adding->says, options[SAYS].value);
    adding->asked.key = adding->key;
    adding->asked.says = adding->says;
    adding->asked.lang = adding->line->lang;
    adding->asked.by = options[BY].value;
    adding->asked.date = adding->date;
    return RESULT_OK;
}

/* Into a folder of its own in the inbox, as pictures go. */
static int
deliver(struct adding *adding, struct recording *recording)
{
    char work[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE + 16];
    struct line *line = adding->line;
    folder_path(&adding->reading.folder, "inbox/.recording-XXXXXX", work);
    if (mkdtemp(work) == NULL) {
        log_errno("%s", work);
        return line_refuse(line, work, line_reason(line, RESULT_IO));
    }
    (void)text_format(path, sizeof path, "%s/sound", work);
    FILE *file = fopen(path, "wxe");
    bool fine = file != NULL && fwrite(recording->bytes, 1, recording->length,
                                       file) == recording->length;
    if (file != NULL && fclose(file) != 0)
        fine = false;
    json_t *batch = json_pack("{s:s, s:[{s:s, s:s}], s:[O]}", "source",
                              "recording add", "blobs", "hash", recording->hash,
                              "file", "sound", "events", recording->event);
    int end = LINE_REFUSED;
    if (fine) {
        end = deliver_batch(line, &adding->reading, batch, path);
    } else {
        json_decref(batch);
        line_refuse(line, path, line_reason(line, RESULT_IO));
    }
    (void)unlink(path);
    (void)rmdir(work);
    return end;
}

static int
add_file(struct adding *adding, const char *path)
{
    struct line *line = adding->line;
    struct recording recording = {0};
    const char *says = NULL;
    char *bytes = NULL;
    size_t length = 0;
    enum result result =
        centre_read_file(path, RECORDING_BYTES_MAX, &bytes, &length);
    if (result != RESULT_OK)
        return line_refuse(line, path, line_reason(line, result));
    result = recording_make(&recording, &adding->asked, bytes, length, &says);
    free(bytes);
    int end = result == RESULT_OK
                  ? deliver(adding, &recording)
                  : line_refuse(line, path, word(line->lang, says));
    recording_finish(&recording);
    return end;
}

static int
add(struct line *line, const struct line_option *options)
{
    struct adding adding = {.line = line, .options = options};
    int end = LINE_REFUSED;
    if (line->argc != 2)
        return line_misuse(line, "add",
                           word(line->lang, WORD("namnet på en fil saknas")));
    if (options[BY].value == NULL)
        return line_misuse(line, "--by",
                           word(line->lang, WORD("vems röst det är saknas")));
    if (reading_open(line, &adding.reading) != RESULT_OK)
        return LINE_REFUSED;
    if (read_asked(&adding) == RESULT_OK)
        end = add_file(&adding, line->argv[1]);
    reading_close(&adding.reading);
    return end;
}

static void
tell(const struct line *line, json_t *all, const struct view_recording *one)
{
    char date[CIVIL_DATE_SIZE];
    civil_format_date(one->date, date);
    if (line->json) {
        json_array_append_new(
            all,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "id", one->id,
                      "of", view_recording_of_name(one->of), "key", one->key,
                      "says", one->says, "lang", one->lang, "by", one->by,
                      "date", date, "ms", one->ms));
        return;
    }
    print_cell(one->id, UUID_SIZE + 1);
    print_cell(one->says, 24);
    print_cell(one->lang, 4);
    print_cell(one->by, 16);
    printf("%s  %d,%d s\n", date, one->ms / 1000, one->ms % 1000 / 100);
}

static int
list(struct line *line)
{
    static struct view_recording all[LIST_MAX];
    struct reading reading;
    int count = 0;
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    enum result result = view_recordings(reading.store, all, LIST_MAX, &count);
    reading_close(&reading);
    if (result != RESULT_OK)
        return line_refuse(line, NULL, line_reason(line, result));
    json_t *rows = json_array();
    for (int i = 0; i < count; i++)
        tell(line, rows, &all[i]);
    if (line->json)
        return print_json(line, rows);
    json_decref(rows);
    return LINE_DONE;
}

/* Whoever lent a voice takes it back: the sound goes with it. */
static int
take_away(struct line *line)
{
    struct reading reading;
    unsigned char bytes[UUID_BYTES];
    if (line->argc != 2 || !uuid_parse(line->argv[1], bytes))
        return line_misuse(line, "remove", "ID");
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    int end;
    if (!view_recording_hash(reading.store, line->argv[1], NULL, 0))
        end =
            line_refuse(line, line->argv[1], line_reason(line, RESULT_ABSENT));
    else
        end = deliver_batch(line, &reading,
                            json_pack("{s:s, s:[{s:s, s:s}]}", "source",
                                      "recording remove", "events", "kind",
                                      "recording_removed", "about",
                                      line->argv[1]),
                            ".");
    reading_close(&reading);
    return end;
}

int
subcommand_recording(struct line *line)
{
    struct line_option options[] = {
        [PICTURE] = {"picture", 0, "ID", WORD("det är bildens namn"), NULL},
        [TITLE] = {"title", 0, "TEXT", WORD("det är ordet på en bild"), NULL},
        [PERSON] = {"person", 0, "PERSON", WORD("det är deltagarens namn"),
                    NULL},
        [STAFF] = {"staff", 0, "NAME", WORD("det är personalens namn"), NULL},
        [SAYS] = {"says", 0, "TEXT", WORD("det som sägs, om det är annat"),
                  NULL},
        [BY] = {"by", 0, "NAME", WORD("vems röst det är"), NULL},
        [DATE] = {"date", 0, "YYYY-MM-DD", WORD("när den som talar sa ja"),
                  NULL},
        {NULL, 0, NULL, NULL, NULL}};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 2))
        return LINE_MISUSED;
    if (text_equal(line->argv[0], "add"))
        return add(line, options);
    if (text_equal(line->argv[0], "list"))
        return list(line);
    if (text_equal(line->argv[0], "remove"))
        return take_away(line);
    return line_misuse(line, line->argv[0],
                       word(line->lang, WORD("add, list eller remove")));
}
