#include "firmware/exchange/board_out.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { COLUMNS = 4, PATH_SIZE = 128 };

struct writing {
    const struct board_out *boards;
    zip_t *zip;    /* NULL: pictures stand in the board itself */
    json_t *paths; /* picture id → its path in the zip */
    bool failed;
};

/* --- pictures --- */

static json_t *
licence_block(const struct writing *writing, const char *picture)
{
    struct library_credit credit;
    if (writing->boards->credit(writing->boards->user, picture, &credit) !=
        RESULT_OK)
        return json_pack("{s:s}", "type", "private");
    json_t *block = json_pack("{s:s, s:s}", "type", credit.licence,
                              "author_name", credit.author);
    bool link = strncmp(credit.source, "http", 4) == 0;
    if (credit.source[0] != '\0')
        (void)json_object_set_new(block, link ? "source_url" : "ext_source",
                                  json_string(credit.source));
    return block;
}

static json_t *
data_uri(const unsigned char *bytes, size_t length)
{
    static const char head[] = "data:image/png;base64,";
    size_t room =
        sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL);
    char *text = malloc(sizeof head + room);
    if (text == NULL)
        return NULL;
    memcpy(text, head, sizeof head - 1);
    sodium_bin2base64(text + sizeof head - 1, room, bytes, length,
                      sodium_base64_VARIANT_ORIGINAL);
    json_t *json = json_string(text);
    free(text);
    return json;
}

static bool
add_file(struct writing *writing, const char *path, const void *bytes,
         size_t length)
{
    void *copy = malloc(length == 0 ? 1 : length);
    if (copy == NULL)
        return false;
    memcpy(copy, bytes, length);
    zip_source_t *source = zip_source_buffer(writing->zip, copy, length, 1);
    if (source == NULL) {
        free(copy);
        return false;
    }
    /* The source owns the copy now, and the zip the source. */
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
    if (zip_file_add(writing->zip, path, source, ZIP_FL_ENC_UTF_8) >= 0)
        return true;
    zip_source_free(source);
    return false;
}

/* As a file of the zip, once, or within the image. */
static void
put_bytes(struct writing *writing, const char *picture, json_t *image,
          const unsigned char *bytes, size_t length)
{
    char path[PATH_SIZE];
    if (writing->zip == NULL) {
        (void)json_object_set_new(image, "data", data_uri(bytes, length));
        return;
    }
    (void)text_format(path, sizeof path, "images/%s.png", picture);
    if (json_object_get(writing->paths, picture) == NULL &&
        !add_file(writing, path, bytes, length))
        writing->failed = true;
    (void)json_object_set_new(writing->paths, picture, json_string(path));
    (void)json_object_set_new(image, "path", json_string(path));
}

/* PNG, 5.2 and 11.2.2: width and height stand in the first chunk. */
static int
number_at(const unsigned char *at)
{
    return (int)((uint32_t)at[2] << 8 | at[3]);
}

/* False if there is no picture to give. */
static bool
put_image(struct writing *writing, const char *picture, json_t *images)
{
    unsigned char *bytes = NULL;
    size_t length = 0, i;
    json_t *known;
    json_array_foreach(images, i, known)
    {
        if (text_equal(json_string_value(json_object_get(known, "id")),
                       picture))
            return true;
    }
    if (picture[0] == '\0' ||
        writing->boards->png(writing->boards->user, picture, &bytes, &length) !=
            RESULT_OK ||
        length < 24) {
        free(bytes);
        return false;
    }
    json_t *image = json_pack(
        "{s:s, s:s, s:i, s:i, s:o, s:s}", "id", picture, "content_type",
        "image/png", "width", number_at(bytes + 16), "height",
        number_at(bytes + 20), "license", licence_block(writing, picture),
        "ext_troskel_picture", picture);
    put_bytes(writing, picture, image, bytes, length);
    (void)json_array_append_new(images, image);
    free(bytes);
    return true;
}

/* --- a board --- */

/* Two choices may offer the same thing: one button is enough. */
static bool
offered(const json_t *buttons, const struct view_card *option)
{
    size_t i;
    json_t *button;
    json_array_foreach(buttons, i, button)
    {
        const char *image =
            json_string_value(json_object_get(button, "image_id"));
        if (text_equal(json_string_value(json_object_get(button, "label")),
                       option->text) &&
            (image == NULL || text_equal(image, option->picture)))
            return true;
    }
    return false;
}

