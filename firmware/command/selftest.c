/*
 * selftest: what is well and what is not, in plain sentences.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/beside.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/selftest_box.h"
#include "firmware/command/selftest_signal.h"
#include "firmware/command/subcommands.h"
#include "firmware/core/client.h"
#include "firmware/store/library.h"

enum { CORE_WAIT_MS = 3000, ROOM_MIB_MIN = 200, SOUND_SECONDS = 4 };
#define BYTES_OF_MIB (1024ULL * 1024)

struct selftest {
    struct line *line;
    struct reading reading;
    json_t *told;
    bool well;
};

static void
tell(struct selftest *test, const char *what, bool well, const char *says)
{
    test->well = test->well && well;
    if (test->line->json)
        json_array_append_new(test->told,
                              json_pack("{s:s, s:b, s:s}", "what", what, "well",
                                        well, "says", says));
    else
        printf("%s %s\n", well ? "✓" : "✗", says);
}

static void
tell_of(void *user, const char *what, bool well, const char *says)
{
    tell(user, what, well, says);
}

/* One of two sentences. */
static void
tell_either(struct selftest *test, const char *what, bool well,
            const char *good, const char *bad)
{
    tell(test, what, well, word(test->line->lang, well ? good : bad));
}

static void
check_folder(struct selftest *test)
{
    static const char *const inner[] = {"", "spool", "run", "inbox",
                                        "snapshots"};
    bool well = true;
    for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++) {
        char path[FOLDER_PATH_SIZE];
        folder_path(&test->reading.folder, inner[i], path);
        well = well && access(path, R_OK | W_OK | X_OK) == 0;
    }
    tell_either(test, "folder", well,
                WORD("Mappen är hel och går att skriva i."),
                WORD("Mappen saknar en del, eller går inte att skriva i."));
}

/* The copy is verified and not the file itself: the same bytes, and core can
 * go on writing meanwhile. */
static void
check_database(struct selftest *test)
{
    char name[64];
    char path[FOLDER_PATH_SIZE];
    text_format(name, sizeof name, "snapshots/.selftest-%d", (int)getpid());
    folder_path(&test->reading.folder, name, path);
    unlink(path);
    enum result result = store_backup_gently(test->reading.store, path);
    if (result == RESULT_OK)
        result = store_verify_file(path);
    unlink(path);
    tell_either(test, "database", result == RESULT_OK,
                WORD("Databasen är hel, och tillståndet följer av loggen."),
                WORD("Databasen är skadad."));
}

static void
check_core(struct selftest *test)
{
    json_t *ping = json_pack("{s:s}", "do", "ping");
    json_t *answer = NULL;
    enum result result = client_once(&test->reading.folder, "command", ping,
                                     CORE_WAIT_MS, &answer);
    bool well =
        result == RESULT_OK && json_is_true(json_object_get(answer, "ok"));
    json_decref(answer);
    tell_either(test, "core", well, WORD("troskel-core svarar."),
                WORD("troskel-core svarar inte."));
}

static void
check_button(struct selftest *test)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&test->reading.folder, "run/button.state", path);
    json_t *state = json_load_file(path, 0, NULL);
    const char *button = json_string_value(json_object_get(state, "button"));
    const char *says = json_string_value(json_object_get(state, "says"));
    if (button == NULL)
        tell_either(test, "button", false, "",
                    WORD("Knappen har inte sagt hur den mår."));
    else if (text_empty(says))
        tell_either(test, "button", text_equal(button, "ok"),
                    WORD("Knappen fungerar."),
                    WORD("Knappen fungerar inte nu."));
    else
        tell(test, "button", false, word(test->line->lang, says));
    json_decref(state);
}

static void
check_pictures(struct selftest *test)
{
    struct library *library = NULL;
    struct library_hit hit;
    enum result result = library_open(&library, library_path());
    if (result == RESULT_OK)
        result = library_match(library, "sv", "fika", &hit);
    library_close(library);
    tell_either(test, "pictures", result == RESULT_OK, WORD("Bilderna finns."),
                WORD("Bilderna saknas."));
}

/* Where the kiosk looks: $TROSKEL_FONTS, beside the program, the system. */
static void
check_fonts(struct selftest *test)
{
    char beside_us[BESIDE_PATH_SIZE];
    const char *given = getenv("TROSKEL_FONTS");
    (void)beside("../share/troskel/fonts", beside_us);
    const char *const folders[] = {given == NULL ? beside_us : given, beside_us,
                                   "/usr/share/fonts/truetype/andika"};
    bool well = false;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char path[BESIDE_PATH_SIZE + 32];
        text_format(path, sizeof path, "%s/Andika-Regular.ttf", folders[i]);
        well = well || access(path, R_OK) == 0;
    }
    tell_either(test, "fonts", well, WORD("Typsnittet finns."),
                WORD("Typsnittet Andika saknas."));
}

