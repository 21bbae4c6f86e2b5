#include "firmware/button/led.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "firmware/base/text.h"

enum { PATH_SIZE = 256 };

static int
open_in(const char *name, const char *file, int flags)
{
    char path[PATH_SIZE];
    const char *folder = name[0] == '/' ? "" : "/sys/class/leds/";
    if (!text_format(path, sizeof path, "%s%s/%s", folder, name, file)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return open(path, flags | O_CLOEXEC);
}

static enum result
read_max(const char *name, int *max)
{
    char text[16] = "";
    int fd = open_in(name, "max_brightness", O_RDONLY);
    if (fd < 0)
        return errno == ENOENT ? RESULT_ABSENT : RESULT_IO;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    *max = length > 0 ? (int)strtol(text, NULL, 10) : 0;
    return *max > 0 ? RESULT_OK : RESULT_IO;
}

enum result
led_open(struct led *led, const char *name)
{
    *led = (struct led){.fd = -1, .now = -1};
    enum result result = read_max(name, &led->max);
    if (result != RESULT_OK)
        return result;
    led->fd = open_in(name, "brightness", O_WRONLY);
    return led->fd >= 0 ? RESULT_OK : RESULT_IO;
}

void
led_close(struct led *led)
{
    if (led->fd >= 0)
        close(led->fd);
    led->fd = -1;
}

enum result
led_set(struct led *led, int level)
{
    char text[16];
    int value = (int)(((int64_t)level * led->max + LED_FULL / 2) / LED_FULL);
    /* What is lit is never rounded to dark: an LED may know only 0 and 1. */
    if (value == 0 && level > 0)
        value = 1;
    if (value == led->now)
        return RESULT_OK;
    text_format(text, sizeof text, "%d\n", value);
    size_t length = strlen(text);
    if (pwrite(led->fd, text, length, 0) != (ssize_t)length)
        return RESULT_ABSENT;
    led->now = value;
    return RESULT_OK;
}
