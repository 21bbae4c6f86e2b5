/*
 * Hostile files without libFuzzer: takes a folder of seeds, mutates them from
 * a number that is printed, and puts each through one importer.
 *
 *   mutate TARGET FOLDER [FILES [SEED]]
 *
 * Prints the highest memory and the longest time one file took; more than
 * 64 MiB is a failure where no sanitizer counts along.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "tests/fuzz/exchange/targets.h"

enum {
    SEEDS_MAX = 64,
    FILE_MAX = 65536,
    EDITS_MAX = 12,
    MEMORY_MAX_KIB = 64 * 1024,
    SLOW_MS = 5000
};

#if defined(__SANITIZE_ADDRESS__)
static const bool counted = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
static const bool counted = false;
#else
static const bool counted = true;
#endif
#else
static const bool counted = true;
#endif

struct seed {
    char *bytes;
    size_t length;
};

static struct seed seeds[SEEDS_MAX];
static int seed_count;
static uint64_t state;

/* splitmix64 (Steele, Lea, Flood 2014): small, and the same everywhere. */
static uint64_t
next(void)
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static size_t
below(size_t limit)
{
    return limit == 0 ? 0 : (size_t)(next() % limit);
}

static void
read_seed(const char *folder, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    struct seed *seed = &seeds[seed_count];
    seed->bytes = malloc(FILE_MAX / 2);
    if (file == NULL || seed->bytes == NULL) {
        free(seed->bytes);
        return;
    }
    seed->length = fread(seed->bytes, 1, FILE_MAX / 2, file);
    (void)fclose(file);
    seed_count++;
}

