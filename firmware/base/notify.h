/*
 * What systemd is told: that the program is ready, and that its loop works.
 *
 * Only the loop that does the work says so (loop.c after each turn, a long
 * piece of work between two of its steps), never a thread beside it: a
 * program that hangs falls silent, and systemd starts it again. Without
 * systemd's variables nothing happens.
 *
 * Protocol: sd_notify(3), one datagram to $NOTIFY_SOCKET.
 */
#pragma once

/* Once, when the first turn is done. */
void notify_ready(void);

/* At least this often notify_alive wants a call, in ms; -1: never. */
int notify_every_ms(void);

/* Cheap: says so at most as often as notify_every_ms. */
void notify_alive(void);
