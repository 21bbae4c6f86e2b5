/*
 * troskel-pass: a password and its salt come in on standard input, the key
 * that Argon2id makes of them goes out on standard output. In the same cell
 * as pictures are opened in: it can do nothing else.
 *
 * Exit: 0 done · 2 not an order · 5 no sandbox, no memory.
 */
#include <string.h>
#include <unistd.h>

#include "firmware/access/pass.h"
#include "firmware/photo/sandbox.h"

enum { EXIT_ORDER = 2, EXIT_MACHINE = 5 };

static bool
read_order(struct pass_order *order)
{
    char *to = (char *)order;
    size_t have = 0;
    while (have < sizeof *order) {
        ssize_t n = read(STDIN_FILENO, to + have, sizeof *order - have);
        if (n <= 0)
            return false;
        have += (size_t)n;
    }
    return order->length <= sizeof order->password && order->passes > 0 &&
           order->passes <= PASS_PASSES_MAX && order->memory_kib > 0 &&
           order->memory_kib <= PASS_MEMORY_KIB_MAX;
}

int
main(void)
{
    static struct pass_order order;
    unsigned char key[SECRET_KEY_BYTES];
    /* Before the door shuts: libsodium asks the kernel for chance once. */
    if (secret_ready() != RESULT_OK || sandbox_enter() != RESULT_OK)
        _exit(EXIT_MACHINE);
    if (!read_order(&order))
        _exit(EXIT_ORDER);
    if (secret_derive(key, order.password, order.length, order.salt,
                      order.passes, order.memory_kib) != RESULT_OK ||
        write(STDOUT_FILENO, key, sizeof key) != (ssize_t)sizeof key)
        _exit(EXIT_MACHINE);
    secret_wipe(&order, sizeof order);
    _exit(0);
}
