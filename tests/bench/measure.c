#include "tests/bench/measure.h"

#include <stdlib.h>
#include <time.h>

double
measure_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

double
measure_percentile(double *values, int count, int percent)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[(count - 1) * percent / 100];
}
