#include "firmware/exchange/pack.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/bundle.h"
#include "firmware/exchange/csv.h"
#include "firmware/exchange/draw_any.h"
#include "firmware/exchange/lay.h"
#include "firmware/exchange/pack_set.h"
#include "firmware/exchange/pack_table.h"
#include "firmware/store/licence.h"

enum { SET_SIZE = 20, SLUG_SIZE = 45, KEY_SIZE = 256, SAID_SIZE = 164 };

static const char mulberry_table[] = "scripts/data/symbol-info.csv";

struct pack {
    const struct import_context *context;
    const struct pack_about *about;
    const struct pack_set *set; /* NULL: none that we know */
    struct report *report;
    struct bundle *bundle;
    const char *work;
    size_t top;         /* length of the folder that all files stand in */
    bool mulberry;      /* only EN/ are its pictures */
    char key[SET_SIZE]; /* "mulberry" */
    char name[64];      /* "Mulberry Symbols" */
    json_t *rows;       /* of its table */
    json_t *ids;        /* pictures taken so far */
    json_t *events, *blobs;
    int unnamed;   /* without a name in the centre's language */
    int unchanged; /* stand already, of the same bytes */
    int not_sold;
};

static bool
ends_in(const char *name, const char *end)
{
    size_t whole = strlen(name), part = strlen(end);
    return whole > part && strcasecmp(name + whole - part, end) == 0;
}

static bool
is_picture(const char *name)
{
    return ends_in(name, ".svg") || ends_in(name, ".png") ||
           ends_in(name, ".jpg") || ends_in(name, ".jpeg");
}

/* The file's name within the pack: "mulberry-symbols-3.6/EN/a.svg" is
 * "EN/a.svg". */
static const char *
inner_name(const struct pack *pack, int at)
{
    return bundle_name(pack->bundle, at) + pack->top;
}

static void
find_top(struct pack *pack)
{
    int count = bundle_count(pack->bundle);
    for (bool shared = count > 0; shared;) {
        const char *first = inner_name(pack, 0);
        const char *slash = strchr(first, '/');
        size_t length = slash == NULL ? 0 : (size_t)(slash - first) + 1;
        shared = length > 0;
        for (int i = 1; i < count && shared; i++)
            shared = strncmp(inner_name(pack, i), first, length) == 0;
        if (shared)
            pack->top += length;
    }
}

/* --- the table --- */

static int
find_table(const struct pack *pack)
{
    int found = -1;
    for (int i = 0; i < bundle_count(pack->bundle); i++) {
        const char *name = inner_name(pack, i);
        if (pack->mulberry ? strcmp(name, mulberry_table) == 0
                           : ends_in(name, ".csv") || ends_in(name, ".tsv"))
            found = found < 0 ? i : found;
    }
    return found;
}

static void
read_table(struct pack *pack)
{
    char *bytes = NULL;
    size_t length = 0;
    int at = find_table(pack);
    if (at < 0)
        return;
    if (bundle_read(pack->bundle, at, CSV_BYTES_MAX, &bytes, &length) !=
        RESULT_OK) {
        report_say(pack->report, REPORT_REFUSED, 0, inner_name(pack, at),
                   WORD("Tabellen går inte att läsa."));
        return;
    }
    json_decref(pack->rows);
    pack->rows =
        pack_table_read(bytes, length, pack->context->lang, pack->report);
    free(bytes);
}

/* What the table says of a file; NULL if nothing. */
static json_t *
row_of(const struct pack *pack, const char *file)
{
    char key[KEY_SIZE];
    pack_table_key(file, key, sizeof key);
    return json_object_get(pack->rows, key);
}

static const char *
said(const json_t *row, const char *field, const char *about, const char *set,
     const char *otherwise)
{
    const char *text = json_string_value(json_object_get(row, field));
    if (text_empty(text))
        text = about;
    if (text_empty(text))
        text = set;
    return text_empty(text) ? otherwise : text;
}

/* --- names --- */

