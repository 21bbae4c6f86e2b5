#include "firmware/exchange/calendar_parts.h"

#include <string.h>
#include <strings.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"

struct line {
    const char *at;
    size_t length;
    bool folded; /* goes on from the one before */
};

enum result
parts_open(struct parts *parts, const char *bytes, size_t length)
{
    memset(parts, 0, sizeof *parts);
    parts->bytes = bytes;
    parts->length = length;
    parts->line = 0;
    if (length > PARTS_BYTES_MAX) {
        parts->why = PARTS_TOO_LARGE;
        return RESULT_INVALID;
    }
    parts->encoding = encoding_detect(bytes, length, &parts->at);
    if (parts->encoding == ENCODING_UTF16 ||
        parts->encoding == ENCODING_UNKNOWN) {
        parts->why = PARTS_ENCODING;
        return RESULT_INVALID;
    }
    return RESULT_OK;
}

static bool
next_line(struct parts *parts, struct line *line)
{
    if (parts->at >= parts->length)
        return false;
    const char *at = parts->bytes + parts->at;
    size_t left = parts->length - parts->at;
    const char *end = memchr(at, '\n', left);
    size_t length = end == NULL ? left : (size_t)(end - at);
    parts->at += length + (end != NULL);
    parts->line++;
    while (length > 0 && at[length - 1] == '\r')
        length--;
    line->folded = length > 0 && (at[0] == ' ' || at[0] == '\t');
    line->at = at;
    line->length = length;
    return true;
}

/* "BEGIN:VEVENT" with `word` "BEGIN:" gives VEVENT. */
static bool
names(const struct line *line, const char *word, char out[PARTS_NAME_SIZE])
{
    size_t length = strlen(word);
    if (line->length <= length || line->length - length >= PARTS_NAME_SIZE ||
        strncasecmp(line->at, word, length) != 0)
        return false;
    (void)text_format(out, PARTS_NAME_SIZE, "%.*s",
                      (int)(line->length - length), line->at + length);
    text_trim(out);
    return true;
}

static enum result
fail(struct parts *parts, struct part *part, enum parts_why why)
{
    parts->why = why;
    part->line = parts->line;
    return RESULT_INVALID;
}

static bool
wanted(const struct line *line)
{
    static const char *const kept[] = {
        "UID",    "DTSTART",  "DTEND",        "DURATION", "RRULE",
        "RDATE",  "EXDATE",   "STATUS",       "SUMMARY",  "LOCATION",
        "EXRULE", "SEQUENCE", "RECURRENCE-ID"};
    size_t length = 0;
    while (length < line->length && line->at[length] != ':' &&
           line->at[length] != ';')
        length++;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        if (strlen(kept[i]) == length &&
            strncasecmp(kept[i], line->at, length) == 0)
            return true;
    return false;
}

/* Adds one physical line. Folding may cut inside a character (RFC 5545 §3.1),
 * so what was folded is joined here, before it is decoded. */
static bool
put_line(struct part *part, size_t *used, const struct line *line)
{
    const char *from = line->at;
    size_t length = line->length;
    if (line->folded && *used >= 2) {
        *used -= 2; /* the line break */
        from++;
        length--;
    }
    if (*used + length + 3 > sizeof part->text)
        return false;
    memcpy(part->text + *used, from, length);
    *used += length;
    memcpy(part->text + *used, "\r\n", 3);
    *used += 2;
    return true;
}

static enum result
decode(struct parts *parts, struct part *part, size_t length)
{
    char raw[PARTS_TEXT_SIZE];
    memcpy(raw, part->text, length);
    enum result result = encoding_decode(parts->encoding, raw, length,
                                         part->text, sizeof part->text);
    if (result != RESULT_OK)
        return fail(parts, part,
                    result == RESULT_FULL ? PARTS_LONG : PARTS_ENCODING);
    return RESULT_OK;
}

struct nest {
    char names[PARTS_DEPTH_MAX][PARTS_NAME_SIZE];
    int depth;
};

