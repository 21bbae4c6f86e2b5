/*
 * Laying out many things: steps × people × days. The choosing is a GET form,
 * so what was chosen stands in the address; what would come of it is shown
 * before anything is stored, computed by the same code that core uses.
 */
#pragma once

#include "firmware/core/laying.h"
#include "ui/staff/plan/plan.h"

/* The people and days that the query names ("to", "day"). */
void laying_page_chosen(struct visit *visit, struct laying *laying);
/* Boxes for people and groups. */
void laying_page_whom(struct visit *visit, const struct laying *laying);
/* Boxes for days (four weeks of them), or for the Mondays of eight weeks. */
void laying_page_days(struct visit *visit, const struct laying *laying,
                      bool weeks);
/* What would come of it; returns how many would be laid out, `beside` of them
 * at the same time as something else. -1: more than can be laid at once. */
int laying_page_preview(struct visit *visit, const struct laying *laying,
                        int *beside, bool *stands);
/* The form that does it; the source's fields are written by the caller
 * between these two. */
void laying_page_open(struct visit *visit, const struct laying *laying);
void laying_page_close(struct visit *visit, int fresh, int beside, bool merge);
