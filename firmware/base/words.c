#include "firmware/base/words.h"

#include <endian.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

/* The layout of a .mo file: GNU gettext manual, "The Format of GNU MO Files".
 * libintl itself answers in one language per locale of the process; we need
 * several at once, so the file is mapped and searched here. */
struct catalogue {
    char lang[4];
    const unsigned char *bytes;
    size_t size;
    bool read; /* what follows stands */
    uint32_t count, originals, translations;
};

enum { LANGUAGES = 5 };
/* Not in the enum: beyond INT_MAX it makes the whole enum unsigned. */
#define MO_MAGIC UINT32_C(0x950412de)

static const char *const languages[LANGUAGES] = {"sv", "da", "nb", "nn", "en"};
static struct catalogue catalogues[LANGUAGES];

static uint32_t
word_at(const struct catalogue *catalogue, size_t at)
{
    uint32_t value;
    memcpy(&value, catalogue->bytes + at, sizeof value);
    return le32toh(value);
}

/* The string in slot `index` of the table at `table`, or NULL if the file
 * points outside itself. */
static const char *
string_at(const struct catalogue *catalogue, uint32_t table, uint32_t index)
{
    size_t slot = (size_t)table + (size_t)index * 8;
    uint32_t length = word_at(catalogue, slot);
    uint32_t at = word_at(catalogue, slot + 4);
    if ((size_t)at + length >= catalogue->size ||
        catalogue->bytes[at + length] != '\0')
        return NULL;
    return (const char *)catalogue->bytes + at;
}

static bool
catalogue_sound(const struct catalogue *catalogue)
{
    size_t table = (size_t)catalogue->count * 8;
    return word_at(catalogue, 0) == MO_MAGIC &&
           catalogue->originals + table <= catalogue->size &&
           catalogue->translations + table <= catalogue->size;
}

static void
open_catalogue(struct catalogue *catalogue, const char *dir, const char *lang)
{
    char path[PATH_MAX];
    struct stat st;
    *catalogue = (struct catalogue){.bytes = NULL};
    text_copy(catalogue->lang, sizeof catalogue->lang, lang);
    text_format(path, sizeof path, "%s/%s.mo", dir, lang);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && st.st_size >= 28) {
        catalogue->size = (size_t)st.st_size;
        void *map = mmap(NULL, catalogue->size, PROT_READ, MAP_PRIVATE, fd, 0);
        catalogue->bytes = map == MAP_FAILED ? NULL : map;
    }
    close(fd);
}

/* At the first word of that language: one that nobody reads costs no reading
 * from a card. */
static bool
read_catalogue(struct catalogue *catalogue)
{
    if (catalogue->bytes == NULL || catalogue->read)
        return catalogue->bytes != NULL;
    catalogue->read = true;
    catalogue->count = word_at(catalogue, 8);
    catalogue->originals = word_at(catalogue, 12);
    catalogue->translations = word_at(catalogue, 16);
    if (catalogue_sound(catalogue))
        return true;
    log_warn("%s.mo: not a message catalogue", catalogue->lang);
    munmap((void *)catalogue->bytes, catalogue->size);
    catalogue->bytes = NULL;
    return false;
}

void
words_open(const char *dir)
{
    for (int i = 0; i < LANGUAGES; i++)
        open_catalogue(&catalogues[i], dir, languages[i]);
}

void
words_close(void)
{
    for (int i = 0; i < LANGUAGES; i++) {
        if (catalogues[i].bytes != NULL)
            munmap((void *)catalogues[i].bytes, catalogues[i].size);
        catalogues[i].bytes = NULL;
    }
}

const char *
words_folder(void)
{
    static char found[PATH_MAX];
    const char *set = getenv("TROSKEL_WORDS");
    if (set != NULL)
        return set;
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0)
        return "/usr/share/troskel/words";
    self[length] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    static const char *const places[] = {"../share/troskel/words", "../words"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        text_format(found, sizeof found, "%s/%s", self, places[i]);
        if (access(found, R_OK) == 0)
            return found;
    }
    return "/usr/share/troskel/words";
}

static const struct catalogue *
catalogue_of(const char *lang)
{
    for (int i = 0; i < LANGUAGES; i++)
        if (text_equal(catalogues[i].lang, lang) &&
            read_catalogue(&catalogues[i]))
            return &catalogues[i];
    /* Whoever reads Nynorsk reads Bokmål sooner than Swedish. */
    return text_equal(lang, "nn") ? catalogue_of("nb") : NULL;
}

/* The translation of `key`, or NULL. Originals are sorted by their bytes. */
static const char *
find(const char *lang, const char *key)
{
    const struct catalogue *catalogue = catalogue_of(lang);
    if (catalogue == NULL)
        return NULL;
    uint32_t low = 0;
    uint32_t high = catalogue->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *original =
            string_at(catalogue, catalogue->originals, middle);
        int order = original == NULL ? 1 : strcmp(key, original);
        if (order == 0) {
            const char *found =
                string_at(catalogue, catalogue->translations, middle);
            return text_empty(found) ? NULL : found;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *
word(const char *lang, const char *swedish)
{
    const char *found = find(lang, swedish);
    return found != NULL ? found : swedish;
}

const char *
word_in(const char *lang, const char *context, const char *swedish)
{
    char key[512];
    if (!text_format(key, sizeof key, "%s\004%s", context, swedish))
        return swedish;
    const char *found = find(lang, key);
    return found != NULL ? found : swedish;
}

const char *
word_plural(const char *lang, const char *one, const char *many,
            unsigned long n)
{
    /* sv, da, nb, nn and en share one rule: nplurals=2; plural=(n != 1). The
     * catalogue holds "one\0many" under the key "one". */
    const char *found = find(lang, one);
    if (found == NULL)
        return n == 1 ? one : many;
    return n == 1 ? found : found + strlen(found) + 1;
}

bool
words_has(const char *lang)
{
    for (int i = 0; i < LANGUAGES; i++)
        if (text_equal(languages[i], lang))
            return true;
    return false;
}

const char *
word_weekday(const char *lang, int weekday)
{
    static const char *const names[7] = {
        WORD("måndag"), WORD("tisdag"), WORD("onsdag"), WORD("torsdag"),
        WORD("fredag"), WORD("lördag"), WORD("söndag")};
    return weekday >= 1 && weekday <= 7 ? word(lang, names[weekday - 1]) : "";
}

const char *
word_month(const char *lang, int month)
{
    static const char *const names[12] = {
        WORD("januari"), WORD("februari"), WORD("mars"),
        WORD("april"),   WORD("maj"),      WORD("juni"),
        WORD("juli"),    WORD("augusti"),  WORD("september"),
        WORD("oktober"), WORD("november"), WORD("december")};
    return month >= 1 && month <= 12 ? word(lang, names[month - 1]) : "";
}
