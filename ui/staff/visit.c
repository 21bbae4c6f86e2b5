/* How a room reads what was typed. What is wrong is said beside its field, in
 * the visitor's language, and nothing is acted on. */
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/room.h"

bool
visit_text(struct visit *visit, const char *name, size_t most, char *out,
           size_t size)
{
    char says[160];
    bool whole = text_copy(out, size, form_typed(&visit->form, name));
    text_trim(out);
    if (whole && text_length(out) <= most)
        return true;
    text_format(says, sizeof says, word(visit->lang, "Högst %d tecken."),
                (int)most);
    visit_wrong(visit, name, says);
    return false;
}

bool
visit_needed(struct visit *visit, const char *name, size_t most, char *out,
             size_t size)
{
    if (!visit_text(visit, name, most, out, size))
        return false;
    if (out[0] != '\0')
        return true;
    visit_wrong(visit, name, word(visit->lang, "Här saknas något."));
    return false;
}

bool
visit_id(struct visit *visit, const char *name, char out[UUID_SIZE])
{
    unsigned char bytes[UUID_BYTES];
    const char *typed = form_typed(&visit->form, name);
    out[0] = '\0';
    if (typed[0] == '\0')
        return true;
    if (uuid_parse(typed, bytes)) {
        text_copy(out, UUID_SIZE, typed);
        return true;
    }
    visit_wrong(visit, name, word(visit->lang, "Välj en av dem som finns."));
    return false;
}

bool
visit_time(struct visit *visit, const char *name, int *minute)
{
    const char *typed = form_typed(&visit->form, name);
    *minute = -1;
    if (typed[0] == '\0' || civil_parse_time(typed, minute) == RESULT_OK)
        return true;
    *minute = -1;
    visit_wrong(visit, name, word(visit->lang, "En tid skrivs som 09:30."));
    return false;
}

bool
visit_date(struct visit *visit, const char *name, int32_t *day)
{
    if (civil_parse_date(form_typed(&visit->form, name), day) == RESULT_OK)
        return true;
    visit_wrong(visit, name,
                word(visit->lang, "En dag skrivs som 2026-11-24."));
    return false;
}

bool
visit_own_group(const struct visit *visit, const char *group)
{
    for (int i = 0; i < visit->who.group_count; i++)
        if (text_equal(visit->who.groups[i], group))
            return true;
    return visit->who.group_count == 0;
}

bool
visit_may(const struct visit *visit, unsigned roles)
{
    return ((unsigned)visit->who.role & roles) != 0;
}

json_t *
visit_command(const struct visit *visit, const char *name)
{
    long seen = 0;
    json_t *command = json_pack("{s:s}", "do", name);
    if (command != NULL &&
        form_number(&visit->form, "seen", 0, 2000000000L, &seen))
        json_object_set_new(command, "seen", json_integer(seen));
    return command;
}
