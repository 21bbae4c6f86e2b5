#include "firmware/base/trace.h"

#include <stdio.h>
#include <stdlib.h>

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

static struct passed {
    uint64_t ns;
    const char *stage;
} * ring;
static unsigned long passed;
static char path[1024];

static void
write_all(void)
{
    FILE *out = fopen(path, "we");
    unsigned long first = passed > TRACE_MAX ? passed - TRACE_MAX : 0;
    if (out == NULL) {
        log_errno("%s", path);
        return;
    }
    for (unsigned long i = first; i < passed; i++)
        (void)fprintf(out, "%llu\t%s\n",
                      (unsigned long long)ring[i % TRACE_MAX].ns,
                      ring[i % TRACE_MAX].stage);
    if (fclose(out) != 0)
        log_errno("%s", path);
}

void
trace_open(const char *name)
{
    const char *file = getenv("TROSKEL_TRACE");
    if (file == NULL || ring != NULL ||
        !text_format(path, sizeof path, "%s.%s", file, name))
        return;
    ring = calloc(TRACE_MAX, sizeof *ring);
    if (ring != NULL && atexit(write_all) != 0) {
        free(ring);
        ring = NULL;
    }
}

void
trace(const char *stage)
{
    if (ring != NULL)
        ring[passed++ % TRACE_MAX] = (struct passed){clock_kernel_ns(), stage};
}
