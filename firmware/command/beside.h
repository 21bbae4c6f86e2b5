/*
 * The other programs, which lie in the folder this one lies in.
 */
#pragma once

#include <stdbool.h>

enum { BESIDE_PATH_SIZE = 4096 };

/* The whole path of the program `name`. False if there is none that may be
 * run (the path is filled all the same). */
bool beside(const char *name, char out[BESIDE_PATH_SIZE]);
