/*
 * Draws every scene to a PNG, for eyes:
 *
 *   draw_scenes FOLDER [WxH|all [light|dim|contrast [name]]]
 *
 * A pane that is turned is drawn as it stands before the eye: 90 and 270
 * degrees as HxW, 180 as if it were not turned.
 *
 * Needs Andika and the picture library ($TROSKEL_PICTURES).
 */
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "tests/screens/scenes.h"
#include "ui/kiosk/paint.h"

static const char *const theme_names[THEME_COUNT] = {[THEME_LIGHT] = "light",
                                                     [THEME_DIM] = "dim",
                                                     [THEME_CONTRAST] =
                                                         "contrast"};

static void
draw_scene(struct paint *paint, const struct scene *scene, int width,
           int height, enum app_theme theme, const char *folder)
{
    struct made_up *made = made_up_open(width, height);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, width, height, 32, SDL_PIXELFORMAT_XRGB8888);
    char path[512];
    made->world.theme = theme;
    made->world.metrics = paint_metrics(paint);
    scene->set(made);
    paint_list(paint, surface, made_up_look(made));
    (void)text_format(path, sizeof path, "%s/%s-%dx%d%s%s.png", folder,
                      scene->name, width, height,
                      theme == THEME_LIGHT ? "" : "-",
                      theme == THEME_LIGHT ? "" : theme_names[theme]);
    if (paint_png(surface, path) != RESULT_OK)
        (void)fprintf(stderr, "%s was not written\n", path);
    SDL_FreeSurface(surface);
    made_up_close(made);
}

static void
draw_all(struct paint *paint, int width, int height, enum app_theme theme,
         int argc, char **argv)
{
    for (int i = 0; i < scene_count; i++)
        if (argc < 5 || strncmp(scenes[i].name, argv[4], strlen(argv[4])) == 0)
            draw_scene(paint, &scenes[i], width, height, theme, argv[1]);
}

int
main(int argc, char **argv)
{
    static const int panels[][2] = {{800, 480},   {720, 1280}, {1280, 800},
                                    {1920, 1080}, {480, 800},  {1280, 720},
                                    {800, 1280},  {1080, 1920}};
    struct library *library = NULL;
    struct paint *paint = NULL;
    if (argc < 2) {
        (void)fprintf(
            stderr,
            "draw_scenes FOLDER [WxH|all [light|dim|contrast [name]]]\n");
        return 2;
    }
    words_open(words_folder());
    if (library_open(&library, library_path()) != RESULT_OK)
        (void)fprintf(stderr, "there is no picture library\n");
    if (paint_open(&paint, library, NULL) != RESULT_OK)
        return 1;
    int width = 0;
    int height = 0;
    if (argc > 2)
        (void)sscanf(argv[2], "%dx%d", &width, &height);
    enum app_theme theme = THEME_LIGHT;
    for (int i = 0; argc > 3 && i < THEME_COUNT; i++)
        if (strcmp(argv[3], theme_names[i]) == 0)
            theme = (enum app_theme)i;
    for (size_t i = 0; i < sizeof panels / sizeof panels[0]; i++)
        if (width == 0 || (panels[i][0] == width && panels[i][1] == height))
            draw_all(paint, panels[i][0], panels[i][1], theme, argc, argv);
    paint_close(paint);
    library_close(library);
    words_close();
    return 0;
}
