#include "firmware/core/purge.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/notify.h"
#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "firmware/store/view_review.h"
#include "firmware/store/view_visits.h"

enum { WAIT_MS = 5000 };

/* --- events of the purge's own --- */

static enum result
append(struct core *core, struct clock_time now, enum event_kind kind,
       const char *about, json_t *body)
{
    struct event event = {
        .at = now, .through = THROUGH_CORE, .kind = kind, .body = body};
    text_copy(event.boot_id, sizeof event.boot_id, clock_boot_id(core->clock));
    text_copy(event.about, sizeof event.about, about);
    enum result result = store_begin(core->store);
    if (result == RESULT_OK)
        result = store_append(core->store, &event);
    if (result == RESULT_OK)
        result = store_commit(core->store);
    else
        store_rollback(core->store);
    json_decref(body);
    if (result == RESULT_OK) {
        core->version++;
        core->unmoved = true;
        core->last_write_ms = now.boot_ms;
    }
    return result;
}

/* --- the list outside the database --- */

static void
list_path(const struct core *core, char out[FOLDER_PATH_SIZE])
{
    folder_path(&core->folder, "purged.json", out);
}

static json_t *
read_list(const struct core *core)
{
    char path[FOLDER_PATH_SIZE];
    list_path(core, path);
    json_t *list = json_load_file(path, 0, NULL);
    if (json_is_array(list))
        return list;
    json_decref(list);
    return json_array();
}

static enum result
write_list(const struct core *core, const json_t *list)
{
    char path[FOLDER_PATH_SIZE];
    char part[FOLDER_PATH_SIZE + 8];
    list_path(core, path);
    text_format(part, sizeof part, "%s.part", path);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
    bool done =
        fd >= 0 && json_dumpfd(list, fd, JSON_INDENT(1)) == 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    done = done && rename(part, path) == 0;
    int dir = open(core->folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    done = done && dir >= 0 && fsync(dir) == 0;
    if (dir >= 0)
        close(dir);
    if (!done)
        log_errno("%s", path);
    return done ? RESULT_OK : RESULT_IO;
}

static json_t *
before_of(const struct review_purge *purge)
{
    json_t *before = json_object();
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        char date[CIVIL_DATE_SIZE];
        if (purge->day[i] == INT32_MIN)
            continue;
        civil_format_date(purge->day[i], date);
        json_object_set_new(before, purpose_name((enum purpose)i),
                            json_string(date));
    }
    return before;
}

/* On disk before the first row goes. */
static enum result
remember(const struct core *core, const struct review_purge *purge)
{
    json_t *list = read_list(core);
    json_t *entry;
    size_t i;
    json_array_foreach(list, i, entry)
    {
        if (text_equal(json_string_value(json_object_get(entry, "id")),
                       purge->id)) {
            json_decref(list);
            return RESULT_OK;
        }
    }
    entry = json_pack("{s:s,s:o}", "id", purge->id, "before", before_of(purge));
    if (purge->person[0] != '\0')
        json_object_set_new(entry, "person", json_string(purge->person));
    json_array_append_new(list, entry);
    enum result result = write_list(core, list);
    json_decref(list);
    return result;
}

/* What the list knows and the log does not: an older copy was put back. */
static enum result
approve_again(struct core *core, struct clock_time now)
{
    json_t *list = read_list(core);
    json_t *entry;
    size_t i;
    enum result result = RESULT_OK;
    json_array_foreach(list, i, entry)
    {
        unsigned char bytes[UUID_BYTES];
        const char *id = json_string_value(json_object_get(entry, "id"));
        if (result != RESULT_OK || !uuid_parse(id, bytes) ||
            view_purge_known(core->store, id))
            continue;
        json_t *body = json_deep_copy(entry);
        json_object_del(body, "id");
        json_object_set_new(body, "again", json_true());
        log_warn("a purge is carried out again after a restore");
        result = append(core, now, EVENT_PURGE_APPROVED, id, body);
    }
    json_decref(list);
    return result;
}

/* --- when --- */

/* Nobody is here, or the doors are closed: then nobody waits for a screen. */
static bool
is_quiet(struct core *core, struct clock_time now)
{
    struct view_here here[VIEW_SIGNALS_MAX];
    struct view_signal signals[VIEW_SIGNALS_MAX];
    struct view_centre centre;
    struct civil civil = civil_from_utc(now.utc_ms);
    int count = 0;
    if (view_signals(core->store, clock_boot_id(core->clock), false, signals,
                     VIEW_SIGNALS_MAX, &count) != RESULT_OK ||
        count > 0 || view_centre(core->store, &centre) != RESULT_OK)
        return false;
    if (centre.opens >= 0 && centre.closes > centre.opens &&
        (civil.minute < centre.opens || civil.minute >= centre.closes))
        return true;
    if (view_who(core->store, here, VIEW_SIGNALS_MAX, &count) != RESULT_OK)
        return false;
    /* A departure that nobody saw yesterday keeps nothing waiting. */
    for (int i = 0; i < count; i++)
        if (civil_from_utc(here[i].arrived_utc_ms).day == civil.day)
            return false;
    return true;
}

/* --- the rows --- */

