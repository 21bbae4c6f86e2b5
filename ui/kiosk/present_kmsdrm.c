/*
 * SDL on KMSDRM, for boards whose driver wants a GPU in between. Input comes
 * from libinput all the same: SDL's evdev has no descriptor to wait for.
 *
 * The renderer is opengles2: SDL's first choice, opengl, shows rectangles and
 * textures as nothing where libGL is missing, and says that all went well. So
 * a pixel is read back at the start. The first frame never appears on some
 * drivers, so it is presented three times.
 */
#include <stdlib.h>

#include "firmware/base/log.h"
#include "ui/kiosk/present_driver.h"
#include "ui/kiosk/seat.h"

enum { FIRST_FRAME_TIMES = 3, PROOF_COLOUR = 0x123456 };

struct kms {
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    SDL_Surface *panel; /* the frame turned; NULL if it is not turned */
    struct seat *seat;
    bool shown;
};

static void
close_kms(struct present *present)
{
    struct kms *kms = present->state;
    seat_close(kms->seat);
    SDL_FreeSurface(kms->panel);
    if (kms->texture != NULL)
        SDL_DestroyTexture(kms->texture);
    if (kms->renderer != NULL)
        SDL_DestroyRenderer(kms->renderer);
    if (kms->window != NULL)
        SDL_DestroyWindow(kms->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    free(kms);
}

/* What stands at the top left after PROOF_COLOUR was drawn there. */
static uint32_t
draw_and_read(struct kms *kms)
{
    uint32_t colour = PROOF_COLOUR;
    uint32_t read = 0;
    SDL_Rect one = {0, 0, 1, 1};
    if (SDL_UpdateTexture(kms->texture, &one, &colour, sizeof colour) != 0 ||
        SDL_RenderClear(kms->renderer) != 0 ||
        SDL_RenderCopy(kms->renderer, kms->texture, &one, &one) != 0 ||
        SDL_RenderReadPixels(kms->renderer, &one, SDL_PIXELFORMAT_XRGB8888,
                             &read, sizeof read) != 0)
        log_warn("screen: kmsdrm: %s", SDL_GetError());
    return read & 0xffffff;
}

/* The surface that is drawn on is made by the first presenting, so the first
 * reading may be of nothing. */
static bool
pixels_come_back(struct kms *kms)
{
    uint32_t read = 0;
    for (int i = 0; i < FIRST_FRAME_TIMES; i++) {
        read = draw_and_read(kms);
        if (read == PROOF_COLOUR)
            return true;
        SDL_RenderClear(kms->renderer);
        SDL_RenderPresent(kms->renderer);
    }
    SDL_RendererInfo info = {.name = "no renderer"};
    (void)SDL_GetRendererInfo(kms->renderer, &info);
    log_warn("screen: %s: drawn %06x, read %06x: is libgles2 installed?",
             info.name, (unsigned)PROOF_COLOUR, (unsigned)read);
    return false;
}

static enum result
make_renderer(struct kms *kms, const struct present_options *options,
              struct present *present)
{
    SDL_DisplayMode mode;
    if (SDL_GetDesktopDisplayMode(0, &mode) != 0)
        return RESULT_ABSENT;
    bool sized = options->width > 0 && options->height > 0;
    kms->window = SDL_CreateWindow(
        options->title, 0, 0, sized ? options->width : mode.w,
        sized ? options->height : mode.h, SDL_WINDOW_FULLSCREEN);
    if (kms->window != NULL)
        kms->renderer =
            SDL_CreateRenderer(kms->window, -1, SDL_RENDERER_ACCELERATED);
    if (kms->renderer == NULL ||
        SDL_GetRendererOutputSize(kms->renderer, &present->panel_w,
                                  &present->panel_h) != 0)
        return RESULT_ABSENT;
    kms->texture = SDL_CreateTexture(kms->renderer, SDL_PIXELFORMAT_XRGB8888,
                                     SDL_TEXTUREACCESS_STREAMING,
                                     present->panel_w, present->panel_h);
    if (kms->texture == NULL)
        return RESULT_ABSENT;
    if (options->rotation != 0)
        kms->panel = SDL_CreateRGBSurfaceWithFormat(0, present->panel_w,
                                                    present->panel_h, 32,
                                                    SDL_PIXELFORMAT_XRGB8888);
    if (options->rotation != 0 && kms->panel == NULL)
        return RESULT_FULL;
    if (!pixels_come_back(kms))
        return RESULT_IO;
    return RESULT_OK;
}

static enum result
open_kms(struct present *present, const struct present_options *options)
{
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "kmsdrm");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        log_warn("screen: no kmsdrm: %s", SDL_GetError());
        return RESULT_ABSENT;
    }
    struct kms *kms = calloc(1, sizeof *kms);
    if (kms == NULL) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return RESULT_FULL;
    }
    present->state = kms;
    enum result result = make_renderer(kms, options, present);
    if (result == RESULT_ABSENT)
        log_warn("screen: kmsdrm: %s", SDL_GetError());
    if (result == RESULT_OK)
        result = seat_open(&kms->seat, present->panel_w, present->panel_h);
    if (result != RESULT_OK) {
        close_kms(present);
        return result;
    }
    SDL_ShowCursor(SDL_DISABLE);
    return RESULT_OK;
}

static void
update_texture(struct present *present, struct kms *kms, SDL_Rect rect)
{
    const SDL_Surface *from = present->frame;
    SDL_Rect to = turn_rect(&present->turn, rect);
    if (kms->panel != NULL) {
        turn_copy(&present->turn, present->frame, kms->panel->pixels,
                  kms->panel->pitch, rect);
        from = kms->panel;
    }
    const uint8_t *pixels = (const uint8_t *)from->pixels +
                            (ptrdiff_t)to.y * from->pitch + (ptrdiff_t)to.x * 4;
    SDL_UpdateTexture(kms->texture, &to, pixels, from->pitch);
}

static void
show_kms(struct present *present, const SDL_Rect *rects, int count)
{
    struct kms *kms = present->state;
    int times = kms->shown ? 1 : FIRST_FRAME_TIMES;
    for (int i = 0; i < count; i++)
        update_texture(present, kms, rects[i]);
    for (int i = 0; i < times; i++) {
        SDL_RenderCopy(kms->renderer, kms->texture, NULL, NULL);
        SDL_RenderPresent(kms->renderer);
    }
    kms->shown = true;
}

static int
kms_fds(const struct present *present, int *fds, int max)
{
    const struct kms *kms = present->state;
    if (max < 1)
        return 0;
    fds[0] = seat_fd(kms->seat);
    return 1;
}

static int
kms_poll_ms(const struct present *present)
{
    (void)present;
    return -1;
}

static bool
read_kms(struct present *present, struct present_input *input)
{
    const struct kms *kms = present->state;
    return seat_read(kms->seat, input);
}

const struct present_driver present_kmsdrm = {
    open_kms, close_kms, show_kms, kms_fds, kms_poll_ms, read_kms, NULL};
