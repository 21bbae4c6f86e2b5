#include "tests/unit/core/life.h"

#include <stdio.h>

#include "firmware/base/text.h"
#include "tests/test.h"

struct centre life_centre;
struct spool *life_spool;
struct store *life_reader;
char life_latest[UUID_SIZE];

bool
life_begin(void)
{
    char path[FOLDER_PATH_SIZE];
    if (!centre_open(&life_centre) ||
        !centre_session(&life_centre, MARIA, "staff", MARIA_TOKEN))
        return false;
    folder_path(&life_centre.folder, "spool/button.spool", path);
    return spool_open(&life_spool, path) == RESULT_OK &&
           store_open(&life_reader, &life_centre.folder, STORE_READ) ==
               RESULT_OK;
}

void
life_end(void)
{
    store_close(life_reader);
    spool_close(life_spool);
    centre_close(&life_centre);
}

bool
life_pass(int64_t ms)
{
    for (int64_t left = ms; left > 0; left -= SECOND) {
        if (clock_test_advance(life_centre.clock,
                               left < SECOND ? left : SECOND) != RESULT_OK)
            return false;
        core_turn(life_centre.core, clock_now(life_centre.clock));
    }
    return true;
}

bool
life_press_at(const char *place, unsigned flags, uint32_t count,
              const char *boot)
{
    struct clock_time now = clock_now(life_centre.clock);
    struct record record = {.boot_ms = now.boot_ms,
                            .utc_ms = now.utc_ms,
                            .quality = now.quality,
                            .flags = flags,
                            .count = count};
    text_copy(record.name, sizeof record.name, place);
    text_copy(record.boot, sizeof record.boot,
              boot != NULL ? boot : clock_boot_id(life_centre.clock));
    return spool_append(life_spool, &record) == RESULT_OK &&
           centre_ask(&life_centre, "{'do':'spool'}");
}

bool
life_press(const char *place, unsigned flags)
{
    return life_press_at(place, flags, 1, NULL);
}

int
life_signals(bool all, struct view_signal out[8])
{
    int count = 0;
    if (view_signals(life_reader, clock_boot_id(life_centre.clock), all, out, 8,
                     &count) != RESULT_OK)
        return -1;
    text_copy(life_latest, sizeof life_latest, count > 0 ? out[0].id : "");
    return count;
}

const char *
life_asked(enum event_through as, const char *what, const char *more)
{
    static char why[200];
    char text[1400];
    json_t *fields = NULL;
    text_format(text, sizeof text, "{\"do\":\"%s\",\"signal\":\"%s\"%s}", what,
                life_latest, more);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    fields = json_loads(text, 0, NULL);
    json_t *answer = core_command(life_centre.core, fields, as);
    why[0] = '\0';
    if (!json_is_true(json_object_get(answer, "ok")))
        text_format(why, sizeof why, "%s %s",
                    json_string_value(json_object_get(answer, "why")),
                    json_string_value(json_object_get(answer, "where")));
    json_decref(answer);
    json_decref(fields);
    return why;
}

void
life_tell(const char *text, enum event_through as)
{
    char json[600];
    text_copy(json, sizeof json, text);
    for (char *at = json; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    json_t *command = json_loads(json, 0, NULL);
    json_decref(core_command(life_centre.core, command, as));
    json_decref(command);
}

void
life_check_log(const char *want)
{
    char log[4000];
    centre_log(&life_centre, SAVED, log, sizeof log);
    CHECK_STR(log, want);
}

const char *
life_faults(void)
{
    static char out[400];
    size_t at;
    json_t *one;
    json_t *status = core_status(life_centre.core);
    out[0] = '\0';
    json_array_foreach(json_object_get(status, "faults"), at, one)
    {
        const char *place = json_string_value(json_object_get(one, "place"));
        text_append(out, sizeof out, "%s%s%s%s %s", at > 0 ? ", " : "",
                    json_string_value(json_object_get(one, "what")),
                    place != NULL ? " " : "", place != NULL ? place : "",
                    json_string_value(json_object_get(one, "state")));
    }
    json_decref(status);
    return out;
}
