#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/text.h"
#include "firmware/core/client.h"
#include "tests/test.h"

/* A core that answers as it is told to, in this very process. */
struct door {
    struct folder folder;
    struct clock *clock;
    struct client *client;
    int listener, line;
    int asked, answered;
    char id[40], last_id[40];
    bool ok;
};

static void
note_answer(void *user, const json_t *answer)
{
    struct door *door = user;
    door->answered++;
    door->ok = json_is_true(json_object_get(answer, "ok"));
}

static bool
door_open(struct door *door)
{
    char path[FOLDER_PATH_SIZE];
    *door = (struct door){.listener = -1, .line = -1};
    if (folder_make(test_folder(), true) != RESULT_OK ||
        folder_open(&door->folder, test_folder()) != RESULT_OK ||
        clock_open(&door->clock, NULL) != RESULT_OK)
        return false;
    folder_path(&door->folder, "run/core.sock", path);
    return channel_listen(path, &door->listener) == RESULT_OK &&
           client_open(&door->client, &door->folder, "kiosk", door->clock, NULL,
                       NULL) == RESULT_OK;
}

static void
door_close(struct door *door)
{
    client_close(door->client);
    if (door->line >= 0)
        close(door->line);
    close(door->listener);
    clock_close(door->clock);
}

/* Answers one message, if there is one. */
static void
answer(struct door *door, const char *why, const char *where)
{
    json_t *message = NULL;
    if (door->line < 0 &&
        channel_accept(door->listener, &door->line) != RESULT_OK)
        return;
    if (channel_receive(door->line, &message) != RESULT_OK)
        return;
    json_t *said = json_object();
    bool hello =
        text_equal(json_string_value(json_object_get(message, "do")), "hello");
    json_object_set_new(said, "ok", json_boolean(hello || why == NULL));
    if (!hello) {
        door->asked++;
        text_copy(door->last_id, sizeof door->last_id, door->id);
        text_copy(door->id, sizeof door->id,
                  json_string_value(json_object_get(message, "id")));
        json_object_set_new(said, "id", json_string(door->id));
        json_object_set_new(said, "why", json_string(why == NULL ? "" : why));
        json_object_set_new(said, "where", json_string(where));
    }
    CHECK(channel_send(door->line, said) == RESULT_OK);
    json_decref(said);
    json_decref(message);
}

static void
turn_for(struct door *door, int ms, const char *why, const char *where)
{
    struct timespec nap = {0, 10000000};
    int64_t end = clock_now(door->clock).boot_ms + ms;
    while (clock_now(door->clock).boot_ms < end) {
        (void)client_turn(door->client, clock_now(door->clock));
        answer(door, why, where);
        nanosleep(&nap, NULL);
    }
}

static bool
ask(struct door *door)
{
    return client_ask(door->client, json_pack("{s:s}", "do", "arrive"),
                      note_answer, door) == RESULT_OK;
}

TEST(what_could_not_be_stored_is_kept_and_asked_again_under_its_own_id)
{
    struct door door;
    REQUIRE(door_open(&door));
    client_keep_trying(door.client);
    REQUIRE(ask(&door));
    turn_for(&door, 400, "full", "");
    CHECK_INT(door.asked, 1);
    CHECK_INT(door.answered, 0);
    CHECK(client_waiting_ms(door.client, clock_now(door.clock)) > 0);
    turn_for(&door, 1100, "io", "");
    CHECK(door.asked >= 2);
    CHECK_INT(door.answered, 0);
    turn_for(&door, 1500, NULL, "");
    CHECK_INT(door.answered, 1);
    CHECK(door.ok);
    CHECK_STR(door.id, door.last_id);
    CHECK(!client_is_waiting(door.client));
    door_close(&door);
}

TEST(what_a_rule_refuses_is_answered_and_not_asked_again)
{
    struct door door;
    REQUIRE(door_open(&door));
    client_keep_trying(door.client);
    REQUIRE(ask(&door));
    turn_for(&door, 400, "full", "about"); /* a rule's, of a field */
    CHECK_INT(door.answered, 1);
    REQUIRE(ask(&door));
    turn_for(&door, 400, "invalid", "");
    CHECK_INT(door.answered, 2);
    CHECK(!door.ok);
    door_close(&door);
}

TEST(whoever_did_not_ask_for_it_hears_that_it_was_not_stored)
{
    struct door door;
    REQUIRE(door_open(&door));
    REQUIRE(ask(&door));
    turn_for(&door, 400, "io", "");
    CHECK_INT(door.answered, 1);
    CHECK(!door.ok);
    door_close(&door);
}
