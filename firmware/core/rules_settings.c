#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* A few of the centre's settings, the others as they stand: its newest word
 * with those fields changed. Null takes one back to what is usual. */
enum result
rule_centre(struct core *core, struct ask *ask)
{
    static const char *const fields[] = {"opens",        "closes", "calm_place",
                                         "calm_picture", "t1",     "t2",
                                         "walk_days"};
    struct view_centre centre;
    json_t *body = NULL;
    bool any = false;
    enum result result = view_centre(core->store, &centre);
    if (result == RESULT_OK)
        result =
            store_newest(core->store, EVENT_CENTRE_SAVED, centre.id, &body);
    if (result != RESULT_OK)
        return result == RESULT_ABSENT ? ask_refuse(ask, result, "absent", "",
                                                    "there is no centre yet")
                                       : result;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        json_t *value = json_object_get(ask->command, fields[i]);
        any = any || value != NULL;
        if (json_is_null(value))
            json_object_del(body, fields[i]);
        else if (value != NULL)
            json_object_set(body, fields[i], value);
    }
    text_copy(ask->event.about, sizeof ask->event.about, centre.id);
    ask->event.body = body;
    ask->already =
        store_stands(core->store, EVENT_CENTRE_SAVED, centre.id, body);
    return any ? RESULT_OK
               : ask_refuse(ask, RESULT_INVALID, "invalid", "",
                            "no setting is named");
}
