#include "ui/staff/html.h"

#include <stdio.h>
#include <string.h>

void
html_back(struct html *html, size_t length)
{
    if (length >= html->length)
        return;
    html->length = length;
    html->at[length] = '\0';
}

void
html_init(struct html *html, char *at, size_t size)
{
    *html = (struct html){.at = at, .size = size};
    at[0] = '\0';
}

static void
put_bytes(struct html *html, const char *bytes, size_t length)
{
    if (html->cut || length >= html->size - html->length) {
        html->cut = true;
        return;
    }
    memcpy(html->at + html->length, bytes, length);
    html->length += length;
    html->at[html->length] = '\0';
}

void
html_put(struct html *html, const char *markup)
{
    put_bytes(html, markup, strlen(markup));
}

static const char *
entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static bool
is_control(char c)
{
    unsigned char byte = (unsigned char)c;
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
}

void
html_text(struct html *html, const char *text)
{
    const char *plain = text;
    for (const char *at = text; *at != '\0'; at++) {
        const char *entity = entity_of(*at);
        if (entity == NULL && !is_control(*at))
            continue;
        put_bytes(html, plain, (size_t)(at - plain));
        if (entity != NULL)
            html_put(html, entity);
        plain = at + 1;
    }
    html_put(html, plain);
}

void
html_number(struct html *html, long long number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", number);
    html_put(html, digits);
}

void
html_attribute(struct html *html, const char *name, const char *value)
{
    html_put(html, " ");
    html_put(html, name);
    html_put(html, "=\"");
    html_text(html, value);
    html_put(html, "\"");
}

void
html_element(struct html *html, const char *tag, const char *class_name,
             const char *text)
{
    html_put(html, "<");
    html_put(html, tag);
    if (class_name != NULL)
        html_attribute(html, "class", class_name);
    html_put(html, " dir=\"auto\">");
    html_text(html, text);
    html_put(html, "</");
    html_put(html, tag);
    html_put(html, ">");
}
