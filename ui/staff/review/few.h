/*
 * What is counted is shown from five on, and so that nobody can reckon
 * the rest out: where one cell alone is hidden, the next smallest is hidden
 * with it. Pure.
 */
#pragma once

#include <stdbool.h>

/* Fills shown[i]; noughts are shown. */
void few_hide(const int *counts, int count, bool *shown);
