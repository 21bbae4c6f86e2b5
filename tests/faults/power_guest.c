/* D2 in the guest: core, button and a client that marks what was answered. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/power.h"

struct marker {
    int fd;
    uint32_t life;
    off_t at;
    struct power_mark *mark; /* aligned for O_DIRECT */
};

/* Returns when the disk has taken it. No flush: that would make durable what
 * the programs did not. */
static void
mark(struct marker *marker, enum power_mark_kind kind, const char *text)
{
    memset(marker->mark, 0, sizeof *marker->mark);
    memcpy(marker->mark->magic, POWER_MAGIC, sizeof marker->mark->magic);
    marker->mark->life = marker->life;
    marker->mark->kind = (uint32_t)kind;
    text_copy(marker->mark->text, sizeof marker->mark->text, text);
    rig_need(pwrite(marker->fd, marker->mark, POWER_SECTOR, marker->at) ==
             POWER_SECTOR);
    marker->at += POWER_SECTOR;
}

static void
check_in(const struct folder *folder, int n, struct marker *marker)
{
    char id[UUID_SIZE];
    json_t *answer = rig_ask(folder, centre_command(n, id), 20000);
    if (json_is_true(json_object_get(answer, "ok")))
        mark(marker, MARK_EVENT, id);
    json_decref(answer);
}

static pid_t
begin_copy(const struct folder *folder, int n, char name[40])
{
    char path[FOLDER_PATH_SIZE];
    char inner[64];
    text_format(name, 40, "2026-11-24T10%02d00Z.db", n % 60);
    text_format(inner, sizeof inner, "snapshots/%s", name);
    folder_path(folder, inner, path);
    const char *const words[] = {"backup", path, NULL};
    return rig_start("troskel", folder, words, false);
}

static void
end_copy(pid_t *pid, const char *name, bool wait, struct marker *marker)
{
    int status = 0;
    if (*pid <= 0 || waitpid(*pid, &status, wait ? 0 : WNOHANG) != *pid)
        return;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        mark(marker, MARK_COPY, name);
    *pid = 0;
}

/* Check-ins, presses, copies beside them; a pause now and then, in which core
 * moves the WAL; core killed once, so that it begins anew from the file. */
static void
live(const struct folder *folder, int commands, struct marker *marker,
     pid_t *core)
{
    char name[40] = "";
    pid_t copy = 0;
    for (int n = 0; n < commands; n++) {
        check_in(folder, n, marker);
        if (n % 4 == 1 && rig_press(folder, 20000))
            mark(marker, MARK_PRESS, "");
        if (n % 24 == 7 && copy == 0)
            copy = begin_copy(folder, n, name);
        end_copy(&copy, name, false, marker);
        if (n % 45 == 44)
            rig_nap(2000);
        if (n == commands / 2) {
            rig_kill(core, SIGKILL);
            *core = rig_start("troskel-core", folder, NULL, false);
            rig_need(rig_wait_core(folder, 60000) >= 0);
        }
    }
    end_copy(&copy, name, true, marker);
}

int
power_live(const char *device, const char *dir, enum power_life life,
           int commands)
{
    static const char *const sync[LIFE_COUNT] = {NULL, "NORMAL", "OFF", NULL};
    struct folder folder;
    struct marker marker = {.life = (uint32_t)life};
    void *block = NULL;
    rig_need(folder_open(&folder, dir) == RESULT_OK);
    rig_need(posix_memalign(&block, 4096, sizeof *marker.mark) == 0);
    marker.mark = block;
    marker.fd = open(device, O_WRONLY | O_DIRECT | O_CLOEXEC);
    rig_need(marker.fd >= 0);
    marker.at = ((off_t)POWER_MARKS_AT + (off_t)life * 4000) * POWER_SECTOR;
    if (sync[life] != NULL) {
        setenv("TROSKEL_SYNC", sync[life], 1);
        setenv("LD_PRELOAD", rig.shim, 1);
    }
    pid_t core = rig_start("troskel-core", &folder, NULL, false);
    pid_t button = rig_start("troskel-button", &folder, NULL, false);
    rig_need(rig_wait_core(&folder, 120000) >= 0);
    for (int i = 0; i < 100 && !rig_press(&folder, 20000); i++)
        rig_nap(100);
    mark(&marker, MARK_PRESS, "");
    mark(&marker, MARK_BEGINS, "");
    live(&folder, commands, &marker, &core);
    mark(&marker, MARK_ENDS, "");
    rig_kill(&core, SIGKILL);
    rig_kill(&button, SIGKILL);
    close(marker.fd);
    free(block);
    return 0;
}
