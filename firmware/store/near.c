#include "firmware/store/near.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct letters {
    uint32_t at[NEAR_LETTERS_MAX];
    int count; /* -1: too many */
};

/* Bytes of the letter that begins at `text`. */
static size_t
letter_bytes(const char *text)
{
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static void
read_letters(struct letters *out, const char *text)
{
    out->count = 0;
    while (*text != '\0') {
        size_t length = letter_bytes(text);
        uint32_t letter = 0;
        if (out->count == NEAR_LETTERS_MAX) {
            out->count = -1;
            return;
        }
        for (size_t i = 0; i < length; i++)
            letter = letter << 8 | (unsigned char)text[i];
        out->at[out->count++] = letter;
        text += length;
    }
}

/* True if `a` from `i` is how `b` from `j` begins. */
static bool
begins(const struct letters *a, int i, const struct letters *b, int j)
{
    if (i > a->count || j > b->count || a->count - i > b->count - j)
        return false;
    return memcmp(a->at + i, b->at + j,
                  (size_t)(a->count - i) * sizeof a->at[0]) == 0;
}

enum near
near_compare(const char *typed, const char *known)
{
    struct letters a, b;
    read_letters(&a, typed);
    read_letters(&b, known);
    if (a.count < 0 || b.count < 0)
        return NEAR_NOT;
    int same = 0;
    while (same < a.count && same < b.count && a.at[same] == b.at[same])
        same++;
    bool swapped = same + 1 < a.count && same + 1 < b.count &&
                   a.at[same] == b.at[same + 1] && a.at[same + 1] == b.at[same];
    /* What is left of each after the slip: none, wrong, missing, too much,
     * turned round. */
    const int steps[5][2] = {
        {0, 0}, {1, 1}, {0, 1}, {1, 0}, {swapped ? 2 : 1, swapped ? 2 : 1}};
    enum near best = NEAR_NOT;
    for (int s = 0; s < 5; s++) {
        int i = same + steps[s][0];
        int j = same + steps[s][1];
        if (!begins(&a, i, &b, j))
            continue;
        if (a.count - i == b.count - j)
            return NEAR_WHOLE;
        best = NEAR_BEGINNING;
    }
    return best;
}

int
near_shares(const char *typed, char beginning[NEAR_SIZE], char end[NEAR_SIZE])
{
    size_t starts[NEAR_LETTERS_MAX + 1];
    int count = 0;
    size_t at = 0;
    beginning[0] = '\0';
    end[0] = '\0';
    while (typed[at] != '\0' && count < NEAR_LETTERS_MAX) {
        starts[count++] = at;
        at += letter_bytes(typed + at);
    }
    starts[count] = at;
    if (typed[at] != '\0' || count < NEAR_LETTERS_MIN || at >= NEAR_SIZE)
        return 0;
    int half = count / 2;
    memcpy(beginning, typed, starts[half]);
    beginning[starts[half]] = '\0';
    /* A swap across the middle spoils one letter of the end as well. */
    size_t length = 0;
    for (int i = count - 1; i > half; i--) {
        size_t bytes = starts[i + 1] - starts[i];
        memcpy(end + length, typed + starts[i], bytes);
        length += bytes;
    }
    end[length] = '\0';
    return count;
}
