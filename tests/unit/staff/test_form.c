#include "ui/staff/form.h"

#include <limits.h>
#include <string.h>

#include "tests/test.h"
#include "ui/staff/cookie.h"
#include "ui/staff/gate.h"

static struct form form;
static char bytes[70000];

static enum result
pairs(const char *text)
{
    size_t length = strlen(text);
    memcpy(bytes, text, length + 1);
    return form_read_pairs(&form, bytes, length);
}

static enum result
parts(const char *body)
{
    size_t length = strlen(body);
    memcpy(bytes, body, length + 1);
    return form_read_parts(&form, bytes, length,
                           "multipart/form-data; boundary=XyZ");
}

#define HEAD(name)                                                             \
    "--XyZ\r\nContent-Disposition: form-data; name=\"" name "\"\r\n"

TEST(what_was_typed_comes_whole)
{
    CHECK_INT(pairs("name=%C3%85sa+Maria&note=a%0D%0Ab%26c&empty=&bare"),
              RESULT_OK);
    CHECK_STR(form_text(&form, "name"), "Åsa Maria");
    CHECK_STR(form_text(&form, "note"), "a\nb&c");
    CHECK_STR(form_text(&form, "empty"), "");
    CHECK_STR(form_text(&form, "bare"), "");
    CHECK(form_text(&form, "other") == NULL);
    CHECK_STR(form_typed(&form, "other"), "");
}

TEST(a_box_that_is_ticked_twice_is_two_fields)
{
    const struct form_field *field = NULL;
    int count = 0;
    CHECK_INT(pairs("helped=near&x=1&helped=time"), RESULT_OK);
    CHECK(form_has(&form, "helped", "near"));
    CHECK(form_has(&form, "helped", "time"));
    CHECK(!form_has(&form, "helped", "quiet"));
    while ((field = form_next(&form, "helped", field)) != NULL)
        count++;
    CHECK_INT(count, 2);
}

TEST(half_a_form_is_no_form)
{
    static const char *const wrong[] = {"a=%",
                                        "a=%1",
                                        "a=%zz",
                                        "a=%00",
                                        "a=%c3",
                                        "a=%ff",
                                        "=1",
                                        "a=%07",
                                        "%=1",
                                        "a=1&%f=2",
                                        "a=%ed%a0%80" /* a surrogate */,
                                        "a=%c0%af" /* overlong */};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK_INT(pairs(wrong[i]), RESULT_INVALID);
}

TEST(more_fields_than_a_form_has_are_refused)
{
    char text[4 * (FORM_FIELDS_MAX + 1) + 1] = "";
    for (int i = 0; i <= FORM_FIELDS_MAX; i++)
        memcpy(text + 4 * i, "a=1&", 5);
    CHECK_INT(pairs(text), RESULT_FULL);
    text[4 * FORM_FIELDS_MAX] = '\0';
    CHECK_INT(pairs(text), RESULT_OK);
    CHECK_INT(form.count, FORM_FIELDS_MAX);
}

TEST(a_number_is_a_whole_one_within_its_bounds)
{
    long number = 7;
    CHECK_INT(pairs("a=12&b=-3&c=1e3&d=&e=99999999999999"), RESULT_OK);
    CHECK(form_number(&form, "a", 0, 20, &number) && number == 12);
    CHECK(form_number(&form, "b", -5, 0, &number) && number == -3);
    number = 7;
    CHECK(!form_number(&form, "a", 0, 11, &number));
    CHECK(!form_number(&form, "c", 0, 2000, &number));
    CHECK(!form_number(&form, "d", 0, 1, &number));
    CHECK(!form_number(&form, "e", 0, LONG_MAX, &number));
    CHECK(!form_number(&form, "none", 0, 1, &number));
    CHECK_INT(number, 7);
}

TEST(an_upload_is_fields_and_files)
{
    CHECK_INT(
        parts(
            HEAD("words") "\r\nSolros \xc3\xa5\r\n--XyZ\r\n"
                          "Content-Disposition: form-data; name=\"photo\";"
                          " filename=\"C:\\bilder\\sol.jpg\"\r\n"
                          "Content-Type: image/jpeg\r\n\r\n\xff\xd8\r\n--Xy\r\n"
                          "--XyZ--\r\n"),
        RESULT_OK);
    CHECK_STR(form_text(&form, "words"), "Solros å");
    const struct form_field *file = form_file(&form, "photo");
    REQUIRE(file != NULL);
    CHECK_STR(file->file, "sol.jpg");
    CHECK_INT(file->length, 8);
    CHECK(memcmp(file->value, "\xff\xd8\r\n--Xy", 8) == 0);
    CHECK(form_text(&form, "photo") == NULL);
}

