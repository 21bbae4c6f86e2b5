#include "firmware/command/act.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/core/client.h"
#include "firmware/core/day.h"
#include "firmware/core/here.h"

/* A batch of 32 MiB is read, checked and committed within the first; a core
 * that was killed is back within the second. */
enum { ANSWER_WAIT_MS = 60000, RETRY_MS = 15000, PAUSE_MS = 50 };

/* Also where a test clock stands still. */
static int64_t
real_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

/* Core may die and stand up again in between: the command has an id of its
 * own, so whoever takes it in the end carries it out once. */
/* A page of the staff's that runs this program says for whom, in the
 * environment: nobody else sees that, and core knows what they may. */
static enum result
ask_for_session(const struct reading *reading, const char *session,
                json_t *command, json_t **answer)
{
    (void)json_object_set_new(command, "session", json_string(session));
    return client_once(&reading->folder, "staff", json_incref(command),
                       ANSWER_WAIT_MS, answer);
}

static enum result
ask_someone(const struct reading *reading, json_t *command, json_t **answer)
{
    enum result result = RESULT_BUSY;
    int64_t until = real_ms() + RETRY_MS;
    const char *session = getenv("TROSKEL_SESSION");
    if (session != NULL)
        return ask_for_session(reading, session, command, answer);
    while (result == RESULT_BUSY && real_ms() < until) {
        result = client_once(&reading->folder, "command", json_incref(command),
                             ANSWER_WAIT_MS, answer);
        if (result == RESULT_ABSENT)
            result = core_here(&reading->folder, reading->clock,
                               json_incref(command), answer);
        if (result == RESULT_BUSY) {
            struct timespec pause = {0, PAUSE_MS * 1000000L};
            nanosleep(&pause, NULL);
        }
    }
    return result;
}

enum result
act_ask(const struct line *line, const struct reading *reading, json_t *command,
        json_t **answer)
{
    char id[UUID_SIZE];
    *answer = NULL;
    if (command == NULL)
        return RESULT_FULL;
    uuid_make(id, clock_now(reading->clock).utc_ms);
    json_object_set_new(command, "id", json_string(id));
    enum result result = ask_someone(reading, command, answer);
    json_decref(command);
    if (result == RESULT_OK)
        return result;
    json_decref(*answer);
    *answer = NULL;
    line_refuse(line, reading->folder.path,
                result == RESULT_BUSY
                    ? word(line->lang, WORD("troskel-core svarar inte"))
                    : line_reason(line, result));
    return result;
}

int
act_refusal(const struct line *line, const json_t *answer)
{
    const char *where = json_string_value(json_object_get(answer, "where"));
    const char *says = json_string_value(json_object_get(answer, "says"));
    const char *why = json_string_value(json_object_get(answer, "why"));
    if (text_empty(says))
        says = text_empty(why) ? line_reason(line, RESULT_IO) : why;
    return line_refuse(line, text_empty(where) ? NULL : where, says);
}

int
act_tell_answer(const struct line *line, json_t *answer, const char *done)
{
    int end = LINE_DONE;
    if (!json_is_true(json_object_get(answer, "ok")))
        end = act_refusal(line, answer);
    else if (!line->json && done != NULL)
        puts(word(line->lang, done));
    if (line->json) {
        int printed = print_json(line, answer);
        return end == LINE_DONE ? printed : end;
    }
    json_decref(answer);
    return end;
}

int
act_tell(const struct line *line, const struct reading *reading,
         json_t *command, const char *done)
{
    json_t *answer;
    if (act_ask(line, reading, command, &answer) != RESULT_OK)
        return LINE_REFUSED;
    return act_tell_answer(line, answer, done);
}

enum result
act_signal(const struct line *line, const struct reading *reading,
           const char *what, char id[UUID_SIZE])
{
    static struct view_signal signals[VIEW_SIGNALS_MAX];
    unsigned char bytes[UUID_BYTES];
    int count = 0;
    if (uuid_parse(what, bytes)) {
        text_copy(id, UUID_SIZE, what);
        return RESULT_OK;
    }
    enum result result = RESULT_ABSENT;
    if (text_equal(what, "latest"))
        result = view_signals(reading->store, clock_boot_id(reading->clock),
                              true, signals, VIEW_SIGNALS_MAX, &count);
    if (result == RESULT_OK && count == 0)
        result = RESULT_ABSENT;
    if (result != RESULT_OK) {
        line_refuse(line, what,
                    result == RESULT_ABSENT
                        ? word(line->lang, WORD("ingen sådan signal finns"))
                        : line_reason(line, result));
        return result;
    }
    text_copy(id, UUID_SIZE, signals[0].id);
    return RESULT_OK;
}

static int
find_item(const struct reading *reading, const struct view_day *day,
          const char *what)
{
    char wanted[VIEW_TEXT_SIZE];
    char title[VIEW_TEXT_SIZE];
    if (text_equal(what, "now") || text_equal(what, "nu"))
        return day_place_of(day, reading_now(reading).minute,
                            clock_now(reading->clock).quality != CLOCK_UNSURE)
            .now;
    text_fold(wanted, sizeof wanted, what);
    for (int i = 0; i < day->count; i++) {
        text_fold(title, sizeof title, day->items[i].what.text);
        if (text_equal(title, wanted))
            return i;
    }
    return -1;
}

enum result
act_item(const struct line *line, const struct reading *reading,
         const char *person, int32_t date, const char *what, char id[UUID_SIZE])
{
    static struct view_day day;
    unsigned char bytes[UUID_BYTES];
    if (uuid_parse(what, bytes)) {
        text_copy(id, UUID_SIZE, what);
        return RESULT_OK;
    }
    enum result result = view_day(reading->store, person, date, &day);
    int at = result == RESULT_OK ? find_item(reading, &day, what) : -1;
    if (result == RESULT_OK && at < 0)
        result = RESULT_ABSENT;
    if (result != RESULT_OK) {
        line_refuse(line, what,
                    result == RESULT_ABSENT
                        ? word(line->lang, WORD("står inte i den dagen"))
                        : line_reason(line, result));
        return result;
    }
    text_copy(id, UUID_SIZE, day.items[at].id);
    return RESULT_OK;
}
