#include "firmware/button/lights.h"

#include "firmware/base/log.h"

void
lights_init(struct lights *lights, const struct config *config)
{
    *lights = (struct lights){.config = config, .led = {.fd = -1}};
}

static void
close_all(struct lights *lights)
{
    for (int i = 0; i < LIGHTS_LINES; i++) {
        line_close(lights->lines[i]);
        lights->lines[i] = NULL;
    }
    led_close(&lights->led);
}

void
lights_finish(struct lights *lights)
{
    close_all(lights);
}

static bool
there(const struct lights *lights)
{
    return lights->lines[0] != NULL || lights->led.fd >= 0;
}

static void
lose(struct lights *lights)
{
    log_warn("the lamp is gone");
    close_all(lights);
}

/* Every line shows what it should, or the lamp is gone as a whole. */
static void
show_lines(struct lights *lights)
{
    bool two = lights->config->lamp.two;
    const bool wanted[LIGHTS_LINES] = {lamp_lit(lights->state),
                                       lamp_second_lit(lights->state)};
    for (int i = 0; i < (two ? LIGHTS_LINES : 1); i++) {
        if (lights->lines[i] == NULL || lights->lit[i] == wanted[i])
            continue;
        if (line_set(lights->lines[i], wanted[i]) != RESULT_OK) {
            lose(lights);
            return;
        }
        lights->lit[i] = wanted[i];
    }
}

static void
show_led(struct lights *lights, int64_t now_ms)
{
    int level = lamp_level(lights->state, now_ms - lights->since_ms);
    if (lights->led.fd >= 0 && led_set(&lights->led, level) != RESULT_OK)
        lose(lights);
}

void
lights_show(struct lights *lights, enum lamp_state state, int64_t now_ms)
{
    if (state != lights->state)
        lights->since_ms = now_ms;
    lights->state = state;
    show_lines(lights);
    show_led(lights, now_ms);
}

/* A lamp whose chip went says nothing by itself, and would stay dark on the
 * chip that came back: it is looked at every second. */
static int64_t
look_at(struct lights *lights, int64_t now_ms)
{
    bool lit;
    if (now_ms < lights->look_ms)
        return lights->look_ms;
    lights->look_ms = now_ms + LIGHTS_RETRY_MS;
    for (int i = 0; i < LIGHTS_LINES; i++)
        if (lights->lines[i] != NULL &&
            line_level(lights->lines[i], &lit) != RESULT_OK) {
            lose(lights);
            return lights->retry_ms;
        }
    return lights->look_ms;
}

static enum result
find(struct lights *lights)
{
    const struct config_button *lamp = &lights->config->lamp;
    if (lamp->led[0] != '\0')
        return led_open(&lights->led, lamp->led);
    enum result result = line_open(&lights->lines[0], &lamp->line, LINE_LAMP);
    if (result == RESULT_OK && lamp->two)
        result = line_open(&lights->lines[1], &lamp->breaks, LINE_LAMP);
    lights->lit[0] = lights->lit[1] = false;
    return result;
}

int64_t
lights_turn(struct lights *lights, int64_t now_ms)
{
    if (!lights->config->has_lamp)
        return -1;
    if (!there(lights)) {
        if (now_ms < lights->retry_ms)
            return lights->retry_ms;
        lights->retry_ms = now_ms + LIGHTS_RETRY_MS;
        if (find(lights) != RESULT_OK) {
            close_all(lights);
            return lights->retry_ms;
        }
        log_info("lamp: on %s", lights->lines[0] != NULL
                                    ? line_where(lights->lines[0])
                                    : lights->config->lamp.led);
        lights->look_ms = now_ms + LIGHTS_RETRY_MS;
        show_lines(lights);
    }
    if (lights->lines[0] != NULL)
        return look_at(lights, now_ms);
    show_led(lights, now_ms);
    if (lights->led.fd < 0)
        return lights->retry_ms;
    return lamp_breathes(lights->state) ? now_ms + LAMP_STEP_MS : -1;
}
