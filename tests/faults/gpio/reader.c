#include "tests/faults/gpio/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/gpio/rig.h"

int
reader_open(const char *node, unsigned offset, uint32_t debounce_us)
{
    struct gpio_v2_line_request request = {.offsets = {offset},
                                           .num_lines = 1,
                                           .event_buffer_size = 1024,
                                           .config.flags =
                                               GPIO_V2_LINE_FLAG_INPUT |
                                               GPIO_V2_LINE_FLAG_EDGE_RISING |
                                               GPIO_V2_LINE_FLAG_EDGE_FALLING};
    if (debounce_us != 0) {
        request.config.num_attrs = 1;
        request.config.attrs[0].mask = 1;
        request.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
        request.config.attrs[0].attr.debounce_period_us = debounce_us;
    }
    text_copy(request.consumer, sizeof request.consumer, "control");
    int chip = open(node, O_RDWR | O_CLOEXEC);
    if (chip < 0 || ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &request) != 0 ||
        fcntl(request.fd, F_SETFL, O_NONBLOCK) != 0)
        rig_give_up("%s: %s", node, strerror(errno));
    close(chip);
    return request.fd;
}

int
reader_ups(int fd)
{
    struct gpio_v2_line_event event;
    int ups = 0;
    while (read(fd, &event, sizeof event) == (ssize_t)sizeof event)
        ups += event.id == GPIO_V2_LINE_EVENT_RISING_EDGE;
    return ups;
}
