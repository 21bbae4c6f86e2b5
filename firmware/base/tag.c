#include "firmware/base/tag.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

bool
tag_hash(char out[TAG_HASH_SIZE], const char *centre, const char *number)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    size_t digits = strlen(number);
    out[0] = '\0';
    if (digits < TAG_DIGITS_MIN || digits > TAG_DIGITS_MAX ||
        strspn(number, "0123456789") != digits)
        return false;
    (void)crypto_hash_sha256_init(&state);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)centre,
                                    strlen(centre) + 1);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)number,
                                    digits);
    (void)crypto_hash_sha256_final(&state, hash);
    (void)sodium_bin2hex(out, TAG_HASH_SIZE, hash, sizeof hash);
    return true;
}
