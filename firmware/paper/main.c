/*
 * troskel-paper: a document as JSON comes in on standard input, a PDF goes
 * out on standard output.
 *
 * Exit: 0 done · 2 no such document · 3 too large · 5 no sandbox or no pipe.
 * On failure one line on standard error says where and why.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/paper/draw.h"
#include "firmware/paper/fonts.h"
#include "firmware/paper/paper.h"
#include "firmware/paper/read.h"
#include "firmware/photo/pipe.h"
#include "firmware/photo/sandbox.h"

static enum result
print(PangoContext *context, char *why, size_t why_size)
{
    unsigned char *bytes = NULL;
    unsigned char *pdf = NULL;
    json_t *document = NULL;
    size_t length = 0;
    (void)text_format(why, why_size, "cannot be read or written");
    enum result result = pipe_read(&bytes, &length, PAPER_JSON_MAX);
    if (result == RESULT_FULL)
        (void)text_format(why, why_size, "more than %d bytes", PAPER_JSON_MAX);
    if (result == RESULT_OK)
        result = read_document((const char *)bytes, length, &document, why,
                               why_size);
    free(bytes);
    if (result == RESULT_OK)
        result = draw_document(document, context, &pdf, &length, why, why_size);
    json_decref(document);
    if (result == RESULT_OK)
        result = pipe_write(pdf, length);
    free(pdf);
    return result;
}

static int
status_of(enum result result)
{
    return result == RESULT_OK        ? 0
           : result == RESULT_INVALID ? PAPER_EXIT_INVALID
           : result == RESULT_FULL    ? PAPER_EXIT_TOO_LARGE
                                      : PAPER_EXIT_IO;
}

int
main(void)
{
    char why[300] = "no sandbox";
    /* Jansson would look for chance in a file. */
    json_object_seed(1);
    PangoContext *context = fonts_prepare();
    enum result result = context == NULL ? RESULT_IO : sandbox_enter_pages();
    if (result == RESULT_OK)
        result = print(context, why, sizeof why);
    if (result != RESULT_OK) {
        (void)text_append(why, sizeof why, "\n");
        if (write(STDERR_FILENO, why, strlen(why)) < 0)
            result = RESULT_IO;
    }
    /* Not exit: what it would do is forbidden here, and nothing is buffered. */
    _exit(status_of(result));
}
