#include "ui/kiosk/preview.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "firmware/base/civil.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/store/words_of.h"
#include "ui/kiosk/paint.h"
#include "ui/kiosk/state.h"
#include "ui/kiosk/world.h"

enum {
    CPU_SECONDS = 10,
    MEMORY_BYTES = 512 << 20,
    SIDE_MIN = 240,
    SIDE_MAX = 3840,
    MORNING = 9 * 60
};

struct preview {
    const struct options *options;
    char *says;
    struct folder folder;
    struct store *store;
    struct library *library;
    struct paint *paint;
    SDL_Surface *surface;
    struct app_world world;
    struct app *app;
    struct draw_list *list;
};

static enum result
say(struct preview *preview, enum result result, const char *what)
{
    text_copy(preview->says, PREVIEW_SAYS_SIZE, what);
    return result;
}

/* Sanitizers reserve more than any limit would leave. */
static void
bound(void)
{
    struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS};
    (void)setrlimit(RLIMIT_CPU, &cpu);
#ifndef __SANITIZE_ADDRESS__
    struct rlimit memory = {MEMORY_BYTES, MEMORY_BYTES};
    (void)setrlimit(RLIMIT_AS, &memory);
#endif
}

/* --- the world that it is drawn in --- */

static enum result
read_at(struct preview *preview)
{
    char date[CIVIL_DATE_SIZE];
    const char *at = preview->options->at;
    struct app_world *world = &preview->world;
    int minute = MORNING;
    if (at == NULL)
        return say(preview, RESULT_INVALID, "--at is missing");
    text_copy(date, sizeof date, at);
    bool sound =
        strlen(at) >= 10 &&
        civil_parse_date(date, &world->today) == RESULT_OK &&
        (at[10] == '\0' ||
         (at[10] == 'T' && civil_parse_time(at + 11, &minute) == RESULT_OK));
    if (!sound)
        return say(preview, RESULT_INVALID,
                   "--at: not a time like 2026-11-24T09:10");
    world->minute = minute;
    world->now =
        (struct clock_time){.utc_ms = civil_to_utc(world->today, minute, NULL),
                            .boot_ms = 1000000,
                            .quality = CLOCK_HELD};
    return RESULT_OK;
}

static bool
take_word(const json_t *as, const char *field, const char *const *words,
          int *value)
{
    const json_t *json = json_object_get(as, field);
    if (json == NULL)
        return true;
    for (int i = 0; words[i] != NULL; i++) {
        if (text_equal(words[i], json_string_value(json))) {
            *value = i;
            return true;
        }
    }
    return false;
}

/* Settings to try, without anybody's being changed. */
static bool
take_settings(struct view_person *person, const json_t *as)
{
    int mode = (int)person->mode, level = (int)person->level;
    int text = (int)person->text, direction = (int)person->direction;
    int mark = (int)person->mark, time = (int)person->time;
    int theme = (int)person->reach.theme;
    json_int_t many = json_integer_value(json_object_get(as, "how_many"));
    bool sound = take_word(as, "mode", words_of_mode, &mode) &&
                 take_word(as, "level", words_of_level, &level) &&
                 take_word(as, "text", words_of_text, &text) &&
                 take_word(as, "direction", words_of_direction, &direction) &&
                 take_word(as, "mark", words_of_mark, &mark) &&
                 take_word(as, "time", words_of_time, &time) &&
                 take_word(as, "theme", words_of_theme, &theme) && many >= 0 &&
                 many <= 6;
    person->mode = (enum view_mode)mode;
    person->level = (enum view_level)level;
    person->text = (enum view_text)text;
    person->direction = (enum view_direction)direction;
    person->mark = (enum view_mark)mark;
    person->time = (enum view_time)time;
    person->reach.theme = (enum view_theme)theme;
    if (json_object_get(as, "greys") != NULL)
        person->greys = json_is_true(json_object_get(as, "greys"));
    if (many > 0)
        person->how_many = (int)many;
    const char *lang = json_string_value(json_object_get(as, "lang"));
    if (lang != NULL)
        text_copy(person->lang, sizeof person->lang, lang);
    return sound;
}

static enum result
try_settings(struct preview *preview, struct view_person *person)
{
    if (preview->options->as == NULL)
        return RESULT_OK;
    json_t *as = json_loads(preview->options->as, 0, NULL);
    bool sound = json_is_object(as) && take_settings(person, as);
    json_decref(as);
    return sound ? RESULT_OK
                 : say(preview, RESULT_INVALID, "--as: not understood");
}

static enum result
read_person(struct preview *preview)
{
    struct app_world *world = &preview->world;
    const char *id = preview->options->person;
    if (text_equal(preview->options->draw, "choose"))
        return RESULT_OK;
    if (id == NULL)
        return say(preview, RESULT_INVALID, "--person is missing");
    for (int i = 0; i < world->people_count; i++) {
        struct view_person *person = &world->people[i];
        if (!text_equal(person->id, id))
            continue;
        person->here = true; /* as it is when they stand there */
        person->paused = false;
        enum result result = try_settings(preview, person);
        return result == RESULT_OK
                   ? view_day(preview->store, id, world->today, &world->day)
                   : result;
    }
    return say(preview, RESULT_ABSENT, "there is no such person");
}

