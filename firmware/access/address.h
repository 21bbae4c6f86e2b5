/*
 * Where the staff pages are: addresses of this machine, and what troskel-staff
 * says of itself in run/staff.json for whoever shows it (`troskel staff-url`,
 * the kiosk's technician screen). No secret stands there.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/folder.h"
#include "firmware/base/result.h"

enum {
    ADDRESS_MAX = 8,
    ADDRESS_SIZE = 64,
    ADDRESS_URL_SIZE = 96,
    ADDRESS_PRINT_SIZE = 96 /* "AB:CD:…", 32 bytes in hexadecimal */
};

/* This machine's addresses that others in the building may use: IPv4 first,
 * no loopback, no link-local, only private ranges. Sorted, so that the same
 * set is the same list. Returns how many. */
int address_list(char out[ADDRESS_MAX][ADDRESS_SIZE]);
/* "boxen.local": what mDNS calls this machine. */
void address_name(char out[ADDRESS_SIZE]);

struct address_card {
    char urls[ADDRESS_MAX][ADDRESS_URL_SIZE]; /* the best one first */
    int url_count;
    char key[ADDRESS_PRINT_SIZE];         /* of the public key */
    char certificate[ADDRESS_PRINT_SIZE]; /* as browsers show it */
    bool own; /* the centre's own certificate is installed */
};

/* `port` in every URL unless it is 443; the first address stands before the
 * name, because not every phone knows .local. */
void address_fill(struct address_card *card, int port);
MUST_CHECK enum result address_write(const struct folder *folder,
                                     const struct address_card *card);
/* The certificate of the box's own authority, as PEM. RESULT_ABSENT if there
 * is none. */
enum { ADDRESS_PEM_SIZE = 4096 };
MUST_CHECK enum result address_authority(const struct folder *folder,
                                         char out[ADDRESS_PEM_SIZE]);
/* RESULT_ABSENT: troskel-staff has not been up here. */
MUST_CHECK enum result address_read(const struct folder *folder,
                                    struct address_card *card);
