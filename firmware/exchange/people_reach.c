/* The columns that say how a person reaches the screen. */
#include <string.h>

#include "firmware/base/tag.h"
#include "firmware/base/words.h"
#include "firmware/exchange/people_inside.h"

static bool
put_reach_choice(struct people *people, enum people_field field, json_t *reach)
{
    const struct people_choice *choice = people_reach_of(field);
    const char *text = people_cell(people, field);
    if (people->columns[field] < 0)
        return true;
    if (text[0] == '\0') {
        (void)json_object_del(reach, choice->key);
        return true;
    }
    const char *value = choice_find(choice->values, text);
    if (value == NULL) {
        people_refuse_choice(people, field, choice->values);
        return false;
    }
    bool truth = field == PEOPLE_LEFT || field == PEOPLE_LOW;
    (void)json_object_set_new(reach, choice->key,
                              truth ? json_boolean(strcmp(value, "true") == 0)
                                    : json_string(value));
    return true;
}

/* "1,5" or "0.8" seconds as milliseconds; -1: neither. */
static int
milliseconds(const char *text)
{
    int whole = 0;
    int part = 0;
    int weight = 100;
    const char *at = text;
    for (; *at >= '0' && *at <= '9' && whole < 100; at++)
        whole = whole * 10 + *at - '0';
    if (at == text)
        return -1;
    if (*at == ',' || *at == '.')
        for (at++; *at >= '0' && *at <= '9' && weight > 0; at++, weight /= 10)
            part += (*at - '0') * weight;
    return *at == '\0' ? whole * 1000 + part : -1;
}

struct seconds {
    enum people_field field;
    const char *key;
    int low_ms, high_ms;
    const char *says;
};

static bool
put_seconds(struct people *people, const struct seconds *seconds, json_t *reach)
{
    const char *text = people_cell(people, seconds->field);
    if (people->columns[seconds->field] < 0)
        return true;
    if (text[0] == '\0') {
        (void)json_object_del(reach, seconds->key);
        return true;
    }
    int ms = milliseconds(text);
    if (ms < seconds->low_ms || ms > seconds->high_ms) {
        people_refuse(people, seconds->field, seconds->says, text);
        return false;
    }
    (void)json_object_set_new(reach, seconds->key, json_integer(ms));
    return true;
}

/* "140", "70", "70 %": whole numbers alone. */
static int
number_of(const char *text)
{
    int number = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9' && number < 1000; at++)
        number = number * 10 + *at - '0';
    if (at == text)
        return -1;
    while (*at == ' ' || *at == '%')
        at++;
    return *at == '\0' ? number : -1;
}

struct number {
    enum people_field field;
    const char *key;
    int least, most;
    const char *says;
};

static bool
put_number(struct people *people, const struct number *number, json_t *reach)
{
    const char *text = people_cell(people, number->field);
    if (people->columns[number->field] < 0)
        return true;
    if (text[0] == '\0') {
        (void)json_object_del(reach, number->key);
        return true;
    }
    int value = number_of(text);
    if (value < number->least || value > number->most) {
        people_refuse(people, number->field, number->says, text);
        return false;
    }
    (void)json_object_set_new(reach, number->key, json_integer(value));
    return true;
}

static bool
put_voice(struct people *people, json_t *reach)
{
    static const struct number rate = {
        PEOPLE_VOICE_RATE, "voice_rate", VIEW_VOICE_RATE_LEAST,
        VIEW_VOICE_RATE_MOST,
        WORD("\"%s\" är inget tal från 80 till 260 ord i minuten.")};
    static const struct number volume = {
        PEOPLE_VOICE_VOLUME, "voice_volume", VIEW_VOICE_VOLUME_LEAST,
        VIEW_VOICE_VOLUME_MOST, WORD("\"%s\" är inget tal från 5 till 100.")};
    bool fine = put_number(people, &rate, reach);
    return put_number(people, &volume, reach) && fine;
}

/* The number itself goes no further than here. */
static bool
put_tag(struct people *people, json_t *reach)
{
    char hash[TAG_HASH_SIZE];
    const char *text = people_cell(people, PEOPLE_TAG);
    if (people->columns[PEOPLE_TAG] < 0 || people->context->centre == NULL)
        return true;
    if (text[0] == '\0') {
        (void)json_object_del(reach, "tag");
        return true;
    }
    if (!tag_hash(hash, people->context->centre, text)) {
        people_refuse(people, PEOPLE_TAG,
                      WORD("Brickans nummer är 4 till 20 siffror."), "");
        return false;
    }
    (void)json_object_set_new(reach, "tag", json_string(hash));
    return true;
}

bool
people_reach(struct people *people, json_t *body)
{
    static const struct seconds all[] = {
        {PEOPLE_SCAN_PACE, "scan_ms", 1000, 5000,
         WORD("\"%s\" är ingen tid från 1 till 5 sekunder.")},
        {PEOPLE_HOLD, "hold_ms", 0, 2000,
         WORD("\"%s\" är ingen tid från 0 till 2 sekunder.")},
        {PEOPLE_DEAD, "dead_ms", 0, 3000,
         WORD("\"%s\" är ingen tid från 0 till 3 sekunder.")}};
    json_t *old = json_object_get(body, "reach");
    json_t *reach = old == NULL ? json_object() : json_deep_copy(old);
    bool fine = put_tag(people, reach);
    for (int i = 0; i < PEOPLE_FIELD_COUNT; i++)
        if (people_reach_of((enum people_field)i) != NULL)
            fine =
                put_reach_choice(people, (enum people_field)i, reach) && fine;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        fine = put_seconds(people, &all[i], reach) && fine;
    fine = put_voice(people, reach) && fine;
    if (json_object_size(reach) > 0)
        (void)json_object_set(body, "reach", reach);
    else
        (void)json_object_del(body, "reach");
    json_decref(reach);
    return fine;
}
