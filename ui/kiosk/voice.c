#include "ui/kiosk/voice.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "firmware/base/wav.h"
#include "firmware/store/view.h"
#include "ui/kiosk/sound.h"
#include "ui/kiosk/voice_process.h"

enum { LOOK_AGAIN_MS = 60000, FAILURES_MAX = 3, REAP_MS = 200 };

static int64_t
kernel_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000);
}

void
voice_open(struct voice *voice, struct loop *loop, const struct folder *folder,
           const char *device)
{
    char path[4096];
    *voice = (struct voice){.loop = loop, .device = device, .sound_fd = -1};
    voice->player.fd = voice->maker.fd = voice->checker.fd = -1;
    voice->off = text_equal(device, "none");
    voice->engine = !voice->off && voice_engine(path, sizeof path);
    if (!voice->off)
        voice_cache_open(&voice->cache, folder);
}

static void
let_go_of_sound(struct voice *voice)
{
    if (voice->sound_fd >= 0)
        (void)close(voice->sound_fd);
    voice->sound_fd = -1;
}

static void
be_silent(struct voice *voice)
{
    voice_process_end(voice, &voice->player);
    voice_process_end(voice, &voice->maker);
    let_go_of_sound(voice);
    voice->state = VOICE_SILENT;
    voice->now.serial = 0;
}

void
voice_close(struct voice *voice)
{
    if (voice->loop == NULL)
        return;
    be_silent(voice);
    voice_process_end(voice, &voice->checker);
}

/* --- is there a way to hear it --- */

void
voice_look(struct voice *voice)
{
    int64_t now = kernel_ms();
    if (voice->off || voice->works || voice->checker.pid > 0 ||
        (voice->asked && now - voice->asked_ms < LOOK_AGAIN_MS))
        return;
    voice->asked_ms = now;
    if (!voice->asked && !voice->engine)
        log_warn("voice: no espeak-ng: only recordings can be heard");
    voice->asked = true;
    if (!voice_start_player(voice, true, &voice->checker))
        log_warn("voice: troskel-voice cannot be started: nothing is read "
                 "aloud");
}

static void
turn_look(struct voice *voice, int64_t now)
{
    if (voice->checker.pid <= 0)
        return;
    int ended = voice_process_ended(&voice->checker);
    if (ended == 0 && now - voice->asked_ms < VOICE_LATE_MS)
        return;
    voice->works = ended == 1;
    voice->failures = 0;
    if (!voice->works)
        log_warn("voice: there is no sound device that answers: nothing is "
                 "read aloud, and no ear is shown");
    voice_process_end(voice, &voice->checker);
}

bool
voice_works(const struct voice *voice)
{
    return voice->works && !voice->off && (voice->engine || voice->recordings);
}

/* --- finding the sound --- */

/* Into memory that has a descriptor; -1: no room. */
static int
sound_of_bytes(const void *bytes, size_t length)
{
    int fd = memfd_create("sound", MFD_CLOEXEC);
    if (fd >= 0 && length > 0 && write(fd, bytes, length) != (ssize_t)length) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

/* Whole and ours to play; how long it is, -1: it is not. `bytes` may be NULL,
 * else the caller frees *bytes. */
static int
measure(int fd, unsigned char **bytes, size_t *length)
{
    struct wav wav;
    unsigned char *all = malloc(WAV_BYTES_MAX);
    ssize_t count = all == NULL ? -1 : pread(fd, all, WAV_BYTES_MAX, 0);
    int ms = count > 0 && wav_read(&wav, all, (size_t)count) == RESULT_OK
                 ? wav_ms(&wav)
                 : -1;
    if (bytes != NULL && ms >= 0) {
        *bytes = all;
        *length = (size_t)count;
    } else {
        free(all);
    }
    return ms;
}

static bool
find_recording(struct voice *voice, const char *person, struct store *store)
{
    const struct speech *now = &voice->now;
    struct view_said said = {now->me ? person : "", now->text, now->picture,
                             now->lang, now->wordless};
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (store == NULL ||
        view_recording_sound(store, &said, &bytes, &length) != RESULT_OK)
        return false;
    voice->sound_fd = sound_of_bytes(bytes, length);
    free(bytes);
    return voice->sound_fd >= 0;
}

static bool
find_made(struct voice *voice)
{
    const char *tongue = speech_voice(voice->now.lang);
    voice_cache_key(voice->key, tongue == NULL ? "" : tongue, voice->now.rate,
                    voice->now.text);
    voice->sound_fd = voice_cache_get(&voice->cache, voice->key);
    if (voice->sound_fd >= 0 && measure(voice->sound_fd, NULL, NULL) >= 0)
        return true;
    let_go_of_sound(voice);
    return false;
}

/* --- making and playing --- */

static bool
make(struct voice *voice)
{
    if (!voice->engine)
        return false;
    voice->sound_fd = sound_of_bytes("", 0);
    if (voice->sound_fd < 0 ||
        !voice_start_maker(voice, &voice->now, voice->sound_fd,
                           &voice->maker)) {
        let_go_of_sound(voice);
        return false;
    }
    voice->state = VOICE_MAKING;
    voice->due_ms = kernel_ms() + VOICE_MAKE_MS;
    return true;
}

static bool
play(struct voice *voice)
{
    int ms = measure(voice->sound_fd, NULL, NULL);
    bool fine = ms >= 0 &&
                (voice->player.pid > 0 ||
                 voice_start_player(voice, false, &voice->player)) &&
                voice_send(&voice->player, voice->sound_fd, voice->now.volume);
    let_go_of_sound(voice);
    if (!fine)
        return false;
    voice->state = VOICE_PLAYING;
    voice->due_ms = kernel_ms() + ms + VOICE_LATE_MS;
    return true;
}

/* What was made is kept for the next time. */
static bool
keep_and_play(struct voice *voice)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    if (measure(voice->sound_fd, &bytes, &length) < 0)
        return false;
    voice_cache_put(&voice->cache, voice->key, bytes, length);
    free(bytes);
    return play(voice);
}

