#include "ui/staff/answers.h"

#include <stdlib.h>
#include <string.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "ui/staff/files.h"
#include "ui/staff/page.h"
#include "ui/staff/today.h"
#include "ui/staff/whose.h"

/* A page of a centre at the limits (1,000 people) takes about 300 kB. */
enum { PAGE_SIZE = 1 << 20 };

static bool
keep_last(void *user, const struct event *event)
{
    *(int64_t *)user = event->at.utc_ms;
    return true;
}

/* A box that lost its battery must not date anything before what it stored. */
static void
set_floor(struct answers *answers)
{
    int64_t utc_ms = 0;
    int64_t seq = store_seq(answers->store);
    if (seq > 0 && store_events(answers->store, seq - 1, 1, keep_last,
                                &utc_ms) == RESULT_OK)
        clock_set_floor(answers->clock, utc_ms);
}

static enum result
read_centre(struct answers *answers)
{
    char zone[sizeof answers->centre.zone];
    text_copy(zone, sizeof zone, answers->centre.zone);
    enum result result = view_centre(answers->store, &answers->centre);
    if (result == RESULT_OK && !text_equal(zone, answers->centre.zone) &&
        civil_set_zone(answers->centre.zone) != RESULT_OK)
        log_warn("this machine has no time zone %s", answers->centre.zone);
    return result;
}

static enum result
open_store(struct answers *answers)
{
    if (answers->store != NULL)
        return RESULT_OK;
    enum result result =
        store_open(&answers->store, answers->folder, STORE_READ);
    if (result == RESULT_OK)
        set_floor(answers);
    return result;
}

static enum result
read_today(struct answers *answers, struct today *today)
{
    const char *boot_id = clock_boot_id(answers->clock);
    *today = (struct today){.centre = &answers->centre,
                            .groups = answers->groups,
                            .people = answers->people,
                            .signals = answers->signals,
                            .core_answers = answers->core.answers,
                            .open_to_network = answers->open_to_network};
    enum result result = open_store(answers);
    if (result == RESULT_OK)
        result = read_centre(answers);
    if (result == RESULT_OK)
        result = view_groups(answers->store, answers->groups, VIEW_GROUPS_MAX,
                             &today->group_count);
    if (result == RESULT_OK)
        result = view_people(answers->store, boot_id, answers->people,
                             VIEW_PEOPLE_MAX, &today->person_count);
    if (result == RESULT_OK)
        result = view_signals(answers->store, boot_id, true, answers->signals,
                              VIEW_SIGNALS_MAX, &today->signal_count);
    today->now = clock_now(answers->clock);
    return result;
}

static void
answer_refusal(struct answers *answers, int status, struct web_answer *out)
{
    struct html html;
    html_init(&html, answers->page, PAGE_SIZE);
    page_refusal(&html, answers->centre.lang, status);
    *out = (struct web_answer){.status = status,
                               .type = "text/html; charset=utf-8",
                               .body = html.at,
                               .length = html.length};
}

static void
answer_today(struct answers *answers, bool whole, struct web_answer *out)
{
    struct today today;
    struct html html;
    html_init(&html, answers->page, PAGE_SIZE);
    if (read_today(answers, &today) != RESULT_OK) {
        answer_refusal(answers, 503, out);
        return;
    }
    (whole ? today_page : today_now)(&html, &today);
    if (html.cut) {
        log_warn("the page does not fit in %d bytes", PAGE_SIZE);
        answer_refusal(answers, 503, out);
        return;
    }
    out->type = "text/html; charset=utf-8";
    out->body = html.at;
    out->length = html.length;
}

/* What the box carries is shown also before there is a database. */
static void
answer_credits(struct answers *answers, struct web_answer *out)
{
    static struct credits credits;
    struct html html;
    html_init(&html, answers->page, PAGE_SIZE);
    credits_read(&credits, credits_path());
    if (open_store(answers) == RESULT_OK &&
        (read_centre(answers) != RESULT_OK ||
         credits_add_store(&credits, answers->store, answers->centre.lang) !=
             RESULT_OK)) {
        answer_refusal(answers, 503, out);
        return;
    }
    whose_page(&html, answers->centre.lang, &credits);
    if (html.cut) {
        answer_refusal(answers, 503, out);
        return;
    }
    *out = (struct web_answer){.status = 200,
                               .type = "text/html; charset=utf-8",
                               .body = html.at,
                               .length = html.length};
}

