#include "ui/staff/live.h"

#include <inttypes.h>
#include <stdio.h>

size_t
live_next(const struct live *live, struct live_page *page,
          char out[LIVE_EVENT_MAX])
{
    int length = 0;
    if (!page->greeted)
        length = snprintf(out, LIVE_EVENT_MAX,
                          "retry: 1000\nevent: beat\ndata: %" PRIu64 "\n\n",
                          live->change);
    else if (page->change != live->change)
        length =
            snprintf(out, LIVE_EVENT_MAX,
                     "event: changed\ndata: %" PRIu64 "\n\n", live->change);
    else if (page->beat != live->beat)
        length = snprintf(out, LIVE_EVENT_MAX,
                          "event: beat\ndata: %" PRIu64 "\n\n", live->change);
    if (length > 0)
        *page = (struct live_page){true, live->change, live->beat};
    return (size_t)length;
}
