#include "firmware/core/here.h"

#include "firmware/core/core.h"

enum result
core_here(const struct folder *folder, struct clock *clock, json_t *command,
          json_t **answer)
{
    struct core *core = NULL;
    *answer = NULL;
    enum result result = core_open(&core, folder, clock);
    if (result == RESULT_OK)
        *answer = core_command(core, command, THROUGH_COMMAND);
    core_close(core);
    json_decref(command);
    return result;
}
