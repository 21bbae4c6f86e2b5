#include <unistd.h>

#include "firmware/base/channel.h"
#include "firmware/base/text.h"
#include "tests/test.h"

TEST(a_message_arrives_whole_or_not_at_all)
{
    char path[128];
    int listener = -1;
    int client = -1;
    int server = -1;
    json_t *message = NULL;
    text_format(path, sizeof path, "%s/s.sock", test_folder());
    CHECK_INT(channel_connect(path, &client), RESULT_ABSENT);
    REQUIRE(channel_listen(path, &listener) == RESULT_OK);
    CHECK_INT(channel_accept(listener, &server), RESULT_ABSENT);
    REQUIRE(channel_connect(path, &client) == RESULT_OK);
    REQUIRE(channel_accept(listener, &server) == RESULT_OK);
    CHECK_INT(channel_receive(server, &message), RESULT_BUSY);
    json_t *sent = json_pack("{s:s}", "do", "who");
    REQUIRE(channel_send(client, sent) == RESULT_OK);
    REQUIRE(channel_receive(server, &message) == RESULT_OK);
    CHECK(json_equal(sent, message));
    json_decref(sent);
    json_decref(message);
    REQUIRE(write(client, "[1,2", 4) == 4);
    CHECK_INT(channel_receive(server, &message), RESULT_INVALID);
    close(client);
    CHECK_INT(channel_receive(server, &message), RESULT_ABSENT);
    close(server);
    close(listener);
}
