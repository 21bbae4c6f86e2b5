/*
 * A centre's own files, read in by `troskel import` in the visitor's name:
 * first a trial that saves nothing and tells what would come of it, then the
 * same once more, for good. All of a file or nothing.
 *
 * Between the two the file lies in inbox/import-ID; it goes away with the
 * answer, and what was left there is swept away an hour later.
 */
#include "ui/staff/people/import.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

enum { WAIT_MS = 60000, KEPT_S = 3600 };

static const struct sort {
    const char *name, *words, *accept;
    bool folder; /* of pictures: the folder is read, not the file */
} sorts[] = {
    {"people", WORD("Deltagare (CSV)"), ".csv,text/csv", false},
    {"week", WORD("Vecka eller dagar (CSV)"), ".csv,text/csv", false},
    {"calendar", WORD("Kalender (iCalendar)"), ".ics,text/calendar", false},
    {"pictures", WORD("Foton (JPEG, PNG)"), "image/jpeg,image/png", true},
    {"pack", WORD("Bildpaket (zip)"), ".zip,application/zip", false},
    {"board", WORD("Tavla (OBF, OBZ)"), ".obf,.obz", false},
    {"recordings", WORD("Röster (WAV, tabell)"), ".wav,.csv", true}};

enum { SORTS = sizeof sorts / sizeof sorts[0] };

static const struct sort *
sort_named(const char *name)
{
    for (int i = 0; i < SORTS; i++)
        if (text_equal(sorts[i].name, name))
            return &sorts[i];
    return NULL;
}

/* --- the folder it lies in meanwhile --- */

static void
place_of(const struct visit *visit, const char *id, char out[FOLDER_PATH_SIZE])
{
    char inner[64];
    text_format(inner, sizeof inner, "inbox/import-%s", id);
    folder_path(visit->folder, inner, out);
}

static void
sweep_place(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder != NULL)
        closedir(folder);
    (void)rmdir(path);
}

static void
sweep_old(const struct visit *visit)
{
    char path[FOLDER_PATH_SIZE], place[FOLDER_PATH_SIZE];
    folder_path(visit->folder, "inbox", path);
    DIR *folder = opendir(path);
    const struct dirent *entry;
    struct stat st, now;
    /* Against the clock of the file system, which is nobody's to set. */
    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (strncmp(entry->d_name, "import-", 7) == 0 &&
            strlen(entry->d_name) == 7 + UUID_SIZE - 1 &&
            fstatat(dirfd(folder), entry->d_name, &st, 0) == 0 &&
            fstat(dirfd(folder), &now) == 0 &&
            now.st_mtime - st.st_mtime > KEPT_S) {
            place_of(visit, entry->d_name + 7, place);
            sweep_place(place);
        }
    if (folder != NULL)
        closedir(folder);
}

/* The file's own name without what leads elsewhere: the report and what is
 * read in later speak of it by that. */
static void
plain_name(const char *from, char out[IMPORT_NAME_SIZE])
{
    const char *slash = strrchr(from, '/');
    const char *back = strrchr(from, '\\');
    const char *name = slash == NULL ? from : slash + 1;
    if (back != NULL && back + 1 > name)
        name = back + 1;
    while (*name == '.')
        name++;
    text_copy(out, IMPORT_NAME_SIZE, name[0] == '\0' ? "fil" : name);
}

