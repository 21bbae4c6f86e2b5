/*
 * pictures search and pictures sheet: the built-in library.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/beside.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"
#include "firmware/store/library.h"

static void
lang_of_centre(struct line *line)
{
    struct folder folder;
    struct store *store = NULL;
    struct view_centre centre;
    if (line->asked_lang != NULL || folder_open(&folder, line->dir))
        return;
    char path[FOLDER_PATH_SIZE];
    folder_path(&folder, "troskel.db", path);
    if (access(path, R_OK) == 0 &&
        store_open(&store, &folder, STORE_READ) == RESULT_OK &&
        view_centre(store, &centre) == RESULT_OK)
        text_copy(line->lang, sizeof line->lang, centre.lang);
    store_close(store);
}

static json_t *
hit_json(struct library *library, const struct library_hit *hit)
{
    struct library_credit credit;
    json_t *object = json_pack("{s:s, s:s}", "id", hit->id, "name", hit->name);
    if (library_credit(library, hit->id, &credit) == RESULT_OK) {
        json_object_set_new(object, "set", json_string(credit.set));
        json_object_set_new(object, "licence", json_string(credit.licence));
        json_object_set_new(object, "author", json_string(credit.author));
    }
    return object;
}

static int
print_hits(const struct line *line, struct library *library,
           const struct library_hit *hits, int count)
{
    json_t *all = json_array();
    for (int i = 0; i < count; i++) {
        if (line->json) {
            json_array_append_new(all, hit_json(library, &hits[i]));
        } else {
            print_cell(hits[i].id, 16);
            puts(hits[i].name);
        }
    }
    if (line->json)
        return print_json(line, all);
    json_decref(all);
    if (count == 0)
        puts(word(line->lang, WORD("Ingen bild heter så.")));
    return LINE_DONE;
}

static int
search(struct line *line)
{
    static struct library_hit hits[LIBRARY_HITS_MAX];
    struct library *library = NULL;
    char query[512] = "";
    int count = 0;
    for (int i = 1; i < line->argc; i++)
        text_append(query, sizeof query, "%s%s", i == 1 ? "" : " ",
                    line->argv[i]);
    enum result result = library_open(&library, library_path());
    if (result != RESULT_OK)
        return line_refuse(line, library_path(), line_reason(line, result));
    result = library_search(library, line->lang, query, hits, LIBRARY_HITS_MAX,
                            &count);
    int end = result == RESULT_OK
                  ? print_hits(line, library, hits, count)
                  : line_refuse(line, query, line_reason(line, result));
    library_close(library);
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
    lang_of_centre(line);
    if (text_equal(line->argv[0], "search"))
        return search(line);
    if (text_equal(line->argv[0], "sheet"))
        return sheet(line);
    return line_misuse(line, line->argv[0],
                       word(line->lang, WORD("search eller sheet")));
}
