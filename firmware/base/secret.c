#include "firmware/base/secret.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

/* Crockford's: no I, L, O, U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { CODE_LETTERS = 10, CODE_DASH = 5 };

enum result
secret_ready(void)
{
    return sodium_init() < 0 ? RESULT_IO : RESULT_OK;
}

void
secret_token(char out[SECRET_TOKEN_SIZE])
{
    unsigned char bytes[SECRET_TOKEN_SIZE / 2];
    randombytes_buf(bytes, sizeof bytes);
    (void)sodium_bin2hex(out, SECRET_TOKEN_SIZE, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
}

/* The two halves of a code, with the dash between. */
static void
spell(char out[SECRET_CODE_SIZE], const char letters[CODE_LETTERS])
{
    memcpy(out, letters, CODE_DASH);
    out[CODE_DASH] = '-';
    memcpy(out + CODE_DASH + 1, letters + CODE_DASH, CODE_LETTERS - CODE_DASH);
    out[SECRET_CODE_SIZE - 1] = '\0';
}

void
secret_code(char out[SECRET_CODE_SIZE])
{
    char letters[CODE_LETTERS];
    for (size_t i = 0; i < sizeof letters; i++)
        letters[i] = alphabet[randombytes_uniform(sizeof alphabet - 1)];
    spell(out, letters);
}

void
secret_salt(unsigned char out[SECRET_SALT_BYTES])
{
    randombytes_buf(out, SECRET_SALT_BYTES);
}

static char
letter_of(char typed)
{
    if (typed >= 'a' && typed <= 'z')
        typed = (char)(typed - 'a' + 'A');
    if (typed == 'O')
        return '0';
    if (typed == 'I' || typed == 'L')
        return '1';
    return typed != '\0' && strchr(alphabet, typed) != NULL ? typed : '\0';
}

bool
secret_code_read(char out[SECRET_CODE_SIZE], const char *typed)
{
    char letters[CODE_LETTERS];
    size_t count = 0;
    out[0] = '\0';
    if (typed == NULL)
        return false;
    for (; *typed != '\0'; typed++) {
        if (*typed == ' ' || *typed == '-')
            continue;
        char letter = letter_of(*typed);
        if (letter == '\0' || count == sizeof letters)
            return false;
        letters[count++] = letter;
    }
    if (count < sizeof letters)
        return false;
    spell(out, letters);
    return true;
}

void
secret_hash(char out[SECRET_HASH_SIZE], const char *purpose, const char *secret)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    (void)crypto_hash_sha256_init(&state);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)purpose,
                                    strlen(purpose) + 1);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)secret,
                                    strlen(secret));
    (void)crypto_hash_sha256_final(&state, hash);
    (void)sodium_bin2hex(out, SECRET_HASH_SIZE, hash, sizeof hash);
}

void
secret_csrf(char out[SECRET_CSRF_SIZE], const char *token)
{
    char hash[SECRET_HASH_SIZE];
    secret_hash(hash, "csrf", token);
    memcpy(out, hash, SECRET_CSRF_SIZE - 1);
    out[SECRET_CSRF_SIZE - 1] = '\0';
}

bool
secret_equal(const void *a, const void *b, size_t length)
{
    return sodium_memcmp(a, b, length) == 0;
}

bool
secret_text_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return false;
    size_t length = strlen(a);
    return length == strlen(b) && secret_equal(a, b, length);
}

void
secret_wipe(void *memory, size_t length)
{
    sodium_memzero(memory, length);
}

enum result
secret_derive(unsigned char out[SECRET_KEY_BYTES], const char *password,
              size_t length, const unsigned char salt[SECRET_SALT_BYTES],
              int passes, int memory_kib)
{
    return crypto_pwhash(out, SECRET_KEY_BYTES, password, length, salt,
                         (unsigned long long)passes, (size_t)memory_kib * 1024,
                         crypto_pwhash_ALG_ARGON2ID13) == 0
               ? RESULT_OK
               : RESULT_FULL;
}
