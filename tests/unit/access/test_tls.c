#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "firmware/access/tls.h"
#include "firmware/access/tls_make.h"
#include "firmware/base/text.h"
#include "tests/test.h"

static const struct clock_time now = {
    .utc_ms = INT64_C(1795507800000), .boot_ms = 1000, .quality = CLOCK_HELD};

static bool
make_folder(struct folder *folder)
{
    return folder_make(test_folder(), true) == RESULT_OK &&
           folder_open(folder, test_folder()) == RESULT_OK;
}

static char *
slurp(const struct folder *folder, const char *name)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, name, path);
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 20000);
    if (file != NULL) {
        if (fread(text, 1, 19999, file) == 0)
            text[0] = '\0';
        fclose(file);
    }
    return text;
}

static void
spill(const struct folder *folder, const char *name, const char *text,
      char path[FOLDER_PATH_SIZE])
{
    folder_path(folder, name, path);
    FILE *file = fopen(path, "w");
    REQUIRE(file != NULL);
    fputs(text, file);
    fclose(file);
}

/* What a browser says of `leaf` that trusts the box's authority. */
static unsigned
verify(const struct folder *folder, const char *leaf_pem, const char *host)
{
    gnutls_x509_trust_list_t list;
    gnutls_x509_crt_t authority = NULL;
    gnutls_x509_crt_t leaf = NULL;
    unsigned status = ~0u;
    char *pem = slurp(folder, "tls/ca.crt");
    gnutls_typed_vdata_st data[2] = {
        {GNUTLS_DT_DNS_HOSTNAME, (void *)(uintptr_t)host, 0},
        {GNUTLS_DT_KEY_PURPOSE_OID, (void *)(uintptr_t)GNUTLS_KP_TLS_WWW_SERVER,
         0}};
    gnutls_x509_trust_list_init(&list, 0);
    if (tls_read_certificate(pem, &authority) == RESULT_OK &&
        tls_read_certificate(leaf_pem, &leaf) == RESULT_OK) {
        gnutls_x509_trust_list_add_cas(list, &authority, 1, 0);
        gnutls_x509_trust_list_verify_crt2(list, &leaf, 1, data, 2,
                                           GNUTLS_VERIFY_DISABLE_TIME_CHECKS,
                                           &status, NULL);
        gnutls_x509_crt_deinit(leaf);
    }
    gnutls_x509_trust_list_deinit(list, 0);
    if (authority != NULL)
        gnutls_x509_crt_deinit(authority);
    free(pem);
    return status;
}

TEST(a_box_makes_itself_a_certificate_that_its_authority_vouches_for)
{
    struct folder folder;
    struct tls tls;
    struct stat st;
    char path[FOLDER_PATH_SIZE];
    char name[ADDRESS_SIZE];
    static const char *const keys[] = {"tls/ca.key", "tls/leaf.key"};
    REQUIRE(make_folder(&folder));
    REQUIRE(tls_open(&tls, &folder, now) == RESULT_OK);
    address_name(name);
    CHECK_INT(verify(&folder, tls.certificates, name), 0);
    CHECK_INT(verify(&folder, tls.certificates, "localhost"), 0);
    CHECK_INT(verify(&folder, tls.certificates, "127.0.0.1"), 0);
    CHECK(verify(&folder, tls.certificates, "example.org") != 0);
    CHECK(strlen(tls.print) == 95 && strlen(tls.key_print) == 95);
    for (size_t i = 0; i < 2; i++) {
        folder_path(&folder, keys[i], path);
        CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
    }
    folder_path(&folder, "tls", path);
    CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0700);
    tls_close(&tls);
}

