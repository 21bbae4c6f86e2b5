#include "firmware/exchange/pictures.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/centre.h"
#include "firmware/exchange/choice.h"
#include "firmware/exchange/columns.h"
#include "firmware/exchange/lay.h"
#include "firmware/exchange/notes.h"
#include "firmware/photo/photo.h"

enum { PATH_SIZE = 1024, NAME_SIZE = 256 };

enum field {
    FIELD_FILE,
    FIELD_NAME,
    FIELD_LICENCE,
    FIELD_AUTHOR,
    FIELD_SOURCE,
    FIELD_PERSON,
    FIELD_PLACE,
    FIELD_COUNT
};

static const struct columns_field fields[FIELD_COUNT + 1] = {
    [FIELD_FILE] = {"Fil|Fil|Fil|File|Filnamn|Filnavn|Filename", true},
    [FIELD_NAME] = {"Namn|Navn|Navn|Name", false},
    [FIELD_LICENCE] = {"Licens|Licens|Lisens|Licence|License", false},
    [FIELD_AUTHOR] = {"Upphov|Ophav|Opphav|Author|Fotograf|Photographer",
                      false},
    [FIELD_SOURCE] = {"Källa|Kilde|Kilde|Source", false},
    [FIELD_PERSON] = {"Person|Person|Person|Person|Vem|Hvem|Who", false},
    [FIELD_PLACE] = {"Plats|Sted|Sted|Place", false},
};

/* The table beside them. */
static const struct notes_form form = {
    .names = (const char *const[]){"bilder.csv", "billeder.csv", "pictures.csv",
                                   NULL},
    .fields = fields,
    .file = FIELD_FILE};

struct pictures {
    const struct import_context *context;
    struct report *report;
    const char *folder, *work;
    json_t *events, *blobs;
    json_t *notes; /* notes.h; NULL until read */
};

static bool
ends_in(const char *name, const char *end)
{
    size_t whole = strlen(name), part = strlen(end);
    return whole > part && strcasecmp(name + whole - part, end) == 0;
}

static bool
is_photo(const char *name)
{
    return name[0] != '.' && (ends_in(name, ".jpg") || ends_in(name, ".jpeg") ||
                              ends_in(name, ".png"));
}

static bool
path_in(const char *folder, const char *name, char out[PATH_SIZE])
{
    return text_format(out, PATH_SIZE, "%s/%s", folder, name);
}

/* --- one photo --- */

/* "maria_i_koket.png" is called "maria i koket" until somebody says more. */
static void
name_of(const struct pictures *pictures, const char *file,
        char out[VIEW_NAME_SIZE])
{
    char text[NAME_SIZE];
    (void)text_copy(text, sizeof text,
                    notes_of(pictures->notes, file, FIELD_NAME));
    if (text[0] == '\0') {
        (void)text_copy(text, sizeof text, file);
        *strrchr(text, '.') = '\0';
        for (char *at = text; *at != '\0'; at++)
            if (*at == '_')
                *at = ' ';
        if (!text_is_utf8(text, strlen(text)))
            (void)text_copy(text, sizeof text, "foto");
    }
    import_clean(text);
    (void)text_copy(out, VIEW_NAME_SIZE, text);
}

static void
put_person(struct pictures *pictures, const char *file, json_t *body)
{
    const char *who = notes_of(pictures->notes, file, FIELD_PERSON);
    if (who[0] == '\0')
        return;
    int person = import_find_person(pictures->context, who);
    if (person >= 0)
        (void)json_object_set_new(
            body, "person", json_string(pictures->context->people[person].id));
    else
        report_say(pictures->report, REPORT_REFUSED, 0, file,
                   WORD("\"%s\" är ingen person här."), who);
}

static void
put_place(struct pictures *pictures, const char *file, const char *picture)
{
    const char *place = notes_of(pictures->notes, file, FIELD_PLACE);
    char folded[NAME_SIZE], id[UUID_SIZE];
    if (place[0] == '\0' || text_length(place) > IMPORT_LABEL_MAX)
        return;
    (void)text_fold(folded, sizeof folded, place);
    uuid_from_name(id, "place", folded);
    import_add(pictures->events, "place_saved", id,
               json_pack("{s:s, s:s}", "name", place, "picture", picture));
    report_count(pictures->report, "places", 1);
}

