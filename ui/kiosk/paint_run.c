#include "ui/kiosk/paint_run.h"

#include <string.h>

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

enum lean { LEAN_NONE, LEAN_LEFT, LEAN_RIGHT };

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

static enum lean
lean_of(uint32_t letter)
{
    uint32_t script = script_of(letter);
    if (script == tag("Hebr") || script == tag("Arab"))
        /* Digits of the script read from the left, also among its letters. */
        return between(letter, 0x660, 0x669) || between(letter, 0x6f0, 0x6f9)
                   ? LEAN_LEFT
                   : LEAN_RIGHT;
    if (letter < 0xc0)
        return between(letter | 0x20, 'a', 'z') || between(letter, '0', '9')
                   ? LEAN_LEFT
                   : LEAN_NONE;
    /* Marks that combine, and general punctuation, follow their neighbours. */
    if (between(letter, 0x300, 0x36f) || between(letter, 0x2000, 0x206f))
        return LEAN_NONE;
    return LEAN_LEFT;
}

static bool
base_from_right(const char *text)
{
    for (uint32_t letter; (letter = run_letter(&text)) != 0;)
        if (lean_of(letter) != LEAN_NONE && !between(letter, '0', '9'))
            return lean_of(letter) == LEAN_RIGHT;
    return false;
}

/* What a space or a mark at `text` leans: as both its neighbours do, else as
 * the line does. */
static bool
neutral_from_right(const char *text, bool before, bool base)
{
    for (uint32_t letter; (letter = run_letter(&text)) != 0;)
        if (lean_of(letter) != LEAN_NONE)
            return (lean_of(letter) == LEAN_RIGHT) == before ? before : base;
    return before == base ? before : base;
}

/* A letter that may stand in any typeface's run stays in the one before. */
static bool
stays(uint32_t letter)
{
    return letter == ' ' || letter == 0xa0 || between(letter, 0x300, 0x36f) ||
           between(letter, 0x200c, 0x200f);
}

static void
turn_around(struct run *runs, int first, int last)
{
    for (; first < last; first++, last--) {
        struct run run = runs[first];
        runs[first] = runs[last];
        runs[last] = run;
    }
}

/* Logical order to the order from left to right. */
static void
put_in_sight_order(struct run *runs, int count, bool base)
{
    if (base)
        turn_around(runs, 0, count - 1);
    for (int i = 0; i < count; i++) {
        int first = i;
        while (i + 1 < count && runs[first].from_right != base &&
               runs[i + 1].from_right != base)
            i++;
        if (runs[first].from_right != base)
            turn_around(runs, first, i);
    }
}

int
runs_of(const char *text, run_face_fn *face, void *user,
        struct run runs[RUNS_MAX])
{
    const char *at = text;
    bool base = base_from_right(text);
    bool right = base;
    int count = 0;
    for (;;) {
        const char *start = at;
        uint32_t letter = run_letter(&at);
        if (letter == 0)
            break;
        enum lean lean = lean_of(letter);
        right = lean == LEAN_NONE ? neutral_from_right(at, right, base)
                                  : lean == LEAN_RIGHT;
        struct run *last = count > 0 ? &runs[count - 1] : NULL;
        bool follows = last != NULL && last->from_right == right;
        int wanted = follows && stays(letter) ? last->face : face(user, letter);
        if (last != NULL &&
            ((follows && last->face == wanted) || count == RUNS_MAX)) {
            last->length += (int)(at - start);
            if (last->script == 0)
                last->script = script_of(letter);
            continue;
        }
        runs[count++] = (struct run){(int)(start - text), (int)(at - start),
                                     wanted, right, script_of(letter)};
    }
    put_in_sight_order(runs, count, base);
    return count;
}
