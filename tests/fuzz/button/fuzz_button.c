/* Any bytes as a configuration, as a record, and as what a contact does. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/button/config.h"
#include "firmware/button/press.h"
#include "firmware/button/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
try_record(const uint8_t *bytes, size_t length)
{
    unsigned char again[RECORD_BYTES];
    struct record record;
    if (length < RECORD_BYTES || !record_decode(bytes, &record))
        return;
    record_encode(&record, again);
    if (!record_decode(again, &record))
        abort();
}

/* Two bytes a step: what happens, and after how many times 4 ms. */
static void
try_press(const uint8_t *bytes, size_t length)
{
    struct press press;
    int64_t now_ms = 0;
    press_init(&press);
    for (size_t i = 0; i + 1 < length; i += 2) {
        now_ms += bytes[i + 1] * INT64_C(4);
        (void)press_advance(&press, now_ms);
        if (bytes[i] % 8 < 2)
            (void)press_edge(&press, bytes[i] % 2 != 0, now_ms);
        else if (bytes[i] % 8 < 4)
            (void)press_level(&press, bytes[i] % 2 != 0, now_ms);
        else if (bytes[i] % 8 == 4)
            (void)press_gap(&press, now_ms);
        else if (bytes[i] % 8 == 5)
            press_gone(&press);
        int64_t due = press_due(&press);
        if (due >= 0 && due < now_ms &&
            press_advance(&press, now_ms) == PRESS_NOTHING)
            abort(); /* it would wake us for ever */
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct config config;
    struct config_fault fault;
    if (config_parse(&config, (const char *)bytes, length, &fault) ==
            RESULT_INVALID &&
        fault.says[0] == '\0')
        abort();
    try_record(bytes, length);
    try_press(bytes, length);
    return 0;
}
