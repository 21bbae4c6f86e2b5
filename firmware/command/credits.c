/*
 * credits: whose pictures, names and letters these are, and under what
 * licence. What Tröskel carries stands in a table beside the program
 * (assets/credits.tsv); what a centre put in stands in its store.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/credit.h"
#include "firmware/command/print.h"
#include "firmware/command/subcommands.h"
#include "firmware/exchange/credits.h"
#include "firmware/store/licence.h"

enum result
credit_of(struct store *store, struct library *library, const char *picture,
          struct library_credit *out)
{
    struct view_picture own;
    if (!view_picture_is_own(picture))
        return library == NULL ? RESULT_ABSENT
                               : library_credit(library, picture, out);
    enum result result = view_picture(store, "", picture, &own);
    if (result != RESULT_OK)
        return result;
    (void)text_copy(out->set, sizeof out->set, own.pack);
    (void)text_copy(out->licence, sizeof out->licence, own.licence);
    (void)text_copy(out->author, sizeof out->author, own.author);
    (void)text_copy(out->source, sizeof out->source, own.source);
    return RESULT_OK;
}

/* A folder without a centre still shows what the box carries. */
static void
open_store(struct line *line, struct store **store)
{
    struct folder folder;
    struct view_centre centre;
    char path[FOLDER_PATH_SIZE];
    *store = NULL;
    if (folder_open(&folder, line->dir) != RESULT_OK)
        return;
    folder_path(&folder, "troskel.db", path);
    if (access(path, R_OK) != 0 ||
        store_open(store, &folder, STORE_READ) != RESULT_OK)
        *store = NULL;
    if (*store != NULL && line->asked_lang == NULL &&
        view_centre(*store, &centre) == RESULT_OK)
        (void)text_copy(line->lang, sizeof line->lang, centre.lang);
}

static json_t *
row_json(const struct credits_row *row)
{
    json_t *json = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b}", "set", row->what, "version",
        row->version, "licence", row->licence, "author", row->author, "source",
        row->source, "for", row->used_for, "own", row->own, "may_be_sold_on",
        licence_may_be_sold(row->licence));
    if (row->pictures > 0)
        (void)json_object_set_new(json, "pictures",
                                  json_integer(row->pictures));
    return json;
}

static void
print_row(const struct line *line, const struct credits_row *row)
{
    printf("%s%s%s\n", row->what, row->version[0] == '\0' ? "" : " ",
           row->version);
    printf("    %s · %s\n", row->licence, row->author);
    if (row->source[0] != '\0')
        printf("    %s\n", row->source);
    if (row->pictures > 0)
        printf(word_plural(line->lang, "    %lu bild\n", "    %lu bilder\n",
                           (unsigned long)row->pictures),
               (unsigned long)row->pictures);
    if (!licence_may_be_sold(row->licence))
        printf("    %s\n", word(line->lang, WORD("ej för vidaresäljning")));
}

static int
tell(const struct line *line, const struct credits *credits)
{
    json_t *all = json_array();
    for (int i = 0; i < credits->count; i++) {
        if (line->json)
            (void)json_array_append_new(all, row_json(&credits->rows[i]));
        else
            print_row(line, &credits->rows[i]);
    }
    if (line->json)
        return print_json(line, all);
    json_decref(all);
    return LINE_DONE;
}

int
subcommand_credits(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    static struct credits credits;
    struct store *store;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    open_store(line, &store);
    credits_read(&credits, credits_path());
    enum result result = store == NULL
                             ? RESULT_OK
                             : credits_add_store(&credits, store, line->lang);
    end = result == RESULT_OK
              ? tell(line, &credits)
              : line_refuse(line, line->dir, line_reason(line, result));
    store_close(store);
    return end;
}
