/*
 * The words of the enums of view.h, as they stand in event bodies and JSON.
 * Each list ends with NULL and is in the enum's order.
 */
#pragma once

extern const char *const words_of_mode[];
extern const char *const words_of_level[];
extern const char *const words_of_text[];
extern const char *const words_of_scan[];
extern const char *const words_of_touch[];
extern const char *const words_of_theme[];
extern const char *const words_of_voice[];
extern const char *const words_of_recording[];
extern const char *const words_of_direction[];
extern const char *const words_of_mark[];
extern const char *const words_of_time[];
extern const char *const words_of_state[];
extern const char *const words_of_change[];
extern const char *const words_of_energy[];
extern const char *const words_of_signal_kind[];
extern const char *const words_of_signal_state[];
extern const char *const words_of_helped[];
extern const char *const words_of_before[];
extern const char *const words_of_fault[];
