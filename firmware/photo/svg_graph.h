/*
 * What refers to what in an SVG: whether a reference leads back to itself,
 * and how many elements there are once each has been followed. Pure but for
 * memory; names are kept as 64-bit hashes (FNV-1a), so two names that meet in
 * one hash could at worst refuse a good file.
 */
#pragma once

#include <stddef.h>

#include "firmware/photo/svg_check.h"

struct svg_graph;

/* NULL without memory. */
struct svg_graph *svg_graph_make(void);
void svg_graph_free(struct svg_graph *graph);

/* An element begins, within the one before; it ends. */
void svg_graph_enter(struct svg_graph *graph);
void svg_graph_leave(struct svg_graph *graph);
/* The element that began last is called so; it refers to that. */
void svg_graph_name(struct svg_graph *graph, const char *name, size_t length);
void svg_graph_refer(struct svg_graph *graph, const char *name, size_t length);

/* SVG_FINE, SVG_LOOP, or SVG_TOO_LARGE beyond its limits. */
enum svg_why svg_graph_judge(struct svg_graph *graph);
