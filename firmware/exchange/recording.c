#include "firmware/exchange/recording.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/identity.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"

enum { SAYS_CHARS = 60, NAME_CHARS = 40 };

static void
fill_hash(struct recording *recording)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, recording->bytes, recording->length);
    (void)sodium_bin2hex(recording->hash, sizeof recording->hash, hash,
                         sizeof hash);
}

static const char *
wrong_words(const struct recording_asked *asked)
{
    if (text_empty(asked->says) || text_length(asked->says) > SAYS_CHARS)
        return WORD("Det som sägs är 1 till 60 tecken.");
    if (text_empty(asked->by) || text_length(asked->by) > NAME_CHARS)
        return WORD("Vems röst det är behöver stå med, 1 till 40 tecken.");
    if (identity_in(asked->says) || identity_in(asked->by))
        return WORD("Texten liknar ett personnummer.");
    return NULL;
}

static json_t *
body_of(const struct recording *recording, const struct recording_asked *asked)
{
    json_t *body =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "of",
                  view_recording_of_name(asked->of), "hash", recording->hash,
                  "says", asked->says, "lang", asked->lang, "by", asked->by,
                  "date", asked->date, "ms", recording->ms);
    (void)json_object_set_new(body, view_recording_of_name(asked->of),
                              json_string(asked->key));
    return body;
}

static json_t *
event_of(const struct recording *recording, const struct recording_asked *asked)
{
    char name[2 * VIEW_TEXT_SIZE], folded[VIEW_TEXT_SIZE], about[UUID_SIZE];
    (void)text_fold(folded, sizeof folded, asked->key);
    (void)text_format(name, sizeof name, "%s:%s:%s",
                      view_recording_of_name(asked->of), asked->lang, folded);
    uuid_from_name(about, "recording", name);
    return json_pack("{s:s, s:s, s:o}", "kind", "recording_saved", "about",
                     about, "body", body_of(recording, asked));
}

enum result
recording_make(struct recording *recording, const struct recording_asked *asked,
               const void *wav_bytes, size_t length, const char **says)
{
    struct wav wav;
    *recording = (struct recording){0};
    *says = wrong_words(asked);
    if (*says != NULL)
        return RESULT_INVALID;
    if (wav_read(&wav, wav_bytes, length) != RESULT_OK) {
        *says = wav_says(wav.fault);
        return RESULT_INVALID;
    }
    if (wav_silent(&wav)) {
        *says = WORD("Inspelningen är tyst.");
        return RESULT_INVALID;
    }
    recording->ms = wav_ms(&wav);
    recording->length = wav_written(&wav);
    recording->bytes = malloc(recording->length);
    if (recording->bytes == NULL) {
        *says = WORD("Minnet räcker inte.");
        return RESULT_FULL;
    }
    wav_write(&wav, recording->bytes);
    fill_hash(recording);
    recording->event = event_of(recording, asked);
    return RESULT_OK;
}

void
recording_finish(struct recording *recording)
{
    json_decref(recording->event);
    free(recording->bytes);
    *recording = (struct recording){0};
}
