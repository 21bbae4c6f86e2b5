#include "firmware/access/tls.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/access/tls_make.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"
#include "firmware/base/text.h"

enum { FILE_MOST = 65536, RSA_BITS_MIN = 2048, CHAIN_MAX = 8 };

/* --- files -------------------------------------------------------------- */

/* The whole file, which the caller frees. RESULT_ABSENT if there is none. */
static enum result
read_file(const char *path, char **out)
{
    *out = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? RESULT_ABSENT : RESULT_IO;
    char *text = calloc(1, FILE_MOST + 1);
    size_t have = 0;
    ssize_t n = text == NULL ? -1 : 1;
    while (n > 0 && have < FILE_MOST) {
        n = read(fd, text + have, FILE_MOST - have);
        have += n > 0 ? (size_t)n : 0;
    }
    close(fd);
    if (n == 0 && strlen(text) == have) {
        *out = text;
        return RESULT_OK;
    }
    free(text);
    return RESULT_INVALID;
}

static enum result
sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return synced ? RESULT_OK : RESULT_IO;
}

static enum result
write_all(int fd, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        ssize_t n = write(fd, text + at, length - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return RESULT_IO;
        at += (size_t)n;
    }
    return fsync(fd) == 0 ? RESULT_OK : RESULT_IO;
}

/* Whole or not at all, for the owner's eyes. */
static enum result
write_file(const struct folder *folder, const char *name, const char *text)
{
    char path[FOLDER_PATH_SIZE];
    char fresh[FOLDER_PATH_SIZE + 8];
    char in[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    folder_path(folder, "tls", in);
    text_format(fresh, sizeof fresh, "%s.new", path);
    (void)unlink(fresh);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    enum result result = fd < 0 ? RESULT_IO : write_all(fd, text, strlen(text));
    if (fd >= 0)
        close(fd);
    if (result == RESULT_OK && rename(fresh, path) != 0)
        result = RESULT_IO;
    if (result == RESULT_OK)
        result = sync_folder(in);
    if (result != RESULT_OK)
        log_errno("%s", path);
    return result;
}

static enum result
read_in(const struct folder *folder, const char *name, char **out)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    return read_file(path, out);
}

static enum result
make_folder(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "tls", path);
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return RESULT_OK;
    log_errno("%s", path);
    return RESULT_IO;
}

/* --- ours --------------------------------------------------------------- */

static void
free_secret(char *text)
{
    if (text != NULL)
        secret_wipe(text, strlen(text));
    free(text);
}

/* A key is made once and stays. */
static enum result
ensure_key(const struct folder *folder, const char *name,
           gnutls_x509_privkey_t *key, char **pem)
{
    gnutls_datum_t made = {NULL, 0};
    enum result result = read_in(folder, name, pem);
    if (result == RESULT_OK)
        return tls_read_key(*pem, key);
    if (result != RESULT_ABSENT)
        return result;
    result = tls_make_key(&made);
    if (result == RESULT_OK)
        result = write_file(folder, name, (const char *)made.data);
    if (result == RESULT_OK)
        *pem = strdup((const char *)made.data);
    if (made.data != NULL)
        secret_wipe(made.data, made.size);
    gnutls_free(made.data);
    if (result != RESULT_OK)
        return result;
    return *pem == NULL ? RESULT_FULL : tls_read_key(*pem, key);
}

static enum result
keep_certificate(const struct folder *folder, const char *name,
                 gnutls_datum_t *made, char **pem,
                 gnutls_x509_crt_t *certificate)
{
    enum result result = write_file(folder, name, (const char *)made->data);
    free(*pem);
    *pem = strdup((const char *)made->data);
    gnutls_free(made->data);
    if (*certificate != NULL)
        gnutls_x509_crt_deinit(*certificate);
    *certificate = NULL;
    if (result != RESULT_OK)
        return result;
    return *pem == NULL ? RESULT_FULL : tls_read_certificate(*pem, certificate);
}

static enum result
ensure_authority(const struct folder *folder, struct tls_pair *authority,
                 char **pem)
{
    char *key = NULL;
    gnutls_datum_t made = {NULL, 0};
    enum result result =
        ensure_key(folder, "tls/ca.key", &authority->key, &key);
    free_secret(key);
    if (result != RESULT_OK)
        return result;
    result = read_in(folder, "tls/ca.crt", pem);
    if (result == RESULT_OK)
        return tls_read_certificate(*pem, &authority->certificate);
    if (result != RESULT_ABSENT)
        return result;
    result = tls_make_authority(authority->key, &made);
    return result == RESULT_OK ? keep_certificate(folder, "tls/ca.crt", &made,
                                                  pem, &authority->certificate)
                               : result;
}

