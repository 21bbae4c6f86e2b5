#include "firmware/exchange/pack_set.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "firmware/base/text.h"

static const struct pack_set sets[] = {
    {"mulberry", "Mulberry Symbols", "CC-BY-SA-4.0", "Steve Lee",
     "https://mulberrysymbols.org"},
    {"arasaac", "ARASAAC", "CC-BY-NC-SA-4.0",
     "Sergio Palao, Gobierno de Aragón", "https://arasaac.org"},
    {"widgit", "Widgit", "© Widgit Software", "Widgit Software",
     "https://www.widgit.com"},
    {"pictogram", "Pictogram", "© SPSM", "SPSM", "https://www.pictogram.se"},
    {"piktogram", "Pictogram", "© SPSM", "SPSM", "https://www.pictogram.se"},
    {"papunet", "Papunet", "CC-BY-NC-SA-3.0", "Papunet", "https://papunet.net"},
    {"sclera", "Sclera", "CC-BY-NC-2.0", "Sclera vzw", "https://www.sclera.be"},
    {"openmoji", "OpenMoji", "CC-BY-SA-4.0", "OpenMoji",
     "https://openmoji.org"},
};

const struct pack_set *
pack_set_of(const char *name)
{
    char folded[256];
    (void)text_fold(folded, sizeof folded, name);
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        if (strstr(folded, sets[i].key) != NULL)
            return &sets[i];
    return NULL;
}

static uint32_t
number_of(const char *name)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (; *name != '\0'; name++)
        h = (h ^ (unsigned char)*name) * 16777619u;
    return h;
}

/* The letter that stands for one of ours; 0: none. */
static char
plain_letter(const char *at)
{
    static const char *const pairs[] = {"åa", "äa", "öo", "øo", "æa", "éa"};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (strncmp(at, pairs[i], 2) == 0)
            return pairs[i][2];
    return '\0';
}

void
pack_set_slug(const char *name, char *out, size_t size)
{
    enum { NUMBER = 9 /* "-" and eight digits */ };
    char folded[512];
    size_t at = 0, room = size > NUMBER ? size - NUMBER : 0;
    bool same = text_fold(folded, sizeof folded, name);
    for (const char *c = folded; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        char letter = plain ? *c : plain_letter(c);
        same = same && (plain || *c == '-' || *c == '_');
        if (letter == '\0' &&
            ((*c & 0x80) != 0 || at == 0 || out[at - 1] == '-'))
            continue;
        if (at + 1 >= room) {
            same = false;
            break;
        }
        out[at++] = letter != '\0' ? letter : '-';
    }
    while (at > 0 && out[at - 1] == '-')
        at--;
    out[at] = '\0';
    if (!same)
        (void)text_append(out, size, "%s%08x", at == 0 ? "" : "-",
                          number_of(name));
}
