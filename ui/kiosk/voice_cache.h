/*
 * What the machine's voice has said once is not made again: WAV files by the
 * hash of what they say, in a folder of the kiosk's own, VOICE_CACHE_BYTES of
 * them at most; what was heard longest ago goes first.
 *
 * It holds what stands on screens, titles and symbols too, so it is the
 * kiosk's alone (0700) and may be emptied at any time. A folder that cannot be
 * written keeps nothing, and nothing else is different.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "firmware/base/folder.h"

enum { VOICE_CACHE_BYTES = 8 * 1024 * 1024, VOICE_KEY_SIZE = 65 };

struct voice_cache {
    char path[FOLDER_PATH_SIZE]; /* empty: keeps nothing */
};

/* $CACHE_DIRECTORY (systemd's), else FOLDER/cache. */
void voice_cache_open(struct voice_cache *cache, const struct folder *folder);

/* What voice, how fast, which words: a key of hex digits. */
void voice_cache_key(char key[VOICE_KEY_SIZE], const char *voice, int rate,
                     const char *text);

/* A descriptor of the file, the caller's; -1: there is none. */
int voice_cache_get(const struct voice_cache *cache, const char *key);
void voice_cache_put(const struct voice_cache *cache, const char *key,
                     const void *bytes, size_t length);
