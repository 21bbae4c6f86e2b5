/* D4: a disk with no room at all, in a mount namespace of its own. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/rig.h"

/* Every byte that is left. */
static void
fill(const char *path)
{
    static char block[4096];
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    rig_need(fd >= 0);
    while (write(fd, block, sizeof block) > 0) {
    }
    close(fd);
}

/* A check-in: its `why`, "" when it was stored, "none" without an answer. */
static void
check_in(const struct folder *folder, int n, struct told *told, char why[16])
{
    char id[UUID_SIZE];
    json_t *answer = rig_ask(folder, centre_command(n, id), 3000);
    text_copy(why, 16, answer == NULL ? "none" : "");
    if (json_is_true(json_object_get(answer, "ok")))
        told_add(told, id);
    else if (answer != NULL)
        text_copy(why, 16, json_string_value(json_object_get(answer, "why")));
    json_decref(answer);
}

int
rig_full(void)
{
    struct row row = {.goal = "D4", .worst_ms = -1};
    struct folder folder;
    struct told told = {0};
    char dir[160];
    char filler[200];
    char why[16];
    int64_t presses = 0;
    int stored = 0;
    int refused = 0;
    int unsaid = 0;
    text_format(dir, sizeof dir, "%s/d", rig.work);
    rig_need(mkdir(dir, 0700) == 0);
    if (unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", dir, "tmpfs", 0, "size=12m") != 0) {
        printf("D4 needs the right to mount: skipped\n");
        return 0;
    }
    text_format(filler, sizeof filler, "%s/filler", dir);
    text_append(dir, sizeof dir, "/c");
    centre_make(&folder, dir);
    pid_t button = rig_start("troskel-button", &folder, NULL, false);
    pid_t core = rig_start("troskel-core", &folder, NULL, false);
    rig_need(rig_wait_core(&folder, 20000) >= 0);
    while (!rig_press(&folder, 1000))
        rig_nap(100);
    presses++;
    fill(filler);
    for (int i = 0; i < 110; i++) {
        presses += rig_press(&folder, 2000);
        rig_nap(60); /* past the press's own lock-out */
    }
    row.held = presses >= 101;
    /* The WAL begins anew again and again; what ends are the free pages. */
    for (int n = 0; n < 100000 && refused < 5; n++) {
        check_in(&folder, n, &told, why);
        stored += why[0] == '\0';
        refused += text_equal(why, "full") || text_equal(why, "io");
        unsaid += text_equal(why, "none");
    }
    for (int i = 0; i < 20; i++) { /* and still, with the reserve used up */
        presses += rig_press(&folder, 2000);
        rig_nap(60);
    }
    int status = 0;
    bool went = rig_ended(&core, &status);
    unlink(filler);
    if (went)
        core = rig_start("troskel-core", &folder, NULL, false);
    int64_t began = rig_now_ms();
    text_copy(why, sizeof why, "none");
    for (int n = stored; why[0] != '\0' && rig_now_ms() - began < 20000; n++) {
        check_in(&folder, n, &told, why);
        rig_nap(20);
    }
    row.worst_ms = rig_now_ms() - began;
    json_t *spool = rig_ask(&folder, json_pack("{s:s}", "do", "spool"), 5000);
    json_decref(spool);
    struct found found = found_in(&folder, &told);
    row.lost =
        found.missing + (found.presses < presses ? presses - found.presses : 0);
    row.untrue = unsaid + found.doubled + found.gaps;
    row.times = presses + told.count;
    row.held =
        row.held && refused == 5 && why[0] == '\0' && found.readable && !went;
    rig_kill(&core, SIGTERM);
    rig_kill(&button, SIGTERM);
    text_format(row.what, sizeof row.what,
                "no byte left: %lld presses durable, %d check-ins stored in "
                "the reserve, %d refused in words; then room again",
                (long long)presses, stored, refused);
    /* The control: what needs new room has to be refused. */
    fill(filler);
    char other[200];
    text_format(other, sizeof other, "%s.new", filler);
    int fd = open(other, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    row.control_fell = fd < 0 || write(fd, "x", 1) != 1;
    if (fd >= 0)
        close(fd);
    text_format(row.control, sizeof row.control, "a new file gets no byte");
    told_free(&told);
    int code = row_print(&row);
    text_format(dir, sizeof dir, "%s/d", rig.work);
    rig_need(chdir("/") == 0 && umount2(dir, MNT_DETACH) == 0);
    return code;
}
