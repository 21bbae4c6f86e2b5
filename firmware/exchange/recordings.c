#include "firmware/exchange/recordings.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/centre.h"
#include "firmware/exchange/columns.h"
#include "firmware/exchange/notes.h"
#include "firmware/exchange/recording.h"

enum { PATH_SIZE = 1024 };

enum field {
    FIELD_FILE,
    FIELD_SAYS,
    FIELD_BY,
    FIELD_DATE,
    FIELD_PICTURE,
    FIELD_PERSON,
    FIELD_LANG,
    FIELD_COUNT
};

static const struct columns_field fields[FIELD_COUNT + 1] = {
    [FIELD_FILE] = {"Fil|Fil|Fil|File|Filnamn|Filnavn|Filename", true},
    [FIELD_SAYS] = {"Säger|Siger|Sier|Says|Ord|Ord|Word", false},
    [FIELD_BY] = {"Röst|Stemme|Stemme|Voice", false},
    [FIELD_DATE] = {"Datum|Dato|Dato|Date", false},
    [FIELD_PICTURE] = {"Bild|Billede|Bilde|Picture", false},
    [FIELD_PERSON] = {"Person|Person|Person|Person|Vem|Hvem|Who", false},
    [FIELD_LANG] = {"Språk|Sprog|Språk|Language", false},
};

/* The table beside them. */
static const struct notes_form form = {
    .names =
        (const char *const[]){"roster.csv", "stemmer.csv", "voices.csv", NULL},
    .fields = fields,
    .file = FIELD_FILE};

struct recordings {
    const struct import_context *context;
    struct report *report;
    const char *folder, *work, *by;
    json_t *events, *blobs;
    json_t *notes; /* notes.h; NULL until read */
};

/* What is asked of one file; the texts that `asked` points to. */
struct one {
    struct recording_asked asked;
    char key[VIEW_TEXT_SIZE], says[VIEW_TEXT_SIZE], date[CIVIL_DATE_SIZE];
};

static bool
is_wav(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > 4 &&
           strcasecmp(name + length - 4, ".wav") == 0;
}

/* --- one voice --- */

/* "vi_ses_i_morgon.wav" says "vi ses i morgon". */
static void
says_of(const struct recordings *all, const char *file, struct one *one)
{
    char text[256];
    (void)text_copy(text, sizeof text, notes_of(all->notes, file, FIELD_SAYS));
    if (text[0] == '\0') {
        (void)text_copy(text, sizeof text, file);
        text[strlen(text) - 4] = '\0';
        for (char *at = text; *at != '\0'; at++)
            if (*at == '_')
                *at = ' ';
        if (!text_is_utf8(text, strlen(text)))
            text[0] = '\0';
    }
    import_clean(text);
    (void)text_copy(one->says, sizeof one->says, text);
}

static bool
refuse(struct recordings *all, const char *file, const char *says)
{
    report_say(all->report, REPORT_REFUSED, 0, file, "%s",
               word(all->report->lang, says));
    return false;
}

/* A picture, a person, or else the word itself. */
static bool
read_of(struct recordings *all, const char *file, struct one *one)
{
    const char *picture = notes_of(all->notes, file, FIELD_PICTURE);
    const char *person = notes_of(all->notes, file, FIELD_PERSON);
    one->asked.of = RECORDING_TITLE;
    (void)text_copy(one->key, sizeof one->key, one->says);
    if (person[0] != '\0') {
        int at = import_find_person(all->context, person);
        one->asked.of = RECORDING_PERSON;
        if (at < 0) {
            report_say(all->report, REPORT_REFUSED, 0, file,
                       WORD("\"%s\" är ingen person här."), person);
            return false;
        }
        (void)text_copy(one->key, sizeof one->key, all->context->people[at].id);
    } else if (picture[0] != '\0') {
        struct library_hit hit;
        one->asked.of = RECORDING_PICTURE;
        if (view_picture_is_own(picture))
            (void)text_copy(one->key, sizeof one->key, picture);
        else if (all->context->picture != NULL &&
                 all->context->picture(all->context->user, all->context->lang,
                                       picture, &hit) == RESULT_OK)
            (void)text_copy(one->key, sizeof one->key, hit.id);
        else
            return refuse(all, file, WORD("Bilden finns inte."));
    }
    return true;
}

