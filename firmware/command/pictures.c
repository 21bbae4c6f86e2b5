/*
 * pictures search, pictures sheet, pictures name: what the centre put in,
 * then the built-in library.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/beside.h"
#include "firmware/command/credit.h"
#include "firmware/command/deliver.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/store/library.h"
#include "firmware/store/licence.h"

enum { OWN_MAX = 40 };

struct seeking {
    struct line *line;
    struct store *store;     /* NULL: no centre here */
    struct library *library; /* NULL: none */
    json_t *all;             /* with --json */
    int count;
};

static void
open_centre(struct seeking *seeking)
{
    struct folder folder;
    struct view_centre centre;
    struct line *line = seeking->line;
    char path[FOLDER_PATH_SIZE];
    if (folder_open(&folder, line->dir) != RESULT_OK)
        return;
    folder_path(&folder, "troskel.db", path);
    if (access(path, R_OK) != 0 ||
        store_open(&seeking->store, &folder, STORE_READ) != RESULT_OK)
        seeking->store = NULL;
    else if (line->asked_lang == NULL &&
             view_centre(seeking->store, &centre) == RESULT_OK)
        (void)text_copy(line->lang, sizeof line->lang, centre.lang);
}

static void
tell_hit(struct seeking *seeking, const char *id, const char *name)
{
    struct library_credit credit;
    seeking->count++;
    if (!seeking->line->json) {
        print_cell(id, 16);
        puts(name);
        return;
    }
    json_t *object = json_pack("{s:s, s:s}", "id", id, "name", name);
    if (credit_of(seeking->store, seeking->library, id, &credit) == RESULT_OK) {
        json_object_set_new(object, "set", json_string(credit.set));
        json_object_set_new(object, "licence", json_string(credit.licence));
        json_object_set_new(object, "author", json_string(credit.author));
        json_object_set_new(object, "may_be_sold_on",
                            json_boolean(licence_may_be_sold(credit.licence)));
    }
    json_array_append_new(seeking->all, object);
}

static enum result
search_own(struct seeking *seeking, const char *query)
{
    static struct view_picture own[OWN_MAX];
    int count = 0;
    if (seeking->store == NULL)
        return RESULT_OK;
    enum result result = view_picture_search(
        seeking->store, seeking->line->lang, query, own, OWN_MAX, &count);
    for (int i = 0; i < count; i++)
        tell_hit(seeking, own[i].id, own[i].name);
    return result;
}

/* What is most used in this centre's plan first. */
static enum result
search_library(struct seeking *seeking, const char *query)
{
    static struct library_hit hits[LIBRARY_HITS_MAX];
    static struct library_use uses[LIBRARY_USES_MAX];
    int count = 0;
    int used = 0;
    enum result result = RESULT_OK;
    if (seeking->store != NULL)
        result =
            view_picture_uses(seeking->store, uses, LIBRARY_USES_MAX, &used);
    if (result == RESULT_OK)
        result =
            library_search_used(seeking->library, seeking->line->lang, query,
                                uses, used, hits, LIBRARY_HITS_MAX, &count);
    for (int i = 0; i < count; i++)
        tell_hit(seeking, hits[i].id, hits[i].name);
    return result;
}

static int
conclude(struct seeking *seeking, const char *query, enum result result)
{
    struct line *line = seeking->line;
    if (result != RESULT_OK)
        return line_refuse(line, query, line_reason(line, result));
    if (line->json)
        return print_json(line, json_incref(seeking->all));
    if (seeking->count == 0)
        puts(word(line->lang, WORD("Ingen bild heter så.")));
    return LINE_DONE;
}

static int
search(struct line *line)
{
    struct seeking seeking = {.line = line, .all = json_array()};
    char query[512] = "";
    int end;
    for (int i = 1; i < line->argc; i++)
        text_append(query, sizeof query, "%s%s", i == 1 ? "" : " ",
                    line->argv[i]);
    open_centre(&seeking);
    enum result result = library_open(&seeking.library, library_path());
    if (result != RESULT_OK) {
        end = line_refuse(line, library_path(), line_reason(line, result));
    } else {
        result = search_own(&seeking, query);
        if (result == RESULT_OK)
            result = search_library(&seeking, query);
        end = conclude(&seeking, query, result);
    }
    json_decref(seeking.all);
    library_close(seeking.library);
    store_close(seeking.store);
    return end;
}

/* What one person calls a picture; an empty name takes it back. */
static int
name(struct line *line)
{
    struct reading reading;
    char person[UUID_SIZE];
    if (line->argc != 4)
        return line_misuse(line, "name",
                           word(line->lang, WORD("PERSON BILD NAMN")));
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    int end = LINE_REFUSED;
    if (reading_person(line, &reading, line->argv[1], person) == RESULT_OK) {
        json_t *batch = json_pack(
            "{s:s, s:[{s:s, s:s, s:{s:s, s:s}}]}", "source", "pictures name",
            "events", "kind", "picture_named", "about", person, "body",
            "picture", line->argv[2], "name", line->argv[3]);
        end = deliver_batch(line, &reading, batch, ".");
    }
    reading_close(&reading);
    return end;
}

/* The kiosk draws, so the kiosk draws this too. */
static int
sheet(const struct line *line)
{
    char path[BESIDE_PATH_SIZE];
    if (line->argc != 2)
        return line_misuse(line, "sheet",
                           word(line->lang, WORD("namnet på en fil saknas")));
    if (!beside("troskel-kiosk", path))
        return line_refuse(line, path, line_reason(line, RESULT_ABSENT));
    execl(path, "troskel-kiosk", "--sheet", line->argv[1], "--lang", line->lang,
          (char *)NULL);
    return line_refuse(line, path, strerror(errno));
}

int
subcommand_pictures(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 2, 32))
        return LINE_MISUSED;
    if (text_equal(line->argv[0], "search"))
        return search(line);
    if (text_equal(line->argv[0], "name"))
        return name(line);
    if (text_equal(line->argv[0], "sheet")) {
        struct seeking seeking = {.line = line};
        open_centre(&seeking); /* for its language */
        store_close(seeking.store);
        return sheet(line);
    }
    return line_misuse(line, line->argv[0],
                       word(line->lang, WORD("search, sheet eller name")));
}
