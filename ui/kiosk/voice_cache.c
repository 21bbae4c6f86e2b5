#include "ui/kiosk/voice_cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { PATH_SIZE = FOLDER_PATH_SIZE + 96, FILES_MAX = 4096 };

void
voice_cache_open(struct voice_cache *cache, const struct folder *folder)
{
    const char *given = getenv("CACHE_DIRECTORY");
    if (!text_empty(given))
        (void)text_copy(cache->path, sizeof cache->path, given);
    else
        folder_path(folder, "cache", cache->path);
    if (mkdir(cache->path, 0700) != 0 && errno != EEXIST) {
        log_errno("%s", cache->path);
        cache->path[0] = '\0';
    }
}

void
voice_cache_key(char key[VOICE_KEY_SIZE], const char *voice, int rate,
                const char *text)
{
    char number[16];
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    (void)text_format(number, sizeof number, "%d", rate);
    const char *const parts[] = {voice, number, text};
    (void)crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        (void)crypto_hash_sha256_update(&state, (const unsigned char *)parts[i],
                                        strlen(parts[i]) + 1);
    (void)crypto_hash_sha256_final(&state, hash);
    (void)sodium_bin2hex(key, VOICE_KEY_SIZE, hash, sizeof hash);
}

static bool
path_of(const struct voice_cache *cache, const char *key, const char *end,
        char out[PATH_SIZE])
{
    return cache->path[0] != '\0' &&
           text_format(out, PATH_SIZE, "%s/%s%s", cache->path, key, end);
}

int
voice_cache_get(const struct voice_cache *cache, const char *key)
{
    char path[PATH_SIZE];
    if (!path_of(cache, key, ".wav", path))
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0)
        (void)utimensat(AT_FDCWD, path, NULL, 0); /* heard now */
    return fd;
}

struct entry {
    char name[80];
    off_t size;
    time_t at;
};

static int
oldest_first(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at ? 1 : strcmp(x->name, y->name);
}

/* Our own files alone; what else lies there is left. */
static int
read_entries(const struct voice_cache *cache, struct entry *all, off_t *sum)
{
    struct stat st;
    int count = 0;
    DIR *folder = opendir(cache->path);
    struct dirent *file;
    *sum = 0;
    while (folder != NULL && count < FILES_MAX &&
           (file = readdir(folder)) != NULL) {
        size_t length = strlen(file->d_name);
        if (length < 4 || length >= sizeof all->name ||
            strcmp(file->d_name + length - 4, ".wav") != 0 ||
            fstatat(dirfd(folder), file->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        struct entry *entry = &all[count++];
        (void)text_copy(entry->name, sizeof entry->name, file->d_name);
        entry->size = st.st_size;
        entry->at = st.st_mtime;
        *sum += st.st_size;
    }
    if (folder != NULL)
        (void)closedir(folder);
    return count;
}

static void
make_room(const struct voice_cache *cache)
{
    off_t sum;
    char path[PATH_SIZE];
    struct entry *all = malloc(FILES_MAX * sizeof *all);
    if (all == NULL)
        return;
    int count = read_entries(cache, all, &sum);
    qsort(all, (size_t)count, sizeof *all, oldest_first);
    for (int i = 0; i < count && sum > VOICE_CACHE_BYTES; i++) {
        if (path_of(cache, all[i].name, "", path) && unlink(path) == 0)
            sum -= all[i].size;
    }
    free(all);
}

/* Whole or not at all; a power cut may leave it cut, which the reader of WAV
 * sees, and then it is made again. */
void
voice_cache_put(const struct voice_cache *cache, const char *key,
                const void *bytes, size_t length)
{
    char path[PATH_SIZE], part[PATH_SIZE];
    if (!path_of(cache, key, ".wav", path) ||
        !path_of(cache, key, ".part", part))
        return;
    int fd =
        open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool fine = fd >= 0 && write(fd, bytes, length) == (ssize_t)length;
    if (fd >= 0 && close(fd) != 0)
        fine = false;
    if (!fine || rename(part, path) != 0)
        (void)unlink(part);
    make_room(cache);
}
