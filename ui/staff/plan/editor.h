/*
 * Writing one thing: inside the plan's pages, what the editor's parts share.
 *
 * The page is drawn from a draft (draft.h): what stands in the plan, or, when
 * something was pressed or refused, what was typed. Nothing typed is lost.
 */
#pragma once

#include "ui/staff/plan/draft.h"
#include "ui/staff/plan/plan.h"

struct editor {
    struct plan_of of;
    bool is_new;
    struct view_facts facts; /* of the thing, unless it is new */
    int32_t date;
    json_t *draft;  /* owned */
    json_t *theirs; /* what stands now, when somebody changed it; owned */
    struct draft_row finding; /* what a picture is sought for */
    bool finds;
};

/* Reads whose, what and which day; false: answered already. */
bool editor_begin(struct visit *visit, struct editor *editor);
void editor_finish(struct editor *editor);
/* What stands in the plan that day, with its change; NULL: nothing. */
json_t *editor_standing(struct visit *visit, const struct editor *editor);

/* The picture and its search beside a row's words. */
void editor_picture(struct visit *visit, const struct editor *editor,
                    const struct draft_row *row);
/* The order of work, the options. */
void editor_rows(struct visit *visit, const struct editor *editor,
                 const char *list);
/* Both versions side by side, to choose from, field by field. */
void editor_versions(struct visit *visit, const struct editor *editor);
/* Carries along what was chosen of them. */
void editor_keep_versions(struct visit *visit);
/* What is at the same time, and the box that says that one knows. */
void editor_overlaps(struct visit *visit, const struct editor *editor);
/* The fields of which a version may be chosen; ends with NULL. */
extern const char *const editor_fields[];
