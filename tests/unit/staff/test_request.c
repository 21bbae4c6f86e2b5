#include "ui/staff/request.h"

#include <stdio.h>

#include "tests/test.h"

static const struct request_site home = {.bind = "127.0.0.1"};

static struct request
get(const char *path)
{
    return (struct request){
        .method = "GET", .path = path, .host = "127.0.0.1:8420"};
}

static struct request
drawn(void)
{
    return (struct request){.method = "POST",
                            .path = "/drawn",
                            .host = "127.0.0.1:8420",
                            .origin = "http://127.0.0.1:8420",
                            .fetch_site = "same-origin",
                            .mark = "1",
                            .length = "49"};
}

static int
status_of(const struct request *request)
{
    return request_judge(request, &home).status;
}

static int
status_from(const char *host, const char *bind)
{
    struct request_site site = {.bind = ""};
    struct request request = get("/");
    snprintf(site.bind, sizeof site.bind, "%s", bind);
    request.host = host;
    return request_judge(&request, &site).status;
}

TEST(each_path_of_ours_has_its_route)
{
    static const struct {
        const char *path;
        enum route route;
    } cases[] = {
        {"/", ROUTE_TODAY},          {"/now", ROUTE_NOW},
        {"/events", ROUTE_EVENTS},   {"/style.css", ROUTE_STYLE},
        {"/live.mjs", ROUTE_SCRIPT}, {"/icon.svg", ROUTE_ICON},
        {"/credits", ROUTE_CREDITS}, {"/picture/1F98A.png", ROUTE_PICTURE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct request request = get(cases[i].path);
        struct request_verdict verdict = request_judge(&request, &home);
        CHECK_INT(verdict.status, 200);
        CHECK_INT(verdict.route, cases[i].route);
    }
}

TEST(a_hostile_path_is_no_page)
{
    static const char *const paths[] = {
        "",
        "//",
        "/.",
        "/..",
        "/../troskel.db",
        "/now/",
        "/NOW",
        "/now\n",
        "/now%00",
        "/%6eow",
        "/style.css/../events",
        "/picture/",
        "/picture/.png",
        "/picture/../../etc/passwd.png",
        "/picture/..%2f..%2fetc%2fpasswd.png",
        "/picture/a/b.png",
        "/picture/a.png.png",
        "/picture/a.PNG",
        "/picture/a.png/",
        "/picture/a b.png",
        "/picture/\xc3\xa5.png",
        "/picture/a'or'1.png",
        "/picture/a\".png",
        "http://127.0.0.1/",
        "*",
        "/troskel.db",
        "/.git/config",
        "/index.html",
        "/<script>",
        "\\now",
    };
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct request request = get(paths[i]);
        struct request_verdict verdict = request_judge(&request, &home);
        CHECK_INT(verdict.status, 404);
        CHECK_INT(verdict.route, ROUTE_NONE);
    }
}

TEST(a_picture_is_asked_for_by_its_id)
{
    struct request request = get("/picture/own-staff.png");
    CHECK_STR(request_judge(&request, &home).picture, "own-staff");
}

TEST(a_picture_id_is_as_long_as_a_photo_s_and_no_longer)
{
    char path[120];
    snprintf(path, sizeof path, "/picture/%071d.png", 0);
    struct request request = get(path);
    CHECK_INT(status_of(&request), 200);
    snprintf(path, sizeof path, "/picture/%072d.png", 0);
    CHECK_INT(status_of(&request), 404);
}

TEST(a_path_that_is_too_long_is_refused_unread)
{
    char path[REQUEST_PATH_MAX + 2];
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    struct request request = get(path);
    CHECK_INT(status_of(&request), 414);
    path[sizeof path - 2] = '\0';
    CHECK_INT(status_of(&request), 404);
}

TEST(head_reads_what_get_reads)
{
    struct request request = get("/");
    request.method = "HEAD";
    CHECK_INT(status_of(&request), 200);
    request.path = "/picture/1F98A.png";
    CHECK_INT(status_of(&request), 200);
}

TEST(head_opens_no_stream)
{
    struct request request = get("/events");
    request.method = "HEAD";
    CHECK_INT(status_of(&request), 405);
    CHECK_STR(request_judge(&request, &home).allow, "GET");
}

TEST(a_page_takes_no_other_method)
{
    static const char *const methods[] = {"POST",    "PUT",   "DELETE",
                                          "OPTIONS", "PATCH", "TRACE"};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        struct request request = get("/");
        request.method = methods[i];
        CHECK_INT(status_of(&request), 405);
        CHECK_STR(request_judge(&request, &home).allow, "GET, HEAD");
    }
}

TEST(a_method_that_nobody_knows_is_not_implemented)
{
    static const char *const methods[] = {"BREW", "get", "", "GET "};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        struct request request = get("/");
        request.method = methods[i];
        CHECK_INT(status_of(&request), 501);
    }
}

TEST(a_request_without_host_is_refused)
{
    struct request request = get("/");
    request.host = NULL;
    CHECK_INT(status_of(&request), 400);
    request.host = "";
    CHECK_INT(status_of(&request), 400);
}

