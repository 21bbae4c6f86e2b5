#include "tests/faults/rig.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/text.h"
#include "firmware/core/core.h"
#include "firmware/store/store.h"

struct rig rig;

uint64_t
rig_random(void)
{
    rig.random ^= rig.random >> 12;
    rig.random ^= rig.random << 25;
    rig.random ^= rig.random >> 27;
    return rig.random * UINT64_C(2685821657736338717);
}

uint64_t
rig_below(uint64_t limit)
{
    return limit == 0 ? 0 : (rig_random() >> 11) % limit;
}

bool
rig_chance(double probability)
{
    return (double)(rig_random() >> 11) / 9007199254740992.0 < probability;
}

int64_t
rig_now_ms(void)
{
    return (int64_t)(clock_kernel_ns() / 1000000u);
}

void
rig_give_up(const char *what, const char *file, int line)
{
    printf("%s:%d: not so: %s (%s)\n", file, line, what, strerror(errno));
    fflush(stdout);
    exit(3);
}

int
row_print(const struct row *row)
{
    char worst[32] = "-";
    bool good = row->held && row->lost == 0 && row->untrue == 0 &&
                row->control_fell && row->times > 0;
    if (row->worst_ms >= 0)
        text_format(worst, sizeof worst, "%lld ms", (long long)row->worst_ms);
    printf("ROW %s|%s|%lld|%lld|%lld|%s|%s%s|%s\n", row->goal, row->what,
           (long long)row->times, (long long)row->lost, (long long)row->untrue,
           worst, row->control, row->control_fell ? "" : " (DID NOT FAIL)",
           good ? "ok" : "FAIL");
    fflush(stdout);
    return good ? 0 : 1;
}

/* --- the centre --- */

void
centre_person(int number, char id[UUID_SIZE])
{
    text_format(id, UUID_SIZE, "0190a000-0000-7000-8000-0000000001%02x",
                (unsigned)number);
}

static void
add(json_t *events, const char *kind, const char *about, json_t *body)
{
    json_array_append_new(events, json_pack("{s:s,s:s,s:o}", "kind", kind,
                                            "about", about, "body", body));
}

static json_t *
centre_events(void)
{
    const char *group = "0190a000-0000-7000-8000-000000000021";
    json_t *events = json_array();
    add(events, "centre_saved", "0190a000-0000-7000-8000-0000000000ff",
        json_pack("{s:s,s:s,s:s,s:i,s:i}", "name", "Verkstan", "lang", "sv",
                  "zone", "Europe/Stockholm", "t1", 60, "t2", 180));
    add(events, "group_saved", group,
        json_pack("{s:s,s:i}", "name", "Ateljén", "order", 1));
    add(events, "staff_saved", "0190a000-0000-7000-8000-000000000011",
        json_pack("{s:s}", "name", "Maria"));
    for (int i = 0; i < RIG_PEOPLE; i++) {
        char id[UUID_SIZE];
        char name[32];
        centre_person(i, id);
        text_format(name, sizeof name, "Påhittad %d", i);
        add(events, "person_saved", id,
            json_pack("{s:s,s:s,s:s,s:[s],s:i}", "name", name, "symbol", name,
                      "symbol_picture", "1F98A", "groups", group, "place", i));
    }
    return events;
}

void
centre_make(struct folder *folder, const char *dir)
{
    struct store *store = NULL;
    struct core *core = NULL;
    struct clock *clock = NULL;
    char path[FOLDER_PATH_SIZE];
    rig_need(folder_make(dir, true) == RESULT_OK);
    rig_need(folder_open(folder, dir) == RESULT_OK);
    rig_need(clock_open(&clock, folder->path) == RESULT_OK);
    rig_need(store_open(&store, folder, STORE_CREATE) == RESULT_OK);
    store_close(store);
    rig_need(core_open(&core, folder, clock) == RESULT_OK);
    folder_path(folder, "inbox/centre.json", path);
    json_t *batch = json_pack("{s:o}", "events", centre_events());
    rig_need(json_dump_file(batch, path, 0) == 0);
    json_decref(batch);
    json_t *ask = json_pack("{s:s,s:s}", "do", "batch", "file", "centre.json");
    json_t *answer = core_command(core, ask, THROUGH_COMMAND);
    rig_need(json_is_true(json_object_get(answer, "ok")));
    json_decref(answer);
    json_decref(ask);
    core_close(core);
    clock_close(clock);
}

/* Everybody arrives, then everybody leaves, and so on. */
json_t *
centre_command(int n, char id[UUID_SIZE])
{
    char person[UUID_SIZE];
    bool leaves = n / RIG_PEOPLE % 2 == 1;
    centre_person(n % RIG_PEOPLE, person);
    uuid_make(id, (int64_t)time(NULL) * 1000);
    return json_pack("{s:s,s:s,s:s}", "do", leaves ? "leave" : "arrive",
                     "about", person, "id", id);
}

/* --- processes --- */

static void
become(const char *path, char *const *words, bool preload)
{
    char said[600];
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    text_format(said, sizeof said, "%s/said", rig.work);
    int fd = open(said, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0) {
        dup2(fd, STDOUT_FILENO);
        dup2(fd, STDERR_FILENO);
    }
    setenv("ASAN_OPTIONS", "detect_leaks=0:verify_asan_link_order=0", 1);
    if (preload)
        setenv("LD_PRELOAD", rig.shim, 1);
    execv(path, words);
    _exit(127);
}

