#include "firmware/exchange/pack_table.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/exchange/columns.h"
#include "firmware/exchange/import.h"

enum { KEYWORDS_SIZE = 320, KEY_SIZE = 256 };

enum field {
    FIELD_FILE,
    FIELD_NAME,
    FIELD_SV, /* the languages stand together, as in `langs` */
    FIELD_DA,
    FIELD_NB,
    FIELD_NN,
    FIELD_FI,
    FIELD_EN,
    FIELD_AR,
    FIELD_FR,
    FIELD_KEYWORDS,
    FIELD_LICENCE,
    FIELD_AUTHOR,
    FIELD_SOURCE,
    FIELD_OTHER, /* known, and of no use here */
    FIELD_COUNT = FIELD_OTHER + 6
};

static const char *const langs[] = {"sv", "da", "nb", "nn",
                                    "fi", "en", "ar", "fr"};

static const struct columns_field fields[FIELD_COUNT + 1] = {
    [FIELD_FILE] = {"Fil|Fil|Fil|File|Filnamn|Filnavn|Filename|Bildfil|Id",
                    false},
    [FIELD_NAME] = {"Namn|Navn|Navn|Name|Ord|Word|Label|Titel|Tittel|Title",
                    false},
    [FIELD_SV] = {"sv|sv|sv|sv|Svenska|Svensk|Swedish|symbol-sv|namn sv",
                  false},
    [FIELD_DA] = {"da|da|da|da|Danska|Dansk|Danish|symbol-da|navn da", false},
    [FIELD_NB] = {"nb|nb|nb|nb|no|Norska|Norsk|Bokmål|Norwegian|symbol-nb|"
                  "symbol-no",
                  false},
    [FIELD_NN] = {"nn|nn|nn|nn|Nynorsk|symbol-nn", false},
    [FIELD_FI] = {"fi|fi|fi|fi|Finska|Finsk|Suomi|Finnish|symbol-fi", false},
    [FIELD_EN] = {"en|en|en|en|Engelska|Engelsk|English|symbol-en", false},
    [FIELD_AR] = {"ar|ar|ar|ar|Arabiska|Arabisk|Arabic|symbol-ar", false},
    [FIELD_FR] = {"fr|fr|fr|fr|Franska|Fransk|French|symbol-fr", false},
    [FIELD_KEYWORDS] = {"Sökord|Søgeord|Søkeord|Keywords|Synonymer|Synonyms|"
                        "Taggar|Tags",
                        false},
    [FIELD_LICENCE] = {"Licens|Licens|Lisens|Licence|License", false},
    [FIELD_AUTHOR] = {"Upphov|Ophav|Opphav|Author|Tecknare|Artist", false},
    [FIELD_SOURCE] = {"Källa|Kilde|Kilde|Source|Adress|URL", false},
    [FIELD_OTHER] = {"symbol-id", false},
    [FIELD_OTHER + 1] = {"category-id", false},
    [FIELD_OTHER + 2] = {"grammar", false},
    [FIELD_OTHER + 3] = {"rated", false},
    [FIELD_OTHER + 4] = {"category-en", false},
    [FIELD_OTHER + 5] = {"category-fr", false},
};

void
pack_table_key(const char *file, char *out, size_t size)
{
    const char *slash = strrchr(file, '/');
    (void)text_fold(out, size, slash == NULL ? file : slash + 1);
    static const char *const ends[] = {".svg", ".png", ".jpg", ".jpeg"};
    size_t length = strlen(out);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t end = strlen(ends[i]);
        if (length > end && strcmp(out + length - end, ends[i]) == 0)
            out[length - end] = '\0';
    }
    text_trim(out);
}

/* "_1", "_1a": a second drawing of the same thing. */
static void
drop_number(char *text)
{
    char *at = strrchr(text, '_');
    if (at == NULL || at == text || !isdigit((unsigned char)at[1]))
        return;
    size_t length = 1 + strspn(at + 1, "0123456789");
    if (islower((unsigned char)at[length]))
        length++;
    if (at[length] == '\0')
        *at = '\0';
}