/* Swedish stands in the programs themselves. */
static void
check_words(struct selftest *test)
{
    bool well = true;
    /* Swedish stands in the programs themselves. */
    static const char *const langs[] = {"da", "nb", "en"};
    for (size_t i = 0; i < sizeof langs / sizeof langs[0]; i++) {
        char path[4096];
        text_format(path, sizeof path, "%s/%s.mo", words_folder(), langs[i]);
        well = well && access(path, R_OK) == 0;
    }
    tell_either(test, "words", well, WORD("Orden finns på alla fyra språken."),
                WORD("Orden saknas på något av språken."));
}

static void
check_programs(struct selftest *test)
{
    static const char *const names[] = {"troskel-core", "troskel-button",
                                        "troskel-kiosk", "troskel-staff"};
    bool well = true;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[BESIDE_PATH_SIZE];
        well = beside(names[i], path) && well;
    }
    tell_either(test, "programs", well, WORD("Alla program finns."),
                WORD("Något av programmen saknas."));
}

static void
check_room(struct selftest *test)
{
    struct statvfs room;
    char says[160];
    if (statvfs(test->reading.folder.path, &room) != 0) {
        tell(test, "room", false,
             word(test->line->lang, WORD("Diskens plats går inte att läsa.")));
        return;
    }
    unsigned long long free_mib =
        (unsigned long long)room.f_bavail * room.f_frsize / BYTES_OF_MIB;
    text_format(says, sizeof says,
                word(test->line->lang, WORD("Ledig plats: %llu MiB.")),
                free_mib);
    tell(test, "room", free_mib >= ROOM_MIB_MIN, says);
}

static void
check_clock(struct selftest *test)
{
    enum clock_quality quality = clock_now(test->reading.clock).quality;
    if (quality == CLOCK_UNSURE)
        tell_either(test, "clock", false, "",
                    WORD("Ingen vet om klockan går rätt."));
    else
        tell_either(test, "clock", true,
                    quality == CLOCK_SYNCED
                        ? WORD("Klockan stämmer med en tidsserver.")
                        : WORD("Klockan går, utan tidsserver."),
                    "");
}

static bool
listens(enum view_voice voice)
{
    return voice >= VOICE_EAR;
}

static bool
somebody_listens(struct selftest *test)
{
    static struct view_person people[VIEW_PEOPLE_MAX];
    int count = 0;
    bool any = listens(test->reading.centre.reach.voice);
    if (view_people(test->reading.store, "", people, VIEW_PEOPLE_MAX, &count) !=
        RESULT_OK)
        return any;
    for (int i = 0; i < count; i++)
        any = any || listens(people[i].reach.voice);
    return any;
}

static bool
engine_is_there(void)
{
    char path[BESIDE_PATH_SIZE];
    const char *at = getenv("PATH");
    for (; !text_empty(at); at += strcspn(at, ":"), at += *at == ':')
        if (text_format(path, sizeof path, "%.*s/espeak-ng",
                        (int)strcspn(at, ":"), at) &&
            access(path, X_OK) == 0)
            return true;
    return false;
}

/* As the kiosk looks, by the same program; a driver that hangs is ended. */
static bool
sound_is_there(void)
{
    char path[BESIDE_PATH_SIZE];
    int status = 0;
    if (!beside("troskel-voice", path))
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        (void)alarm(SOUND_SECONDS);
        execl(path, "troskel-voice", "--check", (char *)NULL);
        _exit(127);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/* Only where somebody wants it. */
static void
check_voice(struct selftest *test)
{
    if (somebody_listens(test))
        tell_either(test, "voice", engine_is_there() && sound_is_there(),
                    WORD("Uppläsningen fungerar."),
                    WORD("Uppläsningen hörs inte: espeak-ng eller ljudet "
                         "saknas."));
}

int
subcommand_selftest(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct selftest test = {.line = line, .well = true};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open(line, &test.reading) != RESULT_OK)
        return LINE_REFUSED;
    test.told = json_array();
    check_folder(&test);
    check_database(&test);
    check_programs(&test);
    check_core(&test);
    check_button(&test);
    selftest_signal(&test.reading, line->lang, tell_of, &test);
    selftest_box(&test.reading, line->lang, tell_of, &test);
    check_pictures(&test);
    check_fonts(&test);
    check_words(&test);
    check_room(&test);
    check_clock(&test);
    check_voice(&test);
    reading_close(&test.reading);
    end = LINE_DONE;
    if (line->json)
        end = print_json(
            line, json_pack("{s:b, s:o}", "ok", test.well, "told", test.told));
    else
        json_decref(test.told);
    return test.well ? end : LINE_REFUSED;
}