TEST(a_name_that_was_pointed_at_us_reads_nothing)
{
    static const char *const hosts[] = {"evil.example",
                                        "evil.example:8420",
                                        "127.0.0.1.evil.example",
                                        "localhost.evil.org",
                                        "127.0.0.1:8420@evil",
                                        "127.0.0.1:",
                                        "127.0.0.1:x",
                                        "127.0.0.1:123456",
                                        "[::1",
                                        "[::1]x",
                                        "[]",
                                        ":8420",
                                        "192.0.2.7",
                                        "127.0.0.1 evil.example"};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        CHECK_INT(status_from(hosts[i], "127.0.0.1"), 421);
}

TEST(this_machine_may_be_called_by_any_of_its_own_names)
{
    CHECK_INT(status_from("localhost", "127.0.0.1"), 200);
    CHECK_INT(status_from("LOCALHOST:8420", "127.0.0.1"), 200);
    CHECK_INT(status_from("127.0.0.1:9000", "127.0.0.1"), 200);
    CHECK_INT(status_from("[::1]:8420", "::1"), 200);
}

TEST(a_box_on_the_network_answers_to_its_address)
{
    CHECK_INT(status_from("192.0.2.7:8420", "192.0.2.7"), 200);
    CHECK_INT(status_from("192.0.2.8:8420", "192.0.2.7"), 421);
    CHECK_INT(status_from("192.0.2.8:8420", "0.0.0.0"), 200);
    CHECK_INT(status_from("evil.example", "0.0.0.0"), 421);
}

TEST(a_foreign_host_is_refused_before_its_path_is_looked_at)
{
    struct request request = get("/events");
    request.host = "evil.example";
    CHECK_INT(request_judge(&request, &home).route, ROUTE_NONE);
}

TEST(our_own_script_may_say_that_a_signal_is_drawn)
{
    struct request request = drawn();
    CHECK_INT(status_of(&request), 200);
    CHECK_INT(request_judge(&request, &home).route, ROUTE_DRAWN);
}

TEST(drawn_without_our_mark_is_forbidden)
{
    struct request request = drawn();
    request.mark = NULL;
    CHECK_INT(status_of(&request), 403);
    request.mark = "0";
    CHECK_INT(status_of(&request), 403);
}

TEST(drawn_from_another_origin_is_forbidden)
{
    static const char *const origins[] = {"http://evil.example",
                                          "null",
                                          "",
                                          "http://127.0.0.1:8421",
                                          "https://127.0.0.1:8420",
                                          "http://127.0.0.1:8420.evil.example"};
    for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++) {
        struct request request = drawn();
        request.origin = origins[i];
        CHECK_INT(status_of(&request), 403);
    }
}

TEST(drawn_across_sites_is_forbidden)
{
    static const char *const sites[] = {"cross-site", "same-site", "none"};
    for (size_t i = 0; i < sizeof sites / sizeof sites[0]; i++) {
        struct request request = drawn();
        request.fetch_site = sites[i];
        CHECK_INT(status_of(&request), 403);
    }
}

TEST(drawn_is_never_read_by_get)
{
    struct request request = get("/drawn");
    CHECK_INT(status_of(&request), 405);
    CHECK_STR(request_judge(&request, &home).allow, "POST");
}

TEST(a_body_says_its_length_and_is_short)
{
    struct request request = drawn();
    request.length = NULL;
    CHECK_INT(status_of(&request), 411);
    static const char *const lengths[] = {"257", "99999999999", "-1",
                                          "",    "1e2",         " 10"};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        request.length = lengths[i];
        CHECK_INT(status_of(&request), 413);
    }
    request.length = "256";
    CHECK_INT(status_of(&request), 200);
}

static enum result
read_drawn(const char *body, char signal[UUID_SIZE])
{
    return request_drawn(body, strlen(body), signal);
}

TEST(the_drawn_signal_is_read_from_the_body)
{
    char signal[UUID_SIZE] = "";
    const char *body = "{\"signal\":\"01936f2e-7b1a-7c3d-8e4f-0123456789ab\"}";
    CHECK_INT(read_drawn(body, signal), RESULT_OK);
    CHECK_STR(signal, "01936f2e-7b1a-7c3d-8e4f-0123456789ab");
}

TEST(a_body_that_is_not_one_signal_is_invalid)
{
    static const char *const bodies[] = {
        "",
        "{}",
        "[]",
        "null",
        "{\"signal\":",
        "{\"signal\":7}",
        "{\"signal\":\"x\"}",
        "{\"signal\":\"01936f2e-7b1a-7c3d-8e4f-0123456789ab\",\"do\":1}",
        "{\"signal\":\"01936f2e-7b1a-7c3d-8e4f-0123456789ab\","
        "\"signal\":\"01936f2e-7b1a-7c3d-8e4f-0123456789ab\"}",
        "{\"signal\":\"01936f2e-7b1a-7c3d-8e4f-0123456789ab\"}x",
        "{\"signal\":\"\xff\"}"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        char signal[UUID_SIZE] = "";
        CHECK_INT(read_drawn(bodies[i], signal), RESULT_INVALID);
        CHECK_STR(signal, "");
    }
}

TEST(only_this_machine_is_loopback)
{
    CHECK(request_loopback("127.0.0.1"));
    CHECK(request_loopback("127.8.8.8"));
    CHECK(request_loopback("::1"));
    CHECK(!request_loopback("0.0.0.0"));
    CHECK(!request_loopback("::"));
    CHECK(!request_loopback("192.0.2.7"));
    CHECK(!request_loopback("localhost"));
}
