#include "firmware/base/role.h"

#include "firmware/base/text.h"

static const char *const names[ROLE_KINDS] = {"staff", "contact", "leader",
                                              "planner", "technician"};

const char *
role_name(enum role role)
{
    for (int at = 0; at < ROLE_KINDS; at++)
        if (role == role_at(at))
            return names[at];
    return "none";
}

enum role
role_parse(const char *name)
{
    for (int at = 0; at < ROLE_KINDS; at++)
        if (text_equal(name, names[at]))
            return role_at(at);
    return ROLE_NONE;
}

enum role
role_at(int at)
{
    return (enum role)(1 << at);
}
