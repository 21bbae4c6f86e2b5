#include <stdlib.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/paint/fixture.h"

static struct pictures pictures;
static int asked;

static void
begin(void)
{
    asked = 0;
    pictures_init(&pictures, fixture_source, &asked);
}

TEST(a_picture_is_decoded_once_a_size)
{
    begin();
    const struct picture *first =
        pictures_get(&pictures, "red-80-80", 40, 40, false);
    REQUIRE(first != NULL);
    CHECK_INT(first->w, 40);
    CHECK_INT(first->h, 40);
    CHECK(pictures_get(&pictures, "red-80-80", 40, 40, false) == first);
    CHECK_INT(asked, 1);
    CHECK(pictures_get(&pictures, "red-80-80", 20, 20, false) != NULL);
    CHECK_INT(asked, 2);
    pictures_finish(&pictures);
}

TEST(a_wide_picture_keeps_its_form)
{
    begin();
    const struct picture *wide =
        pictures_get(&pictures, "red-80-40", 60, 60, false);
    REQUIRE(wide != NULL);
    CHECK_INT(wide->w, 60);
    CHECK_INT(wide->h, 30);
    const struct picture *tall =
        pictures_get(&pictures, "red-10-50", 60, 60, false);
    REQUIRE(tall != NULL);
    CHECK_INT(tall->w, 12);
    CHECK_INT(tall->h, 60);
    pictures_finish(&pictures);
}

TEST(kept_pictures_stay_within_their_bytes)
{
    char id[DRAW_PICTURE_SIZE];
    begin();
    for (int i = 0; i < 80; i++) {
        text_format(id, sizeof id, "red-%d-%d", 10 + i, 10 + i);
        CHECK(pictures_get(&pictures, id, 400, 400, false) != NULL);
        CHECK(pictures.bytes <= PICTURES_BYTES);
    }
    CHECK(pictures.bytes > PICTURES_BYTES / 2);
    CHECK_INT(asked, 80);
    /* The last is still there, the first is not. */
    CHECK(pictures_get(&pictures, id, 400, 400, false) != NULL);
    CHECK_INT(asked, 80);
    CHECK(pictures_get(&pictures, "red-10-10", 400, 400, false) != NULL);
    CHECK_INT(asked, 81);
    pictures_finish(&pictures);
    CHECK_INT(pictures.bytes, 0);
}

TEST(more_pictures_than_slots_let_the_oldest_go)
{
    char id[DRAW_PICTURE_SIZE];
    begin();
    for (int i = 0; i < PICTURES_MAX + 20; i++) {
        text_format(id, sizeof id, "red-%d-4", 4 + i);
        CHECK(pictures_get(&pictures, id, 4, 4, false) != NULL);
    }
    CHECK_INT(pictures.decoded, PICTURES_MAX + 20);
    pictures_finish(&pictures);
}

TEST(a_missing_picture_is_sought_once_until_forgotten)
{
    begin();
    CHECK(pictures_get(&pictures, "absent", 20, 20, false) == NULL);
    CHECK(pictures_get(&pictures, "absent", 20, 20, false) == NULL);
    CHECK_INT(asked, 1);
    pictures_forget(&pictures);
    CHECK(pictures_get(&pictures, "absent", 20, 20, false) == NULL);
    CHECK_INT(asked, 2);
    pictures_finish(&pictures);
}

TEST(photos_are_looked_for_again_after_forgetting_and_symbols_are_not)
{
    begin();
    CHECK(pictures_get(&pictures, "photo-20-20", 20, 20, false) != NULL);
    CHECK(pictures_get(&pictures, "red-20-20", 20, 20, false) != NULL);
    pictures_forget(&pictures);
    CHECK(pictures_get(&pictures, "photo-20-20", 20, 20, false) != NULL);
    CHECK(pictures_get(&pictures, "red-20-20", 20, 20, false) != NULL);
    CHECK_INT(asked, 3);
    pictures_finish(&pictures);
}

TEST(bytes_that_are_no_picture_count_as_missing)
{
    begin();
    CHECK(pictures_get(&pictures, "broken", 20, 20, false) == NULL);
    CHECK(pictures_get(&pictures, "red-20-20", 0, 20, false) == NULL);
    CHECK(pictures_get(&pictures, "red-20-20", 20, 9999, false) == NULL);
    pictures_finish(&pictures);
}

TEST(a_transparent_part_shows_what_lies_beneath)
{
    begin();
    SDL_Surface *surface = fixture_surface(40, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    const struct picture *ring = pictures_get(&pictures, "ring", 40, 40, false);
    REQUIRE(ring != NULL);
    picture_paint(ring, &canvas, (struct draw_rect){0, 0, 40, 40}, 0);
    CHECK_INT(fixture_pixel(surface, 20, 20), 0xffffff);
    CHECK_INT(fixture_pixel(surface, 2, 2), 0xff0000);
    SDL_FreeSurface(surface);
    pictures_finish(&pictures);
}

TEST(a_grey_picture_has_no_colours)
{
    begin();
    SDL_Surface *surface = fixture_surface(40, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    const struct picture *grey =
        pictures_get(&pictures, "red-40-40", 40, 40, true);
    REQUIRE(grey != NULL);
    picture_paint(grey, &canvas, (struct draw_rect){0, 0, 40, 40}, 0);
    CHECK_INT(fixture_pixel(surface, 20, 20), 0x4d4d4d);
    SDL_FreeSurface(surface);
    pictures_finish(&pictures);
}

TEST(a_faded_picture_is_part_of_the_way_to_the_ground)
{
    begin();
    SDL_Surface *surface = fixture_surface(40, 40);
    struct canvas canvas = canvas_of(surface, NULL);
    struct draw_rect all = {0, 0, 40, 40};
    const struct picture *red =
        pictures_get(&pictures, "red-40-40", 40, 40, false);
    REQUIRE(red != NULL);
    picture_paint(red, &canvas, all, 1);
    CHECK_INT(fixture_pixel(surface, 20, 20), 0xffffff);
    picture_paint(red, &canvas, all, 0.5f);
    CHECK_INT(fixture_pixel(surface, 20, 20), 0xff7f7f);
    SDL_FreeSurface(surface);
    pictures_finish(&pictures);
}

/* What somebody takes back is gone: it never stood in a file. */
TEST(only_pictures_of_the_library_go_into_the_cache_file)
{
    char path[200];
    struct cache *cache = NULL;
    begin();
    (void)text_format(path, sizeof path, "%s/cache", test_folder());
    REQUIRE(cache_open(&cache, path, "/proc/self/exe") == RESULT_OK);
    pictures.cache = cache;
    CHECK(pictures_get(&pictures, "red-80-80", 40, 40, false) != NULL);
    CHECK(pictures_get(&pictures, "photo-80-80", 40, 40, false) != NULL);
    CHECK(pictures_store(&pictures));
    CHECK(!pictures_store(&pictures));
    pictures_finish(&pictures);
    cache_close(cache);
    begin();
    REQUIRE(cache_open(&cache, path, "/proc/self/exe") == RESULT_OK);
    pictures.cache = cache;
    CHECK(pictures_get(&pictures, "red-80-80", 40, 40, false) != NULL);
    CHECK_INT(asked, 0);
    CHECK(pictures_get(&pictures, "photo-80-80", 40, 40, false) != NULL);
    CHECK_INT(asked, 1);
    pictures_finish(&pictures);
    cache_close(cache);
}
