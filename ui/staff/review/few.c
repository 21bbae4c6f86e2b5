#include "ui/staff/review/few.h"

enum { LEAST = 5 };

void
few_hide(const int *counts, int count, bool *shown)
{
    int hidden = 0;
    int next = -1;
    for (int i = 0; i < count; i++) {
        shown[i] = counts[i] == 0 || counts[i] >= LEAST;
        hidden += !shown[i];
        if (shown[i] && counts[i] > 0 && (next < 0 || counts[i] < counts[next]))
            next = i;
    }
    if (hidden == 1 && next >= 0)
        shown[next] = false;
}
