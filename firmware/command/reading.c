#include "firmware/command/reading.h"

#include "firmware/base/civil.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

enum result
reading_open_folder(struct line *line, struct reading *reading)
{
    *reading = (struct reading){.clock = NULL};
    enum result result = folder_open(&reading->folder, line->dir);
    if (result != RESULT_OK) {
        line_refuse(line, line->dir, line_reason(line, result));
        return result;
    }
    result = clock_open(&reading->clock, reading->folder.path);
    if (result == RESULT_INVALID)
        line_refuse(line, line->dir,
                    word(line->lang, WORD("där ligger en testklocka, men "
                                          "mappen är inte gjord för prov")));
    else if (result != RESULT_OK)
        line_refuse(line, line->dir, line_reason(line, result));
    return result;
}

static const char *
why_no_store(const struct line *line, enum result result)
{
    switch (result) {
    case RESULT_ABSENT:
        return word(line->lang,
                    WORD("där finns ingen databas (troskel init gör en)"));
    case RESULT_INVALID:
        return word(line->lang, WORD("databasen är inte Tröskels, är nyare "
                                     "än programmet eller är skadad"));
    case RESULT_OK:
    case RESULT_IO:
    case RESULT_FULL:
    case RESULT_BUSY:
    case RESULT_COUNT:
        break;
    }
    return line_reason(line, result);
}

enum result
reading_open(struct line *line, struct reading *reading)
{
    enum result result = reading_open_folder(line, reading);
    if (result != RESULT_OK)
        return result;
    result = store_open(&reading->store, &reading->folder, STORE_READ);
    if (result != RESULT_OK)
        line_refuse(line, line->dir, why_no_store(line, result));
    else if ((result = view_centre(reading->store, &reading->centre)) !=
             RESULT_OK)
        line_refuse(line, line->dir, line_reason(line, result));
    if (result != RESULT_OK) {
        reading_close(reading);
        return result;
    }
    if (civil_set_zone(reading->centre.zone) != RESULT_OK)
        line_refuse(line, reading->centre.zone,
                    word(line->lang, WORD("datorn har inte den tidszonen")));
    if (line->asked_lang == NULL && words_has(reading->centre.lang))
        text_copy(line->lang, sizeof line->lang, reading->centre.lang);
    return RESULT_OK;
}

void
reading_close(struct reading *reading)
{
    store_close(reading->store);
    clock_close(reading->clock);
    *reading = (struct reading){.clock = NULL};
}

struct civil
reading_now(const struct reading *reading)
{
    return civil_from_utc(clock_now(reading->clock).utc_ms);
}

static enum result
found(const struct line *line, const char *what, const char *absent,
      enum result result)
{
    if (result == RESULT_INVALID)
        line_refuse(line, what,
                    word(line->lang, WORD("det finns flera med det namnet")));
    else if (result == RESULT_ABSENT)
        line_refuse(line, what, word(line->lang, absent));
    else if (result != RESULT_OK)
        line_refuse(line, what, line_reason(line, result));
    return result;
}

enum result
reading_person(const struct line *line, const struct reading *reading,
               const char *what, char id[UUID_SIZE])
{
    return found(line, what, WORD("ingen deltagare heter så"),
                 view_find_person(reading->store, what, id));
}

enum result
reading_group(const struct line *line, const struct reading *reading,
              const char *what, char id[UUID_SIZE])
{
    return found(line, what, WORD("ingen grupp heter så"),
                 view_find_group(reading->store, what, id));
}

enum result
reading_staff(const struct line *line, const struct reading *reading,
              const char *what, char id[UUID_SIZE])
{
    return found(line, what, WORD("ingen i personalen heter så"),
                 view_find_staff(reading->store, what, id));
}

enum result
reading_date(const struct line *line, const struct reading *reading,
             const char *text, int32_t *day)
{
    *day = reading_now(reading).day;
    if (text == NULL || text_equal(text, "idag"))
        return RESULT_OK;
    if (civil_parse_date(text, day) == RESULT_OK)
        return RESULT_OK;
    line_misuse(line, text,
                word(line->lang, WORD("är inget datum (2026-11-24)")));
    return RESULT_INVALID;
}
