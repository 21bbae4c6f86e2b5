#include "tests/faults/gpio/box.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/gpio/rig.h"

/* --- the two programs --- */

static void
become_user(void)
{
    gid_t groups[] = {BOX_GPIO_GROUP};
    if (setgroups(1, groups) != 0 || setgid(BOX_USER) != 0 ||
        setuid(BOX_USER) != 0)
        _exit(126);
}

static pid_t
run(const struct box *box, const char *program)
{
    char path[96];
    char log[FOLDER_PATH_SIZE];
    text_format(path, sizeof path, "/usr/bin/%s", program);
    text_format(log, sizeof log, "%s/%s.log", box->folder.path, program);
    pid_t pid = fork();
    if (pid < 0)
        rig_give_up("fork: %s", strerror(errno));
    if (pid > 0)
        return pid;
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
        _exit(126);
    become_user();
    execl(path, program, "--dir", box->folder.path, (char *)NULL);
    _exit(127);
}

static void
end(pid_t *pid)
{
    int status = 0;
    if (*pid <= 0)
        return;
    kill(*pid, SIGTERM);
    if (waitpid(*pid, &status, 0) != *pid || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0)
        rig_give_up("a program ended with status %#x", (unsigned)status);
    *pid = 0;
}

static void
write_config(const struct box *box, const char *config)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&box->folder, "button.conf", path);
    FILE *file = fopen(path, "we");
    if (file == NULL || fputs(config, file) < 0 || fclose(file) != 0)
        rig_give_up("%s: %s", path, strerror(errno));
}

void
box_start(struct box *box, const char *config)
{
    char path[FOLDER_PATH_SIZE];
    box_stop(box);
    /* Nothing that an earlier one said may be taken for this one's word. */
    folder_path(&box->folder, "run/button.state", path);
    unlink(path);
    write_config(box, config);
    box->button = run(box, "troskel-button");
}

void
box_stop(struct box *box)
{
    end(&box->button);
}

/* --- the folder --- */

static void
own_whole(const char *dir)
{
    static const char *const below[] = {
        "",           "/spool",          "/run",
        "/inbox",     "/snapshots",      "/troskel.db",
        "/core.lock", "/troskel.db-wal", "/troskel.db-shm"};
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        char path[FOLDER_PATH_SIZE];
        text_format(path, sizeof path, "%s%s", dir, below[i]);
        if (chown(path, BOX_USER, BOX_USER) != 0 && errno != ENOENT)
            rig_give_up("%s: %s", path, strerror(errno));
    }
}

static enum result
save_centre(struct store *store, struct clock *clock)
{
    struct event event = {.at = clock_now(clock),
                          .through = THROUGH_COMMAND,
                          .kind = EVENT_CENTRE_SAVED,
                          .body =
                              json_pack("{s:s,s:s,s:s}", "name", "Rig", "lang",
                                        "sv", "zone", "Europe/Stockholm")};
    text_copy(event.boot_id, sizeof event.boot_id, clock_boot_id(clock));
    uuid_make(event.about, event.at.utc_ms);
    enum result result = store_begin(store);
    if (result == RESULT_OK)
        result = store_append(store, &event);
    if (result == RESULT_OK)
        result = store_commit(store);
    json_decref(event.body);
    return result;
}

void
box_make(struct box *box, const char *dir)
{
    struct clock *clock = NULL;
    *box = (struct box){0};
    if (folder_make(dir, false) != RESULT_OK ||
        folder_open(&box->folder, dir) != RESULT_OK ||
        clock_open(&clock, dir) != RESULT_OK ||
        store_open(&box->store, &box->folder, STORE_CREATE) != RESULT_OK ||
        save_centre(box->store, clock) != RESULT_OK)
        rig_give_up("%s: no centre can be made", dir);
    store_close(box->store);
    clock_close(clock);
    own_whole(dir);
    box->core = run(box, "troskel-core");
    double end_ms = rig_ms() + BOX_WAIT_MS;
    char path[FOLDER_PATH_SIZE];
    folder_path(&box->folder, "run/core.sock", path);
    while (access(path, F_OK) != 0 && rig_ms() < end_ms)
        rig_sleep(10);
    if (store_open(&box->store, &box->folder, STORE_READ) != RESULT_OK)
        rig_give_up("%s: the log cannot be read", dir);
    box_mark(box);
}

