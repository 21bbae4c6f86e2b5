#include "ui/staff/request.h"

#include <stdio.h>

#include "tests/test.h"

static void
draw_nothing(struct visit *visit)
{
    (void)visit;
}

/* A site of a few pages. */
static const struct route pages[] = {
    {.path = "/", .draw = draw_nothing},
    {.path = "/now", .draw = draw_nothing},
    {.path = "/file/:file", .draw = draw_nothing},
    {.path = "/picture/:picture", .draw = draw_nothing},
    {.path = "/person/:id", .draw = draw_nothing},
    {.path = "/person/:id", .method = METHOD_POST, .post = draw_nothing},
    {.path = "/plan/:date", .draw = draw_nothing},
    {.path = "/review/:month", .draw = draw_nothing},
    {.path = "/drawn/:id",
     .method = METHOD_POST,
     .body_max = 256,
     .post = draw_nothing},
    {.path = NULL}};
static const struct route *const tables[] = {pages, NULL};
static const struct request_site home = {.bind = "127.0.0.1", .routes = tables};

#define SIGNAL "01936f2e-7b1a-7c3d-8e4f-0123456789ab"

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
                            .path = "/drawn/" SIGNAL,
                            .host = "127.0.0.1:8420",
                            .origin = "http://127.0.0.1:8420",
                            .fetch_site = "same-origin",
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
    struct request_site site = {.bind = "", .routes = tables};
    struct request request = get("/");
    snprintf(site.bind, sizeof site.bind, "%s", bind);
    request.host = host;
    return request_judge(&request, &site).status;
}

TEST(each_path_of_ours_has_its_route)
{
    static const struct {
        const char *path;
        int at;
    } cases[] = {{"/", 0},
                 {"/now", 1},
                 {"/file/style.css", 2},
                 {"/picture/1F98A.png", 3},
                 {"/person/" SIGNAL, 4},
                 {"/plan/2026-11-24", 6},
                 {"/review/2026-11", 7}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct request request = get(cases[i].path);
        struct request_verdict verdict = request_judge(&request, &home);
        CHECK_INT(verdict.status, 200);
        CHECK(verdict.route == &pages[cases[i].at]);
    }
}

TEST(what_stands_in_a_path_is_read_from_it)
{
    struct request request = get("/person/" SIGNAL);
    struct request_verdict verdict = request_judge(&request, &home);
    CHECK_INT(verdict.path.ids, 1);
    CHECK_STR(verdict.path.id[0], SIGNAL);
    request = get("/review/2026-11");
    verdict = request_judge(&request, &home);
    CHECK(verdict.path.dated);
    CHECK_INT(verdict.path.date, 20758);
}

TEST(what_has_not_the_form_of_its_place_is_no_path)
{
    static const char *const paths[] = {
        "/person/1",           "/person/01936F2E-7B1A-7C3D-8E4F-0123456789AB",
        "/person/" SIGNAL "/", "/person/" SIGNAL "x",
        "/plan/2026-02-30",    "/plan/2026-11-24T10",
        "/plan/26-11-24",      "/review/2026-13",
        "/review/2026-1",      "/file/.css",
        "/file/style.",        "/file/style.css.map",
        "/file/Style.css"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct request request = get(paths[i]);
        CHECK_INT(status_of(&request), 404);
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
        CHECK(verdict.route == NULL);
    }
}

TEST(a_picture_is_asked_for_by_its_id)
{
    struct request request = get("/picture/own-staff.png");
    CHECK_STR(request_judge(&request, &home).path.key, "own-staff");
}

TEST(a_picture_id_is_as_long_as_a_photo_s_and_no_longer)
{
    char path[120];
    snprintf(path, sizeof path, "/picture/%079d.png", 0);
    struct request request = get(path);
    CHECK_INT(status_of(&request), 200);
    snprintf(path, sizeof path, "/picture/%080d.png", 0);
    CHECK_INT(status_of(&request), 404);
}

TEST(a_path_that_is_too_long_is_refused_unread)
{
    char path[ROUTE_PATH_MAX + 2];
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
    struct request request = get("/now");
    request.host = "evil.example";
    CHECK(request_judge(&request, &home).route == NULL);
}

TEST(our_own_script_may_say_that_a_signal_is_drawn)
{
    struct request request = drawn();
    CHECK_INT(status_of(&request), 200);
    CHECK(request_judge(&request, &home).route == &pages[8]);
}

TEST(a_change_that_says_nothing_of_where_it_comes_from_is_forbidden)
{
    struct request request = drawn();
    request.origin = NULL;
    CHECK_INT(status_of(&request), 200);
    request.fetch_site = NULL;
    CHECK_INT(status_of(&request), 403);
}

TEST(drawn_from_another_origin_is_forbidden)
{
    static const char *const origins[] = {
        "http://evil.example",
        "null",
        "",
        "https://127.0.0.1:8421",
        "http://127.0.0.1:8420",
        "https://127.0.0.1:8420.evil.example"};
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
    struct request request = get("/drawn/" SIGNAL);
    CHECK_INT(status_of(&request), 405);
    CHECK_STR(request_judge(&request, &home).allow, "POST");
}

TEST(a_body_says_its_length_and_is_short)
{
    struct request request = drawn();
    request.length = NULL;
    CHECK_INT(status_of(&request), 411);
    static const char *const wrong[] = {"-1", "", "1e2", " 10"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        request.length = wrong[i];
        CHECK_INT(status_of(&request), 400);
    }
    request.length = "257";
    CHECK_INT(status_of(&request), 413);
    request.length = "99999999999";
    CHECK_INT(status_of(&request), 413);
    request.length = "256";
    CHECK_INT(status_of(&request), 200);
}

TEST(a_way_back_is_a_path_of_ours)
{
    CHECK(request_path_is_ours("/"));
    CHECK(request_path_is_ours("/people/" SIGNAL "?saved=1"));
    CHECK(!request_path_is_ours(NULL));
    CHECK(!request_path_is_ours(""));
    CHECK(!request_path_is_ours("//evil.example"));
    CHECK(!request_path_is_ours("https://evil.example"));
    CHECK(!request_path_is_ours("/\\evil.example"));
    CHECK(!request_path_is_ours("/a\r\nSet-Cookie:x"));
}
