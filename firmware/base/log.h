/*
 * One line per thing worth a technician's while, on standard error, where
 * systemd's journal or the laptop's terminal takes it up.
 *
 * Never a participant's name, symbol or words: ids only. errno is kept.
 */
#pragma once

/* Names the program; call once in main. The string is borrowed for good. */
void log_open(const char *program);

void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Adds ": <strerror(errno)>". */
void log_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));
