/*
 * A finger on a made-up touchscreen (uinput), for trials in a guest without
 * one: `finger WIDTH HEIGHT X Y [X Y …]` plugs the screen in, touches each
 * point for 120 ms, and pulls the screen out.
 *
 * Kernel documentation: input/multi-touch-protocol (type B), input/uinput.
 */
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { PLUGGED_IN_US = 3000000, TOUCH_US = 120000, BETWEEN_US = 800000 };

static void
put(int fd, int type, int code, int value)
{
    struct input_event event;
    memset(&event, 0, sizeof event);
    event.type = (unsigned short)type;
    event.code = (unsigned short)code;
    event.value = value;
    if (write(fd, &event, sizeof event) != (ssize_t)sizeof event)
        perror("finger");
}

static void
have_axis(int fd, int code, int maximum)
{
    struct uinput_abs_setup axis;
    memset(&axis, 0, sizeof axis);
    axis.code = (unsigned short)code;
    axis.absinfo.maximum = maximum;
    axis.absinfo.resolution = 6;
    ioctl(fd, UI_SET_ABSBIT, code);
    ioctl(fd, UI_ABS_SETUP, &axis);
}

static int
plug_in(int width, int height)
{
    struct uinput_setup setup;
    int fd = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ioctl(fd, UI_SET_EVBIT, EV_KEY);
    ioctl(fd, UI_SET_KEYBIT, BTN_TOUCH);
    ioctl(fd, UI_SET_EVBIT, EV_ABS);
    ioctl(fd, UI_SET_PROPBIT, INPUT_PROP_DIRECT);
    have_axis(fd, ABS_X, width - 1);
    have_axis(fd, ABS_Y, height - 1);
    have_axis(fd, ABS_MT_SLOT, 9);
    have_axis(fd, ABS_MT_TRACKING_ID, 65535);
    have_axis(fd, ABS_MT_POSITION_X, width - 1);
    have_axis(fd, ABS_MT_POSITION_Y, height - 1);
    memset(&setup, 0, sizeof setup);
    setup.id.bustype = BUS_VIRTUAL;
    strcpy(setup.name, "made-up touchscreen");
    if (ioctl(fd, UI_DEV_SETUP, &setup) != 0 || ioctl(fd, UI_DEV_CREATE) != 0)
        return -1;
    usleep(PLUGGED_IN_US);
    return fd;
}

static void
touch(int fd, int id, int x, int y)
{
    put(fd, EV_ABS, ABS_MT_SLOT, 0);
    put(fd, EV_ABS, ABS_MT_TRACKING_ID, id);
    put(fd, EV_ABS, ABS_MT_POSITION_X, x);
    put(fd, EV_ABS, ABS_MT_POSITION_Y, y);
    put(fd, EV_KEY, BTN_TOUCH, 1);
    put(fd, EV_ABS, ABS_X, x);
    put(fd, EV_ABS, ABS_Y, y);
    put(fd, EV_SYN, SYN_REPORT, 0);
    usleep(TOUCH_US);
    put(fd, EV_ABS, ABS_MT_TRACKING_ID, -1);
    put(fd, EV_KEY, BTN_TOUCH, 0);
    put(fd, EV_SYN, SYN_REPORT, 0);
    usleep(BETWEEN_US);
}

int
main(int argc, char *argv[])
{
    if (argc < 5 || argc % 2 == 0) {
        fputs("finger WIDTH HEIGHT X Y [X Y ...]\n", stderr);
        return 2;
    }
    int fd = plug_in(atoi(argv[1]), atoi(argv[2]));
    if (fd < 0) {
        perror("/dev/uinput");
        return 1;
    }
    for (int i = 3; i + 1 < argc; i += 2)
        touch(fd, i, atoi(argv[i]), atoi(argv[i + 1]));
    ioctl(fd, UI_DEV_DESTROY);
    close(fd);
    return 0;
}
