/*
 * Inside the store: what one person calls a picture, put in place of what
 * stands under it where it stands alone (the options of a choice).
 */
#pragma once

#include "firmware/store/view.h"

MUST_CHECK enum result view_label_options(struct store *store,
                                          const char *person,
                                          struct view_day *day);
