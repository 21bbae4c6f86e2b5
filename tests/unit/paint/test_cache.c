/* Decoded pictures in a file: found at the next start, and never wrongly. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "ui/kiosk/paint_cache.h"

static char path[200], library[200];
static const uint32_t pixels[6] = {0xff112233, 1, 2, 3, 4, 0x80445566};

static struct cache_key
key_of(const char *id, int side)
{
    struct cache_key key = {.room_w = side, .room_h = side};
    (void)text_copy(key.id, sizeof key.id, id);
    return key;
}

static bool
put(const char *file, const char *text)
{
    FILE *out = fopen(file, "we");
    bool ok = out != NULL && fputs(text, out) >= 0;
    return out != NULL && fclose(out) == 0 && ok;
}

static bool
prepare(void)
{
    (void)text_format(path, sizeof path, "%s/cache", test_folder());
    (void)text_format(library, sizeof library, "%s/library", test_folder());
    return put(library, "a library");
}

static bool
keep(const char *id, int side)
{
    struct cache *cache = NULL;
    struct cache_key key = key_of(id, side);
    if (cache_open(&cache, path, library) != RESULT_OK)
        return false;
    bool ok = cache_keep(cache, &key, 3, 2, pixels) == RESULT_OK;
    cache_close(cache);
    return ok;
}

static bool
stands(const char *id, int side)
{
    struct cache *cache = NULL;
    struct cache_key key = key_of(id, side);
    int w = 0;
    int h = 0;
    if (cache_open(&cache, path, library) != RESULT_OK)
        return false;
    uint32_t *found = cache_find(cache, &key, &w, &h);
    bool so = found != NULL && w == 3 && h == 2 &&
              memcmp(found, pixels, sizeof pixels) == 0;
    free(found);
    cache_close(cache);
    return so;
}

static bool
change_byte(off_t from_end)
{
    struct stat about;
    unsigned char byte = 0;
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool ok = fd >= 0 && fstat(fd, &about) == 0 &&
              pread(fd, &byte, 1, about.st_size - from_end) == 1;
    byte ^= 0x40;
    ok = ok && pwrite(fd, &byte, 1, about.st_size - from_end) == 1;
    if (fd >= 0)
        close(fd);
    return ok;
}

TEST(what_was_decoded_is_found_at_the_next_start)
{
    REQUIRE(prepare());
    CHECK(!stands("1F98A", 141));
    CHECK(keep("1F98A", 141));
    CHECK(keep("1F43B", 141));
    CHECK(stands("1F98A", 141));
    CHECK(stands("1F43B", 141));
    CHECK(!stands("1F98A", 140));
    CHECK(!stands("1F98", 141));
}

TEST(another_library_begins_the_cache_anew)
{
    REQUIRE(prepare());
    CHECK(keep("1F98A", 141));
    REQUIRE(put(library, "another library"));
    CHECK(!stands("1F98A", 141));
    CHECK(keep("1F43B", 141));
    CHECK(stands("1F43B", 141));
}

TEST(pixels_that_were_damaged_are_not_shown)
{
    REQUIRE(prepare());
    CHECK(keep("1F98A", 141));
    CHECK(keep("1F43B", 141));
    REQUIRE(change_byte(5));
    CHECK(stands("1F98A", 141));
    CHECK(!stands("1F43B", 141));
}

TEST(a_file_that_ends_too_soon_gives_what_is_whole)
{
    struct stat about;
    REQUIRE(prepare());
    CHECK(keep("1F98A", 141));
    CHECK(keep("1F43B", 141));
    REQUIRE(stat(path, &about) == 0);
    REQUIRE(truncate(path, about.st_size - 7) == 0);
    CHECK(stands("1F98A", 141));
    CHECK(!stands("1F43B", 141));
    CHECK(keep("1F427", 141)); /* written over what was not whole */
    CHECK(stands("1F427", 141));
    CHECK(stands("1F98A", 141));
}

TEST(a_second_program_goes_without_the_cache)
{
    struct cache *first = NULL;
    struct cache *second = NULL;
    REQUIRE(prepare());
    REQUIRE(cache_open(&first, path, library) == RESULT_OK);
    CHECK_INT(cache_open(&second, path, library), RESULT_BUSY);
    CHECK(second == NULL);
    cache_close(first);
    REQUIRE(cache_open(&second, path, library) == RESULT_OK);
    cache_close(second);
}

TEST(a_flat_picture_takes_a_tenth_of_its_pixels)
{
    enum { SIDE = 96 };
    static uint32_t flat[SIDE * SIDE];
    struct cache *cache = NULL;
    struct cache_key key = key_of("1F98A", SIDE);
    struct stat about;
    REQUIRE(prepare());
    for (int i = 0; i < SIDE * SIDE; i++)
        flat[i] = i / SIDE < i % SIDE ? 0xff2b4a6fu : 0;
    REQUIRE(cache_open(&cache, path, library) == RESULT_OK);
    CHECK_INT(cache_keep(cache, &key, SIDE, SIDE, flat), RESULT_OK);
    cache_close(cache);
    REQUIRE(stat(path, &about) == 0);
    CHECK(about.st_size < (off_t)sizeof flat / 10);
}