static enum result
begin(struct core *core, const struct review_purge *purge)
{
    struct core_purge *mine = &core->purge;
    enum result result = remember(core, purge);
    *mine = (struct core_purge){.remembered = true};
    memcpy(mine->cut.day, purge->day, sizeof mine->cut.day);
    if (result == RESULT_OK)
        result = purge_cut_find(core->store, &mine->cut);
    if (result == RESULT_OK)
        result = purge_gone(core->store, &mine->gone_before);
    if (result == RESULT_OK)
        text_copy(mine->id, sizeof mine->id, purge->id);
    return result;
}

static enum result
take(struct core *core, const struct review_purge *purge, struct clock_time now)
{
    struct core_purge *mine = &core->purge;
    enum result result = RESULT_OK;
    int64_t gone = 0;
    if (!text_equal(mine->id, purge->id))
        result = begin(core, purge);
    if (result != RESULT_OK)
        return result;
    if (purge->person[0] != '\0') {
        notify_alive(); /* the whole state is made anew */
        result = purge_person(core->store, purge->person, &gone);
        if (result == RESULT_OK)
            result = RESULT_ABSENT;
    } else {
        result =
            purge_step(core->store, &mine->cut, &mine->cursor, &mine->gone);
    }
    core->unmoved = true;
    core->last_write_ms = now.boot_ms;
    if (result != RESULT_ABSENT)
        return result;
    result = purge_gone(core->store, &gone);
    if (result == RESULT_OK)
        result = append(
            core, now, EVENT_PURGED, purge->id,
            json_pack("{s:I}", "gone", (json_int_t)(gone - mine->gone_before)));
    mine->id[0] = '\0';
    return result;
}

/* --- the files --- */

static bool
is_older_copy(const char *folder, const char *name)
{
    if (name[0] == '.')
        return false;
    /* "troskel.db.before-12" stands beside the database. */
    return folder[0] != '\0' ||
           strncmp(name, "troskel.db.", strlen("troskel.db.")) == 0;
}

/* Every copy from before: of the hours, of damage, of migrations; and batches
 * that came in. */
static enum result
clear_folder(const struct core *core, const char *folder, const char *except)
{
    char path[FOLDER_PATH_SIZE];
    char inner[300];
    enum result result = RESULT_OK;
    folder_path(&core->folder, folder, path);
    DIR *dir = opendir(folder[0] == '\0' ? core->folder.path : path);
    if (dir == NULL)
        return errno == ENOENT ? RESULT_OK : RESULT_IO;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (!is_older_copy(folder, entry->d_name) ||
            text_equal(entry->d_name, except))
            continue;
        text_format(inner, sizeof inner, "%s%s%s", folder,
                    folder[0] == '\0' ? "" : "/", entry->d_name);
        folder_path(&core->folder, inner, path);
        if (unlink(path) != 0 && errno != ENOENT) {
            log_errno("%s", path);
            result = RESULT_IO;
        }
    }
    closedir(dir);
    return result;
}

static enum result
clear_copies(struct core *core, struct clock_time now)
{
    char name[KEEP_NAME_SIZE];
    char inner[KEEP_NAME_SIZE + 16];
    char path[FOLDER_PATH_SIZE];
    keep_copy_name(now.utc_ms, name);
    text_format(inner, sizeof inner, "snapshots/%s", name);
    folder_path(&core->folder, inner, path);
    if (unlink(path) != 0 && errno != ENOENT)
        return RESULT_IO;
    notify_alive();
    enum result result = store_backup(core->store, path);
    notify_alive();
    if (result == RESULT_OK)
        result = clear_folder(core, "snapshots", name);
    if (result == RESULT_OK)
        result = clear_folder(core, "quarantine", NULL);
    if (result == RESULT_OK)
        result = clear_folder(core, "inbox", NULL);
    return result == RESULT_OK ? clear_folder(core, "", NULL) : result;
}

static enum result
clean(struct core *core, const struct review_purge *purge,
      struct clock_time now)
{
    /* A copy that is being made may hold what is to go. */
    keep_finish(&core->keep);
    notify_alive();
    enum result result = purge_scrub(core->store);
    if (result == RESULT_OK)
        result = clear_copies(core, now);
    if (result == RESULT_OK)
        result = append(core, now, EVENT_PURGE_CLEANED, purge->id, NULL);
    return result;
}

bool
core_purge_turn(struct core *core, struct clock_time now)
{
    struct core_purge *mine = &core->purge;
    struct review_purge purge;
    enum result result = RESULT_OK;
    if (now.quality == CLOCK_UNSURE || now.boot_ms < mine->wait_until)
        return false;
    if (!mine->remembered)
        result = approve_again(core, now);
    mine->remembered = result == RESULT_OK;
    if (result != RESULT_OK ||
        view_purge_open(core->store, &purge) != RESULT_OK)
        return false;
    if (is_quiet(core, now)) {
        result = purge.state == PURGE_APPROVED ? take(core, &purge, now)
                                               : clean(core, &purge, now);
        core->broken = core->broken || result == RESULT_IO;
        if (result == RESULT_OK)
            return true;
    }
    mine->wait_until = now.boot_ms + WAIT_MS;
    return false;
}
