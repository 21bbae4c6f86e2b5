#include "firmware/exchange/centre.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/standing.h"

/* A picture of the centre's own goes before the library's. */
static bool
match_own(struct centre *centre, const char *lang, const char *name,
          struct library_hit *out)
{
    if (view_picture_named(centre->store, lang, name, out->id) != RESULT_OK)
        return false;
    (void)text_copy(out->name, sizeof out->name, name);
    return true;
}

/* The whole title, else what the library reads in it, else its first word. */
static enum result
match(void *user, const char *lang, const char *title, struct library_hit *out)
{
    struct centre *centre = user;
    char first[LIBRARY_NAME_SIZE];
    enum result result = RESULT_ABSENT;
    if (match_own(centre, lang, title, out))
        return RESULT_OK;
    if (centre->library != NULL)
        result = library_match(centre->library, lang, title, out);
    if (result == RESULT_OK) {
        struct library_hit own;
        if (match_own(centre, lang, out->name, &own))
            *out = own;
        return RESULT_OK;
    }
    (void)text_copy(first, sizeof first, title);
    first[strcspn(first, " ,.:;(/")] = '\0';
    return first[0] != '\0' && match_own(centre, lang, first, out) ? RESULT_OK
                                                                   : result;
}

/* "träd" names "lövträd": the last part of a compound says what it is. */
static bool
ends_with(const char *name, const char *word)
{
    size_t whole = strlen(name), part = strlen(word);
    return whole >= part && strchr(name, ' ') == NULL &&
           strcmp(name + whole - part, word) == 0;
}

/* The hit whose name is the word itself, else the compound that ends in it;
 * a name that only begins with it is another thing. What is used here does not
 * count: a file read in twice is the same thing twice. */
static enum result
search(struct centre *centre, const char *lang, const char *wanted,
       struct library_hit *out)
{
    struct library_hit hits[8];
    char want[LIBRARY_NAME_SIZE], name[LIBRARY_NAME_SIZE];
    int count = 0, best = -1;
    (void)text_fold(want, sizeof want, wanted);
    if (library_search(centre->library, lang, wanted, hits, 8, &count) !=
        RESULT_OK)
        return RESULT_ABSENT;
    for (int i = count - 1; i >= 0; i--) {
        (void)text_fold(name, sizeof name, hits[i].name);
        if (strcmp(name, want) == 0) {
            *out = hits[i];
            return RESULT_OK;
        }
        if (ends_with(name, want))
            best = i;
    }
    if (best < 0)
        return RESULT_ABSENT;
    *out = hits[best];
    return RESULT_OK;
}

static enum result
picture(void *user, const char *lang, const char *word, struct library_hit *out)
{
    struct centre *centre = user;
    if (standing_photo(centre->store, word, out->id, sizeof out->id) ==
        RESULT_OK) {
        (void)text_copy(out->name, sizeof out->name, word);
        return RESULT_OK;
    }
    if (centre->library == NULL)
        return RESULT_ABSENT;
    if (library_name(centre->library, lang, word, out->name) == RESULT_OK) {
        (void)text_copy(out->id, sizeof out->id, word);
        return RESULT_OK;
    }
    if (library_match(centre->library, lang, word, out) == RESULT_OK)
        return RESULT_OK;
    return search(centre, lang, word, out);
}

static json_t *
body(void *user, const char *person)
{
    struct centre *centre = user;
    json_t *found = NULL;
    if (standing_body(centre->store, EVENT_PERSON_SAVED, person, &found) !=
        RESULT_OK)
        return NULL;
    return found;
}

static enum result
translate(void *user, const char *from, const char *name, const char *to,
          char out[LIBRARY_NAME_SIZE])
{
    struct centre *centre = user;
    struct library_hit hits[8];
    char want[LIBRARY_NAME_SIZE], other[LIBRARY_NAME_SIZE];
    int count = 0;
    (void)text_fold(want, sizeof want, name);
    if (centre->library == NULL || library_search(centre->library, from, name,
                                                  hits, 8, &count) != RESULT_OK)
        return RESULT_ABSENT;
    for (int i = 0; i < count; i++) {
        (void)text_fold(other, sizeof other, hits[i].name);
        if (strcmp(want, other) == 0)
            return library_name(centre->library, to, hits[i].id, out);
    }
    return RESULT_ABSENT;
}