static bool
follow(struct nest *nest, const struct line *line)
{
    char name[PARTS_NAME_SIZE];
    if (line->folded)
        return true;
    if (names(line, "BEGIN:", name)) {
        if (nest->depth == PARTS_DEPTH_MAX)
            return false;
        (void)text_copy(nest->names[nest->depth++], PARTS_NAME_SIZE, name);
    } else if (names(line, "END:", name)) {
        if (strcasecmp(nest->names[--nest->depth], name) != 0)
            return false;
    }
    return true;
}

static bool
keeps(const struct part *part, const struct nest *nest, int depth_before,
      const struct line *line)
{
    if (part->kind == PARTS_OTHER)
        return false;
    if (part->kind == PARTS_TIMEZONE)
        return true;
    return depth_before == 1 && (nest->depth == 0 || wanted(line));
}

/* The rest of the component whose BEGIN was just read. */
static enum result
read_part(struct parts *parts, struct part *part, const struct line *begin)
{
    struct nest nest = {.depth = 0};
    struct line line = *begin;
    size_t used = 0;
    bool keep = true;
    int first = parts->line;
    (void)follow(&nest, &line);
    if (!put_line(part, &used, &line))
        return fail(parts, part, PARTS_LONG);
    while (nest.depth > 0) {
        if (!next_line(parts, &line))
            return fail(parts, part, PARTS_CUT);
        int before = nest.depth;
        if (!follow(&nest, &line))
            return fail(parts, part, PARTS_TANGLED);
        keep = line.folded ? keep : keeps(part, &nest, before, &line);
        if (keep && !put_line(part, &used, &line))
            return fail(parts, part, PARTS_LONG);
    }
    part->line = first;
    return decode(parts, part, used);
}

static enum parts_kind
kind_of(const char *name)
{
    if (strcasecmp(name, "VEVENT") == 0)
        return PARTS_EVENT;
    return strcasecmp(name, "VTIMEZONE") == 0 ? PARTS_TIMEZONE : PARTS_OTHER;
}

/* A line outside of components: the calendar's own. */
static bool
take_outer(struct parts *parts, const struct line *line)
{
    char name[PARTS_NAME_SIZE];
    if (names(line, "END:", name)) {
        if (!parts->inside || strcasecmp(name, "VCALENDAR") != 0)
            return false;
        parts->inside = false;
    }
    if (names(line, "METHOD:", name))
        parts->cancelled = strcasecmp(name, "CANCEL") == 0;
    return true;
}

enum result
parts_next(struct parts *parts, struct part *part)
{
    struct line line;
    if (parts->why != PARTS_FINE)
        return RESULT_INVALID;
    while (next_line(parts, &line)) {
        if (!names(&line, "BEGIN:", part->name)) {
            if (!take_outer(parts, &line))
                return fail(parts, part, PARTS_TANGLED);
        } else if (strcasecmp(part->name, "VCALENDAR") == 0) {
            if (parts->inside)
                return fail(parts, part, PARTS_TANGLED);
            parts->inside = parts->seen = true;
        } else if (!parts->inside) {
            return fail(parts, part, PARTS_NO_CALENDAR);
        } else {
            part->kind = kind_of(part->name);
            return read_part(parts, part, &line);
        }
    }
    if (!parts->seen)
        return fail(parts, part, PARTS_NO_CALENDAR);
    return parts->inside ? fail(parts, part, PARTS_CUT) : RESULT_ABSENT;
}

const char *
parts_says(enum parts_why why)
{
    switch (why) {
    case PARTS_TOO_LARGE:
        return WORD("Filen är större än 16 MB.");
    case PARTS_ENCODING:
        return WORD("Filens tecken går inte att läsa.");
    case PARTS_NO_CALENDAR:
        return WORD("Filen är ingen kalender (iCalendar).");
    case PARTS_CUT:
        return WORD("Filen slutar mitt i: den är inte hel.");
    case PARTS_TANGLED:
        return WORD("Filens delar hänger inte ihop här.");
    case PARTS_LONG:
        return WORD("En del av filen är för lång att läsa.");
    case PARTS_FINE:
        break;
    }
    return WORD("Kalendern är läst.");
}
