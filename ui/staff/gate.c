#include "ui/staff/gate.h"

#include <string.h>

#include "firmware/base/text.h"

bool
gate_same(const char *a, const char *b)
{
    size_t length = strlen(a);
    unsigned char differs = 0;
    if (strlen(b) != length) /* a token's length is no secret */
        return false;
    for (size_t i = 0; i < length; i++)
        differs |= (unsigned char)(a[i] ^ b[i]);
    return differs == 0;
}

enum gate
gate_judge(const struct route *route, const struct visitor *who,
           const char *mark)
{
    if (route->flags & ROUTE_PUBLIC)
        return GATE_OPEN;
    if (who->role == 0)
        return GATE_LOGIN;
    if (!(route->roles & (unsigned)who->role))
        return GATE_FORBIDDEN;
    /* Before the lock: a forged change is forged also then. */
    if (route->method == METHOD_POST &&
        (text_empty(mark) || text_empty(who->csrf) ||
         !gate_same(who->csrf, mark)))
        return GATE_FORGED;
    return who->locked && !(route->flags & ROUTE_LOCKED) ? GATE_LOCKED
                                                         : GATE_OPEN;
}