static bool
read_one(struct recordings *all, const char *file, struct one *one)
{
    int32_t day = all->context->today;
    const char *date = notes_of(all->notes, file, FIELD_DATE);
    const char *lang = notes_of(all->notes, file, FIELD_LANG);
    *one = (struct one){.key = ""};
    says_of(all, file, one);
    if (date[0] != '\0' && civil_parse_date(date, &day) != RESULT_OK)
        return refuse(all, file, WORD("Datumet skrivs som 2026-11-24."));
    civil_format_date(day, one->date);
    one->asked.by = notes_of(all->notes, file, FIELD_BY);
    if (one->asked.by[0] == '\0' && all->by != NULL)
        one->asked.by = all->by;
    one->asked.lang = strlen(lang) == 2 ? lang : all->context->lang;
    one->asked.key = one->key;
    one->asked.says = one->says;
    one->asked.date = one->date;
    return read_of(all, file, one);
}

static bool
lay(struct recordings *all, const char *file, const struct recording *made)
{
    char name[RECORDING_HASH_SIZE + 8], path[PATH_SIZE];
    (void)text_format(name, sizeof name, "%s.wav", made->hash);
    bool fine = text_format(path, sizeof path, "%s/%s", all->work, name);
    FILE *out = fine ? fopen(path, "wbe") : NULL;
    fine = out != NULL &&
           fwrite(made->bytes, 1, made->length, out) == made->length;
    if (out != NULL && fclose(out) != 0)
        fine = false;
    if (!fine) {
        log_errno("%s", path);
        return refuse(all, file, WORD("Ljudet går inte att spara här."));
    }
    (void)json_array_append_new(
        all->blobs, json_pack("{s:s, s:s}", "hash", made->hash, "file", name));
    return true;
}

static void
take_bytes(struct recordings *all, const char *file, const void *bytes,
           size_t length)
{
    struct one one;
    struct recording made = {0};
    const char *says = NULL;
    if (!read_one(all, file, &one))
        return;
    if (recording_make(&made, &one.asked, bytes, length, &says) != RESULT_OK) {
        (void)refuse(all, file, says);
    } else if (lay(all, file, &made)) {
        (void)json_array_append(all->events, made.event);
        report_count(all->report, "recordings", 1);
        report_say(all->report, REPORT_INFO, 0, file,
                   WORD("\"%s\" med rösten av %s, %d,%d s."), one.says,
                   one.asked.by, made.ms / 1000, made.ms % 1000 / 100);
    }
    recording_finish(&made);
}

static void
take_file(struct recordings *all, const char *file)
{
    char path[PATH_SIZE], *bytes = NULL;
    size_t length = 0;
    enum result result = RESULT_FULL;
    if (text_format(path, sizeof path, "%s/%s", all->folder, file))
        result = centre_read_file(path, RECORDING_BYTES_MAX, &bytes, &length);
    if (result == RESULT_OK)
        take_bytes(all, file, bytes, length);
    else
        (void)refuse(all, file,
                     result == RESULT_FULL || result == RESULT_INVALID
                         ? WORD("Filen är större än 12 MB.")
                         : WORD("Filen går inte att läsa."));
    free(bytes);
}

/* --- the folder --- */

static int
sounds_only(const struct dirent *entry)
{
    return is_wav(entry->d_name);
}

enum result
recordings_import(const struct import_context *context,
                  const struct recordings_from *from, struct report *report,
                  json_t **events, json_t **blobs)
{
    struct recordings all = {.context = context,
                             .report = report,
                             .folder = from->folder,
                             .work = from->work,
                             .by = from->by,
                             .events = json_array(),
                             .blobs = json_array()};
    struct dirent **entries = NULL;
    *events = *blobs = NULL;
    /* By name, so that a second import is the same batch. */
    int count = scandir(from->folder, &entries, sounds_only, alphasort);
    if (count < 0)
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Mappen går inte att läsa."));
    else if (count == 0)
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Mappen har inga ljud (WAV)."));
    else if (count > RECORDINGS_MAX)
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Mappen har fler än 500 ljud."));
    else
        all.notes = notes_read(from->folder, &form, report);
    for (int i = 0; i < count; i++) {
        if (count <= RECORDINGS_MAX)
            take_file(&all, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    bool fine = !report_refused(report);
    if (fine) {
        *events = json_incref(all.events);
        *blobs = json_incref(all.blobs);
    }
    json_decref(all.events);
    json_decref(all.blobs);
    json_decref(all.notes);
    return fine ? RESULT_OK : RESULT_INVALID;
}
