#include "firmware/button/spool.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "tests/test.h"

enum { RING_AT = 4096, OVERFLOW_AT = RING_AT + 512 * 128 };

static char path[256];

static struct spool *
open_spool(void)
{
    struct spool *spool = NULL;
    text_format(path, sizeof path, "%s/button.spool", test_folder());
    CHECK_INT(spool_open(&spool, path), RESULT_OK);
    return spool;
}

static struct spool *
open_reader(void)
{
    struct spool *spool = NULL;
    CHECK_INT(spool_open_read(&spool, path), RESULT_OK);
    return spool;
}

/* Presses `count` times; each carries a time of its own. */
static void
press(struct spool *spool, int count)
{
    for (int i = 0; i < count; i++) {
        struct record record = {.utc_ms = 1000 + i, .name = "Knappen"};
        CHECK_INT(spool_append(spool, &record), RESULT_OK);
    }
}

/* Takes all there is after *position; tells how many presses that were. */
static int
take(struct spool *reader, uint64_t *position)
{
    struct record record;
    int presses = 0;
    while (spool_next(reader, *position, &record) == RESULT_OK) {
        presses += (int)record.count;
        *position = record.number;
    }
    return presses;
}

static void
scribble(off_t at, size_t length)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    for (size_t i = 0; i < length; i++)
        CHECK_INT(pwrite(fd, "\x5a", 1, at + (off_t)i), 1);
    close(fd);
}

TEST(a_press_is_there_for_the_reader)
{
    struct spool *spool = open_spool();
    struct spool *reader = open_reader();
    struct record record;
    CHECK_INT(spool_next(reader, 0, &record), RESULT_ABSENT);
    press(spool, 1);
    REQUIRE(spool_next(reader, 0, &record) == RESULT_OK);
    CHECK_INT(record.number, 1);
    CHECK_INT(record.count, 1);
    CHECK_INT(record.missed, 0);
    CHECK_STR(record.name, "Knappen");
    CHECK_INT(spool_next(reader, 1, &record), RESULT_ABSENT);
    CHECK_STR(spool_id(spool), spool_id(reader));
    spool_close(reader);
    spool_close(spool);
}

TEST(no_spool_yet_is_absent_and_a_folder_is_an_io_fault)
{
    struct spool *spool = NULL;
    text_format(path, sizeof path, "%s/none", test_folder());
    CHECK_INT(spool_open_read(&spool, path), RESULT_ABSENT);
    CHECK(spool == NULL);
    CHECK_INT(spool_open(&spool, test_folder()), RESULT_IO);
    text_format(path, sizeof path, "%s/no/such/folder", test_folder());
    CHECK_INT(spool_open(&spool, path), RESULT_ABSENT);
    CHECK(spool == NULL);
}

TEST(two_writers_are_one_too_many)
{
    struct spool *spool = open_spool();
    struct spool *second = NULL;
    CHECK_INT(spool_open(&second, path), RESULT_BUSY);
    CHECK(second == NULL);
    spool_close(spool);
}

TEST(a_press_needs_no_new_room)
{
    struct spool *spool = open_spool();
    struct stat before;
    struct stat after;
    CHECK_INT(stat(path, &before), 0);
    press(spool, 600);
    CHECK_INT(stat(path, &after), 0);
    CHECK_INT(after.st_size, before.st_size);
    CHECK_INT(after.st_blocks, before.st_blocks);
    spool_close(spool);
}

TEST(numbers_go_on_after_a_restart)
{
    struct spool *spool = open_spool();
    press(spool, 3);
    char id[SPOOL_ID_SIZE];
    text_copy(id, sizeof id, spool_id(spool));
    spool_close(spool);
    spool = open_spool();
    CHECK_INT(spool_last(spool), 3);
    CHECK_STR(spool_id(spool), id);
    press(spool, 1);
    CHECK_INT(spool_last(spool), 4);
    spool_close(spool);
}

TEST(the_ring_goes_round_while_core_keeps_up)
{
    struct spool *spool = open_spool();
    struct spool *reader = open_reader();
    uint64_t position = 0;
    int taken = 0;
    for (int i = 0; i < 30; i++) {
        press(spool, 100);
        taken += take(reader, &position);
        spool_taken(spool, position);
    }
    CHECK_INT(taken, 3000);
    CHECK_INT(position, 3000);
    CHECK_INT(spool_waiting(spool), 0);
    spool_close(reader);
    spool_close(spool);
}

TEST(a_full_ring_loses_no_press)
{
    struct spool *spool = open_spool();
    press(spool, 700);
    CHECK_INT(spool_waiting(spool), 700);
    struct spool *reader = open_reader();
    uint64_t position = 0;
    struct record record;
    CHECK_INT(spool_next(reader, 512, &record), RESULT_OK);
    CHECK_INT(record.number, 700);
    CHECK_INT(record.count, 188);
    CHECK_INT(take(reader, &position), 700);
    spool_close(reader);
    spool_close(spool);
}

TEST(a_press_merged_while_core_reads_is_not_lost)
{
    struct spool *spool = open_spool();
    press(spool, 520);
    struct spool *reader = open_reader();
    uint64_t position = 0;
    CHECK_INT(take(reader, &position), 520);
    press(spool, 1); /* before the writer learns of it */
    CHECK_INT(take(reader, &position), 1);
    spool_taken(spool, 520); /* one behind: goes on merging */
    press(spool, 2);
    CHECK_INT(take(reader, &position), 2);
    spool_taken(spool, position);
    press(spool, 5);
    CHECK_INT(take(reader, &position), 5);
    CHECK_INT(position, 528);
    spool_close(reader);
    spool_close(spool);
}