static bool
is_due(gnutls_x509_crt_t leaf, struct clock_time now)
{
    int64_t ends = (int64_t)gnutls_x509_crt_get_expiration_time(leaf) * 1000;
    return now.quality != CLOCK_UNSURE &&
           now.utc_ms > ends - (int64_t)TLS_RENEW_DAYS * 86400 * 1000;
}

/* The leaf that stands, or a new one when it does not fit any more. */
static enum result
ensure_leaf(const struct folder *folder, const struct tls_pair *authority,
            struct tls_pair *leaf, char **pem, struct clock_time now)
{
    gnutls_datum_t made = {NULL, 0};
    enum result result = read_in(folder, "tls/leaf.crt", pem);
    if (result == RESULT_OK)
        result = tls_read_certificate(*pem, &leaf->certificate);
    if (result == RESULT_OK && tls_leaf_fits(leaf->certificate) &&
        !is_due(leaf->certificate, now) &&
        gnutls_x509_crt_check_issuer(leaf->certificate,
                                     authority->certificate) == 1)
        return RESULT_OK;
    if (result == RESULT_IO)
        return result;
    result = tls_make_leaf(authority, leaf->key, now, &made);
    return result == RESULT_OK ? keep_certificate(folder, "tls/leaf.crt", &made,
                                                  pem, &leaf->certificate)
                               : result;
}

static void
describe(struct tls *tls, gnutls_x509_crt_t leaf)
{
    tls_print(leaf, false, tls->print);
    tls_print(leaf, true, tls->key_print);
    tls->ends_utc_ms =
        (int64_t)gnutls_x509_crt_get_expiration_time(leaf) * 1000;
}

static enum result
open_ours(struct tls *tls, const struct folder *folder, struct clock_time now)
{
    struct tls_pair authority = {NULL, NULL};
    struct tls_pair leaf = {NULL, NULL};
    char *authority_pem = NULL;
    char *leaf_pem = NULL;
    enum result result = ensure_authority(folder, &authority, &authority_pem);
    if (result == RESULT_OK)
        result = ensure_key(folder, "tls/leaf.key", &leaf.key, &tls->key);
    if (result == RESULT_OK)
        result = ensure_leaf(folder, &authority, &leaf, &leaf_pem, now);
    if (result == RESULT_OK) {
        describe(tls, leaf.certificate);
        if (asprintf(&tls->certificates, "%s%s", leaf_pem, authority_pem) < 0) {
            tls->certificates = NULL;
            result = RESULT_FULL;
        }
    }
    free(authority_pem);
    free(leaf_pem);
    tls_pair_finish(&authority);
    tls_pair_finish(&leaf);
    return result;
}

/* --- the centre's own ----------------------------------------------------- */

static enum result
open_own(struct tls *tls, const struct folder *folder, struct clock_time now)
{
    gnutls_x509_crt_t leaf = NULL;
    enum result result = read_in(folder, "tls/own.crt", &tls->certificates);
    if (result == RESULT_OK)
        result = read_in(folder, "tls/own.key", &tls->key);
    if (result == RESULT_OK)
        result = tls_read_certificate(tls->certificates, &leaf);
    if (result != RESULT_OK)
        return result;
    tls->own = true;
    describe(tls, leaf);
    gnutls_x509_crt_deinit(leaf);
    if (now.quality != CLOCK_UNSURE && now.utc_ms > tls->ends_utc_ms)
        log_warn("the installed certificate has ended");
    return RESULT_OK;
}

enum result
tls_open(struct tls *tls, const struct folder *folder, struct clock_time now)
{
    *tls = (struct tls){.key = NULL};
    enum result result = make_folder(folder);
    if (result != RESULT_OK)
        return result;
    result = open_own(tls, folder, now);
    if (result == RESULT_OK)
        return result;
    if (result != RESULT_ABSENT)
        log_warn("the installed certificate cannot be read; using the box's");
    tls_close(tls);
    result = open_ours(tls, folder, now);
    if (result != RESULT_OK)
        log_warn("no certificate: %s", result_name(result));
    return result == RESULT_OK ? RESULT_OK : RESULT_IO;
}

