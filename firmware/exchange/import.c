#include "firmware/exchange/import.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

void
import_audience_key(const struct import_audience *audience,
                    char out[IMPORT_KEY_SIZE])
{
    if (audience->whom == IMPORT_ALL)
        (void)text_copy(out, IMPORT_KEY_SIZE, "all");
    else
        (void)text_format(out, IMPORT_KEY_SIZE, "%s:%s",
                          audience->whom == IMPORT_GROUP ? "group" : "person",
                          audience->id);
}

json_t *
import_audience_json(const struct import_audience *audience)
{
    if (audience->whom == IMPORT_ALL)
        return json_pack("{s:s}", "kind", "all");
    return json_pack("{s:s, s:s}", "kind",
                     audience->whom == IMPORT_GROUP ? "group" : "person", "id",
                     audience->id);
}

static bool
same(const char *a, const char *b)
{
    char one[VIEW_NAME_SIZE], other[VIEW_NAME_SIZE];
    (void)text_fold(one, sizeof one, a);
    (void)text_fold(other, sizeof other, b);
    return one[0] != '\0' && strcmp(one, other) == 0;
}

int
import_find_group(const struct import_context *context, const char *name)
{
    for (int i = 0; i < context->group_count; i++)
        if (same(context->groups[i].name, name))
            return i;
    return -1;
}

int
import_find_person(const struct import_context *context, const char *name)
{
    int found = -1;
    for (int i = 0; i < context->person_count; i++)
        if (same(context->people[i].symbol, name))
            return i;
    for (int i = 0; i < context->person_count; i++)
        if (same(context->people[i].name, name))
            found = found == -1 ? i : -2;
    return found;
}

void
import_add(json_t *events, const char *kind, const char *about, json_t *body)
{
    json_t *event = json_pack("{s:s, s:o}", "kind", kind, "body", body);
    if (about != NULL)
        (void)json_object_set_new(event, "about", json_string(about));
    (void)json_array_append_new(events, event);
}

/* Bytes of a mark at `at` that a line of text does without: control letters
 * and marks that turn the direction of writing or have no width. */
static size_t
mark_length(const unsigned char *at)
{
    if (at[0] < 0x20 || at[0] == 0x7F)
        return 1;
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)
        return 2;
    bool direction = at[0] == 0xE2 &&
                     ((at[1] == 0x80 && ((at[2] >= 0x8B && at[2] <= 0x8F) ||
                                         (at[2] >= 0xA8 && at[2] <= 0xAE))) ||
                      (at[1] == 0x81 && at[2] >= 0xA0 && at[2] <= 0xAF));
    bool feff = at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF;
    return direction || feff ? 3 : 0;
}

void
import_clean(char *text)
{
    char *to = text;
    bool space = false;
    for (char *at = text; *at != '\0';) {
        bool blank = strchr(" \t\r\n\v\f", *at) != NULL;
        size_t mark = blank ? 1 : mark_length((unsigned char *)at);
        space = space || blank;
        if (mark > 0) {
            at += mark;
            continue;
        }
        if (space && to > text)
            *to++ = ' ';
        space = false;
        *to++ = *at++;
    }
    *to = '\0';
    text_trim(text);
}

static enum result
ask_match(const struct import_context *context, const char *title,
          struct library_hit *hit)
{
    return context->match == NULL
               ? RESULT_ABSENT
               : context->match(context->user, context->lang, title, hit);
}

static enum result
ask_picture(const struct import_context *context, const char *word,
            struct library_hit *hit)
{
    return context->picture == NULL
               ? RESULT_ABSENT
               : context->picture(context->user, context->lang, word, hit);
}

bool
import_match(const struct import_context *context, struct report *report,
             int line, const char *title, const char *emoji,
             char picture[LIBRARY_ID_SIZE])
{
    struct library_hit hit;
    picture[0] = '\0';
    enum result result = ask_match(context, title, &hit);
    if (result != RESULT_OK && emoji[0] != '\0')
        result = ask_picture(context, emoji, &hit);
    if (result != RESULT_OK) {
        report_say(report, REPORT_WARNING, line, NULL,
                   WORD("Ingen bild passar till \"%s\": den visas med text."),
                   title);
        return false;
    }
    (void)text_copy(picture, LIBRARY_ID_SIZE, hit.id);
    report_say(report, REPORT_MATCHED, line, NULL,
               WORD("\"%s\" får bilden %s."), title, hit.name);
    return true;
}

void
import_symbol(const struct import_context *context, struct report *report,
              int line, const char *symbol, char picture[LIBRARY_ID_SIZE])
{
    struct library_hit hit;
    enum result result = ask_picture(context, symbol, &hit);
    if (result != RESULT_OK)
        result = ask_match(context, symbol, &hit);
    if (result == RESULT_OK) {
        (void)text_copy(picture, LIBRARY_ID_SIZE, hit.id);
        report_say(report, REPORT_MATCHED, line, NULL,
                   WORD("\"%s\" får bilden %s."), symbol, hit.name);
        return;
    }
    (void)text_copy(picture, LIBRARY_ID_SIZE, "own-empty");
    report_say(report, REPORT_WARNING, line, NULL,
               WORD("Det finns ingen bild som heter \"%s\": platsen är tom "
                    "tills någon väljer en."),
               symbol);
}

struct gone {
    const struct import_context *context;
    const struct import_kept *kept;
    json_t *events;
    int count;
};

static void
remove_if_gone(void *user, const struct import_standing *item)
{
    struct gone *gone = user;
    const struct import_kept *kept = gone->kept;
    bool ours = strcmp(item->source, gone->context->source) == 0 ||
                (item->uid[0] != '\0' &&
                 json_object_get(kept->uids, item->uid) != NULL);
    if (!ours || (item->date >= 0 && item->date < kept->from) ||
        json_object_get(kept->ids, item->id) != NULL)
        return;
    import_add(gone->events, "item_removed", item->id, json_object());
    gone->count++;
}

enum result
import_remove_gone(const struct import_context *context,
                   const struct import_kept *kept, json_t *events,
                   struct report *report)
{
    struct gone gone = {.context = context, .kept = kept, .events = events};
    char key[IMPORT_KEY_SIZE];
    if (kept->whose != NULL)
        import_audience_key(kept->whose, key);
    if (context->standing == NULL)
        return RESULT_OK;
    enum result result = context->standing(context->user, kept->origin,
                                           kept->whose == NULL ? NULL : key,
                                           remove_if_gone, &gone);
    if (gone.count > 0) {
        report_count(report, "removed", gone.count);
        report_say(report, REPORT_INFO, 0, NULL,
                   WORD("%d aktiviteter står inte längre i filen och tas "
                        "bort."),
                   gone.count);
    }
    return result;
}

void
import_put_picture(const struct import_context *context, const char *name,
                   json_t *body)
{
    struct library_hit hit;
    if (context->match != NULL &&
        context->match(context->user, context->lang, name, &hit) == RESULT_OK)
        (void)json_object_set_new(body, "picture", json_string(hit.id));
}
