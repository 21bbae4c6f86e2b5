#include "ui/kiosk/world.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "firmware/access/address.h"
#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/view_access.h"
#include "ui/kiosk/since.h"

enum result
world_init(struct world *world, const struct folder *folder,
           struct clock *clock)
{
    memset(world, 0, sizeof *world);
    world->folder = folder;
    world->clock = clock;
    world->seq = -1;
    world->seen.button_works = true;
    text_copy(world->seen.centre.lang, sizeof world->seen.centre.lang, "sv");
    world->seen.people = calloc(VIEW_PEOPLE_MAX, sizeof *world->seen.people);
    world->accounts = calloc(VIEW_ACCOUNTS_MAX, sizeof *world->accounts);
    return world->seen.people == NULL || world->accounts == NULL ? RESULT_FULL
                                                                 : RESULT_OK;
}

void
world_finish(struct world *world)
{
    store_close(world->store);
    free(world->seen.people);
    free(world->accounts);
    memset(world, 0, sizeof *world);
}

/* --- the store --- */

static uint64_t
file_of(const struct world *world)
{
    char path[FOLDER_PATH_SIZE];
    struct stat about;
    folder_path(world->folder, "troskel.db", path);
    return stat(path, &about) == 0 ? (uint64_t)about.st_ino : 0;
}

static void
lose_store(struct world *world, struct world_news *news)
{
    store_close(world->store);
    world->store = NULL;
    news->store = true;
}

/* Trying again counts in real time: a test clock may stand still. */
static int64_t
real_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

static void
seek_store(struct world *world, struct world_news *news)
{
    if (real_ms() < world->retry_ms)
        return;
    world->retry_ms = real_ms() + WORLD_RETRY_MS;
    uint64_t file = file_of(world);
    if (file == 0 ||
        store_open(&world->store, world->folder, STORE_READ) != RESULT_OK) {
        world->store = NULL;
        return;
    }
    world->file = file;
    world->stale = world->whole = true;
    news->store = true;
}

/* --- reading --- */

static enum result
read_day(struct world *world)
{
    struct app_world *seen = &world->seen;
    if (world->person[0] == '\0' || world->store == NULL) {
        seen->day.count = 0;
        seen->day.left_out = 0;
        seen->day.date = seen->today;
        return RESULT_OK;
    }
    return view_day(world->store, world->person, seen->today, &seen->day);
}

/* Who of the staff may come in by PIN. */
static enum result
read_team(struct world *world)
{
    struct app_world *seen = &world->seen;
    int count = 0;
    enum result result =
        view_accounts(world->store, world->accounts, VIEW_ACCOUNTS_MAX, &count);
    seen->team_count = 0;
    for (int i = 0; i < count && seen->team_count < APP_TEAM_MAX; i++) {
        const struct view_account *account = &world->accounts[i];
        if (account->closed || !account->has_pin ||
            !(account->role & (unsigned)ROLES_CARE))
            continue;
        struct app_mate *mate = &seen->team[seen->team_count++];
        text_copy(mate->id, sizeof mate->id, account->id);
        text_copy(mate->card.text, sizeof mate->card.text, account->name);
        text_copy(mate->card.picture, sizeof mate->card.picture,
                  account->picture[0] == '\0' ? "own-staff" : account->picture);
    }
    return result;
}

/* troskel-staff says where it is in a file of its own. */
static void
read_device(struct world *world)
{
    struct app_device *device = &world->seen.device;
    struct address_card card;
    if (address_read(world->folder, &card) != RESULT_OK) {
        device->url[0] = '\0';
        return;
    }
    text_copy(device->print, sizeof device->print, card.certificate);
    if (text_equal(device->url, card.urls[0]))
        return;
    text_copy(device->url, sizeof device->url, card.urls[0]);
    if (qr_make(&device->qr, device->url) != RESULT_OK)
        log_warn("%s is no QR code", device->url);
}

/* Whoever does not want the box is not on its pages. */
static void
leave_out_off(struct app_world *seen)
{
    int kept = 0;
    for (int i = 0; i < seen->people_count; i++)
        if (!seen->people[i].off)
            seen->people[kept++] = seen->people[i];
    seen->people_count = kept;
}

static enum result
read_everyone(struct world *world)
{
    struct app_world *seen = &world->seen;
    struct store *store = world->store;
    enum result result =
        view_groups(store, seen->groups, VIEW_GROUPS_MAX, &seen->group_count);
    if (result == RESULT_OK)
        result = view_people(store, clock_boot_id(world->clock), seen->people,
                             VIEW_PEOPLE_MAX, &seen->people_count);
    leave_out_off(seen);
    return result == RESULT_OK ? read_team(world) : result;
}