static enum result
read_world(struct preview *preview)
{
    struct app_world *world = &preview->world;
    struct store *store = preview->store;
    world->people = calloc(VIEW_PEOPLE_MAX, sizeof *world->people);
    enum result result = world->people == NULL
                             ? RESULT_FULL
                             : view_centre(store, &world->centre);
    if (result == RESULT_OK && civil_set_zone(world->centre.zone) != RESULT_OK)
        log_warn("no time zone %s on this machine", world->centre.zone);
    if (result == RESULT_OK)
        result = read_at(preview);
    if (result == RESULT_OK)
        result = view_groups(store, world->groups, VIEW_GROUPS_MAX,
                             &world->group_count);
    if (result == RESULT_OK)
        result = view_people(store, "", world->people, VIEW_PEOPLE_MAX,
                             &world->people_count);
    world->theme = preview->options->theme;
    world->left = preview->options->left;
    world->low = preview->options->low;
    world->core_answers = world->button_works = true;
    return result == RESULT_OK ? read_person(preview) : result;
}

/* --- the screen --- */

static const struct {
    const char *name;
    enum app_screen screen;
    bool of_item;
} screens[] = {{"home", SCREEN_HOME, false},
               {"day", SCREEN_DAY, false},
               {"step", SCREEN_STEP, true},
               {"work", SCREEN_WORK, true},
               {"choice", SCREEN_CHOICE, true},
               {"change", SCREEN_CHANGE, true},
               {"strategies", SCREEN_STRATEGIES, false},
               {"choose", SCREEN_CHOOSE, false}};

static enum result
go_to(struct preview *preview)
{
    const struct options *options = preview->options;
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        if (!text_equal(screens[i].name, options->draw))
            continue;
        if (options->person != NULL)
            app_enter(preview->app, options->person);
        if (screens[i].of_item &&
            app_find_item(preview->app, options->item) == NULL)
            return say(preview, RESULT_ABSENT, "it is not in that day");
        text_copy(preview->app->item, sizeof preview->app->item, options->item);
        app_show(preview->app, screens[i].screen);
        return RESULT_OK;
    }
    return say(preview, RESULT_INVALID, "--draw: no such screen");
}

static enum result
open_parts(struct preview *preview)
{
    const struct present_options *screen = &preview->options->screen;
    int width = screen->width > 0 ? screen->width : 1280;
    int height = screen->height > 0 ? screen->height : 800;
    if (width < SIDE_MIN || height < SIDE_MIN || width > SIDE_MAX ||
        height > SIDE_MAX)
        return say(preview, RESULT_INVALID, "--size: 240 to 3840 a side");
    if (folder_open(&preview->folder, preview->options->dir) != RESULT_OK ||
        store_open(&preview->store, &preview->folder, STORE_READ) != RESULT_OK)
        return say(preview, RESULT_ABSENT, "no database there");
    if (library_open(&preview->library, library_path()) != RESULT_OK)
        preview->library = NULL; /* frames stand in for its pictures */
    enum result result =
        paint_open(&preview->paint, preview->library, preview->store);
    if (result != RESULT_OK)
        return result;
    preview->world.metrics = paint_metrics(preview->paint);
    preview->world.panel = panel_for(width, height);
    if (preview->options->px_per_mm > 0)
        preview->world.panel.px_per_mm = preview->options->px_per_mm;
    preview->list = calloc(1, sizeof *preview->list);
    preview->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                      SDL_PIXELFORMAT_XRGB8888);
    return preview->list == NULL || preview->surface == NULL ? RESULT_FULL
                                                             : RESULT_OK;
}

static void
close_parts(struct preview *preview)
{
    app_close(preview->app);
    SDL_FreeSurface(preview->surface);
    free(preview->list);
    free(preview->world.people);
    paint_close(preview->paint);
    library_close(preview->library);
    store_close(preview->store);
}

static enum result
draw(struct preview *preview)
{
    const char *out = preview->options->out;
    preview->app = app_open(&preview->world);
    enum result result = go_to(preview);
    if (result != RESULT_OK)
        return result;
    app_view(preview->app, preview->list);
    paint_list(preview->paint, preview->surface, preview->list);
    return paint_png(preview->surface, out == NULL ? "-" : out);
}

enum result
preview_draw(const struct options *options, char says[PREVIEW_SAYS_SIZE])
{
    struct preview *preview = calloc(1, sizeof *preview);
    says[0] = '\0';
    bound();
    if (preview == NULL)
        return RESULT_FULL;
    preview->options = options;
    preview->says = says;
    enum result result = open_parts(preview);
    if (result == RESULT_OK)
        result = read_world(preview);
    if (result == RESULT_OK)
        result = draw(preview);
    close_parts(preview);
    free(preview);
    return result;
}
