#include "firmware/store/view_access.h"

#include <string.h>

#include "firmware/base/text.h"
#include "firmware/store/db.h"

#define ACCOUNT_COLUMNS                                                        \
    "SELECT a.id,a.login,a.name,s.picture,a.role,a.lang,a.grps,a.closed,"      \
    " s.id IS NOT NULL,"                                                       \
    " EXISTS(SELECT 1 FROM credential c WHERE c.account=a.id AND c.kind=0),"   \
    " EXISTS(SELECT 1 FROM credential c WHERE c.account=a.id AND c.kind=1),"   \
    " (SELECT count(*) FROM session o WHERE o.account=a.id)"                   \
    " FROM account a LEFT JOIN staff s ON s.id=a.id"

static void
read_groups(const char *text, struct view_account *out)
{
    json_t *groups = text == NULL ? NULL : json_loads(text, 0, NULL);
    size_t at;
    json_t *group;
    json_array_foreach(groups, at, group)
    {
        if (out->group_count < VIEW_GROUPS_MAX)
            text_copy(out->groups[out->group_count++], UUID_SIZE,
                      json_string_value(group));
    }
    json_decref(groups);
}

static void
read_account(sqlite3_stmt *q, struct view_account *out)
{
    *out = (struct view_account){.role = ROLE_NONE};
    db_column_text(q, 0, out->id, sizeof out->id);
    db_column_text(q, 1, out->login, sizeof out->login);
    db_column_text(q, 2, out->name, sizeof out->name);
    db_column_text(q, 3, out->picture, sizeof out->picture);
    out->role = (enum role)sqlite3_column_int(q, 4);
    db_column_text(q, 5, out->lang, sizeof out->lang);
    read_groups((const char *)sqlite3_column_text(q, 6), out);
    out->closed = sqlite3_column_int(q, 7) != 0;
    out->staff = sqlite3_column_int(q, 8) != 0;
    out->has_password = sqlite3_column_int(q, 9) != 0;
    out->has_pin = sqlite3_column_int(q, 10) != 0;
    out->sessions = sqlite3_column_int(q, 11);
}

enum result
view_account(struct store *store, const char *id, struct view_account *out)
{
    sqlite3_stmt *q = db_query(store, ACCOUNT_COLUMNS " WHERE a.id=?", "t", id);
    int row = db_step(store, q);
    *out = (struct view_account){.role = ROLE_NONE};
    if (row == 1)
        read_account(q, out);
    db_done(q);
    return row < 0 ? RESULT_IO : row == 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
view_find_account(struct store *store, const char *login, char id[UUID_SIZE])
{
    char folded[VIEW_NAME_SIZE];
    id[0] = '\0';
    if (login == NULL || !text_copy(folded, sizeof folded, login))
        return RESULT_ABSENT;
    text_trim(folded);
    char trimmed[VIEW_NAME_SIZE];
    text_copy(trimmed, sizeof trimmed, folded);
    text_fold(folded, sizeof folded, trimmed);
    sqlite3_stmt *q =
        db_query(store, "SELECT id FROM account WHERE login=?", "t", folded);
    int row = db_step(store, q);
    if (row == 1)
        db_column_text(q, 0, id, UUID_SIZE);
    db_done(q);
    return row < 0 ? RESULT_IO : row == 0 ? RESULT_ABSENT : RESULT_OK;
}

enum result
view_accounts(struct store *store, struct view_account *out, int max,
              int *count)
{
    sqlite3_stmt *q = db_query(
        store, ACCOUNT_COLUMNS " ORDER BY a.closed,a.name,a.id LIMIT ?", "d",
        max);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max)
        read_account(q, &out[(*count)++]);
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}

enum result
view_account_count(struct store *store, unsigned roles, int *count)
{
    int64_t number = 0;
    enum result result =
        db_number(store, &number,
                  "SELECT count(*) FROM account a WHERE a.closed=0 AND"
                  " (a.role & ?)<>0 AND EXISTS(SELECT 1 FROM credential c"
                  "  WHERE c.account=a.id AND c.kind=0)",
                  "d", (int)roles);
    *count = (int)number;
    return result;
}

