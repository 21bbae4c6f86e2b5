/* A voice that somebody lent: from a file to what the kiosk hears, and gone
 * when they take it back. */
#include "firmware/exchange/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/base/text.h"
#include "tests/test.h"
#include "tests/unit/core/centre.h"

enum { FRAMES = 800, SOUND = WAV_HEAD_BYTES + FRAMES * 2 };

static struct centre centre;
static struct store *reader;

static bool
begin(void)
{
    return centre_open(&centre) &&
           store_open(&reader, &centre.folder, STORE_READ) == RESULT_OK;
}

static void
end(void)
{
    store_close(reader);
    reader = NULL;
    centre_close(&centre);
}

/* A tenth of a second of one tone; the pitch tells recordings apart. */
static void
sound(unsigned char out[SOUND], int loudness)
{
    static unsigned char samples[FRAMES * 2];
    struct wav wav = {
        .samples = samples, .rate = 8000, .channels = 1, .frames = FRAMES};
    for (int i = 0; i < FRAMES; i++) {
        int value = i % 20 < 10 ? loudness : -loudness;
        samples[2 * i] = (unsigned char)(value & 255);
        samples[2 * i + 1] = (unsigned char)((unsigned)value >> 8);
    }
    wav_write(&wav, out);
}

static struct recording_asked
asked(enum view_recording_of of, const char *key, const char *says)
{
    return (struct recording_asked){of, key, says, "sv", "Maria", "2026-11-24"};
}

/* Lays and sends it; what core says, "" when it took it. */
static const char *
lend(struct recording_asked what, int loudness)
{
    unsigned char bytes[SOUND];
    struct recording made;
    const char *says = NULL;
    sound(bytes, loudness);
    if (recording_make(&made, &what, bytes, sizeof bytes, &says) != RESULT_OK)
        return says;
    json_t *batch = json_pack("{s:[{s:s,s:s}],s:[O]}", "blobs", "hash",
                              made.hash, "file", "s.wav", "events", made.event);
    char *text = json_dumps(batch, 0);
    bool fine = centre_put_bytes(&centre, "s.wav", made.bytes, made.length) &&
                centre_put_bytes(&centre, "b.json", text, strlen(text));
    free(text);
    json_decref(batch);
    recording_finish(&made);
    return fine ? centre_why(&centre, "{'do':'batch','file':'b.json'}")
                : "not laid";
}

/* How loud what is heard is; 0: nobody has said it. */
static int
heard(struct view_said said)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    struct wav wav;
    int loudness = 0;
    if (view_recording_sound(reader, &said, &bytes, &length) == RESULT_OK &&
        wav_read(&wav, bytes, length) == RESULT_OK)
        loudness = wav_sample(&wav, 0);
    free(bytes);
    return loudness;
}

TEST(what_somebody_said_is_heard_where_its_words_stand)
{
    REQUIRE(begin());
    CHECK_STR(lend(asked(RECORDING_TITLE, "Fika", "Fika"), 2000), "");
    CHECK_INT(heard((struct view_said){"", " FIKA", "", "sv", false}), 2000);
    CHECK_INT(heard((struct view_said){"", "Fika ute", "", "sv", false}), 0);
    CHECK_INT(heard((struct view_said){"", "Fika", "", "en", false}), 0);
    end();
}

TEST(a_pictures_word_is_heard_by_its_words_or_where_there_are_none)
{
    REQUIRE(begin());
    CHECK_STR(lend(asked(RECORDING_PICTURE, "2615", "Kaffe"), 3000), "");
    CHECK_INT(heard((struct view_said){"", "Kaffe", "2615", "sv", false}),
              3000);
    CHECK_INT(heard((struct view_said){"", "Kaffe ute", "2615", "sv", false}),
              0);
    CHECK_INT(heard((struct view_said){"", "Kaffe ute", "2615", "sv", true}),
              3000);
    CHECK_INT(heard((struct view_said){"", "Kaffe ute", "1F98A", "sv", true}),
              0);
    end();
}

