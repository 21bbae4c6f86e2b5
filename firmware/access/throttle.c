#include "firmware/access/throttle.h"

#include <string.h>

#include "firmware/base/text.h"

static int64_t
passed_ms(const struct throttle *pair, struct clock_time now)
{
    if (pair->this_boot)
        return now.boot_ms - pair->at_boot_ms;
    int64_t wall = now.utc_ms - pair->at_utc_ms;
    if (pair->sure && now.quality != CLOCK_UNSURE && wall > now.boot_ms)
        return wall;
    return now.boot_ms;
}

int64_t
throttle_wait_ms(const struct throttle *pair, struct clock_time now)
{
    if (pair->fails < THROTTLE_TRIES)
        return 0;
    int64_t passed = passed_ms(pair, now);
    if (passed < 0)
        passed = 0;
    return passed >= THROTTLE_WAIT_MS ? 0 : THROTTLE_WAIT_MS - passed;
}

int
throttle_fails(const struct throttle *pair, struct clock_time now)
{
    return pair->fails > 0 && passed_ms(pair, now) >= THROTTLE_WAIT_MS
               ? 0
               : pair->fails;
}

bool
throttle_take(struct throttle_bucket *bucket, struct clock_time now,
              int per_minute, int burst)
{
    int64_t each = 60000 / per_minute;
    int64_t passed = now.boot_ms - bucket->at_boot_ms;
    if (bucket->at_boot_ms == 0 || passed > bucket->spent_ms || passed < 0)
        bucket->spent_ms = 0;
    else
        bucket->spent_ms -= passed;
    bucket->at_boot_ms = now.boot_ms;
    if (bucket->spent_ms + each > each * burst)
        return false;
    bucket->spent_ms += each;
    return true;
}

bool
throttle_says(int fails)
{
    while (fails >= 10 && fails % 10 == 0)
        fails /= 10;
    return fails == 1 || fails == 2 || fails == 5;
}

void
throttle_source(char *out, unsigned long size, const char *from)
{
    int colons = 0;
    text_copy(out, size, text_empty(from) ? "?" : from);
    /* Four groups of IPv6; a mapped IPv4 address has its own whole. */
    if (strncmp(out, "::ffff:", 7) == 0 && strchr(out, '.') != NULL) {
        memmove(out, out + 7, strlen(out + 7) + 1);
        return;
    }
    if (strncmp(out, "fe80:", 5) == 0)
        return; /* every device of the link shares these four groups */
    for (char *at = out; *at != '\0'; at++) {
        if (*at != ':')
            continue;
        if (++colons == 4 || (at[1] == ':' && colons < 4)) {
            at[1] = '\0';
            return;
        }
    }
}
