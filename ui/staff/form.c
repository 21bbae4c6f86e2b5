#include "ui/staff/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/text.h"

static int
digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Takes %xx and + out of `length` bytes at `text`, in place, and ends them.
 * False for half an escape. */
static bool
unescape(char *text, size_t *length)
{
    size_t to = 0;
    for (size_t from = 0; from < *length; from++) {
        char c = text[from];
        if (c == '%') {
            int high = from + 2 < *length ? digit_of(text[from + 1]) : -1;
            int low = from + 2 < *length ? digit_of(text[from + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            text[to++] = (char)(high * 16 + low);
            from += 2;
        } else {
            text[to++] = c == '+' ? ' ' : c;
        }
    }
    text[to] = '\0';
    *length = to;
    return true;
}

bool
form_plain(char *text, size_t *length)
{
    size_t to = 0;
    if (!text_is_utf8(text, *length))
        return false;
    for (size_t from = 0; from < *length; from++) {
        unsigned char byte = (unsigned char)text[from];
        if (byte == '\r') {
            if (from + 1 < *length && text[from + 1] == '\n')
                continue;
            byte = '\n';
        }
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f)
            return false;
        text[to++] = (char)byte;
    }
    text[to] = '\0';
    *length = to;
    return true;
}

static enum result
add(struct form *form, struct form_field field)
{
    if (field.name[0] == '\0' || strlen(field.name) > FORM_NAME_MAX)
        return RESULT_INVALID;
    if (form->count == FORM_FIELDS_MAX)
        return RESULT_FULL;
    form->fields[form->count++] = field;
    return RESULT_OK;
}

static enum result
read_pair(struct form *form, char *pair, size_t length)
{
    char *equals = memchr(pair, '=', length);
    size_t name_length = equals == NULL ? length : (size_t)(equals - pair);
    char *value = pair + name_length + (equals == NULL ? 0 : 1);
    size_t value_length = equals == NULL ? 0 : length - (size_t)(value - pair);
    /* The value first: ending the name writes over the equals sign. */
    if (equals != NULL &&
        (!unescape(value, &value_length) || !form_plain(value, &value_length)))
        return RESULT_INVALID;
    if (!unescape(pair, &name_length) || !form_plain(pair, &name_length))
        return RESULT_INVALID;
    return add(form, (struct form_field){.name = pair,
                                         .value = equals == NULL ? "" : value,
                                         .length = value_length});
}

enum result
form_read_pairs(struct form *form, char *bytes, size_t length)
{
    form->count = 0;
    for (size_t from = 0; from < length;) {
        char *end = memchr(bytes + from, '&', length - from);
        size_t size =
            end == NULL ? length - from : (size_t)(end - bytes) - from;
        enum result result =
            size == 0 ? RESULT_OK : read_pair(form, bytes + from, size);
        if (result != RESULT_OK)
            return result;
        from += size + 1;
    }
    return RESULT_OK;
}

enum result
form_read(struct form *form, char *bytes, size_t length, const char *type)
{
    static const char pairs[] = "application/x-www-form-urlencoded";
    size_t size = type == NULL ? 0 : strcspn(type, "; ");
    form->count = 0;
    if (size == sizeof pairs - 1 && strncasecmp(type, pairs, size) == 0)
        return form_read_pairs(form, bytes, length);
    return form_read_parts(form, bytes, length, type);
}

const struct form_field *
form_next(const struct form *form, const char *name,
          const struct form_field *after)
{
    int i = after == NULL ? 0 : (int)(after - form->fields) + 1;
    for (; i < form->count; i++)
        if (strcmp(form->fields[i].name, name) == 0)
            return &form->fields[i];
    return NULL;
}

const char *
form_text(const struct form *form, const char *name)
{
    const struct form_field *field = form_next(form, name, NULL);
    return field == NULL || field->file != NULL ? NULL : field->value;
}

const char *
form_typed(const struct form *form, const char *name)
{
    const char *text = form_text(form, name);
    return text == NULL ? "" : text;
}

bool
form_has(const struct form *form, const char *name, const char *value)
{
    const struct form_field *field = NULL;
    while ((field = form_next(form, name, field)) != NULL)
        if (field->file == NULL && strcmp(field->value, value) == 0)
            return true;
    return false;
}

const struct form_field *
form_file(const struct form *form, const char *name)
{
    const struct form_field *field = form_next(form, name, NULL);
    return field == NULL || field->file == NULL || field->length == 0 ? NULL
                                                                      : field;
}

bool
form_number(const struct form *form, const char *name, long least, long most,
            long *out)
{
    const char *text = form_text(form, name);
    char *end;
    if (text_empty(text) || strlen(text) > 12 ||
        strspn(text, "-0123456789") != strlen(text))
        return false;
    long value = strtol(text, &end, 10);
    if (*end != '\0' || value < least || value > most)
        return false;
    *out = value;
    return true;
}
