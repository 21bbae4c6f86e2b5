/*
 * Readers that do it wrongly, for the negative controls: straight on the
 * kernel's interface, with what a hurried program would take.
 *
 * https://docs.kernel.org/userspace-api/gpio/chardev.html
 */
#pragma once

#include <stdint.h>

/* Both edges of one line; `debounce_us` 0: none. Ends the rig if refused. */
int reader_open(const char *node, unsigned offset, uint32_t debounce_us);

/* How often the line went up since it was last asked; 0 also when its chip is
 * gone for good. */
int reader_ups(int fd);
