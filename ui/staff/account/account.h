/*
 * Coming in and going out: login, the password again after a pause, the first
 * account of a box, one's own password, the sound at a signal. Accounts of
 * others, their sessions and the access log are in accounts.c.
 */
#pragma once

#include "ui/staff/room.h"

extern const struct route account_routes[];
extern const struct route file_routes[];

void login_draw(struct visit *visit);
void login_post(struct visit *visit);
void unlock_draw(struct visit *visit);
void unlock_post(struct visit *visit);
void logout_post(struct visit *visit);
void first_draw(struct visit *visit);
void first_post(struct visit *visit);
void reset_draw(struct visit *visit);
void reset_post(struct visit *visit);
void me_draw(struct visit *visit);
void me_post(struct visit *visit);
void me_lang_post(struct visit *visit);
void sound_draw(struct visit *visit);
void more_draw(struct visit *visit);
void credits_draw(struct visit *visit);
/* What core minds about a new password, in words, if it is that. */
void account_say_password(struct visit *visit, const json_t *answer);
/* A list of the languages, and the house's own. */
void account_put_languages(struct visit *visit, const char *lang);
/* "Personal", "Ansvarig" … */
const char *account_role_words(const char *lang, enum role role);
/* An account's open sessions, each with a button that ends it at `path`. */
void account_put_sessions(struct visit *visit, const char *account,
                          const char *path);
void accounts_draw(struct visit *visit);
void account_new_draw(struct visit *visit);
void account_new_post(struct visit *visit);
void account_draw(struct visit *visit);
void account_post(struct visit *visit);
void account_close_post(struct visit *visit);
void account_code_post(struct visit *visit);
void account_sessions_post(struct visit *visit);
void me_sessions_draw(struct visit *visit);
void me_sessions_post(struct visit *visit);
void me_pin_draw(struct visit *visit);
void me_pin_post(struct visit *visit);
void access_draw(struct visit *visit);
void access_post(struct visit *visit);
void access_looks_draw(struct visit *visit);
void box_draw(struct visit *visit);
void box_authority_draw(struct visit *visit);
void picture_draw(struct visit *visit);
void file_draw(struct visit *visit);
