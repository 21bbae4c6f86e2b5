/* The whole way, through the helper in its cell. */
#include "firmware/photo/photo.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "firmware/base/text.h"
#include "firmware/photo/frame.h"
#include "tests/test.h"
#include "tests/unit/photo/sample.h"

static struct photo
decode(struct sample sample, enum result want)
{
    struct photo photo;
    setenv("TROSKEL_PHOTO", TROSKEL_PHOTO_PATH, 1);
    CHECK_INT(photo_decode(sample.bytes, sample.length, &photo), want);
    CHECK((photo.png != NULL) == (want == RESULT_OK));
    free(sample.bytes);
    return photo;
}

static bool
holds(const struct photo *photo, const char *words)
{
    return memmem(photo->png, photo->length, words, strlen(words)) != NULL;
}

TEST(a_photo_comes_back_small_upright_and_without_a_trace)
{
    struct photo photo = decode(sample_jpeg(2400, 1800, 6), RESULT_OK);
    CHECK_INT(photo.width, 768);
    CHECK_INT(photo.height, 1024);
    CHECK_INT(strlen(photo.hash), 64);
    REQUIRE(photo.png != NULL);
    CHECK(!holds(&photo, "Exif"));
    CHECK(!holds(&photo, "secret place"));
    CHECK(holds(&photo, "IDAT"));
    photo_finish(&photo);
}

TEST(the_same_photo_has_the_same_hash)
{
    struct photo first = decode(sample_jpeg(300, 200, 1), RESULT_OK);
    struct photo second = decode(sample_jpeg(300, 200, 1), RESULT_OK);
    struct photo other = decode(sample_jpeg(300, 200, 3), RESULT_OK);
    CHECK_STR(first.hash, second.hash);
    CHECK(strcmp(first.hash, other.hash) != 0);
    photo_finish(&first);
    photo_finish(&second);
    photo_finish(&other);
}

TEST(each_reason_reaches_the_caller)
{
    struct sample cut = sample_png(100, 100, SAMPLE_RGB8);
    cut.length /= 2;
    (void)decode(cut, RESULT_INVALID);
    (void)decode(sample_promise(100000, 100000), RESULT_FULL);
    unsigned char *text = malloc(5000);
    memset(text, 'x', 5000);
    (void)decode((struct sample){text, 5000}, RESULT_ABSENT);
    (void)decode((struct sample){malloc(1), 0}, RESULT_ABSENT);
}

TEST(more_than_32_mib_is_not_even_sent)
{
    struct photo photo;
    CHECK_INT(photo_decode("", (size_t)PHOTO_BYTES_MAX + 1, &photo),
              RESULT_FULL);
    CHECK(photo.png == NULL);
}

TEST(a_packed_giant_is_taken_or_refused_and_nothing_worse)
{
    /* 56 megapixels in some kilobytes. */
    struct sample bomb = sample_png(8000, 7000, SAMPLE_GREY1);
    CHECK(bomb.length < 100000);
    struct photo photo = decode(bomb, RESULT_OK);
    CHECK_INT(photo.width, 1024);
    CHECK_INT(photo.height, 896);
    photo_finish(&photo);
}

TEST(without_a_helper_it_is_our_fault_and_not_the_pictures)
{
    struct sample sample = sample_jpeg(10, 10, 0);
    struct photo photo;
    setenv("TROSKEL_PHOTO", "/no/such/helper", 1);
    CHECK_INT(photo_decode(sample.bytes, sample.length, &photo), RESULT_IO);
    unsetenv("TROSKEL_PHOTO"); /* found from where this test lies */
    CHECK_INT(photo_decode(sample.bytes, sample.length, &photo), RESULT_OK);
    photo_finish(&photo);
    free(sample.bytes);
}

/* A program in place of the helper, to see what is believed. */
static enum result
decode_with(const char *script)
{
    char path[256];
    struct photo photo;
    text_format(path, sizeof path, "%s/helper", test_folder());
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return RESULT_COUNT;
    fputs(script, file);
    fclose(file);
    chmod(path, 0700);
    setenv("TROSKEL_PHOTO", path, 1);
    enum result result = photo_decode("abc", 3, &photo);
    CHECK((photo.png != NULL) == (result == RESULT_OK));
    photo_finish(&photo);
    unsetenv("TROSKEL_PHOTO");
    return result;
}

TEST(a_helper_gone_wrong_is_not_believed)
{
    CHECK_INT(decode_with("#!/bin/sh\necho hello\n"), RESULT_INVALID);
    CHECK_INT(decode_with("#!/bin/sh\nkill -SEGV $$\n"), RESULT_INVALID);
    CHECK_INT(decode_with("#!/bin/sh\nhead -c 9000000 /dev/zero\n"),
              RESULT_INVALID);
    CHECK_INT(decode_with("#!/bin/sh\nexit 5\n"), RESULT_IO);
    CHECK_INT(decode_with("#!/bin/sh\nexit 77\n"), RESULT_INVALID);
}

TEST(only_the_agreed_form_of_png_passes)
{
    struct photo photo = decode(sample_png(20, 10, SAMPLE_RGB8), RESULT_OK);
    REQUIRE(photo.png != NULL);
    int width = 0;
    int height = 0;
    CHECK(frame_check(photo.png, photo.length, &width, &height));
    CHECK_INT(width, 20);
    CHECK_INT(height, 10);
    for (size_t i = 0; i < photo.length; i++) {
        CHECK(!frame_check(photo.png, i, &width, &height));
        photo.png[i] ^= 0x20;
        CHECK(!frame_check(photo.png, photo.length, &width, &height));
        photo.png[i] ^= 0x20;
    }
    photo_finish(&photo);
    struct sample grey = sample_png(20, 10, SAMPLE_GREY1);
    CHECK(!frame_check(grey.bytes, grey.length, &width, &height));
    free(grey.bytes);
    struct sample large = sample_png(1025, 10, SAMPLE_RGB8);
    CHECK(!frame_check(large.bytes, large.length, &width, &height));
    free(large.bytes);
}

TEST(every_reason_has_its_words)
{
    for (int i = 0; i < RESULT_COUNT; i++)
        CHECK((i == RESULT_OK) == (photo_says((enum result)i)[0] == '\0'));
}
