#include "firmware/base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum result
folder_open(struct folder *folder, const char *dir)
{
    char full[PATH_MAX];
    struct stat st;
    if (realpath(dir, full) == NULL || stat(full, &st) != 0 ||
        !S_ISDIR(st.st_mode))
        return RESULT_ABSENT;
    /* A socket's whole path has to fit sockaddr_un (108 bytes). */
    if (strlen(full) + strlen("/run/button.sock") >= 108 ||
        !text_copy(folder->path, sizeof folder->path, full)) {
        log_warn("%s: the path is too long for a socket in it", dir);
        return RESULT_INVALID;
    }
    return RESULT_OK;
}

static enum result
make_one(const char *path)
{
    if (mkdir(path, 0750) == 0 || errno == EEXIST)
        return RESULT_OK;
    log_errno("%s", path);
    return RESULT_IO;
}

/* The directories above `dir`, like mkdir -p. */
static enum result
make_parents(const char *dir)
{
    char path[PATH_MAX];
    if (!text_copy(path, sizeof path, dir))
        return RESULT_INVALID;
    for (char *at = path + 1; *at != '\0'; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (make_one(path) != RESULT_OK)
            return RESULT_IO;
        *at = '/';
    }
    return RESULT_OK;
}

enum result
folder_make(const char *dir, bool for_tests)
{
    static const char *const inner[] = {"spool", "run", "inbox", "snapshots"};
    char path[PATH_MAX];
    if (make_parents(dir) != RESULT_OK || make_one(dir) != RESULT_OK)
        return RESULT_IO;
    for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++) {
        text_format(path, sizeof path, "%s/%s", dir, inner[i]);
        if (make_one(path) != RESULT_OK)
            return RESULT_IO;
    }
    if (!for_tests)
        return RESULT_OK;
    text_format(path, sizeof path, "%s/for-tests", dir);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    close(fd);
    return RESULT_OK;
}

void
folder_path(const struct folder *folder, const char *name,
            char out[FOLDER_PATH_SIZE])
{
    text_format(out, FOLDER_PATH_SIZE, "%s/%s", folder->path, name);
}

bool
folder_for_tests(const struct folder *folder)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(folder, "for-tests", path);
    return access(path, F_OK) == 0;
}
