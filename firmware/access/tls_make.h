/*
 * Inside tls: keys and certificates as GnuTLS has them.
 */
#pragma once

#include <gnutls/x509.h>

#include "firmware/access/tls.h"

/* Logs what GnuTLS says. */
enum result tls_result(int code, const char *doing);

struct tls_pair {
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t certificate;
};
void tls_pair_finish(struct tls_pair *pair); /* zeroed is fine */

/* A new key on P-256, as PEM that the caller frees with gnutls_free. */
MUST_CHECK enum result tls_make_key(gnutls_datum_t *pem);
MUST_CHECK enum result tls_read_key(const char *pem,
                                    gnutls_x509_privkey_t *key);
MUST_CHECK enum result tls_read_certificate(const char *pem,
                                            gnutls_x509_crt_t *certificate);

/* Signed by itself, for names and addresses of the building alone. */
MUST_CHECK enum result tls_make_authority(gnutls_x509_privkey_t key,
                                          gnutls_datum_t *pem);
/* For localhost, the name, the addresses; signed by `authority`. */
MUST_CHECK enum result tls_make_leaf(const struct tls_pair *authority,
                                     gnutls_x509_privkey_t key,
                                     struct clock_time now,
                                     gnutls_datum_t *pem);
/* Is it for exactly these names and addresses? */
bool tls_leaf_fits(gnutls_x509_crt_t leaf);

/* "AB:CD:…" of the certificate, or of its public key. */
void tls_print(gnutls_x509_crt_t certificate, bool key,
               char out[ADDRESS_PRINT_SIZE]);
