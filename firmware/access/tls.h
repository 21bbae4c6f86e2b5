/*
 * The box's own certificate: the only place that knows GnuTLS.
 *
 * No public authority certifies an address in a building, so at first start
 * the box makes a small authority of its own (DIR/tls/ca.crt) and a
 * certificate by it. The authority is constrained by name to .local,
 * localhost and private addresses: whoever trusts it trusts it for nothing
 * else. Its certificate is put into a phone or computer once; the key of the
 * leaf stays the same when the leaf is renewed (addresses changed, or it
 * ends), so its fingerprint does too.
 *
 * A box without a battery does not know the day: everything is valid from the
 * day this program was built, and nothing is renewed by an unsure clock. A
 * certificate of the centre's own (`troskel certificate install`) goes before.
 * Keys are 0600 in DIR/tls, 0700.
 */
#pragma once

#include <stdbool.h>

#include "firmware/access/address.h"
#include "firmware/base/clock.h"
#include "firmware/base/folder.h"
#include "firmware/base/result.h"

enum {
    TLS_LEAF_DAYS = 800,
    TLS_CA_DAYS = 7300,
    TLS_RENEW_DAYS = 60 /* left, of a leaf of ours */
};

struct tls {
    char *key;                          /* PEM; ours, wiped by tls_close */
    char *certificates;                 /* PEM: the leaf, then what signed it */
    char print[ADDRESS_PRINT_SIZE];     /* SHA-256 of the leaf */
    char key_print[ADDRESS_PRINT_SIZE]; /* SHA-256 of its public key (SPKI) */
    bool own;                           /* the centre's own */
    int64_t ends_utc_ms;
};

/* Reads what there is, makes what is missing, renews what is due. RESULT_IO if
 * it could not be made (logged). An own certificate that has ended is used all
 * the same, and said in the log: it is for people to decide. */
MUST_CHECK enum result tls_open(struct tls *tls, const struct folder *folder,
                                struct clock_time now);
void tls_close(struct tls *tls); /* zeroed is fine */

enum tls_verdict {
    TLS_TAKEN,
    TLS_UNREADABLE,     /* a file is not there, or larger than 64 KiB */
    TLS_NO_CERTIFICATE, /* it is none in PEM */
    TLS_NO_KEY,         /* no private key in PEM, or one with a passphrase */
    TLS_OTHER_KEY,      /* the key does not belong to the certificate */
    TLS_WEAK,           /* RSA below 2048 bits, or a broken algorithm */
    TLS_ENDED           /* or not valid yet, by a clock that is sure */
};

/* Puts the centre's own in place; nothing is changed unless *verdict is
 * TLS_TAKEN. RESULT_IO when it could not be written. `certificates` may hold a
 * chain, leaf first. */
MUST_CHECK enum result tls_install(const struct folder *folder,
                                   const char *certificates, const char *key,
                                   struct clock_time now,
                                   enum tls_verdict *verdict);
/* Back to the box's own. RESULT_ABSENT: there was no other. */
MUST_CHECK enum result tls_remove(const struct folder *folder);