void
box_finish(struct box *box)
{
    box_stop(box);
    store_close(box->store);
    spool_close(box->spool);
    end(&box->core);
}

/* --- what came of it --- */

static bool
count_event(void *user, const struct event *event)
{
    struct box *box = user;
    box->log_read = event->seq;
    if (event->kind != EVENT_SIGNAL_RAISED &&
        event->kind != EVENT_SIGNAL_REPEATED)
        return true;
    const json_t *presses = json_object_get(event->body, "presses");
    int64_t number = json_integer_value(json_object_get(event->body, "spool"));
    box->out_of_order += box->logged != 0 && number != box->logged + 1;
    box->logged = number;
    box->in_log += presses == NULL ? 1 : (int)json_integer_value(presses);
    return true;
}

static void
look_at_spool(struct box *box)
{
    struct record record;
    char path[FOLDER_PATH_SIZE];
    folder_path(&box->folder, "spool/button.spool", path);
    if (box->spool == NULL && (access(path, F_OK) != 0 ||
                               spool_open_read(&box->spool, path) != RESULT_OK))
        return;
    while (spool_next(box->spool, box->spool_read, &record) == RESULT_OK) {
        box->spool_read = record.number;
        if (box->on_disk == 0)
            box->first_ms = (double)record.boot_ms; /* a guest never sleeps */
        box->on_disk += (int)(record.count + record.missed);
        box->flags |= record.flags;
        if (box->record_count < BOX_RECORDS)
            box->records[box->record_count++] = record;
    }
}

void
box_look(struct box *box)
{
    look_at_spool(box);
    if (store_events(box->store, box->log_read, 1000, count_event, box) !=
        RESULT_OK)
        rig_give_up("the log cannot be read");
}

static long
log_end(const struct box *box)
{
    char path[FOLDER_PATH_SIZE];
    struct stat st = {0};
    folder_path(&box->folder, "troskel-button.log", path);
    return stat(path, &st) == 0 ? (long)st.st_size : 0;
}

void
box_mark(struct box *box)
{
    box_look(box);
    box->on_disk = 0;
    box->in_log = 0;
    box->flags = 0;
    box->record_count = 0;
    box->logged = 0;
    box->out_of_order = 0;
    box->said = log_end(box);
}

double
box_on_disk(struct box *box, int presses)
{
    for (double limit = rig_ms() + BOX_WAIT_MS; rig_ms() < limit;) {
        look_at_spool(box);
        if (box->on_disk >= presses)
            return rig_ms();
        rig_sleep(1);
    }
    return 0;
}

double
box_in_log(struct box *box, int presses)
{
    for (double limit = rig_ms() + BOX_WAIT_MS; rig_ms() < limit;) {
        box_look(box);
        if (box->in_log >= presses)
            return rig_ms();
        rig_sleep(1);
    }
    return 0;
}

bool
box_state_is(struct box *box, const char *state)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&box->folder, "run/button.state", path);
    json_t *told = json_load_file(path, 0, NULL);
    bool is =
        text_equal(json_string_value(json_object_get(told, "button")), state);
    json_decref(told);
    return is;
}

double
box_state(struct box *box, const char *state)
{
    for (double limit = rig_ms() + 6 * BOX_WAIT_MS; rig_ms() < limit;) {
        if (box_state_is(box, state))
            return rig_ms();
        rig_sleep(5);
    }
    return 0;
}

bool
box_said(struct box *box, const char *words)
{
    char path[FOLDER_PATH_SIZE];
    char line[512];
    bool said = false;
    folder_path(&box->folder, "troskel-button.log", path);
    FILE *file = fopen(path, "re");
    if (file == NULL || fseek(file, box->said, SEEK_SET) != 0)
        rig_give_up("%s: %s", path, strerror(errno));
    while (!said && fgets(line, sizeof line, file) != NULL)
        said = strstr(line, words) != NULL;
    fclose(file);
    return said;
}