static json_t *
board_of(struct writing *writing, const struct board_out_card *cards, int count)
{
    json_t *buttons = json_array(), *images = json_array();
    json_t *order = json_array(), *row = NULL;
    int at = 0;
    for (int c = 0; c < count; c++)
        for (int o = 0; o < cards[c].option_count; o++) {
            const struct view_card *option = &cards[c].options[o];
            char id[16];
            if (offered(buttons, option))
                continue;
            (void)text_format(id, sizeof id, "b%d", at + 1);
            json_t *button =
                json_pack("{s:s, s:s}", "id", id, "label", option->text);
            if (put_image(writing, option->picture, images))
                (void)json_object_set_new(button, "image_id",
                                          json_string(option->picture));
            (void)json_array_append_new(buttons, button);
            if (at % COLUMNS == 0)
                (void)json_array_append_new(order, row = json_array());
            (void)json_array_append_new(row, json_string(id));
            at++;
        }
    for (; at % COLUMNS != 0; at++)
        (void)json_array_append_new(row, json_null());
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:[], s:{s:i, s:i, s:o}}",
                     "format", "open-board-0.1", "id", cards[0].id, "locale",
                     writing->boards->lang, "name", cards[0].title, "buttons",
                     buttons, "images", images, "sounds", "grid", "rows",
                     at / COLUMNS, "columns", COLUMNS, "order", order);
}

json_t *
board_out_obf(const struct board_out *boards)
{
    struct writing writing = {.boards = boards};
    return board_of(&writing, boards->cards, boards->count);
}

/* --- the zip --- */

static bool
add_json(struct writing *writing, const char *path, json_t *json)
{
    char *text = json_dumps(json, JSON_INDENT(2));
    bool fine = text != NULL && add_file(writing, path, text, strlen(text));
    free(text);
    json_decref(json);
    return fine;
}

static bool
fill(struct writing *writing)
{
    json_t *listed = json_object();
    char root[PATH_SIZE] = "";
    for (int i = 0; i < writing->boards->count; i++) {
        const struct board_out_card *card = &writing->boards->cards[i];
        char path[PATH_SIZE];
        (void)text_format(path, sizeof path, "boards/%s.obf", card->id);
        if (i == 0)
            (void)text_copy(root, sizeof root, path);
        if (!add_json(writing, path, board_of(writing, card, 1)))
            writing->failed = true;
        (void)json_object_set_new(listed, card->id, json_string(path));
    }
    json_t *manifest = json_pack(
        "{s:s, s:s, s:{s:o, s:O, s:{}}}", "format", "open-board-0.1", "root",
        root, "paths", "boards", listed, "images", writing->paths, "sounds");
    return add_json(writing, "manifest.json", manifest) && !writing->failed;
}

static enum result
take_bytes(zip_source_t *source, unsigned char **bytes, size_t *length)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return RESULT_IO;
    *bytes = malloc(stat.size + 1);
    zip_int64_t got =
        *bytes == NULL ? -1 : zip_source_read(source, *bytes, stat.size);
    (void)zip_source_close(source);
    if (got == (zip_int64_t)stat.size) {
        *length = (size_t)stat.size;
        return RESULT_OK;
    }
    free(*bytes);
    *bytes = NULL;
    return RESULT_FULL;
}

enum result
board_out_obz(const struct board_out *boards, unsigned char **bytes,
              size_t *length)
{
    struct writing writing = {.boards = boards, .paths = json_object()};
    enum result result = RESULT_FULL;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    *bytes = NULL;
    if (source != NULL)
        writing.zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    if (writing.zip == NULL)
        goto out;
    zip_source_keep(source);
    if (!fill(&writing)) {
        zip_discard(writing.zip);
    } else if (zip_close(writing.zip) != 0) {
        log_warn("zip: %s", zip_strerror(writing.zip));
        zip_discard(writing.zip);
    } else {
        result = take_bytes(source, bytes, length);
    }
out:
    if (source != NULL)
        zip_source_free(source);
    json_decref(writing.paths);
    return result;
}
