#include "firmware/command/selftest_box.h"

#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/core/keep.h"

extern char **environ;

/* A copy is made within an hour of what is new; this is when it is late. */
enum { LATE_MS = 75 * 60 * 1000, LOOK_EVENTS = 500 };

struct late {
    char copied[KEEP_NAME_SIZE]; /* the newest copy's name, or "" */
    int64_t before_ms;
    bool found;
};

/* After the newest copy, and long ago: it stands in no copy. */
static bool
note_late(void *user, const struct event *event)
{
    struct late *late = user;
    char name[KEEP_NAME_SIZE];
    keep_copy_name(event->at.utc_ms, name);
    late->found =
        event->at.utc_ms < late->before_ms && strcmp(name, late->copied) > 0;
    return !late->found;
}

static void
tell_copies(const struct reading *reading, const char *lang, selftest_fn *tell,
            void *user)
{
    char path[FOLDER_PATH_SIZE] = "";
    struct late late = {.before_ms =
                            clock_now(reading->clock).utc_ms - LATE_MS};
    int64_t seq = store_seq(reading->store);
    bool some = keep_newest(&reading->folder, path);
    if (some)
        text_copy(late.copied, sizeof late.copied, strrchr(path, '/') + 1);
    if (store_events(reading->store, seq > LOOK_EVENTS ? seq - LOOK_EVENTS : 0,
                     LOOK_EVENTS, note_late, &late) != RESULT_OK)
        return; /* the check of the database tells */
    tell(user, "copies", !late.found,
         word(lang,
              !late.found
                  ? WORD("Allt äldre än en timme finns i en säkerhetskopia.")
              : some ? WORD("Den senaste säkerhetskopian är för gammal.")
                     : WORD("Det finns ingen säkerhetskopia.")));
}

/* Only where systemd runs, and has our units: not on a laptop. */
static void
tell_units(const struct reading *reading, const char *lang, selftest_fn *tell,
           void *user)
{
    char tool[] = "systemctl";
    char ask[] = "is-active";
    char quiet[] = "--quiet";
    char names[4][32] = {"troskel-core.service", "troskel-button.service",
                         "troskel-kiosk.service", "troskel-staff.service"};
    bool well = true;
    if (access("/run/systemd/system", F_OK) != 0 ||
        !text_equal(reading->folder.path, "/var/lib/troskel"))
        return;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *words[] = {tool, ask, quiet, names[i], NULL};
        pid_t pid = 0;
        int status = 1;
        if (posix_spawnp(&pid, tool, NULL, NULL, words, environ) != 0 ||
            waitpid(pid, &status, 0) != pid)
            return;
        well = well && status == 0;
    }
    tell(user, "units", well,
         word(lang, well ? WORD("Alla fyra tjänsterna är i gång.")
                         : WORD("Någon av tjänsterna är inte i gång.")));
}

void
selftest_box(const struct reading *reading, const char *lang, selftest_fn *tell,
             void *user)
{
    tell_copies(reading, lang, tell, user);
    tell_units(reading, lang, tell, user);
}