static bool
lay_file(const char *place, const struct form_field *field,
         char name[IMPORT_NAME_SIZE])
{
    char path[FOLDER_PATH_SIZE + IMPORT_NAME_SIZE + 2];
    plain_name(field->file, name);
    text_format(path, sizeof path, "%s/%s", place, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    bool whole = file != NULL &&
                 fwrite(field->value, 1, field->length, file) == field->length;
    if (file != NULL && fclose(file) != 0)
        whole = false;
    if (!whole)
        log_errno("%s", path);
    return whole;
}

/* All files of the form; the name of the first one. */
static bool
lay_files(struct visit *visit, char id[UUID_SIZE], char name[IMPORT_NAME_SIZE])
{
    char place[FOLDER_PATH_SIZE], other[IMPORT_NAME_SIZE];
    int count = 0;
    uuid_make(id, visit->now.utc_ms);
    place_of(visit, id, place);
    if (mkdir(place, 0770) != 0)
        return false;
    for (int i = 0; i < visit->form.count; i++) {
        const struct form_field *field = &visit->form.fields[i];
        if (field->file == NULL || field->length == 0 ||
            !text_equal(field->name, "file"))
            continue;
        if (!lay_file(place, field, count == 0 ? name : other)) {
            sweep_place(place);
            return false;
        }
        count++;
    }
    if (count == 0)
        sweep_place(place);
    return count > 0;
}

/* --- the form --- */

static void
put_whose(struct visit *visit)
{
    int count = 0, group_count = 0, n = 0;
    struct view_person *people = calloc(VIEW_PEOPLE_MAX, sizeof *people);
    struct view_group groups[VIEW_GROUPS_MAX];
    struct choice *choices =
        calloc(VIEW_PEOPLE_MAX + VIEW_GROUPS_MAX + 1, sizeof *choices);
    char(*values)[UUID_SIZE + 8] =
        calloc(VIEW_PEOPLE_MAX + VIEW_GROUPS_MAX, sizeof *values);
    if (people != NULL && choices != NULL && values != NULL &&
        view_people(visit->store, visit->boot_id, people, VIEW_PEOPLE_MAX,
                    &count) == RESULT_OK &&
        view_groups(visit->store, groups, VIEW_GROUPS_MAX, &group_count) ==
            RESULT_OK) {
        choices[n++] =
            (struct choice){.value = "all", .words = word(visit->lang, "alla")};
        for (int i = 0; i < group_count; i++, n++) {
            text_format(values[n - 1], sizeof values[0], "group:%s",
                        groups[i].id);
            choices[n] = (struct choice){.value = values[n - 1],
                                         .words = groups[i].name};
        }
        for (int i = 0; i < count; i++, n++) {
            text_format(values[n - 1], sizeof values[0], "for:%s",
                        people[i].id);
            choices[n] = (struct choice){.value = values[n - 1],
                                         .words = people[i].name};
        }
        field_select(visit,
                     &(struct field){.name = "whose",
                                     .label = word(visit->lang, "Vems"),
                                     .hint = word(visit->lang,
                                                  "För en kalender eller en "
                                                  "tavla."),
                                     .value = "all"},
                     choices, n);
    }
    free(people);
    free(choices);
    free(values);
}

static void
put_pack(struct visit *visit)
{
    html_put(&visit->html, "<details><summary>");
    html_text(&visit->html, word(visit->lang, "Om bildpaket och röster"));
    html_put(&visit->html, "</summary>");
    field_line(visit,
               &(struct field){.name = "set",
                               .label = word(visit->lang, "Vad paketet heter"),
                               .most = 60});
    field_line(visit, &(struct field){.name = "licence",
                                      .label = word(visit->lang, "Licens"),
                                      .most = 60});
    field_line(visit, &(struct field){
                          .name = "author",
                          .label = word(visit->lang, "Upphov, eller vems röst"),
                          .most = 60});
    html_put(&visit->html, "</details>");
}

void
import_draw(struct visit *visit)
{
    struct choice choices[SORTS];
    sweep_old(visit);
    for (int i = 0; i < SORTS; i++)
        choices[i] = (struct choice){
            .value = sorts[i].name, .words = word(visit->lang, sorts[i].words)};
    shell_open(visit,
               &(struct shell){.title = word(visit->lang, "Läs in en fil"),
                               .nav = NAV_MORE,
                               .style = "people.css",
                               .narrow = true});
    html_element(&visit->html, "p", "hint",
                 word(visit->lang, "Först prövas filen: du ser allt som skulle "
                                   "ändras, och inget sparas. Är en rad fel "
                                   "läses inget in."));
    field_form_files(visit, "/import");
    field_one_of(visit,
                 &(struct field){.name = "sort",
                                 .label = word(visit->lang, "Vad det är"),
                                 .value = "people"},
                 choices, SORTS);
    html_put(&visit->html, "<div class=\"field\"><label for=\"field-file\">");
    html_text(&visit->html, word(visit->lang, "Fil"));
    html_put(&visit->html, "</label>");
    field_problem(visit, "file");
    html_put(&visit->html, "<input type=\"file\" id=\"field-file\" "
                           "name=\"file\" multiple required></div>");
    put_whose(visit);
    put_pack(visit);
    html_put(&visit->html, "<div class=\"acts\">");
    field_button(visit, word(visit->lang, "Pröva filen"), "main");
    html_put(&visit->html, "</div>");
    field_form_end(visit);
    shell_close(visit);
}

/* --- running it --- */

static void
add(struct visit_job *job, int *count, const char *word_)
{
    if (*count < (int)(sizeof job->argv / sizeof job->argv[0]) - 1)
        job->argv[(*count)++] = word_;
    job->argv[*count] = NULL;
}

static void
add_option(struct visit_job *job, int *count, const char *option,
           const char *value)
{
    if (value[0] == '\0')
        return;
    add(job, count, option);
    add(job, count, value);
}

static void
add_whose(struct visit_job *job, int *count, const struct import_order *order)
{
    bool calendar = text_equal(order->sort, "calendar");
    if (!calendar && !text_equal(order->sort, "board"))
        return;
    if (strncmp(order->whose, "group:", 6) == 0)
        add_option(job, count, "--group", order->whose + 6);
    else if (strncmp(order->whose, "for:", 4) == 0)
        add_option(job, count, "--for", order->whose + 4);
    else
        add(job, count, "--all");
}

static visit_spawned_fn take_report;

static void
run(struct visit *visit, struct import_order *order)
{
    struct visit_job job = {
        .wait_ms = WAIT_MS, .as_visitor = true, .after = take_report};
    int count = 0;
    const struct sort *sort = sort_named(order->sort);
    char place[FOLDER_PATH_SIZE];
    place_of(visit, order->id, place);
    if (sort->folder)
        text_copy(order->path, sizeof order->path, place);
    else
        text_format(order->path, sizeof order->path, "%s/%s", place,
                    order->name);
    add(&job, &count, "troskel");
    add(&job, &count, "import");
    add_option(&job, &count, "--dir", visit->folder->path);
    add_option(&job, &count, "--lang", visit->lang);
    add(&job, &count, "--json");
    if (order->trial)
        add(&job, &count, "--dry-run");
    add_whose(&job, &count, order);
    if (text_equal(order->sort, "pack")) {
        add_option(&job, &count, "--set", order->set);
        add_option(&job, &count, "--licence", order->licence);
        add_option(&job, &count, "--author", order->author);
    }
    if (text_equal(order->sort, "recordings"))
        add_option(&job, &count, "--by", order->author);
    add(&job, &count, order->sort);
    add(&job, &count, order->path);
    visit->room = malloc(sizeof *order);
    if (visit->room == NULL) {
        visit_status(visit, 503);
        return;
    }
    memcpy(visit->room, order, sizeof *order);
    visit_spawn(visit, &job);
}

static bool
read_order(struct visit *visit, struct import_order *order)
{
    unsigned char bytes[UUID_BYTES];
    const char *id = form_typed(&visit->form, "id");
    *order = (struct import_order){.trial = true};
    text_copy(order->sort, sizeof order->sort,
              form_typed(&visit->form, "sort"));
    if (sort_named(order->sort) == NULL) {
        visit_wrong(visit, "sort", word(visit->lang, "Välj vad det är."));
        return false;
    }
    text_copy(order->whose, sizeof order->whose,
              form_typed(&visit->form, "whose"));
    if (!visit_text(visit, "set", 60, order->set, sizeof order->set) ||
        !visit_text(visit, "licence", 60, order->licence,
                    sizeof order->licence) ||
        !visit_text(visit, "author", 60, order->author, sizeof order->author))
        return false;
    if (uuid_parse(id, bytes)) { /* the trial's, and now for good */
        order->trial = false;
        text_copy(order->id, sizeof order->id, id);
        plain_name(form_typed(&visit->form, "file"), order->name);
        return true;
    }
    if (lay_files(visit, order->id, order->name))
        return true;
    visit_wrong(visit, "file", word(visit->lang, "Välj en fil."));
    return false;
}

void
import_post(struct visit *visit)
{
    struct import_order order;
    char place[FOLDER_PATH_SIZE];
    if (form_has(&visit->form, "act", "leave")) {
        unsigned char bytes[UUID_BYTES];
        const char *id = form_typed(&visit->form, "id");
        if (uuid_parse(id, bytes)) {
            place_of(visit, id, place);
            sweep_place(place);
        }
        visit_go(visit, "/import");
        return;
    }
    if (read_order(visit, &order))
        run(visit, &order);
}

/* --- what came of it --- */

static void
take_report(struct visit *visit, int status, const unsigned char *bytes,
            size_t length)
{
    const struct import_order *order = visit->room;
    char place[FOLDER_PATH_SIZE];
    json_t *told = json_loadb((const char *)bytes, length, 0, NULL);
    bool ok = json_is_true(json_object_get(told, "ok"));
    place_of(visit, order->id, place);
    if (!order->trial || !ok)
        sweep_place(place);
    if (told == NULL) {
        log_warn("troskel import ended with %d and said nothing", status);
        visit_wrong(visit, "file",
                    word(visit->lang, "Filen gick inte att läsa. Inget är "
                                      "ändrat."));
        return;
    }
    shell_open(visit, &(struct shell){.title = order->name,
                                      .nav = NAV_MORE,
                                      .style = "people.css",
                                      .narrow = true});
    import_outcome(visit, order, told);
    html_put(&visit->html, "<p class=\"ways\">");
    people_link(&visit->html, "/import", "way",
                word(visit->lang, "Läs in en annan fil"));
    html_put(&visit->html, "</p>");
    shell_close(visit);
    json_decref(told);
    visit_status(visit, 200); /* drawn */
}
