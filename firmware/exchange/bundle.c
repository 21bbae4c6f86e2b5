#include "firmware/exchange/bundle.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/bundle_inside.h"

/* The end of a zip that holds nothing. libzip takes less for an empty one. */
enum { ZIP_BYTES_MIN = 22 };

enum bundle_why
bundle_add(struct bundle *bundle, const char *name, zip_uint64_t size,
           zip_uint64_t place)
{
    if (bundle->count == BUNDLE_FILES_MAX)
        return BUNDLE_MANY;
    if (size > BUNDLE_BYTES_MAX - bundle->bytes)
        return BUNDLE_LARGE;
    if (bundle->count == bundle->room) {
        int room = bundle->room == 0 ? 64 : bundle->room * 2;
        struct bundle_file *more =
            realloc(bundle->files, (size_t)room * sizeof *more);
        if (more == NULL)
            return BUNDLE_IO;
        bundle->files = more;
        bundle->room = room;
    }
    char *copy = strdup(name);
    if (copy == NULL)
        return BUNDLE_IO;
    bundle->files[bundle->count++] =
        (struct bundle_file){.name = copy, .size = size, .place = place};
    bundle->bytes += size;
    return BUNDLE_FINE;
}

/* --- a folder --- */

static enum bundle_why list_folder(struct bundle *bundle, const char *inner,
                                   int depth);

static enum bundle_why
list_entry(struct bundle *bundle, const char *inner, const char *name,
           int depth)
{
    char within[BUNDLE_NAME_SIZE], path[1536];
    struct stat st;
    if (name[0] == '.' || !text_is_utf8(name, strlen(name)) ||
        !text_format(within, sizeof within, "%s%s%s", inner,
                     inner[0] == '\0' ? "" : "/", name) ||
        !text_format(path, sizeof path, "%s/%s", bundle->folder, within) ||
        lstat(path, &st) != 0)
        return BUNDLE_FINE;
    if (S_ISDIR(st.st_mode))
        return list_folder(bundle, within, depth + 1);
    if (!S_ISREG(st.st_mode))
        return BUNDLE_FINE;
    return bundle_add(bundle, within, (zip_uint64_t)st.st_size, 0);
}

static enum bundle_why
list_folder(struct bundle *bundle, const char *inner, int depth)
{
    char path[1536];
    const struct dirent *entry;
    enum bundle_why why = BUNDLE_FINE;
    if (depth > BUNDLE_DEPTH_MAX ||
        !text_format(path, sizeof path, "%s/%s", bundle->folder, inner))
        return BUNDLE_FINE;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return BUNDLE_IO;
    while (why == BUNDLE_FINE && (entry = readdir(folder)) != NULL)
        why = list_entry(bundle, inner, entry->d_name, depth);
    (void)closedir(folder);
    return why;
}

static enum result
read_from_folder(const struct bundle *bundle, const struct bundle_file *file,
                 char *bytes)
{
    char path[1536];
    size_t got = 0;
    ssize_t part = 1;
    if (!text_format(path, sizeof path, "%s/%s", bundle->folder, file->name))
        return RESULT_INVALID;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    while (got < file->size && part > 0) {
        part = read(fd, bytes + got, file->size - got);
        if (part > 0)
            got += (size_t)part;
    }
    (void)close(fd);
    return got == file->size ? RESULT_OK : RESULT_INVALID;
}

/* --- either --- */

static int
by_name(const void *one, const void *other)
{
    const struct bundle_file *a = one, *b = other;
    return strcmp(a->name, b->name);
}

static enum bundle_why
finish_opening(struct bundle *bundle, enum bundle_why why, struct bundle **out)
{
    if (why != BUNDLE_FINE) {
        bundle_close(bundle);
        return why;
    }
    if (bundle->count > 0)
        qsort(bundle->files, (size_t)bundle->count, sizeof *bundle->files,
              by_name);
    *out = bundle;
    return BUNDLE_FINE;
}

