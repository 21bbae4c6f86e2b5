#include "firmware/button/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"

enum { LINE_BYTES_MAX = 256 };

struct parsing {
    struct config *config;
    struct config_button *block; /* what the keys belong to, NULL: none yet */
    struct config_fault *fault;
};

static enum result
wrong(struct parsing *at, const char *format, const char *what)
{
    char says[CONFIG_SAYS_SIZE];
    text_copy(says, sizeof says, format);
    text_append(says, sizeof says, ": %s", what);
    text_copy(at->fault->says, sizeof at->fault->says, says);
    return RESULT_INVALID;
}

static enum result
begin_block(struct parsing *at, const char *name, bool lamp)
{
    struct config *config = at->config;
    if (lamp && config->has_lamp)
        return wrong(at, "there is one lamp only", name);
    if (!lamp && config->count == CONFIG_BUTTONS_MAX)
        return wrong(at, "more than eight buttons", name);
    at->block = lamp ? &config->lamp : &config->buttons[config->count++];
    config->has_lamp = config->has_lamp || lamp;
    at->block->line.active_low = !lamp;
    at->block->line.bias = lamp ? LINE_BIAS_AS_IS : LINE_BIAS_UP;
    if (!text_copy(at->block->name, sizeof at->block->name, name))
        return wrong(at, "the name is longer than 31 bytes", name);
    return RESULT_OK;
}

static enum result
set_text(struct parsing *at, char *to, size_t size, const char *value)
{
    if (!text_copy(to, size, value))
        return wrong(at, "too long", value);
    return RESULT_OK;
}

static enum result
set_offset(struct parsing *at, unsigned *to, const char *value)
{
    char *end;
    errno = 0;
    unsigned long offset = strtoul(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || value[0] == '-' ||
        offset > 1023)
        return wrong(at, "the offset is a number from 0 to 1023", value);
    *to = (unsigned)offset;
    return RESULT_OK;
}

static enum result
set_active(struct parsing *at, const char *value)
{
    if (!text_equal(value, "low") && !text_equal(value, "high"))
        return wrong(at, "active is low or high", value);
    at->block->line.active_low = text_equal(value, "low");
    return RESULT_OK;
}

static enum result
set_bias(struct parsing *at, const char *value)
{
    static const char *const names[] = {[LINE_BIAS_AS_IS] = "as-is",
                                        [LINE_BIAS_NONE] = "none",
                                        [LINE_BIAS_UP] = "up",
                                        [LINE_BIAS_DOWN] = "down"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!text_equal(value, names[i]))
            continue;
        at->block->line.bias = (enum line_bias)i;
        return RESULT_OK;
    }
    return wrong(at, "bias is up, down, none or as-is", value);
}

/* The second contact: by name, or beside the first on its chip. */
static enum result
set_break(struct parsing *at, bool offset, const char *value)
{
    struct config_button *block = at->block;
    block->two = true;
    if (offset)
        return set_offset(at, &block->breaks.offset, value);
    return set_text(at, block->breaks.name, sizeof block->breaks.name, value);
}

static enum result
set_staff(struct parsing *at, const char *value)
{
    if (!text_equal(value, "yes") && !text_equal(value, "no"))
        return wrong(at, "staff is yes or no", value);
    at->block->staff = text_equal(value, "yes");
    return RESULT_OK;
}

/* What only a button has, and what only a lamp has. */
static enum result
set_own_key(struct parsing *at, const char *key, const char *value)
{
    struct config_button *block = at->block;
    bool lamp = block == &at->config->lamp;
    const char *other = lamp ? "second" : "break";
    char beside[24];
    text_format(beside, sizeof beside, "%s-offset", other);
    if (text_equal(key, other) || text_equal(key, beside))
        return set_break(at, text_equal(key, beside), value);
    if (lamp && text_equal(key, "led"))
        return set_text(at, block->led, sizeof block->led, value);
    if (!lamp && text_equal(key, "place"))
        return set_text(at, block->place, sizeof block->place, value);
    if (!lamp && text_equal(key, "staff"))
        return set_staff(at, value);
    return wrong(at, "no such key", key);
}