TEST(the_next_start_has_the_same_certificate_and_a_renewed_one_the_same_key)
{
    struct folder folder;
    struct tls first;
    struct tls next;
    struct clock_time later = now;
    REQUIRE(make_folder(&folder));
    REQUIRE(tls_open(&first, &folder, now) == RESULT_OK);
    REQUIRE(tls_open(&next, &folder, now) == RESULT_OK);
    CHECK_STR(next.print, first.print);
    tls_close(&next);
    later.utc_ms += INT64_C(745) * 86400 * 1000;
    later.quality = CLOCK_UNSURE;
    REQUIRE(tls_open(&next, &folder, later) == RESULT_OK);
    CHECK_STR(next.print, first.print); /* an unsure clock renews nothing */
    tls_close(&next);
    later.quality = CLOCK_SYNCED;
    REQUIRE(tls_open(&next, &folder, later) == RESULT_OK);
    CHECK(!text_equal(next.print, first.print));
    CHECK_STR(next.key_print, first.key_print);
    CHECK(next.ends_utc_ms > later.utc_ms + INT64_C(799) * 86400 * 1000);
    CHECK_INT(verify(&folder, next.certificates, "localhost"), 0);
    tls_close(&next);
    tls_close(&first);
}

TEST(a_box_that_does_not_know_the_day_is_valid_from_the_day_it_was_built)
{
    struct folder folder;
    struct tls tls;
    gnutls_x509_crt_t leaf;
    struct clock_time lost = {.utc_ms = 0, .quality = CLOCK_UNSURE};
    REQUIRE(make_folder(&folder));
    REQUIRE(tls_open(&tls, &folder, lost) == RESULT_OK);
    REQUIRE(tls_read_certificate(tls.certificates, &leaf) == RESULT_OK);
    CHECK(gnutls_x509_crt_get_activation_time(leaf) ==
          (time_t)(clock_built_utc_ms() / 1000));
    CHECK(tls.ends_utc_ms ==
          clock_built_utc_ms() + INT64_C(800) * 86400 * 1000);
    gnutls_x509_crt_deinit(leaf);
    tls_close(&tls);
}

/* A certificate for somebody else's name, signed with the box's authority. */
static char *
forge(const struct folder *folder, const char *host)
{
    struct tls_pair authority = {NULL, NULL};
    gnutls_x509_crt_t leaf = NULL;
    gnutls_datum_t pem = {NULL, 0};
    gnutls_datum_t key_pem = {NULL, 0};
    gnutls_x509_privkey_t key = NULL;
    char *ca_key = slurp(folder, "tls/ca.key");
    char *ca = slurp(folder, "tls/ca.crt");
    char *out = NULL;
    bool ok = tls_read_key(ca_key, &authority.key) == RESULT_OK &&
              tls_read_certificate(ca, &authority.certificate) == RESULT_OK &&
              tls_make_key(&key_pem) == RESULT_OK &&
              tls_read_key((const char *)key_pem.data, &key) == RESULT_OK;
    if (ok) {
        gnutls_x509_crt_init(&leaf);
        gnutls_x509_crt_set_version(leaf, 3);
        gnutls_x509_crt_set_serial(leaf, "\x41", 1);
        gnutls_x509_crt_set_dn(leaf, "CN=forged", NULL);
        gnutls_x509_crt_set_activation_time(leaf, 1790000000);
        gnutls_x509_crt_set_expiration_time(leaf, 1890000000);
        gnutls_x509_crt_set_key(leaf, key);
        gnutls_x509_crt_set_subject_alt_name(leaf, GNUTLS_SAN_DNSNAME, host,
                                             (unsigned)strlen(host), 0);
        gnutls_x509_crt_set_key_purpose_oid(leaf, GNUTLS_KP_TLS_WWW_SERVER, 0);
        gnutls_x509_crt_sign2(leaf, authority.certificate, authority.key,
                              GNUTLS_DIG_SHA256, 0);
        gnutls_x509_crt_export2(leaf, GNUTLS_X509_FMT_PEM, &pem);
        out = strdup((const char *)pem.data);
        gnutls_free(pem.data);
        gnutls_x509_crt_deinit(leaf);
        gnutls_x509_privkey_deinit(key);
    }
    gnutls_free(key_pem.data);
    tls_pair_finish(&authority);
    free(ca_key);
    free(ca);
    return out;
}