TEST(a_file_that_was_not_chosen_is_none)
{
    CHECK_INT(parts("--XyZ\r\nContent-Disposition: form-data; name=\"photo\";"
                    " filename=\"\"\r\n\r\n\r\n--XyZ--\r\n"),
              RESULT_OK);
    CHECK(form_file(&form, "photo") == NULL);
}

TEST(an_upload_that_does_not_end_or_begin_is_refused)
{
    static const char *const wrong[] = {
        "",
        "--XyZ",
        "--XyZ\r\n",
        "--other\r\n",
        HEAD("a") "\r\nb",
        HEAD("a") "\r\nb\r\n--XyZ",
        HEAD("a") "\r\nb\r\n--XyZ-",
        "--XyZ\r\n\r\nb\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data\r\n\r\nb\r\n--XyZ--",
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--XyZ--",
        HEAD("") "\r\nb\r\n--XyZ--",
        HEAD("a") "\r\n\x01\r\n--XyZ--"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        CHECK_INT(parts(wrong[i]), RESULT_INVALID);
}

TEST(a_body_of_another_kind_is_no_form)
{
    char body[] = "{}";
    CHECK_INT(form_read(&form, body, 2, "application/json"), RESULT_INVALID);
    CHECK_INT(form_read(&form, body, 2, NULL), RESULT_INVALID);
    CHECK_INT(form_read(&form, body, 2, "multipart/form-data"), RESULT_INVALID);
}

TEST(a_session_is_one_cookie_of_that_very_name)
{
    char token[65];
    CHECK(cookie_value("a=1; __Host-troskel=abc-DEF_09; b=2", cookie_session,
                       token, sizeof token));
    CHECK_STR(token, "abc-DEF_09");
    static const char *const none[] = {"",
                                       "troskel=abc",
                                       "x__Host-troskel=abc",
                                       "__Host-troskel=",
                                       "__Host-troskel=a b",
                                       "__Host-troskel=\"abc\"",
                                       "__Host-troskel=a; __Host-troskel=b"};
    CHECK(!cookie_value(NULL, cookie_session, token, sizeof token));
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        CHECK(!cookie_value(none[i], cookie_session, token, sizeof token));
    char small[4];
    CHECK(!cookie_value("__Host-troskel=abcd", cookie_session, small,
                        sizeof small));
}

TEST(who_may_pass_is_role_mark_and_lock)
{
    static const struct route page = {.path = "/", .roles = ROLES_CARE};
    static const struct route act = {
        .path = "/", .method = METHOD_POST, .roles = ROLES_CARE};
    static const struct route open = {.path = "/", .flags = ROUTE_PUBLIC};
    static const struct route answer = {.path = "/",
                                        .method = METHOD_POST,
                                        .roles = ROLES_CARE,
                                        .flags = ROUTE_LOCKED};
    struct visitor nobody = {.role = ROLE_NONE};
    struct visitor maria = {.role = ROLE_STAFF, .csrf = "secret"};
    struct visitor technician = {.role = ROLE_TECHNICIAN, .csrf = "secret"};
    CHECK_INT(gate_judge(&open, &nobody, NULL), GATE_OPEN);
    CHECK_INT(gate_judge(&page, &nobody, NULL), GATE_LOGIN);
    CHECK_INT(gate_judge(&page, &maria, NULL), GATE_OPEN);
    CHECK_INT(gate_judge(&page, &technician, NULL), GATE_FORBIDDEN);
    CHECK_INT(gate_judge(&act, &maria, NULL), GATE_FORGED);
    CHECK_INT(gate_judge(&act, &maria, "Secret"), GATE_FORGED);
    CHECK_INT(gate_judge(&act, &maria, "secret1"), GATE_FORGED);
    CHECK_INT(gate_judge(&act, &maria, "secret"), GATE_OPEN);
    maria.locked = true;
    CHECK_INT(gate_judge(&page, &maria, NULL), GATE_LOCKED);
    CHECK_INT(gate_judge(&answer, &maria, "secret"), GATE_OPEN);
    CHECK_INT(gate_judge(&answer, &maria, "forged"), GATE_FORGED);
    maria.csrf[0] = '\0';
    CHECK_INT(gate_judge(&answer, &maria, ""), GATE_FORGED);
}
