/* One libFuzzer target; FUZZ_TARGET says which. */
#include "tests/fuzz/exchange/targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    FUZZ_TARGET((const char *)bytes, length);
    return 0;
}
