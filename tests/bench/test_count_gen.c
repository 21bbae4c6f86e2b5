/*
 * What all figures stand on: the years that bench-gen makes by the thousand are
 * what core's own commands make of the same days.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/bench/gen_core.h"
#include "tests/test.h"

enum { EVENTS_MAX = 100000 };

/* What an event says, but for the start of the machine it happened in. */
struct said {
    char *lines[EVENTS_MAX];
    int count;
};

static bool
note(void *user, const struct event *event)
{
    struct said *said = user;
    char *body = event->body == NULL
                     ? NULL
                     : json_dumps(event->body, JSON_SORT_KEYS | JSON_COMPACT);
    char line[2000];
    (void)text_format(line, sizeof line, "%d %s %lld %d %s", (int)event->kind,
                      event->about, (long long)event->at.utc_ms,
                      (int)event->through, body == NULL ? "" : body);
    free(body);
    said->lines[said->count] = strdup(line);
    return said->lines[said->count++] != NULL && said->count < EVENTS_MAX;
}

static void
read_all(const char *dir, struct said *said)
{
    struct folder folder;
    struct store *store = NULL;
    CHECK(folder_open(&folder, dir) == RESULT_OK);
    REQUIRE(store_open(&store, &folder, STORE_READ) == RESULT_OK);
    CHECK(store_events(store, 0, EVENTS_MAX, note, said) == RESULT_OK);
    store_close(store);
}

static void
forget(struct said *said)
{
    for (int i = 0; i < said->count; i++)
        free(said->lines[i]);
    said->count = 0;
}

TEST(the_years_that_are_made_are_those_of_core_s_commands)
{
    static struct said quick;
    static struct said asked;
    struct gen_plan plan = {3, 1, 20777, GEN_DONE};
    char one[300], other[300];
    int differ = 0;
    (void)text_format(one, sizeof one, "%s/quick", test_folder());
    (void)text_format(other, sizeof other, "%s/asked", test_folder());
    REQUIRE(gen_centre(one, &plan, NULL) == RESULT_OK);
    REQUIRE(gen_by_commands(other, &plan) == RESULT_OK);
    read_all(one, &quick);
    read_all(other, &asked);
    CHECK(quick.count > 3 * 200 * GEN_DONE);
    CHECK_INT(asked.count, quick.count);
    for (int i = 0; i < quick.count && i < asked.count; i++)
        if (strcmp(quick.lines[i], asked.lines[i]) != 0 && ++differ == 1)
            printf("    %s\n    %s\n", quick.lines[i], asked.lines[i]);
    CHECK_INT(differ, 0);
    forget(&quick);
    forget(&asked);
}