static void
plain_name(const char *file, char out[SAID_SIZE])
{
    char stem[BUNDLE_NAME_SIZE];
    const char *slash = strrchr(file, '/');
    (void)text_copy(stem, sizeof stem, slash == NULL ? file : slash + 1);
    char *dot = strrchr(stem, '.');
    if (dot != NULL)
        *dot = '\0';
    pack_table_plain(stem, out, SAID_SIZE);
}

/* What our own list calls it in the languages the pack does not speak. */
static void
add_translations(const struct pack *pack, json_t *words)
{
    static const char *const langs[] = {"sv", "da", "nb"};
    char name[LIBRARY_NAME_SIZE];
    const char *english = json_string_value(json_object_get(words, "en"));
    if (english == NULL || pack->context->translate == NULL)
        return;
    for (size_t i = 0; i < sizeof langs / sizeof langs[0]; i++)
        if (json_object_get(words, langs[i]) == NULL &&
            pack->context->translate(pack->context->user, "en", english,
                                     langs[i], name) == RESULT_OK)
            (void)json_object_set_new(words, langs[i], json_string(name));
}

static json_t *
words_of(struct pack *pack, const json_t *row, const char *file)
{
    char name[SAID_SIZE];
    json_t *words = json_deep_copy(json_object_get(row, "words"));
    if (words == NULL)
        words = json_object();
    if (json_object_size(words) == 0) {
        plain_name(file, name);
        (void)json_object_set_new(words,
                                  pack->mulberry ? "en" : pack->context->lang,
                                  json_string(name));
    }
    add_translations(pack, words);
    if (json_object_get(words, pack->context->lang) == NULL)
        pack->unnamed++;
    return words;
}

/* --- one picture --- */

static void
id_of(const struct pack *pack, const char *file, char out[VIEW_PICTURE_SIZE])
{
    char path[BUNDLE_NAME_SIZE], slug[SLUG_SIZE];
    (void)text_copy(path, sizeof path,
                    pack->mulberry ? file + strlen("EN/") : file);
    char *dot = strrchr(path, '.');
    if (dot != NULL)
        *dot = '\0';
    pack_set_slug(path, slug, sizeof slug);
    (void)text_format(out, VIEW_PICTURE_SIZE, "pack-%s-%s", pack->key, slug);
}

static json_t *
body_of(struct pack *pack, const char *file, const char *id)
{
    const json_t *row = row_of(pack, file);
    const struct pack_set none = {.name = NULL};
    const struct pack_set *set = pack->set == NULL ? &none : pack->set;
    const char *licence =
        said(row, "licence", pack->about->licence, set->licence, "unknown");
    json_t *body = json_pack(
        "{s:s, s:o, s:s, s:s, s:s, s:s}", "picture", id, "words",
        words_of(pack, row, file), "licence", licence, "author",
        said(row, "author", pack->about->author, set->author, "unknown"),
        "source", said(row, "source", NULL, set->source, file), "pack",
        pack->name);
    json_t *keywords = json_object_get(row, "keywords");
    if (json_object_size(keywords) > 0)
        (void)json_object_set(body, "keywords", keywords);
    if (!licence_may_be_sold(licence)) {
        (void)json_object_set_new(body, "sold_on", json_false());
        pack->not_sold++;
    }
    return body;
}

static void
put_drawn(json_t *body, const char *made_of, const char *hash, json_int_t width,
          json_int_t height)
{
    (void)json_object_set_new(body, "made_of", json_string(made_of));
    (void)json_object_set_new(body, "hash", json_string(hash));
    (void)json_object_set_new(body, "width", json_integer(width));
    (void)json_object_set_new(body, "height", json_integer(height));
}

/* True if the same bytes were drawn before: the drawing is in the store. */
static bool
take_over(struct pack *pack, const char *about, const char *made_of,
          json_t *body)
{
    json_t *stands = pack->context->saved == NULL
                         ? NULL
                         : pack->context->saved(pack->context->user, about);
    bool same = text_equal(
        json_string_value(json_object_get(stands, "made_of")), made_of);
    if (same) {
        put_drawn(body, made_of,
                  json_string_value(json_object_get(stands, "hash")),
                  json_integer_value(json_object_get(stands, "width")),
                  json_integer_value(json_object_get(stands, "height")));
        pack->unchanged++;
    }
    json_decref(stands);
    return same;
}

