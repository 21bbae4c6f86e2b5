#include "firmware/access/tls_make.h"

#include <arpa/inet.h>
#include <gnutls/crypto.h>
#include <netinet/in.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { SERIAL_BYTES = 16, DAY_S = 86400, NAMES_MAX = ADDRESS_MAX + 8 };

enum result
tls_result(int code, const char *doing)
{
    if (code >= 0)
        return RESULT_OK;
    log_warn("tls: %s: %s", doing, gnutls_strerror(code));
    return RESULT_IO;
}

void
tls_pair_finish(struct tls_pair *pair)
{
    if (pair->key != NULL)
        gnutls_x509_privkey_deinit(pair->key);
    if (pair->certificate != NULL)
        gnutls_x509_crt_deinit(pair->certificate);
    *pair = (struct tls_pair){NULL, NULL};
}

enum result
tls_make_key(gnutls_datum_t *pem)
{
    gnutls_x509_privkey_t key = NULL;
    int code = gnutls_x509_privkey_init(&key);
    if (code >= 0)
        code = gnutls_x509_privkey_generate(
            key, GNUTLS_PK_ECDSA,
            GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
    if (code >= 0)
        code = gnutls_x509_privkey_export2_pkcs8(key, GNUTLS_X509_FMT_PEM, NULL,
                                                 0, pem);
    if (key != NULL)
        gnutls_x509_privkey_deinit(key);
    return tls_result(code, "a new key");
}

static gnutls_datum_t
datum_of(const char *text)
{
    return (gnutls_datum_t){(unsigned char *)(uintptr_t)text,
                            (unsigned)strlen(text)};
}

enum result
tls_read_key(const char *pem, gnutls_x509_privkey_t *key)
{
    gnutls_datum_t data = datum_of(pem);
    *key = NULL;
    if (gnutls_x509_privkey_init(key) < 0)
        return RESULT_FULL;
    if (gnutls_x509_privkey_import2(*key, &data, GNUTLS_X509_FMT_PEM, NULL,
                                    0) >= 0)
        return RESULT_OK;
    gnutls_x509_privkey_deinit(*key);
    *key = NULL;
    return RESULT_INVALID;
}

enum result
tls_read_certificate(const char *pem, gnutls_x509_crt_t *certificate)
{
    gnutls_datum_t data = datum_of(pem);
    *certificate = NULL;
    if (gnutls_x509_crt_init(certificate) < 0)
        return RESULT_FULL;
    if (gnutls_x509_crt_import(*certificate, &data, GNUTLS_X509_FMT_PEM) >= 0)
        return RESULT_OK;
    gnutls_x509_crt_deinit(*certificate);
    *certificate = NULL;
    return RESULT_INVALID;
}

/* What authority and leaf have in common. */
static int
begin_certificate(gnutls_x509_crt_t *out, gnutls_x509_privkey_t key,
                  const char *name, time_t from, time_t until)
{
    unsigned char serial[SERIAL_BYTES];
    unsigned char id[20];
    size_t id_size = sizeof id;
    int code = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial);
    serial[0] = (unsigned char)((serial[0] & 0x7f) | 0x40);
    if (code >= 0)
        code = gnutls_x509_crt_init(out);
    if (code >= 0)
        code = gnutls_x509_crt_set_version(*out, 3);
    if (code >= 0)
        code = gnutls_x509_crt_set_serial(*out, serial, sizeof serial);
    if (code >= 0)
        code = gnutls_x509_crt_set_dn_by_oid(*out, GNUTLS_OID_X520_COMMON_NAME,
                                             0, name, (unsigned)strlen(name));
    if (code >= 0)
        code = gnutls_x509_crt_set_activation_time(*out, from);
    if (code >= 0)
        code = gnutls_x509_crt_set_expiration_time(*out, until);
    if (code >= 0)
        code = gnutls_x509_crt_set_key(*out, key);
    if (code >= 0)
        code = gnutls_x509_crt_get_key_id(*out, GNUTLS_KEYID_USE_SHA1, id,
                                          &id_size);
    if (code >= 0)
        code = gnutls_x509_crt_set_subject_key_id(*out, id, id_size);
    return code;
}

