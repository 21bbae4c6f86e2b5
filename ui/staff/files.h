/* The files of files/, compiled in. */
#pragma once

#include <stddef.h>

extern const unsigned char file_style[];
extern const size_t file_style_length;
extern const unsigned char file_live[];
extern const size_t file_live_length;
extern const unsigned char file_icon[];
extern const size_t file_icon_length;