enum result
view_is_of_team(struct store *store, const struct view_account *account,
                const char *person, bool *is)
{
    char group[UUID_SIZE];
    bool any = false;
    *is = account->group_count == 0;
    if (*is)
        return RESULT_OK;
    sqlite3_stmt *q = db_query(
        store, "SELECT grp FROM person_group WHERE person=?", "t", person);
    int row;
    while ((row = db_step(store, q)) == 1) {
        any = true;
        db_column_text(q, 0, group, sizeof group);
        for (int i = 0; i < account->group_count; i++)
            *is = *is || text_equal(group, account->groups[i]);
    }
    db_done(q);
    *is = *is || !any;
    return row < 0 ? RESULT_IO : RESULT_OK;
}

bool
view_session_lives(const struct access_session *session, const char *boot_id,
                   struct clock_time now, struct view_session *out)
{
    bool corner = session->through == THROUGH_KIOSK;
    int64_t idle = corner ? SESSION_CORNER_IDLE_MS : SESSION_IDLE_MS;
    int64_t most = corner ? SESSION_CORNER_MOST_MS : SESSION_MOST_MS;
    out->through = session->through;
    out->left_ms = most - (now.boot_ms - session->up);
    out->unused_ms = now.boot_ms - session->used;
    out->idle_left_ms = idle - out->unused_ms;
    out->locked = out->idle_left_ms <= 0;
    if (out->locked)
        out->idle_left_ms = 0;
    /* A boot clock that went backwards is another boot's. */
    return text_equal(session->boot, boot_id) && out->left_ms > 0 &&
           now.boot_ms >= session->up && !(corner && out->locked);
}

enum result
view_session(struct store *store, const char *boot_id, const char *token,
             struct clock_time now, struct view_session *out)
{
    char hash[SECRET_HASH_SIZE];
    struct access_session session;
    *out = (struct view_session){.locked = true};
    if (token == NULL || strlen(token) != SECRET_TOKEN_SIZE - 1)
        return RESULT_ABSENT;
    secret_hash(hash, "session", token);
    enum result result = access_session(store, hash, &session);
    if (result == RESULT_OK && !view_session_lives(&session, boot_id, now, out))
        result = RESULT_ABSENT;
    if (result == RESULT_OK)
        result = view_account(store, session.account, &out->account);
    if (result == RESULT_OK && out->account.closed)
        result = RESULT_ABSENT;
    if (result == RESULT_OK)
        secret_csrf(out->csrf, token);
    return result;
}

enum result
view_sessions(struct store *store, const struct view_login *of,
              struct view_open_session *out, int max, int *count)
{
    sqlite3_stmt *q =
        db_query(store,
                 "SELECT hash,through,source,at,boot,up,used FROM session"
                 " WHERE account=? ORDER BY up DESC,hash",
                 "t", of->account);
    int row;
    *count = 0;
    while ((row = db_step(store, q)) == 1 && *count < max) {
        struct access_session session = {
            .through = (enum event_through)sqlite3_column_int(q, 1),
            .up = sqlite3_column_int64(q, 5),
            .used = sqlite3_column_int64(q, 6)};
        struct view_session life = {.locked = true};
        struct view_open_session *to = &out[*count];
        db_column_text(q, 4, session.boot, sizeof session.boot);
        if (!view_session_lives(&session, of->boot_id, of->now, &life))
            continue;
        db_column_text(q, 0, to->hash, sizeof to->hash);
        to->through = session.through;
        db_column_text(q, 2, to->source, sizeof to->source);
        to->at_utc_ms = sqlite3_column_int64(q, 3);
        to->unused_ms = life.unused_ms;
        to->locked = life.locked;
        (*count)++;
    }
    db_done(q);
    return row < 0 ? RESULT_IO : RESULT_OK;
}
