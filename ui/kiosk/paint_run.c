#include "ui/kiosk/paint_run.h"

#include <fribidi.h>
#include <stddef.h>

uint32_t
run_letter(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    if (at[0] == 0)
        return 0;
    int more = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : at[0] >= 0xc0 ? 1 : 0;
    uint32_t letter = more == 0 ? at[0] : at[0] & (0x3fu >> more);
    for (int i = 1; i <= more; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            *text += 1;
            return 0xfffd;
        }
        letter = letter << 6 | (at[i] & 0x3f);
    }
    *text += more + 1;
    return more == 0 && letter >= 0x80 ? 0xfffd : letter;
}

enum { LETTERS_MAX = 256 };

static uint32_t
tag(const char *name)
{
    return (uint32_t)name[0] << 24 | (uint32_t)name[1] << 16 |
           (uint32_t)name[2] << 8 | (uint32_t)name[3];
}

static bool
between(uint32_t letter, uint32_t first, uint32_t last)
{
    return letter >= first && letter <= last;
}

/* Scripts that are written from the right, and Ethiopic, which needs its name
 * said to be shaped. */
static uint32_t
script_of(uint32_t letter)
{
    if (between(letter, 0x590, 0x5ff) || between(letter, 0xfb1d, 0xfb4f))
        return tag("Hebr");
    if (between(letter, 0x600, 0x6ff) || between(letter, 0x750, 0x77f) ||
        between(letter, 0x8a0, 0x8ff) || between(letter, 0xfb50, 0xfdff) ||
        between(letter, 0xfe70, 0xfefe))
        return tag("Arab");
    if (between(letter, 0x1200, 0x139f))
        return tag("Ethi");
    return 0;
}

/* The letters of a line and how deep each is embedded: odd levels read from
 * the right (UAX #9). */
struct line {
    FriBidiChar letters[LETTERS_MAX];
    FriBidiLevel levels[LETTERS_MAX];
    int starts[LETTERS_MAX + 1]; /* where each letter's bytes begin */
    int count;
};

/* What is beyond LETTERS_MAX belongs to the last letter: nothing is cut. */
static void
line_read(struct line *line, const char *text)
{
    const char *at = text;
    line->count = 0;
    for (;;) {
        int start = (int)(at - text);
        uint32_t letter = run_letter(&at);
        if (letter == 0 || line->count < LETTERS_MAX)
            line->starts[line->count] = start;
        if (letter == 0)
            return;
        if (line->count < LETTERS_MAX)
            line->letters[line->count++] = letter;
    }
}

static bool
line_needs_bidi(const struct line *line)
{
    for (int i = 0; i < line->count; i++)
        if (line->letters[i] >= 0x590)
            return true;
    return false;
}

/* Spaces at the end stand on the line's own level (rule L1). */
static void
line_level(struct line *line)
{
    FriBidiCharType types[LETTERS_MAX];
    FriBidiBracketType brackets[LETTERS_MAX];
    FriBidiParType base = FRIBIDI_PAR_ON;
    for (int i = 0; i < line->count; i++)
        line->levels[i] = 0;
    if (!line_needs_bidi(line))
        return;
    fribidi_get_bidi_types(line->letters, line->count, types);
    fribidi_get_bracket_types(line->letters, line->count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, line->count, &base,
                                            line->levels) == 0)
        return;
    for (int i = line->count; i > 0 && line->letters[i - 1] == ' '; i--)
        line->levels[i - 1] = FRIBIDI_IS_RTL(base) ? 1 : 0;
}

/* A letter that may stand in any typeface's run stays in the one before. */
static bool
stays(uint32_t letter)
{
    return letter == ' ' || letter == 0xa0 || between(letter, 0x300, 0x36f) ||
           between(letter, 0x200c, 0x200f) || between(letter, 0x2066, 0x2069);
}

static void
turn_around(struct run *runs, FriBidiLevel *levels, int first, int last)
{
    for (; first < last; first++, last--) {
        struct run run = runs[first];
        FriBidiLevel level = levels[first];
        runs[first] = runs[last];
        levels[first] = levels[last];
        runs[last] = run;
        levels[last] = level;
    }
}

/* Logical order to the order from left to right (rule L2). */
static void
put_in_sight_order(struct run *runs, FriBidiLevel *levels, int count)
{
    FriBidiLevel deepest = 0;
    for (int i = 0; i < count; i++)
        if (levels[i] > deepest)
            deepest = levels[i];
    for (FriBidiLevel level = deepest; level > 0; level--)
        for (int i = 0; i < count; i++) {
            int first = i;
            while (i < count && levels[i] >= level)
                i++;
            turn_around(runs, levels, first, i - 1);
        }
}

int
runs_of(const char *text, run_face_fn *face, void *user,
        struct run runs[RUNS_MAX])
{
    struct line line;
    FriBidiLevel levels[RUNS_MAX];
    int count = 0;
    line_read(&line, text);
    line_level(&line);
    for (int i = 0; i < line.count; i++) {
        uint32_t letter = line.letters[i];
        int length = line.starts[i + 1] - line.starts[i];
        struct run *last = count > 0 ? &runs[count - 1] : NULL;
        bool follows = last != NULL && levels[count - 1] == line.levels[i];
        int wanted = follows && stays(letter) ? last->face : face(user, letter);
        if (last != NULL &&
            ((follows && last->face == wanted) || count == RUNS_MAX)) {
            last->length += length;
            if (last->script == 0)
                last->script = script_of(letter);
            continue;
        }
        levels[count] = line.levels[i];
        runs[count++] = (struct run){line.starts[i], length, wanted,
                                     FRIBIDI_LEVEL_IS_RTL(line.levels[i]) != 0,
                                     script_of(letter)};
    }
    put_in_sight_order(runs, levels, count);
    return count;
}
