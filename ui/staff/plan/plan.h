/*
 * The plan's pages: what they share. Whose plan a page is about stands in its
 * path: /plan/person/ID/…, /plan/group/ID/…, /plan/all/….
 *
 * Everything is done with forms that work without script; plan.mjs only eases
 * (pictures while typing, dragging). What core refuses is told in words that
 * know the plan (plan_answered).
 */
#pragma once

#include "firmware/core/plan_gaps.h"
#include "firmware/store/view_plan.h"
#include "ui/staff/room.h"
#include "ui/staff/shell.h"

enum { PLAN_DAY_SIZE = 96 };

extern const struct route plan_routes[];

/* Whose plan it is. */
struct plan_of {
    struct view_whom whom;
    char name[VIEW_NAME_SIZE]; /* "alla" in the visitor's language for all */
    char picture[VIEW_PICTURE_SIZE];
    char base[80]; /* "/plan/person/…" */
    bool others;   /* another group's than the visitor's: only to read */
};

/* From the path; false (and 404) if there is nobody like that. */
bool plan_of_visit(struct visit *visit, struct plan_of *of);
void plan_of_whom(struct visit *visit, const struct view_whom *whom,
                  struct plan_of *of);
/* {"kind":…,"id":…}; the caller owns it. */
json_t *plan_audience(const struct view_whom *whom);
/* "person:ID", "group:ID", "all", and back: nobody whose plan is closed to
 * the visitor. */
enum { PLAN_KEY_SIZE = 8 + UUID_SIZE };
void plan_key_of(const struct view_whom *whom, char out[PLAN_KEY_SIZE]);
bool plan_whom_of_key(struct visit *visit, const char *key,
                      struct view_whom *whom);
/* The item of the path. */
const char *plan_item_of(const struct visit *visit);

/* --- words --- */

/* "tisdag 24 november"; with the year if it is another. */
void plan_day_words(const char *lang, int32_t day, char out[PLAN_DAY_SIZE]);
const char *plan_question_words(const char *lang, enum plan_question question);
void plan_note_words(const char *lang, const struct view_day *day,
                     const struct plan_note *note, char *out, size_t size);
const char *plan_change_words(const char *lang, enum view_change change);
const char *plan_others_words(const char *lang);
/* "09:00–10:15", "09:00", "Hela dagen" or "". */
void plan_time_words(const char *lang, const struct view_item *item, char *out,
                     size_t size);

/* --- pieces of pages --- */

/* <a href="path" class="kind">label</a>; kind may be NULL. */
void plan_link(struct html *html, const char *path, const char *kind,
               const char *label);
/* The ways between a plan's pages, and to the days beside. `here` is one of
 * "day", "week", "see", "print"; `step` days to the next page, 0: none. */
void plan_ways(struct visit *visit, const struct plan_of *of, const char *here,
               int32_t date, int step);
/* The notices of a day as a calm list; nothing if there are none. */
void plan_notes(struct visit *visit, const struct view_day *day);
/* "Saknas: var, varför" of an item, if anything is. */
void plan_missing(struct visit *visit, const struct view_item *item,
                  bool ends_day);
void plan_day_path(const struct plan_of *of, int32_t date, char *out,
                   size_t size);
void plan_week_path(const struct plan_of *of, int32_t date, char *out,
                    size_t size);
/* The Monday of its week. */
int32_t plan_monday(int32_t day);

/* What core said: on to visit->then, or the problem in words of the plan. */
void plan_answered(struct visit *visit, const json_t *answer);

/* After a move that overlaps: the same again, knowingly. */
void plan_put_anyway(struct visit *visit);

/* ?laid=ID: what was laid out, and the way to take it back. */
void plan_put_laid(struct visit *visit);

/* One thing of a day, as a row of a list: what, when, where, with whom, what
 * is missing, and the ways to move and change it. */
void plan_thing(struct visit *visit, const struct plan_of *of,
                const struct view_day *day, int at, bool brief);

/* --- the pages (routes.c) --- */

void plan_overview_draw(struct visit *visit);
void plan_day_draw(struct visit *visit);
void plan_week_draw(struct visit *visit);
void plan_move_post(struct visit *visit);
void plan_reset_post(struct visit *visit);
void plan_editor_draw(struct visit *visit);
void plan_editor_post(struct visit *visit);
void plan_remove_post(struct visit *visit);
void plan_pictures_draw(struct visit *visit);
void plan_list_draw(struct visit *visit);
void plan_list_post(struct visit *visit);
void plan_copy_draw(struct visit *visit);
void plan_lay_draw(struct visit *visit);
void plan_lay_post(struct visit *visit);
void plan_undo_post(struct visit *visit);
void plan_templates_draw(struct visit *visit);
void plan_template_draw(struct visit *visit);
void plan_template_save_post(struct visit *visit);
void plan_template_remove_post(struct visit *visit);
void plan_gaps_draw(struct visit *visit);
void plan_changes_draw(struct visit *visit);
void plan_see_draw(struct visit *visit);
void plan_see_picture_draw(struct visit *visit);
void plan_print_draw(struct visit *visit);
void plan_print_pdf_draw(struct visit *visit);