TEST(ones_own_name_is_heard_by_its_owner_in_any_language)
{
    REQUIRE(begin());
    CHECK_STR(lend(asked(RECORDING_TITLE, "Räv", "Räv"), 1000), "");
    CHECK_STR(lend(asked(RECORDING_PERSON, ANNA, "Anna"), 4000), "");
    CHECK_INT(heard((struct view_said){ANNA, "Räv", "", "sv", false}), 4000);
    CHECK_INT(heard((struct view_said){"", "Räv", "", "sv", false}), 1000);
    CHECK_INT(heard((struct view_said){BO, "Räv", "", "sv", false}), 1000);
    CHECK_INT(heard((struct view_said){"", "Anna", "", "ar", false}), 4000);
    end();
}

TEST(a_second_recording_takes_the_place_of_the_first)
{
    struct view_recording all[4];
    int count = 0;
    REQUIRE(begin());
    CHECK_STR(lend(asked(RECORDING_TITLE, "Fika", "Fika"), 2000), "");
    CHECK_STR(lend(asked(RECORDING_TITLE, "FIKA", "Fika"), 5000), "");
    CHECK(view_recordings(reader, all, 4, &count) == RESULT_OK);
    CHECK_INT(count, 1);
    CHECK_STR(all[0].by, "Maria");
    CHECK_INT(all[0].ms, 100);
    CHECK_INT(heard((struct view_said){"", "Fika", "", "sv", false}), 5000);
    end();
}

TEST(a_voice_that_is_taken_back_is_gone_with_its_bytes)
{
    struct view_recording all[4];
    int count = 0;
    char text[300], hash[RECORDING_HASH_SIZE];
    unsigned char *bytes = NULL;
    size_t length = 0;
    REQUIRE(begin());
    CHECK_STR(lend(asked(RECORDING_TITLE, "Fika", "Fika"), 2000), "");
    REQUIRE(view_recordings(reader, all, 4, &count) == RESULT_OK && count == 1);
    REQUIRE(view_recording_hash(reader, all[0].id, hash, sizeof hash));
    text_format(text, sizeof text,
                "{'events':[{'kind':'recording_removed','about':'%s'}]}",
                all[0].id);
    CHECK(centre_put(&centre, "r.json", text));
    CHECK(centre_ask(&centre, "{'do':'batch','file':'r.json'}"));
    CHECK_INT(heard((struct view_said){"", "Fika", "", "sv", false}), 0);
    CHECK_INT(view_sound(reader, hash, &bytes, &length), RESULT_ABSENT);
    /* And lent once more, it is there again. */
    CHECK_STR(lend(asked(RECORDING_TITLE, "Fika", "Fika"), 2000), "");
    CHECK_INT(heard((struct view_said){"", "Fika", "", "sv", false}), 2000);
    end();
}

TEST(what_is_no_sound_never_becomes_a_recording)
{
    struct recording made;
    const char *says = NULL;
    unsigned char quiet[SOUND];
    struct recording_asked fika = asked(RECORDING_TITLE, "Fika", "Fika");
    sound(quiet, 20);
    CHECK_INT(recording_make(&made, &fika, quiet, sizeof quiet, &says),
              RESULT_INVALID);
    CHECK_STR(says, "Inspelningen är tyst.");
    CHECK_INT(recording_make(&made, &fika, "MP3", 3, &says), RESULT_INVALID);
    CHECK_STR(says, "Filen är ingen WAV-fil.");
    fika.by = "";
    sound(quiet, 2000);
    CHECK_INT(recording_make(&made, &fika, quiet, sizeof quiet, &says),
              RESULT_INVALID);
    fika.by = "811218-9876";
    CHECK_INT(recording_make(&made, &fika, quiet, sizeof quiet, &says),
              RESULT_INVALID);
    CHECK_STR(says, "Texten liknar ett personnummer.");
}

