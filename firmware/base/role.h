/*
 * Who may do what at the centre: the role of an account, one bit each, so
 * that a command and a page say in one number who may.
 *
 * Staff, contact and leader meet people and see their pages. A contact person
 * (kontaktperson, gränsgångare) is staff who edits what a person has agreed
 * to. The leader has besides accounts, retention and the access log. The
 * planner sees counts of five and more, never a person. The technician sees
 * devices and counts, no personal data.
 */
#pragma once

enum role {
    ROLE_NONE = 0,
    ROLE_STAFF = 1,
    ROLE_CONTACT = 2,
    ROLE_LEADER = 4,
    ROLE_PLANNER = 8,
    ROLE_TECHNICIAN = 16
};

enum {
    ROLES_CARE = ROLE_STAFF | ROLE_CONTACT | ROLE_LEADER,
    ROLES_ALL = ROLES_CARE | ROLE_PLANNER | ROLE_TECHNICIAN,
    ROLE_KINDS = 5
};

/* "staff", "contact", "leader", "planner", "technician"; "none" else. These
 * words stand in events and commands. */
const char *role_name(enum role role);
enum role role_parse(const char *name); /* ROLE_NONE for any other word */
/* The `at`th role, from 0 below ROLE_KINDS, in the order above. */
enum role role_at(int at);
