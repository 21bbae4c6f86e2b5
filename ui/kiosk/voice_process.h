/*
 * The processes of the voice: started without a shell, with nothing of ours
 * but their standard input and output, no blocked signal, and an end.
 */
#pragma once

#include "ui/kiosk/voice.h"

/* troskel-voice beside us; `check`: it only looks. Its descriptor is the
 * socket of sound.h, or a pidfd where it looks. */
bool voice_start_player(struct voice *voice, bool check,
                        struct voice_process *out);
/* espeak-ng: `text` becomes WAV in `sound_fd`. */
bool voice_start_maker(struct voice *voice, const struct speech *speech,
                       int sound_fd, struct voice_process *out);

/* 1: it ended well, 0: it has not ended, -1: it ended otherwise. */
int voice_process_ended(struct voice_process *process);
/* Kills it, if it is there, and forgets it; it is reaped later. */
void voice_process_end(struct voice *voice, struct voice_process *process);
/* Takes leave of those that were killed; never waits. */
void voice_process_reap(struct voice *voice);

/* $TROSKEL_ESPEAK, else espeak-ng of PATH. False: there is none. */
bool voice_engine(char *out, size_t size);

/* Sends a sound's descriptor to the player. */
bool voice_send(const struct voice_process *player, int sound_fd, int volume);
