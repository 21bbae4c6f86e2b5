/*
 * Durations, and what stands in the middle or at the end of many of them.
 */
#pragma once

/* The machine's own clock, which nobody sets; µs. */
double measure_now_us(void);

/* What `percent` of the values are below or at (nearest rank, from below); 50
 * is the median. Sorts them. */
double measure_percentile(double *values, int count, int percent);
