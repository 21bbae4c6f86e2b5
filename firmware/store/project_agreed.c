/*
 * What a person agreed to, and that they stopped coming.
 */
#include "firmware/base/text.h"
#include "firmware/store/body.h"
#include "firmware/store/project.h"
#include "firmware/store/view_support.h"

enum { TEXT_CHARS = 300, NAME_CHARS = 40, WORDS_CHARS = 2000 };

enum result
project_agreement(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int wish = body_word(&b, "wish", words_of_support_wish, -1);
    const char *explained = body_text(&b, "explained", TEXT_CHARS, true);
    const char *by = body_text(&b, "by", NAME_CHARS, false);
    int64_t date = body_date(&b, "date", true);
    int64_t review = body_date(&b, "review", false);
    const char *words = body_text(&b, "words", WORDS_CHARS, false);
    if (wish < 0)
        body_refuse(&b, "wish", "missing");
    if (review != INT64_MIN && review <= date)
        body_refuse(&b, "review", "not after date");
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    enum result result =
        db_run(store,
               "INSERT OR REPLACE INTO agreement VALUES(?1,?2,?3,?4,?5,"
               "nullif(?6,?9),?7,?8)",
               "tdttiitii", event->about, wish, explained, by, date, review,
               words, event->seq, INT64_MIN);
    if (result == RESULT_OK)
        result = db_run(store, "UPDATE person SET off=? WHERE id=?", "dt",
                        wish == WISH_NO, event->about);
    return result;
}

/* Their tag is handed back; their symbol is free for somebody else. */
enum result
project_ended(struct store *store, const struct event *event)
{
    struct body b = body_of(store, event);
    int reason = body_word(&b, "reason", words_of_support_end, -1);
    int64_t date = body_date(&b, "date", true);
    const char *contact = body_text(&b, "contact", TEXT_CHARS, false);
    const char *words = body_text(&b, "words", WORDS_CHARS, false);
    if (reason < 0)
        body_refuse(&b, "reason", "missing");
    if (event->about[0] == '\0')
        body_refuse(&b, "about", "missing");
    if (b.wrong)
        return RESULT_INVALID;
    enum result result = db_run(
        store, "INSERT OR REPLACE INTO ending VALUES(?,?,?,?,?,?)", "tditti",
        event->about, reason, date, contact, words, event->seq);
    if (result == RESULT_OK)
        result = db_run(store, "UPDATE person SET ended=? WHERE id=?", "it",
                        date, event->about);
    if (result == RESULT_OK)
        result = db_run(store, "UPDATE reach SET tag=NULL WHERE about=?", "t",
                        event->about);
    return result == RESULT_OK
               ? db_run(store, "DELETE FROM pause WHERE person=?", "t",
                        event->about)
               : result;
}

enum result
project_resumed(struct store *store, const struct event *event)
{
    int64_t taken = 0;
    if (db_number(store, &taken,
                  "SELECT 1 FROM person a JOIN person b ON b.symbol=a.symbol"
                  " AND b.id<>a.id AND b.ended IS NULL WHERE a.id=?",
                  "t", event->about) == RESULT_OK)
        return project_refuse(store, "symbol", "belongs to someone else");
    enum result result =
        db_run(store, "DELETE FROM ending WHERE person=?", "t", event->about);
    return result == RESULT_OK
               ? db_run(store, "UPDATE person SET ended=NULL WHERE id=?", "t",
                        event->about)
               : result;
}