static enum result
set_key(struct parsing *at, const char *key, const char *value)
{
    if (text_empty(value))
        return wrong(at, "nothing after =", key);
    if (text_equal(key, "button") || text_equal(key, "lamp"))
        return begin_block(at, value, text_equal(key, "lamp"));
    struct config_button *block = at->block;
    if (block == NULL)
        return wrong(at, "before any button or lamp", key);
    if (text_equal(key, "line"))
        return set_text(at, block->line.name, sizeof block->line.name, value);
    if (text_equal(key, "chip"))
        return set_text(at, block->line.chip, sizeof block->line.chip, value);
    if (text_equal(key, "offset"))
        return set_offset(at, &block->line.offset, value);
    if (text_equal(key, "active"))
        return set_active(at, value);
    if (text_equal(key, "bias"))
        return set_bias(at, value);
    return set_own_key(at, key, value);
}

static enum result
parse_line(struct parsing *at, char *line)
{
    char *comment = strchr(line, '#');
    if (comment != NULL)
        *comment = '\0';
    text_trim(line);
    if (text_empty(line))
        return RESULT_OK;
    char *equals = strchr(line, '=');
    if (equals == NULL)
        return wrong(at, "no = in the line", line);
    *equals = '\0';
    text_trim(line);
    text_trim(equals + 1);
    return set_key(at, line, equals + 1);
}

static enum result
check_block(struct parsing *at, struct config_button *block)
{
    struct line_wanted *breaks = &block->breaks;
    if (block->led[0] != '\0' && (block->two || block->line.name[0] != '\0' ||
                                  block->line.chip[0] != '\0'))
        return wrong(at, "either led or a line", block->name);
    if (block->led[0] == '\0' && block->line.name[0] == '\0' &&
        block->line.chip[0] == '\0')
        return wrong(at, "neither line nor chip and offset", block->name);
    text_copy(breaks->chip, sizeof breaks->chip, block->line.chip);
    breaks->active_low = block->line.active_low;
    breaks->bias = block->line.bias;
    if (!block->two)
        return RESULT_OK;
    if (breaks->name[0] == '\0' && breaks->chip[0] == '\0')
        return wrong(at, "a second offset without chip", block->name);
    if (text_equal(breaks->name, block->line.name) &&
        (breaks->name[0] != '\0' || breaks->offset == block->line.offset))
        return wrong(at, "both on one line", block->name);
    return RESULT_OK;
}

static enum result
check_all(struct parsing *at)
{
    struct config *config = at->config;
    for (int i = 0; i < config->count; i++)
        if (check_block(at, &config->buttons[i]) != RESULT_OK)
            return RESULT_INVALID;
    return config->has_lamp ? check_block(at, &config->lamp) : RESULT_OK;
}

const char *
config_where(const struct config_button *button)
{
    return text_empty(button->place) ? button->name : button->place;
}

enum result
config_parse(struct config *config, const char *text, size_t length,
             struct config_fault *fault)
{
    struct parsing at = {.config = config, .fault = fault};
    *config = (struct config){0};
    *fault = (struct config_fault){0};
    if (!text_is_utf8(text, length) || memchr(text, '\0', length) != NULL)
        return wrong(&at, "not a text", "UTF-8");
    const char *end = text + length;
    while (text < end) {
        char line[LINE_BYTES_MAX];
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t bytes = (size_t)((stop == NULL ? end : stop) - text);
        fault->line++;
        if (bytes >= sizeof line)
            return wrong(&at, "the line is too long", "256 bytes");
        memcpy(line, text, bytes);
        line[bytes] = '\0';
        if (parse_line(&at, line) != RESULT_OK)
            return RESULT_INVALID;
        text = stop == NULL ? end : stop + 1;
    }
    return check_all(&at);
}

enum result
config_load(struct config *config, const char *path)
{
    char text[CONFIG_BYTES_MAX];
    struct config_fault fault;
    FILE *file = fopen(path, "re");
    if (file == NULL && errno == ENOENT)
        return RESULT_ABSENT;
    if (file == NULL) {
        log_errno("%s", path);
        return RESULT_IO;
    }
    size_t length = fread(text, 1, sizeof text, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed || length == sizeof text) {
        log_warn("%s: cannot be read, or is no configuration", path);
        return RESULT_INVALID;
    }
    if (config_parse(config, text, length, &fault) == RESULT_OK)
        return RESULT_OK;
    log_warn("%s:%d: %s", path, fault.line, fault.says);
    return RESULT_INVALID;
}
