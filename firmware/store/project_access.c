#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/role.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view.h"

enum { NAME_MAX_CHARS = 40, WHAT_MAX_CHARS = 64, NOTE_MAX_CHARS = 500 };

/* Two accounts never go by one name, in whatever case it is typed. */
static void
check_login(struct store *store, struct body *b, const struct event *event,
            const char *login, char folded[VIEW_NAME_SIZE])
{
    int64_t taken = 0;
    folded[0] = '\0';
    if (login == NULL)
        return;
    text_copy(folded, VIEW_NAME_SIZE, login);
    text_trim(folded);
    if (!text_equal(folded, login) || text_length(login) < 2)
        body_refuse(b, "login", "not a name to log in with");
    text_fold(folded, VIEW_NAME_SIZE, login);
    if (db_number(store, &taken,
                  "SELECT 1 FROM account WHERE login=? AND id<>?", "tt", folded,
                  event->about) == RESULT_OK)
        body_refuse(b, "login", "belongs to someone else");
}

/* Ids, as the JSON list that the caller frees; NULL: everybody's groups. */
static char *
read_groups(struct body *b)
{
    const json_t *groups = json_object_get(b->json, "groups");
    unsigned char bytes[UUID_BYTES];
    size_t at;
    json_t *group;
    if (groups == NULL || json_is_null(groups))
        return NULL;
    if (!json_is_array(groups) || json_array_size(groups) > VIEW_GROUPS_MAX)
        body_refuse(b, "groups", "not a list of groups");
    json_array_foreach(groups, at, group)
    {
        if (!uuid_parse(json_string_value(group), bytes))
            body_refuse(b, "groups", "not an id");
    }
    return b->wrong || json_array_size(groups) == 0
               ? NULL
               : json_dumps(groups, JSON_COMPACT);
}

enum result
project_account(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    char folded[VIEW_NAME_SIZE];
    const char *login = body_text(&b, "login", NAME_MAX_CHARS, true);
    const char *name = body_text(&b, "name", NAME_MAX_CHARS, true);
    const char *word = body_text(&b, "role", NAME_MAX_CHARS, true);
    const char *lang = body_text(&b, "lang", 3, false);
    enum role role = role_parse(word);
    if (!b.wrong && role == ROLE_NONE)
        body_refuse(&b, "role", "no such role");
    if (!b.wrong && lang != NULL && !words_has(lang))
        body_refuse(&b, "lang", "not a language of Tröskel's");
    check_login(store, &b, event, login, folded);
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    char *groups = read_groups(&b);
    enum result result = body_result(&b);
    if (result == RESULT_OK)
        result = db_run(
            store, "INSERT OR REPLACE INTO account VALUES(?,?,?,?,?,?,0)",
            "tttdtt", event->about, folded, name, (int)role, lang, groups);
    free(groups);
    return result;
}

enum result
project_account_closed(struct store *store, const struct event *event)
{
    return db_run(store, "UPDATE account SET closed=1 WHERE id=?", "t",
                  event->about);
}

/* A page's pattern, or a word: never what somebody typed. */
static const char *
read_what(struct body *b, const struct event *event)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_-/:.";
    const char *what = body_text(b, "what", WHAT_MAX_CHARS, true);
    if (event->who[0] == '\0')
        body_refuse(b, "who", "missing");
    if (!b->wrong && strspn(what, plain) != strlen(what))
        body_refuse(b, "what", "not a page or a word of small letters");
    return what;
}

/* Nothing follows of it but that it is told: `about` may be nobody. */
enum result
project_turned_away(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    (void)read_what(&b, event);
    (void)body_text(&b, "why", WHAT_MAX_CHARS, true);
    return body_result(&b);
}

enum result
project_looked(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *what = read_what(&b, event);
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store,
                  "INSERT INTO look SELECT seq,at,boot,up,who,about,? FROM"
                  " event WHERE seq=?",
                  "ti", what, event->seq);
}

enum result
project_reviewed(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int64_t month = body_date(&b, "month", true);
    int64_t looks = body_int(&b, "looks", 0, INT32_MAX, 0);
    int64_t sample = body_int(&b, "sample", 0, INT32_MAX, 0);
    const char *note = body_text(&b, "note", NOTE_MAX_CHARS, false);
    if (event->who[0] == '\0')
        body_refuse(&b, "who", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    return db_run(store, "INSERT OR REPLACE INTO review VALUES(?,?,?,?,?,?)",
                  "iitiit", month, event->at.utc_ms, event->who, looks, sample,
                  note);
}
