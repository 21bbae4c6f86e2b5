/* multipart/form-data (RFC 7578), read in place. The bytes are looked through
 * for the boundary from one to the next; nothing is copied but a file's name,
 * which is cut to its last part, since browsers have sent whole paths. */
#include <string.h>
#include <strings.h>

#include "firmware/base/text.h"
#include "ui/staff/form.h"

struct part {
    char *name, *file; /* in the header's bytes; NULL: not said */
    char *body;
    size_t length;
};

/* The boundary of a Content-Type, with the dashes before it. */
static bool
boundary_of(const char *type, char out[FORM_BOUNDARY_MAX + 5], size_t *length)
{
    static const char kind[] = "multipart/form-data";
    if (type == NULL || strncasecmp(type, kind, sizeof kind - 1) != 0)
        return false;
    const char *from = strcasestr(type, "boundary=");
    if (from == NULL)
        return false;
    from += sizeof "boundary=" - 1;
    bool quoted = *from == '"';
    from += quoted ? 1 : 0;
    size_t size = strcspn(from, quoted ? "\"" : "; \t");
    if (size == 0 || size > FORM_BOUNDARY_MAX || (quoted && from[size] != '"'))
        return false;
    memcpy(out, "\r\n--", 4);
    memcpy(out + 4, from, size);
    out[4 + size] = '\0';
    *length = 4 + size;
    return true;
}

/* The value of ` name="…"` in a header line, ended in place; %22 is how a
 * browser writes a quote in it. */
static char *
parameter(char *line, const char *name)
{
    size_t size = strlen(name);
    for (char *at = strchr(line, ';'); at != NULL; at = strchr(at, ';')) {
        at += 1 + strspn(at + 1, " \t");
        if (strncasecmp(at, name, size) != 0 || at[size] != '=' ||
            at[size + 1] != '"')
            continue;
        char *value = at + size + 2;
        char *end = strchr(value, '"');
        if (end == NULL)
            return NULL;
        /* The line's rest may still be asked for: the quote is ended, and
         * what follows stays where it is. */
        *end = '\0';
        return value;
    }
    return NULL;
}

/* One header line of a part; false when it cannot be understood. */
static bool
take_line(struct part *part, char *line)
{
    static const char name[] = "Content-Disposition:";
    if (strncasecmp(line, name, sizeof name - 1) != 0)
        return true;
    char *rest = line + sizeof name - 1;
    if (strcasestr(rest, "form-data") == NULL)
        return false;
    /* The later parameter first: ending one hides what stands behind it. */
    char *file = strcasestr(rest, "filename=");
    char *field = strcasestr(rest, " name=");
    if (file != NULL && field != NULL && file > field) {
        part->file = parameter(rest, "filename");
        part->name = parameter(rest, "name");
    } else {
        part->name = parameter(rest, "name");
        part->file = file == NULL ? NULL : parameter(rest, "filename");
    }
    return part->name != NULL;
}

/* Header lines up to the empty one. Returns where the body begins. */
static char *
take_head(struct part *part, char *at, char *end)
{
    for (;;) {
        char *line_end = memmem(at, (size_t)(end - at), "\r\n", 2);
        if (line_end == NULL)
            return NULL;
        if (line_end == at)
            return at + 2;
        if (memchr(at, '\0', (size_t)(line_end - at)) != NULL)
            return NULL;
        *line_end = '\0';
        if (!take_line(part, at))
            return NULL;
        at = line_end + 2;
    }
}

static const char *
last_of(const char *path)
{
    const char *last = path;
    for (const char *at = path; *at != '\0'; at++)
        if (*at == '/' || *at == '\\')
            last = at + 1;
    return last;
}

static enum result
add_part(struct form *form, struct part *part)
{
    size_t name_length = part->name == NULL ? 0 : strlen(part->name);
    if (name_length == 0 || name_length > FORM_NAME_MAX ||
        !form_plain(part->name, &name_length))
        return RESULT_INVALID;
    if (form->count == FORM_FIELDS_MAX)
        return RESULT_FULL;
    size_t file_length = part->file == NULL ? 0 : strlen(part->file);
    if (part->file != NULL && !form_plain(part->file, &file_length))
        return RESULT_INVALID;
    if (part->file == NULL && !form_plain(part->body, &part->length))
        return RESULT_INVALID;
    part->body[part->length] = '\0';
    form->fields[form->count++] = (struct form_field){
        .name = part->name,
        .value = part->body,
        .length = part->length,
        .file = part->file == NULL ? NULL : last_of(part->file)};
    return RESULT_OK;
}

enum result
form_read_parts(struct form *form, char *bytes, size_t length, const char *type)
{
    char boundary[FORM_BOUNDARY_MAX + 5];
    size_t size = 0;
    char *end = bytes + length;
    form->count = 0;
    if (!boundary_of(type, boundary, &size))
        return RESULT_INVALID;
    /* The first boundary has no line end before it. */
    if (length < size || memcmp(bytes, boundary + 2, size - 2) != 0)
        return RESULT_INVALID;
    char *at = bytes + size - 2;
    while (end - at >= 2 && memcmp(at, "\r\n", 2) == 0) {
        struct part part = {.name = NULL};
        part.body = take_head(&part, at + 2, end);
        if (part.body == NULL)
            return RESULT_INVALID;
        /* An empty body ends with the line end of its head. */
        char *next = memmem(part.body - 2, (size_t)(end - part.body) + 2,
                            boundary, size);
        if (next == NULL)
            return RESULT_INVALID;
        if (next < part.body)
            part.body = next;
        part.length = (size_t)(next - part.body);
        at = next + size;
        enum result result = add_part(form, &part);
        if (result != RESULT_OK)
            return result;
    }
    return end - at >= 2 && memcmp(at, "--", 2) == 0 ? RESULT_OK
                                                     : RESULT_INVALID;
}
