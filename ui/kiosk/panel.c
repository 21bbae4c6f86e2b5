#include "ui/kiosk/panel.h"

#include <math.h>
#include <stddef.h>

static const double mm_per_inch = 25.4;

static const struct {
    int width, height;
    double inches;
} known[] = {
    {800, 480, 7.0}, {720, 1280, 7.0}, {1280, 800, 10.1}, {1920, 1080, 15.6}};

struct panel
panel_for(int width, int height)
{
    double inches = 10.1;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if ((known[i].width == width && known[i].height == height) ||
            (known[i].width == height && known[i].height == width))
            inches = known[i].inches;
    double diagonal = hypot((double)width, (double)height);
    return (struct panel){width, height, diagonal / (inches * mm_per_inch)};
}

int
panel_px(const struct panel *panel, double mm)
{
    return (int)lround(mm * panel->px_per_mm);
}

bool
panel_portrait(const struct panel *panel)
{
    return panel->height > panel->width;
}
