#include "tests/faults/house.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"

static struct shim *
make_shim(void)
{
    char path[200];
    text_format(path, sizeof path, "%s/shim", rig.work);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    rig_need(fd >= 0 && ftruncate(fd, sizeof(struct shim)) == 0);
    void *map = mmap(NULL, sizeof(struct shim), PROT_READ | PROT_WRITE,
                     MAP_SHARED, fd, 0);
    rig_need(map != MAP_FAILED);
    close(fd);
    setenv("TROSKEL_FAULTS", path, 1);
    struct shim *shim = map;
    shim->random = rig.seed;
    return shim;
}

static void
add(struct house *house, const char *program, const char *const *extra)
{
    house->names[house->count] = program;
    house->extra[house->count++] = extra;
}

void
house_make(struct house *house, bool all)
{
    static const char *const staff[] = {"--port", "0", NULL};
    char dir[160];
    char path[600];
    *house = (struct house){.shim = make_shim()};
    text_format(dir, sizeof dir, "%s/c", rig.work);
    centre_make(&house->folder, dir);
    add(house, "troskel-core", NULL);
    add(house, "troskel-button", NULL);
    const char *const kiosk[] = {"--backend", "offscreen", "--size",
                                 "800x480",   "--control", house->control,
                                 NULL};
    memcpy(house->kiosk, kiosk, sizeof kiosk);
    text_format(house->control, sizeof house->control, "%s/k", rig.work);
    text_format(path, sizeof path, "%s/troskel-kiosk", rig.bin);
    if (all && access(path, X_OK) == 0)
        add(house, "troskel-kiosk", house->kiosk);
    text_format(path, sizeof path, "%s/troskel-staff", rig.bin);
    if (all && access(path, X_OK) == 0)
        add(house, "troskel-staff", staff);
}

/* As systemd does with Restart=always, RestartSec=200ms. */
void
house_keep_up(struct house *house)
{
    for (int i = 0; i < house->count; i++) {
        int status = 0;
        if (rig_ended(&house->pids[i], &status)) {
            house->ended_by_itself++;
            house->due_ms[i] = rig_now_ms() + 200;
            /* A sanitizer that has something to say ends with a signal or
             * its own code; a program that gives its handle up with 1. */
            house->untrue += !(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
        }
        if (house->pids[i] == 0 && rig_now_ms() >= house->due_ms[i])
            house->pids[i] = rig_start(house->names[i], &house->folder,
                                       house->extra[i], true);
    }
}

void
house_end(struct house *house)
{
    for (int i = 0; i < house->count; i++)
        rig_kill(&house->pids[i], SIGTERM);
}

/* One command until it is answered with ok; false when time is up. */
bool
house_ask(struct house *house, int64_t end_ms)
{
    char id[UUID_SIZE];
    json_t *command = centre_command(house->next, id);
    /* What was not answered is asked again under its own id, as the kiosk
     * does: it may be in the log already. */
    if (house->pending[0] != '\0')
        json_object_set_new(command, "id", json_string(house->pending));
    text_copy(house->pending, sizeof house->pending,
              json_string_value(json_object_get(command, "id")));
    text_copy(id, sizeof id, house->pending);
    int64_t began = rig_now_ms();
    bool ok = false;
    while (!ok && rig_now_ms() < end_ms) {
        house_keep_up(house);
        json_t *answer = rig_ask(&house->folder, json_incref(command), 2000);
        ok = json_is_true(json_object_get(answer, "ok"));
        json_decref(answer);
        if (!ok) {
            house->asked_again++;
            rig_nap(5);
        }
    }
    json_decref(command);
    if (!ok)
        return false;
    house->next++;
    house->pending[0] = '\0';
    told_add(&house->told, id);
    if (rig_now_ms() - began > house->worst_ms)
        house->worst_ms = rig_now_ms() - began;
    return true;
}

/* Core is up and has taken in what the spool holds. */
void
house_settle(struct house *house)
{
    int64_t end = rig_now_ms() + 60000;
    house->shim->sync_ppm = house->shim->write_ppm = 0;
    bool ok = false;
    while (!ok) {
        rig_need(rig_now_ms() < end);
        house_keep_up(house);
        json_t *answer =
            rig_ask(&house->folder, json_pack("{s:s}", "do", "spool"), 1000);
        ok = json_is_true(json_object_get(answer, "ok"));
        json_decref(answer);
        rig_nap(20);
    }
}

void
house_judge(struct house *house, struct row *row)
{
    char path[FOLDER_PATH_SIZE];
    struct found found = found_in(&house->folder, &house->told);
    row->lost += found.missing;
    printf("missing %lld of %d told; presses %lld of %lld\n",
           (long long)found.missing, house->told.count,
           (long long)found.presses, (long long)house->presses);
    if (found.presses < house->presses)
        row->lost += house->presses - found.presses;
    row->untrue += house->untrue + found.doubled + found.gaps;
    folder_path(&house->folder, "troskel.db", path);
    row->held = row->held && found.readable;
    house_end(house);
    const char *const check[] = {"rebuild", "--check", NULL};
    row->held = row->held && rig_troskel(&house->folder, check) == 0;
    row->times += house->told.count + house->presses;
    if (row->worst_ms < house->worst_ms)
        row->worst_ms = house->worst_ms;
    told_free(&house->told);
}