void
pack_table_plain(const char *stem, char *out, size_t size)
{
    (void)text_copy(out, size, stem);
    char *verb = strstr(out, "_,_to");
    if (verb != NULL && verb != out)
        *verb = '\0';
    drop_number(out);
    for (char *at = out; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    import_clean(out);
}

struct table {
    struct report *report;
    const char *lang;
    const int *columns;
    json_t *rows;
    bool mulberry; /* its English names are its files' names */
};

static void
put(json_t *into, const char *key, const char *text)
{
    if (text[0] != '\0')
        (void)json_object_set_new(into, key, json_string(text));
}

static void
put_cell(struct table *table, const struct csv_row *row, int field,
         json_t *into, const char *key)
{
    char text[IMPORT_TEXT_SIZE], plain[IMPORT_TEXT_SIZE];
    (void)text_copy(text, sizeof text, csv_cell(row, table->columns[field]));
    import_clean(text);
    if (table->mulberry && field >= FIELD_SV && field <= FIELD_FR) {
        pack_table_plain(text, plain, sizeof plain);
        (void)text_copy(text, sizeof text, plain);
    }
    if (text_length(text) > PACK_NAME_MAX || identity_in(text))
        report_say(table->report, REPORT_REFUSED, row->line, NULL,
                   WORD("En cell är för lång eller liknar ett personnummer."));
    else
        put(into, key, text);
}

static void
put_keywords(struct table *table, const struct csv_row *row, json_t *into)
{
    char text[KEYWORDS_SIZE];
    (void)text_copy(text, sizeof text,
                    csv_cell(row, table->columns[FIELD_KEYWORDS]));
    import_clean(text);
    (void)identity_strip(text);
    put(into, table->mulberry ? "en" : table->lang, text);
}

static const char *
key_cell(const struct table *table, const struct csv_row *row)
{
    int field = table->columns[FIELD_FILE] >= 0 ? FIELD_FILE
                : table->mulberry               ? FIELD_EN
                                                : FIELD_NAME;
    return csv_cell(row, table->columns[field]);
}

static void
take_row(struct table *table, const struct csv_row *row)
{
    char key[KEY_SIZE];
    pack_table_key(key_cell(table, row), key, sizeof key);
    if (key[0] == '\0')
        return;
    json_t *words = json_object(), *keywords = json_object();
    json_t *said =
        json_pack("{s:o, s:o}", "words", words, "keywords", keywords);
    put_cell(table, row, FIELD_NAME, words, table->lang);
    for (int i = 0; i < (int)(sizeof langs / sizeof langs[0]); i++)
        put_cell(table, row, FIELD_SV + i, words, langs[i]);
    put_keywords(table, row, keywords);
    put_cell(table, row, FIELD_LICENCE, said, "licence");
    put_cell(table, row, FIELD_AUTHOR, said, "author");
    put_cell(table, row, FIELD_SOURCE, said, "source");
    (void)json_object_set_new(table->rows, key, said);
}

/* The heading is read: does it say which file a row is about? */
static bool
begin(struct table *table)
{
    const int *columns = table->columns;
    table->mulberry = columns[FIELD_FILE] < 0 && columns[FIELD_EN] >= 0 &&
                      columns[FIELD_OTHER] >= 0;
    bool fine =
        table->mulberry || columns[FIELD_FILE] >= 0 || columns[FIELD_NAME] >= 0;
    if (!fine)
        report_say(table->report, REPORT_REFUSED, 1, NULL,
                   WORD("Tabellen har ingen kolumn för filens namn."));
    return fine;
}

json_t *
pack_table_read(const char *bytes, size_t length, const char *lang,
                struct report *report)
{
    struct csv csv;
    int columns[FIELD_COUNT];
    struct csv_row *row = malloc(sizeof *row);
    struct table table = {.report = report,
                          .lang = lang,
                          .columns = columns,
                          .rows = json_object()};
    enum result result =
        row == NULL ? RESULT_FULL : csv_open(&csv, bytes, length);
    if (result == RESULT_OK)
        result = csv_next(&csv, row);
    if (result == RESULT_OK && columns_read(fields, row, report, columns) &&
        begin(&table))
        while ((result = csv_next(&csv, row)) == RESULT_OK)
            take_row(&table, row);
    if (result == RESULT_INVALID)
        report_say(report, REPORT_REFUSED, csv.line, NULL, "%s",
                   word(report->lang, csv_says(csv.why)));
    free(row);
    return table.rows;
}
