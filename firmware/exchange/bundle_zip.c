#include <string.h>
#include <sys/stat.h>

#include "firmware/base/text.h"
#include "firmware/exchange/bundle_inside.h"

enum { SMALL = 1 << 20 };

/* A name that stays within: no root, no drive, no step up, no odd letters. */
static bool
stays_within(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || strchr(name, '\\') != NULL ||
        strchr(name, ':') != NULL || !text_is_utf8(name, strlen(name)))
        return false;
    for (const char *at = name; *at != '\0'; at++) {
        bool begins = at == name || at[-1] == '/';
        if ((unsigned char)*at < ' ' || *at == 0x7F)
            return false;
        if (begins && strncmp(at, "..", 2) == 0 &&
            (at[2] == '/' || at[2] == '\0'))
            return false;
    }
    return strlen(name) < BUNDLE_NAME_SIZE;
}

static bool
is_link(zip_t *zip, zip_uint64_t place)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(zip, place, 0, &system, &attributes) !=
        0)
        return true;
    return system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

static bool
grows_too_much(const zip_stat_t *stat)
{
    return stat->size > SMALL &&
           stat->size / BUNDLE_RATIO_MAX > stat->comp_size;
}

static enum bundle_why
judge(zip_t *zip, zip_uint64_t place, const zip_stat_t *stat)
{
    const zip_uint64_t need = ZIP_STAT_NAME | ZIP_STAT_SIZE |
                              ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
                              ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat->valid & need) != need)
        return BUNDLE_DAMAGED;
    if (!stays_within(stat->name))
        return BUNDLE_PATH;
    if (is_link(zip, place))
        return BUNDLE_LINK;
    if (stat->encryption_method != ZIP_EM_NONE)
        return BUNDLE_LOCKED;
    if (stat->comp_method != ZIP_CM_STORE &&
        stat->comp_method != ZIP_CM_DEFLATE)
        return BUNDLE_DAMAGED;
    if (stat->size > BUNDLE_BYTES_MAX)
        return BUNDLE_LARGE;
    return grows_too_much(stat) ? BUNDLE_BOMB : BUNDLE_FINE;
}

enum bundle_why
bundle_list_zip(struct bundle *bundle, char where[BUNDLE_NAME_SIZE])
{
    zip_int64_t count = zip_get_num_entries(bundle->zip, 0);
    if (count < 0)
        return BUNDLE_DAMAGED;
    if (count > BUNDLE_FILES_MAX)
        return BUNDLE_MANY;
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count; i++) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(bundle->zip, i, 0, &stat) != 0)
            return BUNDLE_DAMAGED;
        enum bundle_why why = judge(bundle->zip, i, &stat);
        bool folder =
            why == BUNDLE_FINE && stat.name[strlen(stat.name) - 1] == '/';
        if (why == BUNDLE_FINE && !folder)
            why = bundle_add(bundle, stat.name, stat.size, i);
        if (why != BUNDLE_FINE) {
            if (stat.name != NULL && text_is_utf8(stat.name, strlen(stat.name)))
                (void)text_copy(where, BUNDLE_NAME_SIZE, stat.name);
            return why;
        }
    }
    return BUNDLE_FINE;
}

/* As many bytes as it says, no more and no fewer, with the right check sum. */
enum result
bundle_read_zip(struct bundle *bundle, const struct bundle_file *file,
                char *bytes)
{
    char beyond;
    zip_uint64_t got = 0;
    zip_int64_t part = 1;
    zip_file_t *in = zip_fopen_index(bundle->zip, file->place, 0);
    if (in == NULL)
        return RESULT_INVALID;
    while (got < file->size && part > 0) {
        part = zip_fread(in, bytes + got, file->size - got);
        if (part > 0)
            got += (zip_uint64_t)part;
    }
    bool whole = got == file->size && zip_fread(in, &beyond, 1) == 0;
    (void)zip_fclose(in);
    return whole ? RESULT_OK : RESULT_INVALID;
}
