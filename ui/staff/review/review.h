/*
 * The room where one looks back: a person's days, a month of the house, the
 * attendance sheets, what goes to the journal, how long things are kept.
 *
 *   /review                  the ways
 *   /review/month/2026-11    the month: what in the surroundings can we change?
 *   /review/person/ID        one person's days (?from=2026-11-02&span=week)
 *   /review/mine/ID          what is stored about them, to be printed
 *   /review/sheets/2026-11   everybody's attendance   /review/sheet/ID/2026-11
 *   /review/journal          what goes to the journal
 *   /review/retention        how long, holds, purges
 *   /review/erase/ID         all of it handed over, or taken away for good
 *   /review/out              POST: a file, with what it is for
 *
 * What is counted is shown from five; a skip is never a nought (G-2).
 */
#pragma once

#include "firmware/store/view_review.h"
#include "ui/staff/field.h"
#include "ui/staff/room.h"
#include "ui/staff/shell.h"

extern const struct route review_routes[];

enum { REVIEW_DAY_SIZE = 96, REVIEW_LEAST = 5 };

/* --- words --- */

/* "måndag 2 november", "november 2026", "5 h 20 min" */
void review_day_words(const char *lang, int32_t day, char out[REVIEW_DAY_SIZE]);
void review_month_words(const char *lang, int32_t month,
                        char out[REVIEW_DAY_SIZE]);
void review_minutes(int minutes, char out[REVIEW_DAY_SIZE]);
const char *review_purpose_words(const char *lang, enum purpose purpose);
const char *review_code_words(const char *lang, enum attend_code code);
const char *review_kind_words(const char *lang, enum event_kind kind);
int32_t review_month_before(int32_t month, int by);
void review_link(struct visit *visit, const char *path, const char *words);

/* --- pages and posts --- */

void review_draw(struct visit *visit);
void month_draw(struct visit *visit);
void days_draw(struct visit *visit);
void mine_draw(struct visit *visit);
void mine_pdf_draw(struct visit *visit);
void sheets_draw(struct visit *visit);
void sheet_draw(struct visit *visit);
void sheet_note_post(struct visit *visit);
void sheet_confirm_post(struct visit *visit);
void agreed_draw(struct visit *visit);
void agreed_post(struct visit *visit);
void rules_draw(struct visit *visit);
void rules_post(struct visit *visit);
void journal_draw(struct visit *visit);
void journal_post(struct visit *visit);
void transferred_post(struct visit *visit);
void retention_draw(struct visit *visit);
void retention_post(struct visit *visit);
void purge_post(struct visit *visit);
void hold_post(struct visit *visit);
void hold_lift_post(struct visit *visit);
void erase_draw(struct visit *visit);
void erase_post(struct visit *visit);
void handed_post(struct visit *visit);
void handover_post(struct visit *visit);
void out_draw(struct visit *visit);
void out_post(struct visit *visit);

/* --- tables that leave the house (out.c makes the files) --- */

/* {"name":…,"head":[…],"rows":[[…],…]}; the caller owns it. NULL: 503. */
json_t *month_table(struct visit *visit, int32_t month);
json_t *sheets_table(struct visit *visit, int32_t month);
json_t *sheet_table(struct visit *visit, const char *person, int32_t month);
json_t *journal_table(struct visit *visit);
json_t *person_table(struct visit *visit, const char *person, int32_t from,
                     int32_t to);

/* The form that asks for it: what is it for, and as which file. `what` is one
 * of "month", "sheets", "sheet", "journal", "person". */
void out_form(struct visit *visit, const char *what, const char *person,
              int32_t from, int32_t to);
