/* application/x-www-form-urlencoded, of a query or of a form's body. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "ui/staff/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read keeps every promise of form.h. */
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
            field->value[field->length] != '\0' ||
            strlen(field->value) != field->length ||
            !text_is_utf8(field->value, field->length) ||
            strlen(field->name) > FORM_NAME_MAX)
            abort();
        (void)form_text(form, field->name);
        (void)form_has(form, field->name, field->value);
        long number = 7;
        if (form_number(form, field->name, -3, 900, &number) &&
            (number < -3 || number > 900))
            abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct form form;
    char *bytes = malloc(size + 1);
    if (bytes == NULL)
        return 0;
    if (size > 0)
        memcpy(bytes, data, size);
    memset(&form, 0, sizeof form);
    if (form_read_pairs(&form, bytes, size) == RESULT_OK)
        look(&form, bytes, size);
    free(bytes);
    return 0;
}
