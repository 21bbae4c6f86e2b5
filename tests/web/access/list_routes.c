/* Prints the router's own table, one route a line:
 * METHOD PATH ROLES FLAGS, for the matrix that asks every one of them. */
#include <stdio.h>

#include "ui/staff/route.h"

int
main(void)
{
    for (const struct route *const *table = route_tables; *table != NULL;
         table++)
        for (const struct route *route = *table; route->path != NULL; route++)
            printf("%s %s %u %u\n",
                   route->method == METHOD_POST ? "POST" : "GET", route->path,
                   route->roles, route->flags);
    return 0;
}
