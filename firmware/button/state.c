#include "firmware/button/state.h"

#include <stdio.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

const char *
state_name(enum service_state state)
{
    static const char *const names[] = {
        [SERVICE_OK] = "ok",       [SERVICE_ABSENT] = "absent",
        [SERVICE_STUCK] = "stuck", [SERVICE_FAULT] = "fault",
        [SERVICE_UNKNOWN] = "ok",
    };
    return names[state];
}

const char *
state_says(enum service_state state)
{
    static const char *const says[] = {
        [SERVICE_OK] = "",
        [SERVICE_ABSENT] = WORD("Knappen är inte ansluten."),
        [SERVICE_STUCK] = WORD("Knappen har fastnat nedtryckt."),
        [SERVICE_FAULT] = WORD("Knappen fungerar inte nu."),
        [SERVICE_UNKNOWN] = "",
    };
    return says[state];
}

static enum service_state
state_of_watch(const struct watch *watch)
{
    static const enum service_state states[] = {
        [WATCH_ABSENT] = SERVICE_ABSENT, [WATCH_OK] = SERVICE_OK,
        [WATCH_STUCK] = SERVICE_STUCK,   [WATCH_FAULT] = SERVICE_FAULT,
        [WATCH_WIRE] = SERVICE_FAULT,
    };
    return states[watch->state];
}

enum service_state
state_of(const struct service *service)
{
    enum service_state worst = SERVICE_OK;
    if (service->spool == NULL || service->spool_fails)
        return SERVICE_FAULT;
    for (int i = 0; i < service->config.count; i++) {
        enum service_state state = state_of_watch(&service->watches[i]);
        if (state > worst)
            worst = state;
    }
    return worst;
}

static const char *
where_of(const struct watch *watch)
{
    const struct line *line = watch->lines[CONTACT_MAKE];
    return line == NULL ? "" : line_where(line);
}

json_t *
state_lines(const struct service *service)
{
    json_t *lines = json_array();
    for (int i = 0; i < service->config.count; i++) {
        const struct config_button *config = &service->config.buttons[i];
        const struct watch *watch = &service->watches[i];
        json_array_append_new(
            lines,
            json_pack("{s:s,s:s,s:b}", "place",
                      config->staff ? config->name : config_where(config),
                      "state", state_name(state_of_watch(watch)), "staff",
                      config->staff));
    }
    return lines;
}

json_t *
state_json(const struct service *service)
{
    json_t *lines = json_array();
    for (int i = 0; i < service->config.count; i++) {
        const struct watch *watch = &service->watches[i];
        json_array_append_new(
            lines, json_pack("{s:s,s:s,s:s,s:b}", "name",
                             service->config.buttons[i].name, "state",
                             state_name(state_of_watch(watch)), "where",
                             where_of(watch), "wire", watch->contact.fault));
    }
    return json_pack("{s:s,s:s,s:s,s:o}", "button", state_name(service->state),
                     "says", state_says(service->state), "lamp",
                     lamp_name(service->shown), "lines", lines);
}

void
state_write(const struct service *service)
{
    char path[FOLDER_PATH_SIZE];
    char fresh[FOLDER_PATH_SIZE];
    folder_path(&service->folder, "run/button.state", path);
    folder_path(&service->folder, "run/button.state.new", fresh);
    json_t *state = state_json(service);
    if (state == NULL || json_dump_file(state, fresh, JSON_COMPACT) != 0 ||
        rename(fresh, path) != 0)
        log_errno("%s", path);
    json_decref(state);
}
