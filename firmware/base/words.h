/*
 * Words in the language of the person who reads them (GNU gettext).
 *
 * Every string a person sees is written in Swedish in the source, inside
 * WORD(…), and translated in assets/words/<language>.po. One process speaks
 * several languages at once (a Danish participant in a Swedish centre), so
 * the language is an argument and not a locale: catalogues are opened by name
 * and asked for by language. Nynorsk without a catalogue gives Bokmål; an
 * unknown language or word gives the Swedish.
 */
#pragma once

#include <stdbool.h>

#include "firmware/base/result.h"

/* Marks a string for xgettext where it is not looked up on the spot. */
#define WORD(text) (text)
#define WORD_IN(context, text) (text)

/* Opens DIR/<lang>.mo for sv, da, nb, nn and en where they are there. Missing
 * ones are no error: their words come in Swedish. Once, in main. */
void words_open(const char *dir);
void words_close(void);

/* The catalogue folder of this program: $TROSKEL_WORDS, else beside the
 * program (../share/troskel/words, ../words of the build tree). */
const char *words_folder(void);

/* `lang` as "sv", "da", "nb", "nn", "en". Lives until words_close. */
const char *word(const char *lang, const char *swedish)
    __attribute__((format_arg(2)));
/* With a context, where one Swedish word means two things (msgctxt). */
const char *word_in(const char *lang, const char *context, const char *swedish)
    __attribute__((format_arg(3)));
/* One or many. */
const char *word_plural(const char *lang, const char *one, const char *many,
                        unsigned long n) __attribute__((format_arg(2)))
__attribute__((format_arg(3)));

/* True if `lang` is one that Tröskel speaks. */
bool words_has(const char *lang);
/* "måndag" and "november" for ISO weekday 1..7 and month 1..12. */
const char *word_weekday(const char *lang, int weekday);
const char *word_month(const char *lang, int month);
