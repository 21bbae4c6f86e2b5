#include "tests/faults/gpio/sim.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/faults/gpio/rig.h"

#define CONFIGFS "/sys/kernel/config/gpio-sim/"

static const char *const names[SIM_LINES] = {
    [SIM_MAKE] = "BUTTON", [SIM_BREAK] = "BUTTON_BREAK", [SIM_LAMP] = "LAMP",
    [SIM_LOW] = "SECOND",  [SIM_CONTROL] = "LISTENED",
};

const char *
sim_line_name(enum sim_line line)
{
    return names[line];
}

static void
write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    size_t length = strlen(text);
    if (fd < 0 || write(fd, text, length) != (ssize_t)length)
        rig_give_up("%s: %s", path, strerror(errno));
    close(fd);
}

static void
read_word(const char *path, char *word, size_t size)
{
    FILE *file = fopen(path, "re");
    if (file == NULL || fgets(word, (int)size, file) == NULL)
        rig_give_up("%s: %s", path, strerror(errno));
    fclose(file);
    word[strcspn(word, "\n")] = '\0';
}

static void
make_folder(const char *path)
{
    if (mkdir(path, 0755) != 0)
        rig_give_up("%s: %s", path, strerror(errno));
}

static void
name_lines(const char *bank, unsigned first, bool decoy)
{
    for (unsigned i = 0; i < SIM_LINES; i++) {
        char path[160];
        char name[64];
        text_format(path, sizeof path, "%s/line%u", bank, first + i);
        make_folder(path);
        text_append(path, sizeof path, "/name");
        text_format(name, sizeof name, "%s%s", decoy ? "NOT_" : "", names[i]);
        write_file(path, name);
    }
}

/* The files through which the kernel lets its lines be driven. */
static void
open_pulls(struct sim *sim, const char *device, const char *chip)
{
    for (unsigned i = 0; i < SIM_LINES; i++) {
        char path[160];
        text_format(path, sizeof path, "/sys/devices/platform/%s/%s/sim_gpio%u",
                    device, chip, sim->first + i);
        if (i == SIM_LAMP)
            text_format(sim->lamp, sizeof sim->lamp, "%s/value", path);
        text_append(path, sizeof path, "/pull");
        sim->pulls[i] = open(path, O_WRONLY | O_CLOEXEC);
        if (sim->pulls[i] < 0)
            rig_give_up("%s: %s", path, strerror(errno));
    }
}

void
sim_plug(struct sim *sim, const char *name, const char *label, unsigned first,
         bool decoy)
{
    char base[96];
    char bank[112];
    char path[160];
    char device[48];
    char chip[32];
    *sim = (struct sim){.name = name, .first = first};
    text_format(base, sizeof base, CONFIGFS "%s", name);
    text_format(bank, sizeof bank, "%s/bank0", base);
    make_folder(base);
    make_folder(bank);
    text_format(path, sizeof path, "%s/num_lines", bank);
    write_file(path, "32");
    text_format(path, sizeof path, "%s/label", bank);
    write_file(path, label);
    name_lines(bank, first, decoy);
    text_format(path, sizeof path, "%s/live", base);
    write_file(path, "1");
    text_format(path, sizeof path, "%s/dev_name", base);
    read_word(path, device, sizeof device);
    text_format(path, sizeof path, "%s/chip_name", bank);
    read_word(path, chip, sizeof chip);
    text_format(sim->node, sizeof sim->node, "/dev/%s", chip);
    open_pulls(sim, device, chip);
    sim_refuse(sim);
}

void
sim_unplug(struct sim *sim)
{
    char base[96];
    char path[160];
    if (sim->name == NULL)
        return;
    for (unsigned i = 0; i < SIM_LINES; i++)
        close(sim->pulls[i]);
    text_format(base, sizeof base, CONFIGFS "%s", sim->name);
    text_format(path, sizeof path, "%s/live", base);
    write_file(path, "0");
    for (unsigned i = 0; i < SIM_LINES; i++) {
        text_format(path, sizeof path, "%s/bank0/line%u", base, sim->first + i);
        rmdir(path);
    }
    text_format(path, sizeof path, "%s/bank0", base);
    if (rmdir(path) != 0 || rmdir(base) != 0)
        rig_give_up("%s: %s", base, strerror(errno));
    sim->name = NULL;
}

void
sim_grant(const struct sim *sim, unsigned group)
{
    if (chown(sim->node, 0, group) != 0 || chmod(sim->node, 0660) != 0)
        rig_give_up("%s: %s", sim->node, strerror(errno));
}

void
sim_refuse(const struct sim *sim)
{
    if (chown(sim->node, 0, 0) != 0 || chmod(sim->node, 0600) != 0)
        rig_give_up("%s: %s", sim->node, strerror(errno));
}

void
sim_drive(const struct sim *sim, enum sim_line line, bool high)
{
    const char *pull = high ? "pull-up" : "pull-down";
    ssize_t length = (ssize_t)strlen(pull);
    if (pwrite(sim->pulls[line], pull, (size_t)length, 0) != length)
        rig_give_up("%s: %s", names[line], strerror(errno));
}

bool
sim_lamp_lit(const struct sim *sim)
{
    char value[8];
    read_word(sim->lamp, value, sizeof value);
    return value[0] == '1';
}
