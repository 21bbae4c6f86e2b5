#include "firmware/base/notify.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/text.h"

static void
tell(const char *message)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("NOTIFY_SOCKET");
    if (path == NULL || path[0] == '\0' ||
        !text_copy(address.sun_path, sizeof address.sun_path, path))
        return;
    size_t length = offsetof(struct sockaddr_un, sun_path) + strlen(path);
    if (path[0] == '@')
        address.sun_path[0] = '\0'; /* an abstract address */
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 ||
        sendto(fd, message, strlen(message), MSG_NOSIGNAL,
               (const struct sockaddr *)&address, (socklen_t)length) < 0)
        log_errno("%s", path);
    if (fd >= 0)
        close(fd);
}

/* Set for this process, and not for the one that started it. */
static int
watchdog_ms(void)
{
    const char *usec = getenv("WATCHDOG_USEC");
    const char *pid = getenv("WATCHDOG_PID");
    if (text_empty(usec) ||
        (!text_empty(pid) && strtoimax(pid, NULL, 10) != getpid()))
        return 0;
    intmax_t ms = strtoimax(usec, NULL, 10) / 1000;
    return ms <= 0 ? 0 : ms > INT32_MAX ? INT32_MAX : (int)ms;
}

int
notify_every_ms(void)
{
    static int every = -2;
    if (every == -2) {
        int ms = watchdog_ms();
        every = ms == 0 ? -1 : ms / 3 + 1;
    }
    return every;
}

void
notify_ready(void)
{
    tell("READY=1");
}

void
notify_alive(void)
{
    static uint64_t told_ns;
    int every = notify_every_ms();
    if (every < 0)
        return;
    uint64_t now_ns = clock_kernel_ns();
    if (told_ns != 0 && now_ns - told_ns < (uint64_t)every * 1000000u)
        return;
    told_ns = now_ns;
    tell("WATCHDOG=1");
}