static int
permit_network(gnutls_x509_name_constraints_t names, const char *network)
{
    gnutls_datum_t range = {NULL, 0};
    int code = gnutls_x509_cidr_to_rfc5280(network, &range);
    if (code >= 0)
        code = gnutls_x509_name_constraints_add_permitted(
            names, GNUTLS_SAN_IPADDRESS, &range);
    gnutls_free(range.data);
    return code;
}

/* The names of a building, and nothing else in the world. */
static int
constrain(gnutls_x509_crt_t certificate)
{
    static const char *const domains[] = {"local", "localhost"};
    static const char *const networks[] = {
        "10.0.0.0/8",  "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
        "127.0.0.0/8", "::1/128",       "fc00::/7"};
    gnutls_x509_name_constraints_t names = NULL;
    int code = gnutls_x509_name_constraints_init(&names);
    for (size_t i = 0; i < sizeof domains / sizeof domains[0] && code >= 0;
         i++) {
        gnutls_datum_t domain = datum_of(domains[i]);
        code = gnutls_x509_name_constraints_add_permitted(
            names, GNUTLS_SAN_DNSNAME, &domain);
    }
    for (size_t i = 0; i < sizeof networks / sizeof networks[0] && code >= 0;
         i++)
        code = permit_network(names, networks[i]);
    if (code >= 0)
        code = gnutls_x509_crt_set_name_constraints(certificate, names, 1);
    if (names != NULL)
        gnutls_x509_name_constraints_deinit(names);
    return code;
}

static enum result
sign(gnutls_x509_crt_t certificate, gnutls_x509_crt_t issuer,
     gnutls_x509_privkey_t key, gnutls_datum_t *pem)
{
    int code =
        gnutls_x509_crt_sign2(certificate, issuer, key, GNUTLS_DIG_SHA256, 0);
    if (code >= 0)
        code = gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, pem);
    return tls_result(code, "signing");
}

static time_t
built(void)
{
    return (time_t)(clock_built_utc_ms() / 1000);
}

enum result
tls_make_authority(gnutls_x509_privkey_t key, gnutls_datum_t *pem)
{
    char host[ADDRESS_SIZE];
    char name[ADDRESS_SIZE];
    gnutls_x509_crt_t certificate = NULL;
    address_name(host);
    text_format(name, sizeof name, "Tröskel %s", host);
    int code = begin_certificate(&certificate, key, name, built(),
                                 built() + (time_t)TLS_CA_DAYS * DAY_S);
    if (code >= 0)
        code = gnutls_x509_crt_set_basic_constraints(certificate, 1, 0);
    if (code >= 0)
        code = gnutls_x509_crt_set_key_usage(certificate,
                                             GNUTLS_KEY_KEY_CERT_SIGN);
    if (code >= 0)
        code = constrain(certificate);
    enum result result = tls_result(code, "an authority");
    if (result == RESULT_OK)
        result = sign(certificate, certificate, key, pem);
    if (certificate != NULL)
        gnutls_x509_crt_deinit(certificate);
    return result;
}

struct names {
    struct {
        gnutls_x509_subject_alt_name_t type;
        unsigned char bytes[ADDRESS_SIZE];
        size_t length;
    } all[NAMES_MAX];
    int count;
};

static void
add_name(struct names *names, const char *name)
{
    names->all[names->count].type = GNUTLS_SAN_DNSNAME;
    names->all[names->count].length = strlen(name);
    memcpy(names->all[names->count++].bytes, name, strlen(name));
}

static void
add_address(struct names *names, const char *address)
{
    unsigned char *bytes = names->all[names->count].bytes;
    bool six = strchr(address, ':') != NULL;
    if (inet_pton(six ? AF_INET6 : AF_INET, address, bytes) != 1)
        return;
    names->all[names->count].type = GNUTLS_SAN_IPADDRESS;
    names->all[names->count++].length = six ? 16 : 4;
}

