/* A folder of voices: what becomes of each file, and what refuses all. */
#include "firmware/exchange/recordings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "firmware/base/text.h"
#include "firmware/exchange/recording.h"
#include "tests/test.h"

enum { FRAMES = 800, SOUND = WAV_HEAD_BYTES + FRAMES * 2 };

static char folder[] = "/tmp/troskel-voices-XXXXXX";
static char in[64], out[64];
static struct report report;
static json_t *events, *blobs;
static const char *made[8];
static int made_count;

static struct view_person people[] = {
    {.id = "0190a000-0000-7000-8000-000000000001",
     .name = "Alva",
     .symbol = "räv"}};
static const struct import_context context = {.lang = "sv",
                                              .zone = "Europe/Stockholm",
                                              .today = 20781,
                                              .people = people,
                                              .person_count = 1};

static void
sound(unsigned char bytes[SOUND], int loudness)
{
    static unsigned char samples[FRAMES * 2];
    struct wav wav = {
        .samples = samples, .rate = 8000, .channels = 1, .frames = FRAMES};
    for (int i = 0; i < FRAMES; i++) {
        int value = i % 20 < 10 ? loudness : -loudness;
        samples[2 * i] = (unsigned char)(value & 255);
        samples[2 * i + 1] = (unsigned char)((unsigned)value >> 8);
    }
    wav_write(&wav, bytes);
}

static bool
put(const char *name, const void *bytes, size_t length)
{
    char path[128];
    text_format(path, sizeof path, "%s/%s", in, name);
    FILE *file = fopen(path, "wbe");
    bool fine = file != NULL && fwrite(bytes, 1, length, file) == length;
    if (file != NULL && fclose(file) != 0)
        fine = false;
    made[made_count++] = name;
    return fine;
}

static bool
put_voice(const char *name, int loudness)
{
    unsigned char bytes[SOUND];
    sound(bytes, loudness);
    return put(name, bytes, sizeof bytes);
}

static bool
begin(void)
{
    text_copy(folder, sizeof folder, "/tmp/troskel-voices-XXXXXX");
    if (mkdtemp(folder) == NULL)
        return false;
    text_format(in, sizeof in, "%s/in", folder);
    text_format(out, sizeof out, "%s/out", folder);
    made_count = 0;
    report_init(&report, "sv");
    return mkdir(in, 0700) == 0 && mkdir(out, 0700) == 0;
}

static void
end(void)
{
    char path[160];
    size_t at;
    json_t *blob;
    json_array_foreach(blobs, at, blob)
    {
        text_format(path, sizeof path, "%s/%s", out,
                    json_string_value(json_object_get(blob, "file")));
        unlink(path);
    }
    for (int i = 0; i < made_count; i++) {
        text_format(path, sizeof path, "%s/%s", in, made[i]);
        unlink(path);
    }
    CHECK(rmdir(in) == 0 && rmdir(out) == 0 && rmdir(folder) == 0);
    json_decref(events);
    json_decref(blobs);
    events = blobs = NULL;
    report_finish(&report);
}

static enum result
read_in(const char *by)
{
    return recordings_import(
        &context,
        &(struct recordings_from){.folder = in, .work = out, .by = by}, &report,
        &events, &blobs);
}

static const char *
field(size_t at, const char *name)
{
    return json_string_value(json_object_get(
        json_object_get(json_array_get(events, at), "body"), name));
}

TEST(a_file_says_what_it_is_called)
{
    REQUIRE(begin() && put_voice("vi_ses.wav", 2000));
    CHECK_INT(read_in("Farmor"), RESULT_OK);
    CHECK_STR(field(0, "of"), "title");
    CHECK_STR(field(0, "title"), "vi ses");
    CHECK_STR(field(0, "by"), "Farmor");
    CHECK_STR(field(0, "date"), "2026-11-24");
    CHECK_INT((int)json_array_size(blobs), 1);
    CHECK_INT(report_counted(&report, "recordings"), 1);
    end();
}

TEST(the_table_says_whose_voice_of_whom_and_when)
{
    const char *table = "Fil;Säger;Röst;Datum;Person\n"
                        "ett.wav;Alva;Mormor;2026-11-20;räv\n";
    REQUIRE(begin() && put_voice("ett.wav", 2000) &&
            put("roster.csv", table, strlen(table)));
    CHECK_INT(read_in(NULL), RESULT_OK);
    CHECK_STR(field(0, "of"), "person");
    CHECK_STR(field(0, "person"), people[0].id);
    CHECK_STR(field(0, "by"), "Mormor");
    CHECK_STR(field(0, "date"), "2026-11-20");
    end();
}

/* Which file, and why; and not one event of the good ones. */
static void
refused(const char *file, const char *why)
{
    CHECK_INT(read_in("Farmor"), RESULT_INVALID);
    CHECK(events == NULL && blobs == NULL);
    bool named = false;
    for (int i = 0; i < report.count; i++)
        if (strcmp(report.lines[i].place, file) == 0)
            named = report.lines[i].severity == REPORT_REFUSED &&
                    strstr(report.lines[i].says, why) != NULL;
    CHECK(named);
}

/* What a refused import laid before it met the bad file is its caller's to
 * sweep, as troskel import does. */
static void
sweep_out(void)
{
    char command[160];
    text_format(command, sizeof command, "rm -f %s/*", out);
    CHECK(system(command) == 0);
}

TEST(a_broken_file_refuses_all_with_its_name_and_the_reason)
{
    REQUIRE(begin() && put_voice("a.wav", 2000) && put("b.wav", "RIFF", 4));
    refused("b.wav", "ingen WAV-fil");
    sweep_out();
    end();
}

TEST(a_table_with_a_personal_identity_number_is_refused_with_its_line)
{
    const char *table = "Fil;Säger\nett.wav;8112189876\n";
    REQUIRE(begin() && put_voice("ett.wav", 2000) &&
            put("roster.csv", table, strlen(table)));
    CHECK_INT(read_in("Farmor"), RESULT_INVALID);
    CHECK(events == NULL && blobs == NULL);
    CHECK_INT(report.lines[0].severity, REPORT_REFUSED);
    CHECK_INT(report.lines[0].line, 2);
    CHECK(strstr(report.lines[0].says, "personnummer") != NULL);
    sweep_out();
    end();
}

TEST(silence_and_a_voice_that_is_nobodys_are_refused)
{
    REQUIRE(begin() && put_voice("tyst.wav", 20));
    refused("tyst.wav", "tyst");
    end();
    REQUIRE(begin() && put_voice("a.wav", 2000));
    CHECK_INT(read_in(NULL), RESULT_INVALID);
    CHECK(report_has(&report, REPORT_REFUSED, "Vems röst"));
    end();
}

TEST(a_huge_file_is_refused_before_it_is_read_whole)
{
    static unsigned char huge[RECORDING_BYTES_MAX + 1];
    REQUIRE(begin() && put("stor.wav", huge, sizeof huge));
    refused("stor.wav", "större än 12 MB");
    end();
}

TEST(an_empty_folder_says_so)
{
    REQUIRE(begin());
    CHECK_INT(read_in("Farmor"), RESULT_INVALID);
    CHECK(report_has(&report, REPORT_REFUSED, "inga ljud"));
    end();
}