static enum bundle_why
open_path(struct bundle *bundle, const char *path, char where[BUNDLE_NAME_SIZE])
{
    struct stat st;
    if (stat(path, &st) != 0)
        return BUNDLE_ABSENT;
    if (S_ISDIR(st.st_mode))
        return text_copy(bundle->folder, sizeof bundle->folder, path)
                   ? list_folder(bundle, "", 0)
                   : BUNDLE_IO;
    if (!S_ISREG(st.st_mode) || st.st_size < ZIP_BYTES_MIN)
        return BUNDLE_DAMAGED;
    if ((size_t)st.st_size > BUNDLE_BYTES_MAX)
        return BUNDLE_LARGE;
    bundle->zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    return bundle->zip == NULL ? BUNDLE_DAMAGED
                               : bundle_list_zip(bundle, where);
}

enum bundle_why
bundle_open(struct bundle **out, const char *path, char where[BUNDLE_NAME_SIZE])
{
    struct bundle *bundle = calloc(1, sizeof *bundle);
    *out = NULL;
    where[0] = '\0';
    if (bundle == NULL)
        return BUNDLE_IO;
    return finish_opening(bundle, open_path(bundle, path, where), out);
}

enum bundle_why
bundle_open_bytes(struct bundle **out, const void *bytes, size_t length,
                  char where[BUNDLE_NAME_SIZE])
{
    struct bundle *bundle = calloc(1, sizeof *bundle);
    *out = NULL;
    where[0] = '\0';
    if (bundle == NULL)
        return BUNDLE_IO;
    zip_source_t *source =
        length < ZIP_BYTES_MIN
            ? NULL
            : zip_source_buffer_create(bytes, length, 0, NULL);
    if (source != NULL)
        bundle->zip =
            zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (source != NULL && bundle->zip == NULL)
        zip_source_free(source);
    return finish_opening(bundle,
                          bundle->zip == NULL ? BUNDLE_DAMAGED
                                              : bundle_list_zip(bundle, where),
                          out);
}

void
bundle_close(struct bundle *bundle)
{
    if (bundle == NULL)
        return;
    for (int i = 0; i < bundle->count; i++)
        free(bundle->files[i].name);
    free(bundle->files);
    if (bundle->zip != NULL)
        zip_discard(bundle->zip);
    free(bundle);
}

int
bundle_count(const struct bundle *bundle)
{
    return bundle->count;
}

const char *
bundle_name(const struct bundle *bundle, int at)
{
    return bundle->files[at].name;
}

int
bundle_find(const struct bundle *bundle, const char *name)
{
    for (int i = 0; i < bundle->count; i++)
        if (strcmp(bundle->files[i].name, name) == 0)
            return i;
    for (int i = 0; i < bundle->count; i++)
        if (strcasecmp(bundle->files[i].name, name) == 0)
            return i;
    return -1;
}

enum result
bundle_read(struct bundle *bundle, int at, size_t max, char **bytes,
            size_t *length)
{
    const struct bundle_file *file = &bundle->files[at];
    *bytes = NULL;
    *length = 0;
    if (file->size > max)
        return RESULT_FULL;
    char *got = malloc((size_t)file->size + 1);
    if (got == NULL)
        return RESULT_FULL;
    enum result result = bundle->zip != NULL
                             ? bundle_read_zip(bundle, file, got)
                             : read_from_folder(bundle, file, got);
    if (result != RESULT_OK) {
        free(got);
        return result;
    }
    got[file->size] = '\0';
    *bytes = got;
    *length = (size_t)file->size;
    return RESULT_OK;
}

const char *
bundle_says(enum bundle_why why)
{
    static const char *const says[BUNDLE_WHY_COUNT] = {
        [BUNDLE_FINE] = "",
        [BUNDLE_ABSENT] = WORD("Det finns ingen sådan fil eller mapp."),
        [BUNDLE_DAMAGED] = WORD("Filen är ingen hel zip-fil."),
        [BUNDLE_MANY] = WORD("Det är fler än 20 000 filer."),
        [BUNDLE_LARGE] = WORD("Innehållet är större än 512 MiB."),
        [BUNDLE_BOMB] = WORD("Filen växer orimligt när den packas upp."),
        [BUNDLE_PATH] = WORD("Filens namn leder ut ur zip-filen."),
        [BUNDLE_LINK] = WORD("Zip-filen innehåller en länk."),
        [BUNDLE_LOCKED] = WORD("Zip-filen har lösenord."),
        [BUNDLE_IO] = WORD("Filen gick inte att läsa just nu."),
    };
    return says[why];
}
