#include "ui/kiosk/speech.h"

#include <string.h>

#include "firmware/base/text.h"

/* --- words as they are spoken --- */

static bool
digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

void
speech_plain(char *out, size_t size, const char *text)
{
    static const char dot[] = " · ";
    char plain[2 * DRAW_TEXT_SIZE];
    size_t count = 0;
    for (size_t i = 0; text[i] != '\0' && count + 4 < sizeof plain; i++) {
        bool between = i > 0 && digit(text[i - 1]) && digit(text[i + 1]);
        if (strncmp(text + i, dot, sizeof dot - 1) == 0) {
            plain[count++] = '.';
            plain[count++] = ' ';
            i += sizeof dot - 2;
        } else if ((text[i] == ':' && between) || text[i] == '[' ||
                   text[i] == ']' || (unsigned char)text[i] < ' ') {
            plain[count++] = ' ';
        } else {
            plain[count++] = text[i];
        }
    }
    plain[count] = '\0';
    (void)text_copy(out, size, plain);
    text_trim(out);
}

/* --- tongues --- */

const char *
speech_voice(const char *lang)
{
    static const char *const table[][2] = {
        {"sv", "sv"}, {"da", "da"}, {"nb", "nb"}, {"nn", "nb"}, {"en", "en-gb"},
        {"fi", "fi"}, {"is", "is"}, {"et", "et"}, {"ar", "ar"}, {"fa", "fa"},
        {"ku", "ku"}, {"tr", "tr"}, {"am", "am"}, {"ru", "ru"}, {"uk", "uk"},
        {"pl", "pl"}, {"de", "de"}, {"fr", "fr"}, {"es", "es"}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (text_equal(table[i][0], lang))
            return table[i][1];
    return NULL;
}

/* The first two bytes of a letter say what script it is of. */
static const char *
script_of(const unsigned char *at)
{
    unsigned letter = at[0] < 0xE0
                          ? (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu)
                          : (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6;
    if (letter >= 0x0600 && letter < 0x0780)
        return "ar";
    if (letter >= 0x0400 && letter < 0x0530)
        return "ru";
    if (letter >= 0x1200 && letter < 0x1380)
        return "am";
    return NULL;
}

/* A name in another script is read as that script is: by its first letter
 * that is not plain. */
static const char *
tongue_of(const char *text, const char *lang)
{
    static const char *const same[][2] = {
        {"ar", "fa"}, {"ar", "ku"}, {"ru", "uk"}};
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';
         at++) {
        if (*at < 0xD0 || *at >= 0xF0 || at[1] == '\0')
            continue;
        const char *script = script_of(at);
        if (script == NULL)
            continue;
        for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
            if (text_equal(same[i][0], script) && text_equal(same[i][1], lang))
                return lang;
        return script;
    }
    return lang;
}

/* --- elements --- */

static bool
holds(const struct draw_rect *outer, const struct draw_rect *inner)
{
    return inner->x >= outer->x && inner->y >= outer->y &&
           inner->x + inner->w <= outer->x + outer->w &&
           inner->y + inner->h <= outer->y + outer->h;
}

static const char *
picture_in(const struct draw_list *list, const struct draw_rect *rect)
{
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind == DRAW_PICTURE &&
            holds(rect, &list->ops[i].rect))
            return list->ops[i].picture;
    return "";
}

/* "Var: Ateljén" ends in what staff wrote: here only the question. */
static void
first_part(const struct draw_element *element, char out[DRAW_TEXT_SIZE])
{
    size_t whole = strlen(element->label), end = strlen(element->also);
    (void)text_copy(out, DRAW_TEXT_SIZE, element->label);
    if (end == 0 || end >= whole ||
        strcmp(element->label + whole - end, element->also) != 0)
        return;
    out[whole - end] = '\0';
    text_trim(out);
    size_t left = strlen(out);
    if (left > 0 && out[left - 1] == ':')
        out[left - 1] = '\0';
}

/* What part 0 or 1 of an element says; false: nothing. */
static bool
say_part(const struct draw_list *list, const struct speech_tongues *tongues,
         const struct draw_element *element, int part, struct speech *out)
{
    char text[DRAW_TEXT_SIZE];
    bool own = part == 1 || element->own;
    if (part == 1)
        (void)text_copy(text, sizeof text, element->also);
    else
        first_part(element, text);
    speech_plain(out->text, sizeof out->text, text);
    (void)text_copy(
        out->lang, sizeof out->lang,
        tongue_of(out->text, own ? tongues->centre : tongues->screen));
    (void)text_copy(out->picture, sizeof out->picture,
                    picture_in(list, &element->rect));
    out->me = text_equal(element->id, "me");
    return out->text[0] != '\0';
}

/* The ear itself is not read: it is what reads. */
static bool
is_read(const struct draw_element *element)
{
    return !text_equal(element->id, "ear");
}

/* Two elements beside each other that say the same are said once. */
static bool
said_just_now(const struct draw_list *list, int index)
{
    return index > 0 && list->elements[index].also[0] == '\0' &&
           text_equal(list->elements[index].label,
                      list->elements[index - 1].label);
}

bool
speech_of(const struct draw_list *list, const struct speech_tongues *tongues,
          const struct draw_element *element, struct speech *out)
{
    return is_read(element) && say_part(list, tongues, element, 0, out);
}

/* What was read may stand elsewhere in the list by now. */
static bool
find_again(const struct draw_list *list, struct speech_place *place)
{
    if (place->index < 0)
        return true;
    if (place->index < list->element_count &&
        text_equal(list->elements[place->index].id, place->id))
        return true;
    for (int i = 0; i < list->element_count; i++)
        if (text_equal(list->elements[i].id, place->id)) {
            place->index = i;
            return true;
        }
    return false;
}

bool
speech_next(const struct draw_list *list, const struct speech_tongues *tongues,
            struct speech_place *place, struct speech *out)
{
    if (!find_again(list, place))
        return false;
    int index = place->index < 0 ? 0 : place->index;
    int part = place->index < 0 ? 0 : place->part + 1;
    for (; index < list->element_count; index++, part = 0) {
        const struct draw_element *element = &list->elements[index];
        if (!is_read(element) || said_just_now(list, index))
            continue;
        for (; part < 2; part++) {
            if (!say_part(list, tongues, element, part, out))
                continue;
            place->index = index;
            place->part = part;
            (void)text_copy(place->id, sizeof place->id, element->id);
            return true;
        }
    }
    return false;
}