static bool
draw(struct pack *pack, const char *file, const char *bytes, size_t length,
     const char *made_of, json_t *body)
{
    struct photo photo;
    bool fine =
        draw_any(bytes, length, file, pack->report, &photo) &&
        lay_picture(pack->work, &photo, file, pack->report, pack->blobs);
    if (fine)
        put_drawn(body, made_of, photo.hash, photo.width, photo.height);
    photo_finish(&photo);
    return fine;
}

static void
take_bytes(struct pack *pack, const char *file, const char *id,
           const char *bytes, size_t length)
{
    char about[UUID_SIZE], made_of[PHOTO_HASH_SIZE];
    json_t *body = body_of(pack, file, id);
    uuid_from_name(about, "picture", id);
    draw_any_made_of(bytes, length, made_of);
    if (!take_over(pack, about, made_of, body) &&
        !draw(pack, file, bytes, length, made_of, body)) {
        json_decref(body);
        return;
    }
    import_add(pack->events, "picture_saved", about, body);
    report_count(pack->report, "pictures", 1);
}

static void
take_file(struct pack *pack, int at)
{
    char id[VIEW_PICTURE_SIZE], *bytes = NULL;
    size_t length = 0;
    const char *file = inner_name(pack, at);
    id_of(pack, file, id);
    if (json_object_get(pack->ids, id) != NULL) {
        report_say(pack->report, REPORT_INFO, 0, file,
                   WORD("En annan fil har samma namn: den första gäller."));
        return;
    }
    (void)json_object_set_new(pack->ids, id, json_true());
    enum result result =
        bundle_read(pack->bundle, at, PHOTO_BYTES_MAX, &bytes, &length);
    if (result == RESULT_OK)
        take_bytes(pack, file, id, bytes, length);
    else
        report_say(pack->report, REPORT_REFUSED, 0, file, "%s",
                   word(pack->report->lang, photo_says(result)));
    free(bytes);
}

/* A drawing goes before a picture of the same name. */
static bool
has_drawing(const struct pack *pack, const char *file)
{
    char other[BUNDLE_NAME_SIZE];
    if (ends_in(file, ".svg"))
        return false;
    (void)text_copy(other, sizeof other, file);
    (void)text_copy(strrchr(other, '.'), 5, ".svg");
    for (int i = 0; i < bundle_count(pack->bundle); i++)
        if (strcmp(inner_name(pack, i), other) == 0)
            return true;
    return false;
}

static bool
is_wanted(const struct pack *pack, int at)
{
    const char *file = inner_name(pack, at);
    return is_picture(file) && !has_drawing(pack, file) &&
           (!pack->mulberry || strncmp(file, "EN/", 3) == 0);
}

static void
take_files(struct pack *pack)
{
    int wanted = 0;
    for (int i = 0; i < bundle_count(pack->bundle); i++)
        wanted += is_wanted(pack, i);
    if (wanted == 0)
        report_say(pack->report, REPORT_REFUSED, 0, NULL,
                   WORD("Här finns inga bilder (SVG, PNG eller JPEG)."));
    if (wanted > PACK_PICTURES_MAX) {
        report_say(pack->report, REPORT_REFUSED, 0, NULL,
                   WORD("Det är fler än 5 000 bilder: en mapp i taget."));
        return;
    }
    for (int i = 0; i < bundle_count(pack->bundle); i++)
        if (is_wanted(pack, i) && !(pack->report->of[REPORT_REFUSED] > 20))
            take_file(pack, i);
}

/* --- what there is to say --- */

static int
missing_files(const struct pack *pack, char first[SAID_SIZE])
{
    json_t *there = json_object();
    int missing = 0;
    const char *key;
    json_t *row;
    for (int i = 0; i < bundle_count(pack->bundle); i++) {
        char name[KEY_SIZE];
        pack_table_key(inner_name(pack, i), name, sizeof name);
        if (is_wanted(pack, i))
            (void)json_object_set_new(there, name, json_true());
    }
    json_object_foreach(pack->rows, key, row)
    {
        if (json_object_get(there, key) == NULL && missing++ == 0)
            (void)text_copy(first, SAID_SIZE, key);
    }
    json_decref(there);
    return missing;
}

