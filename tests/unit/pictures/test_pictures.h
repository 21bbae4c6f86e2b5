/* One open library for all tests of this program, closed at its end. */
#pragma once

#include "firmware/store/library.h"

/* Never NULL: a test program without its pictures ends at once. */
struct library *the_library(void);
