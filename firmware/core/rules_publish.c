#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "firmware/store/standing.h"

/* What a participant would see to be another day than the one they knew. */
static const char *const told[] = {"title", "start", "end", "place", "with"};
enum { TOLD_COUNT = sizeof told / sizeof told[0] };

static bool
is_published(const struct core *core, const json_t *body)
{
    int32_t day = 0;
    int32_t today = civil_from_utc(clock_now(core->clock).utc_ms).day;
    const char *date = json_string_value(json_object_get(body, "date"));
    return civil_parse_date(date, &day) == RESULT_OK &&
           (day == today || day == today + 1);
}

static bool
differs(const json_t *a, const json_t *b, const char *field)
{
    const json_t *left = json_object_get(a, field);
    const json_t *right = json_object_get(b, field);
    if (json_is_null(left))
        left = NULL;
    if (json_is_null(right))
        right = NULL;
    return left == NULL || right == NULL ? left != right
                                         : !json_equal(left, right);
}

/* The word for what changed most. */
static const char *
word_for(const json_t *standing, const json_t *body)
{
    if (differs(standing, body, "title"))
        return "replaced";
    if (differs(standing, body, "start") || differs(standing, body, "end"))
        return "time";
    return differs(standing, body, "place") ? "place" : "person";
}

static json_t *
new_change(const json_t *body, const char *word)
{
    return json_pack("{s:s,s:s,s:s}", "date",
                     json_string_value(json_object_get(body, "date")), "change",
                     word, "source", "import");
}

static void
take_over(json_t *change, const json_t *body, const char *field)
{
    json_t *value = json_object_get(body, field);
    if (value != NULL && !json_is_null(value))
        json_object_set(change, field, value);
}

/* NULL: nothing that the participant would see is another. */
static json_t *
change_between(const json_t *standing, const json_t *body)
{
    bool any = false;
    for (int i = 0; i < TOLD_COUNT; i++)
        any = any || differs(standing, body, told[i]);
    if (!any)
        return NULL;
    const char *word = word_for(standing, body);
    json_t *change = new_change(body, word);
    for (int i = 0; i < TOLD_COUNT; i++)
        if (differs(standing, body, told[i]))
            take_over(change, body, told[i]);
    if (text_equal(word, "replaced"))
        take_over(change, body, "picture");
    if (text_equal(word, "time"))
        take_over(change, body, "start");
    /* A time or place that was taken away cannot be told as a new one. */
    bool tellable =
        json_object_get(change, text_equal(word, "time")    ? "start"
                                : text_equal(word, "place") ? "place"
                                                            : "date") != NULL;
    if (tellable)
        return change;
    json_decref(change);
    return NULL;
}

/* A change that an earlier import told, and this one takes back. */
static json_t *
change_back(const json_t *stands, const json_t *body)
{
    if (!text_equal(json_string_value(json_object_get(stands, "source")),
                    "import") ||
        differs(stands, body, "date"))
        return NULL;
    const char *word = json_string_value(json_object_get(stands, "change"));
    json_t *change =
        new_change(body, text_equal(word, "cancelled") ? "added" : word);
    for (int i = 0; i < TOLD_COUNT; i++)
        if (json_object_get(stands, told[i]) != NULL)
            take_over(change, body, told[i]);
    if (json_object_get(stands, "picture") != NULL)
        take_over(change, body, "picture");
    return change;
}

enum publish
core_publish(struct core *core, struct event *event, json_t **made)
{
    json_t *standing = NULL;
    json_t *stands = NULL;
    enum publish answer = PUBLISH_AS_IT_IS;
    *made = NULL;
    if ((event->kind != EVENT_ITEM_SAVED &&
         event->kind != EVENT_ITEM_REMOVED) ||
        !view_item_exists(core->store, event->about) ||
        standing_body(core->store, EVENT_ITEM_SAVED, event->about, &standing) !=
            RESULT_OK)
        return answer;
    const json_t *body =
        event->kind == EVENT_ITEM_SAVED ? event->body : standing;
    if (!is_published(core, standing) || differs(standing, body, "date"))
        goto out;
    if (standing_body(core->store, EVENT_ITEM_CHANGED, event->about, &stands) ==
        RESULT_IO)
        goto out;
    if (event->kind == EVENT_ITEM_REMOVED)
        *made = new_change(standing, "cancelled");
    else
        *made = change_between(standing, body);
    if (*made == NULL && stands != NULL)
        *made = change_back(stands, body);
    if (*made == NULL)
        goto out;
    answer = json_equal(*made, stands) ? PUBLISH_NOTHING : PUBLISH_AS_CHANGE;
out:
    json_decref(standing);
    json_decref(stands);
    return answer;
}
