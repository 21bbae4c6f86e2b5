/*
 * What is read aloud of a frame, in which order, and in which tongue.
 *
 * A pure core: elements are read in the order of the list, each label once;
 * what was written by the centre's staff is of the centre's language, the
 * screen's own words are of the person's. A word in another script than its
 * language's is read as that script is. Nothing here sounds: voice.h does.
 */
#pragma once

#include "ui/kiosk/draw.h"

enum { SPEECH_LANG_SIZE = 4 };

/* One breath of it. */
struct speech {
    uint64_t serial; /* a new one is new sound; 0: none */
    char text[DRAW_TEXT_SIZE];
    char lang[SPEECH_LANG_SIZE];
    char picture[DRAW_PICTURE_SIZE]; /* the one that stands there; may be "" */
    bool me;       /* the person's own symbol: their own name is heard */
    bool wordless; /* pictures alone are shown: a picture's word is enough */
    int rate;      /* words a minute */
    int volume;    /* of a hundred */
};

/* Where in a frame the reading is. */
struct speech_place {
    int index, part; /* index -1: before the first */
    char id[DRAW_ID_SIZE];
};

struct speech_tongues {
    const char *screen; /* of the screen's own words */
    const char *centre; /* of what staff have written */
};

/* The next that is to be said after *place, which moves; false: no more, or
 * what was read is not there any longer. */
bool speech_next(const struct draw_list *list,
                 const struct speech_tongues *tongues,
                 struct speech_place *place, struct speech *out);
/* The same for one element alone. */
bool speech_of(const struct draw_list *list,
               const struct speech_tongues *tongues,
               const struct draw_element *element, struct speech *out);

/* As it is spoken: "10:20" as two numbers, a dot between as a pause, nothing
 * that an engine takes for a command. */
void speech_plain(char *out, size_t size, const char *text);

/* The engine's name of a language's voice; NULL: it has none. */
const char *speech_voice(const char *lang);
