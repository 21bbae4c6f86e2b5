/*
 * What must not be guessed: tokens, codes, and what is stored in their stead.
 *
 * Chance comes from the kernel (libsodium). A token has 256 bits and is never
 * stored: the database holds its SHA-256. A code is read off a screen by a
 * person: ten letters and digits of an alphabet of 32, so 50 bits. A password
 * becomes a key by Argon2id (RFC 9106), slowly; secret_derive takes the
 * memory it says for as long as it runs, so it runs in troskel-pass alone.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/result.h"

enum {
    SECRET_TOKEN_SIZE = 65, /* 64 hexadecimal digits and the NUL */
    SECRET_HASH_SIZE = 65,
    SECRET_CSRF_SIZE = 33,
    SECRET_CODE_SIZE = 12, /* "K7QFM-2XH9D" */
    SECRET_SALT_BYTES = 16,
    SECRET_KEY_BYTES = 32,
    SECRET_PASSES = 2,
    SECRET_MEMORY_KIB = 19456
};

/* RESULT_IO if there is no chance to be had: then make nothing. */
MUST_CHECK enum result secret_ready(void);

void secret_token(char out[SECRET_TOKEN_SIZE]);
void secret_code(char out[SECRET_CODE_SIZE]);
void secret_salt(unsigned char out[SECRET_SALT_BYTES]);

/* A code as it was typed: letters in either case, O for 0, I and L for 1,
 * spaces and dashes anywhere. False if it cannot be one. */
bool secret_code_read(char out[SECRET_CODE_SIZE], const char *typed);

/* What is stored in place of a token or a code. `purpose` keeps the hash of
 * one from being the hash of the other. */
void secret_hash(char out[SECRET_HASH_SIZE], const char *purpose,
                 const char *secret);
/* What a form of this session carries; follows from the token alone. */
void secret_csrf(char out[SECRET_CSRF_SIZE], const char *token);

/* Takes as long for any two of the same length. */
bool secret_equal(const void *a, const void *b, size_t length);
bool secret_text_equal(const char *a, const char *b);
void secret_wipe(void *memory, size_t length);

/* RESULT_FULL if the memory is not to be had. */
MUST_CHECK enum result
secret_derive(unsigned char out[SECRET_KEY_BYTES], const char *password,
              size_t length, const unsigned char salt[SECRET_SALT_BYTES],
              int passes, int memory_kib);
