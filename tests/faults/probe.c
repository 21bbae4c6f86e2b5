/* D7's two hands: one reads the database as everybody has to, the other does
 * what reliability.md's first finding is about. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/store/store.h"
#include "tests/faults/rig.h"

int
rig_probe(const char *dir, bool own_hands)
{
    struct folder folder;
    struct store *store = NULL;
    char path[FOLDER_PATH_SIZE];
    char header[16];
    if (folder_open(&folder, dir) != RESULT_OK)
        return 2;
    if (!own_hands) {
        if (store_open(&store, &folder, STORE_READ) != RESULT_OK)
            return 1;
        printf("%lld\n", (long long)store_seq(store));
        store_close(store);
        return 0;
    }
    folder_path(&folder, "troskel.db", path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && read(fd, header, sizeof header) == sizeof header;
    if (fd >= 0)
        close(fd);
    return ok ? 0 : 1;
}
