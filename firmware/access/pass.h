/*
 * What core and troskel-pass say to each other: one fixed record in, the key
 * out. The password goes over a socket between parent and child, never into
 * arguments, the environment or a file.
 */
#pragma once

#include <stdint.h>

#include "firmware/access/password.h"
#include "firmware/base/secret.h"

struct pass_order {
    unsigned char salt[SECRET_SALT_BYTES];
    int32_t passes, memory_kib;
    uint32_t length;
    char password[PASSWORD_BYTES_MAX];
};

/* More than this is not an order of ours. */
enum { PASS_PASSES_MAX = 16, PASS_MEMORY_KIB_MAX = 131072 };
