/*
 * Every subcommand of `troskel`, one file each. Each takes its line whole and
 * returns an enum line_exit; what went wrong has been said by then.
 */
#pragma once

#include "firmware/command/line.h"

/* In the order --help shows them; a row with name NULL ends it. */
extern const struct line_command subcommands[];

int subcommand_init(struct line *line);
int subcommand_run(struct line *line);
int subcommand_who(struct line *line);
int subcommand_people(struct line *line);
int subcommand_day(struct line *line);
int subcommand_signals(struct line *line);
int subcommand_events(struct line *line);
int subcommand_import(struct line *line);
int subcommand_export(struct line *line);
int subcommand_batch(struct line *line);
int subcommand_staff(struct line *line);
int subcommand_account(struct line *line);
int subcommand_certificate(struct line *line);
int subcommand_staff_url(struct line *line);
int subcommand_arrive(struct line *line);
int subcommand_leave(struct line *line);
int subcommand_done(struct line *line);
int subcommand_change(struct line *line);
int subcommand_press(struct line *line);
int subcommand_ack(struct line *line);
int subcommand_with(struct line *line);
int subcommand_close(struct line *line);
int subcommand_withdraw(struct line *line);
int subcommand_whose(struct line *line);
int subcommand_walk(struct line *line);
int subcommand_centre(struct line *line);
int subcommand_pictures(struct line *line);
int subcommand_recording(struct line *line);
int subcommand_credits(struct line *line);
int subcommand_backup(struct line *line);
int subcommand_restore(struct line *line);
int subcommand_retention(struct line *line);
int subcommand_rebuild(struct line *line);
int subcommand_selftest(struct line *line);
int subcommand_clock(struct line *line);
int subcommand_control(struct line *line);
