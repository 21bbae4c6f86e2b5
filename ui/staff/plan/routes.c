/* The plan's pages: which address is which. Planners see no person. */
#include "ui/staff/plan/plan.h"

#define EACH(rest, how, flag, drawn, posted)                                   \
    {.path = "/plan/person/:id" rest,                                          \
     .method = (how),                                                          \
     .roles = ROLES_CARE,                                                      \
     .flags = (flag),                                                          \
     .draw = (drawn),                                                          \
     .post = (posted)},                                                        \
        {.path = "/plan/group/:id" rest,                                       \
         .method = (how),                                                      \
         .roles = ROLES_CARE,                                                  \
         .draw = (drawn),                                                      \
         .post = (posted)},                                                    \
    {                                                                          \
        .path = "/plan/all" rest, .method = (how), .roles = ROLES_CARE,        \
        .draw = (drawn), .post = (posted)                                      \
    }
#define PAGE(rest, drawn) EACH(rest, METHOD_GET, ROUTE_PERSON, drawn, NULL)
#define DEED(rest, drawn, posted)                                              \
    EACH(rest, METHOD_POST, ROUTE_PERSON, drawn, posted)
#define ONE(at, how, drawn, posted)                                            \
    {                                                                          \
        .path = (at), .method = (how), .roles = ROLES_CARE, .draw = (drawn),   \
        .post = (posted)                                                       \
    }

const struct route plan_routes[] = {
    ONE("/plan", METHOD_GET, plan_overview_draw, NULL),
    ONE("/plan/:date", METHOD_GET, plan_overview_draw, NULL),
    ONE("/plan/changes", METHOD_GET, plan_changes_draw, NULL),
    ONE("/plan/gaps/:date", METHOD_GET, plan_gaps_draw, NULL),
    ONE("/plan/pictures", METHOD_GET, plan_pictures_draw, NULL),
    ONE("/plan/copy", METHOD_GET, plan_copy_draw, NULL),
    ONE("/plan/lay", METHOD_POST, plan_lay_draw, plan_lay_post),
    ONE("/plan/undo/:id", METHOD_POST, plan_overview_draw, plan_undo_post),
    ONE("/plan/templates", METHOD_GET, plan_templates_draw, NULL),
    ONE("/plan/templates", METHOD_POST, plan_templates_draw,
        plan_template_save_post),
    ONE("/plan/template/:id", METHOD_GET, plan_template_draw, NULL),
    ONE("/plan/template/:id/remove", METHOD_POST, plan_template_draw,
        plan_template_remove_post),
    PAGE("/:date", plan_day_draw),
    PAGE("/week/:date", plan_week_draw),
    PAGE("/new/:date", plan_editor_draw),
    DEED("/new/:date", plan_editor_draw, plan_editor_post),
    PAGE("/item/:id/:date", plan_editor_draw),
    DEED("/item/:id/:date", plan_editor_draw, plan_editor_post),
    DEED("/remove/:id/:date", plan_editor_draw, plan_remove_post),
    DEED("/move/:date", plan_week_draw, plan_move_post),
    PAGE("/list/:date", plan_list_draw),
    DEED("/list/:date", plan_list_draw, plan_list_post),
    PAGE("/see/:date", plan_see_draw),
    PAGE("/seen/:date", plan_see_picture_draw),
    PAGE("/print/:date", plan_print_draw),
    PAGE("/paper/:date", plan_print_pdf_draw),
    DEED("/reset/:date", plan_week_draw, plan_reset_post),
    {.path = NULL}};
