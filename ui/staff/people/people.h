/*
 * The pages of people and pictures: what they share. A person's pages stand
 * under /people/ID, the library under /pictures, groups, places and staff
 * under /house, a file read in under /import.
 *
 * Every page works with forms alone; people.mjs only eases (pictures while
 * typing, a photo cropped before it is sent, the preview drawn anew).
 */
#pragma once

#include "firmware/store/view_support.h"
#include "ui/staff/field.h"
#include "ui/staff/room.h"
#include "ui/staff/shell.h"

enum {
    /* Who edits what is agreed with a person, and who runs the house. */
    ROLES_PLAN_OF = ROLE_CONTACT | ROLE_LEADER,
    PEOPLE_DAY_SIZE = 32,
    PEOPLE_PHOTO_MAX = 12 << 20, /* a telephone's photo */
    PEOPLE_FILE_MAX = 32 << 20   /* a file to read in */
};

/* The person of the path. */
struct subject {
    struct view_person person;
    struct support_person more;
    char base[80]; /* "/people/ID" */
};

/* False (and 404) if there is nobody like that. */
bool subject_of(struct visit *visit, struct subject *out);
/* The head of a page about a person: the way back and who it is. */
void subject_open(struct visit *visit, const struct subject *subject,
                  const char *title, const char *script);
/* The same for a form: "this is how it stands now", when somebody else saved
 * meanwhile; `show` draws it. */
void subject_theirs(struct visit *visit, const struct subject *subject,
                    void (*show)(struct visit *visit,
                                 const struct subject *subject));
/* A button that nobody sees and Enter presses: a form's own, so that Enter in
 * a field never means "look for a picture". */
void people_default_button(struct visit *visit);
/* "12 januari 2026" */
void people_day_words(const char *lang, int32_t day, char out[PEOPLE_DAY_SIZE]);
/* <a href="path" class="kind">words</a>; kind may be NULL. */
void people_link(struct html *html, const char *path, const char *kind,
                 const char *words);

/* Core's no in words that know these pages; then the page is drawn again. */
void people_answered(struct visit *visit, const json_t *answer);
/* Sends {"do":name,"about":about,"body":body} (takes body over) and goes to
 * `then` with ?saved=1. */
void people_save(struct visit *visit, const char *name, const char *about,
                 json_t *body, const char *then);
/* body[field] = the typed text, trimmed; null when nothing was typed. False
 * when it is too long. */
bool people_take(struct visit *visit, json_t *body, const char *field,
                 size_t most);
/* As people_take, and something has to stand there. */
bool people_take_needed(struct visit *visit, json_t *body, const char *field,
                        size_t most);
/* As people_take, not a space taken away: somebody's own words (G-5). */
bool people_take_words(struct visit *visit, json_t *body, const char *field,
                       size_t most);
/* body[field] = the lines that were typed, at most `count` of `most`
 * characters each. */
bool people_take_lines(struct visit *visit, json_t *body, const char *field,
                       int count, size_t most);
/* One of `words`; refused otherwise. */
bool people_take_word(struct visit *visit, json_t *body, const char *field,
                      const char *const *words);
/* A day; null when it may be left out and was. */
bool people_take_day(struct visit *visit, json_t *body, const char *field,
                     bool needed);
void people_take_tick(struct visit *visit, json_t *body, const char *field);

/* What no form here is for: said where one types. */
void people_no_numbers(struct visit *visit);

/* --- choosing a picture (picker.c) --- */

struct picker {
    const char *name, *label, *picture; /* picture: what stands now */
    const char *hint;                   /* may be NULL */
    bool none;                          /* it may be none at all */
};
void picker_draw(struct visit *visit, const struct picker *picker);
/* True when the form asks for pictures and not to be saved: the page is drawn
 * again with what was found. */
bool picker_looks(struct visit *visit);
/* body[field] = the picture that was chosen, null for none. */
bool picker_take(struct visit *visit, json_t *body, const char *field);
struct picker_hit {
    char id[VIEW_PICTURE_SIZE];
    char name[LIBRARY_NAME_SIZE];
};
/* The centre's own first, then the library's. Returns how many. */
int picker_find(struct visit *visit, const char *query, struct picker_hit *out,
                int max);
/* What the picture is called in the visitor's language; "" if nobody knows. */
void picker_name(struct visit *visit, const char *picture,
                 char out[LIBRARY_NAME_SIZE]);
void picker_draw_found(struct visit *visit); /* GET /pictures/find */

/* --- words of what is agreed (words.c) --- */

const char *words_level(const char *lang, enum support_level level);
const char *words_from(const char *lang, enum support_from from);
const char *words_stage(const char *lang, enum support_stage stage);
const char *words_receive(const char *lang, enum support_receive receive);
const char *words_wish(const char *lang, enum support_wish wish);
const char *words_end(const char *lang, enum support_end end);
const char *words_topic(const char *lang, enum support_topic topic);

/* --- parts of the overview that stand elsewhere too (support.c) --- */

void show_help(struct visit *visit, const struct subject *subject);
void show_strategies(struct visit *visit, const struct subject *subject);
void show_wellbeing(struct visit *visit, const struct subject *subject);
void show_words(struct visit *visit, const struct subject *subject);
void show_strengths(struct visit *visit, const struct subject *subject);
void show_relations(struct visit *visit, const struct subject *subject);
void show_agreement(struct visit *visit, const struct subject *subject);
void show_settings(struct visit *visit, const struct subject *subject);

extern const struct route people_routes[];

/* --- the pages --- */

void people_list_draw(struct visit *visit);
void people_ended_draw(struct visit *visit);
void person_draw(struct visit *visit);
void settings_draw(struct visit *visit);
void settings_post(struct visit *visit);
void preview_draw_person(struct visit *visit);
void person_new_draw(struct visit *visit);
void person_new_post(struct visit *visit);
void person_end_draw(struct visit *visit);
void person_end_post(struct visit *visit);
void person_resume_post(struct visit *visit);
void strategies_draw(struct visit *visit);
void strategies_post(struct visit *visit);
void wellbeing_draw(struct visit *visit);
void wellbeing_post(struct visit *visit);
void help_draw(struct visit *visit);
void help_post(struct visit *visit);
void own_words_draw(struct visit *visit);
void own_words_post(struct visit *visit);
void strength_draw(struct visit *visit);
void strength_post(struct visit *visit);
void strength_remove_post(struct visit *visit);
void relation_draw(struct visit *visit);
void relation_post(struct visit *visit);
void relation_remove_post(struct visit *visit);
void agreement_draw(struct visit *visit);
void agreement_post(struct visit *visit);
void consent_post(struct visit *visit);
void photo_draw(struct visit *visit);
void photo_post(struct visit *visit);
void names_draw(struct visit *visit);
void names_post(struct visit *visit);
void names_remove_post(struct visit *visit);
void house_draw(struct visit *visit);
void house_thing_draw(struct visit *visit);
void house_thing_post(struct visit *visit);
void pictures_draw(struct visit *visit);
void pictures_credits_draw(struct visit *visit);
void picture_new_draw(struct visit *visit);
void picture_new_post(struct visit *visit);
void own_picture_draw(struct visit *visit);
void own_picture_post(struct visit *visit);
void picture_remove_post(struct visit *visit);
void import_draw(struct visit *visit);
void import_post(struct visit *visit);
