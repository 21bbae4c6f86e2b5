#include "firmware/core/fault_says.h"
#include "ui/staff/shell.h"
#include "ui/staff/today/signals.h"

void
signals_faults(struct visit *visit)
{
    struct view_fault faults[VIEW_FAULTS_MAX];
    char says[FAULT_SAYS_SIZE];
    int count = 0;
    if (view_faults(visit->store, faults, VIEW_FAULTS_MAX, &count) != RESULT_OK)
        return;
    for (int i = 0; i < count; i++) {
        /* Whoever reads this is one who receives. */
        if (faults[i].what == FAULT_RECEIVER)
            continue;
        fault_says(visit->lang, &faults[i], says);
        shell_band(&visit->html, says);
    }
}
