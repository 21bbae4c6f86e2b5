/*
 * Inside the store: what the state becomes by one event. The same functions
 * serve a new event and a rebuild, so the two agree.
 */
#pragma once

#include "firmware/store/db.h"

enum result project_centre(struct store *store, const struct event *event);
enum result project_group(struct store *store, const struct event *event);
enum result project_place(struct store *store, const struct event *event);
enum result project_staff(struct store *store, const struct event *event);
enum result project_person(struct store *store, const struct event *event);
enum result project_consent(struct store *store, const struct event *event);
enum result project_picture(struct store *store, const struct event *event);
/* Fills the words of every picture that stands, for a migration. */
enum result project_picture_words(struct store *store);
enum result project_picture_named(struct store *store,
                                  const struct event *event);
enum result project_picture_removed(struct store *store,
                                    const struct event *event);
enum result project_ended(struct store *store, const struct event *event);
enum result project_resumed(struct store *store, const struct event *event);
enum result project_strategies(struct store *store, const struct event *event);
/* The list of a person_saved, as a table of a centre's people has it: those
 * that an earlier table brought and this one has not are gone, new ones are
 * added, and what somebody wrote on the pages stays. A list that says what
 * the last one said says nothing. `list` may be NULL. */
enum result project_table_strategies(struct store *store, const char *person,
                                     const json_t *list);
/* The strategies of all that the log holds, for a migration. */
enum result project_strategies_of_log(struct store *store);
enum result project_wellbeing(struct store *store, const struct event *event);
enum result project_help(struct store *store, const struct event *event);
enum result project_own_words(struct store *store, const struct event *event);
enum result project_strength(struct store *store, const struct event *event);
enum result project_strength_removed(struct store *store,
                                     const struct event *event);
enum result project_relation(struct store *store, const struct event *event);
enum result project_relation_removed(struct store *store,
                                     const struct event *event);
enum result project_agreement(struct store *store, const struct event *event);
enum result project_recording(struct store *store, const struct event *event);
enum result project_recording_removed(struct store *store,
                                      const struct event *event);
enum result project_item(struct store *store, const struct event *event);
enum result project_item_removed(struct store *store,
                                 const struct event *event);
enum result project_change(struct store *store, const struct event *event);
enum result project_change_seen(struct store *store, const struct event *event);
enum result project_change_withdrawn(struct store *store,
                                     const struct event *event);
enum result project_template(struct store *store, const struct event *event);
enum result project_laying(struct store *store, const struct event *event);
enum result project_week_reset(struct store *store, const struct event *event);
enum result project_presence(struct store *store, const struct event *event);
enum result project_visit_settled(struct store *store,
                                  const struct event *event);
/* Before an arrival: a visit of an earlier day that nobody ended is kept for
 * staff to settle. */
enum result project_departure_missing(struct store *store,
                                      const struct event *event);
enum result project_staff_here(struct store *store, const struct event *event);
enum result project_done(struct store *store, const struct event *event);
enum result project_chosen(struct store *store, const struct event *event);
enum result project_pause(struct store *store, const struct event *event);
enum result project_signal(struct store *store, const struct event *event);
enum result project_fault(struct store *store, const struct event *event);
enum result project_account(struct store *store, const struct event *event);
enum result project_account_closed(struct store *store,
                                   const struct event *event);
enum result project_turned_away(struct store *store, const struct event *event);
enum result project_looked(struct store *store, const struct event *event);
enum result project_reviewed(struct store *store, const struct event *event);
enum result project_retention(struct store *store, const struct event *event);
enum result project_hold(struct store *store, const struct event *event);
enum result project_handed_over(struct store *store, const struct event *event);
enum result project_purge(struct store *store, const struct event *event);
enum result project_rules(struct store *store, const struct event *event);
enum result project_agreed(struct store *store, const struct event *event);
enum result project_day_note(struct store *store, const struct event *event);
enum result project_sheet(struct store *store, const struct event *event);
enum result project_journal(struct store *store, const struct event *event);
enum result project_fault(struct store *store, const struct event *event);
enum result project_account(struct store *store, const struct event *event);
enum result project_account_closed(struct store *store,
                                   const struct event *event);
enum result project_looked(struct store *store, const struct event *event);
enum result project_reviewed(struct store *store, const struct event *event);
enum result project_fault(struct store *store, const struct event *event);
