/*
 * Where pieces land on the pages of a printed document: heights in, pages and
 * distances from the top out.
 *
 * A piece is never cut; what can be cut (a paragraph, a long row) comes as
 * several pieces. Units are points (1/72 inch).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct piece {
    double height;
    double head;    /* drawn above it again where it begins a page */
    bool is_space;  /* nothing at the top of a page */
    bool new_page;  /* begins one, whatever room there is */
    bool keep_next; /* stands on the page of the piece after it, if both fit */
    int block;      /* what it is of; the caller's, as the next three */
    int row;
    int first, last; /* lines or cards [first, last) */
};

struct place {
    int page; /* 0, 1, … */
    double top;
    bool with_head; /* its head stands above it, from top - head */
};

/* Gives how many pages it takes, 0 for no pieces. A piece that is higher than
 * `room` gets a page of its own and stands out below. */
int flow(const struct piece *pieces, size_t count, double room,
         struct place *places);

/* Shares `width` among columns: each gets at least its `least`, and the rest
 * after `wish` (0 counts as 1). False if the least does not fit: then each
 * gets the same. */
bool flow_columns(const double *wish, const double *least, size_t count,
                  double width, double *out);
