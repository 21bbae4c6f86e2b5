#include "firmware/store/view_json.h"

#include <jansson.h>

#include "firmware/base/text.h"

static json_t *
list_of(const char *text)
{
    json_t *list = text == NULL ? NULL : json_loads(text, 0, NULL);
    if (json_is_array(list))
        return list;
    json_decref(list);
    return NULL;
}

static void
read_card(const json_t *value, struct view_card *card)
{
    text_copy(card->text, sizeof card->text,
              json_string_value(json_object_get(value, "text")));
    text_copy(card->picture, sizeof card->picture,
              json_string_value(json_object_get(value, "picture")));
}

int
view_json_cards(const char *text, struct view_card *out, int max)
{
    json_t *list = list_of(text);
    int count = 0;
    size_t at;
    json_t *value;
    json_array_foreach(list, at, value)
    {
        if (count == max)
            break;
        read_card(value, &out[count++]);
    }
    json_decref(list);
    return count;
}

int
view_json_steps(const char *text, struct view_step *out, int max)
{
    struct view_card cards[VIEW_STEPS_MAX];
    int count = view_json_cards(text, cards,
                                max < VIEW_STEPS_MAX ? max : VIEW_STEPS_MAX);
    for (int i = 0; i < count; i++)
        out[i] = (struct view_step){.card = cards[i], .done = false};
    return count;
}

int
view_json_names(const char *text, struct view_card *out, int max)
{
    json_t *list = list_of(text);
    int count = 0;
    size_t at;
    json_t *value;
    json_array_foreach(list, at, value)
    {
        if (count == max)
            break;
        out[count] = (struct view_card){.picture = ""};
        text_copy(out[count].text, sizeof out[count].text,
                  json_string_value(value));
        count++;
    }
    json_decref(list);
    return count;
}

int
view_json_numbers(const char *text, int *out, int max)
{
    json_t *list = list_of(text);
    int count = 0;
    size_t at;
    json_t *value;
    json_array_foreach(list, at, value)
    {
        if (count == max)
            break;
        out[count++] = (int)json_integer_value(value);
    }
    json_decref(list);
    return count;
}
