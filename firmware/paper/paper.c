#include "firmware/paper/paper.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/photo/helper.h"

static enum result
result_of(int status)
{
    switch (status) {
    case 0:
        return RESULT_OK;
    case PAPER_EXIT_TOO_LARGE:
        return RESULT_FULL;
    case PAPER_EXIT_IO:
        return RESULT_IO;
    case HELPER_OUT_OF_TIME:
        return RESULT_BUSY;
    default:
        return RESULT_INVALID;
    }
}

enum result
paper_print(const void *json, size_t length, unsigned char **pdf,
            size_t *pdf_length)
{
    char helper[PATH_MAX];
    int status = PAPER_EXIT_IO;
    unsigned char *room = NULL;
    *pdf = NULL;
    *pdf_length = 0;
    if (length > PAPER_JSON_MAX)
        return RESULT_FULL;
    enum result result = helper_find("troskel-paper", "TROSKEL_PAPER", helper);
    if (result == RESULT_OK && (room = malloc(PAPER_PDF_MAX)) == NULL)
        result = RESULT_IO;
    struct helper_job job = {.program = helper,
                             .input = json,
                             .input_length = length,
                             .output = room,
                             .output_room = PAPER_PDF_MAX,
                             .wait_ms = PAPER_WAIT_MS};
    if (result == RESULT_OK)
        result = helper_run(&job, &status);
    if (result == RESULT_OK)
        result = result_of(status);
    if (result == RESULT_OK &&
        (job.output_length < 5 || memcmp(room, "%PDF-", 5) != 0))
        result = RESULT_INVALID;
    if (result != RESULT_OK) {
        free(room);
        return result;
    }
    *pdf = room;
    *pdf_length = job.output_length;
    return RESULT_OK;
}
