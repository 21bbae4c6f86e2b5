/*
 * The smallest harness that reads well: a test is a sentence.
 *
 *   TEST(a_press_of_10_ms_is_a_press)
 *   {
 *       CHECK_INT(press_count(&press), 1);
 *   }
 *
 * CHECK goes on after a failure, REQUIRE leaves the test. A program with no
 * test fails. `program NAME…` runs only the tests whose names contain one of
 * the words. The last line is `N passed, N failed`.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef void test_fn(void);

void test_add(const char *name, test_fn *run);
bool test_check(bool holds, const char *what, const char *file, int line);
bool test_check_int(int64_t got, int64_t want, const char *what,
                    const char *file, int line);
bool test_check_str(const char *got, const char *want, const char *what,
                    const char *file, int line);

/* An empty folder of this test alone, removed when it ends. The string lives
 * until then. */
const char *test_folder(void);

#define TEST(name)                                                             \
    static void name(void);                                                    \
    __attribute__((constructor)) static void test_add_##name(void)             \
    {                                                                          \
        test_add(#name, name);                                                 \
    }                                                                          \
    static void name(void)

#define CHECK(holds) (void)test_check((holds), #holds, __FILE__, __LINE__)
#define CHECK_INT(got, want)                                                   \
    (void)test_check_int((int64_t)(got), (int64_t)(want), #got, __FILE__,      \
                         __LINE__)
#define CHECK_STR(got, want)                                                   \
    (void)test_check_str((got), (want), #got, __FILE__, __LINE__)
#define REQUIRE(holds)                                                         \
    do {                                                                       \
        if (!test_check((holds), #holds, __FILE__, __LINE__))                  \
            return;                                                            \
    } while (0)
