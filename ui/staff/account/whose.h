/*
 * The page of credits: whose pictures, names and letters are shown, and under
 * what licence. Pure.
 */
#pragma once

#include "firmware/exchange/credits.h"
#include "ui/staff/html.h"

void whose_page(struct html *html, const char *lang,
                const struct credits *credits);
