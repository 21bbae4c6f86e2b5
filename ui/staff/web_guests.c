/* Who may connect while many want to. A thousand silent connections from
 * anywhere fill the places of strangers and no other. */
#include <arpa/inet.h>

#include "firmware/base/text.h"
#include "ui/staff/web_inside.h"

void
web_address_words(const struct sockaddr *address, char out[WEB_ADDRESS_SIZE])
{
    out[0] = '\0';
    if (address == NULL)
        return;
    const void *bytes =
        address->sa_family == AF_INET6
            ? (const void *)&(
                  (const struct sockaddr_in6 *)(const void *)address)
                  ->sin6_addr
            : (const void *)&((const struct sockaddr_in *)(const void *)address)
                  ->sin_addr;
    (void)inet_ntop(address->sa_family, bytes, out, WEB_ADDRESS_SIZE);
}

static bool
is_known(const struct web *web, const char *address)
{
    for (int i = 0; i < WEB_KNOWN_MAX; i++)
        if (web->known[i][0] != '\0' && text_equal(web->known[i], address))
            return true;
    return false;
}

void
web_note_known(struct web *web, const char *address)
{
    if (!is_known(web, address))
        text_copy(web->known[web->known_next++ % WEB_KNOWN_MAX],
                  WEB_ADDRESS_SIZE, address);
}

enum MHD_Result
web_may_connect(void *user, const struct sockaddr *address, socklen_t length)
{
    const struct web *web = user;
    char words[WEB_ADDRESS_SIZE];
    (void)length;
    if (web->strangers < WEB_STRANGERS_MAX)
        return MHD_YES;
    web_address_words(address, words);
    return is_known(web, words) ? MHD_YES : MHD_NO;
}

/* Marked when it comes, so that it is counted off as it was counted on. */
void
web_count(void *user, struct MHD_Connection *connection, void **slot,
          enum MHD_ConnectionNotificationCode code)
{
    struct web *web = user;
    char words[WEB_ADDRESS_SIZE];
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*slot != NULL)
            web->strangers--;
        *slot = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    web_address_words(info == NULL ? NULL : info->client_addr, words);
    if (is_known(web, words))
        return;
    *slot = web;
    web->strangers++;
}