TEST(a_restart_while_the_ring_is_full_loses_nothing)
{
    struct spool *spool = open_spool();
    press(spool, 515);
    spool_close(spool);
    spool = open_spool();
    press(spool, 2);
    struct spool *reader = open_reader();
    uint64_t position = 0;
    CHECK_INT(take(reader, &position), 517);
    spool_close(reader);
    spool_close(spool);
}

TEST(a_restart_remembers_what_core_has_taken)
{
    struct spool *spool = open_spool();
    press(spool, 510);
    spool_taken(spool, 510);
    press(spool, 1);
    spool_close(spool);
    spool = open_spool();
    CHECK_INT(spool_waiting(spool), 1);
    spool_close(spool);
}

TEST(a_torn_record_is_no_press_and_its_number_is_passed_over)
{
    struct spool *spool = open_spool();
    press(spool, 2);
    spool_close(spool);
    /* The power went in the middle of writing the third. */
    scribble(RING_AT + 2 * RECORD_BYTES, 60);
    spool = open_spool();
    CHECK_INT(spool_damaged(spool), 1);
    press(spool, 1);
    CHECK_INT(spool_last(spool), 4);
    struct spool *reader = open_reader();
    struct record record;
    CHECK_INT(spool_next(reader, 1, &record), RESULT_OK);
    CHECK_INT(record.number, 2);
    CHECK_INT(spool_next(reader, 2, &record), RESULT_OK);
    CHECK_INT(record.number, 4);
    CHECK_INT(record.missed, 1);
    spool_close(reader);
    spool_close(spool);
}

TEST(a_torn_overflow_leaves_the_one_before)
{
    struct spool *spool = open_spool();
    press(spool, 515); /* 513 and 515 in the first place, 514 in the second */
    spool_close(spool);
    scribble(OVERFLOW_AT, 100);
    spool = open_spool();
    struct spool *reader = open_reader();
    struct record record;
    CHECK_INT(spool_next(reader, 512, &record), RESULT_OK);
    CHECK_INT(record.number, 514);
    press(spool, 1);
    CHECK_INT(spool_next(reader, 514, &record), RESULT_OK);
    CHECK_INT(record.number, 516); /* 515 may have been taken */
    spool_close(reader);
    spool_close(spool);
}

TEST(a_file_cut_short_is_filled_again)
{
    struct spool *spool = open_spool();
    press(spool, 10);
    spool_close(spool);
    CHECK_INT(truncate(path, RING_AT + 8 * RECORD_BYTES + 70), 0);
    spool = open_spool();
    CHECK_INT(spool_damaged(spool), 1);
    CHECK_INT(spool_last(spool), 9); /* 8 whole, the torn one passed over */
    press(spool, 1);
    struct stat st;
    CHECK_INT(stat(path, &st), 0);
    CHECK(st.st_size > OVERFLOW_AT);
    spool_close(spool);
}

TEST(a_damaged_header_is_mended_from_the_records)
{
    struct spool *spool = open_spool();
    char id[SPOOL_ID_SIZE];
    press(spool, 5);
    text_copy(id, sizeof id, spool_id(spool));
    spool_close(spool);
    scribble(0, 64);
    struct spool *reader = open_reader();
    CHECK_STR(spool_id(reader), id);
    spool_close(reader);
    spool = open_spool();
    CHECK_STR(spool_id(spool), id);
    CHECK_INT(spool_last(spool), 5);
    spool_close(spool);
}

TEST(a_file_made_anew_has_another_id)
{
    struct spool *spool = open_spool();
    char id[SPOOL_ID_SIZE];
    text_copy(id, sizeof id, spool_id(spool));
    struct spool *reader = open_reader();
    spool_close(spool);
    CHECK_INT(unlink(path), 0);
    struct record record;
    CHECK_INT(spool_next(reader, 0, &record), RESULT_IO);
    spool_close(reader);
    spool = open_spool();
    CHECK(strcmp(spool_id(spool), id) != 0);
    spool_close(spool);
}

TEST(a_foreign_file_is_taken_over_without_a_false_press)
{
    text_format(path, sizeof path, "%s/button.spool", test_folder());
    FILE *file = fopen(path, "w");
    REQUIRE(file != NULL);
    for (int i = 0; i < 20000; i++)
        fprintf(file, "Tpr1 what is this %d\n", i);
    fclose(file);
    struct spool *reader = NULL;
    CHECK_INT(spool_open_read(&reader, path), RESULT_ABSENT);
    struct spool *spool = open_spool();
    CHECK(spool_damaged(spool) > 500);
    press(spool, 2);
    reader = open_reader();
    uint64_t position = 0;
    CHECK_INT(take(reader, &position), 2);
    spool_close(reader);
    spool_close(spool);
}

TEST(core_ahead_of_the_file_is_never_given_an_old_number)
{
    struct spool *spool = open_spool();
    press(spool, 2);
    spool_taken(spool, 900);
    press(spool, 1);
    CHECK_INT(spool_last(spool), 901);
    spool_close(spool);
}