static void
list_names(struct names *names)
{
    char addresses[ADDRESS_MAX][ADDRESS_SIZE];
    char name[ADDRESS_SIZE];
    int count = address_list(addresses);
    *names = (struct names){.count = 0};
    address_name(name);
    add_name(names, name);
    add_name(names, "localhost");
    add_address(names, "127.0.0.1");
    add_address(names, "::1");
    for (int i = 0; i < count; i++)
        add_address(names, addresses[i]);
}

static int
set_authority_id(gnutls_x509_crt_t leaf, gnutls_x509_crt_t authority)
{
    unsigned char id[64];
    size_t size = sizeof id;
    unsigned critical = 0;
    int code =
        gnutls_x509_crt_get_subject_key_id(authority, id, &size, &critical);
    return code < 0 ? code
                    : gnutls_x509_crt_set_authority_key_id(leaf, id, size);
}

enum result
tls_make_leaf(const struct tls_pair *authority, gnutls_x509_privkey_t key,
              struct clock_time now, gnutls_datum_t *pem)
{
    struct names names;
    char host[ADDRESS_SIZE];
    gnutls_x509_crt_t leaf = NULL;
    time_t from =
        now.quality == CLOCK_UNSURE ? built() : (time_t)(now.utc_ms / 1000);
    if (from < built())
        from = built();
    address_name(host);
    list_names(&names);
    int code = begin_certificate(&leaf, key, host, built(),
                                 from + (time_t)TLS_LEAF_DAYS * DAY_S);
    if (code >= 0)
        code = gnutls_x509_crt_set_basic_constraints(leaf, 0, -1);
    if (code >= 0)
        code =
            gnutls_x509_crt_set_key_usage(leaf, GNUTLS_KEY_DIGITAL_SIGNATURE);
    if (code >= 0)
        code = gnutls_x509_crt_set_key_purpose_oid(leaf,
                                                   GNUTLS_KP_TLS_WWW_SERVER, 0);
    for (int i = 0; i < names.count && code >= 0; i++)
        code = gnutls_x509_crt_set_subject_alt_name(
            leaf, names.all[i].type, names.all[i].bytes,
            (unsigned)names.all[i].length, GNUTLS_FSAN_APPEND);
    if (code >= 0)
        code = set_authority_id(leaf, authority->certificate);
    enum result result = tls_result(code, "a certificate");
    if (result == RESULT_OK)
        result = sign(leaf, authority->certificate, authority->key, pem);
    if (leaf != NULL)
        gnutls_x509_crt_deinit(leaf);
    return result;
}

bool
tls_leaf_fits(gnutls_x509_crt_t leaf)
{
    struct names names;
    list_names(&names);
    for (int i = 0;; i++) {
        unsigned char bytes[256];
        size_t length = sizeof bytes;
        int type = gnutls_x509_crt_get_subject_alt_name(leaf, (unsigned)i,
                                                        bytes, &length, NULL);
        if (type == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
            return i == names.count;
        if (type < 0 || i >= names.count || type != (int)names.all[i].type ||
            length != names.all[i].length ||
            memcmp(bytes, names.all[i].bytes, length) != 0)
            return false;
    }
}

void
tls_print(gnutls_x509_crt_t certificate, bool key, char out[ADDRESS_PRINT_SIZE])
{
    unsigned char hash[32];
    size_t size = sizeof hash;
    int code = key ? gnutls_x509_crt_get_key_id(
                         certificate, GNUTLS_KEYID_USE_SHA256, hash, &size)
                   : gnutls_x509_crt_get_fingerprint(
                         certificate, GNUTLS_DIG_SHA256, hash, &size);
    out[0] = '\0';
    if (tls_result(code, "a fingerprint") != RESULT_OK)
        return;
    for (size_t i = 0; i < size; i++)
        text_append(out, ADDRESS_PRINT_SIZE, i == 0 ? "%02X" : ":%02X",
                    hash[i]);
}