static json_t *
saved(void *user, const char *about)
{
    struct centre *centre = user;
    json_t *found = NULL;
    if (standing_body(centre->store, EVENT_PICTURE_SAVED, about, &found) !=
        RESULT_OK)
        return NULL;
    return found;
}

struct pass {
    import_standing_fn *each;
    void *user;
};

static void
pass_on(void *user, const struct standing_item *item)
{
    const struct pass *pass = user;
    struct import_standing is = {.id = item->id,
                                 .source = item->source,
                                 .uid = item->uid,
                                 .date = item->date};
    pass->each(pass->user, &is);
}

static enum result
standing(void *user, const char *origin, const char *audience,
         import_standing_fn *each, void *each_user)
{
    struct centre *centre = user;
    struct pass pass = {.each = each, .user = each_user};
    return standing_items(centre->store, origin, audience, pass_on, &pass);
}

static enum result
read_centre(struct centre *centre, const char *boot_id)
{
    struct import_context *context = &centre->context;
    int groups = 0, people = 0;
    enum result result = view_centre(centre->store, &centre->view);
    if (result == RESULT_OK)
        result = view_groups(centre->store, centre->groups, VIEW_GROUPS_MAX,
                             &groups);
    if (result == RESULT_OK)
        result = view_people(centre->store, boot_id, centre->people,
                             VIEW_PEOPLE_MAX, &people);
    context->group_count = groups;
    context->person_count = people;
    return result;
}

enum result
centre_open(struct centre *centre, struct store *store, struct library *library,
            const char *boot_id, int32_t today, const char *path)
{
    memset(centre, 0, sizeof *centre);
    centre->store = store;
    centre->library = library;
    centre->people = calloc(VIEW_PEOPLE_MAX, sizeof *centre->people);
    if (centre->people == NULL)
        return RESULT_FULL;
    const char *slash = strrchr(path, '/');
    (void)text_copy(centre->source, sizeof centre->source,
                    slash == NULL ? path : slash + 1);
    enum result result = read_centre(centre, boot_id);
    if (result != RESULT_OK) {
        centre_close(centre);
        return result;
    }
    centre->context.lang = centre->view.lang;
    centre->context.centre = centre->view.id;
    centre->context.zone = centre->view.zone;
    centre->context.source = centre->source;
    centre->context.today = today;
    centre->context.groups = centre->groups;
    centre->context.people = centre->people;
    centre->context.user = centre;
    centre->context.match = match;
    centre->context.picture = picture;
    centre->context.body = body;
    centre->context.standing = standing;
    centre->context.translate = translate;
    centre->context.saved = saved;
    return RESULT_OK;
}

void
centre_close(struct centre *centre)
{
    free(centre->people);
    memset(centre, 0, sizeof *centre);
}

enum result
centre_read_file(const char *path, size_t max, char **bytes, size_t *length)
{
    enum result result = RESULT_IO;
    size_t room = 65536;
    *bytes = NULL;
    *length = 0;
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return errno == ENOENT ? RESULT_ABSENT : RESULT_IO;
    char *got = malloc(room);
    while (got != NULL && !feof(file) && !ferror(file) && *length <= max) {
        *length += fread(got + *length, 1, room - *length, file);
        if (*length < room)
            continue;
        room *= 2;
        char *more = realloc(got, room);
        if (more == NULL)
            break;
        got = more;
    }
    if (*length > max)
        result = RESULT_FULL;
    else if (got != NULL && feof(file) && !ferror(file))
        result = RESULT_OK;
    else
        log_errno("%s", path);
    (void)fclose(file);
    if (result == RESULT_OK)
        *bytes = got;
    else
        free(got);
    return result;
}

json_t *
centre_batch(const struct centre *centre, const struct report *report,
             json_t *events, json_t *blobs)
{
    json_t *body = json_deep_copy(report->counts);
    (void)json_object_set_new(body, "source", json_string(centre->source));
    import_add(events, "imported", NULL, body);
    json_t *batch =
        json_pack("{s:s, s:o}", "source", centre->source, "events", events);
    if (blobs != NULL)
        (void)json_object_set_new(batch, "blobs", blobs);
    return batch;
}
