/* multipart/form-data: the first line is the Content-Type, then the body. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "ui/staff/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
look(const struct form *form, const char *bytes, size_t length)
{
    if (form->count > FORM_FIELDS_MAX)
        abort();
    for (int i = 0; i < form->count; i++) {
        const struct form_field *field = &form->fields[i];
        bool within = field->value >= bytes &&
                      field->value + field->length <= bytes + length;
        /* A field without "=" has an empty value that lies nowhere. */
        if ((!within && field->length > 0) ||
            field->value[field->length] != '\0')
            abort();
        if (field->file == NULL && !text_is_utf8(field->value, field->length))
            abort();
        (void)form_file(form, field->name);
        (void)form_text(form, field->name);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct form form;
    char type[256];
    const uint8_t *line = size > 0 ? memchr(data, '\n', size) : NULL;
    if (line == NULL || (size_t)(line - data) >= sizeof type)
        return 0;
    size_t head = (size_t)(line - data);
    memcpy(type, data, head);
    type[head] = '\0';
    size_t length = size - head - 1;
    char *bytes = malloc(length + 1);
    if (bytes == NULL)
        return 0;
    memcpy(bytes, line + 1, length);
    memset(&form, 0, sizeof form);
    if (form_read(&form, bytes, length, type) == RESULT_OK)
        look(&form, bytes, length);
    free(bytes);
    return 0;
}
