#include "firmware/photo/svg_check.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "firmware/base/text.h"
#include "firmware/photo/svg_graph.h"

enum { DEPTH_MAX = 200, ELEMENTS_MAX = 100000, NAME_MAX_BYTES = 64 };

struct span {
    const char *at;
    size_t length;
};

struct check {
    const char *at, *end;
    struct svg_graph *graph;
    int depth, elements;
    bool root_seen, in_style;
    enum svg_why why;
};

static bool
blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
is(struct span span, const char *word)
{
    return span.length == strlen(word) &&
           strncasecmp(span.at, word, span.length) == 0;
}

static bool
begins(struct span span, const char *word)
{
    return span.length >= strlen(word) &&
           strncasecmp(span.at, word, strlen(word)) == 0;
}

static void
refuse(struct check *check, enum svg_why why)
{
    if (check->why == SVG_FINE)
        check->why = why;
}

/* Moves behind the next `mark`; refused if there is none. */
static struct span
until(struct check *check, const char *mark)
{
    size_t left = (size_t)(check->end - check->at);
    const char *found = memmem(check->at, left, mark, strlen(mark));
    struct span span = {check->at, 0};
    if (found == NULL) {
        refuse(check, SVG_DAMAGED);
        check->at = check->end;
        return span;
    }
    span.length = (size_t)(found - check->at);
    check->at = found + strlen(mark);
    return span;
}

/* "xlink:href" is "href". */
static struct span
local(struct span name)
{
    const char *colon = memrchr(name.at, ':', name.length);
    if (colon != NULL) {
        name.length -= (size_t)(colon + 1 - name.at);
        name.at = colon + 1;
    }
    return name;
}

static struct span
skip_blank(struct span span)
{
    while (span.length > 0 && (unsigned char)span.at[0] <= ' ') {
        span.at++;
        span.length--;
    }
    return span;
}

/* Where a reference leads: into this file, a picture held in it, or out. */
static void
check_target(struct check *check, struct span to)
{
    to = skip_blank(to);
    if (begins(to, "#"))
        svg_graph_refer(check->graph, to.at + 1, to.length - 1);
    else if (begins(to, "javascript:"))
        refuse(check, SVG_SCRIPT);
    else if (to.length > 0 && !begins(to, "data:image/png") &&
             !begins(to, "data:image/jpeg"))
        refuse(check, SVG_OUTSIDE);
}

static size_t
quote_length(struct span at)
{
    if (begins(at, "'") || begins(at, "\""))
        return 1;
    return begins(at, "&quot;") || begins(at, "&apos;") ? 6 : 0;
}

/* Style sheets, style attributes, and every attribute with url(…) in it. */
static void
check_style(struct check *check, struct span css)
{
    for (; css.length > 0; css.at++, css.length--) {
        if (begins(css, "@import"))
            refuse(check, SVG_OUTSIDE);
        if (!begins(css, "url("))
            continue;
        struct span to = skip_blank((struct span){css.at + 4, css.length - 4});
        size_t quote = quote_length(to);
        to = (struct span){to.at + quote, to.length - quote};
        size_t length = 0;
        while (length < to.length && strchr(")'\"& ", to.at[length]) == NULL)
            length++;
        check_target(check, (struct span){to.at, length});
    }
}

static void
check_attribute(struct check *check, struct span element, struct span name,
                struct span value)
{
    struct span plain = local(name);
    if (begins(name, "on") && name.length > 4)
        refuse(check, SVG_SCRIPT);
    else if (is(name, "id") || is(name, "xml:id"))
        svg_graph_name(check->graph, value.at, value.length);
    else if (is(name, "xml:base") && value.length > 0)
        refuse(check, SVG_OUTSIDE);
    else if (is(plain, "href") && is(local(element), "a") &&
             !begins(skip_blank(value), "javascript:"))
        return; /* a link is drawn and never followed */
    else if (is(plain, "href") || is(plain, "src"))
        check_target(check, value);
    else if (!begins(name, "xmlns"))
        check_style(check, value);
}

static struct span
read_name(struct check *check)
{
    struct span name = {check->at, 0};
    while (check->at < check->end && !blank(*check->at) &&
           strchr("=/><\"'", *check->at) == NULL)
        check->at++;
    name.length = (size_t)(check->at - name.at);
    if (name.length == 0 || name.length > NAME_MAX_BYTES)
        refuse(check, SVG_DAMAGED);
    return name;
}

static void
pass_blank(struct check *check)
{
    while (check->at < check->end && blank(*check->at))
        check->at++;
}