static bool
begin(struct voice *voice, const struct speech *wanted, const char *person,
      struct store *store)
{
    voice->now = *wanted;
    if (find_recording(voice, person, store) || find_made(voice))
        return play(voice);
    return make(voice);
}

/* A player that hangs, dies or finds no device three times is not tried any
 * more until somebody looks again. */
static void
count_failure(struct voice *voice)
{
    if (++voice->failures < FAILURES_MAX)
        return;
    voice->works = false;
    voice->asked_ms = kernel_ms();
    log_warn("voice: nothing can be heard: the ear is put away");
}

/* --- a turn --- */

/* True: the sound that is made or played has come to its end, or never will. */
static bool
turn_making(struct voice *voice, int64_t now)
{
    int ended = voice_process_ended(&voice->maker);
    if (ended == 0 && now < voice->due_ms)
        return false;
    if (ended != 1)
        log_warn("voice: espeak-ng %s",
                 ended == 0 ? "did not end in time" : "could not say it");
    voice_process_end(voice, &voice->maker);
    return ended != 1 || !keep_and_play(voice);
}

static bool
turn_playing(struct voice *voice, int64_t now)
{
    char told = 0;
    ssize_t count = recv(voice->player.fd, &told, 1, MSG_DONTWAIT);
    if (count < 0 && now < voice->due_ms)
        return false;
    if (count == 1 && told == SOUND_ENDED) {
        voice->failures = 0;
        return true;
    }
    if (count != 1 || told != SOUND_REFUSED)
        count_failure(voice);
    voice_process_end(voice, &voice->player);
    return true;
}

static int64_t
due_of(const struct voice *voice, int64_t now)
{
    int64_t due = voice->state == VOICE_SILENT ? -1 : voice->due_ms;
    if (voice->checker.pid > 0 &&
        (due < 0 || voice->asked_ms + VOICE_LATE_MS < due))
        due = voice->asked_ms + VOICE_LATE_MS;
    for (int i = 0; i < VOICE_DYING_MAX; i++)
        if (voice->dying[i] > 0 && (due < 0 || now + REAP_MS < due))
            due = now + REAP_MS;
    return due;
}

int64_t
voice_turn(struct voice *voice, const struct speech *wanted, const char *person,
           struct store *store, uint64_t *ended)
{
    int64_t now = kernel_ms();
    uint64_t serial = wanted == NULL ? 0 : wanted->serial;
    *ended = 0;
    voice_process_reap(voice);
    turn_look(voice, now);
    if (serial != voice->now.serial) {
        /* The same reading goes on with the same player. */
        if (serial == 0 || voice->state != VOICE_SILENT)
            be_silent(voice);
        if (serial != 0 && !begin(voice, wanted, person, store))
            *ended = serial;
    } else if ((voice->state == VOICE_MAKING && turn_making(voice, now)) ||
               (voice->state == VOICE_PLAYING && turn_playing(voice, now))) {
        *ended = serial;
    }
    if (*ended != 0) {
        let_go_of_sound(voice);
        voice->state = VOICE_SILENT;
    }
    return due_of(voice, now);
}
