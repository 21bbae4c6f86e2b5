#include "ui/kiosk/tag_keys.h"

#include <string.h>

void
tag_keys_digit(struct tag_keys *keys, char digit, int64_t now_ms)
{
    if (keys->count == 0 || now_ms - keys->first_ms > TAG_KEYS_MS) {
        keys->count = 0;
        keys->first_ms = now_ms;
    }
    if (keys->count < TAG_DIGITS_MAX) {
        keys->digits[keys->count] = digit;
        keys->digits[keys->count + 1] = '\0';
    }
    keys->count++;
}

void
tag_keys_other(struct tag_keys *keys)
{
    memset(keys, 0, sizeof *keys);
}

bool
tag_keys_enter(struct tag_keys *keys, int64_t now_ms,
               char number[TAG_DIGITS_MAX + 1])
{
    bool burst = keys->count >= TAG_DIGITS_MIN &&
                 keys->count <= TAG_DIGITS_MAX &&
                 now_ms - keys->first_ms <= TAG_KEYS_MS;
    number[0] = '\0';
    if (burst)
        memcpy(number, keys->digits, sizeof keys->digits);
    tag_keys_other(keys);
    return burst;
}
