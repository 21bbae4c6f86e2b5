/* Every room's routes; a room more is a line more. */
#include "ui/staff/account/account.h"
#include "ui/staff/today/today.h"

const struct route *const route_tables[] = {
    file_routes,
    today_routes,
    account_routes,
    NULL,
};