void
tls_close(struct tls *tls)
{
    free_secret(tls->key);
    free(tls->certificates);
    *tls = (struct tls){.key = NULL};
}

static enum tls_verdict
judge_key(gnutls_x509_crt_t leaf, gnutls_x509_privkey_t key)
{
    unsigned char one[64];
    unsigned char two[64];
    size_t one_size = sizeof one;
    size_t two_size = sizeof two;
    unsigned bits = 0;
    if (gnutls_x509_crt_get_key_id(leaf, GNUTLS_KEYID_USE_SHA256, one,
                                   &one_size) < 0 ||
        gnutls_x509_privkey_get_key_id(key, GNUTLS_KEYID_USE_SHA256, two,
                                       &two_size) < 0 ||
        one_size != two_size || memcmp(one, two, one_size) != 0)
        return TLS_OTHER_KEY;
    int kind = gnutls_x509_crt_get_pk_algorithm(leaf, &bits);
    int signature = gnutls_x509_crt_get_signature_algorithm(leaf);
    if ((kind == GNUTLS_PK_RSA && bits < RSA_BITS_MIN) ||
        signature == GNUTLS_SIGN_RSA_MD5 || signature == GNUTLS_SIGN_RSA_SHA1 ||
        signature == GNUTLS_SIGN_ECDSA_SHA1)
        return TLS_WEAK;
    return TLS_TAKEN;
}

static enum tls_verdict
judge_time(gnutls_x509_crt_t leaf, struct clock_time now)
{
    int64_t s = now.utc_ms / 1000;
    bool in_time = s >= (int64_t)gnutls_x509_crt_get_activation_time(leaf) &&
                   s <= (int64_t)gnutls_x509_crt_get_expiration_time(leaf);
    return now.quality == CLOCK_UNSURE || in_time ? TLS_TAKEN : TLS_ENDED;
}

static enum tls_verdict
judge(const char *certificates, const char *key, struct clock_time now)
{
    struct tls_pair pair = {NULL, NULL};
    enum tls_verdict verdict = TLS_TAKEN;
    if (tls_read_certificate(certificates, &pair.certificate) != RESULT_OK)
        verdict = TLS_NO_CERTIFICATE;
    else if (tls_read_key(key, &pair.key) != RESULT_OK)
        verdict = TLS_NO_KEY;
    else
        verdict = judge_key(pair.certificate, pair.key);
    if (verdict == TLS_TAKEN)
        verdict = judge_time(pair.certificate, now);
    tls_pair_finish(&pair);
    return verdict;
}

enum result
tls_install(const struct folder *folder, const char *certificates,
            const char *key, struct clock_time now, enum tls_verdict *verdict)
{
    char *certificates_pem = NULL;
    char *key_pem = NULL;
    enum result result = RESULT_OK;
    if (read_file(certificates, &certificates_pem) != RESULT_OK ||
        read_file(key, &key_pem) != RESULT_OK)
        *verdict = TLS_UNREADABLE;
    else
        *verdict = judge(certificates_pem, key_pem, now);
    if (*verdict == TLS_TAKEN)
        result = make_folder(folder);
    /* The certificate last: without it the key is not looked at. */
    if (*verdict == TLS_TAKEN && result == RESULT_OK)
        result = tls_remove(folder) == RESULT_IO ? RESULT_IO : RESULT_OK;
    if (*verdict == TLS_TAKEN && result == RESULT_OK)
        result = write_file(folder, "tls/own.key", key_pem);
    if (*verdict == TLS_TAKEN && result == RESULT_OK)
        result = write_file(folder, "tls/own.crt", certificates_pem);
    free(certificates_pem);
    free_secret(key_pem);
    return result;
}

enum result
tls_remove(const struct folder *folder)
{
    static const char *const names[] = {"tls/own.crt", "tls/own.key"};
    enum result result = RESULT_OK;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[FOLDER_PATH_SIZE];
        folder_path(folder, names[i], path);
        if (unlink(path) == 0)
            continue;
        if (errno != ENOENT) {
            log_errno("%s", path);
            return RESULT_IO;
        }
        if (i == 0)
            result = RESULT_ABSENT;
    }
    return result;
}
