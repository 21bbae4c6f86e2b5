#include "firmware/base/text.h"
#include "firmware/core/inside.h"

/* What staff remember of a signal (LA-14), with the closing or later. All of
 * it may be left out; the store refuses what has not the right form. */
json_t *
signal_form_of(const struct ask *ask)
{
    static const char *const fields[] = {"met", "helped", "before", "inside",
                                         "outside"};
    json_t *form = json_object();
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        json_t *value = json_object_get(ask->command, fields[i]);
        if (value != NULL && !json_is_null(value))
            json_object_set(form, fields[i], value);
    }
    return form;
}

enum result
rule_signal_form(struct core *core, struct ask *ask)
{
    struct view_signal signal;
    enum result result = ask_signal(core, ask, &signal);
    if (result != RESULT_OK)
        return result;
    if (ask->as == THROUGH_STAFF && ask->event.who[0] == '\0')
        return ask_refuse(ask, RESULT_INVALID, "invalid", "who",
                          "who remembers it is missing");
    text_copy(ask->event.about, sizeof ask->event.about, signal.id);
    ask->event.body = signal_form_of(ask);
    return RESULT_OK;
}
