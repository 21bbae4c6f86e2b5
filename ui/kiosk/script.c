#include "ui/kiosk/script.h"

#include <stdio.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "ui/kiosk/kiosk.h"

static json_t *
yes(void)
{
    return json_pack("{s:b}", "ok", 1);
}

static json_t *
no(const char *says)
{
    return json_pack("{s:b,s:s}", "ok", 0, "says", says);
}

static const char *
text_of(const json_t *request, const char *name)
{
    const char *text = json_string_value(json_object_get(request, name));
    return text == NULL ? "" : text;
}

static bool
point_of(const json_t *request, int *x, int *y)
{
    const json_t *at_x = json_object_get(request, "x");
    const json_t *at_y = json_object_get(request, "y");
    if (!json_is_number(at_x) || !json_is_number(at_y))
        return false;
    double px = json_number_value(at_x);
    double py = json_number_value(at_y);
    if (!(px > -32768 && px < 32768 && py > -32768 && py < 32768))
        return false;
    *x = (int)px;
    *y = (int)py;
    return true;
}

/* --- what stands on the screen --- */

static const char *
role_name(enum draw_role role)
{
    static const char *const names[ROLE_COUNT] = {[ROLE_BUTTON] = "button",
                                                  [ROLE_CHOICE] = "choice",
                                                  [ROLE_TEXT] = "text",
                                                  [ROLE_PICTURE] = "picture",
                                                  [ROLE_STATUS] = "status"};
    return role < ROLE_COUNT ? names[role] : "text";
}

static json_t *
describe_element(const struct draw_element *element)
{
    return json_pack("{s:s,s:s,s:s,s:[iiii],s:b,s:b}", "id", element->id,
                     "role", role_name(element->role), "label", element->label,
                     "rect", element->rect.x, element->rect.y, element->rect.w,
                     element->rect.h, "enabled", element->enabled, "focused",
                     element->focused);
}

static json_t *
describe(struct kiosk *kiosk, const json_t *request)
{
    (void)request;
    struct draw_list *list = kiosk->list;
    app_view(kiosk->app, list);
    json_t *elements = json_array();
    for (int i = 0; i < list->element_count; i++)
        json_array_append_new(elements, describe_element(&list->elements[i]));
    struct speech speech;
    bool speaks = app_speech(kiosk->app, &speech);
    return json_pack("{s:b,s:s,s:i,s:i,s:s?,s:I,s:b,s:s?,s:s?,s:o}", "ok", 1,
                     "screen", list->screen, "width", list->width, "height",
                     list->height, "person", app_person(kiosk->app), "frames",
                     (json_int_t)kiosk->frames, "full", list->full, "heard",
                     speaks ? speech.text : NULL, "heard_lang",
                     speaks ? speech.lang : NULL, "elements", elements);
}

/* --- hands --- */

static json_t *
tap(struct kiosk *kiosk, const json_t *request)
{
    enum { SCRIPT_FINGER = 1000 };
    const char *id = json_string_value(json_object_get(request, "id"));
    int x;
    int y;
    if (id != NULL)
        return app_tap(kiosk->app, id) ? yes()
                                       : no("no such element to touch now");
    if (!point_of(request, &x, &y))
        return no("tap takes id, or x and y");
    app_touch(kiosk->app, TOUCH_DOWN, SCRIPT_FINGER, x, y);
    app_touch(kiosk->app, TOUCH_UP, SCRIPT_FINGER, x, y);
    return yes();
}

static json_t *
touch(struct kiosk *kiosk, const json_t *request)
{
    const char *phase = text_of(request, "phase");
    json_int_t finger = json_integer_value(json_object_get(request, "finger"));
    int x;
    int y;
    if (!point_of(request, &x, &y))
        return no("touch takes x and y");
    if (strcmp(phase, "down") == 0)
        app_touch(kiosk->app, TOUCH_DOWN, finger, x, y);
    else if (strcmp(phase, "move") == 0)
        app_touch(kiosk->app, TOUCH_MOVE, finger, x, y);
    else if (strcmp(phase, "up") == 0)
        app_touch(kiosk->app, TOUCH_UP, finger, x, y);
    else
        return no("phase is down, move or up");
    return yes();
}

static json_t *
key(struct kiosk *kiosk, const json_t *request)
{
    static const struct {
        const char *name;
        enum app_key key;
    } keys[] = {{"next", KEY_NEXT},
                {"previous", KEY_PREVIOUS},
                {"enter", KEY_ENTER},
                {"back", KEY_BACK},
                {"space", KEY_SPACE}};
    const char *name = text_of(request, "key");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(name, keys[i].name) != 0)
            continue;
        app_key(kiosk->app, keys[i].key);
        return yes();
    }
    return no("key is next, previous, enter, back or space");
}

