#include "ui/kiosk/voice_process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "firmware/base/log.h"
#include "firmware/base/text.h"
#include "ui/kiosk/sound.h"

extern char **environ;

/* espeak-ng makes 64 MiB of room for a sound server that it will not use. */
enum { MAKER_CPU_SECONDS = 3, MAKER_BYTES_MAX = 96 * 1024 * 1024 };

static void
ignore_readiness(void *user, int fd, short events)
{
    (void)user; /* the turn after this looks itself */
    (void)fd;
    (void)events;
}

/* --- where they are --- */

static bool
player_path(char out[PATH_MAX])
{
    const char *given = getenv("TROSKEL_VOICE");
    char self[PATH_MAX];
    if (!text_empty(given))
        return text_copy(out, PATH_MAX, given);
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    return text_format(out, PATH_MAX, "%s/troskel-voice", self) &&
           access(out, X_OK) == 0;
}

bool
voice_engine(char *out, size_t size)
{
    const char *given = getenv("TROSKEL_ESPEAK");
    const char *path = getenv("PATH");
    if (!text_empty(given))
        return text_copy(out, size, given) && access(out, X_OK) == 0;
    for (const char *at = path == NULL ? "" : path; *at != '\0';) {
        size_t length = strcspn(at, ":");
        if (text_format(out, size, "%.*s/espeak-ng", (int)length, at) &&
            access(out, X_OK) == 0)
            return true;
        at += length + (at[length] == ':' ? 1 : 0);
    }
    return false;
}

/* --- starting --- */

static pid_t
spawn(const char *path, char *const words[], int in, int out)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    pid_t pid = 0;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    int code = posix_spawn(&pid, path, &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (code != 0)
        log_warn("voice: %s: %s", path, strerror(code));
    return code == 0 ? pid : 0;
}

static bool
watch(struct voice *voice, struct voice_process *process)
{
    if (process->fd < 0)
        process->fd = pidfd_open(process->pid, 0);
    return process->fd >= 0 && loop_add(voice->loop, process->fd, POLLIN,
                                        ignore_readiness, NULL) == RESULT_OK;
}

static int
open_null(void)
{
    int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (fd < 0)
        log_errno("/dev/null");
    return fd;
}

static bool
start(struct voice *voice, const char *path, char *const words[], int in,
      int out, struct voice_process *process)
{
    process->pid = spawn(path, words, in, out);
    if (process->pid > 0 && watch(voice, process))
        return true;
    voice_process_end(voice, process);
    return false;
}

bool
voice_start_player(struct voice *voice, bool check, struct voice_process *out)
{
    char path[PATH_MAX], device[256];
    char name[] = "troskel-voice", look[] = "--check", by[] = "--device";
    char *words[5] = {name};
    int count = 1;
    int ends[2] = {-1, -1};
    *out = (struct voice_process){0, -1};
    if (!player_path(path))
        return false;
    if (check)
        words[count++] = look;
    if (voice->device != NULL &&
        text_copy(device, sizeof device, voice->device)) {
        words[count++] = by;
        words[count] = device;
    }
    int null = open_null();
    if (null < 0 ||
        (!check &&
         socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                    ends) != 0)) {
        if (null >= 0)
            (void)close(null);
        return false;
    }
    out->fd = ends[0];
    if (ends[1] >= 0) /* the player's end waits */
        (void)fcntl(ends[1], F_SETFL, 0);
    bool fine = start(voice, path, words, check ? null : ends[1], null, out);
    (void)close(null);
    if (ends[1] >= 0)
        (void)close(ends[1]);
    return fine;
}

/* Little enough to fit the pipe: nobody waits. */
static int
words_in(const char *text)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        log_errno("voice: a pipe");
        return -1;
    }
    size_t length = strlen(text);
    bool fine = write(ends[1], text, length) == (ssize_t)length &&
                write(ends[1], "\n", 1) == 1;
    (void)close(ends[1]);
    (void)fcntl(ends[0], F_SETFL, 0);
    if (fine)
        return ends[0];
    (void)close(ends[0]);
    return -1;
}

bool
voice_start_maker(struct voice *voice, const struct speech *speech,
                  int sound_fd, struct voice_process *out)
{
    char path[PATH_MAX], rate[16], tongue[16];
    const char *name = speech_voice(speech->lang);
    *out = (struct voice_process){0, -1};
    if (name == NULL || !voice_engine(path, sizeof path))
        return false;
    (void)text_format(rate, sizeof rate, "%d", speech->rate);
    (void)text_copy(tongue, sizeof tongue, name);
    /* Written out, because a program may write to its own words. */
    char engine[] = "espeak-ng", v[] = "-v", s[] = "-s", b[] = "-b",
         utf8[] = "1", in_words[] = "--stdin", w[] = "-w",
         out_sound[] = "/dev/stdout";
    char *words[] = {engine, v,        tongue, s,         rate, b,
                     utf8,   in_words, w,      out_sound, NULL};
    int in = words_in(speech->text);
    bool fine = in >= 0 && start(voice, path, words, in, sound_fd, out);
    if (in >= 0)
        (void)close(in);
    if (!fine)
        return false;
    struct rlimit cpu = {MAKER_CPU_SECONDS, MAKER_CPU_SECONDS};
    struct rlimit size = {MAKER_BYTES_MAX, MAKER_BYTES_MAX};
    (void)prlimit(out->pid, RLIMIT_CPU, &cpu, NULL);
    (void)prlimit(out->pid, RLIMIT_FSIZE, &size, NULL);
    return true;
}

/* --- ending --- */

static void
forget(struct voice *voice, struct voice_process *process)
{
    if (process->fd >= 0) {
        loop_remove(voice->loop, process->fd);
        (void)close(process->fd);
    }
    *process = (struct voice_process){0, -1};
}

int
voice_process_ended(struct voice_process *process)
{
    int status = 0;
    pid_t pid = process->pid;
    if (pid <= 0)
        return -1;
    pid_t gone = waitpid(pid, &status, WNOHANG);
    if (gone == 0)
        return 0;
    process->pid = 0;
    return gone == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 1
                                                                        : -1;
}

void
voice_process_end(struct voice *voice, struct voice_process *process)
{
    if (process->pid > 0) {
        (void)kill(process->pid, SIGKILL);
        for (int i = 0; i < VOICE_DYING_MAX; i++)
            if (voice->dying[i] == 0) {
                voice->dying[i] = process->pid;
                break;
            }
    }
    forget(voice, process);
    voice_process_reap(voice);
}

void
voice_process_reap(struct voice *voice)
{
    for (int i = 0; i < VOICE_DYING_MAX; i++)
        if (voice->dying[i] > 0 && waitpid(voice->dying[i], NULL, WNOHANG) != 0)
            voice->dying[i] = 0;
}

bool
voice_send(const struct voice_process *player, int sound_fd, int volume)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {.room = {0}};
    struct sound_ask ask = {volume};
    struct iovec part = {&ask, sizeof ask};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof sound_fd);
    memcpy(CMSG_DATA(head), &sound_fd, sizeof sound_fd);
    return sendmsg(player->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) ==
           (ssize_t)sizeof ask;
}
