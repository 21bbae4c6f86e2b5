/*
 * Voices that somebody lent, heard before the machine's: all of the house's,
 * one listened to, one taken back, one recorded (voice_new.c). A name is
 * recorded on its person's own page, so that it is noted who looked there;
 * one of the staff records their own beside their account.
 */
#pragma once

#include "ui/staff/room.h"

void voices_draw(struct visit *visit);
void voice_sound_draw(struct visit *visit); /* /voices/sound/:id */
void voice_remove_post(struct visit *visit);
/* /voices/new (a word or a picture), /people/:id/voice (a name) and /me/voice
 * (one's own name). */
void voice_new_draw(struct visit *visit);
void voice_new_post(struct visit *visit);
void voice_own_remove_post(struct visit *visit);
/* A recording to be heard in the page: <audio> of /voices/sound/ID. */
void voice_player(struct visit *visit, const char *id, const char *says);
