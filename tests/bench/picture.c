/* bench-picture ID FILE: one PNG of the built-in library, for the peers. */
#include <stdio.h>
#include <stdlib.h>

#include "firmware/store/library.h"

int
main(int argc, char *argv[])
{
    struct library *library = NULL;
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (argc != 3 || library_open(&library, library_path()) != RESULT_OK)
        return 2;
    enum result result = library_png(library, argv[1], &bytes, &length);
    FILE *out = result == RESULT_OK ? fopen(argv[2], "we") : NULL;
    bool ok = out != NULL && fwrite(bytes, 1, length, out) == length;
    if (out != NULL && fclose(out) != 0)
        ok = false;
    free(bytes);
    library_close(library);
    return ok ? 0 : 1;
}
