#include "firmware/store/near.h"

#include <stdio.h>
#include <string.h>

#include "tests/test.h"

TEST(the_same_word_is_near_itself)
{
    CHECK_INT(near_compare("fika", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("", ""), NEAR_WHOLE);
}

TEST(one_letter_wrong_missing_or_too_much_is_near)
{
    CHECK_INT(near_compare("fuka", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("fka", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("fiika", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("ika", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("fikas", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("tåg", "tag"), NEAR_WHOLE);
}

TEST(two_neighbours_the_wrong_way_round_are_near)
{
    CHECK_INT(near_compare("fiak", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("ifka", "fika"), NEAR_WHOLE);
    CHECK_INT(near_compare("såf", "såf"), NEAR_WHOLE);
    CHECK_INT(near_compare("åsf", "såf"), NEAR_WHOLE);
}

TEST(two_slips_are_not_near)
{
    CHECK_INT(near_compare("fuko", "fika"), NEAR_NOT);
    CHECK_INT(near_compare("akif", "fika"), NEAR_NOT);
    CHECK_INT(near_compare("fkai", "fika"), NEAR_NOT);
    CHECK_INT(near_compare("fi", "fikas"), NEAR_BEGINNING);
    CHECK_INT(near_compare("fikapa", "fika"), NEAR_NOT);
}

TEST(a_slip_in_the_beginning_of_a_longer_word_is_near_a_beginning)
{
    CHECK_INT(near_compare("promne", "promenad"), NEAR_BEGINNING);
    CHECK_INT(near_compare("bibilo", "bibliotek"), NEAR_BEGINNING);
    CHECK_INT(near_compare("xxblio", "bibliotek"), NEAR_NOT);
}

/* Every slip that can be made in a word, and the shares of what comes out. */
static void
check_shares(const char *typed, const char *meant)
{
    char beginning[NEAR_SIZE];
    char end[NEAR_SIZE];
    if (near_shares(typed, beginning, end) == 0)
        return;
    size_t length = strlen(meant);
    size_t tail = strlen(end);
    bool begins = strncmp(meant, beginning, strlen(beginning)) == 0;
    bool ends = tail <= length;
    for (size_t i = 0; ends && i < tail; i++)
        ends = end[i] == meant[length - 1 - i];
    CHECK(begins || ends);
    CHECK_INT(near_compare(typed, meant), NEAR_WHOLE);
}

TEST(a_word_with_any_one_slip_keeps_its_beginning_or_its_end)
{
    static const char *const words[] = {"fika", "lunch", "promenad"};
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        const char *meant = words[w];
        size_t length = strlen(meant);
        for (size_t i = 0; i <= length; i++) {
            char typed[32];
            snprintf(typed, sizeof typed, "%.*sx%s", (int)i, meant, meant + i);
            check_shares(typed, meant);
            if (i == length)
                continue;
            snprintf(typed, sizeof typed, "%.*sx%s", (int)i, meant,
                     meant + i + 1);
            check_shares(typed, meant);
            snprintf(typed, sizeof typed, "%.*s%s", (int)i, meant,
                     meant + i + 1);
            check_shares(typed, meant);
            snprintf(typed, sizeof typed, "%s", meant);
            if (i + 1 < length) {
                typed[i] = meant[i + 1];
                typed[i + 1] = meant[i];
                check_shares(typed, meant);
            }
        }
    }
}

TEST(short_and_endless_words_have_no_shares)
{
    char beginning[NEAR_SIZE];
    char end[NEAR_SIZE];
    char endless[512];
    CHECK_INT(near_shares("räv", beginning, end), 0);
    CHECK_INT(near_shares("", beginning, end), 0);
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    CHECK_INT(near_shares(endless, beginning, end), 0);
    CHECK_INT(near_compare(endless, endless), NEAR_NOT);
    CHECK_INT(near_shares("båtåö", beginning, end), 5);
    CHECK_STR(beginning, "bå");
    CHECK_STR(end, "öå");
}
