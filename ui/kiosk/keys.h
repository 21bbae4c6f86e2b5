/*
 * What the keys of a keyboard, of switches and of a tag reader ask for: all
 * three are keyboards to the machine.
 */
#pragma once

#include "ui/kiosk/kiosk.h"

/* `input` is INPUT_KEY or INPUT_KEY_UP. */
void keys_take(struct kiosk *kiosk, const struct present_input *input);
