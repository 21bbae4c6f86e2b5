#include "firmware/base/result.h"

const char *
result_name(enum result result)
{
    static const char *const names[RESULT_COUNT] = {
        [RESULT_OK] = "ok",     [RESULT_IO] = "io",
        [RESULT_FULL] = "full", [RESULT_INVALID] = "invalid",
        [RESULT_BUSY] = "busy", [RESULT_ABSENT] = "absent"};
    return result < RESULT_COUNT ? names[result] : "unknown";
}
