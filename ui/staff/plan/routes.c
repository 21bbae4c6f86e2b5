/* The plan's pages: which address is which. Planners see no person. */
#include "ui/staff/plan/plan.h"

#define EACH(rest, how, flag, drawn, posted)                                   \
    {.path = "/plan/person/:id" rest,                                          \
     .method = how,                                                            \
     .roles = ROLES_CARE,                                                      \
     .flags = flag,                                                            \
     .draw = drawn,                                                            \
     .post = posted},                                                          \
        {.path = "/plan/group/:id" rest,                                       \
         .method = how,                                                        \
         .roles = ROLES_CARE,                                                  \
         .draw = drawn,                                                        \
         .post = posted},                                                      \
    {                                                                          \
        .path = "/plan/all" rest, .method = how, .roles = ROLES_CARE,          \
        .draw = drawn, .post = posted                                          \
    }
#define PAGE(rest, drawn) EACH(rest, METHOD_GET, ROUTE_PERSON, drawn, NULL)
#define DEED(rest, drawn, posted) EACH(rest, METHOD_POST, 0, drawn, posted)
#define ONE(at, how, drawn, posted)                                            \
    {                                                                          \
        .path = at, .method = how, .roles = ROLES_CARE, .draw = drawn,         \
        .post = posted                                                         \
    }

const struct route plan_routes[] = {
    ONE("/plan", METHOD_GET, overview_draw, NULL),
    ONE("/plan/:date", METHOD_GET, overview_draw, NULL),
    ONE("/plan/changes", METHOD_GET, changes_draw, NULL),
    ONE("/plan/gaps/:date", METHOD_GET, gaps_draw, NULL),
    ONE("/plan/pictures", METHOD_GET, pictures_draw, NULL),
    ONE("/plan/copy", METHOD_GET, copy_draw, NULL),
    ONE("/plan/lay", METHOD_POST, lay_draw, lay_post),
    ONE("/plan/undo/:id", METHOD_POST, overview_draw, undo_post),
    ONE("/plan/templates", METHOD_GET, templates_draw, NULL),
    ONE("/plan/templates", METHOD_POST, templates_draw, template_save_post),
    ONE("/plan/template/:id", METHOD_GET, template_draw, NULL),
    ONE("/plan/template/:id/remove", METHOD_POST, template_draw,
        template_remove_post),
    PAGE("/:date", day_draw),
    PAGE("/week/:date", week_draw),
    PAGE("/new/:date", editor_draw),
    DEED("/new/:date", editor_draw, editor_post),
    PAGE("/item/:id/:date", editor_draw),
    DEED("/item/:id/:date", editor_draw, editor_post),
    DEED("/remove/:id/:date", editor_draw, remove_post),
    DEED("/move/:date", week_draw, move_post),
    PAGE("/list/:date", list_draw),
    DEED("/list/:date", list_draw, list_post),
    PAGE("/see/:date", see_draw),
    PAGE("/seen/:date", see_picture_draw),
    PAGE("/print/:date", print_draw),
    PAGE("/paper/:date", print_pdf_draw),
    DEED("/reset/:date", week_draw, reset_post),
    {.path = NULL}};
