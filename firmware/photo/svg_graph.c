#include "firmware/photo/svg_graph.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    NODES_MAX = 8192,
    EDGES_MAX = 32768,
    OPEN_MAX = 256,
    FOLLOWED_MAX = 200000
};

enum colour { UNSEEN, OPEN, DONE };

struct node {
    uint64_t name;
    int32_t first; /* edge, -1: none */
    int32_t cost;  /* elements directly in it, then with all it leads to */
    enum colour colour;
};

/* To a named node, or (within >= 0) to one that stands in it. */
struct edge {
    uint64_t name;
    int32_t within, next;
};

struct svg_graph {
    struct node nodes[NODES_MAX]; /* the first is the document */
    struct edge edges[EDGES_MAX];
    int node_count, edge_count;
    int open[OPEN_MAX]; /* the nearest named node of each open element */
    int edges_before;   /* the element that began last */
    int depth;
    bool full;
};

struct svg_graph *
svg_graph_make(void)
{
    struct svg_graph *graph = calloc(1, sizeof *graph);
    if (graph != NULL) {
        graph->node_count = 1;
        graph->nodes[0].first = -1;
    }
    return graph;
}

void
svg_graph_free(struct svg_graph *graph)
{
    free(graph);
}

static uint64_t
hash(const char *name, size_t length)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)name[i]) * 0x100000001b3u;
    return h;
}

void
svg_graph_enter(struct svg_graph *graph)
{
    if (graph->depth + 1 >= OPEN_MAX) {
        graph->full = true;
        return;
    }
    int within = graph->open[graph->depth];
    graph->open[++graph->depth] = within;
    graph->nodes[within].cost++;
    graph->edges_before = graph->edge_count;
}

void
svg_graph_leave(struct svg_graph *graph)
{
    if (graph->depth > 0)
        graph->depth--;
}

static void
add_edge(struct svg_graph *graph, int from, struct edge edge)
{
    if (graph->edge_count == EDGES_MAX) {
        graph->full = true;
        return;
    }
    edge.next = graph->nodes[from].first;
    graph->nodes[from].first = graph->edge_count;
    graph->edges[graph->edge_count++] = edge;
}

/* What an element referred to before it was named is its own. */
static void
take_edges(struct svg_graph *graph, int from, int node)
{
    int32_t last = -1;
    for (int32_t i = graph->nodes[from].first; i >= graph->edges_before;
         i = graph->edges[i].next)
        last = i;
    if (last < 0)
        return;
    graph->nodes[node].first = graph->nodes[from].first;
    graph->nodes[from].first = graph->edges[last].next;
    graph->edges[last].next = -1;
}

void
svg_graph_name(struct svg_graph *graph, const char *name, size_t length)
{
    if (graph->node_count == NODES_MAX) {
        graph->full = true;
        return;
    }
    int node = graph->node_count++;
    graph->nodes[node] =
        (struct node){.name = hash(name, length), .first = -1, .cost = 0};
    take_edges(graph, graph->open[graph->depth], node);
    add_edge(graph, graph->open[graph->depth], (struct edge){.within = node});
    graph->edges_before = graph->edge_count;
    graph->open[graph->depth] = node;
}

void
svg_graph_refer(struct svg_graph *graph, const char *name, size_t length)
{
    add_edge(graph, graph->open[graph->depth],
             (struct edge){.name = hash(name, length), .within = -1});
}

static int
find(const struct svg_graph *graph, uint64_t name)
{
    for (int i = 1; i < graph->node_count; i++)
        if (graph->nodes[i].name == name)
            return i;
    return -1;
}

static bool follow(struct svg_graph *graph, int at);

/* False if it leads back to what is being followed. */
static bool
follow_edge(struct svg_graph *graph, struct node *node, const struct edge *edge)
{
    int to = edge->within >= 0 ? edge->within : find(graph, edge->name);
    if (to < 0)
        return true; /* to nothing: nothing is drawn */
    if (graph->nodes[to].colour == OPEN || !follow(graph, to))
        return false;
    node->cost += graph->nodes[to].cost;
    if (node->cost > FOLLOWED_MAX)
        node->cost = FOLLOWED_MAX + 1;
    return true;
}

static bool
follow(struct svg_graph *graph, int at)
{
    struct node *node = &graph->nodes[at];
    if (node->colour == DONE)
        return true;
    node->colour = OPEN;
    for (int32_t i = node->first; i >= 0; i = graph->edges[i].next)
        if (!follow_edge(graph, node, &graph->edges[i]))
            return false;
    node->colour = DONE;
    return true;
}

enum svg_why
svg_graph_judge(struct svg_graph *graph)
{
    if (graph->full)
        return SVG_TOO_LARGE;
    if (!follow(graph, 0) || graph->nodes[0].cost > FOLLOWED_MAX)
        return SVG_LOOP;
    return SVG_FINE;
}
