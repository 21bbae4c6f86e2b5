#include "firmware/command/run.h"

#include <assert.h>
#include <stddef.h>

static void
add_word(struct run_program *program, const char *text)
{
    int at = 0;
    while (program->words[at] != NULL)
        at++;
    assert(at < RUN_WORDS_MAX - 1);
    program->words[at] = text;
}

static void
add_option(struct run_program *program, const char *name, const char *value)
{
    if (value == NULL)
        return;
    add_word(program, name);
    add_word(program, value);
}

int
run_programs(const struct run_wish *wish, struct run_program out[RUN_PROGRAMS])
{
    static const char *const names[RUN_PROGRAMS] = {
        "troskel-core", "troskel-button", "troskel-staff", "troskel-kiosk"};
    int count = wish->no_kiosk ? RUN_PROGRAMS - 1 : RUN_PROGRAMS;
    for (int i = 0; i < count; i++) {
        out[i] = (struct run_program){.name = names[i]};
        add_word(&out[i], names[i]);
        add_option(&out[i], "--dir", wish->dir);
    }
    add_option(&out[2], "--port", wish->port);
    if (wish->no_kiosk)
        return count;
    add_option(&out[3], "--size", wish->size);
    add_option(&out[3], "--backend", wish->backend);
    add_option(&out[3], "--theme", wish->theme);
    add_option(&out[3], "--sound", wish->sound);
    add_option(&out[3], "--control", wish->control);
    return count;
}
