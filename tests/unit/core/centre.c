#include "tests/unit/core/centre.h"

#include <stdio.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/core/inside.h"
#include "tests/test.h"

static const char centre_batch[] =
    "{'events':["
    "{'kind':'centre_saved','about':'0190a000-0000-7000-8000-0000000000ff',"
    " 'body':{'name':'Verkstan','lang':'sv','zone':'Europe/Stockholm',"
    " 'calm_place':'Vilrummet'}},"
    "{'kind':'group_saved','about':'" STUDIO "',"
    " 'body':{'name':'Ateljén','order':1}},"
    "{'kind':'group_saved','about':'" GARDEN "',"
    " 'body':{'name':'Trädgården','order':2}},"
    "{'kind':'staff_saved','about':'" MARIA "','body':{'name':'Maria'}},"
    "{'kind':'person_saved','about':'" ANNA "','body':{'name':'Anna',"
    " 'symbol':'räv','symbol_picture':'1F98A','groups':['" STUDIO "'],"
    " 'place':0,'strategies':[{'text':'Hörlurar','picture':'1F3A7'}]}},"
    "{'kind':'person_saved','about':'" BO "','body':{'name':'Bo',"
    " 'symbol':'uggla','symbol_picture':'1F989','groups':['" STUDIO "'],"
    " 'place':1,'mode':'sequence','time':'dots+digital','text':'XL',"
    " 'reach':{'scan':'two','hold_ms':300,'left':true}}},"
    "{'kind':'person_saved','about':'" CILLA "','body':{'name':'Cilla',"
    " 'symbol':'båt','symbol_picture':'26F5','groups':['" GARDEN "'],"
    " 'place':0,'lang':'en'}},"
    "{'kind':'item_saved','about':'" PAINT "','body':{"
    " 'audience':{'kind':'group','id':'" STUDIO "'},'weekday':2,"
    " 'start':'09:00','end':'10:15','title':'Måla','picture':'1F3A8',"
    " 'place':'Ateljén','with':['Maria'],'origin':'template',"
    " 'how':[{'text':'Förkläde','picture':null},{'text':'Pensel'}]}},"
    "{'kind':'item_saved','about':'" FIKA "','body':{"
    " 'audience':{'kind':'all'},'date':'2026-11-24','start':'10:15',"
    " 'end':'10:45','title':'Fika','origin':'staff','notices':[15,5]}},"
    "{'kind':'item_saved','about':'" PICK "','body':{"
    " 'audience':{'kind':'person','id':'" ANNA "'},'date':'2026-11-24',"
    " 'start':'13:00','title':'Välj','origin':'staff','options':["
    " {'text':'Musik','picture':'1F3B5'},{'text':'Promenad'}]}}"
    "]}";

