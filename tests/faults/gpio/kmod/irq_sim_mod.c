/* irq_sim.c is written to be built in: here it is a module of its own. */
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The kernel's simulated interrupts, as a module");
