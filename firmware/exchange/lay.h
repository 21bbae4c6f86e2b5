/*
 * Finished pictures on their way into a batch: laid as files into a folder,
 * each once, and named as a batch names them.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "firmware/exchange/report.h"
#include "firmware/photo/photo.h"

/* As core takes them. */
enum { LAY_BYTES_MAX = 4 * 1024 * 1024 };

/* Adds {"hash","file"} to `blobs`. False, and told of `place` in the report,
 * if it cannot be written. */
bool lay_picture(const char *work, const struct photo *photo, const char *place,
                 struct report *report, json_t *blobs);
