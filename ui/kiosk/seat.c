#include "ui/kiosk/seat.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libinput.h>
#include <libudev.h>
#include <linux/input-event-codes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { FINGERS_MAX = 16 };

struct seat {
    struct udev *udev;
    struct libinput *input;
    int w, h;
    /* libinput says where a finger is while it is down, not where it rose. */
    struct {
        int x, y;
    } fingers[FINGERS_MAX];
    double x, y; /* of the pointer */
    bool pressed, shift;
};

static int
open_device(const char *path, int flags, void *user)
{
    (void)user;
    int fd = open(path, flags | O_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

static void
close_device(int fd, void *user)
{
    (void)user;
    close(fd);
}

static const struct libinput_interface interface = {open_device, close_device};

static bool
open_by_udev(struct seat *seat)
{
    seat->udev = udev_new();
    if (seat->udev == NULL || access("/run/udev/control", F_OK) != 0)
        return false;
    seat->input = libinput_udev_create_context(&interface, seat, seat->udev);
    return seat->input != NULL &&
           libinput_udev_assign_seat(seat->input, "seat0") == 0;
}

/* Without udev: every event device that is there now. */
static bool
open_by_path(struct seat *seat)
{
    char path[300];
    if (seat->input != NULL)
        libinput_unref(seat->input);
    seat->input = libinput_path_create_context(&interface, seat);
    DIR *folder = seat->input == NULL ? NULL : opendir("/dev/input");
    if (folder == NULL)
        return seat->input != NULL;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strncmp(entry->d_name, "event", 5) == 0 &&
            text_format(path, sizeof path, "/dev/input/%s", entry->d_name))
            (void)libinput_path_add_device(seat->input, path);
    closedir(folder);
    return true;
}

enum result
seat_open(struct seat **out, int w, int h)
{
    struct seat *seat = calloc(1, sizeof *seat);
    *out = seat;
    if (seat == NULL)
        return RESULT_FULL;
    seat->w = w;
    seat->h = h;
    if (!open_by_udev(seat) && !open_by_path(seat)) {
        log_warn("input: libinput does not start");
        seat_close(seat);
        *out = NULL;
        return RESULT_IO;
    }
    return RESULT_OK;
}

void
seat_close(struct seat *seat)
{
    if (seat == NULL)
        return;
    if (seat->input != NULL)
        libinput_unref(seat->input);
    if (seat->udev != NULL)
        udev_unref(seat->udev);
    free(seat);
}

int
seat_fd(const struct seat *seat)
{
    return libinput_get_fd(seat->input);
}

/* --- fingers --- */

static bool
read_touch(struct seat *seat, struct libinput_event *event,
           enum present_input_kind kind, struct present_input *input)
{
    struct libinput_event_touch *touch = libinput_event_get_touch_event(event);
    int slot = libinput_event_touch_get_seat_slot(touch);
    if (slot < 0 || slot >= FINGERS_MAX)
        return false;
    if (kind != INPUT_UP) {
        seat->fingers[slot].x = (int)libinput_event_touch_get_x_transformed(
            touch, (uint32_t)seat->w);
        seat->fingers[slot].y = (int)libinput_event_touch_get_y_transformed(
            touch, (uint32_t)seat->h);
    }
    input->kind = kind;
    input->finger = slot;
    input->x = seat->fingers[slot].x;
    input->y = seat->fingers[slot].y;
    return true;
}

/* The driver took it for a palm: it ends where nothing is. */
static bool
read_cancel(struct seat *seat, struct libinput_event *event,
            struct present_input *input)
{
    bool known = read_touch(seat, event, INPUT_UP, input);
    input->x = -1;
    input->y = -1;
    return known;
}

/* --- pointer --- */

static double
within(double value, int size)
{
    return value < 0 ? 0 : value > size - 1 ? size - 1 : value;
}

static bool
read_pointer(struct seat *seat, enum present_input_kind kind,
             struct present_input *input)
{
    input->kind = kind;
    input->finger = PRESENT_MOUSE;
    input->x = (int)seat->x;
    input->y = (int)seat->y;
    return true;
}

static bool
read_motion(struct seat *seat, struct libinput_event *event, bool absolute,
            struct present_input *input)
{
    struct libinput_event_pointer *pointer =
        libinput_event_get_pointer_event(event);
    if (absolute) {
        seat->x = libinput_event_pointer_get_absolute_x_transformed(
            pointer, (uint32_t)seat->w);
        seat->y = libinput_event_pointer_get_absolute_y_transformed(
            pointer, (uint32_t)seat->h);
    } else {
        seat->x += libinput_event_pointer_get_dx(pointer);
        seat->y += libinput_event_pointer_get_dy(pointer);
    }
    seat->x = within(seat->x, seat->w);
    seat->y = within(seat->y, seat->h);
    return seat->pressed && read_pointer(seat, INPUT_MOVE, input);
}

static bool
read_button(struct seat *seat, struct libinput_event *event,
            struct present_input *input)
{
    struct libinput_event_pointer *pointer =
        libinput_event_get_pointer_event(event);
    if (libinput_event_pointer_get_button(pointer) != BTN_LEFT)
        return false;
    seat->pressed = libinput_event_pointer_get_button_state(pointer) ==
                    LIBINPUT_BUTTON_STATE_PRESSED;
    return read_pointer(seat, seat->pressed ? INPUT_DOWN : INPUT_UP, input);
}

/* --- keys --- */

static int
keycode_of(uint32_t code)
{
    static const struct {
        uint32_t code;
        int key;
    } keys[] = {{KEY_TAB, SDLK_TAB},
                {KEY_0, SDLK_0},
                {KEY_1, SDLK_1},
                {KEY_2, SDLK_2},
                {KEY_3, SDLK_3},
                {KEY_4, SDLK_4},
                {KEY_5, SDLK_5},
                {KEY_6, SDLK_6},
                {KEY_7, SDLK_7},
                {KEY_8, SDLK_8},
                {KEY_9, SDLK_9},
                {KEY_KP0, SDLK_KP_0},
                {KEY_KP1, SDLK_KP_1},
                {KEY_KP2, SDLK_KP_2},
                {KEY_KP3, SDLK_KP_3},
                {KEY_KP4, SDLK_KP_4},
                {KEY_KP5, SDLK_KP_5},
                {KEY_KP6, SDLK_KP_6},
                {KEY_KP7, SDLK_KP_7},
                {KEY_KP8, SDLK_KP_8},
                {KEY_KP9, SDLK_KP_9},
                {KEY_ENTER, SDLK_RETURN},
                {KEY_KPENTER, SDLK_KP_ENTER},
                {KEY_SPACE, SDLK_SPACE},
                {KEY_ESC, SDLK_ESCAPE},
                {KEY_BACKSPACE, SDLK_BACKSPACE},
                {KEY_UP, SDLK_UP},
                {KEY_DOWN, SDLK_DOWN},
                {KEY_LEFT, SDLK_LEFT},
                {KEY_RIGHT, SDLK_RIGHT},
                {KEY_B, SDLK_b},
                {KEY_F12, SDLK_F12}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == code)
            return keys[i].key;
    return SDLK_UNKNOWN;
}

static bool
read_key(struct seat *seat, struct libinput_event *event,
         struct present_input *input)
{
    struct libinput_event_keyboard *keyboard =
        libinput_event_get_keyboard_event(event);
    uint32_t code = libinput_event_keyboard_get_key(keyboard);
    bool down = libinput_event_keyboard_get_key_state(keyboard) ==
                LIBINPUT_KEY_STATE_PRESSED;
    if (code == KEY_LEFTSHIFT || code == KEY_RIGHTSHIFT)
        seat->shift = down;
    input->kind = down ? INPUT_KEY : INPUT_KEY_UP;
    input->key = keycode_of(code);
    input->shift = seat->shift;
    return input->key != SDLK_UNKNOWN;
}

/* False: an event that nobody needs. */
static bool
read_event(struct seat *seat, struct libinput_event *event,
           struct present_input *input)
{
    *input = (struct present_input){.kind = INPUT_MOVE};
    switch ((int)libinput_event_get_type(event)) {
    case LIBINPUT_EVENT_TOUCH_DOWN:
        return read_touch(seat, event, INPUT_DOWN, input);
    case LIBINPUT_EVENT_TOUCH_MOTION:
        return read_touch(seat, event, INPUT_MOVE, input);
    case LIBINPUT_EVENT_TOUCH_UP:
        return read_touch(seat, event, INPUT_UP, input);
    case LIBINPUT_EVENT_TOUCH_CANCEL:
        return read_cancel(seat, event, input);
    case LIBINPUT_EVENT_POINTER_MOTION:
        return read_motion(seat, event, false, input);
    case LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE:
        return read_motion(seat, event, true, input);
    case LIBINPUT_EVENT_POINTER_BUTTON:
        return read_button(seat, event, input);
    case LIBINPUT_EVENT_KEYBOARD_KEY:
        return read_key(seat, event, input);
    default:
        return false;
    }
}

bool
seat_read(struct seat *seat, struct present_input *input)
{
    bool found = false;
    (void)libinput_dispatch(seat->input);
    while (!found) {
        struct libinput_event *event = libinput_get_event(seat->input);
        if (event == NULL)
            return false;
        found = read_event(seat, event, input);
        libinput_event_destroy(event);
    }
    return true;
}
