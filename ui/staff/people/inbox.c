#include "ui/staff/people/inbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/uuid.h"

bool
inbox_lay(struct visit *visit, const char *ending, const void *bytes,
          size_t length, char name[INBOX_NAME_SIZE])
{
    char inner[96], path[FOLDER_PATH_SIZE], id[UUID_SIZE];
    uuid_make(id, visit->now.utc_ms);
    text_format(name, INBOX_NAME_SIZE, "%s.%s", id, ending);
    text_format(inner, sizeof inner, "inbox/%s", name);
    folder_path(visit->folder, inner, path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    bool whole = file != NULL && fwrite(bytes, 1, length, file) == length;
    if (file != NULL && fclose(file) != 0)
        whole = false;
    if (!whole) {
        log_errno("%s", path);
        unlink(path);
    }
    return whole;
}