static bool
comes(struct check *check, const char *mark)
{
    size_t length = strlen(mark);
    if ((size_t)(check->end - check->at) < length ||
        strncasecmp(check->at, mark, length) != 0)
        return false;
    check->at += length;
    return true;
}

static void
read_attribute(struct check *check, struct span element)
{
    struct span name = read_name(check);
    pass_blank(check);
    if (check->why != SVG_FINE || !comes(check, "=")) {
        refuse(check, SVG_DAMAGED);
        return;
    }
    pass_blank(check);
    const char *quote = comes(check, "\"") ? "\"" : "'";
    if (*quote == '\'' && !comes(check, "'")) {
        refuse(check, SVG_DAMAGED);
        return;
    }
    struct span value = until(check, quote);
    if (check->why == SVG_FINE)
        check_attribute(check, element, name, value);
}

static void
check_element(struct check *check, struct span name)
{
    static const char *const runs[] = {"script", "foreignObject", "iframe",
                                       "object", "embed",         "audio",
                                       "video",  "handler",       "listener"};
    struct span plain = local(name);
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        if (is(plain, runs[i]))
            refuse(check, SVG_SCRIPT);
    if (!check->root_seen && !is(plain, "svg"))
        refuse(check, SVG_NO_PICTURE);
    if (++check->elements > ELEMENTS_MAX || check->depth >= DEPTH_MAX)
        refuse(check, SVG_TOO_LARGE);
    check->in_style = is(plain, "style");
    check->root_seen = true;
}

static void
leave(struct check *check)
{
    svg_graph_leave(check->graph);
    check->in_style = false;
    if (--check->depth < 0)
        refuse(check, SVG_DAMAGED);
}

static void
read_element(struct check *check)
{
    struct span name = read_name(check);
    if (check->why != SVG_FINE)
        return;
    if (check->root_seen && check->depth == 0) {
        refuse(check, SVG_DAMAGED); /* something after the end */
        return;
    }
    check_element(check, name);
    check->depth++;
    svg_graph_enter(check->graph);
    while (check->why == SVG_FINE) {
        pass_blank(check);
        if (comes(check, "/>")) {
            leave(check);
            return;
        }
        if (comes(check, ">"))
            return;
        if (check->at == check->end)
            refuse(check, SVG_DAMAGED);
        else
            read_attribute(check, name);
    }
}

static void
read_doctype(struct check *check)
{
    struct span declared = until(check, ">");
    if (memchr(declared.at, '[', declared.length) != NULL)
        refuse(check, SVG_ENTITIES);
}

static void
read_instruction(struct check *check)
{
    struct span said = until(check, "?>");
    if (begins(said, "xml-stylesheet"))
        refuse(check, SVG_OUTSIDE);
}

/* What begins with "<". */
static void
read_mark(struct check *check)
{
    if (comes(check, "!--")) {
        (void)until(check, "-->");
    } else if (comes(check, "![CDATA[")) {
        struct span text = until(check, "]]>");
        if (check->in_style)
            check_style(check, text);
    } else if (comes(check, "!DOCTYPE")) {
        read_doctype(check);
    } else if (comes(check, "!")) {
        refuse(check, SVG_ENTITIES);
    } else if (comes(check, "?")) {
        read_instruction(check);
    } else if (comes(check, "/")) {
        (void)until(check, ">");
        leave(check);
    } else {
        read_element(check);
    }
}

static void
read_all(struct check *check)
{
    while (check->at < check->end && check->why == SVG_FINE) {
        const char *mark =
            memchr(check->at, '<', (size_t)(check->end - check->at));
        if (mark == NULL)
            mark = check->end;
        if (check->in_style)
            check_style(check,
                        (struct span){check->at, (size_t)(mark - check->at)});
        check->at = mark;
        if (comes(check, "<"))
            read_mark(check);
    }
    if (!check->root_seen)
        refuse(check, SVG_NO_PICTURE);
    else if (check->depth != 0)
        refuse(check, SVG_DAMAGED);
}

enum svg_why
svg_check(const char *bytes, size_t length)
{
    if (length > SVG_BYTES_MAX)
        return SVG_TOO_LARGE;
    if (memchr(bytes, '\0', length) != NULL || !text_is_utf8(bytes, length))
        return SVG_NO_PICTURE;
    struct check check = {.at = bytes, .end = bytes + length};
    check.graph = svg_graph_make();
    if (check.graph == NULL)
        return SVG_IO;
    (void)comes(&check, "\xEF\xBB\xBF");
    read_all(&check);
    if (check.why == SVG_FINE)
        refuse(&check, svg_graph_judge(check.graph));
    svg_graph_free(check.graph);
    return check.why;
}
