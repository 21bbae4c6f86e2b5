/*
 * The cell that a picture is opened in: 192 MiB of memory, some seconds of
 * processor, no file, no process, no network; of all system calls only
 * reading what came in, writing what goes out, memory and the end. Any other
 * call is the end of the process (SIGSYS).
 *
 * A build with a sanitizer needs more of the system than can be listed: there
 * memory is not limited, and only starting programs, sockets and changing
 * files are closed. What is shipped is closed entirely.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"

enum {
    SANDBOX_MEMORY_MIB = 192,
    SANDBOX_DRAWING_MIB = 256,
    SANDBOX_PROCESSOR_S = 8,
    SANDBOX_PAGES_MIB = 640,
    SANDBOX_PAGES_S = 15
};

/* For the rest of the process. Nothing can be opened after it; descriptors
 * above 2 are closed. RESULT_IO if the kernel refuses: go no further. */
MUST_CHECK enum result sandbox_enter(void);

/* The same for drawing with libraries that look for files and ask who runs:
 * what is not on the list fails with EPERM instead of being the end, and 256
 * MiB are theirs, because they are large themselves. Starting a program or
 * opening a socket is still the end. */
MUST_CHECK enum result sandbox_enter_drawing(void);

/* The same door, with room for a document of many pages and pictures. */
MUST_CHECK enum result sandbox_enter_pages(void);

/* False in a build with a sanitizer. */
bool sandbox_whole(void);