static json_t *
tag(struct kiosk *kiosk, const json_t *request)
{
    const char *number = text_of(request, "number");
    if (number[0] == '\0')
        return no("tag takes number");
    app_tag(kiosk->app, number);
    return yes();
}

static json_t *
press(struct kiosk *kiosk, const json_t *request)
{
    const char *edge = text_of(request, "edge");
    bool down = strcmp(edge, "up") != 0;
    bool up = strcmp(edge, "down") != 0;
    if ((down && kiosk_edge(kiosk, true) != RESULT_OK) ||
        (up && kiosk_edge(kiosk, false) != RESULT_OK))
        return no("no troskel-button runs in this folder");
    return yes();
}

/* --- pictures and time --- */

static json_t *
shot(struct kiosk *kiosk, const json_t *request)
{
    const char *file = text_of(request, "file");
    if (file[0] == '\0')
        return no("shot takes file");
    /* The frame as it is now, also if it has not been shown yet. */
    SDL_Rect rects[PAINT_RECTS_MAX];
    SDL_Surface *surface = present_surface(kiosk->present);
    app_view(kiosk->app, kiosk->list);
    int count = paint_update(kiosk->paint, surface, kiosk->list, rects);
    if (count > 0)
        present_show(kiosk->present, rects, count);
    return paint_png(surface, file) == RESULT_OK
               ? yes()
               : no("the picture could not be written");
}

/* "2026-11-24T09:10", in the centre's zone. */
static bool
local_of(const char *text, int64_t *utc_ms)
{
    char date[CIVIL_DATE_SIZE];
    int32_t day;
    int minute;
    if (strlen(text) < CIVIL_DATE_SIZE || text[10] != 'T')
        return false;
    memcpy(date, text, 10);
    date[10] = '\0';
    if (civil_parse_date(date, &day) != RESULT_OK ||
        civil_parse_time(text + 11, &minute) != RESULT_OK)
        return false;
    *utc_ms = civil_to_utc(day, minute, NULL);
    return true;
}

static enum result
set_clock(struct kiosk *kiosk, const json_t *request)
{
    const char *quality_name = text_of(request, "quality");
    enum clock_quality quality = CLOCK_HELD;
    int64_t utc_ms = clock_now(kiosk->clock).utc_ms;
    const char *set = json_string_value(json_object_get(request, "set"));
    for (int i = 0; i < CLOCK_QUALITY_COUNT; i++)
        if (strcmp(quality_name, clock_quality_name((enum clock_quality)i)) ==
            0)
            quality = (enum clock_quality)i;
    if (set != NULL && !local_of(set, &utc_ms))
        return RESULT_INVALID;
    return clock_test_set(kiosk->clock, utc_ms,
                          json_is_true(json_object_get(request, "freeze")),
                          quality);
}

static json_t *
change_clock(struct kiosk *kiosk, const json_t *request)
{
    const json_t *advance = json_object_get(request, "advance_ms");
    if (!folder_for_tests(&kiosk->folder))
        return no("this folder was not made for tests");
    enum result result =
        json_is_integer(advance)
            ? clock_test_advance(kiosk->clock, json_integer_value(advance))
            : set_clock(kiosk, request);
    if (result != RESULT_OK)
        return no("clock takes set (2026-11-24T09:10), freeze and quality, "
                  "or advance_ms");
    kiosk->world.stale = true;
    if (client_ask(kiosk->client, json_pack("{s:s}", "do", "clock"), NULL,
                   NULL) != RESULT_OK)
        return no("the line to core is full");
    return yes();
}

static json_t *
settle(struct kiosk *kiosk, const json_t *request)
{
    (void)request;
    return kiosk_settled(kiosk) ? yes() : NULL;
}

json_t *
script_answer(void *user, const json_t *request)
{
    static const struct {
        const char *name;
        json_t *(*answer)(struct kiosk *kiosk, const json_t *request);
    } table[] = {{"describe", describe}, {"tap", tap},
                 {"touch", touch},       {"key", key},
                 {"tag", tag},           {"press", press},
                 {"shot", shot},         {"clock", change_clock},
                 {"settle", settle}};
    struct kiosk *kiosk = user;
    const char *name = text_of(request, "do");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcmp(name, table[i].name) != 0)
            continue;
        json_t *answer = table[i].answer(kiosk, request);
        world_follow(&kiosk->world, app_person(kiosk->app));
        return answer;
    }
    return no("do is describe, tap, touch, key, tag, press, shot, clock or "
              "settle");
}
