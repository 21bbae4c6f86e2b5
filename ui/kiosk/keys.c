#include "ui/kiosk/keys.h"

#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/clock.h"
#include "firmware/base/log.h"

static bool
is_button_key(int key)
{
    return key == SDLK_b || key == SDLK_F12;
}

/* '0' to '9', or 0. */
static char
digit_of(int key)
{
    static const int keypad[] = {SDLK_KP_0, SDLK_KP_1, SDLK_KP_2, SDLK_KP_3,
                                 SDLK_KP_4, SDLK_KP_5, SDLK_KP_6, SDLK_KP_7,
                                 SDLK_KP_8, SDLK_KP_9};
    for (int i = 0; i < 10; i++)
        if (key == SDLK_0 + i || key == keypad[i])
            return (char)('0' + i);
    return '\0';
}

/* A reader's speed is the machine's own time: a test clock may stand still. */
static int64_t
real_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

static void
take_enter(struct kiosk *kiosk)
{
    char number[TAG_DIGITS_MAX + 1];
    if (tag_keys_enter(&kiosk->tag, real_ms(), number))
        app_tag(kiosk->app, number);
    else
        app_key(kiosk->app, KEY_ENTER);
}

static void
take_down(struct kiosk *kiosk, const struct present_input *input)
{
    switch (input->key) {
    case SDLK_TAB:
        app_key(kiosk->app, input->shift ? KEY_PREVIOUS : KEY_NEXT);
        break;
    case SDLK_RIGHT:
    case SDLK_DOWN:
        app_key(kiosk->app, KEY_NEXT);
        break;
    case SDLK_LEFT:
    case SDLK_UP:
        app_key(kiosk->app, KEY_PREVIOUS);
        break;
    case SDLK_SPACE:
        app_key(kiosk->app, KEY_SPACE);
        break;
    case SDLK_ESCAPE:
    case SDLK_BACKSPACE:
        app_key(kiosk->app, KEY_BACK);
        break;
    default:
        break;
    }
}

static void
take_button(struct kiosk *kiosk, const struct present_input *input)
{
    if (kiosk_edge(kiosk, input->kind == INPUT_KEY) != RESULT_OK)
        log_warn("no troskel-button to take the key");
}

void
keys_take(struct kiosk *kiosk, const struct present_input *input)
{
    char digit = digit_of(input->key);
    if (is_button_key(input->key) &&
        kiosk->options.screen.kind == PRESENT_WINDOW) {
        take_button(kiosk, input);
    } else if (input->kind != INPUT_KEY) {
        return;
    } else if (digit != '\0') {
        tag_keys_digit(&kiosk->tag, digit, real_ms());
    } else if (input->key == SDLK_RETURN || input->key == SDLK_KP_ENTER) {
        take_enter(kiosk);
    } else {
        tag_keys_other(&kiosk->tag);
        take_down(kiosk, input);
    }
}

/* --- the button, from a key or a script --- */

static enum result
send_edge(struct kiosk *kiosk, bool down)
{
    char path[FOLDER_PATH_SIZE];
    folder_path(&kiosk->folder, "run/button.sock", path);
    if (kiosk->button_fd < 0 &&
        channel_connect(path, &kiosk->button_fd) != RESULT_OK) {
        kiosk->button_fd = -1;
        return RESULT_ABSENT;
    }
    json_t *edge = json_pack("{s:s}", "edge", down ? "down" : "up");
    enum result result = channel_send(kiosk->button_fd, edge);
    json_decref(edge);
    if (result != RESULT_OK) {
        close(kiosk->button_fd);
        kiosk->button_fd = -1;
    }
    return result;
}

enum result
kiosk_edge(struct kiosk *kiosk, bool down)
{
    bool had_line = kiosk->button_fd >= 0;
    enum result result = send_edge(kiosk, down);
    /* The button's program may have been started anew: once more. */
    return result != RESULT_OK && had_line ? send_edge(kiosk, down) : result;
}
