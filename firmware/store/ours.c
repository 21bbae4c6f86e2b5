#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/db.h"

/* Is one of this process's descriptors the file that lies at `path`? */
static bool
is_held(const char *path)
{
    struct stat file;
    struct stat held;
    bool found = false;
    if (stat(path, &file) != 0)
        return false;
    DIR *dir = opendir("/proc/self/fd");
    if (dir == NULL)
        return true; /* no /proc: nothing can be said */
    for (struct dirent *entry; !found && (entry = readdir(dir)) != NULL;) {
        intmax_t fd = strtoimax(entry->d_name, NULL, 10);
        found = entry->d_name[0] != '.' && fstat((int)fd, &held) == 0 &&
                held.st_dev == file.st_dev && held.st_ino == file.st_ino;
    }
    closedir(dir);
    return found;
}

bool
store_wal_is_ours(struct store *store)
{
    char wal[FOLDER_PATH_SIZE + 8];
    const char *path = sqlite3_db_filename(store->db, "main");
    if (text_empty(path) || !text_format(wal, sizeof wal, "%s-wal", path))
        return true; /* in memory */
    const char *lost = !is_held(path) ? path : !is_held(wal) ? wal : NULL;
    if (lost == NULL)
        return true;
    log_warn("%s: not the file this process writes", lost);
    store->broken = true;
    return false;
}

bool
store_is_broken(const struct store *store)
{
    return store->broken;
}
