#include "firmware/access/address.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <jansson.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

static const char file_name[] = "run/staff.json";

/* RFC 1918 and what providers give to their own nets. */
static bool
is_private4(const struct in_addr *address)
{
    uint32_t a = ntohl(address->s_addr);
    return a >> 24 == 10 || a >> 20 == 0xac1 || a >> 16 == 0xc0a8 ||
           a >> 22 == (0x64400000u >> 22);
}

/* fc00::/7. */
static bool
is_private6(const struct in6_addr *address)
{
    return (address->s6_addr[0] & 0xfe) == 0xfc;
}

static bool
write_address(const struct sockaddr *at, char out[ADDRESS_SIZE])
{
    if (at->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const void *)at;
        return is_private4(&four->sin_addr) &&
               inet_ntop(AF_INET, &four->sin_addr, out, ADDRESS_SIZE) != NULL;
    }
    if (at->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const void *)at;
        return is_private6(&six->sin6_addr) &&
               inet_ntop(AF_INET6, &six->sin6_addr, out, ADDRESS_SIZE) != NULL;
    }
    return false;
}

/* IPv4 before IPv6, then as text. */
static int
compare(const void *a, const void *b)
{
    const char *one = a;
    const char *two = b;
    bool six = strchr(one, ':') != NULL;
    if (six != (strchr(two, ':') != NULL))
        return six ? 1 : -1;
    return strcmp(one, two);
}

int
address_list(char out[ADDRESS_MAX][ADDRESS_SIZE])
{
    struct ifaddrs *all = NULL;
    int count = 0;
    if (getifaddrs(&all) != 0) {
        log_errno("getifaddrs");
        return 0;
    }
    for (const struct ifaddrs *at = all; at != NULL; at = at->ifa_next) {
        bool up = (at->ifa_flags & IFF_UP) != 0 &&
                  (at->ifa_flags & IFF_LOOPBACK) == 0;
        if (up && at->ifa_addr != NULL && count < ADDRESS_MAX &&
            write_address(at->ifa_addr, out[count]))
            count++;
    }
    freeifaddrs(all);
    qsort(out, (size_t)count, ADDRESS_SIZE, compare);
    return count;
}

void
address_name(char out[ADDRESS_SIZE])
{
    char host[ADDRESS_SIZE - 8] = "";
    if (gethostname(host, sizeof host - 1) != 0 || host[0] == '\0')
        text_copy(host, sizeof host, "troskel");
    host[strcspn(host, ".")] = '\0';
    text_format(out, ADDRESS_SIZE, "%s.local", host);
}

static void
add_url(struct address_card *card, const char *host, int port)
{
    char tail[16] = "";
    bool six = strchr(host, ':') != NULL;
    if (card->url_count == ADDRESS_MAX)
        return;
    if (port != 443)
        text_format(tail, sizeof tail, ":%d", port);
    text_format(card->urls[card->url_count++], ADDRESS_URL_SIZE,
                six ? "https://[%s]%s/" : "https://%s%s/", host, tail);
}

void
address_fill(struct address_card *card, int port)
{
    char addresses[ADDRESS_MAX][ADDRESS_SIZE];
    char name[ADDRESS_SIZE];
    int count = address_list(addresses);
    card->url_count = 0;
    if (count > 0)
        add_url(card, addresses[0], port);
    address_name(name);
    add_url(card, name, port);
    for (int i = 1; i < count; i++)
        add_url(card, addresses[i], port);
}

enum result
address_write(const struct folder *folder, const struct address_card *card)
{
    char path[FOLDER_PATH_SIZE];
    char fresh[FOLDER_PATH_SIZE];
    json_t *urls = json_array();
    for (int i = 0; i < card->url_count; i++)
        json_array_append_new(urls, json_string(card->urls[i]));
    json_t *json =
        json_pack("{s:o,s:s,s:s,s:b}", "urls", urls, "key", card->key,
                  "certificate", card->certificate, "own", (int)card->own);
    folder_path(folder, file_name, path);
    folder_path(folder, "run/staff.json.new", fresh);
    bool written = json != NULL && json_dump_file(json, fresh, 0) == 0 &&
                   rename(fresh, path) == 0;
    json_decref(json);
    if (!written)
        log_errno("%s", path);
    return written ? RESULT_OK : RESULT_IO;
}

enum result
address_read(const struct folder *folder, struct address_card *card)
{
    char path[FOLDER_PATH_SIZE];
    size_t at;
    json_t *url;
    *card = (struct address_card){.url_count = 0};
    folder_path(folder, file_name, path);
    json_t *json = json_load_file(path, 0, NULL);
    json_array_foreach(json_object_get(json, "urls"), at, url)
    {
        if (card->url_count < ADDRESS_MAX)
            text_copy(card->urls[card->url_count++], ADDRESS_URL_SIZE,
                      json_string_value(url));
    }
    text_copy(card->key, sizeof card->key,
              json_string_value(json_object_get(json, "key")));
    text_copy(card->certificate, sizeof card->certificate,
              json_string_value(json_object_get(json, "certificate")));
    card->own = json_is_true(json_object_get(json, "own"));
    json_decref(json);
    return card->url_count > 0 ? RESULT_OK : RESULT_ABSENT;
}

enum result
address_authority(const struct folder *folder, char out[ADDRESS_PEM_SIZE])
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "tls/ca.crt", path);
    FILE *file = fopen(path, "re");
    size_t length =
        file == NULL ? 0 : fread(out, 1, ADDRESS_PEM_SIZE - 1, file);
    if (file != NULL)
        (void)fclose(file);
    out[length] = '\0';
    return length > 0 ? RESULT_OK : RESULT_ABSENT;
}
