/* Every room's routes; a room more is a line more. */
#include "ui/staff/account/account.h"
#include "ui/staff/people/people.h"
#include "ui/staff/plan/plan.h"
#include "ui/staff/review/review.h"
#include "ui/staff/today/today.h"

const struct route *const route_tables[] = {
    file_routes,   today_routes,  plan_routes, account_routes,
    people_routes, review_routes, NULL,
};