/* Whoever is not on the pages is not read either. */
static enum result
read_some(struct world *world, const struct since *since)
{
    struct app_world *seen = &world->seen;
    enum result result = RESULT_OK;
    for (int i = 0; i < since->count; i++)
        for (int at = 0; at < seen->people_count && result == RESULT_OK; at++)
            if (text_equal(seen->people[at].id, since->people[i]))
                result = view_person(world->store, clock_boot_id(world->clock),
                                     since->people[i], &seen->people[at]);
    return result;
}

static enum result
read_views(struct world *world, const struct since *since)
{
    struct app_world *seen = &world->seen;
    enum result result = view_centre(world->store, &seen->centre);
    if (result == RESULT_ABSENT) /* a log without a centre yet */
        return RESULT_OK;
    if (result == RESULT_OK && !world->cover_first)
        result = since->all ? read_everyone(world) : read_some(world, since);
    if (result == RESULT_OK)
        result =
            view_signals(world->store, clock_boot_id(world->clock), true,
                         seen->signals, VIEW_SIGNALS_MAX, &seen->signal_count);
    return result;
}

static bool
note_event(void *user, const struct event *event)
{
    since_note(user, event);
    return true;
}

/* What is not a continuation of what was read is read whole; so is a log that
 * holds nothing new although somebody said so. */
static void
look_since(struct world *world, int64_t seq, struct since *since)
{
    enum { LOOK_MAX = 4096 };
    *since = (struct since){.all = world->whole || seq == world->seq};
    bool follows =
        world->seq >= 0 && seq >= world->seq && seq - world->seq <= LOOK_MAX;
    if (!follows || store_events(world->store, world->seq, LOOK_MAX, note_event,
                                 since) != RESULT_OK)
        since->all = since->pictures = true;
}

static void
set_time(struct world *world, struct clock_time now)
{
    struct civil civil = civil_from_utc(now.utc_ms);
    world->seen.now = now;
    world->seen.today = civil.day;
    world->seen.minute = civil.minute;
}

static void
set_zone(struct world *world)
{
    static const char usual[] = "Europe/Stockholm";
    const char *zone = world->seen.centre.zone;
    if (civil_set_zone(text_empty(zone) ? usual : zone) != RESULT_OK)
        log_warn("no time zone %s on this machine", zone);
}

static void
read_again(struct world *world, struct clock_time now, struct world_news *news)
{
    char zone[sizeof world->seen.centre.zone];
    text_copy(zone, sizeof zone, world->seen.centre.zone);
    if (file_of(world) != world->file) {
        lose_store(world, news);
        world->retry_ms = 0;
        return;
    }
    int64_t seq = store_seq(world->store);
    struct since since;
    look_since(world, seq, &since);
    enum result result = read_views(world, &since);
    if (world->seq < 0 || !text_equal(zone, world->seen.centre.zone)) {
        set_zone(world);
        set_time(world, now);
    }
    if (result == RESULT_OK)
        result = read_day(world);
    if (result != RESULT_OK) {
        /* Each time is told by the store: not every second for a week. */
        int doubled = world->failures < 5 ? world->failures++ : 5;
        world->retry_ms = real_ms() + ((int64_t)WORLD_RETRY_MS << doubled);
        lose_store(world, news);
        return;
    }
    news->pictures |= since.pictures;
    world->failures = 0;
    world->seq = seq;
    world->stale = world->whole = false;
    news->changed = true;
}

int64_t
world_turn(struct world *world, struct clock_time now, struct world_news *news)
{
    enum { MINUTE_MS = 60000 };
    int32_t day = world->seen.today;
    int minute = world->seen.minute;
    if (world->seq < 0 && world->seen.now.boot_ms == 0)
        set_zone(world);
    set_time(world, now);
    if (world->store == NULL)
        seek_store(world, news);
    world->whole |= day != world->seen.today;
    if (world->store != NULL && (world->stale || world->whole))
        read_again(world, now, news);
    news->changed |= minute != world->seen.minute || day != world->seen.today;
    if (news->changed)
        read_device(world);
    if (world->store == NULL)
        return now.boot_ms + WORLD_RETRY_MS;
    return now.boot_ms + MINUTE_MS - now.utc_ms % MINUTE_MS;
}

void
world_follow(struct world *world, const char *person)
{
    if (strcmp(world->person, person == NULL ? "" : person) == 0)
        return;
    text_copy(world->person, sizeof world->person, person);
    if (read_day(world) != RESULT_OK) {
        world->seen.day.count = 0;
        world->stale = true;
    }
}

void
world_shown(struct world *world)
{
    if (!world->cover_first)
        return;
    world->cover_first = false;
    world->stale = world->whole = true;
}

bool
world_fresh(struct world *world)
{
    return world->store != NULL && !world->stale &&
           store_seq(world->store) == world->seq;
}
