/*
 * A window on a desktop: SDL's own surface in shared memory, without the
 * detour through GL that SDL takes unless it is told not to.
 */
#include <SDL_syswm.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "ui/kiosk/present_driver.h"

/* A driver without a descriptor (SDL's dummy) is asked this often. */
enum { BLIND_POLL_MS = 500 };

struct window {
    SDL_Window *window;
    int fd; /* of the connection to the display; -1: not known */
};

static int
x11_fd(const SDL_SysWMinfo *info)
{
#ifdef SDL_VIDEO_DRIVER_X11
    if (info->subsystem == SDL_SYSWM_X11)
        return ConnectionNumber(info->info.x11.display);
#endif
    (void)info;
    return -1;
}

/* libwayland is loaded by SDL at run time, so it is asked there. */
static int
wayland_fd(const SDL_SysWMinfo *info)
{
    int fd = -1;
#ifdef SDL_VIDEO_DRIVER_WAYLAND
    if (info->subsystem != SDL_SYSWM_WAYLAND)
        return -1;
    void *library = SDL_LoadObject("libwayland-client.so.0");
    if (library == NULL)
        return -1;
    union {
        void *found;
        int (*call)(struct wl_display *);
    } ask = {SDL_LoadFunction(library, "wl_display_get_fd")};
    if (ask.found != NULL)
        fd = ask.call(info->info.wl.display);
    SDL_UnloadObject(library);
#else
    (void)info;
#endif
    return fd;
}

static int
display_fd(SDL_Window *window)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info))
        return -1;
    int fd = x11_fd(&info);
    return fd >= 0 ? fd : wayland_fd(&info);
}

static void
set_hints(void)
{
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    /* The touch that gives the window its focus is a touch. */
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    /* We ask nothing of a session bus; SDL would start one, and wait. */
    SDL_setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
}

/* SDL on Wayland has no surface of its own: there the detour is the way. */
static void
allow_detour(void)
{
    if (strcmp(SDL_GetCurrentVideoDriver(), "wayland") == 0)
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "1");
}

static SDL_Window *
make_window(const struct present_options *options)
{
    const char *title = options->title != NULL ? options->title : "Tröskel";
    if (options->width > 0 && options->height > 0)
        return SDL_CreateWindow(title, 0, 0, options->width, options->height,
                                SDL_WINDOW_BORDERLESS);
    return SDL_CreateWindow(title, 0, 0, 1280, 800,
                            SDL_WINDOW_FULLSCREEN_DESKTOP);
}

static void
close_window(struct present *present)
{
    struct window *window = present->state;
    if (window->window != NULL)
        SDL_DestroyWindow(window->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    free(window);
}

static enum result
open_window(struct present *present, const struct present_options *options)
{
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        log_warn("screen: no window: %s", SDL_GetError());
        return RESULT_ABSENT;
    }
    allow_detour();
    struct window *window = calloc(1, sizeof *window);
    if (window == NULL) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return RESULT_FULL;
    }
    present->state = window;
    window->window = make_window(options);
    SDL_Surface *surface =
        window->window == NULL ? NULL : SDL_GetWindowSurface(window->window);
    if (surface == NULL) {
        log_warn("screen: no window: %s", SDL_GetError());
        close_window(present);
        return RESULT_ABSENT;
    }
    /* No input method between a key and us. SDL on Wayland has none without
     * text input, and falls over when asked where there is no keyboard. */
    if (strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0)
        SDL_StopTextInput();
    SDL_RaiseWindow(window->window);
    window->fd = display_fd(window->window);
    present->panel_w = options->width > 0 ? options->width : surface->w;
    present->panel_h = options->height > 0 ? options->height : surface->h;
    return RESULT_OK;
}

/* For a surface that is not 32 bits RGB, or a frame that is not turned. */
static void
blit(struct present *present, SDL_Surface *surface, SDL_Rect rect)
{
    SDL_Rect to = turn_rect(&present->turn, rect);
    bool fits = to.x + to.w <= surface->w && to.y + to.h <= surface->h;
    if (present->turn.rotation == 0)
        SDL_BlitSurface(present->frame, &rect, surface, &to);
    else if (fits && surface->format->BytesPerPixel == 4)
        turn_copy(&present->turn, present->frame, surface->pixels,
                  surface->pitch, rect);
}

