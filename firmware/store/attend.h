/*
 * Presence as attendance: rules as data (hourly, or half and full days), and
 * what a day counts. Pure.
 *
 * A check-in is no pay record: what is counted here becomes one only
 * when staff confirm the month's sheet. What nobody knows is -1, never nought.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum attend_kind { ATTEND_HOURLY, ATTEND_HALF_FULL };

struct attend_rules {
    enum attend_kind kind;
    int full;      /* minutes from which a day is a full one */
    int half;      /* from which it is half a one */
    int round;     /* hourly: counted in whole pieces of so many minutes */
    bool planning; /* days closed for planning count as planned */
};

/* "hour", "five" (full from 5 h, else half), "six-two" (full from 6 h, half
 * from 2 h). False for an unknown word. */
bool attend_preset(const char *word, struct attend_rules *out);

enum attend_code {
    CODE_NONE,
    CODE_SICK,
    CODE_HOLIDAY,
    CODE_AWAY,     /* agreed to be elsewhere */
    CODE_PLANNING, /* the centre was closed for planning */
    CODE_PLANNED,  /* counts as planned, whatever was touched */
    CODE_COUNT
};
/* "none", "sick", "holiday", "away", "planning", "planned"; parse: CODE_COUNT
 * for an unknown word. */
const char *attend_code_name(enum attend_code code);
enum attend_code attend_code_parse(const char *word);

enum attend_state {
    ATTEND_ABSENT,     /* no visit */
    ATTEND_KNOWN,      /* came and went */
    ATTEND_HERE,       /* the visit is on */
    ATTEND_UNKNOWN,    /* nobody saw the departure: staff have to settle it */
    ATTEND_NEVER_KNOWN /* settled as not known */
};

struct attend_day {
    int32_t day;
    enum attend_state state;
    int came, went; /* minutes of the day; -1: not known */
    int planned;    /* minutes agreed; 0: not a day of theirs */
    int rest;       /* agreed rest within them: no gap */
    enum attend_code code;
    int present; /* minutes; -1: not known */
    int halves;  /* half/full: 0, 1, 2; hourly: 0 */
    int counted; /* hourly: minutes that count */
};

/* Fills present, halves and counted. */
void attend_count(const struct attend_rules *rules, struct attend_day *day);

struct attend_sum {
    int planned, present, rest; /* minutes that worked: present + rest */
    int days, full, half, counted;
    int unknown; /* days that are not settled: in no sum */
};
void attend_add(const struct attend_day *day, struct attend_sum *sum);
