/*
 * troskel-sheet: a table as JSON comes in on standard input, a workbook
 * (XLSX) goes out on standard output. It gets an empty environment, no
 * descriptor but the three, and a bound on memory and time.
 *
 * Exit: 0 done · 2 no such table · 3 too large · 5 cannot be written.
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "firmware/exchange/export_sheet.h"
#include "firmware/photo/pipe.h"

enum {
    IN_MAX = 8 << 20,
    PROCESSOR_S = 15,
    EXIT_INVALID = 2,
    EXIT_LARGE = 3,
    EXIT_IO = 5
};

int
main(void)
{
    unsigned char *in = NULL;
    unsigned char *out = NULL;
    size_t length = 0;
    struct rlimit time = {PROCESSOR_S, PROCESSOR_S};
    struct rlimit none = {0, 0};
    json_t *table = NULL;
    enum result result =
        setrlimit(RLIMIT_CPU, &time) == 0 && setrlimit(RLIMIT_CORE, &none) == 0
            ? pipe_read(&in, &length, IN_MAX)
            : RESULT_IO;
    if (result == RESULT_OK) {
        table =
            json_loadb((const char *)in, length, JSON_REJECT_DUPLICATES, NULL);
        result = export_sheet(table, &out, &length);
    }
    if (result == RESULT_OK)
        result = pipe_write(out, length);
    json_decref(table);
    free(in);
    free(out);
    return result == RESULT_OK        ? 0
           : result == RESULT_INVALID ? EXIT_INVALID
           : result == RESULT_FULL    ? EXIT_LARGE
                                      : EXIT_IO;
}