TEST(a_stolen_authority_is_good_for_no_site_of_the_world)
{
    struct folder folder;
    struct tls tls;
    REQUIRE(make_folder(&folder));
    REQUIRE(tls_open(&tls, &folder, now) == RESULT_OK);
    char *world = forge(&folder, "bank.example");
    char *house = forge(&folder, "skrivare.local");
    REQUIRE(world != NULL && house != NULL);
    CHECK(verify(&folder, world, "bank.example") != 0);
    CHECK_INT(verify(&folder, house, "skrivare.local"), 0);
    free(world);
    free(house);
    tls_close(&tls);
}

TEST(the_centres_own_certificate_goes_before_and_can_be_taken_back)
{
    struct folder folder;
    struct tls ours;
    struct tls own;
    enum tls_verdict verdict = TLS_ENDED;
    char crt[FOLDER_PATH_SIZE];
    char key[FOLDER_PATH_SIZE];
    char other[FOLDER_PATH_SIZE];
    REQUIRE(make_folder(&folder));
    REQUIRE(tls_open(&ours, &folder, now) == RESULT_OK);
    char *ca = slurp(&folder, "tls/ca.key");
    spill(&folder, "mine.crt", ours.certificates, crt);
    spill(&folder, "mine.key", ours.key, key);
    spill(&folder, "other.key", ca, other);
    CHECK(tls_install(&folder, crt, other, now, &verdict) == RESULT_OK);
    CHECK(verdict == TLS_OTHER_KEY);
    CHECK(tls_install(&folder, key, key, now, &verdict) == RESULT_OK);
    CHECK(verdict == TLS_NO_CERTIFICATE);
    CHECK(tls_install(&folder, crt, crt, now, &verdict) == RESULT_OK);
    CHECK(verdict == TLS_NO_KEY);
    CHECK(tls_install(&folder, "/nowhere", key, now, &verdict) == RESULT_OK);
    CHECK(verdict == TLS_UNREADABLE);
    struct clock_time late = now;
    late.utc_ms += INT64_C(900) * 86400 * 1000;
    CHECK(tls_install(&folder, crt, key, late, &verdict) == RESULT_OK);
    CHECK(verdict == TLS_ENDED);
    CHECK(tls_remove(&folder) == RESULT_ABSENT); /* nothing was put there */
    CHECK(tls_install(&folder, crt, key, now, &verdict) == RESULT_OK);
    CHECK(verdict == TLS_TAKEN);
    REQUIRE(tls_open(&own, &folder, late) == RESULT_OK);
    CHECK(own.own);
    CHECK_STR(own.print, ours.print);
    tls_close(&own);
    CHECK(tls_remove(&folder) == RESULT_OK);
    REQUIRE(tls_open(&own, &folder, now) == RESULT_OK);
    CHECK(!own.own);
    tls_close(&own);
    tls_close(&ours);
    free(ca);
}

TEST(where_the_pages_are_is_read_as_it_was_written)
{
    struct folder folder;
    struct address_card card = {.own = true};
    struct address_card read;
    REQUIRE(make_folder(&folder));
    CHECK(address_read(&folder, &read) == RESULT_ABSENT);
    address_fill(&card, 8443);
    text_copy(card.key, sizeof card.key, "AB:CD");
    REQUIRE(card.url_count > 0);
    CHECK(strstr(card.urls[card.url_count - 1], ":8443/") != NULL);
    REQUIRE(address_write(&folder, &card) == RESULT_OK);
    REQUIRE(address_read(&folder, &read) == RESULT_OK);
    CHECK_INT(read.url_count, card.url_count);
    CHECK_STR(read.urls[0], card.urls[0]);
    CHECK_STR(read.key, "AB:CD");
    CHECK(read.own);
    address_fill(&card, 443);
    CHECK(strstr(card.urls[0], ":443") == NULL);
}
