#include "ui/kiosk/paint_hyphen.h"

#include <hyphen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "ui/kiosk/paint_run.h"

enum { WORD_MAX = 80, SIDE_MIN = 3 };

static const struct {
    const char *lang, *file;
} files[HYPHEN_LANGUAGES] = {{"sv", "hyph_sv_SE.dic"},
                             {"da", "hyph_da_DK.dic"},
                             {"nb", "hyph_nb_NO.dic"},
                             {"nn", "hyph_nn_NO.dic"},
                             {"en", "hyph_en_GB.dic"}};

static HyphenDict *
dictionary_load(const char *file)
{
    char path[PATH_MAX];
    const char *given = getenv("TROSKEL_HYPHEN");
    if (!text_format(path, sizeof path, "%s/%s",
                     given != NULL ? given : "/usr/share/hyphen", file) ||
        access(path, R_OK) != 0)
        return NULL;
    return hnj_hyphen_load(path);
}

static HyphenDict *
dictionary_of(struct hyphens *hyphens, const char *lang)
{
    for (int i = 0; i < HYPHEN_LANGUAGES; i++) {
        struct hyphen_dictionary *dictionary = &hyphens->dictionaries[i];
        if (!text_equal(files[i].lang, lang))
            continue;
        if (!dictionary->sought)
            dictionary->dict = dictionary_load(files[i].file);
        dictionary->sought = true;
        return dictionary->dict;
    }
    return NULL;
}

void
hyphens_finish(struct hyphens *hyphens)
{
    for (int i = 0; i < HYPHEN_LANGUAGES; i++)
        if (hyphens->dictionaries[i].dict != NULL)
            hnj_hyphen_free(hyphens->dictionaries[i].dict);
    memset(hyphens, 0, sizeof *hyphens);
}

/* Letters of one word without signs, as the dictionary writes them: small. */
struct letters {
    char bytes[2 * WORD_MAX + 1];
    int length, count;
    int ends[WORD_MAX]; /* where in the word each letter ends */
};

static uint32_t
small(uint32_t letter)
{
    bool capital = (letter >= 'A' && letter <= 'Z') ||
                   (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7);
    return capital ? letter + 0x20 : letter;
}

static bool
is_letter(uint32_t letter)
{
    return (small(letter) >= 'a' && small(letter) <= 'z') ||
           (letter >= 0xC0 && letter <= 0x24F && letter != 0xD7 &&
            letter != 0xF7);
}

/* False: the dictionary's bytes (Latin-1, or UTF-8) have no such letter. */
static bool
put_letter(struct letters *letters, uint32_t letter, bool utf8)
{
    if (letter < 0x80 || !utf8) {
        letters->bytes[letters->length++] = (char)(unsigned char)letter;
        return letter < 0x100;
    }
    letters->bytes[letters->length++] = (char)(0xC0 | letter >> 6);
    letters->bytes[letters->length++] = (char)(0x80 | (letter & 0x3F));
    return true;
}

/* Reads the letters from *at on, which moves to behind them. False: there are
 * too many, or one that the dictionary cannot write. */
static bool
letters_read(struct letters *letters, const char *word, const char **at,
             bool utf8)
{
    bool well = true;
    letters->length = letters->count = 0;
    for (;;) {
        const char *next = *at;
        uint32_t letter = run_letter(&next);
        if (!is_letter(letter))
            break;
        *at = next;
        well = well && letters->count < WORD_MAX;
        if (!well)
            continue;
        well = put_letter(letters, small(letter), utf8);
        letters->ends[letters->count++] = (int)(next - word);
    }
    letters->bytes[letters->length] = '\0';
    return well;
}

static void
free_changes(char **changes, int *places, int *cuts, int count)
{
    for (int i = 0; changes != NULL && i < count; i++)
        free(changes[i]);
    free(changes);
    free(places);
    free(cuts);
}

/* Adds where the letters may be parted. libhyphen's odd digits say so, one a
 * letter; where it also gives a changed spelling, the word stays whole. */
static int
add_breaks(HyphenDict *dict, const struct letters *letters, int count,
           int at[DRAW_BREAKS_MAX])
{
    char digits[2 * WORD_MAX + 6] = "";
    char **changes = NULL;
    int *places = NULL;
    int *cuts = NULL;
    int failed = hnj_hyphen_hyphenate3(dict, letters->bytes, letters->length,
                                       digits, NULL, &changes, &places, &cuts,
                                       SIDE_MIN, SIDE_MIN, SIDE_MIN, SIDE_MIN);
    for (int i = SIDE_MIN - 1; failed == 0 && i < letters->count - SIDE_MIN;
         i++)
        if ((digits[i] & 1) != 0 && count < DRAW_BREAKS_MAX &&
            (changes == NULL || changes[i] == NULL))
            at[count++] = letters->ends[i];
    free_changes(changes, places, cuts, letters->length);
    return count;
}

int
hyphens_of(struct hyphens *hyphens, const char *lang, const char *word,
           int at[DRAW_BREAKS_MAX])
{
    HyphenDict *dict = dictionary_of(hyphens, lang);
    bool utf8 = dict != NULL && dict->utf8 != 0;
    bool latin = dict != NULL && strcasecmp(dict->cset, "ISO8859-1") == 0;
    const char *from = word;
    int count = 0;
    while (*from != '\0') {
        struct letters letters;
        bool well = letters_read(&letters, word, &from, utf8);
        if (well && (utf8 || latin) && letters.count >= 2 * SIDE_MIN)
            count = add_breaks(dict, &letters, count, at);
        if (*from == '-' && from > word && from[1] != '\0' &&
            count < DRAW_BREAKS_MAX)
            at[count++] = (int)(from + 1 - word);
        if (*from != '\0')
            (void)run_letter(&from);
    }
    return count;
}
