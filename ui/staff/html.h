/*
 * Writes HTML into memory of the caller, escaping all that is not markup of
 * ours.
 *
 * html_put takes markup and is given string literals only; whatever comes
 * from the database goes through html_text or html_attribute. What does not
 * fit is cut and said: a page that is `cut` is never sent.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct html {
    char *at;
    size_t size, length; /* length without the NUL */
    bool cut;
};

/* `at` is borrowed and holds `size` > 0 bytes. */
void html_init(struct html *html, char *at, size_t size);
/* Takes back all that was written beyond `length`. */
void html_back(struct html *html, size_t length);

void html_put(struct html *html, const char *markup);
/* Text between tags: & < > " ' become entities, control characters go. */
void html_text(struct html *html, const char *text);
void html_number(struct html *html, long long number);
/* ` name="value"`, with the value escaped. */
void html_attribute(struct html *html, const char *name, const char *value);
/* `<tag class="name">text</tag>`, the text escaped and, because a name may be
 * written from the right, isolated by its own direction. */
void html_element(struct html *html, const char *tag, const char *class_name,
                  const char *text);