static void
tell(struct pack *pack)
{
    char first[SAID_SIZE] = "";
    int missing = missing_files(pack, first);
    report_say(pack->report, REPORT_INFO, 0, NULL,
               WORD("%d bilder ur %s; %d av dem står redan här."),
               report_counted(pack->report, "pictures"), pack->name,
               pack->unchanged);
    if (missing > 0)
        report_say(pack->report, REPORT_WARNING, 0, first,
                   WORD("%d rader i tabellen har ingen fil; den första heter "
                        "så."),
                   missing);
    if (pack->unnamed > 0)
        report_say(pack->report, REPORT_WARNING, 0, NULL,
                   WORD("%d bilder har inget namn på centrets språk: de finns "
                        "under det namn de har."),
                   pack->unnamed);
    if (pack->not_sold > 0)
        report_say(pack->report, REPORT_WARNING, 0, NULL,
                   WORD("%d bilder är märkta \"ej för vidaresäljning\" enligt "
                        "sin licens."),
                   pack->not_sold);
}

/* --- the whole --- */

/* Its own name, or what the person calls it. */
static void
name_set(struct pack *pack)
{
    char file[SET_SIZE * 8];
    const char *given = pack->about->set;
    (void)text_copy(file, sizeof file,
                    text_empty(given) ? pack->context->source : given);
    if (ends_in(file, ".zip"))
        file[strlen(file) - 4] = '\0';
    pack->set =
        pack_set_of(pack->mulberry && text_empty(given) ? "mulberry" : file);
    pack_set_slug(pack->set != NULL ? pack->set->key : file, pack->key,
                  sizeof pack->key);
    if (pack->key[0] == '\0')
        (void)text_copy(pack->key, sizeof pack->key, "egna");
    import_clean(file);
    (void)text_copy(pack->name, sizeof pack->name,
                    pack->set != NULL ? pack->set->name : file);
}

static bool
is_mulberry(const struct pack *pack)
{
    for (int i = 0; i < bundle_count(pack->bundle); i++)
        if (strcmp(inner_name(pack, i), mulberry_table) == 0)
            return true;
    return false;
}

static void
take_all(struct pack *pack)
{
    find_top(pack);
    pack->mulberry = is_mulberry(pack);
    name_set(pack);
    read_table(pack);
    if (!report_refused(pack->report))
        take_files(pack);
    tell(pack);
}

static void
open_and_take(struct pack *pack, const char *path)
{
    char where[BUNDLE_NAME_SIZE];
    enum bundle_why why = bundle_open(&pack->bundle, path, where);
    if (why == BUNDLE_FINE)
        take_all(pack);
    else
        report_say(pack->report, REPORT_REFUSED, 0,
                   where[0] == '\0' ? NULL : where, "%s",
                   word(pack->report->lang, bundle_says(why)));
    bundle_close(pack->bundle);
}

/* What goes in, and the three that come out: all of them are needed. */
enum result
/* NOLINTNEXTLINE(readability-function-size) */
pack_import(const struct import_context *context,
            const struct pack_about *about, const char *path, const char *work,
            struct report *report, json_t **events, json_t **blobs)
{
    struct pack pack = {.context = context,
                        .about = about,
                        .report = report,
                        .work = work,
                        .rows = json_object(),
                        .ids = json_object(),
                        .events = json_array(),
                        .blobs = json_array()};
    *events = *blobs = NULL;
    open_and_take(&pack, path);
    bool fine = !report_refused(report);
    if (fine) {
        *events = json_incref(pack.events);
        *blobs = json_incref(pack.blobs);
    }
    json_decref(pack.rows);
    json_decref(pack.ids);
    json_decref(pack.events);
    json_decref(pack.blobs);
    return fine ? RESULT_OK : RESULT_INVALID;
}