static void
show_window(struct present *present, const SDL_Rect *rects, int count)
{
    struct window *window = present->state;
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);
    if (surface == NULL)
        return; /* hidden or gone; an expose will ask again */
    if (present->borrowed) {
        SDL_UpdateWindowSurfaceRects(window->window, rects, count);
        return;
    }
    for (int i = 0; i < count; i++) {
        SDL_Rect turned = turn_rect(&present->turn, rects[i]);
        blit(present, surface, rects[i]);
        SDL_UpdateWindowSurfaceRects(window->window, &turned, 1);
    }
}

static int
window_fds(const struct present *present, int *fds, int max)
{
    const struct window *window = present->state;
    if (window->fd < 0 || max < 1)
        return 0;
    fds[0] = window->fd;
    return 1;
}

static int
window_poll_ms(const struct present *present)
{
    const struct window *window = present->state;
    return window->fd < 0 ? BLIND_POLL_MS : -1;
}

static bool
read_finger(const struct present *present, const SDL_Event *event,
            struct present_input *input)
{
    const SDL_TouchFingerEvent *finger = &event->tfinger;
    input->kind = event->type == SDL_FINGERDOWN ? INPUT_DOWN
                  : event->type == SDL_FINGERUP ? INPUT_UP
                                                : INPUT_MOVE;
    input->finger = finger->fingerId;
    input->x = (int)(finger->x * (float)present->panel_w);
    input->y = (int)(finger->y * (float)present->panel_h);
    return true;
}

static bool
read_button(const SDL_MouseButtonEvent *button, struct present_input *input)
{
    if (button->button != SDL_BUTTON_LEFT)
        return false;
    input->kind = button->state == SDL_PRESSED ? INPUT_DOWN : INPUT_UP;
    input->x = button->x;
    input->y = button->y;
    return true;
}

static bool
read_motion(const SDL_MouseMotionEvent *motion, struct present_input *input)
{
    if ((motion->state & SDL_BUTTON_LMASK) == 0)
        return false;
    input->kind = INPUT_MOVE;
    input->x = motion->x;
    input->y = motion->y;
    return true;
}

static bool
read_key(const SDL_KeyboardEvent *key, struct present_input *input)
{
    if (key->repeat != 0)
        return false;
    input->kind = key->state == SDL_PRESSED ? INPUT_KEY : INPUT_KEY_UP;
    input->key = key->keysym.sym;
    input->shift = (key->keysym.mod & KMOD_SHIFT) != 0;
    return true;
}

/* SDL makes the window's surface anew when its size changes. */
static bool
read_window_event(const struct present *present, const SDL_WindowEvent *event,
                  struct present_input *input)
{
    input->kind =
        present->borrowed && event->event == SDL_WINDOWEVENT_SIZE_CHANGED
            ? INPUT_REPAINT
            : INPUT_REDRAW;
    return event->event == SDL_WINDOWEVENT_EXPOSED ||
           event->event == SDL_WINDOWEVENT_SIZE_CHANGED;
}

/* False: an event that nobody needs. */
static bool
read_event(const struct present *present, const SDL_Event *event,
           struct present_input *input)
{
    *input = (struct present_input){.finger = PRESENT_MOUSE};
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return read_finger(present, event, input);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.which != SDL_TOUCH_MOUSEID &&
               read_button(&event->button, input);
    case SDL_MOUSEMOTION:
        return event->motion.which != SDL_TOUCH_MOUSEID &&
               read_motion(&event->motion, input);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return read_key(&event->key, input);
    case SDL_WINDOWEVENT:
        return read_window_event(present, &event->window, input);
    case SDL_QUIT:
        input->kind = INPUT_QUIT;
        return true;
    default:
        return false;
    }
}

static bool
read_window(struct present *present, struct present_input *input)
{
    SDL_Event event;
    while (SDL_PollEvent(&event))
        if (read_event(present, &event, input))
            return true;
    return false;
}

/* An upright frame of the window's own form is painted straight into what the
 * display reads: 4 MB and a copy less. */
static void
renew_window(struct present *present)
{
    const struct window *window = present->state;
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);
    present->borrowed = surface != NULL && present->turn.rotation == 0 &&
                        surface->w == present->turn.w &&
                        surface->h == present->turn.h &&
                        surface->format->format == SDL_PIXELFORMAT_XRGB8888 &&
                        !SDL_MUSTLOCK(surface);
    present->frame = present->borrowed ? surface : NULL;
}

const struct present_driver present_window = {
    open_window,    close_window, show_window, window_fds,
    window_poll_ms, read_window,  renew_window};
