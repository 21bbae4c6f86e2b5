#include "firmware/base/identity.h"

#include <string.h>

enum { DIGITS_MAX = 13 };

struct run {
    int digits[DIGITS_MAX];
    int count;
    int split;  /* digits before the separator, -1: none */
    int tail;   /* characters of a Finnish check mark after it */
    bool space; /* the separator is a space */
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static int
pair(const struct run *run, int at)
{
    return run->digits[at] * 10 + run->digits[at + 1];
}

/* Day with the additions for coordination (60) and D numbers (40). */
static bool
day_fits(int day)
{
    return (day >= 1 && day <= 31) || (day >= 41 && day <= 91);
}

static bool
month_fits(int month)
{
    return (month >= 1 && month <= 12) || (month >= 41 && month <= 52);
}

static bool
year_first(const struct run *run, int at)
{
    return month_fits(pair(run, at + 2)) && day_fits(pair(run, at + 4));
}

static bool
day_first(const struct run *run)
{
    return day_fits(pair(run, 0)) && month_fits(pair(run, 2));
}

/* The Swedish check digit (modulus 10 over the last ten digits). */
static bool
check_digit_fits(const struct run *run)
{
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        int value = run->digits[i] * (i % 2 == 0 ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

static bool
ten_fits(const struct run *run)
{
    if (run->split >= 0 && run->split != 6)
        return false;
    if (!year_first(run, 0) && !day_first(run))
        return false;
    /* 07… is most often a Swedish mobile telephone. */
    bool telephone =
        run->split < 0 && run->digits[0] == 0 && run->digits[1] == 7;
    return !telephone || check_digit_fits(run);
}

static bool
run_fits(const struct run *run)
{
    if (run->tail == 1)
        return run->count == 9 && run->split == 6 && day_first(run);
    switch (run->count) {
    case 10:
        return ten_fits(run);
    case 11:
        return (run->split < 0 || run->split == 6) && day_first(run);
    case 12:
        return (run->split < 0 || run->split == 8) &&
               (pair(run, 0) == 19 || pair(run, 0) == 20) && year_first(run, 2);
    default:
        return false;
    }
}

/* Reads the run at `at`; returns its length in bytes. */
static size_t
read_run(const char *at, struct run *run)
{
    size_t i = 0;
    memset(run, 0, sizeof *run);
    run->split = -1;
    for (; at[i] != '\0'; i++) {
        if (is_digit(at[i])) {
            if (run->count < DIGITS_MAX)
                run->digits[run->count++] = at[i] - '0';
            continue;
        }
        bool mark = (at[i] == '-' || at[i] == '+' || at[i] == ' ' ||
                     at[i] == 'A' || at[i] == 'a') &&
                    is_digit(at[i + 1]);
        if (!mark || run->split >= 0 || (run->count != 6 && run->count != 8))
            break;
        run->split = run->count;
    }
    if (run->count == 9 && run->split == 6 && is_letter(at[i]) &&
        !is_letter(at[i + 1])) {
        run->tail = 1;
        i++;
    }
    return i;
}

bool
identity_find(const char *text, size_t *start, size_t *length)
{
    for (size_t i = 0; text[i] != '\0';) {
        struct run run;
        if (!is_digit(text[i])) {
            i++;
            continue;
        }
        size_t step = read_run(text + i, &run);
        if (run_fits(&run)) {
            *start = i;
            *length = step;
            return true;
        }
        i += step;
    }
    return false;
}

bool
identity_in(const char *text)
{
    size_t start, length;
    return identity_find(text, &start, &length);
}

bool
identity_strip(char *text)
{
    size_t start, length;
    bool any = false;
    while (identity_find(text, &start, &length)) {
        memmove(text + start, text + start + length,
                strlen(text + start + length) + 1);
        any = true;
    }
    return any;
}