static void
answer_drawn(struct answers *answers, const char *body, size_t length,
             struct web_answer *out)
{
    char signal[UUID_SIZE];
    if (request_drawn(body, length, signal) != RESULT_OK) {
        answer_refusal(answers, 400, out);
        return;
    }
    /* 202: core is asked. That it is so, the page hears as a change. */
    out->status = 503;
    if (answers->core.answers &&
        answers->core.deliver(answers->core.user, signal) == RESULT_OK)
        out->status = 202;
}

/* Photos first: their consent is looked up anew for every request. */
static enum result
read_picture(struct answers *answers, const char *picture,
             unsigned char **bytes, size_t *length)
{
    if (!view_picture_is_own(picture))
        return answers->library == NULL
                   ? RESULT_ABSENT
                   : library_png(answers->library, picture, bytes, length);
    enum result result = open_store(answers);
    return result != RESULT_OK
               ? result
               : view_photo(answers->store, picture, bytes, length);
}

static void
answer_picture(struct answers *answers, const char *picture,
               struct web_answer *out)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (read_picture(answers, picture, &bytes, &length) != RESULT_OK ||
        length > PAGE_SIZE) {
        answer_refusal(answers, 404, out);
        goto out;
    }
    memcpy(answers->page, bytes, length);
    *out = (struct web_answer){.status = 200,
                               .type = "image/png",
                               .body = answers->page,
                               .length = length,
                               .cache = "private, no-cache",
                               .tagged = true};
out:
    free(bytes);
}

static void
answer_file(const unsigned char *bytes, size_t length, const char *type,
            struct web_answer *out)
{
    *out = (struct web_answer){.status = 200,
                               .type = type,
                               .body = (const char *)bytes,
                               .length = length,
                               .cache = "no-cache",
                               .tagged = true};
}

void
answers_give(struct answers *answers, const struct request_verdict *verdict,
             const char *body, size_t body_length, struct web_answer *out)
{
    if (verdict->status != 200) {
        answer_refusal(answers, verdict->status, out);
        return;
    }
    switch (verdict->route) {
    case ROUTE_TODAY:
    case ROUTE_NOW:
        answer_today(answers, verdict->route == ROUTE_TODAY, out);
        break;
    case ROUTE_EVENTS:
        out->stream = true;
        break;
    case ROUTE_DRAWN:
        answer_drawn(answers, body, body_length, out);
        break;
    case ROUTE_PICTURE:
        answer_picture(answers, verdict->picture, out);
        break;
    case ROUTE_STYLE:
        answer_file(file_style, file_style_length, "text/css; charset=utf-8",
                    out);
        break;
    case ROUTE_SCRIPT:
        answer_file(file_live, file_live_length,
                    "text/javascript; charset=utf-8", out);
        break;
    case ROUTE_ICON:
        answer_file(file_icon, file_icon_length, "image/svg+xml", out);
        break;
    case ROUTE_CREDITS:
        answer_credits(answers, out);
        break;
    case ROUTE_NONE:
        answer_refusal(answers, 404, out);
        break;
    }
}

enum result
answers_open(struct answers *answers)
{
    text_copy(answers->centre.lang, sizeof answers->centre.lang, "sv");
    answers->people = calloc(VIEW_PEOPLE_MAX, sizeof *answers->people);
    answers->page = malloc(PAGE_SIZE);
    if (library_open(&answers->library, library_path()) != RESULT_OK)
        log_warn("no picture library at %s", library_path());
    return answers->people == NULL || answers->page == NULL ? RESULT_IO
                                                            : RESULT_OK;
}

void
answers_close(struct answers *answers)
{
    library_close(answers->library);
    store_close(answers->store);
    free(answers->people);
    free(answers->page);
}