pid_t
rig_start(const char *program, const struct folder *folder,
          const char *const *extra, bool preload)
{
    char path[600];
    const char *words[24] = {path, "--dir", folder->path};
    int count = 3;
    text_format(path, sizeof path, "%s/%s", rig.bin, program);
    for (int i = 0; extra != NULL && extra[i] != NULL && count < 23; i++)
        words[count++] = extra[i];
    pid_t parent = getpid();
    pid_t pid = fork();
    rig_need(pid >= 0);
    if (pid == 0) {
        (void)parent;
        become(path, (char *const *)(uintptr_t)words, preload);
    }
    return pid;
}

void
rig_kill(pid_t *pid, int signal)
{
    if (*pid <= 0)
        return;
    kill(*pid, signal);
    waitpid(*pid, NULL, 0);
    *pid = 0;
}

bool
rig_ended(pid_t *pid, int *status)
{
    if (*pid <= 0 || waitpid(*pid, status, WNOHANG) != *pid)
        return false;
    *pid = 0;
    return true;
}

json_t *
rig_ask(const struct folder *folder, json_t *command, int wait_ms)
{
    json_t *answer = NULL;
    const char *what = json_string_value(json_object_get(command, "do"));
    const char *as = text_equal(what, "spool") ? "button" : "command";
    if (client_once(folder, as, command, wait_ms, &answer) == RESULT_OK)
        return answer;
    json_decref(answer);
    return NULL;
}

void
rig_nap(int ms)
{
    struct timespec time = {ms / 1000, (long)(ms % 1000) * 1000000};
    nanosleep(&time, NULL);
}

int64_t
rig_wait_core(const struct folder *folder, int wait_ms)
{
    int64_t began = rig_now_ms();
    while (rig_now_ms() - began < wait_ms) {
        json_t *answer = rig_ask(folder, json_pack("{s:s}", "do", "ping"), 500);
        bool ok = json_is_true(json_object_get(answer, "ok"));
        json_decref(answer);
        if (ok)
            return rig_now_ms() - began;
        rig_nap(5);
    }
    return -1;
}

bool
rig_press(const struct folder *folder, int wait_ms)
{
    char path[FOLDER_PATH_SIZE];
    int fd = -1;
    json_t *answer = NULL;
    folder_path(folder, "run/button.sock", path);
    if (channel_connect(path, &fd) != RESULT_OK)
        return false;
    json_t *edge = json_pack("{s:s,s:b}", "edge", "press", "test", 0);
    enum result result = channel_send(fd, edge);
    if (result == RESULT_OK)
        result = channel_wait(fd, wait_ms);
    if (result == RESULT_OK)
        result = channel_receive(fd, &answer);
    bool ok = result == RESULT_OK &&
              json_is_true(json_object_get(answer, "ok")) &&
              json_is_true(json_object_get(answer, "pressed"));
    json_decref(edge);
    json_decref(answer);
    close(fd);
    return ok;
}

int
rig_troskel(const struct folder *folder, const char *const *words)
{
    int status = 0;
    pid_t pid = rig_start("troskel", folder, words, false);
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status)
               ? WEXITSTATUS(status)
               : -1;
}

/* --- told and found --- */

void
told_add(struct told *told, const char *id)
{
    if (told->count == told->room) {
        told->room = told->room == 0 ? 1024 : told->room * 2;
        told->ids = realloc(told->ids, (size_t)told->room * UUID_SIZE);
        rig_need(told->ids != NULL);
    }
    text_copy(told->ids[told->count++], UUID_SIZE, id);
}

void
told_free(struct told *told)
{
    free(told->ids);
    *told = (struct told){0};
}

struct reading {
    struct told ids;
    struct found found;
};

static bool
read_one(void *user, const struct event *event)
{
    struct reading *reading = user;
    told_add(&reading->ids, event->id);
    if (event->seq != ++reading->found.events)
        reading->found.gaps++;
    if (event->through == THROUGH_BUTTON) {
        json_t *presses = json_object_get(event->body, "presses");
        reading->found.presses +=
            presses == NULL ? 1 : json_integer_value(presses);
    }
    return true;
}

static int
by_id(const void *a, const void *b)
{
    return strcmp(a, b);
}

struct found
found_in(const struct folder *folder, const struct told *told)
{
    struct reading reading = {0};
    struct store *store = NULL;
    if (store_open(&store, folder, STORE_READ) == RESULT_OK)
        reading.found.readable =
            store_events(store, 0, 1 << 30, read_one, &reading) == RESULT_OK;
    store_close(store);
    if (reading.ids.count > 0)
        qsort(reading.ids.ids, (size_t)reading.ids.count, UUID_SIZE, by_id);
    for (int i = 1; i < reading.ids.count; i++)
        reading.found.doubled +=
            text_equal(reading.ids.ids[i - 1], reading.ids.ids[i]);
    for (int i = 0; told != NULL && i < told->count; i++)
        reading.found.missing +=
            reading.ids.count == 0 ||
            bsearch(told->ids[i], reading.ids.ids, (size_t)reading.ids.count,
                    UUID_SIZE, by_id) == NULL;
    told_free(&reading.ids);
    return reading.found;
}