/* Whoever asks past recording_make meets the same door at core. */
TEST(core_looks_at_the_bytes_itself)
{
    unsigned char bytes[SOUND];
    REQUIRE(begin());
    sound(bytes, 2000);
    bytes[0] = 'X';
    CHECK(centre_put_bytes(&centre, "s.wav", bytes, sizeof bytes));
#define EVENT(by, ms)                                                          \
    "{'blobs':[{'hash':'ccccccccccccccccccccccccccccccccccccccccccccccccccc"   \
    "ccccccccccccc','file':'s.wav'}],'events':[{'kind':'recording_saved',"     \
    "'about':'0190a000-0000-7000-8000-0000000000e1','body':{'of':'title',"     \
    "'title':'Fika','says':'Fika','lang':'sv'," by                             \
    "'date':'2026-11-24','ms':" ms ",'hash':'cccccccccccccccccccccccccccccccc" \
    "cccccccccccccccccccccccccccccccc'}}]}"
    CHECK(centre_put(&centre, "b.json", EVENT("'by':'Maria',", "100")));
    CHECK_STR(centre_why(&centre, "{'do':'batch','file':'b.json'}"),
              "invalid hash");
    bytes[0] = 'R';
    CHECK(centre_put_bytes(&centre, "s.wav", bytes, sizeof bytes));
    CHECK(centre_put(&centre, "b.json", EVENT("'by':'Maria',", "900")));
    CHECK_STR(centre_why(&centre, "{'do':'batch','file':'b.json'}"),
              "invalid hash");
    CHECK(centre_put(&centre, "b.json", EVENT("", "100")));
    CHECK_STR(centre_why(&centre, "{'do':'batch','file':'b.json'}"),
              "invalid events[0].by");
    CHECK(centre_put(&centre, "b.json", EVENT("'by':'Maria',", "100")));
    CHECK_STR(centre_why(&centre, "{'do':'batch','file':'b.json'}"), "");
    end();
}

/* As the staff's page asks: one command, the bytes in the inbox. */
static const char *
save(const char *about, int loudness)
{
    unsigned char bytes[SOUND];
    struct recording made;
    struct recording_asked what = asked(RECORDING_TITLE, "Lunch", "Lunch");
    const char *says = NULL;
    char id[UUID_SIZE];
    sound(bytes, loudness);
    if (recording_make(&made, &what, bytes, sizeof bytes, &says) != RESULT_OK)
        return says;
    text_copy(id, sizeof id,
              about != NULL
                  ? about
                  : json_string_value(json_object_get(made.event, "about")));
    char *body = json_dumps(json_object_get(made.event, "body"), 0);
    char text[900];
    text_format(text, sizeof text,
                "{'do':'recording_save','about':'%s','file':'s.wav','body':%s}",
                id, body);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '"')
            *at = '\'';
    free(body);
    bool fine = centre_put_bytes(&centre, "s.wav", made.bytes, made.length);
    recording_finish(&made);
    return fine ? centre_why(&centre, text) : "not laid";
}

TEST(one_command_lends_a_voice_and_one_takes_it_back)
{
    struct view_recording all[4];
    int count = 0;
    char text[200];
    REQUIRE(begin());
    CHECK_STR(save(NULL, 2000), "");
    CHECK_STR(save(NULL, 5000), "");
    CHECK_INT(heard((struct view_said){"", "Lunch", "", "sv", false}), 5000);
    REQUIRE(view_recordings(reader, all, 4, &count) == RESULT_OK);
    REQUIRE(count == 1);
    text_format(text, sizeof text, "{'do':'recording_remove','about':'%s'}",
                all[0].id);
    CHECK_STR(centre_why(&centre, text), "");
    CHECK_INT(heard((struct view_said){"", "Lunch", "", "sv", false}), 0);
    CHECK_STR(centre_why(&centre, text), ""); /* it is so already */
    CHECK_STR(save("", 2000), "invalid about");
    end();
}
