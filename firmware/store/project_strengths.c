/*
 * What a person is good at, and those who are close to them.
 */
#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view_support.h"

enum { TEXT_CHARS = 300, LINE_CHARS = 60, NAME_CHARS = 40, PICTURE_CHARS = 71 };

static bool
about_something(struct body *b, const struct event *event)
{
    if (event->about[0] == '\0')
        body_refuse(b, "about", "missing");
    return !b->wrong;
}

/* ST-3: what others have seen reaches no screen before the person keeps it. */
static void
check_shown(struct body *b, int seen_by, bool keeps, bool shown)
{
    if (shown && !keeps && seen_by != FROM_SELF)
        body_refuse(b, "shown", "only if the person keeps it");
}

enum result
project_strength(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *person = body_id(&b, "person", true);
    const char *word = body_text(&b, "word", SUPPORT_STRENGTH_CHARS, true);
    const char *picture = body_text(&b, "picture", PICTURE_CHARS, false);
    int seen_by = body_word(&b, "seen_by", words_of_support_from, FROM_STAFF);
    const char *seer = body_text(&b, "seer", NAME_CHARS, false);
    const char *example = body_text(&b, "example", TEXT_CHARS, false);
    int64_t date = body_date(&b, "date", true);
    int stage = body_word(&b, "stage", words_of_support_stage, STAGE_MAPPED);
    const char *shows_when = body_text(&b, "shows_when", TEXT_CHARS, false);
    const char *blocked_by = body_text(&b, "blocked_by", TEXT_CHARS, false);
    const char *used_in = body_text(&b, "used_in", LINE_CHARS, false);
    int keeps = body_bool(&b, "keeps");
    int shown = body_bool(&b, "shown");
    check_shown(&b, seen_by, keeps, shown);
    if (stage == STAGE_USED && used_in == NULL)
        body_refuse(&b, "used_in", "missing");
    if (!about_something(&b, event))
        return RESULT_INVALID;
    return db_run(
        store,
        "INSERT OR REPLACE INTO strength VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        "ttttdttidtttddi", event->about, person, word, picture, seen_by, seer,
        example, date, stage, shows_when, blocked_by, used_in, keeps, shown,
        event->seq);
}

enum result
project_strength_removed(struct store *store, const struct event *event)
{
    return db_run(store, "DELETE FROM strength WHERE id=?", "t", event->about);
}

/* Consent that ends before it begins, or begins with nobody, is none. */
static void
check_consent(struct body *b, const char *by, int64_t from, int64_t to,
              bool anything)
{
    if (!anything)
        return;
    if (by == NULL)
        body_refuse(b, "consent_by", "missing");
    if (from == INT64_MIN)
        body_refuse(b, "consent_from", "missing");
    if (to != INT64_MIN && to < from)
        body_refuse(b, "consent_to", "before consent_from");
}

enum result
project_relation(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    const char *person = body_id(&b, "person", true);
    const char *name = body_text(&b, "name", NAME_CHARS, true);
    const char *relation = body_text(&b, "relation", NAME_CHARS, true);
    const char *reach = body_text(&b, "reach", LINE_CHARS, false);
    int may_contact = body_bool(&b, "may_contact");
    int may_receive =
        body_word(&b, "may_receive", words_of_support_receive, RECEIVE_NOTHING);
    const char *by = body_text(&b, "consent_by", NAME_CHARS, false);
    int64_t from = body_date(&b, "consent_from", false);
    int64_t to = body_date(&b, "consent_to", false);
    check_consent(&b, by, from, to,
                  may_contact || may_receive != RECEIVE_NOTHING);
    if (!about_something(&b, event))
        return RESULT_INVALID;
    return db_run(store,
                  "INSERT OR REPLACE INTO relation VALUES(?1,?2,?3,?4,?5,?6,?7,"
                  "?8,nullif(?9,?12),nullif(?10,?12),?11)",
                  "tttttddtiiii", event->about, person, name, relation, reach,
                  may_contact, may_receive, by, from, to, event->seq,
                  INT64_MIN);
}

enum result
project_relation_removed(struct store *store, const struct event *event)
{
    return db_run(store, "DELETE FROM relation WHERE id=?", "t", event->about);
}
