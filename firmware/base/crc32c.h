/*
 * CRC-32C (Castagnoli, RFC 3720 appendix B.4): the check on every record of
 * the button's spool. crc32c("123456789") is 0xE3069283.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

uint32_t crc32c(const void *bytes, size_t length);
