#include "firmware/exchange/board.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/civil.h"
#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/board_read.h"
#include "firmware/exchange/bundle.h"
#include "firmware/exchange/centre.h"
#include "firmware/exchange/draw_any.h"
#include "firmware/exchange/lay.h"

enum { JSON_BYTES_MAX = 32 * 1024 * 1024, SAID_CHARS = 96 };

struct boarding {
    const struct import_context *context;
    const struct board_wish *wish;
    struct report *report;
    struct bundle *bundle; /* NULL: a single .obf */
    const char *work;
    struct board *board;
    json_t *json;
    json_t *ids; /* of the items that stand from now on */
    json_t *events, *blobs;
};

static void
refuse(struct boarding *boarding, const char *where, const char *says)
{
    report_say(boarding->report, REPORT_REFUSED, 0, where, "%s",
               word(boarding->report->lang, says));
}

/* --- a button's picture --- */

static bool
from_base64(const char *uri, char **bytes, size_t *length)
{
    const char *comma = strchr(uri, ',');
    if (strncmp(uri, "data:", 5) != 0 || comma == NULL ||
        memmem(uri, (size_t)(comma - uri), ";base64", 7) == NULL)
        return false;
    size_t coded = strlen(comma + 1);
    *bytes = malloc(coded + 1);
    return *bytes != NULL &&
           sodium_base642bin((unsigned char *)*bytes, coded + 1, comma + 1,
                             coded, " \r\n\t", length, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0;
}

/* Held in the board itself, or a file beside it. False: nothing is there. */
static bool
image_bytes(struct boarding *boarding, const json_t *image, char **bytes,
            size_t *length)
{
    const char *data = json_string_value(json_object_get(image, "data"));
    const char *path = json_string_value(json_object_get(image, "path"));
    *bytes = NULL;
    if (data != NULL && from_base64(data, bytes, length))
        return true;
    free(*bytes);
    *bytes = NULL;
    if (path == NULL || boarding->bundle == NULL)
        return false;
    int at = bundle_find(boarding->bundle, path);
    return at >= 0 && bundle_read(boarding->bundle, at, PHOTO_BYTES_MAX, bytes,
                                  length) == RESULT_OK;
}

/* Forms that others use and we do not read: BMP, GIF, WebP. */
static bool
other_form(const char *bytes, size_t length)
{
    return length > 12 &&
           (memcmp(bytes, "BM", 2) == 0 || memcmp(bytes, "GIF8", 4) == 0 ||
            memcmp(bytes + 8, "WEBP", 4) == 0);
}

static void
put_said(json_t *body, const char *key, const json_t *licence,
         const char *field, const char *otherwise)
{
    char text[SAID_CHARS * 4];
    (void)text_copy(text, sizeof text,
                    json_string_value(json_object_get(licence, field)));
    import_clean(text);
    bool fine = text[0] != '\0' && text_length(text) <= 60;
    (void)json_object_set_new(body, key, json_string(fine ? text : otherwise));
}

static void
add_picture(struct boarding *boarding, const struct board_button *button,
            const char *id, const char *made_of, const struct photo *photo)
{
    char about[UUID_SIZE], name[VIEW_NAME_SIZE];
    const json_t *licence = json_object_get(button->image, "license");
    (void)text_copy(name, sizeof name,
                    button->label[0] == '\0' ? boarding->board->name
                                             : button->label);
    json_t *body = json_pack(
        "{s:s, s:s, s:s, s:i, s:i, s:{s:s}, s:s}", "picture", id, "hash",
        photo->hash, "made_of", made_of, "width", photo->width, "height",
        photo->height, "words", boarding->board->lang,
        name[0] == '\0' ? "bild" : name, "pack", "Open Board Format");
    put_said(body, "licence", licence, "type", "unknown");
    put_said(body, "author", licence, "author_name", "unknown");
    put_said(body, "source", licence, "source_url", boarding->context->source);
    uuid_from_name(about, "picture", id);
    import_add(boarding->events, "picture_saved", about, body);
    report_count(boarding->report, "pictures", 1);
}

static void
draw(struct boarding *boarding, const struct board_button *button,
     const char *bytes, size_t length, char id[VIEW_PICTURE_SIZE])
{
    struct photo photo;
    char made_of[PHOTO_HASH_SIZE];
    draw_any_made_of(bytes, length, made_of);
    if (draw_any(bytes, length, button->label, boarding->report, &photo) &&
        lay_picture(boarding->work, &photo, button->label, boarding->report,
                    boarding->blobs)) {
        (void)text_format(id, VIEW_PICTURE_SIZE, "pack-obf-%.40s", made_of);
        add_picture(boarding, button, id, made_of, &photo);
    }
    photo_finish(&photo);
}

/* A picture that came from here and comes back is the one it was. */
static bool
ours(struct boarding *boarding, const json_t *image, char id[VIEW_PICTURE_SIZE])
{
    struct library_hit hit;
    const struct import_context *context = boarding->context;
    const char *said =
        json_string_value(json_object_get(image, "ext_troskel_picture"));
    if (said == NULL || strlen(said) >= VIEW_PICTURE_SIZE ||
        context->picture == NULL ||
        context->picture(context->user, context->lang, said, &hit) !=
            RESULT_OK ||
        strcmp(hit.id, said) != 0)
        return false;
    return text_copy(id, VIEW_PICTURE_SIZE, said);
}

static void
take_picture(struct boarding *boarding, const struct board_button *button,
             char id[VIEW_PICTURE_SIZE])
{
    char *bytes = NULL;
    size_t length = 0;
    id[0] = '\0';
    if (button->image == NULL || ours(boarding, button->image, id))
        return;
    if (!image_bytes(boarding, button->image, &bytes, &length))
        report_say(boarding->report, REPORT_WARNING, 0, button->label,
                   WORD("Bilden finns inte i filen: knappen visas med text."));
    else if (other_form(bytes, length))
        report_say(boarding->report, REPORT_WARNING, 0, button->label,
                   WORD("Bilden har en form som inte läses (BMP, GIF, WebP): "
                        "knappen visas med text."));
    else
        draw(boarding, button, bytes, length, id);
    free(bytes);
}

/* --- choices --- */

static json_t *
option_of(struct boarding *boarding, const struct board_button *button)
{
    char picture[VIEW_PICTURE_SIZE];
    take_picture(boarding, button, picture);
    if (text_length(button->label) > IMPORT_LINE_MAX ||
        identity_in(button->label))
        report_say(boarding->report, REPORT_REFUSED, 0, NULL,
                   WORD("En knapps text är för lång eller liknar ett "
                        "personnummer."));
    json_t *option = json_pack(
        "{s:s}", "text",
        button->label[0] != '\0' ? button->label
                                 : word(boarding->context->lang, WORD("Bild")));
    if (picture[0] != '\0')
        (void)json_object_set_new(option, "picture", json_string(picture));
    return option;
}

static void
title_of(const struct boarding *boarding, int at, char out[VIEW_NAME_SIZE])
{
    char name[IMPORT_LABEL_MAX * 4 - 8];
    (void)text_copy(name, sizeof name, boarding->board->name);
    while (text_length(name) > IMPORT_LABEL_MAX - 3) {
        size_t end = strlen(name) - 1;
        while (end > 0 && ((unsigned char)name[end] & 0xC0) == 0x80)
            end--;
        name[end] = '\0';
    }
    if (name[0] == '\0')
        (void)text_copy(name, sizeof name,
                        word(boarding->context->lang, WORD("Välj")));
    if (at == 0)
        (void)text_copy(out, VIEW_NAME_SIZE, name);
    else
        (void)text_format(out, VIEW_NAME_SIZE, "%s %d", name, at + 1);
}

static void
add_choice(struct boarding *boarding, int at, json_t *options)
{
    char id[UUID_SIZE], key[256], title[VIEW_NAME_SIZE];
    char date[CIVIL_DATE_SIZE];
    (void)text_format(key, sizeof key, "%s %s %d", boarding->wish->person,
                      boarding->context->source, at);
    uuid_from_name(id, "board", key);
    title_of(boarding, at, title);
    civil_format_date(boarding->wish->date, date);
    import_add(boarding->events, "item_saved", id,
               json_pack("{s:{s:s, s:s}, s:s, s:s, s:s, s:s, s:o}", "audience",
                         "kind", "person", "id", boarding->wish->person, "date",
                         date, "title", title, "origin", "board", "source",
                         boarding->context->source, "options", options));
    (void)json_object_set_new(boarding->ids, id, json_true());
    report_count(boarding->report, "items", 1);
}

static void
take_buttons(struct boarding *boarding)
{
    const struct board *board = boarding->board;
    json_t *options = NULL;
    int most = BOARD_ITEMS_MAX * VIEW_OPTIONS_MAX;
    for (int i = 0; i < board->count && !report_refused(boarding->report);
         i++) {
        json_t *option = option_of(boarding, &board->buttons[i]);
        if (options == NULL)
            options = json_array();
        (void)json_array_append_new(options, option);
        bool full = json_array_size(options) == VIEW_OPTIONS_MAX;
        if (!full && i + 1 < board->count)
            continue;
        if (i < most)
            add_choice(boarding, i / VIEW_OPTIONS_MAX, json_incref(options));
        json_decref(options);
        options = NULL;
    }
    json_decref(options);
    if (board->count > most)
        report_say(boarding->report, REPORT_WARNING, 0, NULL,
                   WORD("Tavlan har fler än 24 knappar: av resten kommer bara "
                        "bilderna med."));
}

static enum result
remove_gone(struct boarding *boarding)
{
    struct import_audience whose = {.whom = IMPORT_PERSON};
    struct import_kept kept = {.origin = "board",
                               .whose = &whose,
                               .ids = boarding->ids,
                               .from = INT32_MIN};
    (void)text_copy(whose.id, UUID_SIZE, boarding->wish->person);
    return import_remove_gone(boarding->context, &kept, boarding->events,
                              boarding->report);
}

/* --- the file --- */

static void
take_board(struct boarding *boarding, const char *bytes, size_t length,
           const char *where)
{
    boarding->json = json_loadb(bytes, length, 0, NULL);
    if (boarding->json == NULL)
        refuse(boarding, where, WORD("Tavlan är ingen hel JSON-fil."));
    else if (board_read(boarding->json, boarding->context->lang,
                        boarding->report, boarding->board))
        take_buttons(boarding);
}

/* The first board of the zip, by name. */
static const char *
first_board(const struct boarding *boarding)
{
    for (int i = 0; i < bundle_count(boarding->bundle); i++) {
        const char *name = bundle_name(boarding->bundle, i);
        size_t length = strlen(name);
        if (length > 4 && strcasecmp(name + length - 4, ".obf") == 0)
            return name;
    }
    return NULL;
}

static json_t *
read_manifest(struct boarding *boarding)
{
    char *bytes = NULL;
    size_t length = 0;
    json_t *manifest = NULL;
    int at = bundle_find(boarding->bundle, "manifest.json");
    if (at >= 0 && bundle_read(boarding->bundle, at, JSON_BYTES_MAX, &bytes,
                               &length) == RESULT_OK)
        manifest = json_loadb(bytes, length, 0, NULL);
    free(bytes);
    return manifest;
}

static void
take_bundle(struct boarding *boarding)
{
    char *bytes = NULL;
    size_t length = 0;
    const char *first = first_board(boarding);
    json_t *manifest = read_manifest(boarding);
    const char *root = board_root(manifest, first);
    int at = root == NULL ? -1 : bundle_find(boarding->bundle, root);
    if (manifest == NULL || at < 0) {
        report_say(boarding->report, REPORT_WARNING, 0, "manifest.json",
                   WORD("Filen säger inte vilken tavla som är den första: den "
                        "som kommer först tas."));
        root = first;
        at = root == NULL ? -1 : bundle_find(boarding->bundle, root);
    }
    if (at < 0)
        refuse(boarding, NULL, WORD("Filen har ingen tavla."));
    else if (bundle_read(boarding->bundle, at, JSON_BYTES_MAX, &bytes,
                         &length) != RESULT_OK)
        refuse(boarding, root, WORD("Tavlan går inte att läsa."));
    else
        take_board(boarding, bytes, length, root);
    free(bytes);
    json_decref(manifest);
}

static bool
is_zip(const char *bytes, size_t length)
{
    return length >= 4 && memcmp(bytes, "PK", 2) == 0;
}

static void
take_file(struct boarding *boarding, const char *path)
{
    char *bytes = NULL, where[BUNDLE_NAME_SIZE];
    size_t length = 0;
    enum bundle_why why = BUNDLE_FINE;
    enum result result =
        centre_read_file(path, BUNDLE_BYTES_MAX / 4, &bytes, &length);
    if (result != RESULT_OK)
        refuse(boarding, NULL,
               bundle_says(result == RESULT_ABSENT ? BUNDLE_ABSENT
                           : result == RESULT_FULL ? BUNDLE_LARGE
                                                   : BUNDLE_IO));
    else if (!is_zip(bytes, length))
        take_board(boarding, bytes, length, NULL);
    else if ((why = bundle_open_bytes(&boarding->bundle, bytes, length,
                                      where)) != BUNDLE_FINE)
        refuse(boarding, where[0] == '\0' ? NULL : where, bundle_says(why));
    else
        take_bundle(boarding);
    bundle_close(boarding->bundle);
    boarding->bundle = NULL;
    free(bytes);
}

/* What goes in, and the three that come out: all of them are needed. */
enum result
/* NOLINTNEXTLINE(readability-function-size) */
board_import(const struct import_context *context,
             const struct board_wish *wish, const char *path, const char *work,
             struct report *report, json_t **events, json_t **blobs)
{
    struct boarding boarding = {.context = context,
                                .wish = wish,
                                .report = report,
                                .work = work,
                                .board = calloc(1, sizeof *boarding.board),
                                .ids = json_object(),
                                .events = json_array(),
                                .blobs = json_array()};
    enum result result = boarding.board == NULL ? RESULT_FULL : RESULT_OK;
    *events = *blobs = NULL;
    if (result == RESULT_OK)
        take_file(&boarding, path);
    if (result == RESULT_OK && report_refused(report))
        result = RESULT_INVALID;
    if (result == RESULT_OK)
        result = remove_gone(&boarding);
    if (result == RESULT_OK) {
        *events = json_incref(boarding.events);
        *blobs = json_incref(boarding.blobs);
    }
    json_decref(boarding.json);
    json_decref(boarding.ids);
    json_decref(boarding.events);
    json_decref(boarding.blobs);
    free(boarding.board);
    return result;
}
