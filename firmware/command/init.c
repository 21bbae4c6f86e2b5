#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"
#include "firmware/store/store.h"

struct centre_wish {
    const char *name;
    const char *lang;
    const char *zone;
};

static enum result
save_centre(struct store *store, struct clock *clock,
            const struct centre_wish *wish)
{
    struct event event = {.at = clock_now(clock),
                          .through = THROUGH_COMMAND,
                          .kind = EVENT_CENTRE_SAVED};
    text_copy(event.boot_id, sizeof event.boot_id, clock_boot_id(clock));
    uuid_make(event.about, event.at.utc_ms);
    event.body = json_pack("{s:s, s:s, s:s}", "name", wish->name, "lang",
                           wish->lang, "zone", wish->zone);
    if (event.body == NULL)
        return RESULT_INVALID;
    enum result result = store_begin(store);
    if (result == RESULT_OK) {
        result = store_append(store, &event);
        if (result == RESULT_OK)
            result = store_commit(store);
        else
            store_rollback(store);
    }
    json_decref(event.body);
    return result;
}

static enum result
sync_folder(const struct folder *folder)
{
    int fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
        log_errno("%s", folder->path);
        if (fd >= 0)
            close(fd);
        return RESULT_IO;
    }
    close(fd);
    return RESULT_OK;
}

static void
remove_aside(const struct folder *aside)
{
    static const char *const names[] = {"troskel.db", "troskel.db-wal",
                                        "troskel.db-shm", "core.lock"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[FOLDER_PATH_SIZE];
        folder_path(aside, names[i], path);
        unlink(path);
    }
    rmdir(aside->path);
}

/* A database with its centre, or none: it is made whole in a folder aside
 * and gets its name last, so that a power cut leaves nothing half done. */
static enum result
make_database(const struct folder *folder, struct clock *clock,
              const struct centre_wish *wish)
{
    struct folder aside;
    struct store *store = NULL;
    char from[FOLDER_PATH_SIZE];
    char to[FOLDER_PATH_SIZE];
    folder_path(folder, ".init-XXXXXX", to);
    if (mkdtemp(to) == NULL) {
        log_errno("%s", to);
        return RESULT_IO;
    }
    enum result result = folder_open(&aside, to);
    if (result == RESULT_OK)
        result = store_open(&store, &aside, STORE_CREATE);
    if (result == RESULT_OK)
        result = save_centre(store, clock, wish);
    store_close(store);
    folder_path(&aside, "troskel.db", from);
    folder_path(folder, "troskel.db", to);
    if (result == RESULT_OK &&
        renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0) {
        result = errno == EEXIST ? RESULT_BUSY : RESULT_IO;
        log_errno("%s", to);
    }
    remove_aside(&aside);
    return result == RESULT_OK ? sync_folder(folder) : result;
}

static int
make_centre(const struct line *line, const struct centre_wish *wish,
            bool for_tests)
{
    struct folder folder;
    struct clock *clock = NULL;
    enum result result = folder_make(line->dir, for_tests);
    if (result == RESULT_OK)
        result = folder_open(&folder, line->dir);
    if (result == RESULT_OK)
        result = clock_open(&clock, folder.path);
    if (result == RESULT_OK)
        result = make_database(&folder, clock, wish);
    clock_close(clock);
    if (result != RESULT_OK)
        return line_refuse(line, line->dir, line_reason(line, result));
    if (line->json)
        return print_json(line,
                          json_pack("{s:b, s:s}", "ok", 1, "dir", folder.path));
    printf(word(line->lang, WORD("%s har nu en mapp: %s\n")), wish->name,
           folder.path);
    return LINE_DONE;
}

/* Something that init would have to write over, or that is in its way. */
static bool
has_database(const char *dir)
{
    char path[FOLDER_PATH_SIZE];
    return text_format(path, sizeof path, "%s/troskel.db", dir) &&
           access(path, F_OK) == 0;
}

int
subcommand_init(struct line *line)
{
    enum { CENTRE, ZONE, FOR_TESTS };
    struct line_option options[] = {
        {"centre", 0, "NAME", WORD("vad centret heter"), NULL},
        {"zone", 0, "ZONE", WORD("tidszon; annars Europe/Stockholm"), NULL},
        {"for-tests", 0, NULL,
         WORD("en mapp för prov, där klockan kan ställas"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    struct centre_wish wish = {options[CENTRE].value,
                               line->asked_lang == NULL ? "sv"
                                                        : line->asked_lang,
                               options[ZONE].value};
    if (wish.zone == NULL)
        wish.zone = "Europe/Stockholm";
    if (text_empty(wish.name) || !text_is_utf8(wish.name, strlen(wish.name)))
        return line_misuse(line, "--centre",
                           word(line->lang, WORD("namnet saknas")));
    if (civil_set_zone(wish.zone) != RESULT_OK)
        return line_misuse(
            line, wish.zone,
            word(line->lang, WORD("datorn har inte den tidszonen")));
    if (has_database(line->dir))
        return line_refuse(
            line, line->dir,
            word(line->lang, WORD("där finns redan en databas")));
    return make_centre(line, &wish, options[FOR_TESTS].value != NULL);
}
