/*
 * troskel-voice: plays what it is sent, and nothing else (sound.h).
 *
 *   troskel-voice [--device NAME]          plays, see sound.h
 *   troskel-voice [--device NAME] --check  0: something could be heard
 *   troskel-voice --list                   the names of what sound comes out of
 */
#include <SDL.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "firmware/base/wav.h"
#include "ui/kiosk/sound.h"

enum { PATIENCE_MS = 2000, LOOK_MS = 10 };

struct player {
    const char *device; /* NULL: the usual one */
    SDL_AudioDeviceID id;
};

static bool
open_device(struct player *player)
{
    SDL_AudioSpec want = {.freq = SOUND_RATE,
                          .format = AUDIO_S16SYS,
                          .channels = 1,
                          .samples = 1024};
    if (player->id != 0)
        return true;
    if (SDL_WasInit(SDL_INIT_AUDIO) == 0 &&
        SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        (void)fprintf(stderr, "troskel-voice: no sound: %s\n", SDL_GetError());
        return false;
    }
    player->id = SDL_OpenAudioDevice(player->device, 0, &want, NULL, 0);
    if (player->id == 0) {
        (void)fprintf(stderr, "troskel-voice: %s: %s\n",
                      player->device == NULL ? "the usual sound device"
                                             : player->device,
                      SDL_GetError());
        return false;
    }
    SDL_PauseAudioDevice(player->id, 0);
    return true;
}

static int
list_devices(void)
{
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        (void)fprintf(stderr, "troskel-voice: no sound: %s\n", SDL_GetError());
        return 1;
    }
    int count = SDL_GetNumAudioDevices(0);
    for (int i = 0; i < count; i++)
        (void)puts(SDL_GetAudioDeviceName(i, 0));
    if (count <= 0)
        (void)fputs("troskel-voice: there is no sound device\n", stderr);
    return count > 0 ? 0 : 1;
}

/* As the ear hears it: twice the number is about twice as loud. */
static int
loudness(int sample, int volume)
{
    return (int)((int64_t)sample * volume * volume / 10000);
}

static bool
queue_sound(const struct player *player, const struct wav *wav, int volume)
{
    size_t bytes = (size_t)wav->frames * 2;
    Sint16 *samples = malloc(bytes);
    SDL_AudioStream *stream = SDL_NewAudioStream(AUDIO_S16SYS, 1, wav->rate,
                                                 AUDIO_S16SYS, 1, SOUND_RATE);
    bool fine = samples != NULL && stream != NULL;
    for (int i = 0; fine && i < wav->frames; i++)
        samples[i] = (Sint16)loudness(wav_sample(wav, i), volume);
    fine = fine && SDL_AudioStreamPut(stream, samples, (int)bytes) == 0 &&
           SDL_AudioStreamFlush(stream) == 0;
    while (fine) {
        char piece[16384];
        int count = SDL_AudioStreamGet(stream, piece, sizeof piece);
        if (count <= 0)
            break;
        fine = SDL_QueueAudio(player->id, piece, (Uint32)count) == 0;
    }
    free(samples);
    SDL_FreeAudioStream(stream);
    return fine;
}

/* True while nobody has closed the other end. */
static bool
still_wanted(int wait_ms)
{
    struct pollfd fd = {STDIN_FILENO, 0, 0};
    (void)poll(&fd, 1, wait_ms);
    return (fd.revents & (POLLHUP | POLLERR)) == 0;
}

/* A device that stands still is told after a while, as if it were none. */
static enum sound_told
wait_for_end(const struct player *player, int ms)
{
    Uint32 end = SDL_GetTicks() + (Uint32)ms + PATIENCE_MS;
    while (SDL_GetQueuedAudioSize(player->id) > 0) {
        if (!still_wanted(LOOK_MS))
            exit(0); /* silence is the end of the process */
        if (SDL_TICKS_PASSED(SDL_GetTicks(), end) ||
            SDL_GetAudioDeviceStatus(player->id) == SDL_AUDIO_STOPPED)
            return SOUND_NO_DEVICE;
    }
    if (!still_wanted(SOUND_NICE_MS))
        exit(0);
    return SOUND_ENDED;
}

static enum sound_told
play(struct player *player, int fd, int volume)
{
    struct wav wav;
    enum sound_told told = SOUND_REFUSED;
    unsigned char *bytes = malloc(WAV_BYTES_MAX);
    ssize_t length = bytes == NULL ? -1 : pread(fd, bytes, WAV_BYTES_MAX, 0);
    if (length > 0 && wav_read(&wav, bytes, (size_t)length) == RESULT_OK) {
        told = SOUND_NO_DEVICE;
        if (open_device(player) && queue_sound(player, &wav, volume))
            told = wait_for_end(player, wav_ms(&wav));
    }
    free(bytes);
    return told;
}

/* One ask and its descriptor; -1: the other end is closed. */
static int
receive(struct sound_ask *ask)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {ask, sizeof *ask};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    int fd = -1;
    if (recvmsg(STDIN_FILENO, &message, MSG_CMSG_CLOEXEC) !=
        (ssize_t)sizeof *ask)
        return -1;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head != NULL && head->cmsg_level == SOL_SOCKET &&
        head->cmsg_type == SCM_RIGHTS)
        memcpy(&fd, CMSG_DATA(head), sizeof fd);
    return fd;
}

static int
serve(struct player *player)
{
    struct sound_ask ask;
    int fd;
    while ((fd = receive(&ask)) >= 0) {
        int volume = ask.volume < 0 ? 0 : ask.volume > 100 ? 100 : ask.volume;
        char told = (char)play(player, fd, volume);
        (void)close(fd);
        if (send(STDIN_FILENO, &told, 1, MSG_NOSIGNAL) != 1)
            break;
    }
    return 0;
}

int
main(int argc, char *argv[])
{
    struct player player = {NULL, 0};
    bool check = false;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--list") == 0)
            return list_devices();
        if (strcmp(argv[i], "--check") == 0) {
            check = true;
        } else if (strcmp(argv[i], "--device") == 0 && i + 1 < argc) {
            player.device = argv[++i];
        } else {
            (void)fprintf(stderr,
                          "troskel-voice [--device NAME] [--check] | --list\n"
                          "not understood: %s\n",
                          argv[i]);
            return 2;
        }
    }
    if (check)
        return open_device(&player) ? 0 : 1;
    return serve(&player);
}
