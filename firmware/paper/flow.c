#include "firmware/paper/flow.h"

/* The height of a piece with all that has to stand on the same page. */
static double
chain_height(const struct piece *pieces, size_t count, size_t from)
{
    double height = 0;
    for (size_t i = from; i < count; i++) {
        if (i > from && pieces[i].new_page)
            break;
        height += pieces[i].height;
        if (!pieces[i].keep_next)
            break;
    }
    return height;
}

int
flow(const struct piece *pieces, size_t count, double room,
     struct place *places)
{
    int page = 0;
    double top = 0;
    bool fresh = true; /* nothing stands on the page yet */
    for (size_t i = 0; i < count; i++) {
        const struct piece *piece = &pieces[i];
        double chain = chain_height(pieces, count, i);
        /* A chain that fits on no page is placed as its pieces come. */
        double need = chain <= room ? chain : piece->height;
        bool full = !piece->is_space && top + need > room + 0.01;
        if (!fresh && (piece->new_page || full)) {
            page++;
            top = 0;
            fresh = true;
        }
        places[i] = (struct place){page, top, false};
        if (fresh && piece->is_space)
            continue;
        if (fresh && piece->head > 0) {
            places[i].with_head = true;
            places[i].top = piece->head;
            top = piece->head;
        }
        top += piece->height;
        fresh = false;
    }
    return count == 0 ? 0 : page + 1;
}

bool
flow_columns(const double *wish, const double *least, size_t count,
             double width, double *out)
{
    double sum = 0;
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        sum += least[i];
        total += wish[i] > 0 ? wish[i] : 1;
    }
    for (size_t i = 0; i < count; i++) {
        double share = wish[i] > 0 ? wish[i] : 1;
        out[i] = sum > width ? width / (double)count
                             : least[i] + (width - sum) * share / total;
    }
    return sum <= width;
}
