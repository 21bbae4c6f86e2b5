#include "firmware/button/chips.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"

static int
by_number(const void *a, const void *b)
{
    /* The shorter of two names has the smaller number. */
    const char *left = a;
    const char *right = b;
    size_t left_length = strlen(left);
    size_t right_length = strlen(right);
    if (left_length != right_length)
        return left_length < right_length ? -1 : 1;
    return strcmp(left, right);
}

void
chips_find(struct chips *chips, const char *dev)
{
    static const char prefix[] = "gpiochip";
    DIR *folder = opendir(dev);
    chips->count = 0;
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder);
         entry != NULL && chips->count < CHIPS_MAX; entry = readdir(folder)) {
        char *path = chips->paths[chips->count];
        if (strncmp(entry->d_name, prefix, sizeof prefix - 1) == 0 &&
            isdigit((unsigned char)entry->d_name[sizeof prefix - 1]) &&
            text_format(path, CHIPS_PATH_SIZE, "%s/%s", dev, entry->d_name))
            chips->count++;
    }
    closedir(folder);
    qsort(chips->paths, (size_t)chips->count, sizeof chips->paths[0],
          by_number);
}
