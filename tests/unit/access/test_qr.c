#include <string.h>

#include "firmware/access/qr.h"
#include "tests/test.h"

TEST(a_qr_code_has_its_three_eyes)
{
    static struct qr qr;
    REQUIRE(qr_make(&qr, "https://192.168.1.20:8443/") == RESULT_OK);
    CHECK(qr.side >= 21 && qr.side % 4 == 1);
    int last = qr.side - 7;
    int eyes[3][2] = {{0, 0}, {0, last}, {last, 0}};
    for (int e = 0; e < 3; e++)
        for (int i = 0; i < 7; i++) {
            CHECK(qr.dark[eyes[e][0]][eyes[e][1] + i]);
            CHECK(qr.dark[eyes[e][0] + 3][eyes[e][1] + 3]);
            CHECK(!qr.dark[eyes[e][0] + 1][eyes[e][1] + 1]);
        }
}

TEST(what_does_not_fit_a_qr_code_is_refused)
{
    static struct qr qr;
    char text[2000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    CHECK(qr_make(&qr, text) == RESULT_FULL);
    CHECK_INT(qr.side, 0);
}

TEST(the_terminal_shows_two_rows_as_one)
{
    static struct qr qr;
    char row[1000];
    REQUIRE(qr_make(&qr, "x") == RESULT_OK);
    CHECK_INT(qr.side, 21);
    CHECK_INT(qr_rows(&qr), 15);
    CHECK(qr_row(&qr, 2, row, sizeof row) < (int)sizeof row - 1);
    CHECK(strstr(row, "████ ▄▄▄▄▄ ") != NULL);
}