static int
no_dots(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void
read_seeds(const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, no_dots, alphasort);
    for (int i = 0; i < count; i++) {
        if (seed_count < SEEDS_MAX)
            read_seed(folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

static const char *const pieces[] = {
    "\"",
    "\"\"",
    ";",
    ",",
    "\n",
    "\r",
    "\r\n ",
    ":",
    "=",
    "\xEF\xBB\xBF",
    "\xE5",
    "\xF0\x9F\x8C\xB1",
    "\x81",
    "-1",
    "99999999999",
    "0",
    "räv",
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VALARM\r\n",
    "END:VCALENDAR\r\n",
    "RRULE:FREQ=DAILY\r\n",
    "FREQ=SECONDLY",
    "RRULE:FREQ=YEARLY;BYDAY=-5MO;BYSETPOS=-366\r\n",
    "COUNT=2147483647",
    "INTERVAL=32767",
    "UNTIL=99991231T235959Z",
    "BYMONTH=2;BYMONTHDAY=30",
    "EXDATE:20261124T090000Z\r\n",
    "RDATE;VALUE=PERIOD:20261124T090000Z/PT1H\r\n",
    "DTSTART:00000000T000000\r\n",
    "DTSTART:99991231T235959Z\r\n",
    "DURATION:P99999999W\r\n",
    "RECURRENCE-ID:20261124T090000Z\r\n",
    ";TZID=../../etc/passwd",
    ";TZID=Europe/Stockholm",
    "850312-1234",
    "=cmd|' /C calc'!A0",
    "\xE2\x80\xAE",
    "mån-sön",
    "24:00",
    "STATUS:",
    "PK\x01\x02",
    "PK\x03\x04",
    "PK\x05\x06",
    "../",
    "<g id='a'>",
    "<use href='#a'/>",
    "<svg ",
    "<script>",
    "<!ENTITY a '&a;&a;'>",
    "url(#a)",
    "1e30",
    "viewBox='0 0 1e9 1e9'",
    "stdDeviation='99999'",
    "{\"buttons\":[",
    "null",
    "[[[[[[[["};

/* A hole at `at` of `gap` bytes, as far as there is room. */
static size_t
make_room(char *bytes, size_t *length, size_t at, size_t gap)
{
    if (*length + gap > FILE_MAX)
        gap = FILE_MAX - *length;
    memmove(bytes + at + gap, bytes + at, *length - at);
    *length += gap;
    return gap;
}

static void
insert(char *bytes, size_t *length, const char *piece, size_t size)
{
    size_t at = below(*length + 1);
    size_t gap = make_room(bytes, length, at, size);
    memcpy(bytes + at, piece, gap);
}

static void
erase(char *bytes, size_t *length)
{
    size_t at = below(*length), size = 1 + below(32);
    if (at + size > *length)
        size = *length - at;
    memmove(bytes + at, bytes + at + size, *length - at - size);
    *length -= size;
}

/* A stretch of one seed into another: lines meet that never met. */
static void
splice(char *bytes, size_t *length)
{
    const struct seed *from = &seeds[below((size_t)seed_count)];
    size_t at = below(from->length);
    size_t size = below(from->length - at + 1);
    insert(bytes, length, from->bytes + at, size > 2048 ? 2048 : size);
}

static void
repeat(char *bytes, size_t *length)
{
    char piece[512];
    size_t at = below(*length), size = below(sizeof piece);
    if (at + size > *length)
        size = *length - at;
    memcpy(piece, bytes + at, size);
    for (size_t times = below(40); times > 0; times--)
        insert(bytes, length, piece, size);
}

static void
edit(char *bytes, size_t *length)
{
    const char *piece = pieces[below(sizeof pieces / sizeof pieces[0])];
    switch (below(8)) {
    case 0:
        if (*length > 0)
            bytes[below(*length)] = (char)next();
        break;
    case 1:
        if (*length > 0)
            bytes[below(*length)] ^= (char)(1 << below(8));
        break;
    case 2:
        erase(bytes, length);
        break;
    case 3:
        *length = below(*length + 1);
        break;
    case 4:
        splice(bytes, length);
        break;
    case 5:
        repeat(bytes, length);
        break;
    default:
        insert(bytes, length, piece, strlen(piece));
        break;
    }
}

static int64_t
now_ms(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static int64_t
run(target_fn *target, long files)
{
    int64_t longest = 0;
    for (long i = 0; i < files; i++) {
        const struct seed *seed = &seeds[below((size_t)seed_count)];
        char work[FILE_MAX];
        size_t length = seed->length;
        memcpy(work, seed->bytes, length);
        for (size_t edits = i < seed_count ? 0 : 1 + below(EDITS_MAX);
             edits > 0; edits--)
            edit(work, &length);
        /* Of exactly this size, so that one byte beyond is seen. */
        char *bytes = malloc(length == 0 ? 1 : length);
        if (bytes == NULL)
            abort();
        memcpy(bytes, work, length);
        int64_t started = now_ms();
        target(bytes, length);
        int64_t took = now_ms() - started;
        longest = took > longest ? took : longest;
        free(bytes);
    }
    return longest;
}

static target_fn *
find_target(const char *name)
{
    static const struct {
        const char *name;
        target_fn *run;
    } targets[] = {{"csv", target_csv},           {"encoding", target_encoding},
                   {"people", target_people},     {"week", target_week},
                   {"calendar", target_calendar}, {"zip", target_zip},
                   {"board", target_board},       {"svg", target_svg}};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
        if (strcmp(targets[i].name, name) == 0)
            return targets[i].run;
    return NULL;
}

int
main(int argc, char **argv)
{
    target_fn *target = argc < 3 ? NULL : find_target(argv[1]);
    long files = argc > 3 ? strtol(argv[3], NULL, 10) : 5000;
    struct rusage usage;
    state = argc > 4 ? strtoull(argv[4], NULL, 10) : 20261122;
    if (target != NULL)
        read_seeds(argv[2]);
    if (target == NULL || seed_count == 0 || files < 1) {
        (void)fprintf(stderr, "mutate TARGET FOLDER [FILES [SEED]]\n");
        return 2;
    }
    (void)printf("%s: %ld files from seed %llu\n", argv[1], files,
                 (unsigned long long)state);
    (void)fflush(stdout);
    int64_t longest = run(target, files);
    targets_end();
    for (int i = 0; i < seed_count; i++)
        free(seeds[i].bytes);
    (void)getrusage(RUSAGE_SELF, &usage);
    bool fine =
        (!counted || usage.ru_maxrss <= MEMORY_MAX_KIB) && longest <= SLOW_MS;
    (void)printf("%s: %s, at most %ld KiB%s and %lld ms\n", argv[1],
                 fine ? "well" : "too much", usage.ru_maxrss,
                 counted ? "" : " (with the sanitizer)", (long long)longest);
    return fine ? 0 : 1;
}