static json_t *
parse(const char *text)
{
    char json[8192];
    text_copy(json, sizeof json, text);
    for (char *at = json; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    return json_loads(json, 0, NULL);
}

bool
centre_put(struct centre *centre, const char *name, const char *text)
{
    char path[FOLDER_PATH_SIZE];
    char inner[64];
    text_format(inner, sizeof inner, "inbox/%s", name);
    folder_path(&centre->folder, inner, path);
    json_t *json = parse(text);
    int failed = json == NULL || json_dump_file(json, path, 0) != 0;
    json_decref(json);
    return failed == 0;
}

/* A button and a page that are there, so that nothing is at fault. */
static bool
calm(struct centre *centre)
{
    json_t *button = parse("{'do':'button','state':'ok'}");
    json_t *page = parse("{'do':'receiver','open':true}");
    json_decref(core_command(centre->core, button, THROUGH_BUTTON));
    json_decref(core_command(centre->core, page, THROUGH_STAFF));
    json_decref(button);
    json_decref(page);
    return true;
}

bool
centre_put_bytes(struct centre *centre, const char *name, const void *bytes,
                 size_t length)
{
    char path[FOLDER_PATH_SIZE];
    char inner[128];
    text_format(inner, sizeof inner, "inbox/%s", name);
    folder_path(&centre->folder, inner, path);
    FILE *file = fopen(path, "wbe");
    bool fine = file != NULL && fwrite(bytes, 1, length, file) == length;
    return file != NULL && fclose(file) == 0 && fine;
}

bool
centre_open(struct centre *centre)
{
    struct store *store = NULL;
    *centre = (struct centre){.core = NULL};
    bool ok = folder_make(test_folder(), true) == RESULT_OK &&
              folder_open(&centre->folder, test_folder()) == RESULT_OK &&
              clock_open(&centre->clock, centre->folder.path) == RESULT_OK &&
              clock_test_set(centre->clock, INT64_C(1795507800000), true,
                             CLOCK_HELD) == RESULT_OK &&
              store_open(&store, &centre->folder, STORE_CREATE) == RESULT_OK;
    store_close(store);
    return ok &&
           core_open(&centre->core, &centre->folder, centre->clock) ==
               RESULT_OK &&
           calm(centre) && centre_put(centre, "centre.json", centre_batch) &&
           centre_ask(centre, "{'do':'batch','file':'centre.json'}");
}

void
centre_close(struct centre *centre)
{
    core_close(centre->core);
    clock_close(centre->clock);
    centre->core = NULL;
    centre->clock = NULL;
}

bool
centre_restart(struct centre *centre)
{
    core_close(centre->core);
    return core_open(&centre->core, &centre->folder, centre->clock) ==
               RESULT_OK &&
           calm(centre);
}

const char *
centre_why(struct centre *centre, const char *text)
{
    static char why[300];
    json_t *command = parse(text);
    json_t *answer = core_command(centre->core, command, THROUGH_COMMAND);
    if (json_is_true(json_object_get(answer, "ok")))
        why[0] = '\0';
    else
        text_format(why, sizeof why, "%s %s",
                    json_string_value(json_object_get(answer, "why")),
                    json_string_value(json_object_get(answer, "where")));
    json_decref(command);
    json_decref(answer);
    return why;
}

bool
centre_ask(struct centre *centre, const char *text)
{
    const char *why = centre_why(centre, text);
    if (why[0] != '\0')
        printf("    refused: %s: %s\n", why, text);
    return why[0] == '\0';
}

struct told {
    char *out;
    size_t size;
};

static bool
tell(void *user, const struct event *event)
{
    struct told *told = user;
    if (told->out[0] != '\0')
        text_append(told->out, told->size, " ");
    text_append(told->out, told->size, "%s", event_kind_name(event->kind));
    return true;
}

void
centre_log(struct centre *centre, int64_t after, char *out, size_t size)
{
    struct store *store = NULL;
    struct told told = {out, size};
    out[0] = '\0';
    if (store_open(&store, &centre->folder, STORE_READ) == RESULT_OK &&
        store_events(store, after, 10000, tell, &told) != RESULT_OK)
        text_copy(out, size, "unreadable");
    store_close(store);
}

bool
centre_session(struct centre *centre, const char *staff, const char *role,
               const char *token)
{
    char command[256];
    struct clock_time now = clock_now(centre->clock);
    struct access_session session = {.through = THROUGH_STAFF,
                                     .source = "10.0.0.7",
                                     .at = now.utc_ms,
                                     .up = now.boot_ms,
                                     .used = now.boot_ms};
    text_format(command, sizeof command,
                "{'do':'account_save','staff':'%s','login':'%s %s',"
                "'name':'%s','role':'%s'}",
                staff, role, staff + 30, role, role);
    secret_hash(session.hash, "session", token);
    text_copy(session.account, sizeof session.account, staff);
    text_copy(session.boot, sizeof session.boot, clock_boot_id(centre->clock));
    struct store *store = centre->core->store;
    if (!centre_ask(centre, command) || store_begin(store) != RESULT_OK)
        return false;
    return access_put_session(store, &session) == RESULT_OK &&
           store_commit(store) == RESULT_OK;
}