static const char *
or_else(const char *text, const char *otherwise)
{
    return text[0] == '\0' ? otherwise : text;
}

static void
put_picture(struct pictures *pictures, const char *file,
            const struct photo *photo)
{
    char id[VIEW_PICTURE_SIZE], name[VIEW_NAME_SIZE], about[UUID_SIZE];
    (void)text_format(id, sizeof id, "photo-%s", photo->hash);
    name_of(pictures, file, name);
    if (text_length(name) > IMPORT_LABEL_MAX) {
        report_say(pictures->report, REPORT_REFUSED, 0, file,
                   WORD("Bildens namn är längre än 40 tecken."));
        return;
    }
    json_t *body = json_pack(
        "{s:s, s:s, s:i, s:i, s:{s:s}, s:s, s:s, s:s}", "picture", id, "hash",
        photo->hash, "width", photo->width, "height", photo->height, "words",
        pictures->context->lang, name, "licence",
        or_else(notes_of(pictures->notes, file, FIELD_LICENCE), "own photo"),
        "author",
        or_else(notes_of(pictures->notes, file, FIELD_AUTHOR), "unknown"),
        "source", or_else(notes_of(pictures->notes, file, FIELD_SOURCE), file));
    put_person(pictures, file, body);
    uuid_from_name(about, "picture", id);
    import_add(pictures->events, "picture_saved", about, body);
    put_place(pictures, file, id);
    report_count(pictures->report, "pictures", 1);
    report_say(pictures->report, REPORT_INFO, 0, file,
               WORD("Bilden heter \"%s\", %d × %d."), name, photo->width,
               photo->height);
}

static void
take_file(struct pictures *pictures, const char *file)
{
    char path[PATH_SIZE], *bytes = NULL;
    size_t length = 0;
    struct photo photo = {0};
    enum result result = RESULT_FULL;
    if (path_in(pictures->folder, file, path))
        result = centre_read_file(path, PHOTO_BYTES_MAX, &bytes, &length);
    if (result == RESULT_OK)
        result = photo_decode(bytes, length, &photo);
    free(bytes);
    if (result == RESULT_OK && photo.length > LAY_BYTES_MAX)
        result = RESULT_FULL;
    if (result != RESULT_OK)
        report_say(pictures->report, REPORT_REFUSED, 0, file, "%s",
                   word(pictures->report->lang, photo_says(result)));
    else if (lay_picture(pictures->work, &photo, file, pictures->report,
                         pictures->blobs))
        put_picture(pictures, file, &photo);
    photo_finish(&photo);
}

/* --- the folder --- */

static int
photos_only(const struct dirent *entry)
{
    return is_photo(entry->d_name);
}

static void
take_files(struct pictures *pictures, struct dirent **entries, int count)
{
    if (count == 0)
        report_say(pictures->report, REPORT_REFUSED, 0, NULL,
                   WORD("Mappen har inga bilder (JPEG eller PNG)."));
    if (count > PICTURES_MAX) {
        report_say(pictures->report, REPORT_REFUSED, 0, NULL,
                   WORD("Mappen har fler än 500 bilder."));
        return;
    }
    for (int i = 0; i < count; i++)
        take_file(pictures, entries[i]->d_name);
}

enum result
pictures_import(const struct import_context *context, const char *folder,
                const char *work, struct report *report, json_t **events,
                json_t **blobs)
{
    struct pictures pictures = {.context = context,
                                .report = report,
                                .folder = folder,
                                .work = work,
                                .events = json_array(),
                                .blobs = json_array()};
    struct dirent **entries = NULL;
    *events = *blobs = NULL;
    /* By name, so that a second import is the same batch. */
    int count = scandir(folder, &entries, photos_only, alphasort);
    if (count < 0) {
        report_say(report, REPORT_REFUSED, 0, NULL,
                   WORD("Mappen går inte att läsa."));
    } else {
        pictures.notes = notes_read(folder, &form, report);
        take_files(&pictures, entries, count);
    }
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    bool fine = !report_refused(report);
    if (fine) {
        *events = json_incref(pictures.events);
        *blobs = json_incref(pictures.blobs);
    }
    json_decref(pictures.events);
    json_decref(pictures.blobs);
    json_decref(pictures.notes);
    return fine ? RESULT_OK : RESULT_INVALID;
}
